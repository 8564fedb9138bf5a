//! What the person sees before anything is stored: every code, every fact, what it is beside the stored sets.

use std::time::SystemTime;

use recovery::{
    SetId, SetSummary,
    read::{AtSetup, Doubt, ElsewhereKind, FoundSet, ReadBy},
    reconcile::{Reconciled, Regenerated},
};
use zeroize::Zeroizing;

use super::{ImportSource, Waiting};
use crate::{
    AccountRef, ActionError, Desk, Offer, SetFacts,
    recovery::{care::day_of, names::display_name, overview::title},
    search::folded,
};

/// How much of the original is shown beside it, in characters.
const ORIGINAL_SHOWN: usize = 20_000;

/// What was found in one file or text.
pub struct ImportPreview {
    /// Its number until it is accepted or given up.
    pub id: u32,
    /// The file's name.
    pub file_name: Option<String>,
    /// Whether there is a file to delete afterwards.
    pub can_delete_file: bool,
    /// The sets.
    pub sets: Vec<PreviewSet>,
    /// Secrets that are no recovery codes.
    pub elsewhere: Vec<ElsewhereLine>,
    /// Enrolments that wait on the table now.
    pub offer: Option<Offer>,
    /// The text that was read, or its beginning.
    pub original: Zeroizing<String>,
}

/// One set of a file.
pub struct PreviewSet {
    /// The service whose entry in the table read it.
    pub known: Option<String>,
    /// What the file says about it.
    pub facts: SetFacts,
    /// Its codes.
    pub codes: Vec<PreviewCode>,
    /// What it is beside the stored sets.
    pub outcome: ImportOutcome,
    /// The service makes people spend one while setting up.
    pub may_have_spent_one: bool,
    /// The account that it seems to belong to.
    pub suggested_account: Option<AccountRef>,
}

/// One code of a file.
pub struct PreviewCode {
    /// The number printed beside it.
    pub number: Option<u32>,
    /// The code.
    pub text: Zeroizing<String>,
    /// Whether it is marked as used.
    pub used: bool,
    /// Why to look twice.
    pub doubt: Option<Doubt>,
}

/// What a set of a file is beside the stored ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportOutcome {
    /// Nothing like it is stored.
    New,
    /// It is stored already.
    Same(NamedSet),
    /// The stored set has so many codes that the file does not have: used elsewhere? What is new in the file is added.
    Subset(NamedSet, usize),
    /// The service made new codes; the stored set goes out of force.
    Regenerated(NamedSet),
    /// New codes beside stored ones that go on working.
    Added(NamedSet),
}

/// A stored set by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedSet {
    /// The set.
    pub id: SetId,
    /// What it is called.
    pub title: String,
}

/// A secret that is no recovery code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ElsewhereLine {
    /// The line, from 1.
    pub line: u32,
    /// What it is.
    pub kind: ElsewhereKind,
    /// It waits on the table of scanned accounts.
    pub offered: bool,
}

impl Desk {
    pub(super) fn preview(
        &self,
        waiting: &Waiting,
        bytes: &[u8],
        offer: Option<Offer>,
        now: SystemTime,
    ) -> Result<ImportPreview, ActionError> {
        let sets = waiting.reading.sets.iter().zip(&waiting.outcomes);
        let sets =
            sets.map(|(found, outcome)| self.preview_set(found, outcome, now)).collect::<Result<_, _>>()?;
        let offered = offer.is_some();
        let elsewhere = waiting.reading.elsewhere.iter().map(|secret| ElsewhereLine {
            line: secret.line,
            kind: secret.kind,
            offered: offered && secret.kind != ElsewhereKind::AgeIdentity,
        });
        Ok(ImportPreview {
            id: waiting.id,
            file_name: waiting.origin.as_ref().map(|origin| origin.file_name.clone()),
            can_delete_file: matches!(waiting.source, ImportSource::File(_)),
            sets,
            elsewhere: elsewhere.collect(),
            offer,
            original: recovery::read::original(bytes, ORIGINAL_SHOWN)?,
        })
    }

    fn preview_set(
        &self,
        found: &FoundSet,
        outcome: &Reconciled,
        now: SystemTime,
    ) -> Result<PreviewSet, ActionError> {
        let stored = |id: &SetId| -> Result<NamedSet, ActionError> {
            let set = self.recovery_set_contents(*id, now)?;
            Ok(NamedSet { id: *id, title: title(&SetSummary::from(set)) })
        };
        let outcome = match outcome {
            Reconciled::New => ImportOutcome::New,
            Reconciled::Same(it) => ImportOutcome::Same(stored(&it.set)?),
            Reconciled::Subset(it) | Reconciled::Overlap(it) => {
                ImportOutcome::Subset(stored(&it.set)?, it.missing.len())
            }
            Reconciled::Superset(it) => ImportOutcome::Added(stored(&it.set)?),
            Reconciled::Disjoint { set, then: Regenerated::KeepBoth } => ImportOutcome::Added(stored(set)?),
            Reconciled::Disjoint { set, then: Regenerated::Supersede | Regenerated::Ask } => {
                ImportOutcome::Regenerated(stored(set)?)
            }
        };
        let suggested = self.account_for(found)?;
        Ok(PreviewSet {
            known: match &found.read_by {
                ReadBy::Known(slug) => Some(display_name(slug)),
                ReadBy::General => None,
            },
            facts: facts(found, suggested.as_ref()),
            codes: found.codes.iter().map(PreviewCode::from).collect(),
            outcome,
            may_have_spent_one: found.at_setup == AtSetup::SpendsOne,
            suggested_account: suggested,
        })
    }

    /// The one account that has the set's service for its issuer, and its login name where the file names one.
    fn account_for(&self, found: &FoundSet) -> Result<Option<AccountRef>, ActionError> {
        let Some(service) = found.service.as_deref().map(display_name) else { return Ok(None) };
        let wanted = (folded(&service), found.account.as_deref().map(folded));
        let accounts = self.vault()?.contents().accounts.iter().filter(|account| {
            account.binned.is_none()
                && folded(&account.issuer) == wanted.0
                && wanted.1.as_ref().is_none_or(|name| folded(&account.name) == *name)
        });
        let fitting: Vec<_> = accounts.collect();
        Ok(match fitting.as_slice() {
            [account] => Some(AccountRef::from(&***account)),
            _ => None,
        })
    }
}

fn facts(found: &FoundSet, account: Option<&AccountRef>) -> SetFacts {
    SetFacts {
        label: String::new(),
        service: found.service.as_deref().map(display_name).unwrap_or_default(),
        account: found.account.clone().unwrap_or_default(),
        site: found.site.clone().unwrap_or_default(),
        linked: account.map(|account| account.id),
        kind: found.kind,
        effect: found.effect,
        order: found.order,
        regeneration: found.regeneration,
        expires_on: found.expires.as_ref().map(|stated| day_of(stated.at)).unwrap_or_default(),
    }
}

impl From<&recovery::read::FoundCode> for PreviewCode {
    fn from(code: &recovery::read::FoundCode) -> Self {
        Self {
            number: code.number,
            text: Zeroizing::new(code.text.expose().to_owned()),
            used: code.used.is_some(),
            doubt: code.doubt,
        }
    }
}
