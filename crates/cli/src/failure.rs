//! What went wrong, as a sentence and as an exit code. Scripts tell cases apart by the code and by `kind`.
use std::{fmt::Write as _, io, process::ExitCode};

use actions::{ActionError, BackupError, KitError, Notice, RecoveryError, UnlockError, UseError, VaultError};
use serde::Serialize;

use crate::{
    named::Thing,
    output::{Format, harmless_json, one_line, printable},
};

/// How many names an ambiguous one lists.
const NAMES_LISTED: usize = 20;

/// Why a verb did not end well.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{0}")]
    Usage(String),
    #[error(
        "There is no vault in this folder. Make one with `keepward init`, or name another folder with --vault."
    )]
    NoVault,
    #[error(transparent)]
    Action(ActionError),
    /// What was read brings no account.
    #[error("{0}")]
    Nothing(Notice),
    #[error("All of it is already in the vault as {0}. Nothing was added.")]
    AlreadyThere(String),
    #[error(transparent)]
    Enrolment(#[from] actions::OtpAuthError),
    #[error(transparent)]
    Picture(#[from] scan::ScanError),
    #[error("No {} is called \u{201c}{}\u{201d}. Run `{}` to see the names.", _0, one_line(_1), _0.listed_by())]
    NotFound(Thing, String),
    #[error(
        "\u{201c}{name}\u{201d} is the name of several {}. Say which one, or use its id:{}",
        thing.several(),
        listed(names)
    )]
    Ambiguous { thing: Thing, name: String, names: Vec<String> },
    /// Nothing says which code of a set is meant.
    #[error(
        "No code of {} is handed out. Take one with `keepward recovery take`, or say which one with --number or --position.",
        one_line(_0)
    )]
    NoneHandedOut(String),
    #[error(
        "Several codes of {} are handed out. Say which one with --number or --position:{}",
        one_line(name),
        listed(codes)
    )]
    SeveralHandedOut { name: String, codes: Vec<String> },
    #[error("There is no terminal to ask {0} at. {1}")]
    NoTerminal(&'static str, &'static str),
    #[error("The two passphrases differ. Nothing was changed; try again.")]
    Differ,
    #[error("Nothing was changed.")]
    NotConfirmed,
    #[error("Given up. Nothing was changed.")]
    Interrupted,
    #[error("Standard input could not be read ({0}). Check what is piped in.")]
    Input(io::Error),
    #[error("Nothing came from standard input. Pipe in an otpauth URI.")]
    EmptyInput,
    #[error("Standard input is longer than 1 MiB. Give it in smaller portions.")]
    LongInput,
    #[error("The output could not be written ({0}). Check where it goes.")]
    Output(io::Error),
    #[error("The file could not be read ({0}). Check its name, and that it is a file that you may read.")]
    InputFile(io::Error),
    #[error("{}", of_output_file(_0))]
    OutputFile(io::Error),
    #[error(transparent)]
    Snapshot(#[from] actions::BadSnapshotId),
    /// Something was printed beside what went wrong; there is nothing left to say.
    #[error("")]
    AlreadyTold,
}

impl From<ActionError> for Failure {
    fn from(error: ActionError) -> Self {
        match error {
            ActionError::NoVault => Self::NoVault,
            error => Self::Action(error),
        }
    }
}

/// A failure as JSON.
#[derive(Serialize)]
struct Report<'a> {
    error: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_in_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    names: Option<&'a [String]>,
}

impl Failure {
    /// Says it on standard error. Nothing more can be done if that is closed.
    pub(crate) fn report(&self, format: Format) {
        use io::Write as _;
        if matches!(self, Self::AlreadyTold) || self.is_broken_pipe() {
            return;
        }
        let sentence = self.to_string();
        let mut line = match format {
            Format::Plain if matches!(self, Self::Usage(_)) => sentence,
            Format::Plain => format!("keepward: {}", printable(&sentence)),
            Format::Json => {
                let report = Report {
                    error: &sentence,
                    kind: self.kind(),
                    retry_in_ms: self.retry_in_ms(),
                    names: self.names(),
                };
                serde_json::to_string(&report).map_or(sentence, |json| harmless_json(&json))
            }
        };
        line.push('\n');
        let _nobody_listens = io::stderr().write_all(line.as_bytes());
    }

    pub(crate) fn code(&self) -> ExitCode {
        ExitCode::from(match self.kind() {
            "done" => 0,
            "usage" | "no-terminal" => 2,
            "wrong-passphrase" => 3,
            "too-soon" => 4,
            "no-vault" => 5,
            "not-found" | "ambiguous" => 6,
            "damaged" | "newer" | "older" => 7,
            "no-code" | "not-available" => 8,
            "interrupted" => 130,
            _ => 1,
        })
    }

    /// One word for scripts.
    fn kind(&self) -> &'static str {
        match self {
            Self::Usage(_) => "usage",
            Self::NoTerminal(..) => "no-terminal",
            Self::NoVault => "no-vault",
            Self::Interrupted => "interrupted",
            Self::NotFound(..) => "not-found",
            Self::Ambiguous { .. } | Self::SeveralHandedOut { .. } => "ambiguous",
            Self::NoneHandedOut(_) => "not-available",
            // Whoever reads the output has seen enough, as with `keepward list | head -1`.
            Self::Output(_) if self.is_broken_pipe() => "done",
            Self::Action(error) => kind_of(error),
            Self::Nothing(_)
            | Self::AlreadyThere(_)
            | Self::Enrolment(_)
            | Self::Picture(_)
            | Self::Differ
            | Self::NotConfirmed
            | Self::Input(_)
            | Self::EmptyInput
            | Self::LongInput
            | Self::Output(_)
            | Self::InputFile(_)
            | Self::OutputFile(_)
            | Self::Snapshot(_)
            | Self::AlreadyTold => "failed",
        }
    }

    fn retry_in_ms(&self) -> Option<u64> {
        match self {
            Self::Action(ActionError::Unlock(
                UnlockError::WrongPassphrase { retry_in } | UnlockError::TooSoon { retry_in },
            )) => u64::try_from(retry_in.as_millis()).ok(),
            _ => None,
        }
    }

    fn names(&self) -> Option<&[String]> {
        match self {
            Self::Ambiguous { names, .. } | Self::SeveralHandedOut { codes: names, .. } => Some(names),
            _ => None,
        }
    }

    fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

fn kind_of(error: &ActionError) -> &'static str {
    match error {
        ActionError::Unlock(error) => of_unlocking(error),
        ActionError::Vault(error) => of_vault(error),
        ActionError::Recovery(error) | ActionError::Kit(KitError::Recovery(error)) => of_recovery(error),
        ActionError::Backup(BackupError::WrongPassphrase) => "wrong-passphrase",
        ActionError::Backup(BackupError::Vault(error)) => of_vault(error),
        ActionError::Backup(
            BackupError::NotABackup
            | BackupError::Foreign
            | BackupError::TooLarge { .. }
            | BackupError::Incomplete { .. }
            | BackupError::Damaged { .. }
            | BackupError::Mixed,
        ) => "damaged",
        ActionError::Use(UseError::Empty | UseError::NoSuchNumber(_) | UseError::NoSuchCode) => "no-code",
        ActionError::Use(_) | ActionError::NotHandedOut => "not-available",
        ActionError::NoSuchAccount | ActionError::NoSuchSet | ActionError::NoSuchQuestion => "not-found",
        _ => "failed",
    }
}

fn of_unlocking(error: &UnlockError) -> &'static str {
    match error {
        UnlockError::WrongPassphrase { .. } => "wrong-passphrase",
        UnlockError::TooSoon { .. } => "too-soon",
        UnlockError::OlderThanSeen { .. } => "older",
        UnlockError::NewerFormat { .. } => "newer",
        UnlockError::Damaged { .. } => "damaged",
        UnlockError::Vault(error) => of_vault(error),
        UnlockError::CalledOff | UnlockError::QuickUnlock(_) => "failed",
    }
}

fn of_vault(error: &VaultError) -> &'static str {
    match error {
        VaultError::NewerFormat { .. } | VaultError::UnknownRecipient => "newer",
        VaultError::Damaged { .. } | VaultError::Missing { .. } | VaultError::Gone => "damaged",
        _ => "failed",
    }
}

fn of_recovery(error: &RecoveryError) -> &'static str {
    match error {
        RecoveryError::Unlock(error) => of_unlocking(error),
        RecoveryError::Gone | RecoveryError::OtherVault => "damaged",
        RecoveryError::OlderThanSeen { .. }
        | RecoveryError::Diverged { .. }
        | RecoveryError::VaultOlder { .. } => "older",
        RecoveryError::Expired | RecoveryError::Replaced { .. } => "failed",
    }
}

fn of_output_file(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AlreadyExists => {
            "There is a file of this name already, and nothing is overwritten. Name another one.".to_owned()
        }
        _ => format!("The file could not be written ({error}). Check the folder and the space on the disk."),
    }
}

fn listed(names: &[String]) -> String {
    let mut list = String::new();
    for name in names.iter().take(NAMES_LISTED) {
        let _cannot_fail = write!(list, "\n  {}", one_line(name));
    }
    if let Some(more) = names.len().checked_sub(NAMES_LISTED).filter(|more| *more > 0) {
        let _cannot_fail = write!(list, "\n  and {more} more");
    }
    list
}
