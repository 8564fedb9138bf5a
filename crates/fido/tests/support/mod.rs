//! A client of a few lines, and a person who follows a script: what every test of this room needs.
#![allow(dead_code, reason = "each test program uses its own part")]

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use approval::{Asked, Decision, FixedClock, Gesture, ScriptedApprover, Step};
use aws_lc_rs::agreement::{self, ECDH_P256, PrivateKey, UnparsedPublicKey};
use aws_lc_rs::{digest, hmac};
use fido::cbor::{Map, Value};
use fido::{Authenticator, Call, CredentialStore, MemoryCredentials, Model, Status};

pub const SITE: &str = "example.com";
pub const HASH: [u8; 32] = [1; 32];

/// An authenticator, its clock, and the person before it.
pub struct Bench<S = MemoryCredentials> {
    pub device: Authenticator<S>,
    pub clock: Arc<FixedClock>,
    pub person: Arc<ScriptedApprover<Arc<FixedClock>>>,
}

impl Bench {
    pub fn new(model: Model) -> Self {
        Self::over(model, MemoryCredentials::new(100))
    }
}

/// Whatever answers CTAP2, with what a client does to get a token.
pub trait Device {
    /// Sends a message; the bytes of the answer.
    fn exchange(&mut self, message: &[u8]) -> Vec<u8>;

    /// Sends a command; the map of the answer, empty if there is none.
    fn send(&mut self, code: u8, parameters: Map) -> Result<Map, Status> {
        let message = [vec![code], Value::from(parameters).to_bytes()].concat();
        let answer = self.exchange(&message);
        match answer.split_first().expect("an answer has a status") {
            (0, []) => Ok(Map::new()),
            (0, bytes) => Ok(Value::read(bytes).expect("our own CBOR").as_map().expect("a map").clone()),
            (code, rest) => {
                assert!(rest.is_empty(), "a failure says nothing more");
                Err(Status::from_code(*code).expect("a status of the specification"))
            }
        }
    }

    /// The secret that is shared with the device, in protocol one, and our public key.
    fn shared(&mut self) -> ([u8; 32], Value) {
        let answer = self.send(0x06, Map::new().with(1, 1).with(2, 2)).unwrap();
        let theirs = answer.get(1).and_then(Value::as_map).unwrap();
        let half = |key: i64| theirs.get(key).and_then(Value::as_bytes).unwrap().to_vec();
        let point = [vec![4], half(-2), half(-3)].concat();
        let ours = PrivateKey::generate(&ECDH_P256).unwrap();
        let public = ours.compute_public_key().unwrap();
        let secret = agreement::agree(&ours, UnparsedPublicKey::new(&ECDH_P256, point), (), |z| {
            Ok(digest::digest(&digest::SHA256, z).as_ref().try_into().unwrap())
        });
        let (x, y) = public.as_ref()[1..].split_at(32);
        let key = Map::new().with(1, 2).with(3, -25).with(-1, 1).with(-2, x).with(-3, y);
        (secret.unwrap(), key.into())
    }

    /// Sets the PIN, in protocol one.
    fn set_pin(&mut self, pin: &str) {
        let (secret, key) = self.shared();
        let mut padded = pin.as_bytes().to_vec();
        padded.resize(64, 0);
        let sealed = cbc(&secret, &padded, Direction::Seal);
        let proof = mac(&secret, &sealed);
        let parameters = Map::new().with(1, 1).with(2, 3).with(3, key).with(4, proof).with(5, sealed);
        self.send(0x06, parameters).unwrap();
    }

    /// A token with these permissions, by the PIN.
    fn token(&mut self, pin: &str, permissions: u8, site: Option<&str>) -> Result<Vec<u8>, Status> {
        let (secret, key) = self.shared();
        let hash = digest::digest(&digest::SHA256, pin.as_bytes());
        let sealed = cbc(&secret, &hash.as_ref()[..16], Direction::Seal);
        let parameters = Map::new()
            .with(1, 1)
            .with(2, 9)
            .with(3, key)
            .with(6, sealed)
            .with(9, permissions)
            .maybe(10, site);
        let answer = self.send(0x06, parameters)?;
        Ok(cbc(&secret, answer.get(2).and_then(Value::as_bytes).unwrap(), Direction::Open))
    }
}

impl<S: CredentialStore> Bench<S> {
    pub fn over(model: Model, store: S) -> Self {
        let clock = Arc::new(FixedClock::new(UNIX_EPOCH + Duration::from_secs(1_800_000_000)));
        let yes = Step::Answer(Decision::yes(Gesture::Verified));
        let person = Arc::new(ScriptedApprover::always(Arc::clone(&clock), yes));
        let device = Authenticator::new(model, store, person.clone(), clock.clone());
        Self { device, clock, person }
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.person.take_asked()
    }
}

impl<S: CredentialStore> Device for Bench<S> {
    fn exchange(&mut self, message: &[u8]) -> Vec<u8> {
        self.device.handle(message, &Call::unknown())
    }
}

/// The first half of an HMAC, as protocol one proves.
pub fn mac(key: &[u8], message: &[u8]) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), message).as_ref()[..16].to_vec()
}

enum Direction {
    Seal,
    Open,
}

/// AES-256-CBC with a zero vector, block by block.
fn cbc(key: &[u8; 32], bytes: &[u8], direction: Direction) -> Vec<u8> {
    use aes::cipher::{BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};
    let cipher = aes::Aes256::new(&(*key).into());
    let mut before = [0; 16];
    let mut out = Vec::new();
    for chunk in bytes.chunks(16) {
        let chunk: [u8; 16] = chunk.try_into().unwrap();
        let mut block = chunk.into();
        match direction {
            Direction::Seal => {
                let mixed: Vec<u8> = chunk.iter().zip(before).map(|(one, two)| one ^ two).collect();
                block = <[u8; 16]>::try_from(mixed).unwrap().into();
                cipher.encrypt_block(&mut block);
                before = block.into();
                out.extend(block);
            }
            Direction::Open => {
                cipher.decrypt_block(&mut block);
                out.extend(block.iter().zip(before).map(|(one, two)| one ^ two));
                before = chunk;
            }
        }
    }
    out
}

/// Parameters of authenticatorMakeCredential for ES256.
pub fn make(user: u8, options: Map) -> Map {
    let wanted = vec![Value::from(Map::new().with("alg", -7).with("type", "public-key"))];
    Map::new()
        .with(1, HASH)
        .with(2, Map::new().with("id", SITE).with("name", "Example"))
        .with(3, Map::new().with("id", [user; 8]).with("name", "ann").with("displayName", "Ann"))
        .with(4, wanted)
        .maybe(7, (!options.is_empty()).then_some(options))
}

/// The identifier in a new credential's authenticator data.
pub fn new_id(answer: &Map) -> Vec<u8> {
    let data = answer.get(2).and_then(Value::as_bytes).unwrap();
    let length = usize::from(u16::from_be_bytes([data[53], data[54]]));
    data[55..55 + length].to_vec()
}

/// The flags in the authenticator data of an answer.
pub fn flags(answer: &Map) -> u8 {
    answer.get(2).and_then(Value::as_bytes).unwrap()[32]
}

/// A list of one descriptor.
pub fn list(id: &[u8]) -> Vec<Value> {
    vec![Map::new().with("id", id).with("type", "public-key").into()]
}
