//! A new vault. Two files have to appear together, so the key file waits under another name until the vault is there.
//!
//! A folder in which a vault was being made when the power went is either still empty or has a whole vault.

use std::sync::Arc;
use std::time::SystemTime;

use crate::attempts::Attempts;
use crate::files::Compartment;
use crate::format::{Document, Recipients, Rest, Role};
use crate::keys::{self, DailyIdentity};
use crate::lineage::Lineage;
use crate::locked::saving_lock;
use crate::seen::SeenWriter;
use crate::state::{self, Found};
use crate::unlocked::Parts;
use crate::{
    Activity, ActivityKind, Contents, Passphrase, Place, Timestamp, UnlockedVault, VaultError, VaultFolder,
    VaultId, archive, files, vault_file,
};

/// Makes a vault in a folder that has none.
pub(crate) fn create(
    place: Place,
    passphrase: &Passphrase,
    now: SystemTime,
) -> Result<UnlockedVault, VaultError> {
    let at = Timestamp::from(now);
    let identity = DailyIdentity::generate();
    let key_file = keys::make_key_file(&identity, passphrase, place.work_factor, at)?;
    let document = first_document(&identity, at);
    let folder = &*place.folder;
    archive::restore::finish_interrupted(folder)?;
    let lock = saving_lock(folder)?;
    refuse_if_taken(folder)?;
    let put =
        |file, bytes: &[u8]| folder.replace(file, bytes).map_err(|error| VaultError::of_replace(file, error));
    put(files::STAGED_KEY, &key_file)?;
    let stamp = vault_file::save(folder, &document)?;
    folder.rename(files::STAGED_KEY, files::KEY).map_err(|error| VaultError::of_disk(files::KEY, error))?;
    // Made good at the next unlock if it fails now.
    let _ = put(files::KEY_COPY, &key_file);
    drop(lock);
    let attempts = Arc::new(Attempts::default());
    attempts.remember(folder, document.vault_id, None);
    let seen = SeenWriter::start(&place, Compartment::Daily, document.vault_id);
    seen.saw(document.revision);
    let key_file = Some(key_file);
    let parts = Parts { place, identity, key_file, document, stamp, attempts, seen, last_seen_at: at };
    Ok(UnlockedVault::from_parts(parts))
}

fn first_document(identity: &DailyIdentity, at: Timestamp) -> Document {
    let mut contents = Contents::default();
    contents.activity.record(Activity::of_vault(ActivityKind::VaultCreated, at));
    Document {
        vault_id: VaultId::random(),
        revision: 1,
        lineage: Lineage::default().followed(),
        recipients: Recipients::only(identity.recipient(), Role::Daily),
        former_kits: Recipients::default(),
        contents,
        recovery: None,
        set_aside: Arc::default(),
        rest: Rest::default(),
    }
}

/// A folder that holds, or held, a vault takes no new one.
fn refuse_if_taken(folder: &dyn VaultFolder) -> Result<(), VaultError> {
    if let Some(file) = present_file(folder)? {
        return Err(VaultError::AlreadyThere { file });
    }
    match state::load(folder) {
        Found::Good(state) if state.vault_id.is_some() => Err(VaultError::Gone),
        Found::Good(_) | Found::Nothing => Ok(()),
        Found::Damaged => Err(VaultError::Gone),
    }
}

/// A file that only a vault leaves in its folder.
pub(crate) fn present_file(folder: &dyn VaultFolder) -> Result<Option<String>, VaultError> {
    let list =
        |sub| folder.list(sub).map_err(|error| VaultError::of_disk(sub.unwrap_or(&folder.name()), error));
    let ours = |name: &String| {
        [files::KEY, files::VAULT, files::RECOVERY_KEY, files::RECOVERY].contains(&name.as_str())
    };
    if let Some(file) = list(None)?.into_iter().find(ours) {
        return Ok(Some(file));
    }
    let earlier = list(Some(files::SNAPSHOTS))?.into_iter().find(|name| name.ends_with(".age"));
    Ok(earlier.map(|name| format!("{}/{name}", files::SNAPSHOTS)))
}

/// Puts the key file of a vault in place whose making was interrupted after `vault.age` appeared. When it cannot be
/// done now, the key file counts as missing, which names it.
pub(crate) fn finish_interrupted(folder: &dyn VaultFolder) {
    let there = |file| folder.stamp(file).is_ok_and(|stamp| stamp.is_some());
    let interrupted = || there(files::STAGED_KEY) && there(files::VAULT) && !there(files::KEY);
    if interrupted()
        && let Ok(_lock) = saving_lock(folder)
        && interrupted()
    {
        let _ = folder.rename(files::STAGED_KEY, files::KEY);
    }
}
