//! hmac-secret (CTAP 2.2 §12.7) and hmac-secret-mc (§12.8): secrets that only this credential can derive, from salts that
//! the site chooses. WebAuthn calls it PRF.

use aws_lc_rs::hmac;
use zeroize::Zeroizing;

use crate::authenticator::Authenticator;
use crate::cbor::Value;
use crate::credential::HmacSecrets;
use crate::params::{Item, Params};
use crate::pin::protocol::{PeerKey, Protocol, SharedSecret};
use crate::status::Status;

/// The salts of one request, and the secret under which the answer goes back.
#[derive(Debug)]
pub(crate) struct Salts {
    shared: SharedSecret,
    /// 32 bytes, or 64 for two.
    salts: Zeroizing<Vec<u8>>,
}

impl Salts {
    /// Reads and decrypts the input of the extension.
    pub fn read<S>(device: &Authenticator<S>, input: Value) -> Result<Self, Status> {
        let mut fields = Params::from_value(input)?;
        let peer: PeerKey = fields.required(1)?;
        let sealed: Vec<u8> = fields.required(2)?;
        let proof: Vec<u8> = fields.required(3)?;
        // "If the parameter is not present, assume protocol one."
        let protocol = fields.optional(4)?.unwrap_or(Protocol::One);
        let shared = device.pin.key(protocol).agree(protocol, &peer)?;
        shared.verify(&[&sealed], &proof)?;
        let salts = shared.decrypt(&sealed)?;
        if salts.len() != 32 && salts.len() != 64 {
            return Err(Status::InvalidLength);
        }
        Ok(Self { shared, salts })
    }

    /// One output for each salt, encrypted for the client.
    pub fn output(&self, secrets: &HmacSecrets, is_verified: bool) -> Vec<u8> {
        let secret = if is_verified { &secrets.verified } else { &secrets.unverified };
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.expose());
        let mut outputs = Zeroizing::new(Vec::with_capacity(64));
        for salt in self.salts.chunks(32) {
            outputs.extend_from_slice(hmac::sign(&key, salt).as_ref());
        }
        self.shared.encrypt(&outputs)
    }
}
