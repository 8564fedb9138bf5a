//! The options of a ceremony, as `parseCreationOptionsFromJSON` and `parseRequestOptionsFromJSON` take them (WebAuthn
//! §5.1.8 and §5.1.9). Values that we do not know count as absent, as the specification wants it for enumerations.

use std::collections::BTreeMap;

use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;

use crate::client::error::ClientError;

/// Nothing that a site sends is longer.
const LONGEST: usize = 1024 * 1024;
/// Nor has lists longer than this.
const MOST: usize = 1_024;

/// Bytes as base64url without padding.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Base64(pub Vec<u8>);

impl TryFrom<String> for Base64 {
    type Error = data_encoding::DecodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        BASE64URL_NOPAD.decode(text.trim_end_matches('=').as_bytes()).map(Self)
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CreationOptions {
    pub rp: Rp,
    pub user: UserEntity,
    pub challenge: Base64,
    pub pub_key_cred_params: Vec<Parameter>,
    #[serde(default)]
    pub exclude_credentials: Vec<Descriptor>,
    #[serde(default)]
    pub authenticator_selection: Selection,
    pub attestation: Option<String>,
    #[serde(default)]
    pub extensions: Extensions,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RequestOptions {
    pub challenge: Base64,
    pub rp_id: Option<String>,
    #[serde(default)]
    pub allow_credentials: Vec<Descriptor>,
    pub user_verification: Option<String>,
    #[serde(default)]
    pub extensions: Extensions,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Rp {
    pub id: Option<String>,
    pub name: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UserEntity {
    pub id: Base64,
    pub name: String,
    pub display_name: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Parameter {
    #[serde(rename = "type")]
    pub kind: String,
    pub alg: i64,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Descriptor {
    #[serde(rename = "type")]
    pub kind: String,
    pub id: Base64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Selection {
    pub authenticator_attachment: Option<String>,
    pub resident_key: Option<String>,
    pub require_resident_key: Option<bool>,
    pub user_verification: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Extensions {
    pub cred_props: Option<bool>,
    pub prf: Option<PrfInputs>,
    pub large_blob: Option<LargeBlob>,
    pub credential_protection_policy: Option<String>,
    pub enforce_credential_protection_policy: Option<bool>,
    pub cred_blob: Option<Base64>,
    pub get_cred_blob: Option<bool>,
    pub min_pin_length: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PrfInputs {
    pub eval: Option<PrfValues>,
    pub eval_by_credential: Option<BTreeMap<String, PrfValues>>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct PrfValues {
    pub first: Base64,
    pub second: Option<Base64>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct LargeBlob {
    pub support: Option<String>,
    pub read: Option<bool>,
    pub write: Option<Base64>,
}

/// Whether verification is wanted (WebAuthn §5.8.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    Required,
    Preferred,
    Discouraged,
}

impl Wanted {
    pub fn read(text: Option<&str>) -> Self {
        match text {
            Some("required") => Self::Required,
            Some("discouraged") => Self::Discouraged,
            _ => Self::Preferred,
        }
    }
}

impl Selection {
    /// WebAuthn §5.4.6: `requireResidentKey` counts only where `residentKey` is absent or unknown.
    pub fn residence(&self) -> Wanted {
        match self.resident_key.as_deref() {
            Some("required") => Wanted::Required,
            Some("preferred") => Wanted::Preferred,
            Some("discouraged") => Wanted::Discouraged,
            _ if self.require_resident_key == Some(true) => Wanted::Required,
            _ => Wanted::Discouraged,
        }
    }
}

/// Reads the options of a registration.
pub(crate) fn creation(json: &str) -> Result<CreationOptions, ClientError> {
    let options: CreationOptions = read(json)?;
    let is_bounded = options.exclude_credentials.len() <= MOST && options.pub_key_cred_params.len() <= MOST;
    // WebAuthn §5.1.3 step 5.
    let is_user = (1..=64).contains(&options.user.id.0.len());
    if is_bounded && is_user { Ok(options) } else { Err(ClientError::Malformed) }
}

/// Reads the options of a sign-in.
pub(crate) fn request(json: &str) -> Result<RequestOptions, ClientError> {
    let options: RequestOptions = read(json)?;
    if options.allow_credentials.len() <= MOST { Ok(options) } else { Err(ClientError::Malformed) }
}

fn read<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, ClientError> {
    if json.len() > LONGEST {
        return Err(ClientError::Malformed);
    }
    serde_json::from_str(json).map_err(|_| ClientError::Malformed)
}

/// The identifiers of a list of descriptors that could be ours.
pub(crate) fn identifiers(list: Vec<Descriptor>) -> Vec<Vec<u8>> {
    list.into_iter().filter(|entry| entry.kind == "public-key").map(|entry| entry.id.0).collect()
}
