//! Security questions: the answer lies with the codes, and comes out as they do.

use std::{sync::Arc, time::SystemTime};

use recovery::{CodeText, EventKind, QuestionId, SecurityQuestion};
use vault::Passphrase;
use zeroize::Zeroizing;

use super::{care::line, opening::event_of};
use crate::{ActionError, Clock, Desk};

impl Desk {
    /// Stores a question with its answer.
    ///
    /// # Errors
    /// [`ActionError::NoQuestion`], [`ActionError::Facts`], [`ActionError::Code`] for an empty answer.
    pub fn add_question(
        &mut self,
        service: &str,
        account: &str,
        question: &str,
        answer: Zeroizing<String>,
        now: SystemTime,
    ) -> Result<QuestionId, ActionError> {
        let (service, account, question) = (line(service)?, line(account)?, line(question)?);
        if service.is_empty() || question.is_empty() {
            return Err(ActionError::NoQuestion);
        }
        let stored = Arc::new(SecurityQuestion {
            id: QuestionId::random(),
            service,
            account: Some(account).filter(|account| !account.is_empty()),
            login: None,
            question,
            answer: Arc::new(CodeText::new(answer.as_str().to_owned())?),
            created: now,
            modified: now,
        });
        self.change_recovery(now, |recovery| {
            recovery.questions.push(Arc::clone(&stored));
            recovery.log.record(event_of(None, EventKind::QuestionStored, now));
            Ok(stored.id)
        })
    }

    /// The answer to a question, as it has to be typed. That it was looked at is remembered first.
    ///
    /// # Errors
    /// [`ActionError::RecoveryClosed`], [`ActionError::NoSuchQuestion`].
    pub fn answer_to(&mut self, id: QuestionId, now: SystemTime) -> Result<Zeroizing<String>, ActionError> {
        let questions = &self.recovery_contents(now)?.questions;
        let question = questions.iter().find(|it| it.id == id).ok_or(ActionError::NoSuchQuestion)?;
        let answer = Zeroizing::new(question.answer.expose().to_owned());
        self.remember_recovery(None, &EventKind::Revealed, now);
        Ok(answer)
    }

    /// Deletes a question for ever.
    ///
    /// # Errors
    /// [`ActionError::Unlock`] when the passphrase is not accepted, [`ActionError::RecoveryClosed`],
    /// [`ActionError::NoSuchQuestion`].
    pub fn delete_question(
        &mut self,
        id: QuestionId,
        passphrase: &Passphrase,
        clock: impl Clock,
    ) -> Result<(), ActionError> {
        self.verify_with_recovery_open(passphrase, &clock)?;
        let now = clock.now();
        self.change_recovery(now, |recovery| {
            let before = recovery.questions.len();
            recovery.questions.retain(|question| question.id != id);
            if recovery.questions.len() == before {
                return Err(ActionError::NoSuchQuestion);
            }
            recovery.log.record(event_of(None, EventKind::Deleted, now));
            Ok(())
        })
    }
}
