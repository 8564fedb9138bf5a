//! One account: looking at it, renaming it, pinning and moving it, its QR code after a fresh passphrase.
//! The bin, replacing the code and the list are elsewhere.
use std::{collections::HashSet, sync::Arc, time::SystemTime};

use otp::{Code, Kind};
use vault::{Account, AccountId, ActivityKind, Contents, Passphrase, Timestamp};
use zeroize::Zeroizing;

use crate::{
    ActionError, Clock, CodeRow, Desk, Timing, account_text,
    codes::{shifted, timing},
    desk::{event, in_use},
    export, qr,
};

#[cfg(test)]
mod tests;

/// How much of an account's history its page shows.
const HISTORY_SHOWN: usize = 100;

/// Everything about one account but its secret.
#[derive(Debug)]
pub struct AccountView {
    /// The account as a line of the list.
    pub row: CodeRow,
    /// Free text.
    pub notes: String,
    /// `totp`, `hotp`, `steam`, `motp` or `yandex`.
    pub kind: &'static str,
    /// The hash, as a person may read it.
    pub algorithm: &'static str,
    /// How many characters a code has.
    pub digits: u8,
    /// Seconds from one code to the next; `None` for a counter.
    pub period_secs: Option<u32>,
    /// Where the counter stands; `None` for codes that go by the clock.
    pub counter: Option<u64>,
    /// Seconds added to the clock.
    pub offset_secs: i32,
    /// When it was added.
    pub created: Timestamp,
    /// When its code was last copied.
    pub last_used: Option<Timestamp>,
    /// How often its code was copied.
    pub uses: u32,
    /// The newly scanned code, while it waits for its confirmation.
    pub replacement: Option<ReplacementView>,
    /// What happened to it, the newest first.
    pub history: Vec<HistoryEntry>,
}

/// A code that waits for its confirmation.
#[derive(Debug)]
pub struct ReplacementView {
    /// What the person types at the service to confirm it.
    pub code: Code,
    /// How long it is valid.
    pub timing: Timing,
}

/// One line of an account's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub what: ActivityKind,
}

/// What can be changed about an account. Everything is given each time; what stays the same is given as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountEdit {
    /// The service.
    pub issuer: String,
    /// The login name.
    pub name: String,
    /// The slug of an icon, or none to let it be chosen by the issuer.
    pub icon: Option<String>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// Free text.
    pub notes: String,
    /// Seconds added to the clock.
    pub offset_secs: i32,
}

impl Desk {
    /// An account's page.
    ///
    /// # Errors
    /// [`ActionError::NoSuchAccount`], [`ActionError::InTheBin`].
    pub fn account(&self, id: AccountId, now: SystemTime) -> Result<AccountView, ActionError> {
        let account = self.find(id)?;
        let time = shifted(account, now);
        let events = self.vault()?.contents().activity.iter().rev().filter(|event| event.account == Some(id));
        Ok(AccountView {
            row: self.row(account, now),
            notes: account.notes.clone(),
            kind: account.key.kind_name(),
            algorithm: account.key.algorithm_name(),
            digits: account.key.digits().get(),
            period_secs: account.key.period().map(otp::Period::secs),
            counter: match account.key.kind() {
                Kind::Hotp { counter } => Some(*counter),
                Kind::Totp { .. } | Kind::Steam | Kind::Motp { .. } | Kind::Yandex { .. } => None,
            },
            offset_secs: account.clock_offset_secs,
            created: account.created,
            last_used: account.last_used,
            uses: account.uses,
            replacement: account
                .replacement
                .as_ref()
                .map(|key| ReplacementView { code: key.code_at(time), timing: timing(key, time) }),
            history: events
                .take(HISTORY_SHOWN)
                .map(|event| HistoryEntry { at: event.at, what: event.what.clone() })
                .collect(),
        })
    }

    /// Changes what the person may write about an account.
    ///
    /// # Errors
    /// [`ActionError::Text`] says which text is out of bounds; nothing is changed then.
    pub fn edit(&mut self, id: AccountId, edit: &AccountEdit, now: SystemTime) -> Result<(), ActionError> {
        let (issuer, name) = account_text::names(&edit.issuer, &edit.name)?;
        let icon = account_text::icon(edit.icon.as_deref())?;
        let tags = account_text::tags(&edit.tags)?;
        let notes = account_text::notes(&edit.notes)?;
        let offset_secs = account_text::offset(edit.offset_secs)?;
        let before = self.find(id)?;
        if (&before.issuer, &before.name, &before.icon, &before.tags) == (&issuer, &name, &icon, &tags)
            && (&before.notes, before.clock_offset_secs) == (&notes, offset_secs)
        {
            return Ok(()); // a sheet that was closed without a change leaves no trace
        }
        self.change_account(id, ActivityKind::Edited, now, |account| {
            account.issuer.clone_from(&issuer);
            account.name.clone_from(&name);
            account.icon.clone_from(&icon);
            account.tags.clone_from(&tags);
            account.notes.clone_from(&notes);
            account.clock_offset_secs = offset_secs;
            Ok(())
        })
    }

    /// Puts an account among the first.
    ///
    /// # Errors
    /// [`ActionError::NoSuchAccount`], or whatever keeps the disk from being written.
    pub fn pin(&mut self, id: AccountId, now: SystemTime) -> Result<(), ActionError> {
        self.change(now, |contents| {
            let account = in_use(contents, id)?;
            account.pinned = true;
            account.modified = now.into();
            Ok(())
        })
    }

    /// Takes an account from among the first.
    ///
    /// # Errors
    /// As [`Desk::pin`].
    pub fn unpin(&mut self, id: AccountId, now: SystemTime) -> Result<(), ActionError> {
        self.change(now, |contents| {
            let account = in_use(contents, id)?;
            account.pinned = false;
            account.modified = now.into();
            Ok(())
        })
    }

    /// Moves an account to place `to` of the whole list as it stands in the person's own order, pinned ones first. It
    /// stays within its group: what is not pinned cannot be dragged among the pinned.
    ///
    /// # Errors
    /// As [`Desk::pin`].
    pub fn move_to(&mut self, id: AccountId, to: u32, now: SystemTime) -> Result<(), ActionError> {
        let to = usize::try_from(to).unwrap_or(usize::MAX);
        self.change(now, |contents| {
            in_use(contents, id)?.modified = now.into();
            reorder(contents, id, to);
            Ok(())
        })
    }

    /// The enrolment URI of an account, after the passphrase was asked for.
    ///
    /// # Errors
    /// [`ActionError::Unlock`] when the passphrase is not accepted; it counts as an attempt.
    pub fn account_uri(
        &mut self,
        id: AccountId,
        passphrase: &Passphrase,
        clock: impl Clock,
    ) -> Result<Zeroizing<String>, ActionError> {
        self.find(id)?;
        self.vault()?.verify(passphrase, &clock)?;
        let now = clock.now();
        self.remember(&event(id, ActivityKind::QrShown, now), now);
        Ok(export::otpauth(self.find(id)?).to_uri())
    }

    /// The same as a QR code in a PNG picture.
    ///
    /// # Errors
    /// As [`Desk::account_uri`], and [`ActionError::Qr`] when the account holds too much text.
    pub fn account_qr(
        &mut self,
        id: AccountId,
        passphrase: &Passphrase,
        clock: impl Clock,
    ) -> Result<Zeroizing<Vec<u8>>, ActionError> {
        Ok(qr::png(&self.account_uri(id, passphrase, clock)?)?)
    }
}

/// Puts `id` at place `to` of the shown order, and everything else behind or before it as it was. Accounts in the bin
/// keep their neighbours before them.
fn reorder(contents: &mut Contents, id: AccountId, to: usize) {
    let Some(moved) = contents.account(id).cloned() else { return };
    let shown = |account: &&Arc<Account>| account.binned.is_none() && account.id != id;
    let before_group = match moved.pinned {
        true => 0,
        false => contents.accounts.iter().filter(shown).filter(|account| account.pinned).count(),
    };
    let group: Vec<_> = contents
        .accounts
        .iter()
        .filter(shown)
        .filter(|account| account.pinned == moved.pinned)
        .map(|a| a.id)
        .collect();
    let place = to.saturating_sub(before_group);
    let behind: HashSet<_> = group.iter().skip(place).copied().collect();

    contents.accounts.retain(|account| account.id != id);
    let first_behind = contents.accounts.iter().position(|account| behind.contains(&account.id));
    let at = first_behind.unwrap_or(contents.accounts.len());
    contents.accounts.insert(at, moved);
}
