//! The way on when the recovery codes do not open: an earlier version, the key file behind the passphrase in force, a new
//! beginning.

use actions::SnapshotId;

use super::changed;
use crate::{
    error::UiError,
    state::App,
    views::{Snapshot, Typed},
};

/// The earlier versions of the recovery codes, the newest first.
#[tauri::command(async)]
#[specta::specta]
pub fn recovery_snapshots(app: App) -> Result<Vec<Snapshot>, UiError> {
    Ok(app.desk().recovery_snapshots()?.into_iter().map(Snapshot::from).collect())
}

/// Puts an earlier version in the place of the present one, which is kept. Codes that were used since stay used as far as that
/// is known; a sentence says how far, if there is anything to say.
#[tauri::command(async)]
#[specta::specta]
pub fn restore_recovery(app: App, id: String, passphrase: Typed) -> Result<Option<String>, UiError> {
    let id: SnapshotId = id.parse().map_err(|_| UiError::SnapshotGone)?;
    let restored = app.desk().restore_recovery_snapshot(&id, &passphrase.into(), app.clock());
    changed(&app);
    Ok(restored?)
}

/// Puts the key file of the recovery codes, which opens with another passphrase, behind the one of the vault.
#[tauri::command(async)]
#[specta::specta]
pub fn rejoin_recovery_passphrase(app: App, passphrase: Typed, of_recovery: Typed) -> Result<(), UiError> {
    app.desk().rejoin_recovery_passphrase(&passphrase.into(), &of_recovery.into(), app.clock())?;
    changed(&app);
    Ok(())
}

/// Gives up recovery codes that do not open any more, and says in which folder what is left of them is kept.
#[tauri::command(async)]
#[specta::specta]
pub fn give_up_recovery(app: App, passphrase: Typed) -> Result<String, UiError> {
    let kept_in = app.desk().give_up_recovery(&passphrase.into(), app.clock())?;
    changed(&app);
    Ok(kept_in)
}
