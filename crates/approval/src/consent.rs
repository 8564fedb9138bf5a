//! Asking, and the proof of a yes. A [`Consent`] exists only because [`ask`] got an answer in time to that very request.

use std::fmt;
use std::sync::Arc;

use thiserror::Error;

use crate::{Cancel, Clock, Decision, Ending, Gesture, Purpose, Question, Request, Subject};

/// Shows questions to a person.
pub trait Approver: Send + Sync {
    /// Shows the question. Returns without waiting: the answer goes to [`Question::answer`] from any thread.
    fn show(&self, question: Arc<Question>);

    /// The question has ended; a window that shows it closes, and says so if it was not the person who ended it.
    fn ended(&self, question: &Question, ending: Ending);
}

impl<A: Approver + ?Sized> Approver for Arc<A> {
    fn show(&self, question: Arc<Question>) {
        (**self).show(question);
    }

    fn ended(&self, question: &Question, ending: Ending) {
        (**self).ended(question, ending);
    }
}

/// Why there is no consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The person said no.
    #[error("You said no. Start again at the site if that was not what you meant.")]
    Denied,
    /// Less was done than the request needs, or verification failed for good.
    #[error("You were not verified. Start again at the site, and give the passphrase when you are asked.")]
    NotVerified,
    /// Nobody answered in time.
    #[error("The request ran out of time. Start again at the site.")]
    Expired,
    /// Whoever asked took it back.
    #[error("The program that asked took its request back. Start again at the site if it is still wanted.")]
    Withdrawn,
    /// The site already has a passkey here and wanted no second one.
    #[error("This site already has a passkey here. Sign in with it instead of making another.")]
    CredentialExcluded,
}

/// Proof of consent to one request. Made only by [`ask`], not `Clone`, consumed by what it permits: it cannot be replayed.
pub struct Consent {
    request: Arc<Request>,
    gesture: Gesture,
    account: usize,
}

impl Consent {
    /// What the person did: no less than the request needs.
    pub fn gesture(&self) -> Gesture {
        self.gesture
    }

    /// The place of the chosen account in the request's list; within that list when it has any.
    pub fn account(&self) -> usize {
        self.account
    }

    /// What was consented to.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// Spends the consent on `subject`: what the person did, if that is what was asked.
    pub fn spend(self, purpose: Purpose, subject: Subject) -> Option<Gesture> {
        let is_the_same = self.request.purpose() == purpose && self.request.subject() == subject;
        is_the_same.then_some(self.gesture)
    }
}

impl fmt::Debug for Consent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Consent").field("request", &self.request.id()).finish_non_exhaustive()
    }
}

/// Puts `request` to the person and waits until it ends.
///
/// # Errors
/// A [`Refusal`] for every ending but a yes in time that did what was needed.
pub fn ask(
    approver: &dyn Approver,
    clock: &dyn Clock,
    request: Request,
    cancel: &Cancel,
) -> Result<Consent, Refusal> {
    let request = Arc::new(request);
    let question = Question::new(Arc::clone(&request));
    cancel.attach(&question, clock);
    if question.ending().is_none() {
        approver.show(Arc::clone(&question));
    }
    let ending = question.wait(clock);
    approver.ended(&question, ending);
    let is_excluded = request.purpose() == Purpose::AlreadyRegistered;
    let (gesture, account) = match ending {
        // CTAP 2.2 §6.1.2 step 12: whatever the answer. Only where verification is needed to learn of a credential does a
        // lesser answer tell nothing of it.
        Ending::Answered(_) if is_excluded && request.needs() == Gesture::Present => {
            return Err(Refusal::CredentialExcluded);
        }
        Ending::Answered(Decision::Yes { gesture, account }) => (gesture, account),
        Ending::Answered(Decision::No) => return Err(Refusal::Denied),
        Ending::Answered(Decision::NotVerified) => return Err(Refusal::NotVerified),
        Ending::Expired => return Err(Refusal::Expired),
        Ending::Withdrawn => return Err(Refusal::Withdrawn),
    };
    if gesture < request.needs() {
        return Err(Refusal::NotVerified);
    }
    if is_excluded {
        return Err(Refusal::CredentialExcluded);
    }
    // A choice outside the list is no choice of what was shown.
    if account != 0 && account >= request.accounts().len() {
        return Err(Refusal::Denied);
    }
    Ok(Consent { request, gesture, account })
}
