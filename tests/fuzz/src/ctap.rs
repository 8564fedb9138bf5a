//! Whole sequences of CTAP2 and U2F messages, well-formed ones with something changed and plain noise, while time goes by
//! and the person says this or that: nothing panics, every answer is one, and no signature says that somebody was there
//! or was verified who was not.
#![no_main]

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use approval::{Decision, Ending, FixedClock, Gesture, ScriptedApprover, Step};
use fido::cbor::{Map, Value};
use fido::{
    Attestation, Authenticator, BuiltInVerification, Call, ClientPin, MemoryCredentials, Model, ResetRule,
    Status, TestAuthority, U2f,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut noise = Noise(bytes);
    let verifies = noise.byte() & 1 == 1;
    let clock = Arc::new(FixedClock::new(UNIX_EPOCH + Duration::from_secs(1_000_000)));
    let person = Arc::new(ScriptedApprover::always(Arc::clone(&clock), Step::Answer(Decision::No)));
    let mut device =
        Authenticator::new(model(verifies), MemoryCredentials::new(3), person.clone(), clock.clone());
    // An identifier that exists, for lists.
    let mut known = vec![0; 32];
    for _ in 0..24 {
        if noise.0.is_empty() {
            return;
        }
        person.otherwise(match noise.byte() & 7 {
            0 => Step::Answer(Decision::No),
            1 => Step::Answer(Decision::NotVerified),
            2 => Step::AnswerAfter(Duration::from_secs(60), Decision::yes(Gesture::Verified)),
            3 => Step::Answer(Decision::Yes { gesture: Gesture::Present, account: 7 }),
            4 | 5 => Step::Answer(Decision::yes(Gesture::Present)),
            _ => Step::Answer(Decision::yes(Gesture::Verified)),
        });
        let command = noise.byte() % 16;
        let message = match command {
            0 => noise.rest(64),
            14 => {
                device.power_cycle();
                continue;
            }
            15 => {
                let length = usize::from(noise.byte());
                let apdu = noise.rest(length);
                let answer = device.handle_u2f(&apdu, &Call::unknown());
                assert!(answer.len() >= 2, "an answer to U2F ends in two bytes");
                continue;
            }
            _ => changed(command, &mut noise, &known),
        };
        let answer = device.handle(&message, &Call::unknown());
        let asked = person.take_asked();
        let yes = asked.iter().find_map(|asked| match asked.ending {
            Some(Ending::Answered(Decision::Yes { gesture, .. })) => Some(gesture),
            _ => None,
        });
        let (status, body) = answer.split_first().expect("an answer has a status");
        if *status != 0 {
            assert!(Status::from_code(*status).is_some() && body.is_empty(), "{status:#x}");
            continue;
        }
        if body.is_empty() {
            continue;
        }
        let answer = Value::read(body).expect("what we say is canonical");
        let code = message.first().copied().unwrap_or_default();
        let Some(data) = answer.as_map().and_then(|map| map.get(2)?.as_bytes()) else { continue };
        if matches!(code, 1 | 2) && data.len() >= 37 {
            let flags = data.get(32).copied().unwrap_or_default();
            assert!(flags & 1 == 0 || yes.is_some(), "nobody was there");
            // No token can be had here: the noise knows no PIN.
            assert!(flags & 4 == 0 || (verifies && yes == Some(Gesture::Verified)), "nobody was verified");
            assert!(code != 1 || flags & 1 == 1, "a credential without anybody");
            if let (1, Some(id)) = (code, data.get(55..87)) {
                known = id.to_vec();
            }
        }
        clock.advance(Duration::from_millis(u64::from(noise.byte()) * 100));
    }
});

fn model(verifies: bool) -> Model {
    let (verification, client_pin) = match verifies {
        true => (BuiltInVerification::Inline, ClientPin::Absent),
        false => (BuiltInVerification::Absent, ClientPin::Supported),
    };
    let key = Model::security_key();
    let batch = TestAuthority::generate().and_then(|authority| authority.batch(key.aaguid));
    Model {
        verification,
        client_pin,
        attestation: batch.map_or(Attestation::Own, Attestation::Batch),
        u2f: U2f::Supported,
        reset: ResetRule::Always,
        // RSA keys take a second each here.
        algorithms: fido::Algorithm::ALL.into_iter().take(3).collect(),
        ..key
    }
}

/// A good message of `command`, with some parameters changed, added or taken out.
fn changed(command: u8, noise: &mut Noise<'_>, known: &[u8]) -> Vec<u8> {
    let descriptor = || Value::from(Map::new().with("id", known).with("type", "public-key"));
    let algorithm = Value::from(Map::new().with("alg", -7).with("type", "public-key"));
    let mut map = match command {
        1 => Map::new()
            .with(1, [1; 32])
            .with(2, Map::new().with("id", "example.com"))
            .with(3, Map::new().with("id", vec![noise.byte() & 3 | 1]))
            .with(4, vec![algorithm])
            .with(7, Map::new().with("rk", noise.byte() & 1 == 1)),
        2 => Map::new().with(1, "example.com").with(2, [1; 32]),
        6 => Map::new().with(1, 1 + (noise.byte() & 1)).with(2, noise.byte() & 15),
        10 => Map::new().with(1, noise.byte() & 7),
        12 => Map::new().with(1, 100).with(3, 0),
        13 => Map::new().with(1, noise.byte() & 3),
        _ => Map::new(),
    };
    for _ in 0..noise.byte() & 3 {
        let key = noise.byte() & 15;
        let value = match noise.byte() & 3 {
            0 => {
                map.take(key);
                continue;
            }
            1 => Value::from(vec![descriptor()]),
            _ => value(noise, 0),
        };
        map = map.with(key, value);
    }
    [vec![command], Value::from(map).to_bytes()].concat()
}

/// The words that commands know.
const WORDS: &[&str] = &[
    "rk",
    "up",
    "uv",
    "id",
    "type",
    "name",
    "public-key",
    "alg",
    "hmac-secret",
    "hmac-secret-mc",
    "credProtect",
    "credBlob",
    "largeBlobKey",
    "minPinLength",
    "example.com",
    "none",
];

fn value(noise: &mut Noise<'_>, depth: u8) -> Value {
    match noise.byte() % if depth < 3 { 9 } else { 7 } {
        0 => Value::Bool(noise.byte() & 1 == 1),
        1 => Value::from(noise.byte()),
        2 => Value::from(-i64::from(noise.byte()) - 1),
        3 => {
            let length = usize::from(noise.byte()) % 70;
            Value::from(noise.rest(length))
        }
        4 => Value::Null,
        5 | 6 => word(noise),
        7 => {
            let count = noise.byte() & 3;
            Value::Array((0..count).map(|_| value(noise, depth + 1)).collect())
        }
        _ => {
            let count = noise.byte() & 3;
            (0..count).fold(Map::new(), |map, _| map.with(word(noise), value(noise, depth + 1))).into()
        }
    }
}

fn word(noise: &mut Noise<'_>) -> Value {
    let place = usize::from(noise.byte());
    WORDS.get(place % WORDS.len()).copied().unwrap_or_default().into()
}

struct Noise<'n>(&'n [u8]);

impl Noise<'_> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    fn rest(&mut self, most: usize) -> Vec<u8> {
        let (taken, rest) = self.0.split_at(most.min(self.0.len()));
        self.0 = rest;
        taken.to_vec()
    }
}
