//! Every place where a passphrase is tried: one after the other, each after its wait, counted across restarts and
//! across programs.
//!
//! What a right passphrase opens is the caller's business.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use crate::back_off::BackOff;
use crate::folder::LockGuard;
use crate::keys::KeyFileError;
use crate::state::{self, Found, State};
use crate::{Clock, Lock, UnlockError, VaultError, VaultFolder, VaultId, files};

/// How long another program's attempt is waited for: a few key derivations on a slow machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// The attempts at one vault, as this process knows them.
///
/// The count lives in `state.json`. Only when that cannot be written (full disk, read-only disk) does it live here.
#[derive(Debug, Default)]
pub(crate) struct Attempts {
    unsaved: Mutex<Option<BackOff>>,
}

impl Attempts {
    /// How long the next attempt has to wait.
    pub fn wait(&self, folder: &dyn VaultFolder, now: SystemTime) -> Duration {
        // What begins a wait anew is dealt with at once: whoever waits before trying would otherwise wait for ever.
        let begun = || self.begin(folder, &now).ok().map(|begun| begun.state.back_off);
        let back_off = match state::load(folder) {
            Found::Good(state) => self.worse(state.back_off),
            Found::Nothing => self.worse(BackOff::default()),
            Found::Damaged => begun().unwrap_or_else(|| BackOff::assumed(now)),
        };
        let set_back = back_off.with_clock(now) != back_off;
        if set_back { begun().unwrap_or(back_off) } else { back_off }.wait(now)
    }

    /// Tries a passphrase, unless it is too soon, and counts the result.
    ///
    /// The clock is looked at twice: when the other attempts are over, and when this one is. A wait that was counted
    /// from before the key derivation would be over when its answer comes. Calling it off takes the answer away and nothing
    /// else: a wrong passphrase is counted all the same.
    pub fn attempt<T>(
        &self,
        folder: &dyn VaultFolder,
        clock: &dyn Clock,
        file: &str,
        try_passphrase: impl FnOnce() -> Result<T, KeyFileError>,
    ) -> Result<T, UnlockError> {
        let Begun { mut state, now, lock: _lock } = self.begin(folder, clock)?;
        let retry_in = state.back_off.wait(now);
        if !retry_in.is_zero() {
            return Err(UnlockError::TooSoon { retry_in });
        }
        match try_passphrase() {
            Ok(opened) => {
                if state.back_off != BackOff::default() {
                    state.back_off = BackOff::default();
                    self.save(folder, &state);
                }
                if clock.called_off() { Err(UnlockError::CalledOff) } else { Ok(opened) }
            }
            Err(KeyFileError::WrongPassphrase) => {
                let now = clock.now();
                state.back_off = state.back_off.after_wrong(now);
                self.save(folder, &state);
                Err(UnlockError::WrongPassphrase { retry_in: state.back_off.wait(now) })
            }
            Err(KeyFileError::Damaged(damage)) => Err(UnlockError::Damaged { file: file.to_owned(), damage }),
        }
    }

    /// Notes what has to be known before the next unlock. A disk that cannot be written is no reason not to open, and a
    /// damaged state is left to the next attempt, which knows the time.
    pub fn remember(&self, folder: &dyn VaultFolder, vault_id: VaultId, quick_unlock: Option<QuickHint>) {
        let news = || -> Option<State> {
            let state = match state::load(folder) {
                Found::Good(state) => state,
                Found::Nothing => State::default(),
                Found::Damaged => return None,
            };
            let quick_unlock = quick_unlock.map_or(state.quick_unlock, |hint| hint == QuickHint::On);
            let next = State { vault_id: Some(vault_id), quick_unlock, ..state.clone() };
            (next != state).then_some(next)
        };
        // Without the lock first: nearly always there is nothing new, and another program may be deriving a key.
        if news().is_some()
            && let Ok(_lock) = lock(folder)
            && let Some(next) = news()
        {
            // What is lost with it is learned again at the next unlock.
            let _ = state::save(folder, &next);
        }
    }

    /// Takes the lock and reads the state; a damaged one is put aside and the wait that it may have held is assumed.
    fn begin(&self, folder: &dyn VaultFolder, clock: &dyn Clock) -> Result<Begun, VaultError> {
        let lock = lock(folder)?;
        let now = clock.now();
        let mut state = match state::load(folder) {
            Found::Good(state) => state,
            Found::Nothing => State::default(),
            Found::Damaged => {
                let state = State { back_off: BackOff::assumed(now), ..State::default() };
                // If it cannot be moved it is overwritten, which loses window places and nothing else.
                let _ = folder.rename(files::STATE, files::DAMAGED_STATE);
                self.save(folder, &state);
                state
            }
        };
        state.back_off = self.worse(state.back_off);
        let anchored = state.back_off.with_clock(now);
        if anchored != state.back_off {
            state.back_off = anchored;
            self.save(folder, &state);
        }
        Ok(Begun { lock, state, now })
    }

    /// Saves the state, or keeps the count here when the disk does not take it.
    fn save(&self, folder: &dyn VaultFolder, state: &State) {
        *self.unsaved() = state::save(folder, state).err().map(|_| state.back_off);
    }

    /// What is remembered here counts only while it could not be saved.
    fn worse(&self, saved: BackOff) -> BackOff {
        self.unsaved().unwrap_or(saved)
    }

    fn unsaved(&self) -> MutexGuard<'_, Option<BackOff>> {
        self.unsaved.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An attempt that may be made, or is too soon.
struct Begun {
    lock: LockGuard,
    state: State,
    /// When the lock was had.
    now: SystemTime,
}

/// Waits for attempts of other programs.
fn lock(folder: &dyn VaultFolder) -> Result<LockGuard, VaultError> {
    folder
        .lock(Lock::Attempts, PATIENCE)
        .map_err(|error| VaultError::of_disk(files::lock(Lock::Attempts), error))?
        .ok_or(VaultError::Busy { waited_secs: PATIENCE.as_secs() })
}

/// What to note about quick unlock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QuickHint {
    /// It was switched on.
    On,
    /// It was switched off.
    Off,
}

#[cfg(test)]
mod tests;
