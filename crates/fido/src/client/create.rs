//! Registration (WebAuthn §5.1.3).

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Map as JsonMap, Value as Json, json};

use crate::cbor::{Map, Value};
use crate::client::client_data::{Ceremony, ClientData};
use crate::client::error::ClientError;
use crate::client::options::{self, CreationOptions, Extensions, Wanted};
use crate::client::origin::Caller;
use crate::client::prf::Evaluation;
use crate::client::related::{RelatedOrigins, relying_party};
use crate::client::spki::spki;
use crate::client::token::{Abilities, Token, abilities, command, descriptors, present};

/// Registers at the site that `json` (PublicKeyCredentialCreationOptionsJSON) is from, as a platform authenticator. Gives
/// back a RegistrationResponseJSON.
///
/// # Errors
/// [`ClientError`] when there is no new credential.
pub fn create(
    json: &str,
    caller: &Caller,
    related: &dyn RelatedOrigins,
    token: &mut dyn Token,
) -> Result<String, ClientError> {
    let options = options::creation(json)?;
    // Steps 6 to 8.
    let site = relying_party(caller, options.rp.id.clone(), related)?;
    // Step 10: no list means the two that every site takes.
    let wanted = algorithms(&options)?;
    let selection = &options.authenticator_selection;
    if selection.authenticator_attachment.as_deref() == Some("cross-platform") {
        return Err(ClientError::OtherAuthenticator);
    }
    let abilities = abilities(token)?;
    let verification = Wanted::read(selection.user_verification.as_deref());
    if verification == Wanted::Required && !abilities.verifies {
        return Err(ClientError::Unmet);
    }
    let is_discoverable = selection.residence() != Wanted::Discouraged;
    let evaluation = match options.extensions.prf.as_ref().and_then(|prf| prf.eval.as_ref()) {
        Some(values) if abilities.knows("hmac-secret-mc") => Some(Evaluation::begin(token, values)?),
        _ => None,
    };
    let inputs = inputs(&options.extensions, &abilities, is_discoverable, evaluation.as_ref())?;

    // Steps 13 to 15.
    let challenge = BASE64URL_NOPAD.encode(&options.challenge.0);
    let client_data = ClientData::new(Ceremony::Create, &challenge, caller);
    let mut excluded = options::identifiers(options.exclude_credentials);
    if excluded.len() > abilities.longest_list {
        excluded = present(token, &abilities, &site, &excluded)?;
    }
    let uv = (abilities.verifies && verification != Wanted::Discouraged).then_some(true);
    let is_anonymous = !matches!(options.attestation.as_deref(), Some("direct" | "indirect" | "enterprise"));
    let user = Map::new()
        .with("id", options.user.id.0)
        .with("name", options.user.name)
        .with("displayName", options.user.display_name);
    let parameters = Map::new()
        .with(0x01, client_data.hash())
        .with(0x02, Map::new().with("id", site).with("name", options.rp.name))
        .with(0x03, user)
        .with(0x04, wanted)
        .maybe(0x05, (!excluded.is_empty()).then(|| descriptors(&excluded)))
        .maybe(0x06, (!inputs.is_empty()).then_some(inputs))
        .with(0x07, Map::new().with("rk", is_discoverable).maybe("uv", uv))
        // An authenticator that need not attest tells nobody apart.
        .maybe(0x0b, is_anonymous.then(|| vec![Value::from("none")]));
    let answer = command(token, 0x01, parameters)?;
    let made = Made::read(&answer)?;

    let results = outputs(&options.extensions, &made, is_discoverable, evaluation.as_ref())?;
    let encode = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
    let object = Map::new()
        .with("fmt", made.format)
        .with("attStmt", made.statement)
        .with("authData", made.auth_data.as_slice());
    let id = encode(&made.id);
    let response = json!({
        "id": id,
        "rawId": id,
        "type": "public-key",
        "authenticatorAttachment": "platform",
        "clientExtensionResults": results,
        "response": {
            "clientDataJSON": encode(client_data.bytes()),
            "attestationObject": encode(&Value::from(object).to_bytes()),
            "authenticatorData": encode(&made.auth_data),
            "transports": abilities.transports,
            "publicKeyAlgorithm": made.algorithm,
            "publicKey": spki(&made.key).map(|der| encode(&der)),
        },
    });
    Ok(response.to_string())
}

/// The algorithms, in the site's order; other kinds of credential are passed over.
fn algorithms(options: &CreationOptions) -> Result<Vec<Value>, ClientError> {
    let entry = |alg: i64| Value::from(Map::new().with("alg", alg).with("type", "public-key"));
    if options.pub_key_cred_params.is_empty() {
        return Ok(vec![entry(-7), entry(-257)]);
    }
    let known = options.pub_key_cred_params.iter().filter(|wanted| wanted.kind == "public-key");
    let wanted: Vec<Value> = known.map(|wanted| entry(wanted.alg)).collect();
    if wanted.is_empty() { Err(ClientError::NotSupported) } else { Ok(wanted) }
}

/// The extensions as the authenticator takes them.
fn inputs(
    extensions: &Extensions,
    abilities: &Abilities,
    is_discoverable: bool,
    evaluation: Option<&Evaluation>,
) -> Result<Map, ClientError> {
    // WebAuthn §10.1.4: by credential has no meaning before there is one.
    if extensions.prf.as_ref().is_some_and(|prf| prf.eval_by_credential.is_some()) {
        return Err(ClientError::NotSupported);
    }
    if let Some(blob) = &extensions.large_blob {
        // WebAuthn §10.1.5.
        if blob.read.is_some() || blob.write.is_some() {
            return Err(ClientError::NotSupported);
        }
        if blob.support.as_deref() == Some("required") {
            return Err(ClientError::Unmet);
        }
    }
    // CTAP 2.2 §12.1.
    let protection = match extensions.credential_protection_policy.as_deref() {
        Some("userVerificationOptional") => Some(1),
        Some("userVerificationOptionalWithCredentialIDList") => Some(2),
        Some("userVerificationRequired") => Some(3),
        Some(_) => return Err(ClientError::Malformed),
        None => None,
    };
    let is_enforced = extensions.enforce_credential_protection_policy == Some(true);
    if is_enforced && protection.is_some_and(|level| level > 1) && !abilities.knows("credProtect") {
        return Err(ClientError::Unmet);
    }
    let blob = extensions.cred_blob.as_ref().filter(|_| is_discoverable).map(|blob| blob.0.as_slice());
    Ok(Map::new()
        .maybe("credProtect", protection)
        .maybe("credBlob", blob)
        .maybe("minPinLength", extensions.min_pin_length.filter(|wanted| *wanted))
        .maybe("hmac-secret", extensions.prf.as_ref().map(|_| true))
        .maybe("hmac-secret-mc", evaluation.map(Evaluation::input)))
}

/// What the page is told of the extensions.
fn outputs(
    extensions: &Extensions,
    made: &Made,
    is_discoverable: bool,
    evaluation: Option<&Evaluation>,
) -> Result<Json, ClientError> {
    let mut results = JsonMap::new();
    if extensions.cred_props == Some(true) {
        results.insert("credProps".into(), json!({ "rk": is_discoverable }));
    }
    if extensions.prf.is_some() {
        let enabled = made.extensions.get("hmac-secret") == Some(&Value::Bool(true));
        let mut prf = JsonMap::new();
        prf.insert("enabled".into(), enabled.into());
        let sealed = made.extensions.get("hmac-secret-mc").and_then(Value::as_bytes);
        if let Some((evaluation, sealed)) = evaluation.zip(sealed) {
            prf.insert("results".into(), evaluation.results(sealed)?);
        }
        results.insert("prf".into(), prf.into());
    }
    if extensions.large_blob.is_some() {
        results.insert("largeBlob".into(), json!({ "supported": false }));
    }
    if extensions.cred_blob.is_some() {
        let is_kept = made.extensions.get("credBlob") == Some(&Value::Bool(true));
        results.insert("credBlob".into(), is_kept.into());
    }
    Ok(results.into())
}

/// The answer of the authenticator, taken apart.
struct Made {
    format: String,
    statement: Value,
    auth_data: Vec<u8>,
    id: Vec<u8>,
    key: Value,
    algorithm: i64,
    extensions: Map,
}

impl Made {
    fn read(answer: &Map) -> Result<Self, ClientError> {
        Self::taken_apart(answer).ok_or(ClientError::Failed)
    }

    fn taken_apart(answer: &Map) -> Option<Self> {
        let auth_data = answer.get(0x02)?.as_bytes()?;
        // 32 of the site, flags, 4 of the count, 16 of the AAGUID: then the identifier, the key, and extensions.
        let (length, rest) = auth_data.get(53..)?.split_first_chunk()?;
        let (id, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        let (key, taken) = Value::read_first(rest).ok()?;
        let rest = rest.get(taken..)?;
        let extensions = match rest.is_empty() {
            true => Map::new(),
            false => Value::read(rest).ok()?.as_map()?.clone(),
        };
        let algorithm = key.as_map()?.get(3)?.as_i64()?;
        Some(Self {
            format: answer.get(0x01)?.as_text()?.to_owned(),
            statement: answer.get(0x03)?.clone(),
            auth_data: auth_data.to_vec(),
            id: id.to_vec(),
            key,
            algorithm,
            extensions,
        })
    }
}
