//! What the person sees before anything is stored: every code, every fact, what it is beside the stored sets.

use std::time::SystemTime;

use recovery::{
    SetId, SetSummary,
    read::{AtSetup, Doubt, Elsewhere, ElsewhereKind, FoundSet, ReadBy},
    reconcile::{Reconciled, Regenerated},
};
use zeroize::Zeroizing;

use super::{ImportSource, ReadSet, Waiting};
use crate::{
    AccountRef, ActionError, Desk, Offer, SetFacts,
    recovery::{
        care::{day_of, line, site},
        names::display_name,
        overview::title,
    },
    search::folded,
};

/// How much of the original is shown beside it, in characters.
const ORIGINAL_SHOWN: usize = 20_000;
/// What stands in the original where a secret was that belongs elsewhere.
const HIDDEN: &str = "(hidden)";

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
    /// The text that was read, or its beginning, without the secrets that are no recovery codes.
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
    /// The login name of the stored set that it would take the place of.
    pub rival_account: Option<String>,
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
    /// It is stored already, and so many of its codes are marked as used in the file and not there.
    Marked(NamedSet, usize),
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
        elsewhere: &[Elsewhere],
        offer: Option<Offer>,
        now: SystemTime,
    ) -> Result<ImportPreview, ActionError> {
        let sets = waiting.sets.iter().map(|read| self.preview_set(read, now)).collect::<Result<_, _>>()?;
        let offered = offer.as_ref().is_some_and(|offer| !offer.candidates.is_empty());
        let lines = elsewhere.iter().map(|secret| ElsewhereLine {
            line: secret.line,
            kind: secret.kind,
            offered: offered && secret.kind != ElsewhereKind::AgeIdentity,
        });
        Ok(ImportPreview {
            id: waiting.id,
            file_name: waiting.origin.as_ref().map(|origin| origin.file_name.clone()),
            can_delete_file: matches!(waiting.source, ImportSource::File(_)),
            sets,
            elsewhere: lines.collect(),
            offer,
            original: without(&recovery::read::original(bytes, usize::MAX)?, elsewhere),
        })
    }

    fn preview_set(&self, read: &ReadSet, now: SystemTime) -> Result<PreviewSet, ActionError> {
        let found = &read.found;
        let stored = |id: &SetId| -> Result<NamedSet, ActionError> {
            let set = self.recovery_set_contents(*id, now)?;
            Ok(NamedSet { id: *id, title: title(&SetSummary::from(set)) })
        };
        let outcome = match &read.outcome {
            Reconciled::New => ImportOutcome::New,
            Reconciled::Same(it) => ImportOutcome::Same(stored(&it.set)?),
            Reconciled::Marked(it) => ImportOutcome::Marked(stored(&it.set)?, it.used.len()),
            Reconciled::Subset(it) | Reconciled::Overlap(it) => {
                ImportOutcome::Subset(stored(&it.set)?, it.missing.len())
            }
            Reconciled::Superset(it) => ImportOutcome::Added(stored(&it.set)?),
            Reconciled::Disjoint { set, then: Regenerated::KeepBoth } => ImportOutcome::Added(stored(set)?),
            Reconciled::Disjoint { set, then: Regenerated::Supersede | Regenerated::Ask } => {
                ImportOutcome::Regenerated(stored(set)?)
            }
        };
        Ok(PreviewSet {
            known: match &found.read_by {
                ReadBy::Known(slug) => Some(display_name(slug)),
                ReadBy::General => None,
            },
            facts: read.proposed.clone(),
            codes: found.codes.iter().map(PreviewCode::from).collect(),
            outcome,
            may_have_spent_one: found.at_setup == AtSetup::SpendsOne,
            rival_account: match &read.outcome {
                Reconciled::Disjoint { set, .. } => self.recovery_set_contents(*set, now)?.account.clone(),
                _ => None,
            },
            suggested_account: self.account_for(found)?,
        })
    }

    /// What the file says of a set, as the person may correct it. What cannot be kept as it stands is left out.
    pub(super) fn proposed(&self, found: &FoundSet) -> Result<SetFacts, ActionError> {
        let named = |text: Option<String>| text.and_then(|text| line(&text).ok()).unwrap_or_default();
        Ok(SetFacts {
            label: String::new(),
            service: named(service(found)),
            account: named(found.account.clone()),
            site: found.site.as_deref().and_then(|text| site(text).ok()).unwrap_or_default(),
            linked: self.account_for(found)?.map(|account| account.id),
            kind: found.kind,
            effect: found.effect,
            order: found.order,
            regeneration: found.regeneration,
            expires_on: found.expires.as_ref().map(|stated| day_of(stated.at)).unwrap_or_default(),
        })
    }

    /// The one account that has the set's service for its issuer, and its login name where the file names one.
    fn account_for(&self, found: &FoundSet) -> Result<Option<AccountRef>, ActionError> {
        let Some(service) = service(found) else { return Ok(None) };
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

/// The service as the screen calls it: the one in the file, else the word in the file's name.
fn service(found: &FoundSet) -> Option<String> {
    found.service.as_deref().map(display_name).or_else(|| found.suggested.clone())
}

/// The beginning of a text without these secrets. Where one was read from something that the text does not show as it is, none
/// of the text is shown.
fn without(text: &str, secrets: &[Elsewhere]) -> Zeroizing<String> {
    let mut places: Vec<(usize, usize)> = Vec::new();
    for secret in secrets {
        let secret = secret.secret.expose();
        let before = places.len();
        places.extend(text.match_indices(secret).map(|(at, _)| (at, at + secret.len())));
        if places.len() == before {
            return Zeroizing::default();
        }
    }
    places.sort_unstable();
    // Room for all of it, because a text that grows leaves copies behind.
    let mut shown = Zeroizing::new(String::with_capacity(text.len() + places.len() * HIDDEN.len()));
    let mut rest = 0;
    for (from, to) in places {
        if from >= rest {
            shown.push_str(text.get(rest..from).unwrap_or_default());
            shown.push_str(HIDDEN);
        }
        rest = rest.max(to);
    }
    shown.push_str(text.get(rest..).unwrap_or_default());
    let end = shown.char_indices().nth(ORIGINAL_SHOWN).map_or(shown.len(), |(at, _)| at);
    shown.truncate(end);
    shown
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
