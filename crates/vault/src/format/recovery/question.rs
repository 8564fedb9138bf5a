//! A security question and its answer as they are in the file.

use std::collections::HashMap;
use std::sync::Arc;

use recovery::{CodeText, QuestionId, SecurityQuestion};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::Timestamp;
use crate::format::Rest;
use crate::format::object::Text;
use crate::set_aside::RecordDamage::{self, Bad, Malformed, Missing};

object! {
    /// One question.
    struct QuestionV1<'a> {
        id: &'a str,
        service: Text<'a>,
        account: Text<'a>,
        login: &'a str,
        question: Text<'a>,
        answer: Text<'a>,
        created: Timestamp,
        modified: Timestamp,
    }
}

/// The unknown fields of questions.
#[derive(Default)]
pub(super) struct QuestionRests(HashMap<QuestionId, Rest>);

impl QuestionRests {
    pub fn keep(&mut self, id: QuestionId, rest: Rest) {
        if !rest.is_empty() {
            self.0.insert(id, rest);
        }
    }
}

/// Reads a question.
pub(super) fn read(raw: &RawValue) -> Result<(SecurityQuestion, Rest), RecordDamage> {
    let found: QuestionV1<'_> = serde_json::from_str(raw.get()).map_err(|_| Malformed)?;
    let owned = |text: Option<Text<'_>>| text.map(|text| text.0.into_owned());
    let modified = found.modified.ok_or(Missing("modified"))?;
    let answer = found.answer.ok_or(Missing("answer"))?.0.into_owned();
    let question = SecurityQuestion {
        id: found.id.ok_or(Missing("id"))?.parse().map_err(|_| Bad("id"))?,
        service: owned(found.service).unwrap_or_default(),
        account: owned(found.account),
        login: found.login.map(str::parse).transpose().map_err(|_| Bad("login"))?,
        question: owned(found.question).unwrap_or_default(),
        answer: Arc::new(CodeText::new(answer).map_err(|_| Bad("answer"))?),
        created: found.created.unwrap_or(modified).into(),
        modified: modified.into(),
    };
    Ok((question, found.rest.into()))
}

/// A question on its way into the file.
pub(super) struct QuestionOut<'a> {
    pub question: &'a SecurityQuestion,
    pub rests: &'a QuestionRests,
}

impl Serialize for QuestionOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let it = self.question;
        let (id, login) = (it.id.to_string(), it.login.map(|id| id.to_string()));
        QuestionV1 {
            id: Some(&id),
            service: Some(it.service.as_str().into()),
            account: it.account.as_deref().map(Text::from),
            login: login.as_deref(),
            question: Some(it.question.as_str().into()),
            answer: Some(it.answer.expose().into()),
            created: Some(it.created.into()),
            modified: Some(it.modified.into()),
            rest: self.rests.0.get(&it.id).map(Rest::as_fields).unwrap_or_default(),
        }
        .serialize(serializer)
    }
}
