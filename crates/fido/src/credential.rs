//! One credential, as a store keeps it. How it is made and used is the commands' business.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use crate::cbor::{Map, Value};
use crate::key::SigningKey;
use crate::params::{Item, Params};
use crate::secret::{Secret32, random};
use crate::site::{RelyingParty, SiteHash, User};
use crate::status::Status;

/// Names a credential to its site: 1 to [`CredentialId::LONGEST`] bytes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CredentialId(Vec<u8>);

impl CredentialId {
    /// The most bytes. A U2F key handle has its length in one byte.
    pub const LONGEST: usize = 255;

    /// An identifier of these bytes, if they can be one.
    pub fn new(bytes: Vec<u8>) -> Option<Self> {
        (1..=Self::LONGEST).contains(&bytes.len()).then_some(Self(bytes))
    }

    /// A new one of 32 random bytes: WebAuthn §4 wants 100 bits at least.
    pub fn generate() -> Self {
        Self(random::<32>().to_vec())
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The descriptor of it (WebAuthn §5.8.3).
    pub(crate) fn descriptor(&self) -> Value {
        Map::new().with("id", self.as_bytes()).with("type", "public-key").into()
    }
}

impl fmt::Debug for CredentialId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "CredentialId({})", data_encoding::HEXLOWER.encode(&self.0))
    }
}

/// A list of descriptors, as exclude and allow lists are. Entries of another type or of a length that no credential has
/// stand for credentials of somebody else: they are passed over.
pub(crate) struct Descriptors(pub Vec<CredentialId>);

impl Descriptors {
    /// More are not taken in one list (getInfo's maxCredentialCountInList).
    pub const MOST: usize = 64;
}

impl Item for Descriptors {
    fn from_value(value: Value) -> Result<Self, Status> {
        let items = Vec::<Value>::from_value(value)?;
        if items.len() > Self::MOST {
            return Err(Status::LimitExceeded);
        }
        let mut ids = Vec::new();
        for item in items {
            let mut fields = Params::from_value(item)?;
            let kind: String = fields.required("type")?;
            let id: Vec<u8> = fields.required("id")?;
            if kind == "public-key" {
                ids.extend(CredentialId::new(id));
            }
        }
        Ok(Self(ids))
    }
}

/// Whether a credential can be found without its identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Residence {
    /// Found by its site alone: a passkey.
    Discoverable,
    /// Found only by a site that remembers its identifier: a second factor.
    ServerSide,
}

/// credProtect (CTAP 2.2 §12.1): when a credential shows that it exists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Protection {
    /// Level 1: always.
    #[default]
    Optional,
    /// Level 2: with verification, or when it is named.
    OptionalWithList,
    /// Level 3: only with verification.
    Required,
}

impl Protection {
    /// The number of the level.
    pub fn level(self) -> u8 {
        match self {
            Self::Optional => 1,
            Self::OptionalWithList => 2,
            Self::Required => 3,
        }
    }

    /// The level of a number.
    pub fn from_level(level: u64) -> Option<Self> {
        [Self::Optional, Self::OptionalWithList, Self::Required]
            .into_iter()
            .find(|protection| u64::from(protection.level()) == level)
    }
}

/// The two secrets of hmac-secret (CTAP 2.2 §12.7): what is derived without verification tells nothing of what is derived
/// with it.
#[derive(Debug)]
pub struct HmacSecrets {
    /// Used when the person was verified.
    pub verified: Secret32,
    /// Used when not.
    pub unverified: Secret32,
}

impl HmacSecrets {
    /// New ones.
    pub fn generate() -> Self {
        Self { verified: Secret32::random(), unverified: Secret32::random() }
    }
}

/// A credential. Stores keep it in an [`Arc`]: its secrets are never copied.
#[derive(Debug)]
pub struct Credential {
    /// Names it.
    pub id: CredentialId,
    /// The site it works for.
    pub site: SiteHash,
    /// What is known of that site; nothing for what U2F made.
    pub party: Option<RelyingParty>,
    /// Whose it is; nothing for what U2F made.
    pub user: Option<User>,
    /// Whether its site alone finds it.
    pub residence: Residence,
    /// The key.
    pub key: Arc<SigningKey>,
    /// When it shows that it exists.
    pub protection: Protection,
    /// For hmac-secret, if its site asked for that.
    pub hmac_secrets: Option<Arc<HmacSecrets>>,
    /// For large blobs, if its site asked for that.
    pub large_blob_key: Option<Arc<Secret32>>,
    /// Bytes that its site left with it (credBlob).
    pub blob: Option<Vec<u8>>,
    /// Whether other sites may use it for payments (thirdPartyPayment).
    pub third_party_payment: bool,
    /// When it was made.
    pub created: SystemTime,
}

impl Credential {
    /// The same credential for `user`'s new names; the secrets are shared, not copied.
    pub(crate) fn renamed(&self, user: User) -> Self {
        Self {
            id: self.id.clone(),
            site: self.site,
            party: self.party.clone(),
            user: Some(user),
            residence: self.residence,
            key: Arc::clone(&self.key),
            protection: self.protection,
            hmac_secrets: self.hmac_secrets.clone(),
            large_blob_key: self.large_blob_key.clone(),
            blob: self.blob.clone(),
            third_party_payment: self.third_party_payment,
            created: self.created,
        }
    }
}

/// Whether a credential outlives the device (WebAuthn §6.1.3): the BE and BS flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backup {
    /// It can never leave: a security key.
    DeviceBound,
    /// It could be copied, but no copy is proven yet.
    Eligible,
    /// A copy is proven.
    BackedUp,
}
