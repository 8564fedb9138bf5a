//! A request on its way to a person and back: it ends exactly once, by an answer, by its time running out, or by being
//! withdrawn. Whether the ending permits anything is `consent.rs`'s to say.

use std::sync::{Arc, Condvar, Mutex, PoisonError, Weak};
use std::time::Duration;

use crate::{Clock, Gesture, Request};

/// What the person answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Yes, for the account at this place of the request's list; 0 when there is nothing to choose.
    Yes {
        /// What the person did to say so.
        gesture: Gesture,
        /// The place of the chosen account.
        account: usize,
    },
    /// No.
    No,
    /// The person tried to be verified and failed as often as is allowed.
    NotVerified,
}

impl Decision {
    /// Yes, with nothing to choose.
    pub fn yes(gesture: Gesture) -> Self {
        Self::Yes { gesture, account: 0 }
    }
}

/// How a question ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The person answered in time.
    Answered(Decision),
    /// Nobody answered in time. An answer that comes later changes nothing.
    Expired,
    /// Whoever asked took the question back.
    Withdrawn,
}

/// The question has ended before; the answer was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This request has ended already. Start again at the site if it is still wanted.")]
pub struct AlreadyEnded(pub Ending);

/// One request, put to a person. The approver shows it and calls [`answer`](Self::answer).
#[derive(Debug)]
pub struct Question {
    request: Arc<Request>,
    ending: Mutex<Option<Ending>>,
    ended: Condvar,
}

impl Question {
    pub(crate) fn new(request: Arc<Request>) -> Arc<Self> {
        Arc::new(Self { request, ending: Mutex::new(None), ended: Condvar::new() })
    }

    /// What is asked.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// The person's answer. The first ending counts: an answer at or after the expiry makes the question expired.
    ///
    /// # Errors
    /// [`AlreadyEnded`] when the answer was not taken.
    pub fn answer(&self, decision: Decision, clock: &dyn Clock) -> Result<(), AlreadyEnded> {
        self.end(Ending::Answered(decision), clock).map_err(AlreadyEnded)
    }

    /// How it ended, if it has.
    pub fn ending(&self) -> Option<Ending> {
        *self.ending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn withdraw(&self, clock: &dyn Clock) {
        // To be taken back after it has ended is no news.
        let _ = self.end(Ending::Withdrawn, clock);
    }

    /// Ends it as `wanted`, or tells how it ended instead.
    fn end(&self, wanted: Ending, clock: &dyn Clock) -> Result<(), Ending> {
        let mut ending = self.ending.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(before) = *ending {
            return Err(before);
        }
        let is_late = clock.now() >= self.request.expires();
        *ending = Some(if is_late { Ending::Expired } else { wanted });
        self.ended.notify_all();
        if is_late { Err(Ending::Expired) } else { Ok(()) }
    }

    /// Waits for the ending. It is this call that notices that the time has run out.
    pub(crate) fn wait(&self, clock: &dyn Clock) -> Ending {
        /// A clock that is set back or stands still must not make a wait last for ever unseen.
        const LOOK_AGAIN: Duration = Duration::from_secs(1);
        let mut ending = self.ending.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(ended) = *ending {
                return ended;
            }
            match self.request.expires().duration_since(clock.now()) {
                Ok(left) if !left.is_zero() => {
                    let waited = self.ended.wait_timeout(ending, left.min(LOOK_AGAIN));
                    ending = waited.unwrap_or_else(PoisonError::into_inner).0;
                }
                _ => {
                    *ending = Some(Ending::Expired);
                    return Ending::Expired;
                }
            }
        }
    }
}

/// Takes back whatever is being asked for one transaction, and everything it would go on to ask.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<Mutex<Standing>>);

#[derive(Debug, Default)]
struct Standing {
    is_cancelled: bool,
    asked: Weak<Question>,
}

impl Cancel {
    /// A transaction that nobody has cancelled.
    pub fn new() -> Self {
        Self::default()
    }

    /// Ends the question that is being asked, if one is, and every later one of this transaction.
    pub fn cancel(&self, clock: &dyn Clock) {
        let mut standing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        standing.is_cancelled = true;
        if let Some(question) = standing.asked.upgrade() {
            question.withdraw(clock);
        }
    }

    /// Whether it was cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_cancelled
    }

    /// Whether a person is being asked just now: CTAPHID's keep-alive tells the browser so.
    pub fn is_asking(&self) -> bool {
        let standing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        standing.asked.upgrade().is_some_and(|question| question.ending().is_none())
    }

    pub(crate) fn attach(&self, question: &Arc<Question>, clock: &dyn Clock) {
        let mut standing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        standing.asked = Arc::downgrade(question);
        if standing.is_cancelled {
            question.withdraw(clock);
        }
    }
}
