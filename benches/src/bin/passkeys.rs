//! Registrations and sign-ins with ES256, in process, with 10, 1,000 and 10,000 credentials stored, beside
//! `passkey-authenticator`. No wire, no disk, no person: the cost of the core alone.
#![expect(clippy::indexing_slicing, clippy::panic, reason = "a figure that cannot be taken is no figure")]

use std::hint::black_box;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, UNIX_EPOCH};

use approval::{Decision, FixedClock, Gesture, ScriptedApprover, Step};
use fido::cbor::{Map, Value};
use fido::{Attestation, Authenticator, BuiltInVerification, Call, MemoryCredentials, Model};
use keepward_bench::{Contender, print, race};
use passkey_authenticator::{Authenticator as Peer, MemoryStore, UiHint, UserCheck, UserValidationMethod};
use passkey_crypto::aws_lc_rs::AwsLcRsBackend;
use passkey_types::Passkey;
use passkey_types::ctap2::{Aaguid, Ctap2Error, get_assertion, make_credential};

/// One run of a contender: enough that a timer is no part of the figure.
const CEREMONIES: u32 = 50;

fn main() {
    for stored in [10, 1_000, 10_000] {
        let mut ours = Ours::with(stored);
        let mut registering = Ours::with(stored);
        let mut theirs = Theirs::with(stored);
        let mut also_theirs = Theirs::with(stored);
        let mut contenders = [
            Contender::new("passkey-authenticator, register", || also_theirs.register()),
            Contender::new("fido, register", || registering.register()),
            Contender::new("passkey-authenticator, sign in", || theirs.sign_in()),
            Contender::new("fido, sign in", || ours.sign_in()),
        ];
        race(20, &mut contenders);
        print(&format!("{CEREMONIES} ceremonies with ES256, {stored} credentials stored"), &contenders);
        for contender in &contenders {
            println!("  {:.0} a second", f64::from(CEREMONIES) / contender.quickest().as_secs_f64());
        }
    }
}

/// The parameters of a registration, the same for both.
fn registration(site: &str, user: u32) -> Map {
    let wanted = vec![Value::from(Map::new().with("alg", -7).with("type", "public-key"))];
    Map::new()
        .with(1, [1; 32])
        .with(2, Map::new().with("id", site).with("name", site))
        .with(3, Map::new().with("id", user.to_be_bytes()).with("name", "ann").with("displayName", "Ann"))
        .with(4, wanted)
        .with(7, Map::new().with("rk", true).with("up", true).with("uv", true))
}

/// The parameters of a sign-in, the same for both.
fn sign_in(site: &str, id: &[u8]) -> Map {
    let named = vec![Value::from(Map::new().with("id", id).with("type", "public-key"))];
    let options = Map::new().with("up", true).with("uv", true);
    Map::new().with(1, site).with(2, [1; 32]).with(3, named).with(5, options)
}

/// The identifier in a new credential's authenticator data.
fn new_id(data: &[u8]) -> Vec<u8> {
    let length = usize::from(u16::from_be_bytes([data[53], data[54]]));
    data[55..55 + length].to_vec()
}

fn site(number: u32) -> String {
    format!("site-{number}.example")
}

struct Ours {
    device: Authenticator<MemoryCredentials>,
    ids: Vec<Vec<u8>>,
}

impl Ours {
    fn with(stored: u32) -> Self {
        let clock = Arc::new(FixedClock::new(UNIX_EPOCH + Duration::from_secs(1_800_000_000)));
        let yes = Step::Answer(Decision::yes(Gesture::Verified));
        let person = Arc::new(ScriptedApprover::always(Arc::clone(&clock), yes));
        let model = Model {
            verification: BuiltInVerification::Inline,
            // As the peer answers.
            attestation: Attestation::None,
            ..Model::security_key()
        };
        let device = Authenticator::new(model, MemoryCredentials::new(1_000_000), person.clone(), clock);
        let mut ours = Self { device, ids: Vec::new() };
        (0..stored).for_each(|number| ours.make(number));
        // The script notes what was asked; a person does not.
        person.take_asked();
        ours
    }

    fn make(&mut self, number: u32) {
        let answer = self.send(1, registration(&site(number), number));
        let data = answer.as_map().and_then(|map| map.get(2)?.as_bytes()).expect("authenticator data");
        self.ids.push(new_id(data));
    }

    fn register(&mut self) {
        let first = u32::try_from(self.ids.len()).expect("not that many");
        (first..first + CEREMONIES).for_each(|number| self.make(number));
    }

    fn sign_in(&mut self) {
        for number in (0..CEREMONIES).map(|number| number % 10) {
            let id = self.ids[usize::try_from(number).expect("it is small")].clone();
            black_box(self.send(2, sign_in(&site(number), &id)));
        }
    }

    fn send(&mut self, command: u8, map: Map) -> Value {
        let message = [vec![command], Value::from(map).to_bytes()].concat();
        let answer = self.device.handle(&message, &Call::unknown());
        let (status, body) = answer.split_first().expect("an answer has a status");
        assert_eq!(*status, 0, "the ceremony goes well");
        Value::read(body).expect("our own CBOR")
    }
}

struct Theirs {
    device: Peer<MemoryStore, Person, AwsLcRsBackend>,
    ids: Vec<Vec<u8>>,
}

impl Theirs {
    fn with(stored: u32) -> Self {
        let device = Peer::new(Aaguid::new_empty(), MemoryStore::new(), Person, AwsLcRsBackend);
        let mut theirs = Self { device, ids: Vec::new() };
        (0..stored).for_each(|number| theirs.make(number));
        theirs
    }

    fn make(&mut self, number: u32) {
        let message = Value::from(registration(&site(number), number)).to_bytes();
        let request: make_credential::Request = ciborium::from_reader(&message[..]).expect("its CBOR");
        let Ok(answer) = now(self.device.make_credential(request)) else { panic!("the ceremony goes well") };
        let mut bytes = Vec::new();
        ciborium::into_writer(&answer, &mut bytes).expect("an answer can be written");
        black_box(bytes);
        self.ids.push(new_id(&answer.auth_data.to_vec()));
    }

    fn register(&mut self) {
        let first = u32::try_from(self.ids.len()).expect("not that many");
        (first..first + CEREMONIES).for_each(|number| self.make(number));
    }

    fn sign_in(&mut self) {
        for number in (0..CEREMONIES).map(|number| number % 10) {
            let id = self.ids[usize::try_from(number).expect("it is small")].clone();
            let message = Value::from(sign_in(&site(number), &id)).to_bytes();
            let request: get_assertion::Request = ciborium::from_reader(&message[..]).expect("its CBOR");
            let Ok(answer) = now(self.device.get_assertion(request)) else {
                panic!("the ceremony goes well")
            };
            let mut bytes = Vec::new();
            ciborium::into_writer(&answer, &mut bytes).expect("an answer can be written");
            black_box(bytes);
        }
    }
}

/// The result of something that never waits.
fn now<T>(future: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(result) => result,
        Poll::Pending => panic!("nothing here waits"),
    }
}

/// Says yes.
struct Person;

#[async_trait::async_trait]
impl UserValidationMethod for Person {
    type PasskeyItem = Passkey;

    async fn check_user<'a>(
        &self,
        _: UiHint<'a, Passkey>,
        _: bool,
        _: bool,
    ) -> Result<UserCheck, Ctap2Error> {
        Ok(UserCheck { presence: true, verification: true })
    }

    fn is_presence_enabled(&self) -> bool {
        true
    }

    fn is_verification_enabled(&self) -> Option<bool> {
        Some(true)
    }
}
