//! authenticatorConfig (CTAP 2.2 §6.11): enterprise attestation, alwaysUv, and the length of PINs.

use crate::authenticator::Authenticator;
use crate::cbor::{Map, Value};
use crate::command::ceremony;
use crate::model::{ClientPin, Model};
use crate::params::{Item, Params};
use crate::pin::token::Permissions;
use crate::site::site_id;
use crate::status::Status;
use crate::store::CredentialStore;

pub(crate) fn run<S: CredentialStore>(
    device: &mut Authenticator<S>,
    params: &mut Params,
) -> Result<(), Status> {
    let subcommand: u64 = params.required(0x01)?;
    let given: Option<Map> = params.optional(0x02)?;
    let proof = ceremony::proof(params, 0x04, 0x03)?;
    let code = u8::try_from(subcommand).map_err(|_| Status::InvalidSubcommand)?;
    let has_pin = device.model.client_pin == ClientPin::Supported;
    let is_known = match code {
        0x01 => device.model.enterprise.is_some(),
        0x02 => true,
        0x03 => has_pin,
        _ => false,
    };
    if !is_known {
        return Err(Status::InvalidSubcommand);
    }
    // Step 2: alwaysUv may be switched on, or off, by anybody while nobody can be verified.
    if device.is_protected()? {
        let proof = proof.ok_or(Status::PuatRequired)?;
        let raw = given.as_ref().map(|map| Value::from(map.clone()).to_bytes()).unwrap_or_default();
        let parts: [&[u8]; 3] = [&[0xff; 32], &[0x0d, code], &raw];
        let now = device.now();
        proof.of_command(device.pin.token.as_mut(), Permissions::CONFIGURATION, &parts, now)?;
    }
    match code {
        0x01 => Ok(device.store.change_device(&mut |state| state.enterprise_attestation = true)?),
        0x02 => Ok(device.store.change_device(&mut |state| state.always_uv = !state.always_uv)?),
        _ => set_min_pin_length(device, given.unwrap_or_default()),
    }
}

/// §6.11.4.
fn set_min_pin_length<S: CredentialStore>(device: &mut Authenticator<S>, given: Map) -> Result<(), Status> {
    let mut given = Params::from_value(given.into())?;
    let length: Option<u64> = given.optional(0x01)?;
    let sites: Option<Vec<Value>> = given.optional(0x02)?;
    let force: bool = given.optional(0x03)?.unwrap_or(false);
    let state = device.store.device()?;
    let length = match length {
        // 63 is the longest PIN there can be.
        Some(length) => u8::try_from(length)
            .ok()
            .filter(|length| (state.min_pin_length..=63).contains(length))
            .ok_or(Status::PinPolicyViolation)?,
        None => state.min_pin_length,
    };
    if force && state.pin.is_none() {
        return Err(Status::PinNotSet);
    }
    let sites = match sites {
        Some(sites) if sites.len() > Model::MAX_MIN_PIN_SITES => return Err(Status::KeyStoreFull),
        Some(sites) => {
            let read = |site| String::from_value(site).and_then(site_id);
            Some(sites.into_iter().map(read).collect::<Result<Vec<_>, _>>()?)
        }
        None => None,
    };
    let is_too_short = state.pin.as_ref().is_some_and(|pin| pin.length < length);
    let must_change = force || is_too_short;
    device.store.change_device(&mut |state| {
        state.min_pin_length = length;
        if let Some(sites) = &sites {
            state.min_pin_sites.clone_from(sites);
        }
        state.must_change_pin |= must_change;
    })?;
    if must_change {
        device.pin.token = None;
    }
    Ok(())
}
