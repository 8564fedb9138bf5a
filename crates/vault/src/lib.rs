//! Files, keys and revisions: the age-encrypted vault, locked and unlocked as different types.
//!
//! What lies on disk is described for strangers in `docs/vault-format.md`; this crate is the only one that knows it.
//! It does not decide what a person may do with an account: that is the room `actions`.
//!
//! ```
//! # use std::{convert::Infallible, sync::Arc, time::UNIX_EPOCH};
//! use vault::{Account, LockedVault, Passphrase, Place, Rollback};
//! # use vault::{MemoryFolder, MemorySecretStore, WorkFactor};
//! # let (folder, secrets) = (Arc::new(MemoryFolder::new()), Arc::new(MemorySecretStore::new()));
//! # let place = Place { folder, secrets, work_factor: WorkFactor::weak_for_tests() };
//! # let now = UNIX_EPOCH;
//! // `let place = Place::on_disk(vault::default_folder());` for a real one.
//! let passphrase = Passphrase::from("correct horse battery staple".to_owned());
//! let mut vault = LockedVault::create(place, &passphrase, now)?;
//! let key = Arc::new(otp::OtpKey::totp(otp::OtpSecret::from_base32("GEZDGNBVGY3TQOJQ")?));
//! vault.change(now, |contents| {
//!     contents.accounts.push(Arc::new(Account::new(Arc::clone(&key), now.into())));
//!     Ok::<_, Infallible>(())
//! })?; // on disk now
//! let locked = vault.lock(); // keys and records are wiped
//! let vault = locked.unlock(&passphrase, now, Rollback::Refuse)?;
//! assert_eq!(vault.contents().accounts.len(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

mod account;
mod activity;
mod archive;
mod attempts;
mod back_off;
mod clock;
mod contents;
mod create;
mod error;
mod files;
mod folder;
mod format;
mod id;
mod kept;
mod keys;
mod kit;
mod lineage;
mod locked;
mod passphrase;
mod passphrases;
mod place;
mod quick;
mod recovery;
mod refresh;
mod restore;
mod secrets;
mod seen;
mod set_aside;
mod snapshots;
mod state;
mod strength;
mod time;
mod unlocked;
mod vault_file;
mod wiped;

pub use account::Account;
pub use activity::{Activity, ActivityKind, ActivityLog};
pub use archive::{Backup, BackupError, RestoredBackup, SpentSince, VerifiedBackup};
pub use clock::{Clock, FixedClock};
pub use contents::Contents;
pub use error::{ChangeError, Damage, UnlockError, VaultError};
pub use folder::{DiskFolder, Fault, Lock, LockGuard, MemoryFolder, ReplaceError, Stamp, VaultFolder};
pub use id::{AccountId, BadId, VaultId};
pub use kit::{AdoptedKit, Kit, KitError, KitStatus, RecoveryFromKit, RestoredFromKit};
pub use locked::{LockedVault, Rollback};
pub use passphrase::{Passphrase, PassphraseError};
pub use passphrases::KeysReplaced;
pub use place::{Place, WorkFactor, default_folder};
pub use quick::{QuickUnlock, QuickUnlockError, quick_unlock_is_wanted, quick_unlock_state};
pub use recovery::{RecoveryChangeError, RecoveryError, RecoveryUnlocked, TakenOver};
pub use refresh::Refreshed;
pub use secrets::{KeyringStore, MemorySecretStore, SecretStore, SecretStoreError};
pub use set_aside::{DamagedRecord, RecordDamage};
pub use snapshots::{BadSnapshotId, Snapshot, SnapshotId, SnapshotKind};
pub use strength::{Strength, strength};
pub use time::Timestamp;
pub use unlocked::UnlockedVault;

#[cfg(test)]
static_assertions::assert_impl_all!(LockedVault: Send, Sync);
#[cfg(test)]
static_assertions::assert_impl_all!(UnlockedVault: Send, Sync);
#[cfg(test)]
static_assertions::assert_impl_all!(RecoveryUnlocked: Send, Sync);
#[cfg(test)]
static_assertions::assert_not_impl_any!(RecoveryUnlocked: Clone, std::fmt::Debug, serde::Serialize);
#[cfg(test)]
static_assertions::assert_not_impl_any!(UnlockedVault: Clone, std::fmt::Debug, serde::Serialize);
