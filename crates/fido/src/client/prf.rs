//! PRF (WebAuthn §10.1.4) on top of hmac-secret: salts go to the authenticator under a secret shared for this ceremony, and
//! the outputs come back under it.

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value as Json, json};
use zeroize::Zeroizing;

use crate::cbor::{Map, Value};
use crate::client::error::ClientError;
use crate::client::options::{PrfInputs, PrfValues};
use crate::client::token::{Token, command};
use crate::params::Item;
use crate::pin::protocol::{AgreementKey, PeerKey, Protocol, SharedSecret};
use crate::secret::sha256;

/// An evaluation under way.
pub(crate) struct Evaluation {
    shared: SharedSecret,
    input: Value,
}

impl Evaluation {
    /// Agrees on a secret with the authenticator and encrypts the salts.
    pub fn begin(token: &mut dyn Token, values: &PrfValues) -> Result<Self, ClientError> {
        let ask = Map::new().with(0x01, Protocol::Two.number()).with(0x02, 0x02);
        let mut answer = command(token, 0x06, ask)?;
        let theirs = answer.take(0x01).ok_or(ClientError::Failed)?;
        let ours = AgreementKey::generate();
        let shared = ours.agree(Protocol::Two, &PeerKey::from_value(theirs)?)?;
        let mut salts = Zeroizing::new(salt(&values.first.0).to_vec());
        if let Some(second) = &values.second {
            salts.extend(salt(&second.0));
        }
        let sealed = shared.encrypt(&salts);
        let proof = shared.authenticate(&sealed);
        let input = Map::new()
            .with(0x01, ours.public())
            .with(0x02, sealed)
            .with(0x03, proof)
            .with(0x04, Protocol::Two.number());
        Ok(Self { shared, input: input.into() })
    }

    /// What goes to the authenticator.
    pub fn input(&self) -> Value {
        self.input.clone()
    }

    /// The results, for the page that asked.
    pub fn results(&self, sealed: &[u8]) -> Result<Json, ClientError> {
        let outputs = self.shared.decrypt(sealed)?;
        let mut results = outputs.chunks(32).map(|output| BASE64URL_NOPAD.encode(output));
        let (first, second) = (results.next(), results.next());
        Ok(match second {
            Some(second) => json!({ "first": first, "second": second }),
            None => json!({ "first": first }),
        })
    }
}

/// WebAuthn §10.1.4: a context in front, so that no salt of another use can be asked for.
fn salt(input: &[u8]) -> [u8; 32] {
    sha256(&[b"WebAuthn PRF\0", input])
}

/// The inputs for one credential of a list (WebAuthn §10.1.4, client extension processing for assertions).
pub(crate) fn values<'i>(inputs: &'i PrfInputs, id: Option<&[u8]>) -> Option<&'i PrfValues> {
    let by_credential = inputs.eval_by_credential.as_ref();
    let named = id.and_then(|id| by_credential?.get(&BASE64URL_NOPAD.encode(id)));
    named.or(inputs.eval.as_ref())
}

/// Refuses what contradicts itself: inputs for credentials without a list of credentials, or for others than its.
pub(crate) fn check(inputs: &PrfInputs, allowed: &[Vec<u8>]) -> Result<(), ClientError> {
    let Some(by_credential) = inputs.eval_by_credential.as_ref().filter(|map| !map.is_empty()) else {
        return Ok(());
    };
    if allowed.is_empty() {
        return Err(ClientError::NotSupported);
    }
    let is_listed = |key: &String| {
        BASE64URL_NOPAD.decode(key.as_bytes()).is_ok_and(|id| !id.is_empty() && allowed.contains(&id))
    };
    if by_credential.keys().all(is_listed) { Ok(()) } else { Err(ClientError::BadExtension) }
}
