//! A spent code never comes back unspent unnoticed: when an older copy takes the place of a newer one, what is known of
//! the newer one is applied to it, and what cannot be applied is told.
//!
//! What is known is the newer copy itself, as far as it can be read, and the summary in `vault.age`.

use std::collections::HashSet;
use std::sync::Arc;

use ::recovery::{CodeState, Event, EventKind, Recovery, RecoveryCode, RecoverySet, SetId, Summary};

/// What an older copy of the compartment was given of the newer one that it replaced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenOver {
    /// How many codes that counted as unused are marked as they were in the newer copy.
    pub codes_marked: usize,
    /// Sets in which more codes count as unused than were left: some of them are spent, and nobody knows which.
    pub sets_in_doubt: Vec<SetId>,
    /// How many sets the newer copy held and the older one does not.
    pub sets_missing: usize,
}

impl TakenOver {
    /// Whether there is nothing to tell the person.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// What the person has to be told.
    pub fn sentence(&self) -> Option<String> {
        let Self { codes_marked, sets_in_doubt, sets_missing } = self;
        (!self.is_nothing()).then(|| {
            format!(
                "An older copy of the recovery codes is in use. {codes_marked} codes were marked as used since; in {} sets \
                 some codes that count as unused may be spent, and {sets_missing} sets are missing from it.",
                sets_in_doubt.len()
            )
        })
    }
}

/// Applies what is known of a newer copy to an older one.
pub(super) fn take_over(
    older: &mut Recovery,
    newer: Option<&Recovery>,
    summary: Option<&Summary>,
) -> TakenOver {
    let mut codes_marked = 0;
    let mut missing = HashSet::new();
    for set in newer.into_iter().flat_map(|newer| &newer.sets) {
        match older.set_mut(set.id) {
            Some(old) => codes_marked += mark_by_set(old, set),
            None => drop(missing.insert(set.id)),
        }
    }
    let mut in_doubt = Vec::new();
    if let Some(summary) = summary {
        codes_marked += mark_by_events(older, &summary.events);
        for known in &summary.sets {
            match older.set(known.id) {
                Some(set) if unused(set) > known.unused => in_doubt.push(known.id),
                Some(_) => {}
                None => drop(missing.insert(known.id)),
            }
        }
    }
    // What the newer copy itself said is certain, however many codes the summary counts.
    in_doubt.retain(|id| newer.is_none_or(|newer| newer.set(*id).is_none()));
    TakenOver { codes_marked, sets_in_doubt: in_doubt, sets_missing: missing.len() }
}

fn unused(set: &RecoverySet) -> usize {
    set.codes.iter().filter(|code| code.state == CodeState::Unused).count()
}

fn mark_by_set(old: &mut RecoverySet, new: &RecoverySet) -> usize {
    let mut marked = 0;
    for (place, code) in old.codes.iter_mut().enumerate() {
        let same = |it: &&RecoveryCode| it.text.same_as(&code.text);
        // Nearly always at the same place; comparing each with each would take its time.
        let found = new.codes.get(place).filter(same).or_else(|| new.codes.iter().find(same));
        if let Some(found) = found
            && code.state == CodeState::Unused
            && found.state != CodeState::Unused
        {
            (code.state, code.past) = (found.state.clone(), found.past.clone());
            marked += 1;
        }
    }
    marked
}

/// By the last thing that happened to each code since the older copy was written.
fn mark_by_events(older: &mut Recovery, events: &[Event]) -> usize {
    let known: HashSet<_> = older.log.iter().map(|event| (event.at, event.set, event.code)).collect();
    let mut settled = HashSet::new();
    let mut marked = 0;
    let news = events.iter().rev().filter(|event| !known.contains(&(event.at, event.set, event.code)));
    for event in news.cloned().collect::<Vec<_>>() {
        let (Some(set), Some(place)) = (event.set, event.code) else { continue };
        let at = event.at;
        let state = match event.what {
            EventKind::Reserved => CodeState::Reserved { at },
            EventKind::Used | EventKind::Replaced => CodeState::Used { at: Some(at), note: String::new() },
            EventKind::Refused => CodeState::Invalid { at, note: String::new() },
            EventKind::Unsure => CodeState::Unsure { at },
            EventKind::Undone => CodeState::Unused,
            _ => continue,
        };
        if !settled.insert((set, place)) {
            continue;
        }
        let Some(old) = older.sets.iter_mut().find(|it| it.id == set) else { continue };
        let waits = old.codes.get(place).is_some_and(|code| code.state == CodeState::Unused);
        if waits
            && state != CodeState::Unused
            && let Some(code) = Arc::make_mut(old).codes.get_mut(place)
        {
            code.past.push(std::mem::replace(&mut code.state, state));
            marked += 1;
        }
    }
    older.log = older.log.iter().cloned().chain(unknown_to(&known, events)).collect();
    marked
}

type EventKey = (std::time::SystemTime, Option<SetId>, Option<usize>);

/// The events that the older copy does not hold, which happened all the same.
fn unknown_to(known: &HashSet<EventKey>, events: &[Event]) -> Vec<Event> {
    events.iter().filter(|event| !known.contains(&(event.at, event.set, event.code))).cloned().collect()
}
