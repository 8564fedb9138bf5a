//! Opening the compartment: with the passphrase alone, for a short while that the person sees, and every change of it as
//! one write that is remembered with time and device.

use std::time::{Duration, SystemTime};

use recovery::{Event, EventKind, Recovery, RecoverySet, SetId};
use vault::{Passphrase, RecoveryChangeError, RecoveryError, Rollback, UnlockError, VaultError};

use crate::{ActionError, Clock, Desk, desk::State};

impl Desk {
    /// Opens the compartment, and makes it first if there is none. Says for how long it stays open.
    ///
    /// # Errors
    /// [`ActionError::Unlock`] when the passphrase is not accepted, under the same back-off as unlocking; what is wrong
    /// with the compartment's files.
    pub fn open_recovery(
        &mut self,
        passphrase: &Passphrase,
        rollback: Rollback,
        clock: impl Clock,
    ) -> Result<Duration, ActionError> {
        let open_for = Duration::from_secs(self.settings().recovery_open_secs.into());
        let opened = self.vault_mut()?.open_recovery(passphrase, &clock, open_for, rollback)?;
        self.recovery = Some(opened);
        self.kit_unfinished = false; // made good by opening
        Ok(open_for)
    }

    /// Closes the compartment and wipes what came out of it, and what was read and not yet stored.
    pub fn close_recovery(&mut self) {
        self.recovery = None;
        self.drafted_kit = None;
        self.imports.forget_read();
    }

    /// Closes the compartment if its time is over. Says how long it still stays open. What was read from a file and is being
    /// looked at did not come out of it and stays until the vault is locked: nobody corrects a long list twice.
    pub fn close_recovery_in_time(&mut self, now: SystemTime) -> Duration {
        let left = self.recovery_open_for(now);
        if left.is_zero() {
            self.recovery = None;
            self.drafted_kit = None;
        }
        left
    }

    /// How long the compartment stays open; zero while it is closed, also when a clock was set back behind its opening.
    pub fn recovery_open_for(&self, now: SystemTime) -> Duration {
        let open = self.recovery.as_ref().filter(|open| !open.has_expired(now));
        open.and_then(|open| open.expires_at().duration_since(now).ok()).unwrap_or_default()
    }

    /// Whether codes may be shown now.
    ///
    /// # Errors
    /// [`ActionError::RecoveryClosed`].
    pub fn recovery_is_open(&self, now: SystemTime) -> Result<(), ActionError> {
        self.recovery_contents(now).map(|_| ())
    }

    /// Asks for the passphrase once more, under the back-off, but only where the answer leads to something.
    ///
    /// # Errors
    /// [`ActionError::RecoveryClosed`], [`ActionError::Unlock`].
    pub(crate) fn verify_with_recovery_open(
        &self,
        passphrase: &Passphrase,
        clock: &dyn Clock,
    ) -> Result<(), ActionError> {
        self.recovery_is_open(clock.now())?;
        Ok(self.vault()?.verify(passphrase, clock)?)
    }

    /// What is in the open compartment.
    pub(crate) fn recovery_contents(&self, now: SystemTime) -> Result<&Recovery, ActionError> {
        let open = self.recovery.as_ref().ok_or(ActionError::RecoveryClosed)?;
        open.contents(now).map_err(ActionError::from)
    }

    /// One set in the open compartment.
    pub(crate) fn recovery_set_contents(
        &self,
        id: SetId,
        now: SystemTime,
    ) -> Result<&RecoverySet, ActionError> {
        self.recovery_contents(now)?.set(id).map(|set| &**set).ok_or(ActionError::NoSuchSet)
    }

    /// One durable write to the compartment. The person is there, so its time begins anew. `change` may run twice, when
    /// another program has written in the meantime.
    pub(crate) fn change_recovery<T>(
        &mut self,
        now: SystemTime,
        change: impl FnMut(&mut Recovery) -> Result<T, ActionError>,
    ) -> Result<T, ActionError> {
        self.vault()?;
        let open = self.recovery.as_mut().ok_or(ActionError::RecoveryClosed)?;
        let State::Open(vault) = &mut self.state else { return Err(ActionError::Locked) };
        let changed = open.change(vault, now, change);
        if matches!(&changed, Err(RecoveryChangeError::Recovery(error)) if is_of_no_use_after(error)) {
            self.recovery = None;
        }
        let answer = changed?;
        self.renew_recovery(now)?;
        Ok(answer)
    }

    /// The person is at work with what lies in it, so its time begins anew. Says how long it stays open.
    ///
    /// # Errors
    /// [`ActionError::RecoveryClosed`]: closed is closed.
    pub fn stay_open(&mut self, now: SystemTime) -> Result<Duration, ActionError> {
        self.renew_recovery(now)?;
        Ok(self.recovery_open_for(now))
    }

    /// The person is at it, so the time of the open compartment begins anew.
    pub(crate) fn renew_recovery(&mut self, now: SystemTime) -> Result<(), ActionError> {
        let open_for = Duration::from_secs(self.settings().recovery_open_secs.into());
        let open = self.recovery.as_mut().ok_or(ActionError::RecoveryClosed)?;
        Ok(open.renew(now, open_for)?)
    }

    /// One durable write to one set, remembered as `what`. The change says to which code it happened, if to one.
    pub(crate) fn change_set(
        &mut self,
        id: SetId,
        what: &EventKind,
        now: SystemTime,
        mut change: impl FnMut(&mut RecoverySet) -> Result<Option<usize>, ActionError>,
    ) -> Result<Option<usize>, ActionError> {
        self.change_recovery(now, |recovery| {
            let code = change(recovery.set_mut(id).ok_or(ActionError::NoSuchSet)?)?;
            recovery.log.record(Event { code, ..event_of(Some(id), what.clone(), now) });
            Ok(code)
        })
    }

    /// Remembers something that has already happened, if the disk lets us: what was shown was shown.
    pub(crate) fn remember_recovery(&mut self, set: Option<SetId>, what: &EventKind, now: SystemTime) {
        let _not_essential = self.change_recovery(now, |recovery| {
            recovery.log.record(event_of(set, what.clone(), now));
            Ok(())
        });
    }
}

/// Whether what is open is not what is on disk any more, or closed already: then it is dropped, and opening it again shows
/// what is there.
fn is_of_no_use_after(error: &RecoveryError) -> bool {
    matches!(
        error,
        RecoveryError::Expired
            | RecoveryError::OtherVault
            | RecoveryError::Replaced { .. }
            | RecoveryError::Unlock(UnlockError::Vault(VaultError::KeysReplaced))
    )
}

/// An event on this computer.
pub(crate) fn event_of(set: Option<SetId>, what: EventKind, at: SystemTime) -> Event {
    let device = rustix::system::uname().nodename().to_string_lossy().into_owned();
    Event { at, device, set, code: None, what }
}
