//! What the person decided about a set of a file, and how it is put beside the stored ones. A code that is spent there stays
//! spent, whatever the file says.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::SystemTime,
};

use recovery::{
    CodeState, CodeText, EventKind, Recovery, RecoveryCode, RecoverySet, Regeneration, SetId, Source,
    Standing,
    read::{FoundSet, Reading, UsedMark},
    reconcile::{Match, Reconciled, Regenerated},
};
use zeroize::Zeroizing;

use super::ReadSet;
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
    /// The codes of the stored set work no more. Otherwise they belong to another account and stay in force.
    pub replaces: bool,
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

/// One set that is to be stored.
pub(super) struct Plan<'a> {
    pub(super) read: &'a ReadSet,
    set: RecoverySet,
    facts: SetFacts,
    missing_were_used: bool,
    replaces: bool,
}

impl<'a> Plan<'a> {
    /// # Errors
    /// [`ActionError::Code`], [`ActionError::Facts`], [`ActionError::TooManyCodes`].
    pub(super) fn new(
        decision: ImportDecision,
        read: &'a ReadSet,
        origin: Option<&Source>,
        now: SystemTime,
    ) -> Result<Self, ActionError> {
        let found = &read.found;
        if decision.codes.is_empty() {
            return Err(ActionError::NothingTaken);
        }
        if decision.codes.len() > Reading::MOST_CODES {
            return Err(ActionError::TooManyCodes);
        }
        let mut set = RecoverySet {
            id: SetId::random(),
            // Two services may share a name on the screen: what was not touched stays what was read.
            service: found.service.clone(),
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
            codes: once_each(codes(decision.codes, found)?),
        };
        decision.facts.put_into(&mut set, now)?;
        if decision.spent_one {
            mark_the_first(&mut set);
        }
        let ImportDecision { facts, missing_were_used, replaces, .. } = decision;
        Ok(Self { read, set, facts, missing_were_used, replaces })
    }
}

/// The decided codes; what a mark in the file said stays with its code.
fn codes(decided: Vec<DecidedCode>, found: &FoundSet) -> Result<Vec<RecoveryCode>, ActionError> {
    let marked = found.codes.iter().filter_map(|code| Some((code.text.compact(), code.used.as_ref()?)));
    let marked: Vec<_> = marked.collect();
    let marks: HashMap<&str, &UsedMark> = marked.iter().map(|(text, mark)| (text.as_str(), *mark)).collect();
    let code = |decided: DecidedCode| {
        let text = CodeText::new(decided.text.as_str().to_owned())?;
        let mut code = RecoveryCode::unused(decided.number, text);
        if decided.used {
            let mark = marks.get(code.text.compact().as_str()).map(|mark| (*mark).clone());
            let UsedMark { at, note } = mark.unwrap_or_default();
            code.state = CodeState::Used { at: at.map(|stated| stated.at), note };
        }
        Ok(code)
    };
    decided.into_iter().map(code).collect()
}

/// A code that stands twice would be handed out twice. With two numbers beside it, it is two codes.
fn once_each(codes: Vec<RecoveryCode>) -> Vec<RecoveryCode> {
    let texts = compact(&codes);
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut once: Vec<RecoveryCode> = Vec::with_capacity(codes.len());
    for (code, text) in codes.iter().zip(&texts) {
        let places = places.entry(text.as_str()).or_default();
        let same = |known: &RecoveryCode| match (known.number, code.number) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        };
        let known = places.iter().copied().find(|at| once.get(*at).is_some_and(same));
        match known.and_then(|at| once.get_mut(at)) {
            None => {
                places.push(once.len());
                once.push(code.clone());
            }
            Some(known) => {
                known.number = known.number.or(code.number);
                if known.state == CodeState::Unused {
                    known.state = code.state.clone();
                }
            }
        }
    }
    once
}

/// Without their grouping, as codes are compared ([`CodeText::same_as`]); in a table, because a set may have thousands.
fn compact(codes: &[RecoveryCode]) -> Vec<Zeroizing<String>> {
    codes.iter().map(|code| code.text.compact()).collect()
}

fn mark_the_first(set: &mut RecoverySet) {
    let none_is_used = set.codes.iter().all(|code| code.state == CodeState::Unused);
    if let Some(first) = set.codes.first_mut().filter(|_| none_is_used) {
        first.state = CodeState::Used { at: None, note: "Spent while setting up".to_owned() };
    }
}

/// Where a plan went.
pub(super) struct Merged {
    /// The set it is now.
    pub(super) set: SetId,
    /// What happened to which set.
    pub(super) happened: Vec<(SetId, EventKind)>,
}

impl Merged {
    fn into(set: SetId) -> Self {
        Self { set, happened: vec![(set, EventKind::Imported)] }
    }
}

/// Puts a set beside the stored ones.
pub(super) fn merge(
    recovery: &mut Recovery,
    plan: &Plan<'_>,
    now: SystemTime,
) -> Result<Merged, ActionError> {
    match &plan.read.outcome {
        Reconciled::New => Ok(add(recovery, &plan.set)),
        Reconciled::Same(it)
        | Reconciled::Marked(it)
        | Reconciled::Subset(it)
        | Reconciled::Superset(it)
        | Reconciled::Overlap(it) => update(recovery, plan, it, now),
        Reconciled::Disjoint { set: old, then } => {
            let mut superseded = None;
            if plan.replaces
                && *then != Regenerated::KeepBoth
                && let Some(old) = recovery.set_mut(*old).filter(|old| gives_way(old, &plan.set))
            {
                old.supersede(plan.set.id, now)?;
                superseded = Some((old.id, EventKind::Superseded));
            }
            let mut added = add(recovery, &plan.set);
            added.happened.extend(superseded);
            Ok(added)
        }
    }
}

/// Whether a stored set goes out of force for this one. The person may have corrected for whom the file is, or that the old
/// codes go on working.
fn gives_way(old: &RecoverySet, new: &RecoverySet) -> bool {
    let same_account = match (&old.account, &new.account) {
        (Some(old), Some(new)) => old.to_lowercase() == new.to_lowercase(),
        _ => true,
    };
    old.standing == Standing::Active
        && new.regeneration != Regeneration::Adds
        && (&old.service, old.kind) == (&new.service, new.kind)
        && same_account
}

fn add(recovery: &mut Recovery, set: &RecoverySet) -> Merged {
    recovery.sets.push(Arc::new(set.clone()));
    Merged::into(set.id)
}

/// The stored set learns what the file and the person know better: codes it did not have, that some were used, facts that were
/// corrected.
fn update(
    recovery: &mut Recovery,
    plan: &Plan<'_>,
    it: &Match,
    now: SystemTime,
) -> Result<Merged, ActionError> {
    let stored = recovery.set_mut(it.set).ok_or(ActionError::ImportChanged)?;
    let (ours, theirs) = (compact(&stored.codes), compact(&plan.set.codes));
    let in_file: HashSet<&str> = theirs.iter().map(|text| text.as_str()).collect();
    let spent: HashSet<&str> = plan
        .set
        .codes
        .iter()
        .zip(&theirs)
        .filter(|(code, _)| matches!(code.state, CodeState::Used { .. }))
        .map(|(_, text)| text.as_str())
        .collect();
    let places_of = |texts: &HashSet<&str>| -> Vec<usize> {
        let known = ours.iter().enumerate().filter(|(_, text)| texts.contains(text.as_str()));
        known.map(|(at, _)| at).collect()
    };
    stored.mark_elsewhere_used(&places_of(&spent), now)?;
    if plan.missing_were_used {
        // What the person typed in by hand is not missing.
        let here: HashSet<usize> = places_of(&in_file).into_iter().collect();
        let missing: Vec<usize> = it.missing.iter().copied().filter(|at| !here.contains(at)).collect();
        stored.mark_elsewhere_used(&missing, now)?;
    }
    let known: HashSet<&str> = ours.iter().map(|text| text.as_str()).collect();
    let news = plan.set.codes.iter().zip(&theirs).filter(|(_, text)| !known.contains(text.as_str()));
    stored.codes.extend(news.map(|(code, _)| code.clone()));
    if stored.codes.len() > Reading::MOST_CODES {
        return Err(ActionError::TooManyCodes);
    }
    plan.facts.put_changes_into(&plan.read.proposed, stored, now)?;
    Ok(Merged::into(it.set))
}
