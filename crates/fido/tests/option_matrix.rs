//! Every combination of what a client may ask of a ceremony and of what the authenticator is: each cell has its answer,
//! worked out here from the text of CTAP 2.2 §6.1.2 and §6.2.2 and not from the code. And in every cell: a signature says
//! of the person what the person did, and nobody is asked twice.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic, also outside its own function"
)]

mod support;

use approval::{Decision, Gesture, Step};
use fido::cbor::{Map, Value};
use fido::{BuiltInVerification, ClientPin, Model, Status};
use support::{Bench, Device as _, HASH, SITE, flags, list, mac, make, new_id};

const PIN: &str = "1234";
const MAYBE: [Option<bool>; 3] = [None, Some(false), Some(true)];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Device {
    Bare,
    WithPin,
    Verifying,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Proof {
    None,
    Right,
    Wrong,
    OfAnotherSite,
    WithoutPermission,
}

const DEVICES: [Device; 3] = [Device::Bare, Device::WithPin, Device::Verifying];
const PROOFS: [Proof; 5] =
    [Proof::None, Proof::Right, Proof::Wrong, Proof::OfAnotherSite, Proof::WithoutPermission];
/// What the person does when asked.
const GESTURES: [Gesture; 2] = [Gesture::Present, Gesture::Verified];

fn bench(device: Device) -> Bench {
    let key = Model::security_key();
    let model = match device {
        Device::Verifying => {
            Model { verification: BuiltInVerification::Inline, client_pin: ClientPin::Absent, ..key }
        }
        Device::Bare | Device::WithPin => key,
    };
    Bench::new(model)
}

fn set_up(bench: &mut Bench, device: Device, always_uv: bool) {
    if always_uv {
        use fido::CredentialStore;
        bench.device.store_mut().change_device(&mut |state| state.always_uv = true).unwrap();
    }
    if device == Device::WithPin {
        bench.set_pin(PIN);
    }
}

/// The proof for a ceremony that needs `permission`; a device without PIN gives no token, so there it is noise.
fn prove(bench: &mut Bench, device: Device, proof: Proof, permission: u8) -> Option<Vec<u8>> {
    let (site, permission) = match proof {
        Proof::None => return None,
        Proof::Right | Proof::Wrong => (SITE, permission),
        Proof::OfAnotherSite => ("example.org", permission),
        Proof::WithoutPermission => (SITE, permission ^ 3),
    };
    let token = match device {
        Device::WithPin => bench.token(PIN, permission, Some(site)).unwrap(),
        Device::Bare | Device::Verifying => vec![9; 32],
    };
    let key = if proof == Proof::Wrong { vec![8; 32] } else { token };
    Some(mac(&key, &HASH))
}

fn options(rk: Option<bool>, up: Option<bool>, uv: Option<bool>) -> Map {
    Map::new().maybe("rk", rk).maybe("up", up).maybe("uv", uv)
}

#[test]
fn every_cell_of_make_credential() {
    let mut cells = 0;
    for device in DEVICES {
        for (rk, up, uv) in triples() {
            for proof in PROOFS {
                for always_uv in [false, true] {
                    for gesture in GESTURES {
                        let cell = (device, rk, up, uv, proof, always_uv, gesture);
                        let mut bench = bench(device);
                        set_up(&mut bench, device, always_uv);
                        bench.person.otherwise(Step::Answer(Decision::yes(gesture)));
                        let param = prove(&mut bench, device, proof, 1);
                        let version = param.as_ref().map(|_| 1);
                        let parameters = make(1, options(rk, up, uv)).maybe(8, param).maybe(9, version);
                        bench.asked();
                        let got = bench.send(0x01, parameters);
                        let asked = bench.asked();
                        let expected = made(device, rk, up, uv, proof, always_uv, gesture);
                        assert_eq!(
                            got.as_ref().map(|answer| flags(answer) & 0x05),
                            expected.as_ref().copied(),
                            "{cell:?}"
                        );
                        let is_asked = got.is_ok() || (expected == Err(Status::OperationDenied));
                        assert_eq!(asked.len(), usize::from(is_asked), "{cell:?} asks {asked:?}");
                        cells += 1;
                    }
                }
            }
        }
    }
    assert_eq!(cells, 3 * 27 * 5 * 2 * 2);
}

fn triples() -> impl Iterator<Item = (Option<bool>, Option<bool>, Option<bool>)> {
    MAYBE.into_iter().flat_map(|rk| MAYBE.into_iter().flat_map(move |up| MAYBE.map(|uv| (rk, up, uv))))
}

/// §6.1.2, in the order of its steps: the flags UP and UV, or the status.
fn made(
    device: Device,
    rk: Option<bool>,
    up: Option<bool>,
    uv: Option<bool>,
    proof: Proof,
    always_uv: bool,
    gesture: Gesture,
) -> Result<u8, Status> {
    // Step 5.
    if up == Some(false) {
        return Err(Status::InvalidOption);
    }
    let has_proof = proof != Proof::None;
    let mut uv = uv == Some(true) && !has_proof;
    if uv && device != Device::Verifying {
        return Err(Status::InvalidOption);
    }
    // Step 6.
    if always_uv && !has_proof && !uv {
        match device {
            Device::Verifying => uv = true,
            Device::Bare | Device::WithPin => return Err(Status::PuatRequired),
        }
    }
    // Step 7: only a discoverable credential needs verification, where there is any.
    if rk == Some(true) && !has_proof && !uv {
        match device {
            Device::Bare => {}
            Device::WithPin => return Err(Status::PuatRequired),
            // Ours asks the person instead of sending the client away.
            Device::Verifying => uv = true,
        }
    }
    // Step 11.
    match (device, proof) {
        (_, Proof::None) => {}
        (Device::WithPin, Proof::Right) => return Ok(0x05),
        (Device::Bare, _) => return Err(Status::PinNotSet),
        _ => return Err(Status::PinAuthInvalid),
    }
    match (uv, gesture) {
        (true, Gesture::Present) => Err(Status::OperationDenied),
        (true, Gesture::Verified) => Ok(0x05),
        // A person who was verified without need was verified all the same, where that is the approver's to say.
        (false, Gesture::Verified) if device == Device::Verifying => Ok(0x05),
        (false, _) => Ok(0x01),
    }
}

#[test]
fn every_cell_of_get_assertion() {
    let mut cells = 0;
    for device in DEVICES {
        for (named, up, uv) in MAYBE
            .into_iter()
            .flat_map(|named| MAYBE.into_iter().flat_map(move |up| MAYBE.map(|uv| (named, up, uv))))
        {
            for level in 1..=3_u8 {
                for proof in PROOFS {
                    for always_uv in [false, true] {
                        for gesture in GESTURES {
                            let cell = (device, named, up, uv, level, proof, always_uv, gesture);
                            let mut bench = bench(device);
                            let protect = Map::new().with("credProtect", level);
                            let parameters = make(1, Map::new().with("rk", true)).with(6, protect);
                            let id = new_id(&bench.send(0x01, parameters).unwrap());
                            set_up(&mut bench, device, always_uv);
                            bench.person.otherwise(Step::Answer(Decision::yes(gesture)));
                            let param = prove(&mut bench, device, proof, 2);
                            let version = param.as_ref().map(|_| 1);
                            // No list, an empty one, and one that names it.
                            let allowed = named.map(|named| if named { list(&id) } else { Vec::new() });
                            let given = options(None, up, uv);
                            let parameters = Map::new()
                                .with(1, SITE)
                                .with(2, HASH)
                                .maybe(3, allowed.map(Value::from))
                                .maybe(5, (!given.is_empty()).then_some(given))
                                .maybe(6, param)
                                .maybe(7, version);
                            bench.asked();
                            let got = bench.send(0x02, parameters);
                            let asked = bench.asked();
                            let expected =
                                signed(device, named == Some(true), up, uv, level, proof, always_uv, gesture);
                            assert_eq!(
                                got.as_ref().map(|answer| flags(answer) & 0x05),
                                expected.as_ref().copied(),
                                "{cell:?}"
                            );
                            let may_ask = up != Some(false);
                            let is_asked =
                                may_ask && (got.is_ok() || expected == Err(Status::OperationDenied));
                            assert_eq!(asked.len(), usize::from(is_asked), "{cell:?} asks {asked:?}");
                            cells += 1;
                        }
                    }
                }
            }
        }
    }
    assert_eq!(cells, 3 * 27 * 3 * 5 * 2 * 2);
}

/// §6.2.2, in the order of its steps: the flags UP and UV, or the status.
#[expect(clippy::too_many_arguments, reason = "they are the axes of the table")]
fn signed(
    device: Device,
    is_named: bool,
    up: Option<bool>,
    uv: Option<bool>,
    level: u8,
    proof: Proof,
    always_uv: bool,
    gesture: Gesture,
) -> Result<u8, Status> {
    let is_silent = up == Some(false);
    let has_proof = proof != Proof::None;
    // Step 4.
    let mut uv = uv == Some(true) && !has_proof;
    if uv && device != Device::Verifying {
        return Err(Status::InvalidOption);
    }
    // Step 5.
    if always_uv && !is_silent && !has_proof && !uv {
        match device {
            Device::Verifying => uv = true,
            Device::Bare | Device::WithPin => return Err(Status::PuatRequired),
        }
    }
    // Step 6.
    match (device, proof) {
        (_, Proof::None) | (Device::WithPin, Proof::Right) => {}
        (Device::Bare, _) => return Err(Status::PinNotSet),
        _ => return Err(Status::PinAuthInvalid),
    }
    // Nobody is verified without being asked.
    if is_silent && uv {
        return Err(Status::InvalidOption);
    }
    // Step 7.
    let is_verified = uv || has_proof;
    let is_found = match level {
        1 => true,
        2 => is_named || is_verified,
        _ => is_verified,
    };
    if !is_found {
        return Err(Status::NoCredentials);
    }
    let by_token = if has_proof { 0x04 } else { 0 };
    if is_silent {
        return Ok(by_token);
    }
    match (uv, gesture) {
        (true, Gesture::Present) => Err(Status::OperationDenied),
        (true, Gesture::Verified) => Ok(0x05),
        (false, Gesture::Verified) if device == Device::Verifying => Ok(0x05),
        (false, _) => Ok(0x01 | by_token),
    }
}
