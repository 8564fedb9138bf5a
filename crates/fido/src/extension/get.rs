//! Extensions of an assertion.

use std::sync::Arc;

use crate::authenticator::Authenticator;
use crate::cbor::{Map, Value};
use crate::credential::Credential;
use crate::extension::hmac_secret::Salts;
use crate::params::Params;
use crate::secret::Secret32;
use crate::status::Status;

/// What the client asked for, checked before the person is asked.
#[derive(Default)]
pub(crate) struct GetExtensions {
    salts: Option<Salts>,
    blob: bool,
    large_blob_key: bool,
    third_party_payment: bool,
}

/// What the client is told for one credential.
pub(crate) struct Made {
    pub large_blob_key: Option<Arc<Secret32>>,
    pub outputs: Map,
}

impl GetExtensions {
    pub fn read<S>(
        device: &Authenticator<S>,
        inputs: Option<Params>,
        is_silent: bool,
    ) -> Result<Self, Status> {
        let Some(mut inputs) = inputs else { return Ok(Self::default()) };
        let salts: Option<Value> = inputs.optional("hmac-secret")?;
        // §12.7: nothing is derived behind anybody's back.
        if salts.is_some() && is_silent {
            return Err(Status::UnsupportedOption);
        }
        // §12.4: only true has a meaning.
        let large_blob_key = match inputs.optional::<bool>("largeBlobKey")? {
            Some(false) => return Err(Status::InvalidOption),
            wanted => wanted.is_some(),
        };
        Ok(Self {
            salts: salts.map(|input| Salts::read(device, input)).transpose()?,
            blob: inputs.optional("credBlob")?.unwrap_or(false),
            large_blob_key,
            third_party_payment: inputs.optional("thirdPartyPayment")?.unwrap_or(false),
        })
    }

    pub fn apply(&self, credential: &Credential, is_verified: bool) -> Result<Made, Status> {
        let derived = self.salts.as_ref().zip(credential.hmac_secrets.as_ref());
        let outputs = Map::new()
            .maybe("credBlob", self.blob.then(|| credential.blob.clone().unwrap_or_default()))
            .maybe("hmac-secret", derived.map(|(salts, secrets)| salts.output(secrets, is_verified)))
            .maybe("thirdPartyPayment", self.third_party_payment.then_some(credential.third_party_payment));
        let large_blob_key = credential.large_blob_key.clone().filter(|_| self.large_blob_key);
        Ok(Made { large_blob_key, outputs })
    }
}
