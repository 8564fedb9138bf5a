//! What makeCredential and getAssertion have in common: the proof of verification, the options, and how the person is to be
//! verified (CTAP 2.2 §6.1.2 steps 1 to 11, §6.2.2 steps 1 to 6).

use approval::{Gesture, Purpose, Refusal, Subject};

use crate::authenticator::{Authenticator, Call};
use crate::model::ClientPin;
use crate::params::{Item, Params};
use crate::permit::ByToken;
use crate::pin::protocol::Protocol;
use crate::pin::token::{Permissions, Proof};
use crate::status::Status;
use crate::store::CredentialStore;

/// The options of a ceremony. Unknown ones are passed over.
#[derive(Default)]
pub(crate) struct Options {
    pub rk: Option<bool>,
    pub up: Option<bool>,
    pub uv: Option<bool>,
}

impl Item for Options {
    fn from_value(value: crate::cbor::Value) -> Result<Self, Status> {
        let mut fields = Params::from_value(value)?;
        Ok(Self { rk: fields.optional("rk")?, up: fields.optional("up")?, uv: fields.optional("uv")? })
    }
}

/// How the person is verified for this ceremony.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verification {
    /// Not at all.
    None,
    /// By a PIN/UV token.
    Token,
    /// By the approver, together with the question.
    BuiltIn,
}

impl Verification {
    /// The least that the person must do when asked.
    pub fn gesture(self) -> Gesture {
        if self == Self::BuiltIn { Gesture::Verified } else { Gesture::Present }
    }

    pub fn by_token(self) -> ByToken {
        if self == Self::Token { ByToken::Verified } else { ByToken::NotVerified }
    }
}

/// The proof at these keys, if one is given. Its protocol must be one of ours (step 2).
pub(crate) fn proof(params: &mut Params, param: u8, protocol: u8) -> Result<Option<Proof>, Status> {
    let protocol: Option<Protocol> = params.optional(protocol)?;
    let Some(param) = params.optional::<Vec<u8>>(param)? else { return Ok(None) };
    // An empty one asks for a touch; it needs no protocol.
    let protocol = match protocol {
        Some(protocol) => protocol,
        None if param.is_empty() => Protocol::One,
        None => return Err(Status::MissingParameter),
    };
    Ok(Some(Proof { protocol, param }))
}

impl<S: CredentialStore> Authenticator<S> {
    /// Step 1: a client of before 2.1 asks, with an empty proof, which of several devices the person touches.
    pub(crate) fn touched(&mut self, call: &Call) -> Status {
        let subject = Subject([0; 32]);
        let request = self.request(Purpose::ChooseAuthenticator, subject, Gesture::Present, call);
        match self.ask(request, call) {
            Err(refusal) => refusal.into(),
            Ok(_) => match self.has_pin() {
                Ok(true) => Status::PinInvalid,
                Ok(false) => Status::PinNotSet,
                Err(status) => status,
            },
        }
    }

    /// `uv` as it counts: a proof outweighs it, and it needs a verifier (§6.1.2 step 5, §6.2.2 step 4).
    pub(crate) fn verification(
        &self,
        options: &Options,
        proof: Option<&Proof>,
    ) -> Result<Verification, Status> {
        match (proof, options.uv) {
            (Some(_), _) => Ok(Verification::Token),
            (None, Some(true)) if self.verifies() => Ok(Verification::BuiltIn),
            (None, Some(true)) => Err(Status::InvalidOption),
            (None, _) => Ok(Verification::None),
        }
    }

    /// Steps 11.1 and 6.1: the proof, if one is given, is this ceremony's.
    pub(crate) fn proven(
        &mut self,
        proof: Option<&Proof>,
        needed: Permissions,
        site: &str,
        client_data_hash: &[u8],
    ) -> Result<(), Status> {
        let Some(proof) = proof else { return Ok(()) };
        if self.model.client_pin == ClientPin::Supported && !self.verifies() && !self.has_pin()? {
            return Err(Status::PinNotSet);
        }
        let now = self.now();
        proof.of_ceremony(self.pin.token.as_mut(), needed, site, client_data_hash, now)
    }

    /// alwaysUv (§6.1.2 step 6, §6.2.2 step 5): what was not asked for is needed all the same.
    pub(crate) fn always_verified(&self, verification: Verification) -> Result<Verification, Status> {
        if !self.store.device()?.always_uv || verification != Verification::None {
            return Ok(verification);
        }
        if self.verifies() {
            return Ok(Verification::BuiltIn);
        }
        // A client can set a PIN and come back, so it is told that one is needed even when none is set yet.
        Err(Status::PuatRequired)
    }

    /// A refusal during built-in verification: with a PIN there is another way (§6.1.2 step 11.2).
    pub(crate) fn refused(&self, refusal: Refusal) -> Status {
        match refusal {
            Refusal::NotVerified => self.verification_missing().unwrap_or_else(|status| status),
            other => other.into(),
        }
    }
}
