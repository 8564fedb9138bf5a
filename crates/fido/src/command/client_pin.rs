//! authenticatorClientPIN (CTAP 2.2 §6.5): key agreement, setting and changing the PIN, and tokens for whoever knows it or
//! was verified by the approver.

use approval::{Gesture, Purpose, Refusal, Shown, Site, Subject};

use crate::authenticator::{Authenticator, Call};
use crate::cbor::Map;
use crate::device::{DeviceState, Pin, PinHash};
use crate::model::{BuiltInVerification, ClientPin};
use crate::params::Params;
use crate::pin::PinState;
use crate::pin::protocol::{PeerKey, Protocol, SharedSecret};
use crate::pin::token::{Permissions, Token};
use crate::secret::sha256;
use crate::site::site_id;
use crate::status::Status;
use crate::store::CredentialStore;

pub(crate) fn run<S: CredentialStore>(
    device: &mut Authenticator<S>,
    params: &mut Params,
    call: &Call,
) -> Result<Map, Status> {
    let has_pin = device.model.client_pin == ClientPin::Supported;
    match params.required::<u64>(0x02)? {
        0x01 if has_pin => pin_retries(device),
        0x02 => key_agreement(device, params),
        0x03 if has_pin => set_pin(device, params),
        0x04 if has_pin => change_pin(device, params),
        0x05 if has_pin => token_for_pin(device, params, Wish::Legacy),
        0x06 if device.model.verification == BuiltInVerification::Tokens => {
            token_for_verification(device, params, call)
        }
        0x07 if device.verifies() => Ok(Map::new().with(0x05, device.pin.uv_retries)),
        0x09 if has_pin => token_for_pin(device, params, Wish::Permissions),
        _ => Err(Status::InvalidSubcommand),
    }
}

/// §6.5.5.2.
fn pin_retries<S: CredentialStore>(device: &Authenticator<S>) -> Result<Map, Status> {
    let retries = device.store.device()?.pin_retries;
    let needs_power_cycle = device.pin.wrong_in_a_row >= PinState::WRONG_IN_A_ROW;
    Ok(Map::new().with(0x03, retries).maybe(0x04, needs_power_cycle.then_some(true)))
}

/// §6.5.5.4.
fn key_agreement<S>(device: &Authenticator<S>, params: &mut Params) -> Result<Map, Status> {
    let protocol: Protocol = params.required(0x01)?;
    Ok(Map::new().with(0x01, device.pin.key(protocol).public()))
}

/// The secret shared with the client of this request.
fn shared<S>(device: &Authenticator<S>, params: &mut Params) -> Result<(Protocol, SharedSecret), Status> {
    let protocol: Protocol = params.required(0x01)?;
    let peer: PeerKey = params.required(0x03)?;
    Ok((protocol, device.pin.key(protocol).agree(protocol, &peer)?))
}

/// §6.5.5.5.
fn set_pin<S: CredentialStore>(device: &mut Authenticator<S>, params: &mut Params) -> Result<Map, Status> {
    let (_, shared) = shared(device, params)?;
    let proof: Vec<u8> = params.required(0x04)?;
    let sealed: Vec<u8> = params.required(0x05)?;
    if device.has_pin()? {
        return Err(Status::PinAuthInvalid);
    }
    shared.verify(&[&sealed], &proof)?;
    let pin = new_pin(device.store.device()?, &shared, &sealed)?;
    keep_pin(device, pin)?;
    Ok(Map::new())
}

/// §6.5.5.6.
fn change_pin<S: CredentialStore>(device: &mut Authenticator<S>, params: &mut Params) -> Result<Map, Status> {
    let (protocol, shared) = shared(device, params)?;
    let proof: Vec<u8> = params.required(0x04)?;
    let sealed: Vec<u8> = params.required(0x05)?;
    let sealed_hash: Vec<u8> = params.required(0x06)?;
    not_blocked(device)?;
    shared.verify(&[&sealed, &sealed_hash], &proof)?;
    check_pin(device, protocol, &shared, &sealed_hash)?;
    let state = device.store.device()?;
    let pin = new_pin(state, &shared, &sealed)?;
    let is_the_old_one = state.pin.as_ref().is_some_and(|old| old.hash.is(pin.hash.expose()));
    if state.must_change_pin && is_the_old_one {
        return Err(Status::PinPolicyViolation);
    }
    keep_pin(device, pin)?;
    device.pin.token = None;
    Ok(Map::new())
}

/// Decrypts a new PIN: 64 bytes, filled up with zeros (§6.5.5.5 steps 5 to 8).
fn new_pin(state: &DeviceState, shared: &SharedSecret, sealed: &[u8]) -> Result<Pin, Status> {
    let padded = shared.decrypt(sealed)?;
    if padded.len() != 64 {
        return Err(Status::InvalidParameter);
    }
    let end = padded.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let bytes = padded.get(..end).unwrap_or_default();
    // The last of the 64 must be padding.
    if bytes.len() > 63 {
        return Err(Status::PinPolicyViolation);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Status::PinPolicyViolation)?;
    let length = u8::try_from(text.chars().count()).map_err(|_| Status::PinPolicyViolation)?;
    if length < state.min_pin_length {
        return Err(Status::PinPolicyViolation);
    }
    Ok(Pin { hash: PinHash::of(bytes), length })
}

fn keep_pin<S: CredentialStore>(device: &mut Authenticator<S>, pin: Pin) -> Result<(), Status> {
    let mut pin = Some(pin);
    device.store.change_device(&mut |state| {
        state.pin = pin.take().or_else(|| state.pin.take());
        state.pin_retries = DeviceState::PIN_RETRIES;
        state.must_change_pin = false;
    })?;
    device.pin.wrong_in_a_row = 0;
    Ok(())
}

fn not_blocked<S: CredentialStore>(device: &Authenticator<S>) -> Result<(), Status> {
    let state = device.store.device()?;
    if state.pin.is_none() {
        return Err(Status::PinNotSet);
    }
    if state.pin_retries == 0 {
        return Err(Status::PinBlocked);
    }
    if device.pin.wrong_in_a_row >= PinState::WRONG_IN_A_ROW {
        return Err(Status::PinAuthBlocked);
    }
    Ok(())
}

/// Compares the PIN. The retry is counted, durably, before it is looked at (§6.5.5.7.1 steps 6 to 9): pulling the plug
/// saves no try.
fn check_pin<S: CredentialStore>(
    device: &mut Authenticator<S>,
    protocol: Protocol,
    shared: &SharedSecret,
    sealed_hash: &[u8],
) -> Result<(), Status> {
    device.store.change_device(&mut |state| state.pin_retries = state.pin_retries.saturating_sub(1))?;
    let hash = shared.decrypt(sealed_hash);
    let state = device.store.device()?;
    let is_right = match (&state.pin, &hash) {
        (Some(pin), Ok(hash)) => pin.hash.is(hash),
        _ => false,
    };
    if is_right {
        device.store.change_device(&mut |state| state.pin_retries = DeviceState::PIN_RETRIES)?;
        device.pin.wrong_in_a_row = 0;
        device.pin.uv_retries = PinState::UV_RETRIES;
        return Ok(());
    }
    let retries = state.pin_retries;
    device.pin.regenerate(protocol);
    device.pin.wrong_in_a_row = device.pin.wrong_in_a_row.saturating_add(1);
    Err(match retries {
        0 => Status::PinBlocked,
        _ if device.pin.wrong_in_a_row >= PinState::WRONG_IN_A_ROW => Status::PinAuthBlocked,
        _ => Status::PinInvalid,
    })
}

/// Which of the two subcommands asks for a token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wish {
    /// getPinToken (§6.5.5.7.1): for clients of before 2.1.
    Legacy,
    /// getPinUvAuthTokenUsingPinWithPermissions (§6.5.5.7.2).
    Permissions,
}

fn token_for_pin<S: CredentialStore>(
    device: &mut Authenticator<S>,
    params: &mut Params,
    wish: Wish,
) -> Result<Map, Status> {
    let (protocol, shared) = shared(device, params)?;
    let sealed_hash: Vec<u8> = params.required(0x06)?;
    let (permissions, site) = match wish {
        Wish::Permissions => permissions(params)?,
        Wish::Legacy => {
            let more = (params.optional::<u64>(0x09)?, params.optional::<String>(0x0a)?);
            if more != (None, None) {
                return Err(Status::InvalidParameter);
            }
            (Permissions::LEGACY, None)
        }
    };
    not_blocked(device)?;
    check_pin(device, protocol, &shared, &sealed_hash)?;
    if device.store.device()?.must_change_pin {
        return Err(match wish {
            Wish::Legacy => Status::PinInvalid,
            Wish::Permissions => Status::PinPolicyViolation,
        });
    }
    Ok(give_token(device, protocol, &shared, permissions, site))
}

/// getPinUvAuthTokenUsingUvWithPermissions (§6.5.5.7.3). The token proves verification and no presence: the ceremony that
/// it is for asks on its own.
fn token_for_verification<S: CredentialStore>(
    device: &mut Authenticator<S>,
    params: &mut Params,
    call: &Call,
) -> Result<Map, Status> {
    let (protocol, shared) = shared(device, params)?;
    let (permissions, site) = permissions(params)?;
    if device.pin.uv_retries == 0 {
        return Err(Status::UvBlocked);
    }
    let subject = Subject(sha256(&[&[permissions.number()], site.as_deref().unwrap_or_default().as_bytes()]));
    let mut request = device.request(Purpose::GrantToken, subject, Gesture::Verified, call);
    if let Some(site) = &site {
        request = request.about(Site { id: Shown::new(site), name: None });
    }
    let consent = match device.ask(request, call) {
        Ok(consent) => consent,
        Err(Refusal::NotVerified) => {
            device.pin.uv_retries = device.pin.uv_retries.saturating_sub(1);
            let is_blocked = device.pin.uv_retries == 0;
            return Err(if is_blocked { Status::UvBlocked } else { Status::UvInvalid });
        }
        Err(other) => return Err(other.into()),
    };
    consent.spend(Purpose::GrantToken, subject).ok_or(Status::OperationDenied)?;
    device.pin.uv_retries = PinState::UV_RETRIES;
    Ok(give_token(device, protocol, &shared, permissions, site))
}

/// The permissions that are wanted, and the site they are for. A ceremony's need a site.
fn permissions(params: &mut Params) -> Result<(Permissions, Option<String>), Status> {
    let permissions =
        Permissions::from_number(params.required(0x09)?).ok_or(Status::UnauthorizedPermission)?;
    let site = params.optional::<String>(0x0a)?.map(site_id).transpose()?;
    if permissions.is_empty() {
        return Err(Status::InvalidParameter);
    }
    if !Permissions::KNOWN.contains(permissions) {
        return Err(Status::UnauthorizedPermission);
    }
    if permissions.intersects(Permissions::LEGACY) && site.is_none() {
        return Err(Status::MissingParameter);
    }
    Ok((permissions, site))
}

/// A new token; every earlier one ends.
fn give_token<S: CredentialStore>(
    device: &mut Authenticator<S>,
    protocol: Protocol,
    shared: &SharedSecret,
    permissions: Permissions,
    site: Option<String>,
) -> Map {
    let token = Token::new(protocol, permissions, site, device.now());
    let sealed = shared.encrypt(token.secret().expose());
    device.pin.token = Some(token);
    Map::new().with(0x02, sealed)
}
