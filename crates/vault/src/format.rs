//! What is inside `vault.age`: the JSON of `docs/vault-format.md` becomes a [`Document`] and back.
//!
//! The structs of the file are private to this module, so that a change of the format changes nothing else. It knows
//! nothing of age or of disks.

#[macro_use]
mod object;
mod parts;
mod unknown;
mod v1;

use std::sync::Arc;
use std::{fmt, iter};

use serde::Deserialize;

pub(crate) use self::unknown::{Rest, Unknown};
use crate::lineage::Lineage;
use crate::set_aside::DamagedRecord;
use crate::wiped::WipedBuffer;
use crate::{Contents, VaultId};

/// The first line of defence against reading something else.
pub(crate) const FORMAT: &str = "keepward-vault";
/// The newest version that this program reads and the one it writes.
pub(crate) const VERSION: u64 = 1;

/// Everything inside `vault.age`.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// Names this vault among others, for ever.
    pub vault_id: VaultId,
    /// One more with every save.
    pub revision: u64,
    /// The last writes, by which copies are told apart.
    pub lineage: Lineage,
    /// Who can decrypt the file.
    pub recipients: Vec<Recipient>,
    /// The records that could be read.
    pub contents: Contents,
    /// The records that could not.
    pub set_aside: Arc<[DamagedRecord]>,
    /// Fields of a later version.
    pub rest: Rest,
}

/// A key that the file is encrypted to. Kept only in here: who knows a recipient can make a file that opens.
#[derive(Clone, Debug)]
pub(crate) struct Recipient {
    /// The public key, `age1...`.
    pub key: String,
    /// What it is for.
    pub role: Role,
    /// Fields of a later version.
    pub rest: Rest,
}

/// What a recipient is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The identity in `vault-key.age`.
    Daily,
    /// The identity that was in `vault-key.age` before; there only while keys are being replaced.
    Retired,
    /// A role of a later version. The file is encrypted to it as well.
    Later(String),
}

impl Document {
    /// Whether the daily key is the only one of ours that opens the file. It is not while keys are being replaced.
    pub fn is_settled_on(&self, daily: &str) -> bool {
        self.recipients.iter().all(|it| match it.role {
            Role::Daily => it.key == daily,
            Role::Retired => false,
            Role::Later(_) => true,
        })
    }

    /// The recipients when this daily key is in force: it, and those of later versions.
    pub fn recipients_for(&self, daily: &str) -> Vec<Recipient> {
        let rest =
            self.recipients.iter().find(|it| it.key == daily).map(|it| it.rest.clone()).unwrap_or_default();
        let later = self.recipients.iter().filter(|it| it.key != daily && matches!(it.role, Role::Later(_)));
        iter::once(Recipient { key: daily.to_owned(), role: Role::Daily, rest })
            .chain(later.cloned())
            .collect()
    }

    /// Whether a key was in force and is no more.
    pub fn has_retired(&self, key: &str) -> bool {
        self.recipients.iter().any(|it| it.key == key && it.role == Role::Retired)
    }
}

/// The plaintext could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// A later version wrote it.
    Newer {
        /// That version.
        found: u64,
    },
    /// It is not the JSON of a vault.
    NotAVault,
}

/// Reads the plaintext of a vault.
pub(crate) fn read(plaintext: &[u8]) -> Result<Document, Unreadable> {
    let text = std::str::from_utf8(plaintext).map_err(|_| Unreadable::NotAVault)?;
    v1::read(text).ok_or_else(|| why_not(text))
}

/// Writes the plaintext of a vault.
pub(crate) fn write(document: &Document) -> Result<WipedBuffer, serde_json::Error> {
    v1::write(document)
}

/// A later version may have another shape altogether, so only the two fields that never change are looked at.
fn why_not(text: &str) -> Unreadable {
    #[derive(Deserialize)]
    struct Head<'a> {
        #[serde(borrow)]
        format: &'a str,
        version: u64,
    }
    match serde_json::from_str::<Head<'_>>(text) {
        Ok(Head { format: FORMAT, version }) if version > VERSION => Unreadable::Newer { found: version },
        _ => Unreadable::NotAVault,
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Daily => "daily",
            Self::Retired => "retired",
            Self::Later(word) => word,
        })
    }
}

impl From<&str> for Role {
    fn from(word: &str) -> Self {
        match word {
            "daily" => Self::Daily,
            "retired" => Self::Retired,
            later => Self::Later(later.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests;
