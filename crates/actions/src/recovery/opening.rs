//! Opening the compartment: with the passphrase alone, for a short while that the person sees, and every change of it as
//! one write that is remembered with time and device.

use std::time::{Duration, SystemTime};

use recovery::{Event, EventKind, Recovery, RecoverySet, SetId};
use vault::{Passphrase, Rollback};

use crate::{ActionError, Clock, Desk};

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
        Ok(open_for)
    }

    /// Closes the compartment and wipes what came out of it.
    pub fn close_recovery(&mut self) {
        self.recovery = None;
        self.imports.clear();
    }

    /// Closes the compartment if its time is over. Says how long it still stays open.
    pub fn close_recovery_in_time(&mut self, now: SystemTime) -> Duration {
        let left = self.recovery_open_for(now);
        if left.is_zero() {
            self.close_recovery();
        }
        left
    }

    /// How long the compartment stays open; zero while it is closed.
    pub fn recovery_open_for(&self, now: SystemTime) -> Duration {
        let open = self.recovery.as_ref();
        open.and_then(|open| open.expires_at().duration_since(now).ok()).unwrap_or_default()
    }

    /// Whether codes may be shown now.
    ///
    /// # Errors
    /// [`ActionError::RecoveryClosed`].
    pub fn recovery_is_open(&self, now: SystemTime) -> Result<(), ActionError> {
        self.recovery_contents(now).map(|_| ())
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
        let open_for = Duration::from_secs(self.settings().recovery_open_secs.into());
        self.vault()?;
        let open = self.recovery.as_mut().ok_or(ActionError::RecoveryClosed)?;
        let crate::desk::State::Open(vault) = &mut self.state else { return Err(ActionError::Locked) };
        let answer = open.change(vault, now, change)?;
        open.renew(now, open_for)?;
        Ok(answer)
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

/// An event on this computer.
pub(crate) fn event_of(set: Option<SetId>, what: EventKind, at: SystemTime) -> Event {
    let device = rustix::system::uname().nodename().to_string_lossy().into_owned();
    Event { at, device, set, code: None, what }
}
