//! The same random sequences of requests to our core and to OpenSK: statuses, flags, the shape of answers and which
//! credential answers must be the same. Where they differ on purpose, `DIFFERENCES` says why.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic, also outside its own function"
)]

#[path = "../../../crates/fido/tests/support/mod.rs"]
mod support;

use std::collections::BTreeMap;

use fido::cbor::{Map, Value};
use fido::{Algorithm, Model, Status};
use opensk::ctap::{Channel, CtapState};
use opensk::env::test::TestEnv;
use support::{Bench, Device, HASH, flags, list, mac, new_id};

const PIN: &str = "1234";
const SITES: [&str; 2] = ["example.com", "example.org"];

struct OpenSk {
    state: CtapState<TestEnv>,
    env: TestEnv,
}

impl Device for OpenSk {
    fn exchange(&mut self, message: &[u8]) -> Vec<u8> {
        self.state.process_command(&mut self.env, message, Channel::MainHid([0x12, 0x34, 0x56, 0x78]))
    }
}

/// One of the two, with the credentials it made so far, by when they were made.
struct Side<D> {
    device: D,
    ids: Vec<Option<Vec<u8>>>,
}

#[derive(Clone, Debug)]
enum Step {
    Make {
        site: usize,
        user: u8,
        rk: Option<bool>,
        up: Option<bool>,
        uv: Option<bool>,
        exclude: Named,
        protect: Option<u8>,
        hmac: bool,
        proof: Proof,
        algorithm: i32,
    },
    Get {
        site: usize,
        named: Named,
        up: Option<bool>,
        uv: Option<bool>,
        rk: Option<bool>,
        proof: Proof,
    },
    Next,
    SetPin,
    ToggleAlwaysUv,
    Metadata,
    Blobs {
        offset: u16,
        count: u16,
    },
    Garbage(Vec<u8>),
}

#[derive(Clone, Copy, Debug)]
enum Named {
    Absent,
    Empty,
    Made(usize),
    Stranger,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Proof {
    None,
    Right,
    Wrong,
    NoProtocol,
}

/// What can be compared of an answer.
#[derive(Clone, Debug, PartialEq)]
struct Outcome {
    status: Result<(), Status>,
    flags: Option<u8>,
    keys: Vec<Value>,
    credential: Option<usize>,
    total: Option<Value>,
}

impl<D: Device> Side<D> {
    fn descriptors(&self, named: Named) -> Option<Vec<Value>> {
        match named {
            Named::Absent => None,
            Named::Empty => Some(Vec::new()),
            Named::Stranger => Some(list(&[9; 32])),
            Named::Made(which) => Some(match self.ids.get(which) {
                Some(Some(id)) => list(id),
                _ => list(&[8; 32]),
            }),
        }
    }

    fn proof(&mut self, proof: Proof, permission: u8, site: &str) -> (Option<Vec<u8>>, Option<u8>) {
        match proof {
            Proof::None => (None, None),
            Proof::NoProtocol => (Some(vec![1; 16]), None),
            Proof::Wrong => (Some(vec![1; 16]), Some(1)),
            Proof::Right => match self.device.token(PIN, permission, Some(site)) {
                Ok(token) => (Some(mac(&token, &HASH)), Some(1)),
                Err(_) => (Some(vec![2; 16]), Some(1)),
            },
        }
    }

    fn take(&mut self, step: &Step) -> Outcome {
        let answer = match step {
            Step::Make { site, user, rk, up, uv, exclude, protect, hmac, proof, algorithm } => {
                let site = SITES[*site];
                let options = Map::new().maybe("rk", *rk).maybe("up", *up).maybe("uv", *uv);
                let extensions =
                    Map::new().maybe("credProtect", *protect).maybe("hmac-secret", hmac.then_some(true));
                let wanted = Map::new().with("alg", *algorithm).with("type", "public-key");
                let (param, protocol) = self.proof(*proof, 1, site);
                let parameters = Map::new()
                    .with(1, HASH)
                    .with(2, Map::new().with("id", site))
                    .with(3, Map::new().with("id", [*user; 4]))
                    .with(4, vec![Value::from(wanted)])
                    .maybe(5, self.descriptors(*exclude))
                    .maybe(6, (!extensions.is_empty()).then_some(extensions))
                    .maybe(7, (!options.is_empty()).then_some(options))
                    .maybe(8, param)
                    .maybe(9, protocol);
                let answer = self.device.send(1, parameters);
                self.ids.push(answer.as_ref().ok().map(new_id));
                answer
            }
            Step::Get { site, named, up, uv, rk, proof } => {
                let site = SITES[*site];
                let options = Map::new().maybe("rk", *rk).maybe("up", *up).maybe("uv", *uv);
                let (param, protocol) = self.proof(*proof, 2, site);
                let parameters = Map::new()
                    .with(1, site)
                    .with(2, HASH)
                    .maybe(3, self.descriptors(*named))
                    .maybe(5, (!options.is_empty()).then_some(options))
                    .maybe(6, param)
                    .maybe(7, protocol);
                self.device.send(2, parameters)
            }
            Step::Next => raw(self.device.exchange(&[8])),
            Step::SetPin => {
                // Setting it twice is refused; `set_pin` wants it to go well.
                let info = raw(self.device.exchange(&[4])).unwrap();
                let options = info.get(4).and_then(Value::as_map).unwrap();
                if options.get("clientPin") == Some(&Value::Bool(false)) {
                    self.device.set_pin(PIN);
                }
                Ok(Map::new())
            }
            Step::ToggleAlwaysUv => {
                let message = [&[0xff; 32][..], &[0x0d, 2]].concat();
                let param = self.device.token(PIN, 0x20, None).map(|token| mac(&token, &message)).ok();
                let protocol = param.as_ref().map(|_| 1);
                self.device.send(13, Map::new().with(1, 2).maybe(3, protocol).maybe(4, param))
            }
            Step::Metadata => {
                let param = self.device.token(PIN, 4, None).map(|token| mac(&token, &[1])).ok();
                let protocol = param.as_ref().map(|_| 1);
                let answer = self.device.send(10, Map::new().with(1, 1).maybe(3, protocol).maybe(4, param));
                // How much room there is differs; how many there are must not.
                answer.map(|mut map| {
                    map.take(2);
                    map
                })
            }
            Step::Blobs { offset, count } => {
                self.device.send(12, Map::new().with(1, u32::from(*count)).with(3, u32::from(*offset)))
            }
            Step::Garbage(bytes) => raw(self.device.exchange(bytes)),
        };
        self.outcome(step, answer)
    }

    fn outcome(&self, step: &Step, answer: Result<Map, Status>) -> Outcome {
        let status = answer.as_ref().map(|_| ()).map_err(|status| *status);
        let map = answer.unwrap_or_default();
        let signs = matches!(step, Step::Make { .. } | Step::Get { .. } | Step::Next) && !map.is_empty();
        let id = map.get(1).and_then(Value::as_map).and_then(|map| map.get("id")?.as_bytes());
        let total = match step {
            Step::Metadata => map.get(1).cloned(),
            _ => map.get(5).cloned(),
        };
        Outcome {
            status,
            flags: signs.then(|| flags(&map)),
            keys: map.iter().map(|(key, _)| key.clone()).collect(),
            credential: id.and_then(|id| self.ids.iter().rposition(|made| made.as_deref() == Some(id))),
            total,
        }
    }
}

fn raw(answer: Vec<u8>) -> Result<Map, Status> {
    match answer.split_first() {
        Some((0, [])) => Ok(Map::new()),
        Some((0, bytes)) => Ok(Value::read(bytes).unwrap().as_map().unwrap().clone()),
        Some((code, _)) => Err(Status::from_code(*code).unwrap_or(Status::Other)),
        None => panic!("no answer"),
    }
}

/// What we do otherwise on purpose.
type Difference = (&'static str, fn(&Step, &Outcome, &Outcome) -> bool);

const DIFFERENCES: &[Difference] = &[
    ("an empty list of credentials counts as none here: clients of old send one", |step, ours, theirs| {
        matches!(step, Step::Get { named: Named::Empty, .. })
            && theirs.status == Err(Status::NoCredentials)
            && ours.status != theirs.status
    }),
    ("of several faults of one request either may be told", |step, ours, theirs| {
        ours.status.is_err() && theirs.status.is_err() && faults(step) > 1
    }),
    ("rk has no place in a sign-in: CTAP 2.2 §6.2.2 step 4 says UNSUPPORTED_OPTION", |step, ours, _| {
        matches!(step, Step::Get { rk: Some(_), .. }) && ours.status == Err(Status::UnsupportedOption)
    }),
    ("a protection level that does not exist is a wrong value, not a wrong type", |step, ours, theirs| {
        matches!(step, Step::Make { protect: Some(4), .. })
            && ours.status.is_err()
            && theirs.status == Err(Status::CborUnexpectedType)
    }),
    ("reading behind the end of the large blobs is INVALID_PARAMETER: CTAP 2.2 §6.10.2", |step, ours, _| {
        matches!(step, Step::Blobs { offset: 18.., .. }) && ours.status == Err(Status::InvalidParameter)
    }),
    ("a message without parameters lacks them: both refuse it, by other names", |step, ours, theirs| {
        matches!(step, Step::Garbage(bytes) if bytes.len() < 2)
            && ours.status.is_err()
            && theirs.status.is_err()
    }),
];

/// How many things are wrong with a request, whatever the state of the authenticator; a proof may be.
fn faults(step: &Step) -> usize {
    let count = |faults: &[bool]| faults.iter().filter(|fault| **fault).count();
    match step {
        Step::Make { rk, up, uv, protect, proof, algorithm, .. } => count(&[
            *rk == Some(true),
            *up == Some(false),
            *uv == Some(true),
            *protect == Some(4),
            *proof != Proof::None,
            *algorithm != -7,
        ]),
        Step::Get { rk, uv, named, proof, .. } => {
            count(&[rk.is_some(), *uv == Some(true), !matches!(named, Named::Absent), *proof != Proof::None])
        }
        _ => 0,
    }
}

struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn maybe(&mut self) -> Option<bool> {
        [None, None, Some(false), Some(true)][self.below(4)]
    }

    fn named(&mut self) -> Named {
        match self.below(6) {
            0 | 1 => Named::Absent,
            2 => Named::Empty,
            3 => Named::Stranger,
            _ => Named::Made(self.below(8)),
        }
    }

    fn proof(&mut self) -> Proof {
        [Proof::None, Proof::None, Proof::Right, Proof::Right, Proof::Wrong, Proof::NoProtocol][self.below(6)]
    }

    fn step(&mut self) -> Step {
        let site = self.below(SITES.len());
        match self.below(20) {
            0..=6 => Step::Make {
                site,
                user: u8::try_from(self.below(3)).unwrap(),
                rk: self.maybe(),
                up: self.maybe(),
                uv: self.maybe(),
                exclude: self.named(),
                protect: [None, None, Some(1), Some(2), Some(3), Some(4)][self.below(6)],
                hmac: self.below(2) == 0,
                proof: self.proof(),
                algorithm: [-7, -7, -7, -999][self.below(4)],
            },
            7..=13 => Step::Get {
                site,
                named: self.named(),
                up: self.maybe(),
                uv: self.maybe(),
                rk: [None, None, None, Some(false)][self.below(4)],
                proof: self.proof(),
            },
            14 | 15 => Step::Next,
            16 => Step::SetPin,
            17 => Step::ToggleAlwaysUv,
            18 => Step::Metadata,
            _ if self.below(2) == 0 => Step::Blobs {
                offset: [0, 5, 17, 18][self.below(4)],
                count: [0, 10, 17, 960, 9_000][self.below(5)],
            },
            _ => {
                let pool: [&[u8]; 8] = [
                    &[],
                    &[0xee],
                    &[1],
                    &[1, 0xa0],
                    &[2, 0xa1, 1, 1],
                    &[2, 0xbf, 0xff],
                    &[6, 0xa1, 2, 0x18, 1],
                    &[1, 0xa1, 1, 0x58],
                ];
                Step::Garbage(pool[self.below(pool.len())].to_vec())
            }
        }
    }
}

#[test]
fn random_sequences_end_the_same_in_opensk() {
    let (mut explained, mut unexplained) = (BTreeMap::new(), Vec::new());
    let mut steps = 0;
    for seed in 0..150 {
        let mut random = Random(seed);
        let model = Model { algorithms: vec![Algorithm::Es256], ..Model::security_key() };
        let mut env = TestEnv::default();
        let mut ours = Side { device: Bench::new(model), ids: Vec::new() };
        let mut theirs = Side { device: OpenSk { state: CtapState::new(&mut env), env }, ids: Vec::new() };
        let mut history = Vec::new();
        for _ in 0..30 {
            let step = random.step();
            let (mine, other) = (ours.take(&step), theirs.take(&step));
            steps += 1;
            if mine == other {
                if mine.status.is_ok() {
                    history.push(step);
                }
                continue;
            }
            match DIFFERENCES.iter().find(|(_, holds)| holds(&step, &mine, &other)) {
                Some((why, _)) => *explained.entry(*why).or_insert(0) += 1,
                None => unexplained.push(format!(
                    "seed {seed}, after {history:?}: {step:?}\n  ours {mine:?}\n  theirs {other:?}"
                )),
            }
            // If one of them did something, the two are in different states from here on.
            if mine.status.is_ok() || other.status.is_ok() {
                break;
            }
        }
    }
    println!("{steps} steps; explained: {explained:#?}");
    assert!(
        unexplained.is_empty(),
        "{} differ, the first:\n{}",
        unexplained.len(),
        unexplained[..unexplained.len().min(12)].join("\n")
    );
}
