//! The recovery compartment's part in a change of passphrase and in "it leaked". What is done here waits beside the files
//! in force until `vault-key.age` has decided.

use std::time::{Duration, UNIX_EPOCH};

use super::key_files::{self, InForce, KeyFiles};
use super::make::Present;
use super::unlocked::Span;
use super::{RecoveryError, RecoveryUnlocked, TakenOver, file};
use crate::files::Compartment;
use crate::format::{RecoveryDocument, Role};
use crate::keys::{self, KeyFileError, RecoveryIdentity};
use crate::locked::saving_lock;
use crate::restore::put_key_file;
use crate::seen::SeenWriter;
use crate::{Clock, Damage, Passphrase, UnlockError, UnlockedVault, VaultError, VaultFolder, files};

/// The recovery key file as it is, opened by the passphrase that is in force.
struct Opened {
    identity: RecoveryIdentity,
    key_files: KeyFiles,
    in_force: InForce,
}

/// Opens the recovery key file with a passphrase that was already shown to be right; `None` when there is no key file,
/// and nothing that needs one.
fn opened(vault: &UnlockedVault, passphrase: &Passphrase) -> Result<Option<Opened>, UnlockError> {
    match vault.recovery_presence() {
        Ok(Present::Nothing) | Err(RecoveryError::Gone) => return Ok(None),
        Ok(Present::Both) => {}
        Err(RecoveryError::Unlock(error)) => return Err(error),
        Err(_) => return Err(VaultError::missing(files::RECOVERY_KEY).into()),
    }
    let key_files = KeyFiles::read(&*vault.place.folder)?;
    let (identity, in_force) = key_files.open(passphrase).map_err(|error| {
        let damage = match error {
            KeyFileError::WrongPassphrase => Damage::OtherPassphrase,
            KeyFileError::Damaged(damage) => damage,
        };
        UnlockError::Damaged { file: files::RECOVERY_KEY.to_owned(), damage }
    })?;
    Ok(Some(Opened { identity, key_files, in_force }))
}

/// The same recovery identity behind a new passphrase.
pub(crate) struct RewrappedRecovery {
    key_files: KeyFiles,
    in_force: InForce,
    wrapped: Vec<u8>,
}

impl RewrappedRecovery {
    /// Wraps it; `None` when there is no compartment.
    pub fn make(
        vault: &UnlockedVault,
        current: &Passphrase,
        new: &Passphrase,
        clock: &dyn Clock,
    ) -> Result<Option<Self>, UnlockError> {
        let Some(Opened { identity, key_files, in_force }) = opened(vault, current)? else { return Ok(None) };
        let wrapped = keys::make_key_file(&identity, new, vault.place.work_factor, clock.now().into())?;
        Ok(Some(Self { key_files, in_force, wrapped }))
    }

    /// Lets the new key file wait. The caller holds the lock.
    pub fn stage(&self, folder: &dyn VaultFolder) -> Result<(), VaultError> {
        self.key_files.settle(folder, self.in_force)?;
        key_files::stage(folder, &self.wrapped).inspect_err(|_| self.take_back(folder))
    }

    /// The old passphrase stays in force. What cannot be removed now is at the next opening.
    pub fn take_back(&self, folder: &dyn VaultFolder) {
        let _ = key_files::unstage(folder);
    }

    /// The new passphrase is in force. What cannot be put in place now is at the next opening.
    pub fn finish(&self, folder: &dyn VaultFolder) {
        if key_files::promote(folder).is_ok() {
            key_files::keep_copy(folder);
        }
    }
}

impl UnlockedVault {
    /// Puts a recovery key file that has another passphrase than the vault, such as a copy from before a change, behind the
    /// one that is in force. Both are tried under the back-off.
    pub fn rejoin_recovery_passphrase(
        &mut self,
        in_force: &Passphrase,
        of_recovery: &Passphrase,
        clock: impl Clock,
    ) -> Result<(), RecoveryError> {
        let vault_key = self.opened_by(in_force, &clock)?;
        let key_file = read_recovery_key(&*self.place.folder)?;
        let try_passphrase = || keys::open_key_file::<keys::Recovery>(&key_file, of_recovery);
        let folder = &*self.place.folder;
        let identity = self.attempts.attempt(folder, &clock, files::RECOVERY_KEY, try_passphrase)?;
        let now = clock.now().into();
        let wrapped = keys::make_key_file(&identity, in_force, self.place.work_factor, now)?;
        let _lock = saving_lock(folder)?;
        self.refuse_if_key_changed(&vault_key)?;
        if read_recovery_key(folder)? != key_file {
            return Err(VaultError::KeysReplaced.into());
        }
        put_key_file(folder, Compartment::Recovery, &wrapped, now)?;
        key_files::keep_copy(folder);
        Ok(())
    }
}

fn read_recovery_key(folder: &dyn VaultFolder) -> Result<Vec<u8>, VaultError> {
    let read = folder.read(files::RECOVERY_KEY, files::KEY_LIMIT);
    let read = read.map_err(|error| VaultError::of_disk(files::RECOVERY_KEY, error))?;
    read.ok_or_else(|| VaultError::missing(files::RECOVERY_KEY))
}

/// A new recovery identity behind a new passphrase, and the old one.
pub(crate) struct ReplacedRecovery {
    old: Opened,
    fresh: RecoveryIdentity,
    wrapped: Vec<u8>,
}

/// The same once the compartment is encrypted to both.
pub(crate) struct HandedOver {
    old: RecoveryUnlocked,
    fresh: RecoveryIdentity,
}

impl ReplacedRecovery {
    /// Makes a new identity; `None` when there is no compartment.
    pub fn make(
        vault: &UnlockedVault,
        current: &Passphrase,
        new: &Passphrase,
        clock: &dyn Clock,
    ) -> Result<Option<Self>, UnlockError> {
        let Some(old) = opened(vault, current)? else { return Ok(None) };
        let fresh = RecoveryIdentity::generate();
        let wrapped = keys::make_key_file(&fresh, new, vault.place.work_factor, clock.now().into())?;
        Ok(Some(Self { old, fresh, wrapped }))
    }

    /// Encrypts the compartment to both identities and lets the new key file wait. The caller holds the lock.
    pub fn hand_over(self, vault: &UnlockedVault) -> Result<HandedOver, VaultError> {
        let Opened { identity, key_files, in_force } = self.old;
        let place = vault.place.clone();
        let folder = &*place.folder;
        key_files.settle(folder, in_force)?;
        let (document, stamp) = file::load(folder, &identity)?;
        if document.vault_id != vault.vault_id() {
            return Err(VaultError::damaged(files::RECOVERY, Damage::OtherKeys));
        }
        let seen = SeenWriter::start(&place, Compartment::Recovery, document.vault_id);
        let mut old = RecoveryUnlocked {
            place: place.clone(),
            identity,
            document,
            stamp,
            seen,
            open: Span::starting(UNIX_EPOCH, Duration::ZERO),
            snapshot_problem: None,
            summary_problem: None,
            taken_over: TakenOver::default(),
            kept_aside: None,
        };
        let recipients = old.document.recipients.handed_over(self.fresh.recipient(), Role::Recovery);
        let handed_over = old
            .put(vault, RecoveryDocument { recipients, ..old.document.clone() })
            .and_then(|()| key_files::stage(folder, &self.wrapped));
        let both = HandedOver { old, fresh: self.fresh };
        match handed_over {
            Ok(()) => Ok(both),
            Err(error) => {
                both.take_back(vault);
                Err(error)
            }
        }
    }
}

impl HandedOver {
    /// The old keys stay in force. What cannot be undone now is at the next opening.
    pub fn take_back(mut self, vault: &UnlockedVault) {
        let _ = key_files::unstage(&*vault.place.folder);
        let own = self.old.identity.recipient();
        let recipients = self.old.document.recipients.settled_on(&own, Role::Recovery);
        let _ = self.old.put(vault, RecoveryDocument { recipients, ..self.old.document.clone() });
    }

    /// The new keys are in force: nothing of the compartment opens with the old ones afterwards. Says how many snapshots
    /// are gone. What fails now is done at the next opening.
    pub fn finish(mut self, vault: &mut UnlockedVault) -> Result<usize, VaultError> {
        key_files::promote(&*vault.place.folder)?;
        key_files::keep_copy(&*vault.place.folder);
        let own = self.fresh.recipient();
        self.old.identity = self.fresh;
        let recipients = self.old.document.recipients.settled_on(&own, Role::Recovery);
        let next = RecoveryDocument { recipients, ..self.old.document.clone() };
        let dropped = self.old.settle(vault, next)?;
        // The vault itself is saved right after this.
        let _ = vault.note_recovery(&self.old.document);
        Ok(dropped)
    }
}
