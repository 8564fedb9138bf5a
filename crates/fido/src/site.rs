//! Who a credential is for: the relying party and the user, as they stand in a request (CTAP 2.2 §6.1, WebAuthn §5.4.2 and
//! §5.4.3). Whether an origin may speak for a site is the client half's to say.

use crate::cbor::{Map, Value};
use crate::params::{Item, Params};
use crate::secret::sha256;
use crate::status::Status;

/// The digest of a relying party's identifier: what authenticator data carries and what a credential is bound to. U2F
/// knows no more of a site than this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SiteHash(pub [u8; 32]);

impl SiteHash {
    /// The digest of `id`.
    pub fn of(id: &str) -> Self {
        Self(sha256(&[id.as_bytes()]))
    }
}

/// A relying party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelyingParty {
    /// Its identifier, a domain; 1 to [`RelyingParty::LONGEST`] bytes.
    pub id: String,
    /// What it calls itself.
    pub name: Option<String>,
}

impl RelyingParty {
    /// RFC 1035 §2.3.4: no domain is longer.
    pub const LONGEST: usize = 255;

    /// As it stands in authenticatorCredentialManagement's answers.
    pub(crate) fn to_value(&self) -> Value {
        Map::new().with("id", self.id.as_str()).maybe("name", self.name.as_deref()).into()
    }
}

impl Item for RelyingParty {
    fn from_value(value: Value) -> Result<Self, Status> {
        let mut fields = Params::from_value(value)?;
        let id = site_id(fields.required("id")?)?;
        let name: Option<String> = fields.optional("name")?;
        Ok(Self { id, name: name.map(|name| truncated(name, NAME_BYTES)) })
    }
}

/// An identifier that can be one.
pub(crate) fn site_id(id: String) -> Result<String, Status> {
    match id.len() {
        1..=RelyingParty::LONGEST => Ok(id),
        _ => Err(Status::InvalidLength),
    }
}

/// A user of a relying party. The handle says who it is; the names are for people, and are personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The user handle: 1 to 64 bytes that mean nothing to people (WebAuthn §5.4.3).
    pub id: Vec<u8>,
    /// What the account is called.
    pub name: Option<String>,
    /// What the person is called.
    pub display_name: Option<String>,
}

impl User {
    /// CTAP 2.2 §6.1.2: the handle alone.
    pub(crate) fn to_value(&self, names: Names) -> Value {
        let map = Map::new().with("id", self.id.as_slice());
        match names {
            Names::Hidden => map,
            Names::Told => {
                map.maybe("name", self.name.as_deref()).maybe("displayName", self.display_name.as_deref())
            }
        }
        .into()
    }
}

/// Whether names go out with a user handle: only to somebody who was verified (CTAP 2.2 §6.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    Told,
    Hidden,
}

impl Item for User {
    fn from_value(value: Value) -> Result<Self, Status> {
        let mut fields = Params::from_value(value)?;
        let id: Vec<u8> = fields.required("id")?;
        if id.is_empty() || id.len() > 64 {
            return Err(Status::InvalidLength);
        }
        let name: Option<String> = fields.optional("name")?;
        let display_name: Option<String> = fields.optional("displayName")?;
        Ok(Self {
            id,
            name: name.map(|name| truncated(name, NAME_BYTES)),
            display_name: display_name.map(|name| truncated(name, NAME_BYTES)),
        })
    }
}

/// WebAuthn §6.4.1 wants room for at least 64 bytes of a name.
const NAME_BYTES: usize = 64;

/// `text` cut to whole characters of no more than `most` bytes (WebAuthn §6.4.1.2).
fn truncated(mut text: String, most: usize) -> String {
    text.truncate(text.floor_char_boundary(most));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_between_characters() {
        assert_eq!(truncated("é".repeat(40), 64).chars().count(), 32);
        assert_eq!(truncated(format!("x{}", "é".repeat(40)), 64).len(), 63);
        assert_eq!(truncated("short".to_owned(), 64), "short");
    }
}
