//! What is inside `vault.age` and `recovery.age`: the JSON of `docs/vault-format.md` becomes a [`Document`] or a
//! [`RecoveryDocument`] and back.
//!
//! The structs of the file are private to this module, so that a change of the format changes nothing else. It knows
//! nothing of age or of disks.

#[macro_use]
mod object;
mod head;
mod list;
mod parts;
mod recipients;
mod recovery;
mod unknown;
mod v1;

use std::sync::Arc;

use serde::Deserialize;

pub(crate) use self::recipients::{Recipient, Recipients, Role};
pub(crate) use self::recovery::{RecoveryDocument, RecoverySeen};
pub(crate) use self::unknown::{Rest, Unknown};
use crate::lineage::Lineage;
use crate::set_aside::DamagedRecord;
use crate::wiped::WipedBuffer;
use crate::{Contents, VaultId};

/// The first line of defence against reading something else.
pub(crate) const FORMAT: &str = "keepward-vault";
/// The newest version that this program reads and the one it writes, of both files.
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
    pub recipients: Recipients,
    /// Kits that were replaced, so that they can be recognised. The file is not encrypted to them.
    pub former_kits: Recipients,
    /// The records that could be read.
    pub contents: Contents,
    /// What is known of `recovery.age`; `None` while there is none.
    pub recovery: Option<RecoverySeen>,
    /// The records that could not.
    pub set_aside: Arc<[DamagedRecord]>,
    /// Fields of a later version.
    pub rest: Rest,
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
    v1::read(text).ok_or_else(|| why_not(text, FORMAT))
}

/// Reads the plaintext of a recovery compartment.
pub(crate) fn read_recovery(plaintext: &[u8]) -> Result<RecoveryDocument, Unreadable> {
    let text = std::str::from_utf8(plaintext).map_err(|_| Unreadable::NotAVault)?;
    recovery::read(text).ok_or_else(|| why_not(text, recovery::FORMAT))
}

/// Writes the plaintext of a recovery compartment.
pub(crate) fn write_recovery(document: &RecoveryDocument) -> Result<WipedBuffer, serde_json::Error> {
    recovery::write(document)
}

/// Writes the plaintext of a vault.
pub(crate) fn write(document: &Document) -> Result<WipedBuffer, serde_json::Error> {
    v1::write(document)
}

/// A later version may have another shape altogether, so only the two fields that never change are looked at.
fn why_not(text: &str, expected: &str) -> Unreadable {
    #[derive(Deserialize)]
    struct Head<'a> {
        #[serde(borrow)]
        format: &'a str,
        version: u64,
    }
    match serde_json::from_str::<Head<'_>>(text) {
        Ok(Head { format, version }) if format == expected && version > VERSION => {
            Unreadable::Newer { found: version }
        }
        _ => Unreadable::NotAVault,
    }
}

#[cfg(test)]
mod tests;
