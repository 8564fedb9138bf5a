//! What the person decided about a set of a file, and how it is put beside the stored ones. A code that is spent there stays
//! spent, whatever the file says.

use std::{sync::Arc, time::SystemTime};

use recovery::{
    CodeState, CodeText, EventKind, Recovery, RecoveryCode, RecoverySet, Regeneration, SetId, Source,
    Standing,
    read::{FoundSet, Reading},
    reconcile::{Match, Reconciled},
};
use zeroize::Zeroizing;

use crate::{ActionError, SetFacts};

/// What the person decided about one set.
pub struct ImportDecision {
    /// Its place in the preview, from 0.
    pub index: u32,
    /// Whether to store it.
    pub take: bool,
    /// What is right about it.
    pub facts: SetFacts,
    /// Its codes as the person saw and corrected them.
    pub codes: Vec<DecidedCode>,
    /// The service made the person spend one while setting up. If none is marked as used, it was the first.
    pub spent_one: bool,
    /// Codes that the file does not have any more were used elsewhere.
    pub missing_were_used: bool,
}

/// One code as the person saw it.
pub struct DecidedCode {
    /// The number printed beside it.
    pub number: Option<u32>,
    /// The code.
    pub text: Zeroizing<String>,
    /// Whether it is used.
    pub used: bool,
}

/// One set that is to be stored, and beside what.
pub(super) struct Plan {
    set: RecoverySet,
    outcome: Reconciled,
    missing_were_used: bool,
}

impl Plan {
    /// # Errors
    /// [`ActionError::Code`], [`ActionError::Facts`], [`ActionError::TooManyCodes`].
    pub(super) fn new(
        decision: ImportDecision,
        found: &FoundSet,
        outcome: Reconciled,
        origin: Option<&Source>,
        now: SystemTime,
    ) -> Result<Self, ActionError> {
        if decision.codes.is_empty() {
            return Err(ActionError::NothingTaken);
        }
        if decision.codes.len() > Reading::MOST_CODES {
            return Err(ActionError::TooManyCodes);
        }
        let codes =
            decision.codes.into_iter().map(|decided| code(decided, found)).collect::<Result<_, _>>()?;
        let mut set = RecoverySet {
            id: SetId::random(),
            service: None,
            account: None,
            site: None,
            label: String::new(),
            login: None,
            kind: found.kind,
            effect: found.effect,
            order: found.order,
            regeneration: found.regeneration,
            generated: found.generated.as_ref().map(|stated| stated.at),
            imported: now,
            modified: now,
            expires: found.expires.as_ref().map(|stated| stated.at),
            source: origin.cloned(),
            standing: Standing::Active,
            codes,
        };
        decision.facts.put_into(&mut set, now)?;
        if decision.spent_one {
            mark_the_first(&mut set);
        }
        Ok(Self { set, outcome, missing_were_used: decision.missing_were_used })
    }
}

/// A decided code; what its mark in the file said stays with it.
fn code(decided: DecidedCode, found: &FoundSet) -> Result<RecoveryCode, ActionError> {
    let mut code = RecoveryCode::unused(decided.number, CodeText::new(decided.text.as_str().to_owned())?);
    if decided.used {
        let original = found.codes.iter().find(|original| original.text.same_as(&code.text));
        let mark = original.and_then(|original| original.used.clone()).unwrap_or_default();
        code.state = CodeState::Used { at: mark.at.map(|stated| stated.at), note: mark.note };
    }
    Ok(code)
}

fn mark_the_first(set: &mut RecoverySet) {
    let none_is_used = set.codes.iter().all(|code| code.state == CodeState::Unused);
    if let Some(first) = set.codes.first_mut().filter(|_| none_is_used) {
        first.state = CodeState::Used { at: None, note: "Spent while setting up".to_owned() };
    }
}

/// Puts a set beside the stored ones. Says under which id it is now, and what that was.
pub(super) fn merge(
    recovery: &mut Recovery,
    plan: &Plan,
    now: SystemTime,
) -> Result<(SetId, EventKind), ActionError> {
    match &plan.outcome {
        Reconciled::New => Ok(add(recovery, &plan.set)),
        Reconciled::Same(it)
        | Reconciled::Subset(it)
        | Reconciled::Superset(it)
        | Reconciled::Overlap(it) => {
            // Deleted elsewhere meanwhile: then it is new.
            if recovery.set(it.set).is_none() {
                Ok(add(recovery, &plan.set))
            } else {
                update(recovery, plan, it, now)
            }
        }
        Reconciled::Disjoint { set: old, .. } => {
            if plan.set.regeneration != Regeneration::Adds
                && let Some(old) = recovery.set_mut(*old)
                && old.standing == Standing::Active
                && may_be_one_login(&plan.set, old)
            {
                old.supersede(plan.set.id, now)?;
            }
            Ok(add(recovery, &plan.set))
        }
    }
}

fn add(recovery: &mut Recovery, set: &RecoverySet) -> (SetId, EventKind) {
    recovery.sets.push(Arc::new(set.clone()));
    (set.id, EventKind::Imported)
}

/// The stored set learns what the file knows better: codes it did not have, and that some were used.
fn update(
    recovery: &mut Recovery,
    plan: &Plan,
    it: &Match,
    now: SystemTime,
) -> Result<(SetId, EventKind), ActionError> {
    let stored = recovery.set_mut(it.set).ok_or(ActionError::NoSuchSet)?;
    let spent: Vec<usize> = stored
        .codes
        .iter()
        .enumerate()
        .filter(|(_, code)| plan.set.codes.iter().any(|new| is_spent(new) && new.text.same_as(&code.text)))
        .map(|(at, _)| at)
        .collect();
    stored.mark_elsewhere_used(&spent, now)?;
    if plan.missing_were_used {
        stored.mark_elsewhere_used(&it.missing, now)?;
    }
    let known = stored.codes.len();
    for code in &plan.set.codes {
        let is_new = stored.codes.iter().take(known).all(|old| !old.text.same_as(&code.text));
        if is_new {
            stored.codes.push(code.clone());
        }
    }
    stored.modified = now;
    Ok((it.set, EventKind::Imported))
}

/// Whether two sets may be of one login: the person may have corrected what the file said. What is not named fits any.
fn may_be_one_login(one: &RecoverySet, other: &RecoverySet) -> bool {
    let fit = |one: &Option<String>, other: &Option<String>| match (one, other) {
        (Some(one), Some(other)) => one.to_lowercase() == other.to_lowercase(),
        _ => true,
    };
    fit(&one.service, &other.service) && fit(&one.account, &other.account)
}

fn is_spent(code: &RecoveryCode) -> bool {
    matches!(code.state, CodeState::Used { .. })
}
