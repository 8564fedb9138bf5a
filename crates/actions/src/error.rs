//! Why something could not be done, in two sentences for the person: what happened, and what to do next.
//! No message carries a secret, a passphrase or a whole payload.
use vault::{
    ChangeError, PassphraseError, QuickUnlockError, RecoveryChangeError, RecoveryError, UnlockError,
    VaultError,
};

use crate::{ClockError, FactsError, QrError, SettingsError, TextError};

/// Everything that can go wrong at the desk. Whatever it is, the vault on disk is whole, and what the desk shows is what
/// is on disk.
#[derive(Debug, thiserror::Error)]
pub enum ActionError {
    /// There is no vault yet.
    #[error("There is no vault here yet. Create one first.")]
    NoVault,
    /// The vault is locked.
    #[error("The vault is locked. Unlock it first.")]
    Locked,
    /// The vault is already open.
    #[error("The vault is already open. Go on, or lock it first.")]
    AlreadyOpen,
    /// The vault could not be unlocked, or a passphrase was not accepted.
    #[error(transparent)]
    Unlock(UnlockError),
    /// The vault could not be found, read or saved.
    #[error(transparent)]
    Vault(VaultError),
    /// The keyring could not be used.
    #[error(transparent)]
    Keyring(#[from] QuickUnlockError),
    /// A passphrase could not be read.
    #[error(transparent)]
    Passphrase(#[from] PassphraseError),
    /// No account has this id.
    #[error("This account is no longer there. It may have been deleted elsewhere; look at the list again.")]
    NoSuchAccount,
    /// The account is in the bin.
    #[error("This account is in the bin. Restore it first.")]
    InTheBin,
    /// The account is not in the bin, so it cannot be restored or deleted for ever.
    #[error("This account is not in the bin. Put it there first.")]
    NotInTheBin,
    /// A name, tag, note, icon or offset that cannot be stored.
    #[error(transparent)]
    Text(#[from] TextError),
    /// What was typed is no account.
    #[error(transparent)]
    Enrolment(#[from] otp::OtpAuthError),
    /// The counter of an account cannot go on, or there is none.
    #[error(transparent)]
    Key(#[from] otp::KeyError),
    /// What was read has been added or given up in the meantime.
    #[error("What was scanned is no longer at hand. Scan it again.")]
    NoSuchCandidate,
    /// A new code already waits for its confirmation.
    #[error("A new code already waits for confirmation. Confirm or cancel it before scanning another one.")]
    ReplacementWaits,
    /// No new code waits for its confirmation.
    #[error("No new code waits for confirmation. Scan the new QR code of the service first.")]
    NoReplacement,
    /// The scanned code is the one the account has.
    #[error(
        "This is the code that the account already has. Ask the service for a new one if you want to replace it."
    )]
    SameCode,
    /// There is nothing to write out.
    #[error("There is no account to export. Add one first.")]
    NothingToExport,
    /// The account does not fit into a QR code.
    #[error(transparent)]
    Qr(#[from] QrError),
    /// The settings could not be saved.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The clock could not be compared.
    #[error(transparent)]
    Clock(#[from] ClockError),
    /// The recovery compartment is closed, or its time is over.
    #[error("The recovery codes are locked. Enter the passphrase to open them.")]
    RecoveryClosed,
    /// The recovery compartment could not be found, read or saved.
    #[error(transparent)]
    Recovery(RecoveryError),
    /// No set has this id.
    #[error(
        "This set of recovery codes is no longer there. It may have been deleted elsewhere; look at the list again."
    )]
    NoSuchSet,
    /// The code was not handed out, so it is not shown.
    #[error("This code was not handed out. Ask for a code first.")]
    NotHandedOut,
    /// What cannot be done with a code or a set.
    #[error(transparent)]
    Use(#[from] recovery::UseError),
    /// A text that is no code.
    #[error(transparent)]
    Code(#[from] recovery::CodeTextError),
    /// A file or text that is not read.
    #[error(transparent)]
    Read(#[from] recovery::read::ReadError),
    /// Nothing in the file looks like a code.
    #[error("No recovery codes were found in it. Check that it is the right file, or paste the codes alone.")]
    NoCodesFound,
    /// A fact about a set that cannot be kept.
    #[error(transparent)]
    Facts(#[from] FactsError),
    /// What was read has been stored or given up in the meantime.
    #[error("What was read from the file is no longer at hand. Read the file again.")]
    NoSuchImport,
    /// The stored sets are not what they were when the file was read.
    #[error(
        "What is stored has changed since the file was read, and nothing was added. Read the file again to compare them."
    )]
    ImportChanged,
    /// Nothing was chosen to be stored.
    #[error("Nothing was chosen, so nothing was stored. Choose a set that holds at least one code.")]
    NothingTaken,
    /// More codes than a set may have.
    #[error("A set has at most 10,000 codes. Split it into several sets.")]
    TooManyCodes,
    /// The imported file could not be deleted.
    #[error("The file could not be deleted ({0}). The codes are stored; delete the file by hand.")]
    NotDeleted(#[source] std::io::Error),
    /// The service's own layout is not known.
    #[error("How this service writes its files is not known. Choose plain text instead.")]
    NoOwnLayout,
    /// A question without its service or words.
    #[error("A security question needs its service and its words. Fill in both.")]
    NoQuestion,
    /// No question has this id.
    #[error("This question is no longer there. It may have been deleted elsewhere; look at the list again.")]
    NoSuchQuestion,
    /// No page of a kit was drawn.
    #[error("No page of an emergency kit is at hand. Make the kit again.")]
    NoDraft,
    /// A kit that was not made, not accepted, or does not open what it should.
    #[error(transparent)]
    Kit(#[from] vault::KitError),
    /// A backup that was not written or not put in place.
    #[error(transparent)]
    Backup(#[from] vault::BackupError),
    /// A file that cannot be read.
    #[error("The file could not be read ({0}). Check that it exists and belongs to you.")]
    BackupFile(#[source] std::io::Error),
    /// No backup was chosen.
    #[error("No backup was chosen. Choose the file first.")]
    NoBackup,
    /// The folder of a throw-away vault could not be made.
    #[error(
        "The throw-away vault could not be made ({0}). Check that the folder for temporary files can be written."
    )]
    Demo(#[source] std::io::Error),
}

impl From<VaultError> for ActionError {
    fn from(error: VaultError) -> Self {
        Self::Vault(error)
    }
}

impl From<UnlockError> for ActionError {
    fn from(error: UnlockError) -> Self {
        match error {
            UnlockError::Vault(error) => Self::Vault(error),
            UnlockError::Damaged { file, damage } => Self::Vault(VaultError::Damaged { file, damage }),
            UnlockError::NewerFormat { found, known } => {
                Self::Vault(VaultError::NewerFormat { found, known })
            }
            error @ (UnlockError::WrongPassphrase { .. }
            | UnlockError::TooSoon { .. }
            | UnlockError::OlderThanSeen { .. }
            | UnlockError::CalledOff
            | UnlockError::QuickUnlock(_)) => Self::Unlock(error),
        }
    }
}

impl From<RecoveryError> for ActionError {
    fn from(error: RecoveryError) -> Self {
        match error {
            RecoveryError::Unlock(error) => error.into(),
            RecoveryError::Expired => Self::RecoveryClosed,
            error @ (RecoveryError::Gone
            | RecoveryError::OtherVault
            | RecoveryError::OlderThanSeen { .. }
            | RecoveryError::Diverged { .. }
            | RecoveryError::VaultOlder { .. }
            | RecoveryError::Replaced { .. }) => Self::Recovery(error),
        }
    }
}

impl From<RecoveryChangeError<ActionError>> for ActionError {
    fn from(error: RecoveryChangeError<ActionError>) -> Self {
        match error {
            RecoveryChangeError::Refused(error) => error,
            RecoveryChangeError::Recovery(error) => error.into(),
        }
    }
}

impl From<ChangeError<ActionError>> for ActionError {
    fn from(error: ChangeError<ActionError>) -> Self {
        match error {
            ChangeError::Refused(error) => error,
            ChangeError::Vault(error) => Self::Vault(error),
        }
    }
}
