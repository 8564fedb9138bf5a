//! Authenticator data (WebAuthn §6.1): what a signature is over, beside the client data.

use crate::cbor::{Map, Value};
use crate::credential::CredentialId;
use crate::key::SigningKey;
use crate::model::Aaguid;
use crate::site::SiteHash;

/// The attested credential data of a new credential (WebAuthn §6.5.1).
pub(crate) struct Attested<'a> {
    pub aaguid: Aaguid,
    pub id: &'a CredentialId,
    pub key: &'a SigningKey,
}

const AT: u8 = 0x40;
const ED: u8 = 0x80;

/// The bytes. `flags` say what the person did and what is known of backups; the other two follow from what is there.
pub(crate) fn write(
    site: &SiteHash,
    flags: u8,
    count: u32,
    attested: Option<&Attested<'_>>,
    extensions: &Map,
) -> Vec<u8> {
    let at = if attested.is_some() { AT } else { 0 };
    let ed = if extensions.is_empty() { 0 } else { ED };
    let mut bytes = site.0.to_vec();
    bytes.push(flags | at | ed);
    bytes.extend(count.to_be_bytes());
    if let Some(Attested { aaguid, id, key }) = attested {
        bytes.extend(aaguid.0);
        let length = u16::try_from(id.as_bytes().len()).expect("an identifier has 255 bytes at most");
        bytes.extend(length.to_be_bytes());
        bytes.extend(id.as_bytes());
        bytes.extend(key.cose_key().to_bytes());
    }
    if !extensions.is_empty() {
        bytes.extend(Value::from(extensions.clone()).to_bytes());
    }
    bytes
}
