//! The pinUvAuthToken and its state (CTAP 2.2 §6.5.2.1): what it may do, for whom, and how long. It proves that somebody was
//! verified; it never proves presence.

use std::time::{Duration, SystemTime};

use crate::pin::protocol::{self, Protocol};
use crate::secret::Secret32;
use crate::status::Status;

/// What a token may be used for (CTAP 2.2 §6.5.5.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Permissions(u8);

impl Permissions {
    pub const MAKE_CREDENTIAL: Self = Self(0x01);
    pub const GET_ASSERTION: Self = Self(0x02);
    pub const CREDENTIAL_MANAGEMENT: Self = Self(0x04);
    pub const LARGE_BLOB_WRITE: Self = Self(0x10);
    pub const CONFIGURATION: Self = Self(0x20);
    /// What a token of before 2.1 may do.
    pub const LEGACY: Self = Self(0x03);
    /// All that we know.
    pub const KNOWN: Self = Self(0x37);

    pub fn from_number(number: u64) -> Option<Self> {
        u8::try_from(number).ok().map(Self)
    }

    pub fn number(self) -> u8 {
        self.0
    }

    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

/// How long a token lasts (CTAP 2.2 §6.5.2.1): at most this long in all,
const LIFETIME: Duration = Duration::from_secs(600);
/// and not longer than this before its first use.
const UNUSED: Duration = Duration::from_secs(30);

/// One token in use. There is never more than one.
#[derive(Debug)]
pub(crate) struct Token {
    secret: Secret32,
    protocol: Protocol,
    permissions: Permissions,
    site: Option<String>,
    /// Whether a ceremony may still count on the verification that the token was given for.
    verifies: bool,
    given: SystemTime,
    is_used: bool,
}

impl Token {
    pub fn new(protocol: Protocol, permissions: Permissions, site: Option<String>, now: SystemTime) -> Self {
        let secret = Secret32::random();
        Self { secret, protocol, permissions, site, verifies: true, given: now, is_used: false }
    }

    pub fn secret(&self) -> &Secret32 {
        &self.secret
    }

    /// The site it is bound to, if it is.
    pub fn site(&self) -> Option<&str> {
        self.site.as_deref()
    }

    /// Whether its time is up.
    fn is_over(&self, now: SystemTime) -> bool {
        // A clock that was set back ends it as well.
        let within = |since: SystemTime, most| now.duration_since(since).is_ok_and(|past| past < most);
        !within(self.given, if self.is_used { LIFETIME } else { UNUSED })
    }

    /// Whether `proof` authenticates the message under this token, and the token may do that.
    fn authenticates(
        &mut self,
        proof: &Proof,
        needed: Permissions,
        parts: &[&[u8]],
        now: SystemTime,
    ) -> Result<(), Status> {
        if self.is_over(now) || proof.protocol != self.protocol {
            return Err(Status::PinAuthInvalid);
        }
        protocol::verify(self.protocol, self.secret.expose(), parts, &proof.param)?;
        if !self.permissions.contains(needed) {
            return Err(Status::PinAuthInvalid);
        }
        self.is_used = true;
        Ok(())
    }

    /// CTAP 2.2 §6.1.2 step 11.1 and §6.2.2 step 6.1: it must be this site's, or nobody's yet; then it becomes this site's.
    fn claim(&mut self, site: &str) -> Result<(), Status> {
        if self.site.as_deref().is_some_and(|bound| bound != site) || !self.verifies {
            return Err(Status::PinAuthInvalid);
        }
        self.site.get_or_insert_with(|| site.to_owned());
        Ok(())
    }

    /// After a ceremony only large blobs may still be written with it (CTAP 2.2 §6.5.2.1,
    /// clearPinUvAuthTokenPermissionsExceptLbw), and no other ceremony counts as verified.
    pub fn spend(&mut self) {
        self.verifies = false;
        self.permissions = self.permissions.only(Permissions::LARGE_BLOB_WRITE);
    }
}

/// A pinUvAuthParam and the protocol it is of.
pub(crate) struct Proof {
    pub protocol: Protocol,
    pub param: Vec<u8>,
}

impl Proof {
    /// For a ceremony of `site`: authentic, permitted, verified, and bound to that site from now on.
    pub fn of_ceremony(
        &self,
        token: Option<&mut Token>,
        needed: Permissions,
        site: &str,
        client_data_hash: &[u8],
        now: SystemTime,
    ) -> Result<(), Status> {
        let token = token.ok_or(Status::PinAuthInvalid)?;
        token.authenticates(self, needed, &[client_data_hash], now)?;
        token.claim(site)
    }

    /// For a command about the device or its credentials.
    pub fn of_command(
        &self,
        token: Option<&mut Token>,
        needed: Permissions,
        parts: &[&[u8]],
        now: SystemTime,
    ) -> Result<(), Status> {
        token.ok_or(Status::PinAuthInvalid)?.authenticates(self, needed, parts, now)
    }
}
