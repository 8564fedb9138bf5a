//! Files made for these tests: every layout of every known service, and the layouts that unknown services use. All codes
//! are random, from a fixed seed.

use super::*;
use crate::SetKind;

mod general;
mod known;
mod maker;
mod marks;
mod odd;

use maker::Maker;

/// What a file must give.
#[derive(Debug, PartialEq)]
struct Expected {
    service: Option<String>,
    account: Option<String>,
    kind: SetKind,
    codes: Vec<String>,
    used: Vec<String>,
}

impl Expected {
    fn list(service: Option<&str>, codes: &[String]) -> Self {
        Self {
            service: service.map(str::to_owned),
            account: None,
            kind: SetKind::List,
            codes: codes.to_vec(),
            used: Vec::new(),
        }
    }

    fn key(service: Option<&str>, key: &str) -> Self {
        Self { kind: SetKind::SingleKey, ..Self::list(service, &[key.to_owned()]) }
    }

    fn account(self, account: &str) -> Self {
        Self { account: Some(account.to_owned()), ..self }
    }

    fn used(self, used: &[String]) -> Self {
        Self { used: used.to_vec(), ..self }
    }
}

fn of_set(set: &FoundSet) -> Expected {
    let codes = set.codes.iter().map(|code| code.text.expose().to_owned());
    let used = set.codes.iter().filter(|code| code.used.is_some());
    Expected {
        service: set.service.clone(),
        account: set.account.clone(),
        kind: set.kind,
        codes: codes.collect(),
        used: used.map(|code| code.text.expose().to_owned()).collect(),
    }
}

/// The only set of a file.
#[track_caller]
fn only(file: &[u8], name: Option<&str>) -> FoundSet {
    let mut reading = read(file, name).expect("it can be read");
    assert_eq!(reading.sets.len(), 1, "sets in {name:?}\n{}", String::from_utf8_lossy(file));
    reading.sets.remove(0)
}

#[track_caller]
fn reads(text: &str, name: Option<&str>, expected: Expected) {
    assert_eq!(of_set(&only(text.as_bytes(), name)), expected, "{name:?}\n{text}");
}
