//! What `vault.age` notes of `recovery.age`: the last version seen, and a summary without any code. It is made anew from
//! `recovery.age` whenever the two differ, so nothing here is strict.

use std::sync::Arc;

use recovery::{QuestionSummary, SetSummary, Standing, Summary};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::RecoveryDocument;
use super::event::{self, EventOut};
use super::words::Word;
use crate::Timestamp;
use crate::format::Rest;
use crate::format::object::Text;
use crate::lineage::Lineage;
use crate::wiped::{WipedBuffer, WipedJson};

/// The field `recovery` of `vault.age`.
#[derive(Clone, Debug)]
pub(crate) struct RecoverySeen {
    /// The revision of `recovery.age`.
    pub revision: u64,
    /// Its last write.
    pub last_write: Lineage,
    /// What is in it.
    pub summary: Arc<Summary>,
    /// The field word for word, because whoever does not open the compartment changes nothing of it.
    json: WipedJson,
}

object! {
    /// The field.
    struct SeenV1<'a> {
        revision: u64,
        write: &'a str,
        sets: Vec<&'a RawValue>,
        questions: Vec<&'a RawValue>,
        events: Vec<&'a RawValue>,
    }
}

object! {
    /// A set from outside.
    struct SetSummaryV1<'a> {
        id: &'a str,
        service: Text<'a>,
        account: Text<'a>,
        site: Text<'a>,
        label: Text<'a>,
        login: &'a str,
        kind: &'a str,
        effect: &'a str,
        order: &'a str,
        generated: Timestamp,
        imported: Timestamp,
        expires: Timestamp,
        superseded_by: &'a str,
        superseded: Timestamp,
        archived: Timestamp,
        unused: usize,
        reserved: usize,
        unsure: usize,
        invalid: usize,
        used: Vec<Option<Timestamp>>,
    }
}

object! {
    /// A question without its answer.
    struct QuestionSummaryV1<'a> {
        id: &'a str,
        service: Text<'a>,
        account: Text<'a>,
        login: &'a str,
        question: Text<'a>,
    }
}

impl RecoverySeen {
    /// What there is to note of a compartment. Fields of a later version stay.
    pub fn of(document: &RecoveryDocument, earlier: Option<&Self>) -> Result<Self, serde_json::Error> {
        let summary = Summary::from(&document.contents);
        let words = document.lineage.last().words();
        let earlier = earlier.and_then(|it| serde_json::from_str::<SeenV1<'_>>(it.json.as_str()).ok());
        let out = SeenOut {
            revision: document.revision,
            write: words.first().map(String::as_str),
            summary: &summary,
            rest: earlier.map(|it| it.rest.into()).unwrap_or_default(),
        };
        let mut json =
            WipedBuffer::with_capacity(1_024 + summary.sets.len() * 384 + summary.events.len() * 144);
        serde_json::to_writer(&mut json, &out)?;
        let raw: &RawValue = serde_json::from_slice(json.as_slice())?;
        Ok(Self {
            revision: document.revision,
            last_write: document.lineage.last(),
            json: raw.into(),
            summary: Arc::new(summary),
        })
    }

    /// Reads the field. What cannot be read is left out; that there is a compartment is known all the same.
    pub fn read(raw: &RawValue) -> Self {
        let found: SeenV1<'_> = serde_json::from_str(raw.get()).unwrap_or_default();
        let summary = Summary {
            sets: found.sets.unwrap_or_default().into_iter().filter_map(read_set).collect(),
            questions: found.questions.unwrap_or_default().into_iter().filter_map(read_question).collect(),
            events: found
                .events
                .unwrap_or_default()
                .into_iter()
                .filter_map(|raw| event::read(raw).ok().map(|(event, _)| event))
                .collect(),
        };
        Self {
            revision: found.revision.unwrap_or_default(),
            last_write: found.write.into_iter().collect(),
            summary: Arc::new(summary),
            json: raw.into(),
        }
    }

    /// The field as it is written.
    pub fn json(&self) -> &WipedJson {
        &self.json
    }

    /// Whether a document is older than the one this was noted of, or of another branch.
    pub fn is_ahead_of(&self, document: &RecoveryDocument) -> bool {
        document.revision < self.revision || !document.lineage.continues(&self.last_write)
    }

    /// Whether this is what there is to note of a document.
    pub fn is_of(&self, document: &RecoveryDocument) -> bool {
        self.revision == document.revision && self.last_write == document.lineage.last()
    }
}

fn owned(text: Option<Text<'_>>) -> Option<String> {
    text.map(|text| text.0.into_owned())
}

fn read_set(raw: &RawValue) -> Option<SetSummary> {
    let found: SetSummaryV1<'_> = serde_json::from_str(raw.get()).ok()?;
    let standing = match (found.superseded_by, found.superseded, found.archived) {
        (Some(by), Some(at), _) => Standing::Superseded { by: by.parse().ok()?, at: at.into() },
        (_, _, Some(at)) => Standing::Archived { at: at.into() },
        _ => Standing::Active,
    };
    Some(SetSummary {
        id: found.id?.parse().ok()?,
        service: owned(found.service),
        account: owned(found.account),
        site: owned(found.site),
        label: owned(found.label).unwrap_or_default(),
        login: found.login.and_then(|id| id.parse().ok()),
        kind: Word::of_word(found.kind?)?,
        effect: Word::of_word(found.effect?)?,
        order: Word::of_word(found.order?)?,
        generated: found.generated.map(Into::into),
        imported: found.imported?.into(),
        expires: found.expires.map(Into::into),
        standing,
        unused: found.unused.unwrap_or_default(),
        reserved: found.reserved.unwrap_or_default(),
        unsure: found.unsure.unwrap_or_default(),
        invalid: found.invalid.unwrap_or_default(),
        used: found.used.unwrap_or_default().into_iter().map(|at| at.map(Into::into)).collect(),
    })
}

fn read_question(raw: &RawValue) -> Option<QuestionSummary> {
    let found: QuestionSummaryV1<'_> = serde_json::from_str(raw.get()).ok()?;
    Some(QuestionSummary {
        id: found.id?.parse().ok()?,
        service: owned(found.service).unwrap_or_default(),
        account: owned(found.account),
        login: found.login.and_then(|id| id.parse().ok()),
        question: owned(found.question).unwrap_or_default(),
    })
}

struct SeenOut<'a> {
    revision: u64,
    write: Option<&'a str>,
    summary: &'a Summary,
    rest: Rest,
}

impl Serialize for SeenOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let Summary { sets, questions, events } = self.summary;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("revision", &self.revision)?;
        if let Some(write) = self.write {
            map.serialize_entry("write", write)?;
        }
        map.serialize_entry("sets", &Each(|| sets.iter().map(SetSummaryOut)))?;
        map.serialize_entry("questions", &Each(|| questions.iter().map(QuestionSummaryOut)))?;
        map.serialize_entry("events", &Each(|| events.iter().map(|event| EventOut { event, rest: None })))?;
        for (name, value) in self.rest.as_fields() {
            map.serialize_entry(&name, value)?;
        }
        map.end()
    }
}

/// A list that is made while it is written.
struct Each<F>(F);

impl<F: Fn() -> I, I: Iterator<Item: Serialize>> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

struct SetSummaryOut<'a>(&'a SetSummary);

impl Serialize for SetSummaryOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let set = self.0;
        let (id, login) = (set.id.to_string(), set.login.map(|id| id.to_string()));
        let (by, superseded, archived) = match &set.standing {
            Standing::Active => (None, None, None),
            Standing::Superseded { by, at } => (Some(by.to_string()), Some(*at), None),
            Standing::Archived { at } => (None, None, Some(*at)),
        };
        let some = |count: usize| Some(count).filter(|count| *count != 0);
        SetSummaryV1 {
            id: Some(&id),
            service: set.service.as_deref().map(Text::from),
            account: set.account.as_deref().map(Text::from),
            site: set.site.as_deref().map(Text::from),
            label: Some(set.label.as_str().into()).filter(|_| !set.label.is_empty()),
            login: login.as_deref(),
            kind: Some(set.kind.word()),
            effect: Some(set.effect.word()),
            order: Some(set.order.word()),
            generated: set.generated.map(Into::into),
            imported: Some(set.imported.into()),
            expires: set.expires.map(Into::into),
            superseded_by: by.as_deref(),
            superseded: superseded.map(Into::into),
            archived: archived.map(Into::into),
            unused: Some(set.unused),
            reserved: some(set.reserved),
            unsure: some(set.unsure),
            invalid: some(set.invalid),
            used: Some(set.used.iter().map(|at| at.map(Into::into)).collect())
                .filter(|used: &Vec<_>| !used.is_empty()),
            rest: Vec::new(),
        }
        .serialize(serializer)
    }
}

struct QuestionSummaryOut<'a>(&'a QuestionSummary);

impl Serialize for QuestionSummaryOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let it = self.0;
        let (id, login) = (it.id.to_string(), it.login.map(|id| id.to_string()));
        QuestionSummaryV1 {
            id: Some(&id),
            service: Some(it.service.as_str().into()),
            account: it.account.as_deref().map(Text::from),
            login: login.as_deref(),
            question: Some(it.question.as_str().into()),
            rest: Vec::new(),
        }
        .serialize(serializer)
    }
}
