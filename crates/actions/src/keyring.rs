//! Whether the keyring can open the vault. A keyring may ask the person for its own password, or hang, so it is asked on
//! a handle of its own and the desk only remembers the answer.
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::SystemTime,
};

use vault::{
    LockedVault, Place, QuickUnlock, QuickUnlockError, Rollback, UnlockError, UnlockedVault,
    quick_unlock_is_wanted, quick_unlock_state,
};

use crate::Desk;

/// A handle for asking the keyring while the desk goes on. Cloning it is cheap; all of them share the answer with the
/// desk they came from.
#[derive(Clone)]
pub struct Keyring {
    place: Place,
    /// The last answer; `None` before the first.
    known: Arc<Mutex<Option<QuickUnlock>>>,
}

impl Keyring {
    pub(crate) fn of(place: &Place) -> Self {
        Self { place: place.clone(), known: Arc::default() }
    }

    /// Asks the keyring, which may take seconds, and remembers the answer for [`Desk::status`]. Only if quick unlock was
    /// switched on: nobody's keyring is asked for a key that was never put there.
    pub fn look(&self) -> QuickUnlock {
        let answer = quick_unlock_state(&self.place);
        self.remember(answer.clone());
        answer
    }

    /// Opens `vault` with the key in the keyring, which may take seconds, and remembers how that went. What comes of it
    /// goes to [`Desk::enter`].
    ///
    /// # Errors
    /// As [`LockedVault::quick_unlock`]; the passphrase always works instead.
    pub fn open(
        &self,
        vault: &LockedVault,
        rollback: Rollback,
        now: SystemTime,
    ) -> Result<UnlockedVault, UnlockError> {
        let opened = vault.quick_unlock(now, rollback);
        match &opened {
            Ok(_) => self.tried(None),
            Err(UnlockError::QuickUnlock(failure)) => self.tried(Some(failure)),
            Err(_) => {}
        }
        opened
    }

    /// The last answer, at once. Before the first one, quick unlock is taken to work if it was switched on.
    pub(crate) fn known(&self) -> QuickUnlock {
        if quick_unlock_is_wanted(&self.place) {
            self.answer().clone().unwrap_or(QuickUnlock::On)
        } else {
            QuickUnlock::Off
        }
    }

    /// What an attempt to use it has shown.
    pub(crate) fn tried(&self, failure: Option<&QuickUnlockError>) {
        self.remember(match failure {
            None => QuickUnlock::On,
            Some(QuickUnlockError::Keyring(problem)) => QuickUnlock::Unavailable(problem.to_string()),
            Some(QuickUnlockError::NoKey | QuickUnlockError::WrongKey) => QuickUnlock::Off,
        });
    }

    fn remember(&self, answer: QuickUnlock) {
        *self.answer() = Some(answer);
    }

    fn answer(&self) -> MutexGuard<'_, Option<QuickUnlock>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    /// The handle on which the keyring is asked without holding the desk.
    pub fn keyring(&self) -> Keyring {
        self.keyring.clone()
    }
}

#[cfg(test)]
static_assertions::assert_impl_all!(Keyring: Send, Sync);
