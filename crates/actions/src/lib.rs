//! Everything a person can do, one function each: unlock, add, copy a code, replace it, bin, export. A window's command
//! and a command line's verb are a few lines over the same function of [`Desk`].
//!
//! This room decides what may be done and what is remembered of it. It draws nothing, reads no picture and owns no file
//! format; time is always passed in.
#![forbid(unsafe_code)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

mod account_text;
mod accounts;
mod add;
mod bin;
mod clock;
mod codes;
mod demo;
mod desk;
mod error;
mod export;
#[cfg(test)]
mod fixture;
mod hardening;
mod keyring;
mod passphrase;
mod qr;
mod recovery;
mod replace;
mod search;
mod settings;
mod unlock;

pub use account_text::TextError;
pub use accounts::{AccountEdit, AccountView, HistoryEntry, ReplacementView};
pub use add::{
    Batch, Candidate, CandidateEdit, CandidateId, FormKind, ManualForm, NotEnrolment, Notice, Offer, PushApp,
    unreadable,
};
pub use bin::{BIN_KEEPS, BinnedAccount};
pub use clock::{Clock, ClockError, Drift, FixedClock, SystemClock, TOLERATED_DRIFT, TimeServer};
pub use codes::{CodePage, CodeRow, CodesQuery, CopiedCode, Timing};
pub use demo::DEMO_PASSPHRASE;
pub use desk::Desk;
pub use error::ActionError;
pub use export::{MigrationExport, UriExport};
pub use hardening::harden;
pub use keyring::Keyring;
pub use passphrase::rate;
pub use qr::QrError;
pub use recovery::{
    AccountRef, ChosenBackup, CodeAnswer, CodeLine, DecidedCode, EXPIRES_SOON, ElsewhereLine, FactsError,
    HandedOut, ImportDecision, ImportOutcome, ImportPreview, ImportSource, KIT_PROOF_LASTS, KitDates,
    NOTICE_RESTS, NamedSet, NoticeKind, Output, PreviewCode, PreviewSet, RecoveryEvent, RecoveryLog,
    RecoveryNotice, RecoveryOverview, SetFacts, SetOverview, SetView, SheetFormat,
};
pub use settings::{
    LONGEST_CLEAR_CLIPBOARD_SECS, LONGEST_LOCK_AFTER_SECS, LONGEST_RECOVERY_OPEN_SECS,
    SHORTEST_RECOVERY_OPEN_SECS, Settings, SettingsError, SettingsFile, Sort, Theme,
};
pub use unlock::{OpenWith, Phase, Status};

// The words of the rooms below that appear in these functions, so that a shell needs to name only this room.
pub use ::recovery::{
    CodeState, CodeText, CodeTextError, Effect, EventKind, Low, Order, QuestionId, QuestionSummary,
    Regeneration, SetId, SetKind, SetSummary, Standing, UseError, Variant, Which,
    read::{Doubt, ElsewhereKind, ReadError},
};
pub use otp::{Algorithm, Code, OtpAuthError, migration::EntryProblem};
pub use sheet::Paper;
pub use vault::{
    AccountId, ActivityKind, BackupError, BadId, BadSnapshotId, Damage, DamagedRecord, DiskFolder,
    KeyringStore, KeysReplaced, KitError, MemoryFolder, MemorySecretStore, Passphrase, PassphraseError,
    Place, QuickUnlock, QuickUnlockError, RecoveryError, RecoveryFromKit, Refreshed, RestoredBackup,
    RestoredFromKit, Rollback, SecretStore, SecretStoreError, Snapshot, SnapshotId, SnapshotKind, Strength,
    Timestamp, UnlockError, UnlockedVault, VaultError, WorkFactor, default_folder,
};
