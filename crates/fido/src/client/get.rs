//! Sign-in (WebAuthn §5.1.4).

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Map as JsonMap, Value as Json, json};

use crate::cbor::{Map, Value};
use crate::client::client_data::{Ceremony, ClientData};
use crate::client::error::ClientError;
use crate::client::options::{self, Extensions, Wanted};
use crate::client::origin::Caller;
use crate::client::prf::{self, Evaluation};
use crate::client::related::{RelatedOrigins, relying_party};
use crate::client::token::{Token, abilities, command, descriptors, present};

/// Signs in at the site that `json` (PublicKeyCredentialRequestOptionsJSON) is from. Gives back an
/// AuthenticationResponseJSON.
///
/// # Errors
/// [`ClientError`] when nothing is signed.
pub fn get(
    json: &str,
    caller: &Caller,
    related: &dyn RelatedOrigins,
    token: &mut dyn Token,
) -> Result<String, ClientError> {
    let options = options::request(json)?;
    let site = relying_party(caller, options.rp_id.clone(), related)?;
    let extensions = &options.extensions;
    // Nothing here writes large blobs (see the registration), so there is nothing to read either.
    if extensions.large_blob.as_ref().is_some_and(|blob| blob.read.is_some() && blob.write.is_some()) {
        return Err(ClientError::NotSupported);
    }
    let mut allowed = options::identifiers(options.allow_credentials);
    if let Some(inputs) = &extensions.prf {
        prf::check(inputs, &allowed)?;
    }
    let abilities = abilities(token)?;
    let verification = Wanted::read(options.user_verification.as_deref());
    if verification == Wanted::Required && !abilities.verifies {
        return Err(ClientError::Unmet);
    }
    // A page that named credentials must not be answered with another.
    let is_named = !allowed.is_empty();
    let by_credential = extensions.prf.as_ref().is_some_and(|prf| prf.eval_by_credential.is_some());
    if allowed.len() > abilities.longest_list || (is_named && by_credential) {
        allowed = present(token, &abilities, &site, &allowed)?;
        if allowed.is_empty() {
            return Err(ClientError::NotAllowed);
        }
    }
    // Salts of its own mean that the credential is known before it is asked.
    if by_credential {
        allowed.truncate(1);
    }
    let chosen = allowed.first().filter(|_| by_credential).map(Vec::as_slice);
    let values = extensions.prf.as_ref().and_then(|inputs| prf::values(inputs, chosen));
    let evaluation = match values {
        Some(values) if abilities.knows("hmac-secret") => Some(Evaluation::begin(token, values)?),
        _ => None,
    };
    let inputs = Map::new()
        .maybe("credBlob", extensions.get_cred_blob.filter(|wanted| *wanted))
        .maybe("hmac-secret", evaluation.as_ref().map(Evaluation::input));

    let challenge = BASE64URL_NOPAD.encode(&options.challenge.0);
    let client_data = ClientData::new(Ceremony::Get, &challenge, caller);
    let uv = (abilities.verifies && verification != Wanted::Discouraged).then_some(true);
    let parameters = Map::new()
        .with(0x01, site)
        .with(0x02, client_data.hash())
        .maybe(0x03, (!allowed.is_empty()).then(|| descriptors(&allowed)))
        .maybe(0x04, (!inputs.is_empty()).then_some(inputs))
        .maybe(0x05, uv.map(|uv| Map::new().with("uv", uv)));
    let answer = command(token, 0x02, parameters)?;
    response(&answer, extensions, evaluation.as_ref(), &client_data).ok_or(ClientError::Failed)?
}

/// The answer, as JSON; `None` if the authenticator's answer is none.
fn response(
    answer: &Map,
    extensions: &Extensions,
    evaluation: Option<&Evaluation>,
    client_data: &ClientData,
) -> Option<Result<String, ClientError>> {
    let encode = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
    let id = encode(answer.get(0x01)?.as_map()?.get("id")?.as_bytes()?);
    let auth_data = answer.get(0x02)?.as_bytes()?;
    let handle = answer.get(0x04).and_then(|user| user.as_map()?.get("id")?.as_bytes()).map(encode);
    let results = match outputs(extensions, auth_data, evaluation) {
        Ok(results) => results,
        Err(error) => return Some(Err(error)),
    };
    let mut response = json!({
        "clientDataJSON": encode(client_data.bytes()),
        "authenticatorData": encode(auth_data),
        "signature": encode(answer.get(0x03)?.as_bytes()?),
    });
    if let (Some(handle), Some(fields)) = (handle, response.as_object_mut()) {
        fields.insert("userHandle".into(), handle.into());
    }
    let response = json!({
        "id": id,
        "rawId": id,
        "type": "public-key",
        "authenticatorAttachment": "platform",
        "clientExtensionResults": results,
        "response": response,
    });
    Some(Ok(response.to_string()))
}

/// What the page is told of the extensions.
fn outputs(
    extensions: &Extensions,
    auth_data: &[u8],
    evaluation: Option<&Evaluation>,
) -> Result<Json, ClientError> {
    let mut results = JsonMap::new();
    // Behind 37 bytes, when the last flag is set.
    let made = auth_data.get(37..).and_then(|bytes| Value::read(bytes).ok());
    let made = made.as_ref().and_then(Value::as_map);
    let output = |name: &str| made.and_then(|made| made.get(name)).and_then(Value::as_bytes);
    if extensions.prf.is_some() {
        let derived = evaluation.zip(output("hmac-secret"));
        let prf = match derived {
            Some((evaluation, sealed)) => json!({ "results": evaluation.results(sealed)? }),
            None => json!({}),
        };
        results.insert("prf".into(), prf);
    }
    if extensions.large_blob.is_some() {
        results.insert("largeBlob".into(), json!({}));
    }
    if let Some(blob) = output("credBlob").filter(|_| extensions.get_cred_blob == Some(true)) {
        results.insert("getCredBlob".into(), BASE64URL_NOPAD.encode(blob).into());
    }
    Ok(results.into())
}
