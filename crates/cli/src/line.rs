//! The command line: verbs, flags and the help that explains them. Decides nothing.
mod recovery;
mod whole;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub(crate) use self::{
    recovery::{
        Add as AddQuestion, Archive, CodeFlags, Effect, Export as ExportSet, ExportFormat, Import, KeyFlags,
        Kit, KitMake, KitTest, Log, Paper, Parse, Question, Recovery, Replace, Take, Undo, Used, Variant,
        Verb as RecoveryVerb,
    },
    whole::{Backup, Restore},
};
use crate::output::Format;

const EXIT_CODES: &str = "\
Exit codes:
  0    done
  1    refused or failed
  2    the command line is wrong, or there is no terminal to ask at
  3    wrong passphrase
  4    too soon after several wrong passphrases
  5    there is no vault
  6    nothing has this name, or several things have
  7    the vault or a backup is damaged, incomplete, written by a later version, or older than the last one seen
  8    no recovery code is left, or this one cannot be handed out or changed so
  130  given up with Ctrl-C while being asked

Passphrases are asked for at the terminal and never shown. With --json, results go to standard output and errors
to standard error, each as JSON on one line.";

/// One-time codes from an encrypted vault.
#[derive(Debug, Parser)]
#[command(name = "keepward", version, after_help = EXIT_CODES, disable_help_subcommand = true)]
pub(crate) struct Line {
    /// What to do.
    #[command(subcommand)]
    pub(crate) verb: Verb,
    #[command(flatten)]
    pub(crate) everywhere: Everywhere,
}

impl Line {
    pub(crate) fn format(&self) -> Format {
        if self.everywhere.json { Format::Json } else { Format::Plain }
    }
}

/// Flags that may stand anywhere on the line.
#[derive(Debug, Args)]
pub(crate) struct Everywhere {
    /// The folder of the vault [default: $XDG_DATA_HOME/keepward]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) vault: Option<PathBuf>,
    /// Read the passphrase from FILE; one trailing newline is removed
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// Open a vault that is older than the last one seen on this computer
    #[arg(long, global = true)]
    pub(crate) accept_older: bool,
    /// Print JSON, one object on a line
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Make a new vault
    Init,
    /// Add accounts: from an otpauth URI, from a picture, or by answering questions
    Add(Add),
    /// Name the accounts
    List(List),
    /// Print the present code of an account
    Code(Code),
    /// Print what the QR codes in pictures say; needs no vault
    Scan(Scan),
    /// Take the accounts to another program
    Export(Export),
    /// Change the passphrase
    Passwd(Passwd),
    /// Recovery codes: read, store, hand out one at a time
    Recovery(Recovery),
    /// Write the whole vault to one file
    Backup(Backup),
    /// Put back a whole backup or an earlier version, or open the vault with the emergency kit
    Restore(Restore),
    /// List the earlier versions that can be put back; needs no passphrase
    Snapshots,
    /// Tell where the vault is and whether a passphrase may be tried; needs no passphrase
    LockInfo,
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// An otpauth:// or otpauth-migration:// URI; `-` reads URIs from standard input, one on a line, which keeps
    /// them out of the list of processes
    #[arg(value_name = "URI", conflicts_with = "image")]
    pub(crate) uri: Option<String>,
    /// Read the QR codes of a picture
    #[arg(long, value_name = "FILE")]
    pub(crate) image: Option<PathBuf>,
    /// Call the service so, if one account is added
    #[arg(long, value_name = "TEXT")]
    pub(crate) issuer: Option<String>,
    /// Call the login so, if one account is added
    #[arg(long, value_name = "TEXT")]
    pub(crate) name: Option<String>,
    /// Give the accounts a tag; may be repeated
    #[arg(long = "tag", value_name = "TEXT")]
    pub(crate) tags: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct List {
    /// Only accounts in whose issuer, name or tags every word is found
    #[arg(value_name = "TEXT")]
    pub(crate) text: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Code {
    /// The account: its id, `issuer:name`, issuer or name as a whole, or a part that only one account has
    #[arg(value_name = "NAME", required_unless_present = "uri", conflicts_with = "uri")]
    pub(crate) name: Option<String>,
    /// Compute the code of an otpauth:// URI instead; needs no vault. `-` reads it from standard input
    #[arg(long, value_name = "URI")]
    pub(crate) uri: Option<String>,
    /// The code of another moment, in seconds since 1970
    // `requires` alone does not hold beside a name, because a name conflicts with what is required.
    #[arg(long, value_name = "UNIX", requires = "uri", conflicts_with = "name")]
    pub(crate) time: Option<u64>,
}

#[derive(Debug, Args)]
pub(crate) struct Scan {
    /// The pictures
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Print the secrets. Without it only the names are printed
    #[arg(long)]
    pub(crate) show_secrets: bool,
    /// Write otpauth-migration:// URIs, which Google Authenticator reads as QR codes, instead of otpauth:// URIs
    #[arg(long)]
    pub(crate) migration: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Passwd {
    /// The passphrase or the files leaked: make new keys, encrypt everything anew and delete the snapshots
    #[arg(long)]
    pub(crate) leaked: bool,
    /// Read the new passphrase from FILE; one trailing newline is removed
    #[arg(long, value_name = "FILE")]
    pub(crate) new_passphrase_file: Option<PathBuf>,
}

/// `message` without what was typed, as far as it is not a plain flag or verb: a URI in the wrong place must not be
/// repeated, because it holds a secret.
pub(crate) fn without_values(message: &str, words: &[String]) -> String {
    let is_plain = |word: &str| {
        let name = word.trim_start_matches('-');
        name.len() <= 24 && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    };
    let mut values: Vec<_> = words.iter().flat_map(|word| word.split('=').chain([word.as_str()])).collect();
    values.retain(|value| !value.is_empty() && !is_plain(value));
    // The longest first: a part of a value must not be cut out of the whole.
    values.sort_by_key(|value| std::cmp::Reverse(value.len()));
    values.iter().fold(message.to_owned(), |message, value| message.replace(value, "\u{2026}"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Line::command().debug_assert();
    }

    #[test]
    fn flags_may_stand_anywhere() {
        for words in [
            ["keepward", "--json", "--vault", "/v", "list"],
            ["keepward", "list", "--vault", "/v", "--json"],
            ["keepward", "--vault=/v", "list", "--json", "work"],
        ] {
            let line = Line::try_parse_from(words).unwrap();
            assert!(
                line.everywhere.json && line.everywhere.vault.as_deref() == Some("/v".as_ref()),
                "{words:?}"
            );
        }
    }

    #[test]
    fn what_was_typed_is_not_repeated() {
        let uri = "otpauth://totp/a?secret=MARKER";
        for words in
            [vec![uri], vec!["add", uri, uri], vec!["code", "--time", uri], vec!["add", "--secret=MARKER"]]
        {
            let words: Vec<_> = words.into_iter().map(str::to_owned).collect();
            let error = Line::try_parse_from(std::iter::once("keepward".to_owned()).chain(words.clone()))
                .unwrap_err();
            let message = without_values(&error.render().to_string(), &words);
            assert!(!message.contains("MARKER") && message.contains("error"), "{message}");
        }
    }
}
