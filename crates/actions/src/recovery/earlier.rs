//! What was before: the code that changed last, earlier versions of the compartment, and what the person should know when
//! one of them is in use. It changes no code.

use std::time::SystemTime;

use recovery::{EventKind, SetId, UseError};
use vault::{Passphrase, Snapshot, SnapshotId, VaultError};

use crate::{ActionError, Clock, Desk, desk::State};

impl Desk {
    /// The place of the code of this set that changed last and can be taken back.
    ///
    /// # Errors
    /// [`UseError::NothingToUndo`], [`ActionError::RecoveryClosed`], [`ActionError::NoSuchSet`].
    pub fn last_changed(&self, id: SetId, now: SystemTime) -> Result<usize, ActionError> {
        let set = self.recovery_set_contents(id, now)?;
        let can_undo = |at: &usize| set.codes.get(*at).is_some_and(|code| !code.past.is_empty());
        let of_set = |event: &&recovery::Event| event.set == Some(id) && event.what != EventKind::Revealed;
        let events = self.recovery_contents(now)?.log.iter().rev().filter(of_set);
        Ok(events.filter_map(|event| event.code).find(can_undo).ok_or(UseError::NothingToUndo)?)
    }

    /// Earlier versions of the compartment that can be put back, the newest first.
    ///
    /// # Errors
    /// [`ActionError::NoVault`], [`ActionError::Vault`].
    pub fn recovery_snapshots(&self) -> Result<Vec<Snapshot>, ActionError> {
        match &self.state {
            State::Locked(vault) => Ok(vault.recovery_snapshots()?),
            State::Open(_) | State::Absent | State::Damaged(_) => Ok(self.vault()?.recovery_snapshots()?),
        }
    }

    /// Puts an earlier version of the compartment in the place of the present one, which is kept among the snapshots. Codes
    /// that were used since stay used as far as it is known; a sentence says how far that is.
    ///
    /// # Errors
    /// [`ActionError::Unlock`] when the passphrase does not open that version; nothing is changed then.
    pub fn restore_recovery_snapshot(
        &mut self,
        id: &SnapshotId,
        passphrase: &Passphrase,
        clock: impl Clock,
    ) -> Result<Option<String>, ActionError> {
        self.close_recovery();
        Ok(self.vault_mut()?.restore_recovery(id, passphrase, clock)?.sentence())
    }

    /// What the person should know of the open compartment though nothing failed.
    pub(crate) fn recovery_warnings(&self) -> Vec<String> {
        let Some(open) = &self.recovery else { return Vec::new() };
        let snapshot = open.snapshot_problem().map(|problem| {
            let why = why(problem);
            format!(
                "The change was saved, but no earlier version of the recovery codes could be kept before it. {why}"
            )
        });
        let summary = open.summary_problem().map(|problem| {
            let why = why(problem);
            format!(
                "The change was saved, but the overview could not be brought up to date. {why} Opening the recovery codes \
                 again makes it good."
            )
        });
        let damaged = open.set_aside().iter().map(|record| {
            format!(
                "A record of the recovery codes was set aside, because {}. It stays in the file.",
                record.damage
            )
        });
        let kit = self.kit_unfinished.then(|| {
            "The new emergency kit is in force, but the one before it still opens the recovery codes. Lock the recovery codes \
             and open them once more; that ends it."
                .to_owned()
        });
        let found = [open.taken_over().sentence(), snapshot, summary, kit];
        found.into_iter().flatten().chain(damaged).collect()
    }
}

/// Why something beside the change itself was not written. The sentence of a full disk is about the change.
fn why(problem: &VaultError) -> String {
    match problem {
        VaultError::DiskFull => "The disk is nearly full; free some space.".to_owned(),
        problem => problem.to_string(),
    }
}
