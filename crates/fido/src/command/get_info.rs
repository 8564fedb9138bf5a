//! authenticatorGetInfo (CTAP 2.2 §6.4): what this authenticator is and can do.

use crate::attestation::Attestation;
use crate::authenticator::Authenticator;
use crate::cbor::{Map, Value};
use crate::credential::{CredentialId, Descriptors};
use crate::device::DeviceState;
use crate::extension;
use crate::model::{BuiltInVerification, ClientPin, Model};
use crate::pin::protocol::Protocol;
use crate::status::Status;
use crate::store::CredentialStore;

pub(crate) fn run<S: CredentialStore>(device: &Authenticator<S>) -> Result<Map, Status> {
    let model = &device.model;
    let state = device.store.device()?;
    let u2f = (model.speaks_u2f() && !state.always_uv).then_some("U2F_V2");
    let versions = u2f.into_iter().chain(["FIDO_2_0", "FIDO_2_1", "FIDO_2_2"]);
    let algorithms = model
        .algorithms
        .iter()
        .map(|one| Map::new().with("alg", one.cose()).with("type", "public-key").into());
    let formats: &[&str] = match model.attestation {
        Attestation::None => &["none"],
        Attestation::Own | Attestation::Batch(_) => &["packed"],
    };
    let has_pin = model.client_pin == ClientPin::Supported;
    Ok(Map::new()
        .with(0x01, texts(versions))
        .with(0x02, texts(extension::NAMES))
        .with(0x03, model.aaguid.0)
        .with(0x04, options(model, state))
        .with(0x05, model.max_message)
        .with(0x06, Protocol::ALL.map(|protocol| Value::from(protocol.number())).to_vec())
        .with(0x07, Descriptors::MOST)
        .with(0x08, CredentialId::LONGEST)
        .with(0x09, texts(model.transports.iter().copied()))
        .with(0x0a, algorithms.collect::<Vec<Value>>())
        .maybe(0x0b, gives_tokens(model).then_some(model.max_large_blobs))
        .maybe(0x0c, has_pin.then_some(state.must_change_pin))
        .maybe(0x0d, has_pin.then_some(state.min_pin_length))
        .with(0x0e, model.firmware)
        .with(0x0f, Model::MAX_CRED_BLOB)
        .maybe(0x10, has_pin.then_some(Model::MAX_MIN_PIN_SITES))
        .with(0x14, device.store.room()?)
        .with(0x16, texts(formats.iter().copied())))
}

/// §6.4, the table of option identifiers. What is absent has the default that the table gives.
fn options(model: &Model, state: &DeviceState) -> Map {
    let has_pin = model.client_pin == ClientPin::Supported;
    let gives_tokens = gives_tokens(model);
    let verifies = model.verification != BuiltInVerification::Absent;
    Map::new()
        .with("rk", true)
        .with("up", true)
        .with("plat", false)
        .with("alwaysUv", state.always_uv)
        // Writing them needs a token.
        .maybe("largeBlobs", gives_tokens.then_some(true))
        // What discoverable credentials do not need, others do not need either: only those wait for a PIN.
        .with("makeCredUvNotRqd", !state.always_uv)
        .maybe("uv", verifies.then_some(true))
        .maybe("ep", model.enterprise.as_ref().map(|_| state.enterprise_attestation))
        .maybe("clientPin", has_pin.then_some(state.pin.is_some()))
        .maybe("pinUvAuthToken", gives_tokens.then_some(true))
        .maybe("credMgmt", gives_tokens.then_some(true))
        .maybe("authnrCfg", gives_tokens.then_some(true))
        .maybe("setMinPINLength", has_pin.then_some(true))
        .maybe("uvAcfg", (model.verification == BuiltInVerification::Tokens).then_some(true))
}

/// Whether a client can be given a PIN/UV token.
fn gives_tokens(model: &Model) -> bool {
    model.client_pin == ClientPin::Supported || model.verification == BuiltInVerification::Tokens
}

fn texts<'t>(items: impl IntoIterator<Item = &'t str>) -> Vec<Value> {
    items.into_iter().map(Value::from).collect()
}
