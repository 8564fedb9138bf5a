//! A downloaded file becomes sets: read, looked at by the person, stored as they saw it. Nothing is stored that was not in
//! the preview, and the preview lives in memory only, as long as the compartment is open.

mod decided;
mod preview;
mod shred;
#[cfg(test)]
mod tests;

use std::{path::PathBuf, time::SystemTime};

use recovery::{
    Recovery, SetId, Source,
    read::{ElsewhereKind, FoundSet, Reading},
    reconcile::{Reconciled, Stored},
};
use zeroize::Zeroizing;

pub use self::decided::{DecidedCode, ImportDecision};
use self::decided::{Plan, merge};
pub use self::preview::{ElsewhereLine, ImportOutcome, ImportPreview, NamedSet, PreviewCode, PreviewSet};
use super::{care::SetFacts, names::display_name, opening::event_of};
use crate::{ActionError, Desk, Offer};

/// Where a text came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportSource {
    /// A file, whose name is evidence and which may be deleted afterwards.
    File(PathBuf),
    /// The clipboard, or a picture.
    Pasted,
}

/// What was read and waits for the person. One at a time: a second file takes its place.
#[derive(Default)]
pub(crate) struct Imports {
    last: u32,
    waiting: Option<Waiting>,
    /// The file of the import that was stored last.
    stored: Option<StoredFile>,
}

struct Waiting {
    id: u32,
    source: ImportSource,
    origin: Option<Source>,
    sets: Vec<ReadSet>,
}

/// One set of a file, and what the person was told of it.
struct ReadSet {
    found: FoundSet,
    outcome: Reconciled,
    proposed: SetFacts,
}

/// A file whose sets are stored.
struct StoredFile {
    id: u32,
    path: PathBuf,
    /// What it was when it was read.
    origin: Source,
}

impl Imports {
    /// Forgets what was read and not stored.
    pub(crate) fn forget_read(&mut self) {
        self.waiting = None;
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        (self.waiting, self.stored) = (None, None);
    }
}

impl Desk {
    /// Reads a file or a text and says what is in it. Enrolments found in it wait on the table like scanned ones.
    ///
    /// # Errors
    /// [`ActionError::RecoveryClosed`], [`ActionError::Read`] when it is no text, too large or empty of anything known.
    pub fn read_recovery(
        &mut self,
        bytes: &[u8],
        source: ImportSource,
        now: SystemTime,
    ) -> Result<ImportPreview, ActionError> {
        self.recovery_is_open(now)?;
        let name = match &source {
            ImportSource::File(path) => path.file_name().map(|name| name.to_string_lossy().into_owned()),
            ImportSource::Pasted => None,
        };
        let reading = recovery::read::read(bytes, name.as_deref())?;
        if reading.sets.is_empty() && reading.elsewhere.is_empty() {
            return Err(ActionError::NoCodesFound);
        }
        let origin = name.map(|name| Source::of(bytes, &name));
        let offer = self.offer_elsewhere(&reading, now)?;
        let Reading { sets, elsewhere, .. } = reading;
        let stored = Stored::new(&self.recovery_contents(now)?.sets);
        let outcomes: Vec<_> = sets.iter().map(|found| stored.reconcile(found)).collect();
        let sets = sets
            .into_iter()
            .zip(outcomes)
            .map(|(found, outcome)| {
                let proposed = self.proposed(&found)?;
                Ok(ReadSet { found, outcome, proposed })
            })
            .collect::<Result<_, ActionError>>()?;
        let id = self.imports.last.wrapping_add(1);
        let waiting = Waiting { id, source, origin, sets };
        let preview = self.preview(&waiting, bytes, &elsewhere, offer, now)?;
        self.renew_recovery(now)?;
        self.imports.last = id;
        self.imports.waiting = Some(waiting);
        Ok(preview)
    }

    /// Stores what the person kept of a preview, as they saw it, in one write. Says under which ids.
    ///
    /// # Errors
    /// [`ActionError::NoSuchImport`], [`ActionError::ImportChanged`], [`ActionError::NothingTaken`], [`ActionError::Code`],
    /// [`ActionError::Facts`], [`ActionError::TooManyCodes`]; nothing is stored then, and the preview waits on.
    pub fn accept_import(
        &mut self,
        id: u32,
        decisions: Vec<ImportDecision>,
        now: SystemTime,
    ) -> Result<Vec<SetId>, ActionError> {
        self.recovery_is_open(now)?;
        let waiting = self.imports.waiting.take_if(|it| it.id == id).ok_or(ActionError::NoSuchImport)?;
        let stored = self.store(&waiting, decisions, now);
        match (&stored, waiting) {
            (Ok(_), Waiting { source: ImportSource::File(path), origin: Some(origin), .. }) => {
                self.imports.stored = Some(StoredFile { id, path, origin });
            }
            (Ok(_), _) => self.imports.stored = None,
            (Err(_), waiting) => self.imports.waiting = Some(waiting),
        }
        stored
    }

    fn store(
        &mut self,
        waiting: &Waiting,
        decisions: Vec<ImportDecision>,
        now: SystemTime,
    ) -> Result<Vec<SetId>, ActionError> {
        let taken = decisions.into_iter().filter(|decision| decision.take);
        let plans = taken
            .map(|decision| {
                let index = usize::try_from(decision.index).unwrap_or(usize::MAX);
                let read = waiting.sets.get(index).ok_or(ActionError::NoSuchImport)?;
                Plan::new(decision, read, waiting.origin.as_ref(), now)
            })
            .collect::<Result<Vec<_>, ActionError>>()?;
        if plans.is_empty() {
            return Err(ActionError::NothingTaken);
        }
        self.change_recovery(now, |recovery| {
            refuse_if_changed(recovery, &plans)?;
            let mut ids = Vec::with_capacity(plans.len());
            for plan in &plans {
                let merged = merge(recovery, plan, now)?;
                for (set, what) in merged.happened {
                    recovery.log.record(event_of(Some(set), what, now));
                }
                ids.push(merged.set);
            }
            Ok(ids)
        })
    }

    /// Gives up a preview.
    pub fn discard_import(&mut self, id: u32) {
        self.imports.waiting.take_if(|waiting| waiting.id == id);
    }

    /// Deletes the file that an import was read from, after it was stored. It is overwritten once before; copies on other
    /// media, in snapshots of the disk and in clouds remain, and the screen says so. What is not the file that was read is
    /// left alone.
    ///
    /// # Errors
    /// [`ActionError::NoSuchImport`], [`ActionError::NotDeleted`].
    pub fn delete_imported_file(&mut self, id: u32) -> Result<(), ActionError> {
        let stored = self.imports.stored.as_ref().filter(|stored| stored.id == id);
        let StoredFile { path, origin, .. } = stored.ok_or(ActionError::NoSuchImport)?;
        shred::shred(path, origin).map_err(ActionError::NotDeleted)?;
        self.imports.stored = None;
        Ok(())
    }

    /// Puts enrolments that stood in the file on the table of scanned accounts.
    fn offer_elsewhere(&mut self, reading: &Reading, now: SystemTime) -> Result<Option<Offer>, ActionError> {
        let service = reading.about.as_deref().map(display_name).unwrap_or_default();
        let uris: Vec<Zeroizing<String>> = reading
            .elsewhere
            .iter()
            .filter_map(|secret| match secret.kind {
                ElsewhereKind::OtpAuth => Some(Zeroizing::new(secret.secret.expose().to_owned())),
                ElsewhereKind::SetupKey => enrolment(&service, secret.secret.expose()),
                ElsewhereKind::AgeIdentity => None,
            })
            .collect();
        if uris.is_empty() {
            return Ok(None);
        }
        let texts: Vec<&str> = uris.iter().map(|uri| uri.as_str()).collect();
        self.offer(&texts, now).map(Some)
    }
}

/// A setup key as the URI that its service would have drawn.
fn enrolment(service: &str, key: &str) -> Option<Zeroizing<String>> {
    let secret = otp::OtpSecret::from_base32(key).ok()?;
    let enrolment = otp::OtpAuth {
        issuer: Some(service.to_owned()).filter(|service| !service.is_empty()),
        account: String::new(),
        key: otp::OtpKey::totp(secret),
        other: Vec::new(),
    };
    Some(enrolment.to_uri())
}

/// The person decided over what they were told. If something else is true by now, they are told that first.
fn refuse_if_changed(recovery: &Recovery, plans: &[Plan<'_>]) -> Result<(), ActionError> {
    let stored = Stored::new(&recovery.sets);
    let is_as_told = |plan: &Plan<'_>| stored.reconcile(&plan.read.found) == plan.read.outcome;
    if plans.iter().all(is_as_told) { Ok(()) } else { Err(ActionError::ImportChanged) }
}
