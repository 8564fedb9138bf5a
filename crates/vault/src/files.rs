//! The names of the vault's files. Every file that Keepward may leave in the folder is named here.

use crate::{Lock, Timestamp};

/// The two halves of a vault. Each is a file of records and a key file, with earlier versions of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compartment {
    /// Open all day.
    Daily,
    /// Opened for recovery codes only.
    Recovery,
}

impl Compartment {
    /// The records.
    pub fn records(self) -> &'static str {
        match self {
            Self::Daily => VAULT,
            Self::Recovery => RECOVERY,
        }
    }

    /// The key file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Daily => KEY,
            Self::Recovery => RECOVERY_KEY,
        }
    }

    /// The copy of the key file.
    pub fn key_copy(self) -> &'static str {
        match self {
            Self::Daily => KEY_COPY,
            Self::Recovery => RECOVERY_KEY_COPY,
        }
    }
}

/// The daily identity, encrypted with the passphrase.
pub(crate) const KEY: &str = "vault-key.age";
/// The records, encrypted to the daily identity.
pub(crate) const VAULT: &str = "vault.age";
/// The recovery identity, encrypted with the same passphrase.
pub(crate) const RECOVERY_KEY: &str = "recovery-key.age";
/// The recovery codes, encrypted to the recovery identity.
pub(crate) const RECOVERY: &str = "recovery.age";
/// The back-off after wrong passphrases; nothing secret.
pub(crate) const STATE: &str = "state.json";
/// A `state.json` that could not be read, put aside.
pub(crate) const DAMAGED_STATE: &str = "state.json.damaged";
/// Earlier versions.
pub(crate) const SNAPSHOTS: &str = "snapshots";
/// The ending of a file that is being written, beside the file whose place it takes.
pub(crate) const TEMP: &str = "tmp";
/// A snapshot before it was decrypted once; in the folder of snapshots.
pub(crate) const UNVERIFIED: &str = "unverified";
/// A copy of the key file: without it every other file is lost.
pub(crate) const KEY_COPY: &str = "snapshots/vault-key.age";
/// The key file of a vault that is being made; whole before `vault.age` appears.
pub(crate) const STAGED_KEY: &str = "vault-key.age.new";
/// A copy of the recovery key file.
pub(crate) const RECOVERY_KEY_COPY: &str = "snapshots/recovery-key.age";
/// The recovery key file of a compartment that is being made, or behind a passphrase that is about to be in force.
pub(crate) const STAGED_RECOVERY_KEY: &str = "recovery-key.age.new";

/// Where the files of a backup lie ready before they take their places.
pub(crate) const RESTORING: &str = "restoring";
/// Says that they are complete: from there on the backup is put back, whatever happens.
pub(crate) const RESTORE_MARK: &str = "restoring/ready";

/// No vault comes near this (10,000 accounts take about 3 MB); a larger file is not ours.
pub(crate) const VAULT_LIMIT: u64 = 256 * 1024 * 1024;
/// A key file has about 500 bytes.
pub(crate) const KEY_LIMIT: u64 = 64 * 1024;
/// A state file has about 200 bytes.
pub(crate) const STATE_LIMIT: u64 = 64 * 1024;

/// Where a key file is kept when another one is put in its place on request.
pub(crate) fn kept_key(compartment: Compartment, now: Timestamp) -> String {
    format!("{}.kept-{}", compartment.key(), now.calendar())
}

/// Whether a file among the snapshots belongs to the recovery compartment.
pub(crate) fn is_recovery_snapshot(name: &str) -> bool {
    name.starts_with("recovery-") && name.ends_with(".age")
}

/// The file behind a lock.
pub(crate) fn lock(lock: Lock) -> &'static str {
    match lock {
        Lock::Saving => "lock",
        Lock::Attempts => "lock-attempts",
    }
}
