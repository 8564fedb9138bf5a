//! Opening and closing the vault: the first passphrase, the daily one, the keyring, and going back to an earlier version.
//! How long a wrong passphrase costs is decided by the vault, which also remembers it.
use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use vault::{
    DamagedRecord, LockedVault, Passphrase, QuickUnlock, QuickUnlockError, Refreshed, Rollback, Snapshot,
    SnapshotId, UnlockedVault,
};

use crate::{
    ActionError, Clock, Desk,
    codes::{List, OnScreen},
    desk::{State, unusable},
};

#[cfg(test)]
mod tests;

/// What the person sees before anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// No vault yet: choose a passphrase.
    Absent,
    /// Closed: type the passphrase.
    Locked,
    /// Open.
    Open,
    /// There is a vault that cannot be opened as it is; [`Status::problem`] says why, and snapshots can be put back.
    Damaged,
}

/// How things stand.
#[derive(Clone, Debug)]
pub struct Status {
    /// In what state the vault is.
    pub phase: Phase,
    /// Whether the keyring can open it, as far as is known: [`Keyring::look`](crate::Keyring::look) asks it.
    pub quick_unlock: QuickUnlock,
    /// How long the next passphrase has to wait.
    pub retry_in: Duration,
    /// A throw-away vault.
    pub demo: bool,
    /// Where the vault is.
    pub folder: String,
    /// Why it cannot be used.
    pub problem: Option<String>,
    /// How many records were set aside because they could not be read.
    pub set_aside: usize,
}

/// Whether the keyring should open a new vault from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenWith {
    /// The passphrase each time.
    Passphrase,
    /// The keyring, while the person is logged in.
    Keyring,
}

impl Desk {
    /// How things stand. Never waits for the keyring.
    pub fn status(&self, now: SystemTime) -> Status {
        let mut status = Status {
            phase: Phase::Absent,
            quick_unlock: QuickUnlock::Off,
            retry_in: Duration::ZERO,
            demo: self.demo.is_some(),
            folder: self.place.folder.name(),
            problem: None,
            set_aside: 0,
        };
        match &self.state {
            State::Absent => {}
            State::Locked(vault) => {
                status.problem = vault.problem().map(|problem| problem.to_string());
                status.phase = if status.problem.is_some() { Phase::Damaged } else { Phase::Locked };
                status.quick_unlock = self.keyring.known();
                status.retry_in = vault.wait_before_retry(now);
            }
            State::Open(vault) => {
                status.phase = Phase::Open;
                status.quick_unlock = self.keyring.known();
                status.set_aside = vault.set_aside().len();
            }
            State::Damaged(problem) => {
                status.phase = Phase::Damaged;
                status.problem = Some(problem.to_string());
            }
        }
        status
    }

    /// Whether there is a vault that a passphrase could open.
    ///
    /// # Errors
    /// [`ActionError::NoVault`], or [`ActionError::Vault`] with what is wrong with it.
    pub fn openable(&self) -> Result<(), ActionError> {
        match &self.state {
            State::Open(_) => Ok(()),
            State::Locked(vault) => vault.problem().map_or(Ok(()), |problem| Err(problem.into())),
            State::Absent | State::Damaged(_) => Err(unusable(&self.place)),
        }
    }

    /// Makes a vault and opens it. The keyring is a convenience: when it refuses, the vault is made all the same and the
    /// reason is returned.
    ///
    /// # Errors
    /// [`ActionError::Vault`] when there is one already or the disk refuses.
    pub fn create(
        &mut self,
        passphrase: &Passphrase,
        open_with: OpenWith,
        now: SystemTime,
    ) -> Result<Option<QuickUnlockError>, ActionError> {
        let vault = LockedVault::create(self.place.clone(), passphrase, now)?;
        let refused = match open_with {
            OpenWith::Passphrase => None,
            OpenWith::Keyring => vault.enable_quick_unlock().err(),
        };
        if open_with == OpenWith::Keyring {
            self.keyring.tried(refused.as_ref());
        }
        self.enter(vault, now);
        Ok(refused)
    }

    /// Opens the vault with the passphrase.
    ///
    /// # Errors
    /// [`ActionError::Unlock`] for a wrong passphrase, one that comes too soon, or a vault older than the last one seen,
    /// which [`Rollback::Accept`] opens all the same.
    pub fn unlock(
        &mut self,
        passphrase: &Passphrase,
        rollback: Rollback,
        clock: impl Clock,
    ) -> Result<(), ActionError> {
        let vault = self.locked()?.unlock(passphrase, &clock, rollback)?;
        self.enter(vault, clock.now());
        Ok(())
    }

    /// Opens the vault with the keyring.
    ///
    /// # Errors
    /// As [`Desk::unlock`]; the passphrase always works instead.
    pub fn quick_unlock(&mut self, rollback: Rollback, now: SystemTime) -> Result<(), ActionError> {
        let opened = self.keyring.open(self.locked()?, rollback, now)?;
        self.enter(opened, now);
        Ok(())
    }

    /// Closes the vault and forgets everything that came out of it, also what was scanned and not added. No effect on
    /// a vault that is not open.
    pub fn lock(&mut self) {
        self.close_recovery();
        self.imports.clear();
        self.offered.clear();
        self.on_screen = OnScreen::default();
        self.list = List::default();
        self.state = match std::mem::replace(&mut self.state, State::Absent) {
            State::Open(vault) => State::Locked(Arc::new(vault.lock())),
            other => other,
        };
    }

    /// Looks whether another program has written, which costs one look at the file's date.
    ///
    /// # Errors
    /// [`ActionError::Vault`] when what lies there now cannot be used; what is open stays open.
    pub fn refresh(&mut self) -> Result<Refreshed, ActionError> {
        Ok(self.vault_mut()?.refresh()?)
    }

    /// Looks into the folder again, when a vault was made or put back there by other means.
    pub fn look_again(&mut self) {
        if matches!(self.state, State::Absent | State::Damaged(_)) {
            self.state = State::found(&self.place);
        }
    }

    /// The records that could not be read. They stay in the file as they are.
    ///
    /// # Errors
    /// [`ActionError::Locked`] and its kin when the vault is not open.
    pub fn set_aside(&self) -> Result<&[DamagedRecord], ActionError> {
        Ok(self.vault()?.set_aside())
    }

    /// The earlier versions of a vault that is closed, the newest first.
    ///
    /// # Errors
    /// [`ActionError::Vault`].
    pub fn snapshots(&self) -> Result<Vec<Snapshot>, ActionError> {
        Ok(self.locked()?.snapshots()?)
    }

    /// Puts an earlier version in the place of the present one, which is kept among the snapshots. The vault stays closed.
    ///
    /// # Errors
    /// [`ActionError::Unlock`] when the passphrase does not open that version; nothing is changed then.
    pub fn restore_snapshot(
        &mut self,
        id: &SnapshotId,
        passphrase: &Passphrase,
        clock: impl Clock,
    ) -> Result<(), ActionError> {
        self.locked()?.restore(id, passphrase, clock)?;
        self.state = State::found(&self.place);
        Ok(())
    }

    /// Whether the vault is open.
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Open(_))
    }

    /// The closed vault, to be unlocked on another thread while the desk answers questions: deriving the key takes a
    /// second, and a keyring may ask the person for its own password. What comes of it goes to [`Desk::enter`].
    ///
    /// # Errors
    /// [`ActionError::AlreadyOpen`], [`ActionError::NoVault`], or [`ActionError::Vault`].
    pub fn closed_vault(&self) -> Result<Arc<LockedVault>, ActionError> {
        self.locked().map(Arc::clone)
    }

    /// Sits down at a vault that was unlocked elsewhere. If the desk is open by now, that one stays.
    pub fn enter(&mut self, vault: UnlockedVault, now: SystemTime) {
        if !self.is_open() {
            self.state = State::Open(Box::new(vault));
            self.empty_bin(now);
        }
    }

    fn locked(&self) -> Result<&Arc<LockedVault>, ActionError> {
        match &self.state {
            State::Locked(vault) => Ok(vault),
            State::Open(_) => Err(ActionError::AlreadyOpen),
            State::Absent | State::Damaged(_) => Err(unusable(&self.place)),
        }
    }
}
