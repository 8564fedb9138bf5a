//! The names of the vault's files. Every file that Keepward may leave in the folder is named here.

use crate::{Lock, Timestamp};

/// The daily identity, encrypted with the passphrase.
pub(crate) const KEY: &str = "vault-key.age";
/// The records, encrypted to the daily identity.
pub(crate) const VAULT: &str = "vault.age";
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

/// No vault comes near this (10,000 accounts take about 3 MB); a larger file is not ours.
pub(crate) const VAULT_LIMIT: u64 = 256 * 1024 * 1024;
/// A key file has about 500 bytes.
pub(crate) const KEY_LIMIT: u64 = 64 * 1024;
/// A state file has about 200 bytes.
pub(crate) const STATE_LIMIT: u64 = 64 * 1024;

/// Where a key file is kept when another one is put in its place on request.
pub(crate) fn kept_key(now: Timestamp) -> String {
    format!("{KEY}.kept-{}", now.calendar())
}

/// The file behind a lock.
pub(crate) fn lock(lock: Lock) -> &'static str {
    match lock {
        Lock::Saving => "lock",
        Lock::Attempts => "lock-attempts",
    }
}
