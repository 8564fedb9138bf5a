//! What is inside `recovery.age`, and what `vault.age` notes of it.
//!
//! The text of a code or an answer is exposed here (in `set` and `question`) and nowhere else in this room.

mod event;
mod question;
mod seen;
mod set;
mod words;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use ::recovery::{Event, EventLog, Recovery};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use self::event::EventOut;
use self::question::{QuestionOut, QuestionRests};
pub(crate) use self::seen::RecoverySeen;
use self::set::{SetOut, SetRests};
use super::head::{RecipientV1, lineage, read_recipients, recipients_out};
use super::list::{ListOut, read_list};
use super::{Recipients, Rest, VERSION};
use crate::VaultId;
use crate::lineage::Lineage;
use crate::set_aside::{DamagedRecord, List, RecordDamage};
use crate::wiped::WipedBuffer;

/// The first line of defence against reading something else.
pub(super) const FORMAT: &str = "keepward-recovery";

/// Everything inside `recovery.age`.
#[derive(Clone)]
pub(crate) struct RecoveryDocument {
    /// The vault it belongs to.
    pub vault_id: VaultId,
    /// One more with every save.
    pub revision: u64,
    /// The last writes, by which copies are told apart.
    pub lineage: Lineage,
    /// The revision of `vault.age` when this was written.
    pub vault_revision: u64,
    /// Who can decrypt the file.
    pub recipients: Recipients,
    /// The records that could be read.
    pub contents: Recovery,
    /// The records that could not.
    pub set_aside: Arc<[DamagedRecord]>,
    /// Fields of a later version in the records.
    pub unknown: Arc<RecoveryRests>,
    /// Fields of a later version in the whole.
    pub rest: Rest,
}

/// The unknown fields of records, which are types of another room and cannot carry them.
#[derive(Default)]
pub(crate) struct RecoveryRests {
    sets: SetRests,
    questions: QuestionRests,
    events: HashMap<EventKey, Vec<(Event, Rest)>>,
}

type EventKey = (std::time::SystemTime, Option<::recovery::SetId>, Option<usize>);

fn key_of(event: &Event) -> EventKey {
    (event.at, event.set, event.code)
}

object! {
    /// The whole plaintext.
    struct RecoveryV1<'a> {
        format: &'a str,
        version: u64,
        vault_id: &'a str,
        revision: u64,
        writes: &'a RawValue,
        vault_revision: u64,
        recipients: Vec<RecipientV1<'a>>,
        sets: Vec<&'a RawValue>,
        questions: Vec<&'a RawValue>,
        log: Vec<&'a RawValue>,
    }
}

/// Reads a plaintext of this version; `None` when it is not one.
pub(super) fn read(text: &str) -> Option<RecoveryDocument> {
    let found: RecoveryV1<'_> = serde_json::from_str(text).ok()?;
    if found.format? != FORMAT || found.version? != VERSION {
        return None;
    }
    let mut aside = Vec::new();
    let mut ids = HashSet::new();
    let mut unique = |id: [u8; 16]| ids.insert(id).then_some(()).ok_or(RecordDamage::SameId);
    let sets = found.sets.unwrap_or_default();
    let sets = read_list(&sets, List::Sets, &mut aside, set::name_of, set::read, |(set, _)| {
        unique(*set.id.as_bytes())
    });
    let questions = found.questions.unwrap_or_default();
    let questions =
        read_list(&questions, List::Questions, &mut aside, set::name_of, question::read, |(it, _)| {
            unique(*it.id.as_bytes())
        });
    let log = found.log.unwrap_or_default();
    let log = read_list(&log, List::Log, &mut aside, |_| None, event::read, |_| Ok(()));
    let mut unknown = RecoveryRests::default();
    let mut contents = Recovery::default();
    for (set, rest) in sets {
        unknown.sets.keep(set.id, rest);
        contents.sets.push(Arc::new(set));
    }
    for (question, rest) in questions {
        unknown.questions.keep(question.id, rest);
        contents.questions.push(Arc::new(question));
    }
    let log = log.into_iter().map(|(event, rest)| {
        if !rest.is_empty() {
            unknown.events.entry(key_of(&event)).or_default().push((event.clone(), rest));
        }
        event
    });
    contents.log = log.collect::<EventLog>();
    Some(RecoveryDocument {
        vault_id: found.vault_id?.parse().ok()?,
        revision: found.revision?,
        lineage: found.writes.map(lineage).unwrap_or_default(),
        vault_revision: found.vault_revision.unwrap_or_default(),
        recipients: read_recipients(found.recipients?)?,
        contents,
        set_aside: aside.into(),
        unknown: Arc::new(unknown),
        rest: found.rest.into(),
    })
}

/// Writes a plaintext of this version: compact, known fields first.
pub(super) fn write(document: &RecoveryDocument) -> Result<WipedBuffer, serde_json::Error> {
    let codes: usize = document.contents.sets.iter().map(|set| 4 + set.codes.len()).sum();
    let events = document.contents.log.iter().len();
    let mut out = WipedBuffer::with_capacity(8_192 + codes * 96 + events * 144);
    serde_json::to_writer(&mut out, &RecoveryOut(document))?;
    Ok(out)
}

struct RecoveryOut<'a>(&'a RecoveryDocument);

impl Serialize for RecoveryOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let RecoveryDocument { contents, set_aside, unknown, .. } = self.0;
        let sets = ListOut {
            list: List::Sets,
            set_aside,
            records: || contents.sets.iter().map(|set| SetOut { set, rests: &unknown.sets }),
        };
        let questions = ListOut {
            list: List::Questions,
            set_aside,
            records: || {
                contents.questions.iter().map(|question| QuestionOut { question, rests: &unknown.questions })
            },
        };
        let log = ListOut {
            list: List::Log,
            set_aside,
            records: || contents.log.iter().map(|event| EventOut { event, rest: unknown.of_event(event) }),
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("format", FORMAT)?;
        map.serialize_entry("version", &VERSION)?;
        map.serialize_entry("vault_id", &self.0.vault_id.to_string())?;
        map.serialize_entry("revision", &self.0.revision)?;
        map.serialize_entry("writes", &self.0.lineage.words())?;
        map.serialize_entry("vault_revision", &self.0.vault_revision)?;
        map.serialize_entry("recipients", &recipients_out(&self.0.recipients))?;
        map.serialize_entry("sets", &sets)?;
        map.serialize_entry("questions", &questions)?;
        map.serialize_entry("log", &log)?;
        for (name, value) in self.0.rest.as_fields() {
            map.serialize_entry(&name, value)?;
        }
        map.end()
    }
}

impl RecoveryRests {
    fn of_event(&self, event: &Event) -> Option<&Rest> {
        if self.events.is_empty() {
            return None;
        }
        self.events.get(&key_of(event))?.iter().find(|(kept, _)| kept == event).map(|(_, rest)| rest)
    }
}
