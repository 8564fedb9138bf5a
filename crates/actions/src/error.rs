//! Why something could not be done, in two sentences for the person: what happened, and what to do next.
//! No message carries a secret, a passphrase or a whole payload.
use vault::{ChangeError, PassphraseError, QuickUnlockError, UnlockError, VaultError};

use crate::{ClockError, QrError, SettingsError, TextError};

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

impl From<ChangeError<ActionError>> for ActionError {
    fn from(error: ChangeError<ActionError>) -> Self {
        match error {
            ChangeError::Refused(error) => error,
            ChangeError::Vault(error) => Self::Vault(error),
        }
    }
}
