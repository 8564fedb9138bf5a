//! What was found in a file as JSON, for `keepward recovery parse`. It holds the codes, so it is wiped like them.

use serde::Serialize;
use zeroize::Zeroizing;

use crate::read::{ElsewhereKind, FoundSet, Reading};
use crate::{Effect, Order, SetKind};

/// One object for one set or none, `{"sets": [...]}` for several, on one line.
///
/// `kind` is `list`, `single_key` or `none`; `codes` are as printed, and `used` are those of them that the file marks.
pub fn to_json(reading: &Reading) -> Zeroizing<String> {
    let size = 1024
        + reading
            .sets
            .iter()
            .flat_map(|set| &set.codes)
            .map(|code| code.text.expose().len() * 2 + 16)
            .sum::<usize>();
    // Room for all of it, because a buffer that grows leaves copies behind.
    let mut json = Zeroizing::new(Vec::with_capacity(size));
    let written = match reading.sets.as_slice() {
        [] => serde_json::to_writer(&mut *json, &none(reading)),
        [only] => serde_json::to_writer(&mut *json, &set(only, reading)),
        sets => {
            let sets = sets.iter().map(|found| set(found, &EMPTY)).collect();
            serde_json::to_writer(&mut *json, &Sets { sets, elsewhere: elsewhere(reading) })
        }
    };
    written.expect("texts and lists have a place in JSON, and memory takes all of it");
    Zeroizing::new(String::from_utf8(std::mem::take(&mut *json)).expect("JSON is UTF-8"))
}

static EMPTY: Reading = Reading { sets: Vec::new(), elsewhere: Vec::new(), about: None };

#[derive(Serialize)]
struct Sets<'a> {
    sets: Vec<Set<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    elsewhere: Vec<Other>,
}

#[derive(Serialize)]
struct Set<'a> {
    service: Option<&'a str>,
    account: Option<&'a str>,
    kind: &'static str,
    codes: Vec<&'a str>,
    used: Vec<&'a str>,
    single_use: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ordered: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replaced_on_use: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    generated_at: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    elsewhere: Vec<Other>,
}

/// A secret that is no recovery code: what it is and where, never itself.
#[derive(Serialize)]
struct Other {
    kind: &'static str,
    line: u32,
}

fn none(reading: &Reading) -> Set<'_> {
    Set {
        service: reading.about.as_deref(),
        account: None,
        kind: "none",
        codes: Vec::new(),
        used: Vec::new(),
        single_use: None,
        ordered: None,
        replaced_on_use: None,
        generated_at: None,
        expires_at: None,
        elsewhere: elsewhere(reading),
    }
}

fn set<'a>(found: &'a FoundSet, reading: &Reading) -> Set<'a> {
    let used = found.codes.iter().filter(|code| code.used.is_some());
    Set {
        service: found.service.as_deref(),
        account: found.account.as_deref(),
        kind: match found.kind {
            SetKind::List => "list",
            SetKind::SingleKey => "single_key",
        },
        codes: found.codes.iter().map(|code| code.text.expose()).collect(),
        used: used.map(|code| code.text.expose()).collect(),
        single_use: Some(found.effect != Effect::Reusable),
        ordered: (found.order == Order::AsPrinted).then_some(true),
        replaced_on_use: (found.effect == Effect::Replace).then_some(true),
        generated_at: found.generated.as_ref().map(|stated| stated.iso.as_str()),
        expires_at: found.expires.as_ref().map(|stated| stated.iso.as_str()),
        elsewhere: elsewhere(reading),
    }
}

fn elsewhere(reading: &Reading) -> Vec<Other> {
    let others = reading.elsewhere.iter().map(|other| Other {
        kind: match other.kind {
            ElsewhereKind::OtpAuth => "otpauth",
            ElsewhereKind::SetupKey => "setup_key",
            ElsewhereKind::AgeIdentity => "age_identity",
        },
        line: other.line,
    });
    others.collect()
}
