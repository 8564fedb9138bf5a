//! When a service enrols a login anew: the new code is kept beside the old one until the service has accepted it.
//! Whatever is decided, the key that loses goes to the bin under a name that tells what it was, so that nobody is locked
//! out by a wrong click.
use std::{sync::Arc, time::SystemTime};

use otp::{Kind, OtpKey};
use vault::{Account, AccountId, ActivityKind, Contents};

use crate::{
    ActionError, CandidateId, Desk,
    account_text::shortened,
    desk::{event, in_use},
};

#[cfg(test)]
mod tests;

impl Desk {
    /// Keeps a scanned candidate as the new code of an account. The old one stays in force.
    ///
    /// # Errors
    /// [`ActionError::ReplacementWaits`], [`ActionError::SameCode`], [`ActionError::NoSuchCandidate`], or whatever keeps
    /// the disk from being written.
    pub fn start_replacement(
        &mut self,
        id: AccountId,
        candidate: CandidateId,
        now: SystemTime,
    ) -> Result<(), ActionError> {
        let key = Arc::clone(&self.offered.get(candidate)?.key);
        self.change_account(id, ActivityKind::ReplacementStarted, now, |account| {
            if account.replacement.is_some() {
                return Err(ActionError::ReplacementWaits);
            }
            if account.key.same_as(&key) {
                return Err(ActionError::SameCode);
            }
            account.replacement = Some(Arc::clone(&key));
            Ok(())
        })?;
        self.offered.remove(candidate);
        Ok(())
    }

    /// The service has accepted the new code: it takes the place of the old one, which goes to the bin.
    ///
    /// # Errors
    /// [`ActionError::NoReplacement`], or whatever keeps the disk from being written.
    pub fn confirm_replacement(&mut self, id: AccountId, now: SystemTime) -> Result<(), ActionError> {
        self.change(now, |contents| {
            let account = in_use(contents, id)?;
            let new = account.replacement.take().ok_or(ActionError::NoReplacement)?;
            let old = std::mem::replace(&mut account.key, after_confirmation(&new)?);
            account.modified = now.into();
            bin_key(contents, id, old, "old code", now);
            contents.activity.record(event(id, ActivityKind::ReplacementConfirmed, now));
            Ok(())
        })?;
        self.on_screen.forget(id);
        Ok(())
    }

    /// The old code stays; the new one goes to the bin, in case the service has switched after all.
    ///
    /// # Errors
    /// As [`Desk::confirm_replacement`].
    pub fn cancel_replacement(&mut self, id: AccountId, now: SystemTime) -> Result<(), ActionError> {
        self.change(now, |contents| {
            let account = in_use(contents, id)?;
            let new = account.replacement.take().ok_or(ActionError::NoReplacement)?;
            account.modified = now.into();
            bin_key(contents, id, new, "unused new code", now);
            contents.activity.record(event(id, ActivityKind::ReplacementCancelled, now));
            Ok(())
        })
    }
}

/// The key as it goes on: the code that confirmed it has used up one value of a counter.
fn after_confirmation(new: &Arc<OtpKey>) -> Result<Arc<OtpKey>, ActionError> {
    match new.kind() {
        Kind::Hotp { .. } => Ok(Arc::new(new.advanced()?)),
        Kind::Totp { .. } | Kind::Steam | Kind::Motp { .. } | Kind::Yandex { .. } => Ok(Arc::clone(new)),
    }
}

/// Puts `key` into the bin as an entry of its own, named after the account it belonged to.
fn bin_key(contents: &mut Contents, id: AccountId, key: Arc<OtpKey>, was: &str, now: SystemTime) {
    let Some(account) = contents.account(id).cloned() else { return };
    let mut binned = Account::new(key, now.into());
    binned.issuer.clone_from(&account.issuer);
    binned.name = shortened(format!("{} ({was})", account.name).trim_start());
    binned.icon.clone_from(&account.icon);
    binned.clock_offset_secs = account.clock_offset_secs;
    binned.created = account.created;
    binned.binned = Some(now.into());
    contents.accounts.push(Arc::new(binned));
}
