//! Extensions of a new credential.

use std::sync::Arc;

use crate::authenticator::Authenticator;
use crate::cbor::{Map, Value};
use crate::credential::{HmacSecrets, Protection, Residence};
use crate::extension::hmac_secret::Salts;
use crate::model::Model;
use crate::params::Params;
use crate::secret::Secret32;
use crate::site::RelyingParty;
use crate::status::Status;
use crate::store::CredentialStore;

/// What the client asked for, checked before the person is asked.
#[derive(Default)]
pub(crate) struct MakeExtensions {
    protection: Option<Protection>,
    hmac_secret: bool,
    salts: Option<Salts>,
    /// The blob, and whether it can be kept.
    blob: Option<(Vec<u8>, bool)>,
    large_blob_key: bool,
    min_pin_length: bool,
    third_party_payment: bool,
}

/// What the credential gets of that, and what the client is told.
pub(crate) struct Made {
    pub protection: Protection,
    pub hmac_secrets: Option<Arc<HmacSecrets>>,
    pub blob: Option<Vec<u8>>,
    pub large_blob_key: Option<Arc<Secret32>>,
    pub third_party_payment: bool,
    pub outputs: Map,
}

impl MakeExtensions {
    pub fn read<S>(
        device: &Authenticator<S>,
        inputs: Option<Params>,
        residence: Residence,
    ) -> Result<Self, Status> {
        let Some(mut inputs) = inputs else { return Ok(Self::default()) };
        let is_discoverable = residence == Residence::Discoverable;
        // §12.1.
        let protection = match inputs.optional::<u64>("credProtect")? {
            Some(level) => Some(Protection::from_level(level).ok_or(Status::InvalidOption)?),
            None => None,
        };
        // §12.3: what does not fit, or has no discoverable credential to be with, is not kept, and the output says so.
        let blob = inputs.optional::<Vec<u8>>("credBlob")?.map(|blob| {
            let fits = blob.len() <= Model::MAX_CRED_BLOB && is_discoverable;
            (blob, fits)
        });
        // §12.4: only true has a meaning, and only for discoverable credentials.
        let large_blob_key = match inputs.optional::<bool>("largeBlobKey")? {
            None => false,
            Some(true) if is_discoverable => true,
            Some(_) => return Err(Status::InvalidOption),
        };
        let hmac_secret = inputs.optional("hmac-secret")?.unwrap_or(false);
        // §12.8: only beside hmac-secret.
        let salts = inputs.optional::<Value>("hmac-secret-mc")?.filter(|_| hmac_secret);
        Ok(Self {
            protection,
            hmac_secret,
            salts: salts.map(|input| Salts::read(device, input)).transpose()?,
            blob,
            large_blob_key,
            min_pin_length: inputs.optional("minPinLength")?.unwrap_or(false),
            third_party_payment: inputs.optional("thirdPartyPayment")?.unwrap_or(false),
        })
    }

    pub fn apply<S: CredentialStore>(
        self,
        device: &Authenticator<S>,
        party: &RelyingParty,
        is_verified: bool,
    ) -> Result<Made, Status> {
        let state = device.store.device()?;
        // §12.5: only for sites that may know.
        let min_pin_length = (self.min_pin_length && state.min_pin_sites.contains(&party.id))
            .then_some(u32::from(state.min_pin_length));
        let hmac_secrets = self.hmac_secret.then(|| Arc::new(HmacSecrets::generate()));
        let first_output =
            self.salts.zip(hmac_secrets.as_ref()).map(|(salts, secrets)| salts.output(secrets, is_verified));
        let outputs = Map::new()
            .maybe("credBlob", self.blob.as_ref().map(|(_, fits)| *fits))
            .maybe("credProtect", self.protection.map(Protection::level))
            .maybe("hmac-secret", self.hmac_secret.then_some(true))
            .maybe("hmac-secret-mc", first_output)
            .maybe("minPinLength", min_pin_length);
        Ok(Made {
            protection: self.protection.unwrap_or_default(),
            hmac_secrets,
            blob: self.blob.filter(|(_, fits)| *fits).map(|(blob, _)| blob),
            large_blob_key: self.large_blob_key.then(|| Arc::new(Secret32::random())),
            third_party_payment: self.third_party_payment,
            outputs,
        })
    }
}
