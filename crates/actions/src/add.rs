//! From what was scanned, pasted or typed to an account. What was read waits here under small numbers, so that a screen
//! can show and name it without ever holding a secret; accepting it is one write.
//! Knows nothing of cameras and pictures: it is handed text.
use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use otp::{Code, migration};
use vault::{AccountId, ActivityKind};

use crate::{
    ActionError, Desk, account_text,
    codes::{Timing, timing},
    desk::event,
    search::folded,
};

mod manual;
mod not_enrolment;
mod notice;
mod offered;
mod reading;
#[cfg(test)]
mod tests;

pub use manual::{FormKind, ManualForm};
pub use not_enrolment::{NotEnrolment, PushApp};
pub use notice::Notice;
pub use offered::{Batch, CandidateId};
pub(crate) use offered::{Offered, Scanned};
use reading::Reading;
pub use reading::unreadable;

/// The name of an account that came without any and that nobody named.
const UNNAMED: &str = "Unnamed account";

/// What was found in what was read.
#[derive(Debug)]
pub struct Offer {
    /// Accounts that can be added.
    pub candidates: Vec<Candidate>,
    /// How far an export over several pictures has been gathered.
    pub batch: Option<Batch>,
    /// What the person should know about the rest.
    pub notice: Option<Notice>,
}

/// An account that was read and not yet added.
#[derive(Debug)]
pub struct Candidate {
    /// Its number at the desk.
    pub id: CandidateId,
    /// The service, if it named itself.
    pub issuer: String,
    /// The login name.
    pub name: String,
    /// `totp`, `hotp`, `steam`, `motp` or `yandex`.
    pub kind: &'static str,
    /// The hash, as a person may read it.
    pub algorithm: &'static str,
    /// How many characters a code has.
    pub digits: u8,
    /// Seconds from one code to the next; `None` for a counter.
    pub period_secs: Option<u32>,
    /// The present code, to confirm the enrolment at the service with; `None` for a counter, which is only ever
    /// advanced on disk.
    pub code: Option<Code>,
    /// How long the code is valid; `None` for a counter.
    pub valid_for: Option<Duration>,
    /// The account that has the same secret.
    pub already: Option<AccountId>,
    /// The account that has the same names and another secret: perhaps the service has been enrolled anew.
    pub same_name: Option<AccountId>,
}

/// What the person calls a new account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CandidateEdit {
    /// The service.
    pub issuer: String,
    /// The login name.
    pub name: String,
    /// Words to find it by.
    pub tags: Vec<String>,
}

impl Candidate {
    /// The candidate under the names it came with.
    pub fn as_it_is(&self) -> CandidateEdit {
        let mut edit =
            CandidateEdit { issuer: self.issuer.clone(), name: self.name.clone(), tags: Vec::new() };
        if edit.issuer.is_empty() && edit.name.is_empty() {
            edit.name = UNNAMED.to_owned();
        }
        edit
    }
}

impl Desk {
    /// Reads the texts of QR codes, or pasted text. Never fails: what is no enrolment is named in
    /// [`Offer::notice`]. Reading the same thing again gives the same candidate, as a camera does thirty times a second.
    ///
    /// # Errors
    /// [`ActionError::Locked`] and its kin when the vault is not open.
    pub fn offer(&mut self, payloads: &[&str], now: SystemTime) -> Result<Offer, ActionError> {
        self.vault()?;
        let mut found = Found::default();
        for payload in payloads {
            self.read(payload, &mut found);
        }
        if payloads.is_empty() {
            found.rest.push(Notice::NothingFound);
        }
        self.present(found, now)
    }

    /// Gives up everything that was read and not added.
    pub fn discard_offer(&mut self) {
        self.offered.clear();
    }

    /// Adds one candidate under the names the person gave it.
    ///
    /// # Errors
    /// [`ActionError::Text`] for names out of bounds, [`ActionError::NoSuchCandidate`], or whatever keeps the disk from
    /// being written; the candidate stays at hand then.
    pub fn accept(
        &mut self,
        id: CandidateId,
        edit: &CandidateEdit,
        now: SystemTime,
    ) -> Result<AccountId, ActionError> {
        let added = self.accept_all(&[(id, edit.clone())], now)?;
        added.into_iter().next().ok_or(ActionError::NoSuchCandidate)
    }

    /// Adds several candidates, all or none.
    ///
    /// # Errors
    /// As [`Desk::accept`].
    pub fn accept_all(
        &mut self,
        candidates: &[(CandidateId, CandidateEdit)],
        now: SystemTime,
    ) -> Result<Vec<AccountId>, ActionError> {
        let mut accounts = Vec::with_capacity(candidates.len());
        for (id, edit) in candidates {
            let (issuer, name) = account_text::names(&edit.issuer, &edit.name)?;
            let tags = account_text::tags(&edit.tags)?;
            let mut account = self.offered.get(*id)?.account(now);
            (account.issuer, account.name, account.tags) = (issuer, name, tags);
            accounts.push(Arc::new(account));
        }
        self.change(now, |contents| {
            contents.accounts.extend(accounts.iter().map(Arc::clone));
            for account in &accounts {
                contents.activity.record(event(account.id, ActivityKind::Added, now));
            }
            Ok(())
        })?;
        candidates.iter().for_each(|(id, _)| self.offered.remove(*id));
        Ok(accounts.iter().map(|account| account.id).collect())
    }

    /// Sorts one text into what was found.
    fn read(&mut self, payload: &str, found: &mut Found) {
        match Reading::of(payload) {
            Ok(Reading::Account(enrolment)) => self.put(Scanned::from(*enrolment), found),
            Ok(Reading::Batch(batch)) => self.gather(batch, found),
            Err(notice @ Notice::NotEnrolment(_)) => found.rest.push(notice),
            Err(notice) => found.damaged.push(notice),
        }
    }

    fn put(&mut self, scanned: Scanned, found: &mut Found) {
        match self.offered.put(scanned) {
            Some(id) if !found.ids.contains(&id) => found.ids.push(id),
            Some(_) => {}
            None => found.damaged.push(Notice::TooMany),
        }
    }

    fn gather(&mut self, batch: migration::Batch, found: &mut Found) {
        let mut part = Found::default();
        for enrolment in batch.entries {
            self.put(Scanned::from(enrolment), &mut part);
        }
        let (gathered, ids) = self.offered.gather(batch.id, batch.index, batch.size, part.ids);
        found.batch = (gathered.of > 1).then_some(gathered);
        for id in ids {
            if !found.ids.contains(&id) {
                found.ids.push(id);
            }
        }
        found.damaged.append(&mut part.damaged);
        if !batch.problems.is_empty() {
            found.damaged.push(Notice::LeftOut(batch.problems));
        }
    }

    /// What the person sees of what was found.
    fn present(&self, found: Found, now: SystemTime) -> Result<Offer, ActionError> {
        let candidates: Vec<_> =
            found.ids.iter().map(|id| self.candidate(*id, now)).collect::<Result<_, ActionError>>()?;
        // What else is in the picture is of no interest beside an account that was found.
        let rest = if candidates.is_empty() { found.rest } else { Vec::new() };
        let notice = found.damaged.into_iter().chain(rest).next();
        Ok(Offer { candidates, batch: found.batch, notice })
    }

    fn candidate(&self, id: CandidateId, now: SystemTime) -> Result<Candidate, ActionError> {
        let scanned = self.offered.get(id)?;
        let names = (folded(&scanned.issuer), folded(&scanned.name));
        let accounts =
            || self.vault().map(|vault| vault.contents().accounts.iter().filter(|a| a.binned.is_none()));
        let already = accounts()?.find(|account| account.key.secret().same_as(scanned.key.secret()));
        let same_name = accounts()?
            .filter(|_| already.is_none())
            .find(|account| (folded(&account.issuer), folded(&account.name)) == names);
        let valid_for = match timing(&scanned.key, now) {
            Timing::Timed { valid_for, .. } => Some(valid_for),
            Timing::Counter => None,
        };
        Ok(Candidate {
            id,
            issuer: scanned.issuer.clone(),
            name: scanned.name.clone(),
            kind: scanned.key.kind_name(),
            algorithm: scanned.key.algorithm_name(),
            digits: scanned.key.digits().get(),
            period_secs: scanned.key.period().map(otp::Period::secs),
            code: valid_for.map(|_| scanned.key.code_at(now)),
            valid_for,
            already: already.map(|account| account.id),
            same_name: same_name.map(|account| account.id),
        })
    }
}

/// What one reading brought.
#[derive(Default)]
struct Found {
    ids: Vec<CandidateId>,
    batch: Option<Batch>,
    /// Enrolments that cannot be used: always worth telling.
    damaged: Vec<Notice>,
    /// What is no enrolment at all.
    rest: Vec<Notice>,
}
