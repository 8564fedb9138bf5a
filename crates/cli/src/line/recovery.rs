//! The words after `recovery`. Decides nothing.
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

#[derive(Debug, Args)]
pub(crate) struct Recovery {
    /// What to do.
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What can be done with recovery codes.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Print what is in a file of recovery codes; needs no vault and stores nothing
    Parse(Parse),
    /// Store the codes of a file, after showing what was found
    Import(Import),
    /// Tell which sets there are and how much is left; shows no code
    Status,
    /// Hand out ONE code: it is reserved before it is printed, and never handed out a second time
    Take(Take),
    /// Say what became of a code that was handed out
    Used(Used),
    /// Take back the last change of a code
    Undo(Undo),
    /// Store the new key that a service showed when the old one was used
    Replace(Replace),
    /// Tell what was done, when and on which computer
    Log(Log),
    /// Write a set to a file, with its codes
    Export(Export),
    /// Put a set away; nothing of it is handed out any more
    Archive(Archive),
    /// The emergency kit: a key on paper that opens everything
    #[command(subcommand)]
    Kit(Kit),
    /// Security questions and their answers
    #[command(subcommand)]
    Question(Question),
}

#[derive(Debug, Args)]
pub(crate) struct Parse {
    /// The file; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The file; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Store what was found without asking
    #[arg(long)]
    pub(crate) yes: bool,
    /// The service, if the file holds one set
    #[arg(long, value_name = "TEXT")]
    pub(crate) service: Option<String>,
    /// The login name at the service
    #[arg(long, value_name = "TEXT")]
    pub(crate) account: Option<String>,
    /// The address of the page where new codes are made
    #[arg(long, value_name = "URL")]
    pub(crate) site: Option<String>,
    /// Your own name for the set
    #[arg(long, value_name = "TEXT")]
    pub(crate) label: Option<String>,
    /// The account of the vault that the set belongs to, named as for `keepward code`
    #[arg(long, value_name = "NAME")]
    pub(crate) link: Option<String>,
    /// What using a code does
    #[arg(long, value_name = "EFFECT")]
    pub(crate) effect: Option<Effect>,
    /// The service made you spend a code while setting up; if none is marked as used, it was the first
    #[arg(long)]
    pub(crate) spent_one: bool,
    /// Codes of the stored set that are not in the file were used elsewhere
    #[arg(long)]
    pub(crate) missing_were_used: bool,
    /// Codes that are stored for the same login go on working beside these
    #[arg(long)]
    pub(crate) keep_old: bool,
    /// Delete the file once its codes are stored
    #[arg(long)]
    pub(crate) delete_file: bool,
}

/// What using a code does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Effect {
    /// It is spent
    Consume,
    /// It is spent, and the service shows a new one once
    Replace,
    /// Two-factor authentication is off afterwards
    #[value(name = "disables-2fa")]
    Disables2fa,
    /// It goes on working
    Reusable,
    /// Nobody knows
    Unknown,
}

/// A set.
#[derive(Debug, Args)]
pub(crate) struct SetName {
    /// The set: its id, its title, its service, `service:account`, or a part that only one set has
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
}

/// One code of a set.
#[derive(Debug, Args)]
pub(crate) struct CodeFlags {
    /// The code with this number printed beside it
    #[arg(long, value_name = "N", conflicts_with = "position")]
    pub(crate) number: Option<u32>,
    /// The code at this place, counted from 1
    #[arg(long, value_name = "P", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) position: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct Take {
    #[command(flatten)]
    pub(crate) set: SetName,
    #[command(flatten)]
    pub(crate) code: CodeFlags,
    /// Print it in another way than the service does
    #[arg(long, value_name = "WAY")]
    pub(crate) variant: Option<Variant>,
    /// Print a code once more that is handed out already
    #[arg(long)]
    pub(crate) again: bool,
    /// Hand out a code that turns two-factor authentication off without asking
    #[arg(long)]
    pub(crate) yes: bool,
}

/// How a code is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Variant {
    /// As the service prints it
    AsPrinted,
    /// Without blanks
    WithoutSpaces,
    /// Without dashes
    WithoutDashes,
    /// Without blanks and dashes
    Compact,
    /// In small letters
    Lower,
    /// In capital letters
    Upper,
}

#[derive(Debug, Args)]
pub(crate) struct Used {
    #[command(flatten)]
    pub(crate) set: SetName,
    #[command(flatten)]
    pub(crate) code: CodeFlags,
    /// A word to remember it by
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["unsure", "returned"])]
    pub(crate) note: Option<String>,
    /// The service did not take it
    #[arg(long, conflicts_with_all = ["unsure", "returned"])]
    pub(crate) refused: bool,
    /// You do not know whether it worked
    #[arg(long, conflicts_with = "returned")]
    pub(crate) unsure: bool,
    /// It was not tried and may be handed out again
    #[arg(long)]
    pub(crate) returned: bool,
    #[command(flatten)]
    pub(crate) key: KeyFlags,
}

/// Where a new key comes from.
#[derive(Debug, Args)]
pub(crate) struct KeyFlags {
    /// Read the new key from FILE, `-` for standard input; otherwise it is asked for
    #[arg(long, value_name = "FILE")]
    pub(crate) new_key_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Undo {
    #[command(flatten)]
    pub(crate) set: SetName,
    #[command(flatten)]
    pub(crate) code: CodeFlags,
}

#[derive(Debug, Args)]
pub(crate) struct Replace {
    #[command(flatten)]
    pub(crate) set: SetName,
    #[command(flatten)]
    pub(crate) code: CodeFlags,
    #[command(flatten)]
    pub(crate) key: KeyFlags,
}

#[derive(Debug, Args)]
pub(crate) struct Log {
    /// The whole log as a table (RFC 4180); wants the passphrase, as --json does
    #[arg(long, conflicts_with = "json")]
    pub(crate) csv: bool,
    /// How many of the newest events are told
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) count: usize,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) set: SetName,
    /// In which form
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ExportFormat,
    /// The file to write; `-` for standard output. A file that exists is never overwritten
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// The paper of a PDF
    #[arg(long, value_name = "PAPER", default_value = "a4")]
    pub(crate) paper: Paper,
}

/// In which form a set is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// A text
    Text,
    /// A table
    Csv,
    /// As the service writes its own file
    Service,
    /// A web page
    Html,
    /// A PDF
    Pdf,
}

/// What is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Paper {
    /// 210 by 297 mm
    A4,
    /// 8.5 by 11 inches
    Letter,
}

#[derive(Debug, Args)]
pub(crate) struct Archive {
    #[command(flatten)]
    pub(crate) set: SetName,
    /// Put the set back in force
    #[arg(long)]
    pub(crate) back: bool,
}

/// What can be done with the emergency kit.
#[derive(Debug, Subcommand)]
pub(crate) enum Kit {
    /// Make a kit, which takes the place of an older one
    Make(KitMake),
    /// Prove that a kit opens the vault
    Test(KitTest),
}

#[derive(Debug, Args)]
pub(crate) struct KitMake {
    /// The file to write: a web page (.html), a PDF (.pdf) or the key alone (.txt). A file that exists is never overwritten
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// The paper of a PDF
    #[arg(long, value_name = "PAPER", default_value = "a4")]
    pub(crate) paper: Paper,
}

#[derive(Debug, Args)]
pub(crate) struct KitTest {
    /// The text of the kit or a picture of its square; `-` reads the text from standard input, without FILE it is asked for
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
}

/// What can be done with security questions.
#[derive(Debug, Subcommand)]
pub(crate) enum Question {
    /// Store a question with its answer
    Add(Add),
    /// Print the answer to a question
    Show(QuestionName),
    /// List the questions without their answers
    List,
    /// Delete a question for ever
    Remove(QuestionName),
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The service that asks
    #[arg(long, value_name = "TEXT")]
    pub(crate) service: String,
    /// The login name at the service
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) account: String,
    /// What is asked
    #[arg(long, value_name = "TEXT")]
    pub(crate) question: String,
    /// Read the answer from FILE, `-` for standard input; otherwise it is asked for
    #[arg(long, value_name = "FILE")]
    pub(crate) answer_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct QuestionName {
    /// The question: its id, its service, or a part of service and question that only one has
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
}
