//! The vault itself as the page sees it: its state, its passphrase's strength, its earlier versions.

use std::time::SystemTime;

use actions::{DamagedRecord, Desk, SnapshotKind};
use serde::Serialize;
use specta::Type;

use super::seconds;
use crate::error::millis;

/// How things stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// In what state the vault is.
    pub phase: Phase,
    /// Whether the keyring can open it.
    pub quick_unlock: QuickUnlock,
    /// Why the keyring does not answer, as a sentence.
    pub keyring_problem: Option<String>,
    /// How long the next passphrase has to wait.
    pub retry_in_ms: u32,
    /// A throw-away vault.
    pub demo: bool,
    /// Where the vault is.
    pub folder: String,
    /// Why it cannot be used, as sentences.
    pub problem: Option<String>,
    /// How many records were set aside because they could not be read.
    pub set_aside: u32,
    /// Why the settings file could not be used, as sentences.
    pub settings_problem: Option<String>,
    /// What else the person should know though nothing failed, in sentences.
    pub warnings: Vec<String>,
}

/// In what state the vault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// No vault yet.
    Absent,
    /// Closed.
    Locked,
    /// Open.
    Open,
    /// There are files of a vault that cannot be used.
    Damaged,
}

/// Whether the keyring can open the vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum QuickUnlock {
    /// It can.
    On,
    /// It was not asked to.
    Off,
    /// It was, but does not answer.
    Unavailable,
}

/// How hard a passphrase is to guess.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Strength {
    /// 0 (guessed at once) to 4 (strong).
    pub score: u8,
    /// How long guessing takes, in words.
    pub crack_time: String,
    /// One thing to do better.
    pub suggestion: Option<String>,
}

/// An earlier version of the vault.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    /// Names it.
    pub id: String,
    /// When it was taken.
    pub at: u32,
    /// The size of its file.
    pub bytes: u32,
    /// What it holds.
    pub kind: SnapshotHolds,
}

/// What a snapshot holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SnapshotHolds {
    /// The accounts as they were.
    Earlier,
    /// What was put aside when something else was put back.
    KeptAside,
    /// The key file; putting it back changes no account.
    KeyFile,
}

/// What "it leaked" has done, beyond new keys.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KeysReplaced {
    /// How many earlier versions were deleted.
    pub snapshots_dropped: u32,
    /// Why the keyring did not take the new key, if it opened the vault before.
    pub quick_unlock_lost: Option<String>,
    /// Why earlier versions may still be there, as sentences.
    pub unfinished: Option<String>,
}

/// A record that could not be read and stays in the file as it is.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SetAside {
    /// What the person may know it by.
    pub label: String,
    /// What is wrong with it.
    pub reason: String,
}

impl Status {
    /// What is told while the keyring is opening a vault: it is busy with nothing else before the first page.
    pub fn opening() -> Self {
        Self {
            phase: Phase::Locked,
            quick_unlock: QuickUnlock::On,
            keyring_problem: None,
            retry_in_ms: 0,
            demo: false,
            folder: String::new(),
            problem: None,
            set_aside: 0,
            settings_problem: None,
            warnings: Vec::new(),
        }
    }

    /// How things stand at `desk`.
    pub fn of(desk: &Desk, now: SystemTime) -> Self {
        let status = desk.status(now);
        let (quick_unlock, keyring_problem) = match status.quick_unlock {
            actions::QuickUnlock::On => (QuickUnlock::On, None),
            actions::QuickUnlock::Off => (QuickUnlock::Off, None),
            actions::QuickUnlock::Unavailable(sentence) => (QuickUnlock::Unavailable, Some(sentence)),
        };
        Self {
            phase: match status.phase {
                actions::Phase::Absent => Phase::Absent,
                actions::Phase::Locked => Phase::Locked,
                actions::Phase::Open => Phase::Open,
                actions::Phase::Damaged => Phase::Damaged,
            },
            quick_unlock,
            keyring_problem,
            retry_in_ms: millis(status.retry_in),
            demo: status.demo,
            folder: status.folder,
            problem: status.problem,
            set_aside: u32::try_from(status.set_aside).unwrap_or(u32::MAX),
            settings_problem: desk.settings_notice().map(str::to_owned),
            warnings: desk.warnings(),
        }
    }
}

impl From<actions::Strength> for Strength {
    fn from(strength: actions::Strength) -> Self {
        let actions::Strength { score, crack_time, suggestion } = strength;
        Self { score, crack_time, suggestion }
    }
}

impl From<actions::Snapshot> for Snapshot {
    fn from(snapshot: actions::Snapshot) -> Self {
        Self {
            id: snapshot.id.to_string(),
            at: seconds(snapshot.taken),
            bytes: u32::try_from(snapshot.size).unwrap_or(u32::MAX),
            kind: match snapshot.kind {
                SnapshotKind::Earlier => SnapshotHolds::Earlier,
                SnapshotKind::KeptAside => SnapshotHolds::KeptAside,
                SnapshotKind::KeyFile => SnapshotHolds::KeyFile,
            },
        }
    }
}

impl From<actions::KeysReplaced> for KeysReplaced {
    fn from(replaced: actions::KeysReplaced) -> Self {
        let actions::KeysReplaced { snapshots_dropped, quick_unlock_lost, unfinished } = replaced;
        Self {
            snapshots_dropped: u32::try_from(snapshots_dropped).unwrap_or(u32::MAX),
            quick_unlock_lost: quick_unlock_lost.map(|problem| problem.to_string()),
            unfinished: unfinished.map(|problem| problem.to_string()),
        }
    }
}

impl From<&DamagedRecord> for SetAside {
    fn from(record: &DamagedRecord) -> Self {
        Self {
            label: record.name.clone().unwrap_or_else(|| "A record without a name".to_owned()),
            reason: record.damage.to_string(),
        }
    }
}
