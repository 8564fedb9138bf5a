//! Everything the screen may learn about a failure: its kind, and how long to wait. The words shown for it live in
//! `ui/src/errors.ts`. Every source error is matched without a `_` arm, so that a new one cannot be forgotten.

use std::time::Duration;

use actions::{
    ActionError, BackupError, ClockError, CodeTextError, Damage, FactsError, KitError, OtpAuthError, QrError,
    QuickUnlockError, ReadError, RecoveryError, SettingsError, TextError, UnlockError, UseError, VaultError,
};
use scan::{ScanError, camera::CameraError, clipboard::ClipboardError, screen::ScreenError};
use serde::Serialize;
use specta::Type;

use crate::{clipboard::CopyError, shortcut::ShortcutError};

/// Why something could not be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
pub enum UiError {
    VaultLocked,
    VaultAbsent,
    VaultExists,
    VaultAlreadyOpen,
    VaultDamaged,
    VaultNewer,
    VaultOlder,
    VaultReplaced,
    VaultDiverged,
    VaultBusy,
    KeysReplaced,
    WrongPassphrase {
        retry_in_ms: u32,
    },
    TooSoon {
        retry_in_ms: u32,
    },
    EmptyPassphrase,
    CalledOff,
    KeyringUnavailable,
    QuickUnlockOff,
    SnapshotGone,
    DiskFull,
    DiskReadOnly,
    DiskUnsure,
    FolderUnreadable,
    AccountGone,
    AccountInBin,
    CandidateGone,
    ReplacementWaits,
    NoReplacement,
    SameCode,
    NoName,
    NameTooLong,
    NameInvisible,
    NotesTooLong,
    TagTooLong,
    TooManyTags,
    BadIcon,
    BadOffset,
    BadUri,
    BadSecret,
    BadPin,
    BadParameter,
    CounterUsedUp,
    AccountTooLong,
    PictureUnreadable,
    PictureTooLarge,
    NoCamera,
    CameraBusy,
    CameraDenied,
    CameraSilent,
    CameraUnplugged,
    CameraFormat,
    ScreenDenied,
    ScreenUnavailable,
    ClipboardEmpty,
    ClipboardUnavailable,
    ClockCheckOff,
    ClockUnreachable,
    SettingsUnwritable,
    BadTimeServer,
    BadShortcut,
    ShortcutTaken,
    ShortcutUnavailable,
    RecoveryClosed,
    RecoveryMissing {
        file: &'static str,
    },
    RecoveryDamaged,
    RecoveryOlder,
    RecoveryReplaced,
    RecoveryOtherPassphrase,
    SetGone,
    NoCodeLeft,
    NoSuchNumber,
    CodeSpent,
    CodeWaits,
    SetNotInForce,
    NewKeyNeeded,
    NothingToUndo,
    CodeEmpty,
    CodeTooLong,
    FileTooLarge,
    FileNotText,
    FileEncrypted,
    FileWithoutText,
    NoCodesFound,
    TooManyCodes,
    FileGone,
    ImportGone,
    ImportChanged,
    NoQuestion,
    QuestionGone,
    KitUnreadable,
    KitOfAnother,
    KitOld,
    NoKit,
    ArchiveIncomplete {
        file: &'static str,
    },
    ArchiveUnreadable,
    CannotPrint,
    KitHalf,
    FilesMixed,
    ScanGone,
    SameKey,
    SetChanged,
    BadSite,
    BadDay,
    NothingTaken,
    FileNotDeleted,
    FileUnwritable,
    NoOwnLayout,
    ArchiveMixed,
    ArchiveUnsettled,
    /// A fault of Keepward's own; nothing the person did.
    Internal,
}

/// A duration as it crosses to the page: whole milliseconds, rounded up so that nobody asks too early.
pub fn millis(duration: Duration) -> u32 {
    u32::try_from(duration.as_nanos().div_ceil(1_000_000)).unwrap_or(u32::MAX)
}

impl From<ActionError> for UiError {
    fn from(error: ActionError) -> Self {
        match error {
            ActionError::NoVault => Self::VaultAbsent,
            ActionError::Locked => Self::VaultLocked,
            ActionError::AlreadyOpen => Self::VaultAlreadyOpen,
            ActionError::Unlock(error) => error.into(),
            ActionError::Vault(error) => error.into(),
            ActionError::Keyring(error) => error.into(),
            ActionError::NoSuchAccount | ActionError::NotInTheBin => Self::AccountGone,
            ActionError::InTheBin => Self::AccountInBin,
            ActionError::Text(error) => error.into(),
            ActionError::Enrolment(error) => error.into(),
            // Only an account with a counter is asked for its next code, and only its end can keep it from giving one.
            ActionError::Key(_) => Self::CounterUsedUp,
            ActionError::NoSuchCandidate => Self::CandidateGone,
            ActionError::ReplacementWaits => Self::ReplacementWaits,
            ActionError::NoReplacement => Self::NoReplacement,
            ActionError::SameCode => Self::SameCode,
            ActionError::Qr(QrError::TooLong) => Self::AccountTooLong,
            ActionError::Settings(error) => error.into(),
            ActionError::Clock(error) => error.into(),
            ActionError::RecoveryClosed => Self::RecoveryClosed,
            ActionError::Recovery(error) => error.into(),
            ActionError::NoSuchSet => Self::SetGone,
            ActionError::NotHandedOut => Self::SetChanged,
            ActionError::Use(error) => error.into(),
            ActionError::Code(CodeTextError::Empty) => Self::CodeEmpty,
            ActionError::Code(CodeTextError::TooLong | CodeTextError::Control) => Self::CodeTooLong,
            ActionError::Read(error) => error.into(),
            ActionError::NoCodesFound => Self::NoCodesFound,
            ActionError::Facts(error) => error.into(),
            ActionError::NoSuchImport => Self::ImportGone,
            ActionError::ImportChanged => Self::ImportChanged,
            ActionError::NothingTaken => Self::NothingTaken,
            ActionError::TooManyCodes => Self::TooManyCodes,
            ActionError::NotDeleted(_) => Self::FileNotDeleted,
            ActionError::NoOwnLayout => Self::NoOwnLayout,
            ActionError::NoQuestion => Self::NoQuestion,
            ActionError::NoSuchQuestion => Self::QuestionGone,
            ActionError::Kit(error) => error.into(),
            ActionError::Backup(error) => error.into(),
            ActionError::BackupFile(_) => Self::FileGone,
            ActionError::NoDraft => Self::NoKit,
            ActionError::NoBackup => Self::ArchiveUnreadable,
            ActionError::Demo(_) => Self::FolderUnreadable,
            // Passphrase files and exports belong to the command line; no command of the window leads here.
            ActionError::Passphrase(_) | ActionError::NothingToExport => Self::Internal,
        }
    }
}

impl From<RecoveryError> for UiError {
    fn from(error: RecoveryError) -> Self {
        match error {
            RecoveryError::Unlock(error) => error.into(),
            RecoveryError::Expired => Self::RecoveryClosed,
            RecoveryError::Gone => Self::RecoveryMissing { file: "recovery.age and recovery-key.age" },
            RecoveryError::OtherVault => Self::RecoveryDamaged,
            RecoveryError::OlderThanSeen { .. }
            | RecoveryError::Diverged { .. }
            | RecoveryError::VaultOlder { .. } => Self::RecoveryOlder,
            RecoveryError::Replaced { .. } => Self::RecoveryReplaced,
        }
    }
}

/// The name of one of our files, to be shown; a name from elsewhere does not cross.
fn known_file(name: &str) -> &'static str {
    let ours = ["vault-key.age", "vault.age", "recovery-key.age", "recovery.age"];
    ours.into_iter().find(|file| *file == name).unwrap_or("A file")
}

/// A damaged file. The same trouble has other words when the recovery codes have it.
fn damaged(file: &str, damage: Damage) -> UiError {
    match (is_of_recovery(file), damage) {
        (true, Damage::OtherPassphrase) => UiError::RecoveryOtherPassphrase,
        (true, _) => UiError::RecoveryDamaged,
        (false, _) => UiError::VaultDamaged,
    }
}

/// The files of the recovery codes and their earlier versions all begin with that word.
fn is_of_recovery(file: &str) -> bool {
    file.rsplit('/').next().is_some_and(|name| name.starts_with("recovery"))
}

impl From<UseError> for UiError {
    fn from(error: UseError) -> Self {
        match error {
            UseError::NoSuchNumber(_) => Self::NoSuchNumber,
            UseError::Empty => Self::NoCodeLeft,
            UseError::AlreadyReserved | UseError::Doubtful => Self::CodeWaits,
            UseError::AlreadyUsed | UseError::AlreadyRefused => Self::CodeSpent,
            UseError::NothingToUndo => Self::NothingToUndo,
            UseError::NewKeyNeeded => Self::NewKeyNeeded,
            UseError::SameKey => Self::SameKey,
            UseError::Superseded | UseError::Archived => Self::SetNotInForce,
            // The page offers none of these; the set was changed elsewhere in between.
            UseError::NoSuchCode
            | UseError::NotHandedOut
            | UseError::NotAKey
            | UseError::InForce
            | UseError::ByItself => Self::SetChanged,
        }
    }
}

impl From<ReadError> for UiError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::TooLarge { .. } | ReadError::PdfTooLarge => Self::FileTooLarge,
            ReadError::Encrypted | ReadError::PdfLocked => Self::FileEncrypted,
            ReadError::PdfWithoutText => Self::FileWithoutText,
            ReadError::TooMany => Self::TooManyCodes,
            ReadError::Empty => Self::NoCodesFound,
            ReadError::Archive(_)
            | ReadError::Picture(_)
            | ReadError::Document(_)
            | ReadError::Binary
            | ReadError::PdfDamaged => Self::FileNotText,
        }
    }
}

impl From<FactsError> for UiError {
    fn from(error: FactsError) -> Self {
        match error {
            FactsError::LongName => Self::NameTooLong,
            FactsError::Invisible => Self::NameInvisible,
            FactsError::Site => Self::BadSite,
            FactsError::Day => Self::BadDay,
        }
    }
}

impl From<KitError> for UiError {
    fn from(error: KitError) -> Self {
        match error {
            KitError::NotAKit | KitError::Damaged => Self::KitUnreadable,
            KitError::Former { .. } => Self::KitOld,
            KitError::OtherVault => Self::KitOfAnother,
            KitError::NotForRecovery => Self::KitHalf,
            KitError::Mixed => Self::FilesMixed,
            KitError::Recovery(error) => error.into(),
        }
    }
}

impl From<BackupError> for UiError {
    fn from(error: BackupError) -> Self {
        match error {
            BackupError::Unwritten(_) => Self::FileUnwritable,
            BackupError::Unreadable(_) => Self::FileGone,
            BackupError::NotABackup
            | BackupError::Foreign
            | BackupError::TooLarge { .. }
            | BackupError::Damaged { .. } => Self::ArchiveUnreadable,
            BackupError::Incomplete { file } => Self::ArchiveIncomplete { file: known_file(&file) },
            BackupError::WrongPassphrase => Self::WrongPassphrase { retry_in_ms: 0 },
            BackupError::Mixed => Self::ArchiveMixed,
            BackupError::Unsettled => Self::ArchiveUnsettled,
            BackupError::Kit(error) => error.into(),
            BackupError::Vault(error) => error.into(),
        }
    }
}

impl From<UnlockError> for UiError {
    fn from(error: UnlockError) -> Self {
        match error {
            UnlockError::WrongPassphrase { retry_in } => {
                Self::WrongPassphrase { retry_in_ms: millis(retry_in) }
            }
            UnlockError::TooSoon { retry_in } => Self::TooSoon { retry_in_ms: millis(retry_in) },
            UnlockError::Damaged { file, damage } => damaged(&file, damage),
            UnlockError::NewerFormat { .. } => Self::VaultNewer,
            UnlockError::OlderThanSeen { .. } => Self::VaultOlder,
            UnlockError::CalledOff => Self::CalledOff,
            UnlockError::QuickUnlock(error) => error.into(),
            UnlockError::Vault(error) => error.into(),
        }
    }
}

impl From<QuickUnlockError> for UiError {
    fn from(error: QuickUnlockError) -> Self {
        match error {
            QuickUnlockError::Keyring(_) => Self::KeyringUnavailable,
            QuickUnlockError::NoKey | QuickUnlockError::WrongKey => Self::QuickUnlockOff,
        }
    }
}

impl From<VaultError> for UiError {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Missing { file } if is_of_recovery(&file) => {
                Self::RecoveryMissing { file: known_file(&file) }
            }
            VaultError::Missing { .. } | VaultError::Gone => Self::VaultDamaged,
            VaultError::Damaged { file, damage } => damaged(&file, damage),
            VaultError::NewerFormat { .. } => Self::VaultNewer,
            VaultError::AlreadyThere { .. } => Self::VaultExists,
            VaultError::DiskFull => Self::DiskFull,
            VaultError::ReadOnlyDisk => Self::DiskReadOnly,
            VaultError::Refused { .. } | VaultError::Disk { .. } => Self::FolderUnreadable,
            VaultError::Unconfirmed { .. } => Self::DiskUnsure,
            VaultError::Busy { .. } => Self::VaultBusy,
            VaultError::KeysReplaced => Self::KeysReplaced,
            VaultError::OlderOnDisk { .. } => Self::VaultReplaced,
            VaultError::Diverged { .. } => Self::VaultDiverged,
            VaultError::EmptyPassphrase => Self::EmptyPassphrase,
            VaultError::NoSuchSnapshot(_) => Self::SnapshotGone,
            VaultError::UnknownRecipient => Self::VaultNewer,
            VaultError::NotEncrypted => Self::Internal,
        }
    }
}

impl From<TextError> for UiError {
    fn from(error: TextError) -> Self {
        match error {
            TextError::NoName => Self::NoName,
            TextError::LongName => Self::NameTooLong,
            TextError::Invisible => Self::NameInvisible,
            TextError::LongNotes => Self::NotesTooLong,
            TextError::LongTag => Self::TagTooLong,
            TextError::ManyTags => Self::TooManyTags,
            TextError::Icon => Self::BadIcon,
            TextError::Offset => Self::BadOffset,
        }
    }
}

impl From<OtpAuthError> for UiError {
    fn from(error: OtpAuthError) -> Self {
        match error {
            OtpAuthError::NotOtpAuth
            | OtpAuthError::MigrationBatch
            | OtpAuthError::TooLong
            | OtpAuthError::UnknownKind
            | OtpAuthError::NameTooLong => Self::BadUri,
            // A Yandex secret checks itself.
            OtpAuthError::NoSecret | OtpAuthError::Secret(_) | OtpAuthError::Key(_) => Self::BadSecret,
            OtpAuthError::Parameter(_) | OtpAuthError::NotANumber(_) | OtpAuthError::Contradiction(_) => {
                Self::BadParameter
            }
            OtpAuthError::PinNeeded | OtpAuthError::Pin(_) => Self::BadPin,
        }
    }
}

impl From<SettingsError> for UiError {
    fn from(error: SettingsError) -> Self {
        match error {
            SettingsError::TimeServer(_) => Self::BadTimeServer,
            SettingsError::NotSaved { .. } => Self::SettingsUnwritable,
        }
    }
}

impl From<ClockError> for UiError {
    fn from(error: ClockError) -> Self {
        match error {
            ClockError::SwitchedOff => Self::ClockCheckOff,
            ClockError::NoAnswer { .. } => Self::ClockUnreachable,
        }
    }
}

impl From<ScanError> for UiError {
    fn from(error: ScanError) -> Self {
        match error {
            ScanError::Unreadable(_) | ScanError::NotAPicture | ScanError::Damaged | ScanError::WrongSize => {
                Self::PictureUnreadable
            }
            ScanError::FileTooLarge | ScanError::TooManyPixels { .. } => Self::PictureTooLarge,
        }
    }
}

impl From<CameraError> for UiError {
    fn from(error: CameraError) -> Self {
        match error {
            CameraError::NoCamera => Self::NoCamera,
            CameraError::Busy => Self::CameraBusy,
            CameraError::Denied => Self::CameraDenied,
            CameraError::Silent => Self::CameraSilent,
            CameraError::Unplugged => Self::CameraUnplugged,
            CameraError::NoUsableFormat => Self::CameraFormat,
        }
    }
}

impl From<ScreenError> for UiError {
    fn from(error: ScreenError) -> Self {
        match error {
            ScreenError::Refused => Self::ScreenDenied,
            ScreenError::NoScreen | ScreenError::NoPicture => Self::ScreenUnavailable,
        }
    }
}

impl From<ClipboardError> for UiError {
    fn from(error: ClipboardError) -> Self {
        match error {
            ClipboardError::Empty => Self::ClipboardEmpty,
            ClipboardError::UnreadablePicture => Self::PictureUnreadable,
            ClipboardError::Unavailable => Self::ClipboardUnavailable,
        }
    }
}

impl From<CopyError> for UiError {
    fn from(CopyError: CopyError) -> Self {
        Self::ClipboardUnavailable
    }
}

impl From<ShortcutError> for UiError {
    fn from(error: ShortcutError) -> Self {
        match error {
            ShortcutError::NotKeys => Self::BadShortcut,
            ShortcutError::Unavailable => Self::ShortcutUnavailable,
            ShortcutError::Taken => Self::ShortcutTaken,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_crosses_as_its_kind_and_nothing_else() {
        let json = serde_json::to_value(UiError::from(VaultError::Gone)).unwrap();
        assert_eq!(json, serde_json::json!({ "kind": "VaultDamaged" }));
        let wait = UnlockError::WrongPassphrase { retry_in: Duration::from_micros(1_500) };
        let json = serde_json::to_value(UiError::from(wait)).unwrap();
        assert_eq!(json, serde_json::json!({ "kind": "WrongPassphrase", "retryInMs": 2 }));
    }

    #[test]
    fn trouble_with_the_recovery_codes_is_not_told_of_the_vault() {
        let told = |file: &str, damage| {
            let error = VaultError::Damaged { file: file.to_owned(), damage };
            UiError::from(ActionError::from(RecoveryError::from(error)))
        };
        assert_eq!(told("vault.age", Damage::Altered), UiError::VaultDamaged);
        assert_eq!(told("recovery.age", Damage::Altered), UiError::RecoveryDamaged);
        assert_eq!(
            told("snapshots/recovery-20270115T080000Z.age", Damage::Altered),
            UiError::RecoveryDamaged
        );
        assert_eq!(told("recovery-key.age", Damage::OtherPassphrase), UiError::RecoveryOtherPassphrase);
        let missing = VaultError::Missing { file: "recovery-key.age".to_owned() };
        let told = UiError::from(ActionError::from(RecoveryError::from(missing)));
        assert_eq!(told, UiError::RecoveryMissing { file: "recovery-key.age" });
    }

    #[test]
    fn a_file_name_in_an_error_stays_on_this_side() {
        let error = SettingsError::TimeServer("JBSWY3DPEHPK3PXP".to_owned());
        assert!(!serde_json::to_string(&UiError::from(ActionError::from(error))).unwrap().contains("JBSWY"));
    }

    #[test]
    fn a_duration_too_long_for_the_page_is_the_longest_it_can_show() {
        assert_eq!(millis(Duration::from_secs(1 << 40)), u32::MAX);
        assert_eq!(millis(Duration::ZERO), 0);
    }
}
