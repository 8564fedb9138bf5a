//! A spent code never comes back unspent unnoticed: when an older copy takes the place of a newer one, what is known of
//! the newer one is applied to it, and what cannot be applied is told.
//!
//! What is known is the newer copy itself, as far as it can be read, and the summary in `vault.age`.

use std::collections::HashSet;
use std::sync::Arc;

use ::recovery::{CodeState, Effect, Event, EventKind, Recovery, RecoveryCode, RecoverySet, SetId, Summary};

use crate::Timestamp;
use crate::format::{RecoveryDocument, RecoverySeen};

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

/// Applies what `vault.age` knows to a copy that is behind it, which gets a revision above every known one then.
pub(crate) fn take_over_if_behind(
    document: &mut RecoveryDocument,
    noted: Option<&RecoverySeen>,
) -> TakenOver {
    let Some(noted) = noted.filter(|noted| noted.is_ahead_of(document)) else { return TakenOver::default() };
    document.revision = document.revision.max(noted.revision);
    take_over(&mut document.contents, None, Some(&noted.summary))
}

/// Applies what is known of a newer copy to an older one.
pub(crate) fn take_over(
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
    let known: HashSet<_> = older.log.iter().map(EventKey::from).collect();
    let unknown = |event: &&Event| !known.contains(&EventKey::from(*event));
    let told: Vec<_> = newer.into_iter().flat_map(|newer| newer.log.iter()).filter(unknown).collect();
    // What the newer copy logged shows in the states that it says, which are certain.
    let logged: HashSet<_> = told.iter().map(|event| EventKey::from(*event)).collect();
    let events = summary.into_iter().flat_map(|summary| &summary.events).filter(unknown);
    let news: Vec<_> = events.filter(|event| !logged.contains(&EventKey::from(*event))).collect();
    codes_marked += mark_by_events(older, &news);
    // They happened, though the older copy does not hold them.
    older.log = older.log.iter().chain(told).chain(news).cloned().collect();
    let mut in_doubt = Vec::new();
    if let Some(summary) = summary {
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
fn mark_by_events(older: &mut Recovery, news: &[&Event]) -> usize {
    let mut settled = HashSet::new();
    let mut marked = 0;
    for event in news.iter().rev() {
        let (Some(id), Some(place)) = (event.set, event.code) else { continue };
        let Some(old) = older.sets.iter_mut().find(|it| it.id == id) else { continue };
        let Some(state) = state_after(event, old.effect) else { continue };
        if !settled.insert((id, place)) {
            continue;
        }
        let waits = old.codes.get(place).is_some_and(|code| code.state == CodeState::Unused);
        if waits
            && state != CodeState::Unused
            && let Some(code) = Arc::make_mut(old).codes.get_mut(place)
        {
            code.past.push(std::mem::replace(&mut code.state, state));
            marked += 1;
        }
    }
    marked
}

/// The state that an event left a code in; `None` for one that changes no state.
fn state_after(event: &Event, effect: Effect) -> Option<CodeState> {
    let at = event.at;
    Some(match event.what {
        EventKind::Reserved => CodeState::Reserved { at },
        EventKind::Used if effect == Effect::Reusable => CodeState::Unused,
        EventKind::Used | EventKind::Replaced => CodeState::Used { at: Some(at), note: String::new() },
        EventKind::Refused => CodeState::Invalid { at, note: String::new() },
        // Taken back to what it was before, which may have been handed out or spent as well: nobody knows.
        EventKind::Unsure | EventKind::Undone => CodeState::Unsure { at },
        EventKind::Returned => CodeState::Unused,
        _ => return None,
    })
}

/// By what an event is known again. A file holds whole seconds; an event of this session has parts of one.
#[derive(PartialEq, Eq, Hash)]
struct EventKey(Timestamp, Option<SetId>, Option<usize>, EventKind);

impl From<&Event> for EventKey {
    fn from(event: &Event) -> Self {
        Self(event.at.into(), event.set, event.code, event.what.clone())
    }
}
