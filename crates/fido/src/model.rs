//! What kind of authenticator this is: the choices that CTAP leaves to whoever makes one. Two models are ours; a tester
//! changes whatever field the test is about.

use crate::attestation::{Attestation, Enterprise};
use crate::key::Algorithm;

/// Names a model of authenticator (WebAuthn §6.5.1.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aaguid(pub [u8; 16]);

impl Aaguid {
    /// Passkeys in a vault: `6b656570-7761-4d2e-8d70-6173736b6579`.
    pub const VAULT: Self = Self([
        0x6b, 0x65, 0x65, 0x70, 0x77, 0x61, 0x4d, 0x2e, 0x8d, 0x70, 0x61, 0x73, 0x73, 0x6b, 0x65, 0x79,
    ]);
    /// Virtual security keys: `6b656570-7761-4d2e-9c6b-65792d746573`.
    pub const SECURITY_KEY: Self = Self([
        0x6b, 0x65, 0x65, 0x70, 0x77, 0x61, 0x4d, 0x2e, 0x9c, 0x6b, 0x65, 0x79, 0x2d, 0x74, 0x65, 0x73,
    ]);
    /// U2F credentials and attestation `none` have none.
    pub const ZERO: Self = Self([0; 16]);
}

/// Whether the authenticator can verify somebody by itself, through the approver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltInVerification {
    /// It cannot: verification is a client PIN's.
    Absent,
    /// It can, as part of the ceremony it is for: one question, and no token that outlives it.
    Inline,
    /// It can, and gives tokens for it as well (CTAP 2.2 §6.5.5.7.3): credential management needs them.
    Tokens,
}

/// Whether a client PIN can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientPin {
    /// It cannot.
    Absent,
    /// It can.
    Supported,
}

/// Who chooses among several accounts of one site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountChoice {
    /// The approver shows them; one assertion goes out (a device with a display).
    Approver,
    /// The client gets them all, one after the other (authenticatorGetNextAssertion).
    Client,
}

/// When authenticatorReset is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResetRule {
    /// Never: what is here is not a device's to erase.
    Never,
    /// Within ten seconds of power-up (CTAP 2.2 §6.6).
    AfterPowerUp,
    /// At any time: test harnesses expect that.
    Always,
}

/// Whether U2F is spoken. It needs a batch attestation, because U2F always attests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum U2f {
    /// It is not.
    Absent,
    /// It is, while verification is not always needed.
    Supported,
}

/// A kind of authenticator.
#[derive(Debug)]
pub struct Model {
    /// Its name.
    pub aaguid: Aaguid,
    /// Its algorithms, in no order: the relying party's order counts.
    pub algorithms: Vec<Algorithm>,
    /// How it attests.
    pub attestation: Attestation,
    /// Enterprise attestation, if it has that.
    pub enterprise: Option<Enterprise>,
    /// Whether it verifies by itself.
    pub verification: BuiltInVerification,
    /// Whether it takes a PIN.
    pub client_pin: ClientPin,
    /// Who chooses the account.
    pub account_choice: AccountChoice,
    /// When it is erased.
    pub reset: ResetRule,
    /// Whether it speaks U2F.
    pub u2f: U2f,
    /// How it is attached, as WebAuthn names transports.
    pub transports: Vec<&'static str>,
    /// The most bytes of one message.
    pub max_message: usize,
    /// The most bytes of the large-blob array; 1,024 at least.
    pub max_large_blobs: usize,
    /// A number for the version of this software.
    pub firmware: u32,
}

impl Model {
    /// The most bytes of a blob beside a credential (CTAP 2.2 §12.3 wants 32 at least).
    pub const MAX_CRED_BLOB: usize = 64;
    /// The most sites that may learn the minimum length of a PIN.
    pub const MAX_MIN_PIN_SITES: usize = 8;
    /// The longest message that CTAPHID carries: one first frame and 128 more.
    pub const MAX_MESSAGE: usize = 7_609;

    /// The passkeys of a vault: verified by the approver as part of each ceremony, no PIN, never erased from outside, no
    /// attestation, the account chosen in the window.
    pub fn vault() -> Self {
        Self {
            aaguid: Aaguid::VAULT,
            attestation: Attestation::None,
            verification: BuiltInVerification::Inline,
            client_pin: ClientPin::Absent,
            account_choice: AccountChoice::Approver,
            reset: ResetRule::Never,
            transports: vec!["internal", "usb"],
            ..Self::security_key()
        }
    }

    /// A virtual security key: a PIN, credentials that stay, attestation by the key itself.
    pub fn security_key() -> Self {
        Self {
            aaguid: Aaguid::SECURITY_KEY,
            algorithms: Algorithm::ALL.to_vec(),
            attestation: Attestation::Own,
            enterprise: None,
            verification: BuiltInVerification::Absent,
            client_pin: ClientPin::Supported,
            account_choice: AccountChoice::Client,
            reset: ResetRule::AfterPowerUp,
            u2f: U2f::Absent,
            transports: vec!["usb"],
            max_message: Self::MAX_MESSAGE,
            max_large_blobs: 4_096,
            firmware: 1,
        }
    }

    /// Whether U2F is both wanted and possible.
    pub(crate) fn speaks_u2f(&self) -> bool {
        self.u2f == U2f::Supported && matches!(self.attestation, Attestation::Batch(_))
    }
}
