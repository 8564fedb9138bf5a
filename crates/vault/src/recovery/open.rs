//! Opening the recovery compartment with the passphrase: always from the files, never from the keyring. What a crash or a
//! failed write left unfinished is finished here.

use std::time::Duration;

use ::recovery::Summary;

use super::key_files::{InForce, KeyFiles};
use super::make::{self, Present};
use super::spent::{self, TakenOver};
use super::unlocked::Span;
use super::{RecoveryError, RecoveryUnlocked, file};
use crate::files::Compartment;
use crate::format::{Document, Recipient, Recipients, RecoveryDocument, Role};
use crate::keys::RecoveryIdentity;
use crate::locked::saving_lock;
use crate::seen::{self, SeenWriter};
use crate::{
    Clock, Passphrase, Rollback, Snapshot, UnlockError, UnlockedVault, VaultError, files, snapshots,
};

impl UnlockedVault {
    /// What may be known of the recovery compartment without opening it; `None` while there is none.
    pub fn recovery_summary(&self) -> Option<&Summary> {
        self.document.recovery.as_ref().map(|seen| &*seen.summary)
    }

    /// Earlier versions of the recovery compartment that can be put back, newest first.
    pub fn recovery_snapshots(&self) -> Result<Vec<Snapshot>, VaultError> {
        snapshots::list(&*self.place.folder, Compartment::Recovery)
    }

    /// Opens the recovery compartment for a while with the passphrase: one attempt under the back-off. The first time it
    /// is made, behind the passphrase of the vault.
    ///
    /// # Errors
    /// Files that do not open stay as they are. An older copy opens only when that is accepted; then what is known of the
    /// newer one is taken over ([`RecoveryUnlocked::taken_over`]).
    pub fn open_recovery(
        &mut self,
        passphrase: &Passphrase,
        clock: impl Clock,
        lasting: Duration,
        rollback: Rollback,
    ) -> Result<RecoveryUnlocked, RecoveryError> {
        self.last_seen_at = clock.now().into();
        self.finish_making()?;
        if self.recovery_presence()? == Present::Nothing {
            self.make_recovery(passphrase, &clock)?;
        }
        // The keyring is asked while the key is derived, which takes longer.
        let asked = seen::ask_if_wanted(&self.place, Compartment::Recovery);
        let (identity, key_files, in_force) = self.recovery_identity(passphrase, &clock)?;
        let place = self.place.clone();
        let _lock = saving_lock(&*place.folder)?;
        self.catch_up()?;
        let settled = key_files.settle(&*place.folder, in_force);
        // A disk that does not allow tidying up is no reason not to open; the next opening tries again.
        if let Err(replaced @ VaultError::KeysReplaced) = settled {
            return Err(replaced.into());
        }
        let (document, stamp) = file::load(&*place.folder, &identity)?;
        if document.vault_id != self.vault_id() {
            return Err(RecoveryError::OtherVault);
        }
        let in_keyring = asked.and_then(|asked| asked.answer_for(&place, document.vault_id));
        let older = self.how_old(&document, in_keyring.unwrap_or(0));
        if let (Some(error), Rollback::Refuse) = (&older, rollback) {
            return Err(error.again());
        }
        let seen = SeenWriter::start(&place, Compartment::Recovery, document.vault_id);
        match older {
            Some(_) => seen.accepted(document.revision),
            None => seen.saw(document.revision),
        }
        let mut opened = RecoveryUnlocked {
            place,
            identity,
            document,
            stamp,
            seen,
            open: Span::starting(clock.now(), lasting),
            snapshot_problem: None,
            summary_problem: None,
            taken_over: TakenOver::default(),
            kept_aside: None,
        };
        opened.make_good(self, older.as_ref())?;
        Ok(opened)
    }

    /// Ends the making of a compartment that was interrupted.
    fn finish_making(&self) -> Result<(), VaultError> {
        let folder = &*self.place.folder;
        if folder.stamp(files::STAGED_RECOVERY_KEY).is_ok_and(|stamp| stamp.is_some()) {
            let _lock = saving_lock(folder)?;
            make::finish_interrupted(folder);
        }
        Ok(())
    }

    /// The recovery identity, as one attempt under the back-off.
    pub(crate) fn recovery_identity(
        &self,
        passphrase: &Passphrase,
        clock: &dyn Clock,
    ) -> Result<(RecoveryIdentity, KeyFiles, InForce), UnlockError> {
        let folder = &*self.place.folder;
        let key_files = KeyFiles::read(folder)?;
        let try_passphrase = || key_files.open(passphrase);
        let (identity, in_force) =
            self.attempts.attempt(folder, clock, files::RECOVERY_KEY, try_passphrase)?;
        Ok((identity, key_files, in_force))
    }

    /// Whether one of the two files is older than the other one, or the keyring, has seen it.
    fn how_old(&self, document: &RecoveryDocument, in_keyring: u64) -> Option<RecoveryError> {
        let noted = self.document.recovery.as_ref();
        let (found, seen) = (document.revision, noted.map_or(0, |it| it.revision).max(in_keyring));
        let (vault, vault_seen) = (self.revision(), document.vault_revision);
        if found < seen {
            Some(RecoveryError::OlderThanSeen { found, seen })
        } else if noted.is_some_and(|noted| !document.lineage.continues(&noted.last_write)) {
            Some(RecoveryError::Diverged { found, seen })
        } else if vault < vault_seen {
            Some(RecoveryError::VaultOlder { found: vault, seen: vault_seen })
        } else {
            None
        }
    }
}

impl RecoveryError {
    /// The same once more; only for what says that a copy is old.
    fn again(&self) -> Self {
        match *self {
            Self::OlderThanSeen { found, seen } => Self::OlderThanSeen { found, seen },
            Self::Diverged { found, seen } => Self::Diverged { found, seen },
            Self::VaultOlder { found, seen } => Self::VaultOlder { found, seen },
            _ => Self::Expired,
        }
    }
}

impl RecoveryUnlocked {
    /// Makes good what an interrupted replacement of keys or kit left, takes over what an older copy lacks, and brings the
    /// summary up to date. The caller holds the lock.
    fn make_good(
        &mut self,
        vault: &mut UnlockedVault,
        older: Option<&RecoveryError>,
    ) -> Result<(), RecoveryError> {
        let own = self.identity.recipient();
        let kit = reconciled_kit(&vault.document.recipients, &self.document.recipients);
        let recipients = self.document.recipients.settled_on(&own, Role::Recovery).with_kit(kit.clone());
        let mut next = RecoveryDocument { recipients, ..self.document.clone() };
        // With an older vault.age it is the compartment that knows more.
        if older.is_some_and(|error| !matches!(error, RecoveryError::VaultOlder { .. })) {
            let summary = vault.document.recovery.as_ref().map(|seen| &*seen.summary);
            self.taken_over = spent::take_over(&mut next.contents, None, summary);
            let noted = vault.document.recovery.as_ref().map_or(0, |seen| seen.revision);
            // Above every known one, so that nobody is warned of what was put there knowingly.
            next.revision = next.revision.max(noted);
        }
        let settled = self.document.recipients.is_settled_on(&own);
        if older.is_some() || !settled || !self.document.recipients.same_as(&next.recipients) {
            match self.settle(vault, next) {
                // As above; but what was taken over into an older copy must not be forgotten again.
                Err(_) if older.is_none() => {}
                settled => drop(settled?),
            }
        }
        let noted = vault.settle_kit(kit).and_then(|()| vault.note_recovery(&self.document));
        self.summary_problem = noted.err();
        Ok(())
    }

    /// Saves a document to the keys that are in force. If others opened the file, its earlier versions go, after a new one
    /// was made. Says how many. The caller holds the lock.
    pub(crate) fn settle(
        &mut self,
        vault: &UnlockedVault,
        next: RecoveryDocument,
    ) -> Result<usize, VaultError> {
        let (folder, own) = (&*self.place.folder, self.identity.recipient());
        let mut dropped = 0;
        if !self.document.recipients.is_settled_on(&own) {
            let opens = |name: &str, sealed: &[u8]| file::open(name, sealed, &self.identity).map(drop);
            let (of, now) = (Compartment::Recovery, vault.last_seen_at);
            snapshots::add(folder, of, &file::seal(&next)?, &opens, now)?;
            dropped = snapshots::drop_foreign(folder, of, &self.identity)?;
        }
        self.put(vault, next).map(|()| dropped)
    }
}

impl UnlockedVault {
    /// Encrypts the vault to this kit from now on, if it is another one. The caller holds the lock and has caught up.
    fn settle_kit(&mut self, kit: Option<Recipient>) -> Result<(), VaultError> {
        let recipients = self.document.recipients.with_kit(kit);
        if recipients.same_as(&self.document.recipients) {
            return Ok(());
        }
        self.save(Document { recipients, ..self.document.clone() })
    }
}

/// The kit that both files are for. `vault.age` decides, because a new kit counts once it stands there; but an earlier
/// version of it that was put back does not bring an earlier kit back.
fn reconciled_kit(vault: &Recipients, recovery: &Recipients) -> Option<Recipient> {
    let (decided, present) = (vault.kit(), recovery.kit());
    let arrived =
        decided.is_some_and(|kit| recovery.coming_kit().is_some_and(|coming| coming.key == kit.key));
    let newer = present.filter(|kit| !arrived && decided.is_none_or(|it| it.created < kit.created));
    newer.or(decided).cloned()
}
