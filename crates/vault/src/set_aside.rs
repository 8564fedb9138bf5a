//! Records that could not be understood. They stay in the file word for word and the rest of the vault opens.
//!
//! Nothing secret is told about them: the name, and what is wrong.

use crate::wiped::WipedJson;

/// One record that was set aside.
#[derive(Debug)]
pub struct DamagedRecord {
    /// Issuer and name as far as they could be read, for the person to recognise it.
    pub name: Option<String>,
    /// What is wrong with it.
    pub damage: RecordDamage,
    /// Its place in the list it was found in, so that a later version that understands it finds it where it was.
    pub(crate) position: usize,
    pub(crate) list: List,
    pub(crate) raw: WipedJson,
}

/// The list of the plaintext that a record stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    Accounts,
    Activity,
    Sets,
    Questions,
    Log,
}

/// Why a record was set aside. None of the sentences quotes the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordDamage {
    /// A field that every record has is not there.
    #[error("the field \"{0}\" is missing")]
    Missing(&'static str),
    /// A field holds something that it cannot hold.
    #[error("the field \"{0}\" holds something that it cannot hold")]
    Bad(&'static str),
    /// The record is not an object, or a field has the wrong type.
    #[error("it is not written as the format says")]
    Malformed,
    /// An earlier record has the same id.
    #[error("another record has the same id")]
    SameId,
}
