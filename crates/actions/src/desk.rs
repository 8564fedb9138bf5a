//! The desk a person works at: the vault in whatever state it is, what has been scanned and not yet added, and the
//! settings. What can be done at it is in one file per family; this file only says what lies on it.
use std::{sync::Arc, time::SystemTime};

use vault::{
    Account, AccountId, Activity, ActivityKind, Contents, LockedVault, Place, UnlockedVault, VaultError,
};

use crate::{
    ActionError, Keyring, SettingsFile,
    add::Offered,
    codes::{List, OnScreen},
    recovery::Imports,
};

/// Everything that is open in front of one person. One desk per process; whoever shares it puts it behind a lock.
pub struct Desk {
    pub(crate) place: Place,
    pub(crate) state: State,
    pub(crate) keyring: Keyring,
    pub(crate) settings: SettingsFile,
    pub(crate) offered: Offered,
    pub(crate) on_screen: OnScreen,
    pub(crate) list: List,
    /// The recovery compartment, while it is open.
    pub(crate) recovery: Option<vault::RecoveryUnlocked>,
    /// What was read from a file of recovery codes and not yet stored.
    pub(crate) imports: Imports,
    /// The kit before the present one still opens the compartment's file, until that is written once more.
    pub(crate) kit_unfinished: bool,
    /// A kit whose page was drawn and that is not in force yet.
    pub(crate) drafted_kit: Option<vault::Kit>,
    /// A backup that was chosen and not yet put in place.
    pub(crate) chosen_backup: Option<vault::Backup>,
    /// The folder of a throw-away vault, removed with the desk.
    pub(crate) demo: Option<tempfile::TempDir>,
}

/// In what state the vault is.
pub(crate) enum State {
    /// The folder holds none of our files.
    Absent,
    /// There is a vault and it is closed.
    Locked(Arc<LockedVault>),
    /// It is open.
    Open(Box<UnlockedVault>),
    /// There are files of ours that cannot be used. Never treated as a first run.
    Damaged(VaultError),
}

impl Desk {
    /// Sits down at the vault in `place`, which stays closed.
    pub fn new(place: Place, settings: SettingsFile) -> Self {
        let state = State::found(&place);
        Self {
            keyring: Keyring::of(&place),
            place,
            state,
            settings,
            offered: Offered::default(),
            on_screen: OnScreen::default(),
            list: List::default(),
            recovery: None,
            imports: Imports::default(),
            kit_unfinished: false,
            drafted_kit: None,
            chosen_backup: None,
            demo: None,
        }
    }

    /// The open vault.
    pub(crate) fn vault(&self) -> Result<&UnlockedVault, ActionError> {
        match &self.state {
            State::Open(vault) => Ok(vault),
            State::Locked(_) => Err(ActionError::Locked),
            State::Absent | State::Damaged(_) => Err(unusable(&self.place)),
        }
    }

    /// The open vault, to change it.
    pub(crate) fn vault_mut(&mut self) -> Result<&mut UnlockedVault, ActionError> {
        match &mut self.state {
            State::Open(vault) => Ok(vault),
            State::Locked(_) => Err(ActionError::Locked),
            State::Absent | State::Damaged(_) => Err(unusable(&self.place)),
        }
    }

    /// What the person should know of the open vault though nothing failed, in sentences. To be looked at after a change.
    pub fn warnings(&self) -> Vec<String> {
        let State::Open(vault) = &self.state else { return Vec::new() };
        let snapshot = vault.snapshot_problem().map(|problem| {
            let why = match problem {
                // Its own sentence is about the change.
                VaultError::DiskFull => "The disk is nearly full; free some space.".to_owned(),
                problem => problem.to_string(),
            };
            format!(
                "The change was saved, but no earlier version of the vault could be kept before it. {why}"
            )
        });
        snapshot.into_iter().chain(self.recovery_warnings()).collect()
    }

    /// One durable write. `change` may run twice, when another program has written in the meantime; on any failure the
    /// desk shows what is on disk.
    pub(crate) fn change<T>(
        &mut self,
        now: SystemTime,
        change: impl FnMut(&mut Contents) -> Result<T, ActionError>,
    ) -> Result<T, ActionError> {
        Ok(self.vault_mut()?.change(now, change)?)
    }

    /// One durable write to one account that is not in the bin, remembered as `what`.
    pub(crate) fn change_account<T>(
        &mut self,
        id: AccountId,
        what: ActivityKind,
        now: SystemTime,
        mut change: impl FnMut(&mut Account) -> Result<T, ActionError>,
    ) -> Result<T, ActionError> {
        self.change(now, |contents| {
            let account = in_use(contents, id)?;
            let result = change(account)?;
            account.modified = now.into();
            contents.activity.record(event(id, what.clone(), now));
            Ok(result)
        })
    }

    /// An account that is not in the bin.
    pub(crate) fn find(&self, id: AccountId) -> Result<&Arc<Account>, ActionError> {
        let account = self.vault()?.contents().account(id).ok_or(ActionError::NoSuchAccount)?;
        if account.binned.is_some() { Err(ActionError::InTheBin) } else { Ok(account) }
    }

    /// Remembers something that has already happened, if the disk lets us. What was done stays done: a full disk must
    /// not keep a person from moving an account to a phone.
    pub(crate) fn remember(&mut self, event: &Activity, now: SystemTime) {
        let _not_essential = self.change(now, |contents| {
            contents.activity.record(event.clone());
            Ok(())
        });
    }
}

impl State {
    /// What lies in the folder now.
    pub(crate) fn found(place: &Place) -> Self {
        match LockedVault::find(place.clone()) {
            Ok(Some(vault)) => Self::Locked(Arc::new(vault)),
            Ok(None) => Self::Absent,
            Err(problem) => Self::Damaged(problem),
        }
    }
}

/// Why there is neither a locked nor an open vault. Looked up afresh, so that the sentence is true when it is shown.
pub(crate) fn unusable(place: &Place) -> ActionError {
    match LockedVault::find(place.clone()) {
        Ok(Some(_)) => ActionError::Locked,
        Ok(None) => ActionError::NoVault,
        Err(problem) => problem.into(),
    }
}

/// The account to change, if it is not in the bin.
pub(crate) fn in_use(contents: &mut Contents, id: AccountId) -> Result<&mut Account, ActionError> {
    let account = contents.account_mut(id).ok_or(ActionError::NoSuchAccount)?;
    if account.binned.is_some() { Err(ActionError::InTheBin) } else { Ok(account) }
}

/// An event of one account.
pub(crate) fn event(id: AccountId, what: ActivityKind, now: SystemTime) -> Activity {
    Activity::of_account(id, what, now.into())
}

#[cfg(test)]
static_assertions::assert_impl_all!(Desk: Send); // a shell works at it from several threads, one at a time
#[cfg(test)]
static_assertions::assert_not_impl_any!(Desk: std::fmt::Debug, Clone);
