//! A set of recovery codes as it is in the file.
//!
//! What is strict here: a code whose state cannot be read might be handed out twice, so its whole set is set aside.

use std::collections::HashMap;
use std::sync::Arc;

use data_encoding::HEXLOWER;
use recovery::{CodeState, CodeText, RecoveryCode, RecoverySet, SetId, Source, Standing};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::words::Word;
use crate::Timestamp;
use crate::format::Rest;
use crate::format::object::{RestOf, Text};
use crate::set_aside::RecordDamage::{self, Bad, Malformed, Missing};

object! {
    /// One set.
    struct SetV1<'a> {
        id: &'a str,
        service: Text<'a>,
        account: Text<'a>,
        site: Text<'a>,
        label: Text<'a>,
        login: &'a str,
        kind: &'a str,
        effect: &'a str,
        order: &'a str,
        regeneration: &'a str,
        generated: Timestamp,
        imported: Timestamp,
        modified: Timestamp,
        expires: Timestamp,
        source: SourceV1<'a>,
        superseded: SupersededV1<'a>,
        archived: Timestamp,
        codes: Vec<CodeV1<'a>>,
    }
}

object! {
    /// Where it came from.
    struct SourceV1<'a> {
        file_name: Text<'a>,
        sha256: &'a str,
    }
}

object! {
    /// What took its place.
    struct SupersededV1<'a> {
        by: &'a str,
        at: Timestamp,
    }
}

object! {
    /// One code with its present state.
    struct CodeV1<'a> {
        number: u32,
        code: Text<'a>,
        state: &'a str,
        at: Timestamp,
        note: Text<'a>,
        past: Vec<StateV1<'a>>,
    }
}

object! {
    /// A state that a code had before.
    struct StateV1<'a> {
        state: &'a str,
        at: Timestamp,
        note: Text<'a>,
    }
}

/// The unknown fields of sets.
#[derive(Default)]
pub(super) struct SetRests(HashMap<SetId, SetRest>);

/// The unknown fields of one set and all that is in it.
#[derive(Default)]
pub(super) struct SetRest {
    set: Rest,
    source: Rest,
    superseded: Rest,
    /// By the code they were found with, which lives here as long: they stay with it whatever its place becomes.
    codes: HashMap<usize, (Arc<CodeText>, CodeRest)>,
}

#[derive(Default)]
struct CodeRest {
    code: Rest,
    past: Vec<(CodeState, Rest)>,
}

impl SetRests {
    pub fn keep(&mut self, id: SetId, rest: SetRest) {
        let SetRest { set, source, superseded, codes } = &rest;
        if !(set.is_empty() && source.is_empty() && superseded.is_empty() && codes.is_empty()) {
            self.0.insert(id, rest);
        }
    }
}

/// Reads a set.
pub(super) fn read(raw: &RawValue) -> Result<(RecoverySet, SetRest), RecordDamage> {
    let found: SetV1<'_> = serde_json::from_str(raw.get()).map_err(|_| Malformed)?;
    let owned = |text: Option<Text<'_>>| text.map(|text| text.0.into_owned());
    let mut rest = SetRest { set: found.rest.into(), ..SetRest::default() };
    let modified = found.modified.ok_or(Missing("modified"))?;
    let source = match found.source {
        Some(source) => {
            rest.source = source.rest.into();
            Some(Source {
                file_name: source.file_name.map(|text| text.0.into_owned()).unwrap_or_default(),
                sha256: source.sha256.and_then(digest).ok_or(Bad("source"))?,
            })
        }
        None => None,
    };
    let standing = match (found.superseded, found.archived) {
        (Some(superseded), _) => {
            rest.superseded = superseded.rest.into();
            Standing::Superseded {
                by: superseded.by.and_then(|id| id.parse().ok()).ok_or(Bad("superseded"))?,
                at: superseded.at.ok_or(Bad("superseded"))?.into(),
            }
        }
        (None, Some(at)) => Standing::Archived { at: at.into() },
        (None, None) => Standing::Active,
    };
    let mut codes = Vec::new();
    for code in found.codes.ok_or(Missing("codes"))? {
        let (code, of_code) = read_code(code)?;
        if !(of_code.code.is_empty() && of_code.past.is_empty()) {
            let text = Arc::clone(&code.text);
            rest.codes.insert(Arc::as_ptr(&text).addr(), (text, of_code));
        }
        codes.push(code);
    }
    let set = RecoverySet {
        id: found.id.ok_or(Missing("id"))?.parse().map_err(|_| Bad("id"))?,
        service: owned(found.service),
        account: owned(found.account),
        site: owned(found.site),
        label: owned(found.label).unwrap_or_default(),
        login: found.login.map(str::parse).transpose().map_err(|_| Bad("login"))?,
        kind: word(found.kind, "kind")?,
        effect: word(found.effect, "effect")?,
        order: word(found.order, "order")?,
        regeneration: word(found.regeneration, "regeneration")?,
        generated: found.generated.map(Into::into),
        imported: found.imported.unwrap_or(modified).into(),
        modified: modified.into(),
        expires: found.expires.map(Into::into),
        source,
        standing,
        codes,
    };
    Ok((set, rest))
}

fn word<W: Word>(word: Option<&str>, field: &'static str) -> Result<W, RecordDamage> {
    W::of_word(word.ok_or(Missing(field))?).ok_or(Bad(field))
}

fn digest(hex: &str) -> Option<[u8; 32]> {
    HEXLOWER.decode(hex.as_bytes()).ok()?.try_into().ok()
}

fn read_code(found: CodeV1<'_>) -> Result<(RecoveryCode, CodeRest), RecordDamage> {
    let text = found.code.ok_or(Missing("code"))?.0.into_owned();
    let text = Arc::new(CodeText::new(text).map_err(|_| Bad("code"))?);
    let mut rest = CodeRest { code: found.rest.into(), ..CodeRest::default() };
    let mut past = Vec::new();
    for before in found.past.unwrap_or_default() {
        let state = read_state(before.state, before.at, before.note)?;
        let unknown = Rest::from(before.rest);
        if !unknown.is_empty() {
            rest.past.push((state.clone(), unknown));
        }
        past.push(state);
    }
    let state = read_state(found.state, found.at, found.note)?;
    Ok((RecoveryCode { number: found.number, text, state, past }, rest))
}

fn read_state(
    state: Option<&str>,
    at: Option<Timestamp>,
    note: Option<Text<'_>>,
) -> Result<CodeState, RecordDamage> {
    let moment = at.map(Into::into);
    let note = note.map(|note| note.0.into_owned()).unwrap_or_default();
    Ok(match state.ok_or(Missing("state"))? {
        "unused" => CodeState::Unused,
        "reserved" => CodeState::Reserved { at: moment.ok_or(Missing("at"))? },
        "used" => CodeState::Used { at: moment, note },
        "invalid" => CodeState::Invalid { at: moment.ok_or(Missing("at"))?, note },
        "unsure" => CodeState::Unsure { at: moment.ok_or(Missing("at"))? },
        _ => return Err(Bad("state")),
    })
}

/// Service and account of a record that may be damaged anywhere, for the person to recognise it.
pub(super) fn name_of(raw: &RawValue) -> Option<String> {
    object! {
        /// Only what may be shown.
        struct NameV1<'a> {
            service: &'a RawValue,
            account: &'a RawValue,
            label: &'a RawValue,
        }
    }
    let found: NameV1<'_> = serde_json::from_str(raw.get()).ok()?;
    let text = |raw: Option<&RawValue>| {
        serde_json::from_str::<String>(raw?.get()).ok().filter(|text| !text.is_empty())
    };
    let name = text(found.label).or_else(|| text(found.service));
    match (name, text(found.account)) {
        (Some(name), Some(account)) => Some(format!("{name} ({account})")),
        (name, account) => name.or(account),
    }
}

/// A set on its way into the file.
pub(super) struct SetOut<'a> {
    pub set: &'a RecoverySet,
    pub rests: &'a SetRests,
}

impl Serialize for SetOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (set, rest) = (self.set, self.rests.0.get(&self.set.id));
        let (id, login) = (set.id.to_string(), set.login.map(|id| id.to_string()));
        let digest = set.source.as_ref().map(|source| HEXLOWER.encode(&source.sha256)).unwrap_or_default();
        let by = match &set.standing {
            Standing::Superseded { by, .. } => by.to_string(),
            Standing::Active | Standing::Archived { .. } => String::new(),
        };
        let mut out = SetV1 {
            id: Some(&id),
            service: set.service.as_deref().map(Text::from),
            account: set.account.as_deref().map(Text::from),
            site: set.site.as_deref().map(Text::from),
            label: some(&set.label),
            login: login.as_deref(),
            kind: Some(set.kind.word()),
            effect: Some(set.effect.word()),
            order: Some(set.order.word()),
            regeneration: Some(set.regeneration.word()),
            generated: set.generated.map(Into::into),
            imported: Some(set.imported.into()),
            modified: Some(set.modified.into()),
            expires: set.expires.map(Into::into),
            source: set.source.as_ref().map(|source| SourceV1 {
                file_name: Some(source.file_name.as_str().into()),
                sha256: Some(&digest),
                rest: fields(rest.map(|rest| &rest.source)),
            }),
            codes: Some(set.codes.iter().map(|code| code_out(code, rest)).collect()),
            rest: fields(rest.map(|rest| &rest.set)),
            ..SetV1::default()
        };
        match &set.standing {
            Standing::Active => {}
            Standing::Archived { at } => out.archived = Some((*at).into()),
            Standing::Superseded { at, .. } => {
                out.superseded = Some(SupersededV1 {
                    by: Some(&by),
                    at: Some((*at).into()),
                    rest: fields(rest.map(|rest| &rest.superseded)),
                });
            }
        }
        out.serialize(serializer)
    }
}

fn some(text: &str) -> Option<Text<'_>> {
    (!text.is_empty()).then(|| text.into())
}

fn fields(rest: Option<&Rest>) -> RestOf<'_> {
    rest.map(Rest::as_fields).unwrap_or_default()
}

fn code_out<'a>(code: &'a RecoveryCode, rest: Option<&'a SetRest>) -> CodeV1<'a> {
    let rest = rest.and_then(|rest| rest.codes.get(&Arc::as_ptr(&code.text).addr())).map(|(_, rest)| rest);
    let past = code.past.iter().map(|before| {
        let kept = rest.into_iter().flat_map(|rest| &rest.past).find(|(state, _)| state == before);
        StateV1 { rest: fields(kept.map(|(_, rest)| rest)), ..state_out(before) }
    });
    let StateV1 { state, at, note, .. } = state_out(&code.state);
    CodeV1 {
        number: code.number,
        code: Some(code.text.expose().into()),
        state,
        at,
        note,
        past: (!code.past.is_empty()).then(|| past.collect()),
        rest: fields(rest.map(|rest| &rest.code)),
    }
}

fn state_out(state: &CodeState) -> StateV1<'_> {
    let (state, at, note) = match state {
        CodeState::Unused => ("unused", None, ""),
        CodeState::Reserved { at } => ("reserved", Some(*at), ""),
        CodeState::Used { at, note } => ("used", *at, note.as_str()),
        CodeState::Invalid { at, note } => ("invalid", Some(*at), note.as_str()),
        CodeState::Unsure { at } => ("unsure", Some(*at), ""),
    };
    StateV1 { state: Some(state), at: at.map(Into::into), note: some(note), rest: RestOf::new() }
}
