//! One set as its page sees it, and the log of everything that was done. No code comes out here.

use std::collections::HashMap;
use std::time::SystemTime;

use recovery::{CodeState, Event, EventKind, RecoverySet, Regeneration, SetId, SetSummary, Standing};
use vault::Account;

use super::overview::{SetOverview, title};
use crate::{ActionError, Desk};

/// How much of a set's history its page shows.
const HISTORY_SHOWN: usize = 200;

/// One set from inside, without its codes.
#[derive(Debug)]
pub struct SetView {
    /// The set from outside.
    pub overview: SetOverview,
    /// What became of each code, in printed order.
    pub codes: Vec<CodeLine>,
    /// Whether the service prints numbers beside them.
    pub numbered: bool,
    /// What a new set does to this one.
    pub regeneration: Regeneration,
    /// The person's own name for it.
    pub label: String,
    /// The file it was read from.
    pub file_name: Option<String>,
    /// What happened to it, the newest first.
    pub history: Vec<RecoveryEvent>,
    /// The newer set.
    pub superseded_by: Option<SetId>,
    /// Whether it can be written as its service writes it.
    pub has_own_layout: bool,
}

/// What became of one code.
#[derive(Debug)]
pub struct CodeLine {
    /// Its place in the set, from 0.
    pub position: usize,
    /// The number printed beside it.
    pub number: Option<u32>,
    /// What became of it.
    pub state: CodeState,
    /// Whether the last change can be taken back.
    pub can_undo: bool,
}

/// One event with names instead of ids.
#[derive(Debug)]
pub struct RecoveryEvent {
    /// When.
    pub at: SystemTime,
    /// On which computer.
    pub device: String,
    /// To which set, by its title; `None` also for one that was deleted since.
    pub set: Option<String>,
    /// To which code, as people count: the printed number, or its place from 1.
    pub number: Option<u32>,
    /// What.
    pub what: EventKind,
}

/// Some of the log.
#[derive(Debug)]
pub struct RecoveryLog {
    /// How many events there are.
    pub total: usize,
    /// Those that were asked for, the newest first.
    pub lines: Vec<RecoveryEvent>,
}

impl Desk {
    /// One set, without its codes.
    ///
    /// # Errors
    /// [`ActionError::RecoveryClosed`], [`ActionError::NoSuchSet`].
    pub fn recovery_set(&self, id: SetId, now: SystemTime) -> Result<SetView, ActionError> {
        let set = self.recovery_set_contents(id, now)?;
        let accounts: Vec<&Account> = self.vault()?.contents().accounts.iter().map(|it| &**it).collect();
        let events = self.recovery_contents(now)?.log.iter().rev().filter(|event| event.set == Some(id));
        let summary = SetSummary::from(set);
        let name = title(&summary);
        Ok(SetView {
            codes: set.codes.iter().enumerate().map(CodeLine::from).collect(),
            numbered: set.codes.iter().any(|code| code.number.is_some()),
            regeneration: set.regeneration,
            label: set.label.clone(),
            file_name: set.source.as_ref().map(|source| source.file_name.clone()),
            history: events.take(HISTORY_SHOWN).map(|it| named(it, Some(&name), Some(set))).collect(),
            superseded_by: match set.standing {
                Standing::Superseded { by, .. } => Some(by),
                Standing::Active | Standing::Archived { .. } => None,
            },
            has_own_layout: recovery::write::as_service(set).is_some(),
            overview: SetOverview::new(&summary, &accounts, now),
        })
    }

    /// Some of what was done, the newest first. Needs no passphrase: no event names a code.
    ///
    /// # Errors
    /// [`ActionError::Locked`] and its kin when the vault is not open.
    pub fn recovery_log(&self, from: usize, count: usize) -> Result<RecoveryLog, ActionError> {
        let Some(summary) = self.vault()?.recovery_summary() else {
            return Ok(RecoveryLog { total: 0, lines: Vec::new() });
        };
        let titles: HashMap<SetId, String> = summary.sets.iter().map(|set| (set.id, title(set))).collect();
        let named = |event: &Event| named(event, event.set.and_then(|id| titles.get(&id)), None);
        Ok(RecoveryLog {
            total: summary.events.len(),
            lines: summary.events.iter().rev().skip(from).take(count).map(named).collect(),
        })
    }
}

fn named(event: &Event, title: Option<&String>, set: Option<&RecoverySet>) -> RecoveryEvent {
    let number = event.code.map(|at| {
        let printed = set.and_then(|set| set.codes.get(at)?.number);
        printed.unwrap_or_else(|| u32::try_from(at + 1).unwrap_or(u32::MAX))
    });
    RecoveryEvent {
        at: event.at,
        device: event.device.clone(),
        set: title.cloned(),
        number,
        what: event.what.clone(),
    }
}

impl From<(usize, &recovery::RecoveryCode)> for CodeLine {
    fn from((position, code): (usize, &recovery::RecoveryCode)) -> Self {
        Self { position, number: code.number, state: code.state.clone(), can_undo: !code.past.is_empty() }
    }
}
