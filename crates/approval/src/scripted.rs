//! An approver that follows a script, for tests and simulated devices. It never stands before somebody's vault.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::{Approver, Clock, Decision, Ending, FixedClock, Gesture, Purpose, Question, RequestId};

/// What the scripted person does next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Answers at once.
    Answer(Decision),
    /// Answers after so long; only with a clock that can be moved.
    AnswerAfter(Duration, Decision),
    /// Never answers: the question ends when the clock says so, or when it is withdrawn.
    Ignore,
}

/// What was asked, for a test to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which request.
    pub id: RequestId,
    /// What for.
    pub purpose: Purpose,
    /// What was needed.
    pub needs: Gesture,
    /// The site, as it was shown.
    pub site: Option<String>,
    /// The accounts, as they were shown.
    pub accounts: Vec<String>,
    /// How it ended, once it has.
    pub ending: Option<Ending>,
}

/// Answers by a script; when that is at its end, always the same.
#[derive(Debug)]
pub struct ScriptedApprover<C> {
    clock: C,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    script: VecDeque<Step>,
    otherwise: Step,
    asked: Vec<Asked>,
}

impl<C: Clock> ScriptedApprover<C> {
    /// Somebody who does `otherwise` whatever is asked.
    pub fn always(clock: C, otherwise: Step) -> Self {
        Self { clock, state: Mutex::new(State { script: VecDeque::new(), otherwise, asked: Vec::new() }) }
    }

    /// Adds a step to the end of the script.
    pub fn then(&self, step: Step) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).script.push_back(step);
    }

    /// What this person does when the script is at its end.
    pub fn otherwise(&self, step: Step) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).otherwise = step;
    }

    /// Everything that was asked since the last call.
    pub fn take_asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner).asked)
    }

    fn next(&self, question: &Question) -> Step {
        let request = question.request();
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.asked.push(Asked {
            id: request.id(),
            purpose: request.purpose(),
            needs: request.needs(),
            site: request.site().map(|site| site.id.to_string()),
            accounts: request.accounts().iter().map(|account| account.name.to_string()).collect(),
            ending: None,
        });
        state.script.pop_front().unwrap_or_else(|| state.otherwise.clone())
    }
}

/// A clock that a script may move.
pub trait Movable {
    /// Lets `by` go by, if this clock can be moved.
    fn pass(&self, by: Duration);
}

impl Movable for FixedClock {
    fn pass(&self, by: Duration) {
        self.advance(by);
    }
}

impl Movable for crate::SystemClock {
    /// The system's clock goes by itself.
    fn pass(&self, _: Duration) {}
}

impl<M: Movable + ?Sized> Movable for Arc<M> {
    fn pass(&self, by: Duration) {
        (**self).pass(by);
    }
}

impl<C: Clock + Movable> Approver for ScriptedApprover<C> {
    fn show(&self, question: Arc<Question>) {
        let decision = match self.next(&question) {
            Step::Answer(decision) => decision,
            Step::AnswerAfter(delay, decision) => {
                self.clock.pass(delay);
                decision
            }
            Step::Ignore => return,
        };
        // Too late is an ending as good as any: it is seen in `ended`.
        let _ = question.answer(decision, &self.clock);
    }

    fn ended(&self, question: &Question, ending: Ending) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let id = question.request().id();
        if let Some(asked) = state.asked.iter_mut().find(|asked| asked.id == id) {
            asked.ending = Some(ending);
        }
    }
}
