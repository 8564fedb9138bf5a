//! Earlier versions of the vault.
//!
//! They are put back only when the person asks.

use std::fmt;
use std::str::FromStr;

use crate::Timestamp;

/// An earlier version that can be put back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Names it.
    pub id: SnapshotId,
    /// When it was taken.
    pub taken: Timestamp,
    /// The size of its file in bytes.
    pub size: u64,
    /// What it is.
    pub kind: SnapshotKind,
}

/// What a snapshot holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SnapshotKind {
    /// `vault.age` as it was, decrypted once to make sure of it.
    Earlier,
    /// What was put aside when something else was put back; perhaps damaged.
    KeptAside,
    /// The key file. Listed when `vault-key.age` is missing or differs from it; putting it back changes no account.
    KeyFile,
}

/// Names a snapshot: its file name without the ending.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SnapshotId(String);

/// The text names no snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This is not the name of a snapshot. Take one from the list.")]
pub struct BadSnapshotId;

impl fmt::Display for SnapshotId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for SnapshotId {
    type Err = BadSnapshotId;
    fn from_str(text: &str) -> Result<Self, BadSnapshotId> {
        let harmless = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        let named = !text.is_empty() && text.len() <= 64 && text.bytes().all(harmless);
        named.then(|| Self(text.to_owned())).ok_or(BadSnapshotId)
    }
}
