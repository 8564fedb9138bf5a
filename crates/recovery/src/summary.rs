//! What may be known of the recovery compartment without opening it: which sets there are, how many codes are left, what
//! was done. It holds no code, no answer and nothing a code could be told from.

use std::time::SystemTime;

use crate::{
    CodeState, Effect, Event, LoginId, Order, QuestionId, Recovery, RecoverySet, SecurityQuestion, SetId,
    SetKind, Standing,
};

/// The compartment from outside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Every set.
    pub sets: Vec<SetSummary>,
    /// Every security question, without its answer.
    pub questions: Vec<QuestionSummary>,
    /// The newest [`Summary::EVENTS`] events, oldest first.
    pub events: Vec<Event>,
}

impl Summary {
    /// How many events it carries.
    pub const EVENTS: usize = 500;

    /// The set with this id.
    pub fn set(&self, id: SetId) -> Option<&SetSummary> {
        self.sets.iter().find(|set| set.id == id)
    }
}

/// One set from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetSummary {
    /// Names the set.
    pub id: SetId,
    /// See [`RecoverySet::service`].
    pub service: Option<String>,
    /// See [`RecoverySet::account`].
    pub account: Option<String>,
    /// See [`RecoverySet::site`].
    pub site: Option<String>,
    /// See [`RecoverySet::label`].
    pub label: String,
    /// See [`RecoverySet::login`].
    pub login: Option<LoginId>,
    /// Many codes or one key.
    pub kind: SetKind,
    /// What using one does.
    pub effect: Effect,
    /// Whether they are asked for in an order.
    pub order: Order,
    /// When the service made it.
    pub generated: Option<SystemTime>,
    /// When it was stored here.
    pub imported: SystemTime,
    /// When its codes stop working.
    pub expires: Option<SystemTime>,
    /// Whether it is the one in force.
    pub standing: Standing,
    /// How many codes can be handed out.
    pub unused: usize,
    /// How many were handed out and not answered for.
    pub reserved: usize,
    /// How many may have worked.
    pub unsure: usize,
    /// How many the service refused, or that went out of force.
    pub invalid: usize,
    /// When each spent code was spent; `None` when a file said only that it was.
    pub used: Vec<Option<SystemTime>>,
}

/// One security question from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionSummary {
    /// Names the question.
    pub id: QuestionId,
    /// The service.
    pub service: String,
    /// The login name there.
    pub account: Option<String>,
    /// The login it belongs to.
    pub login: Option<LoginId>,
    /// What is asked.
    pub question: String,
}

/// How much is left of a set that is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Low {
    /// Nothing can be handed out any more.
    Empty,
    /// Two codes or fewer, or a fifth of the set or less.
    Low,
    /// Enough.
    Enough,
}

impl SetSummary {
    /// How many codes the set has, whatever became of them.
    pub fn total(&self) -> usize {
        self.unused + self.reserved + self.unsure + self.invalid + self.used.len()
    }

    /// How much is left. A single key that still works is enough.
    pub fn low(&self) -> Low {
        match (self.unused, self.kind) {
            (0, _) => Low::Empty,
            (_, SetKind::SingleKey) => Low::Enough,
            (left, SetKind::List) if left <= 2 || left * 5 <= self.total() => Low::Low,
            _ => Low::Enough,
        }
    }
}

impl From<&Recovery> for Summary {
    fn from(recovery: &Recovery) -> Self {
        Self {
            sets: recovery.sets.iter().map(|set| SetSummary::from(&**set)).collect(),
            questions: recovery.questions.iter().map(|it| QuestionSummary::from(&**it)).collect(),
            events: recovery.log.newest(Self::EVENTS).to_vec(),
        }
    }
}

impl From<&RecoverySet> for SetSummary {
    fn from(set: &RecoverySet) -> Self {
        let count = |is: fn(&CodeState) -> bool| set.codes.iter().filter(|code| is(&code.state)).count();
        let used = set.codes.iter().filter_map(|code| match &code.state {
            CodeState::Used { at, .. } => Some(*at),
            _ => None,
        });
        Self {
            id: set.id,
            service: set.service.clone(),
            account: set.account.clone(),
            site: set.site.clone(),
            label: set.label.clone(),
            login: set.login,
            kind: set.kind,
            effect: set.effect,
            order: set.order,
            generated: set.generated,
            imported: set.imported,
            expires: set.expires,
            standing: set.standing,
            unused: count(|state| *state == CodeState::Unused),
            reserved: count(|state| matches!(state, CodeState::Reserved { .. })),
            unsure: count(|state| matches!(state, CodeState::Unsure { .. })),
            invalid: count(|state| matches!(state, CodeState::Invalid { .. })),
            used: used.collect(),
        }
    }
}

impl From<&SecurityQuestion> for QuestionSummary {
    fn from(question: &SecurityQuestion) -> Self {
        Self {
            id: question.id,
            service: question.service.clone(),
            account: question.account.clone(),
            login: question.login,
            question: question.question.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;
    use crate::{CodeText, RecoveryCode, Regeneration};

    fn set(kind: SetKind, states: &[CodeState]) -> RecoverySet {
        let text = |n: usize| CodeText::new(format!("code-{n}")).unwrap();
        let code = |(n, state): (usize, &CodeState)| RecoveryCode {
            state: state.clone(),
            ..RecoveryCode::unused(None, text(n))
        };
        RecoverySet {
            id: SetId::random(),
            service: Some("github".to_owned()),
            account: None,
            site: None,
            label: String::new(),
            login: None,
            kind,
            effect: Effect::Consume,
            order: Order::Any,
            regeneration: Regeneration::Replaces,
            generated: None,
            imported: UNIX_EPOCH,
            modified: UNIX_EPOCH,
            expires: None,
            source: None,
            standing: Standing::Active,
            codes: states.iter().enumerate().map(code).collect(),
        }
    }

    #[test]
    fn a_summary_counts_every_state_and_holds_no_code() {
        let at = UNIX_EPOCH;
        let set = set(
            SetKind::List,
            &[
                CodeState::Unused,
                CodeState::Reserved { at },
                CodeState::Used { at: None, note: String::new() },
                CodeState::Invalid { at, note: String::new() },
                CodeState::Unsure { at },
            ],
        );
        let summary = SetSummary::from(&set);
        assert_eq!((summary.unused, summary.reserved, summary.invalid, summary.unsure), (1, 1, 1, 1));
        assert_eq!((summary.used.as_slice(), summary.total()), ([None].as_slice(), 5));
        assert!(!format!("{summary:?}").contains("code-"));
    }

    #[test]
    fn two_or_a_fifth_is_low_and_none_is_empty() {
        let left = |unused: usize, of: usize| {
            let used = CodeState::Used { at: None, note: String::new() };
            let states: Vec<_> =
                (0..of).map(|n| if n < unused { CodeState::Unused } else { used.clone() }).collect();
            SetSummary::from(&set(SetKind::List, &states)).low()
        };
        assert_eq!(
            [left(0, 10), left(1, 10), left(2, 10), left(3, 10)],
            [Low::Empty, Low::Low, Low::Low, Low::Enough]
        );
        assert_eq!([left(20, 100), left(21, 100)], [Low::Low, Low::Enough]);
        assert_eq!(SetSummary::from(&set(SetKind::SingleKey, &[CodeState::Unused])).low(), Low::Enough);
    }
}
