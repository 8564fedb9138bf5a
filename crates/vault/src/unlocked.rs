//! An open vault: the only type that holds keys and plaintext.
//!
//! It does not decide what may be changed; it saves what was.

use std::sync::Arc;
use std::time::SystemTime;

use crate::attempts::{Attempts, QuickHint};
use crate::files::Compartment;
use crate::folder::Stamp;
use crate::format::{Document, Role};
use crate::keys::DailyIdentity;
use crate::locked::{read_key_file, saving_lock};
use crate::seen::{Asked, SeenWriter};
use crate::vault_file::{self, SaveError};
use crate::{
    ChangeError, Contents, DamagedRecord, LockedVault, Place, QuickUnlockError, Rollback, Timestamp,
    UnlockError, VaultError, VaultId, files, quick, snapshots,
};

/// An open vault. Dropping it wipes keys and records.
pub struct UnlockedVault {
    pub(crate) place: Place,
    pub(crate) identity: DailyIdentity,
    pub(crate) document: Document,
    /// Which version of `vault.age` the document is.
    pub(crate) stamp: Stamp,
    pub(crate) attempts: Arc<Attempts>,
    seen: SeenWriter,
    /// The key file that decided which identity is in force; `None` when it came from the keyring.
    pub(crate) key_file: Option<Vec<u8>>,
    /// The latest time this vault was told, for naming what has to be kept aside.
    pub(crate) last_seen_at: Timestamp,
    snapshot_problem: Option<VaultError>,
    /// The revision that was kept aside because an older file, or another branch of it, took its place.
    pub(crate) kept_aside: Option<u64>,
}

/// What an open vault is made of.
pub(crate) struct Parts {
    pub place: Place,
    pub identity: DailyIdentity,
    pub key_file: Option<Vec<u8>>,
    pub document: Document,
    pub stamp: Stamp,
    pub attempts: Arc<Attempts>,
    pub seen: SeenWriter,
    pub last_seen_at: Timestamp,
}

/// An unlock whose identity is being fetched, from the passphrase or from the keyring.
pub(crate) struct Opening {
    pub place: Place,
    pub attempts: Arc<Attempts>,
    /// None when the keyring is not to be bothered.
    pub asked: Option<Asked>,
    pub now: SystemTime,
    pub rollback: Rollback,
}

impl Opening {
    /// Opens the vault with an identity and the key file that it comes from, if it does not come from the keyring.
    pub fn open(
        self,
        identity: DailyIdentity,
        key_file: Option<Vec<u8>>,
    ) -> Result<UnlockedVault, UnlockError> {
        let Self { place, attempts, asked, now, rollback } = self;
        let (document, stamp) = vault_file::load(&*place.folder, &identity)?;
        if key_file.is_none() && document.recipients.has_retired(&identity.recipient()) {
            // Which of two identities is in force, only the key file says.
            return Err(VaultError::KeysReplaced.into());
        }
        let (vault, found) = (document.vault_id, document.revision);
        let newest = asked.and_then(|asked| asked.answer_for(&place, vault));
        let newest = newest.filter(|newest| found < *newest);
        let seen = SeenWriter::start(&place, Compartment::Daily, vault);
        match (newest, rollback) {
            (Some(seen), Rollback::Refuse) => return Err(UnlockError::OlderThanSeen { found, seen }),
            (Some(_), Rollback::Accept) => seen.accepted(found),
            (None, _) => seen.saw(found),
        }
        attempts.remember(&*place.folder, vault, None);
        let last_seen_at = now.into();
        let parts = Parts { place, identity, key_file, document, stamp, attempts, seen, last_seen_at };
        let mut vault = UnlockedVault::from_parts(parts);
        vault.settle_interrupted_replacement();
        Ok(vault)
    }
}

impl UnlockedVault {
    pub(crate) fn from_parts(parts: Parts) -> Self {
        let Parts { place, identity, key_file, document, stamp, attempts, seen, last_seen_at } = parts;
        let (snapshot_problem, kept_aside) = (None, None);
        Self {
            place,
            identity,
            document,
            stamp,
            attempts,
            seen,
            key_file,
            last_seen_at,
            snapshot_problem,
            kept_aside,
        }
    }

    /// What is in it.
    pub fn contents(&self) -> &Contents {
        &self.document.contents
    }

    /// Records that could not be understood. They stay in the file.
    pub fn set_aside(&self) -> &[DamagedRecord] {
        &self.document.set_aside
    }

    /// Names this vault for ever.
    pub fn vault_id(&self) -> VaultId {
        self.document.vault_id
    }

    /// One more with every save.
    pub fn revision(&self) -> u64 {
        self.document.revision
    }

    /// Why no snapshot was made when one was due. Saving goes on without; the person should know.
    pub fn snapshot_problem(&self) -> Option<&VaultError> {
        self.snapshot_problem.as_ref()
    }

    /// Applies a change and saves it; when this returns `Ok`, it survives a crash and a power cut.
    ///
    /// If another program saved meanwhile, its version is read first and the change is applied to that one. Whatever
    /// fails, memory shows what is on disk.
    ///
    /// # Errors
    /// What the closure refuses, or why the vault could not be read or saved. [`VaultError::Unconfirmed`] is the only
    /// one after which the change is in place.
    pub fn change<T, E>(
        &mut self,
        now: SystemTime,
        mut change: impl FnMut(&mut Contents) -> Result<T, E>,
    ) -> Result<T, ChangeError<E>> {
        let now = Timestamp::from(now);
        let _lock = saving_lock(&*self.place.folder)?;
        self.last_seen_at = now;
        self.catch_up()?;
        let mut contents = self.document.contents.clone();
        let answer = change(&mut contents).map_err(ChangeError::Refused)?;
        self.save(Document { contents, ..self.document.clone() })?;
        Ok(answer)
    }

    /// Puts the key into the keyring, so that this vault opens without its passphrase.
    pub fn enable_quick_unlock(&self) -> Result<(), QuickUnlockError> {
        quick::store(&*self.place.secrets, self.vault_id(), &self.identity)?;
        self.attempts.remember(&*self.place.folder, self.vault_id(), Some(QuickHint::On));
        self.seen.saw(self.revision());
        Ok(())
    }

    /// Takes the key out of the keyring.
    pub fn disable_quick_unlock(&self) -> Result<(), QuickUnlockError> {
        quick::forget(&*self.place.secrets, self.vault_id())?;
        self.attempts.remember(&*self.place.folder, self.vault_id(), Some(QuickHint::Off));
        self.seen.forget();
        Ok(())
    }

    /// Wipes keys and records.
    pub fn lock(self) -> LockedVault {
        LockedVault { place: self.place, attempts: self.attempts }
    }

    /// Saves a document as the next revision. The caller holds the lock.
    pub(crate) fn save(&mut self, next: Document) -> Result<(), VaultError> {
        if self.is_settled() {
            let problem = self.snapshot_if_due().err();
            let saved = self.put(next);
            // A change that failed has an error of its own to tell.
            self.snapshot_problem = problem.filter(|_| saved.is_ok());
            return saved;
        }
        // What the person saves is more urgent than tidying up: if that fails, it is tried again with the next save.
        self.settle(next.clone()).map(|_| ()).or_else(|_| self.put(next))
    }

    /// Saves a document to the keys that are in force and to no others, after a replacement of keys. Before the mark of
    /// the replacement goes with the old key, a new snapshot is made and the old ones are dropped; says how many.
    ///
    /// # Errors
    /// [`VaultError::KeysReplaced`] also when the key file is not the one that put our identity in force. Settling on an
    /// identity that no key file holds would lose the vault.
    pub(crate) fn settle(&mut self, next: Document) -> Result<usize, VaultError> {
        let folder = &*self.place.folder;
        if self.key_file != Some(read_key_file(folder)?) {
            return Err(VaultError::KeysReplaced);
        }
        let recipients = next.recipients.settled_on(&self.identity.recipient(), Role::Daily);
        let next = Document { recipients, ..next };
        let opens = |name: &str, file: &[u8]| vault_file::open(name, file, &self.identity).map(drop);
        snapshots::add(folder, Compartment::Daily, &vault_file::seal(&next)?, &opens, self.last_seen_at)?;
        let dropped = snapshots::drop_foreign(folder, Compartment::Daily, &self.identity)?;
        self.put(next).map(|()| dropped)
    }

    /// Puts a document in place as the next revision, to exactly the recipients it names.
    pub(crate) fn put(&mut self, next: Document) -> Result<(), VaultError> {
        let revision = self.document.revision.saturating_add(1);
        let next = Document { revision, lineage: self.document.lineage.followed(), ..next };
        let (stamp, confirmed) = match vault_file::save(&*self.place.folder, &next) {
            Ok(stamp) => (stamp, Ok(())),
            Err(SaveError::Unconfirmed(stamp, source)) => (stamp, Err(VaultError::Unconfirmed { source })),
            Err(SaveError::Kept(error)) => return Err(error),
        };
        self.seen.saw(next.revision);
        (self.document, self.stamp) = (next, stamp);
        confirmed
    }

    /// Whether no replacement of keys was interrupted.
    fn is_settled(&self) -> bool {
        self.document.recipients.is_settled_on(&self.identity.recipient())
    }

    /// Ends a replacement of keys that a crash interrupted, in whichever direction the key file decided: the identity
    /// that opened the vault is the one in force. When the disk does not allow it, the next save does it.
    pub(crate) fn settle_interrupted_replacement(&mut self) {
        if self.is_settled() {
            return;
        }
        let Ok(_lock) = saving_lock(&*self.place.folder) else { return };
        if self.catch_up().is_ok() && !self.is_settled() {
            let _ = self.settle(self.document.clone());
        }
    }

    /// Takes a snapshot of the file on disk. A failure is told to the person and stops nothing.
    fn snapshot_if_due(&self) -> Result<(), VaultError> {
        let (folder, now) = (&*self.place.folder, self.last_seen_at);
        let opens = |name: &str, file: &[u8]| vault_file::open(name, file, &self.identity).map(drop);
        match snapshots::due(folder, Compartment::Daily, now)? {
            true => snapshots::take(folder, Compartment::Daily, &opens, now),
            false => Ok(()),
        }
    }

    /// Keeps the copy of the key file like the key file that was just opened. When the disk does not allow it, the
    /// next unlock does it.
    pub(crate) fn repair_key_copy(&self, opened: &[u8]) {
        let folder = &*self.place.folder;
        let is =
            |file| folder.read(file, files::KEY_LIMIT).is_ok_and(|bytes| bytes.as_deref() == Some(opened));
        if !is(files::KEY_COPY)
            && let Ok(_lock) = saving_lock(folder)
            && is(files::KEY)
        {
            let _ = folder.replace(files::KEY_COPY, opened);
        }
    }
}
