//! The bin: nothing a person deletes is gone at once. What lies in it for 30 days is deleted when the vault is next
//! unlocked; how long it has lain there is not the clock's word alone (`patience`). Restoring is the undo of deleting.
use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use vault::{Account, AccountId, ActivityKind, Contents, Timestamp};

use crate::{
    ActionError, Desk,
    desk::{event, in_use},
};

mod patience;
#[cfg(test)]
mod tests;

use patience::Traces;

/// How long the bin keeps an account, at least: of a longer time without any use only a week counts.
pub const BIN_KEEPS: Duration = Duration::from_secs(30 * 24 * 3600);

/// An account in the bin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BinnedAccount {
    /// The account.
    pub id: AccountId,
    /// The service.
    pub issuer: String,
    /// The login name.
    pub name: String,
    /// The icon chosen by the person.
    pub icon: Option<String>,
    /// When it was put there.
    pub since: Timestamp,
    /// How much longer it can be restored for certain.
    pub kept_for: Duration,
}

impl Desk {
    /// Puts an account into the bin.
    ///
    /// # Errors
    /// [`ActionError::NoSuchAccount`], or whatever keeps the disk from being written.
    pub fn bin(&mut self, id: AccountId, now: SystemTime) -> Result<(), ActionError> {
        self.change(now, |contents| {
            let account = in_use(contents, id)?;
            account.binned = Some(now.into());
            account.modified = now.into();
            contents.activity.record(event(id, ActivityKind::Binned, now));
            Ok(())
        })?;
        self.on_screen.forget(id);
        Ok(())
    }

    /// Takes an account out of the bin, to where it was in the list.
    ///
    /// # Errors
    /// [`ActionError::NotInTheBin`], or whatever keeps the disk from being written.
    pub fn restore(&mut self, id: AccountId, now: SystemTime) -> Result<(), ActionError> {
        self.change(now, |contents| {
            let account = in_bin(contents, id)?;
            account.binned = None;
            account.modified = now.into();
            contents.activity.record(event(id, ActivityKind::Restored, now));
            Ok(())
        })
    }

    /// Deletes an account that is in the bin. Earlier versions of the vault still hold it until they rotate away.
    ///
    /// # Errors
    /// As [`Desk::restore`].
    pub fn delete_forever(&mut self, id: AccountId, now: SystemTime) -> Result<(), ActionError> {
        self.change(now, |contents| {
            in_bin(contents, id)?;
            contents.accounts.retain(|account| account.id != id);
            contents.activity.forget(id);
            Ok(())
        })
    }

    /// What is in the bin, the newest first.
    ///
    /// # Errors
    /// [`ActionError::Locked`] and its kin when the vault is not open.
    pub fn binned(&self, now: SystemTime) -> Result<Vec<BinnedAccount>, ActionError> {
        let contents = self.vault()?.contents();
        let traces = Traces::of(contents, now.into());
        let mut binned: Vec<_> = contents
            .accounts
            .iter()
            .filter_map(|account| {
                let since = account.binned?;
                Some(BinnedAccount {
                    id: account.id,
                    issuer: account.issuer.clone(),
                    name: account.name.clone(),
                    icon: account.icon.clone(),
                    since,
                    kept_for: BIN_KEEPS.saturating_sub(traces.since(since)),
                })
            })
            .collect();
        binned.sort_by_key(|account| std::cmp::Reverse(account.since));
        Ok(binned)
    }

    /// Deletes what has been in the bin for 30 days. Writes only if there is something to delete; a disk that refuses is
    /// no reason not to unlock, it is tried again next time.
    pub(crate) fn empty_bin(&mut self, now: SystemTime) {
        if self.vault().is_ok_and(|vault| !expired(vault.contents(), now.into()).is_empty()) {
            let _next_time = self.change(now, |contents| {
                let expired = expired(contents, now.into());
                contents.accounts.retain(|account| !expired.contains(&account.id));
                expired.iter().for_each(|id| contents.activity.forget(*id));
                Ok(())
            });
        }
    }
}

/// What has been in the bin for long enough.
fn expired(contents: &Contents, now: Timestamp) -> Vec<AccountId> {
    let binned = |account: &Arc<Account>| Some((account.id, account.binned?));
    let binned: Vec<_> = contents.accounts.iter().filter_map(binned).collect();
    if binned.is_empty() {
        return Vec::new();
    }
    let traces = Traces::of(contents, now);
    binned.into_iter().filter(|(_, since)| traces.since(*since) >= BIN_KEEPS).map(|(id, _)| id).collect()
}

fn in_bin(contents: &mut Contents, id: AccountId) -> Result<&mut Account, ActionError> {
    let account = contents.account_mut(id).ok_or(ActionError::NoSuchAccount)?;
    if account.binned.is_some() { Ok(account) } else { Err(ActionError::NotInTheBin) }
}
