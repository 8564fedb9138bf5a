//! The way on when the compartment does not open: earlier versions of it, its key file behind the passphrase that is in
//! force, or a new compartment beside what is left of it.

use actions::SnapshotId;

use super::changed;
use crate::{
    error::UiError,
    state::App,
    views::{Snapshot, Typed},
};

/// The earlier versions of the compartment, the newest first.
#[tauri::command(async)]
#[specta::specta]
pub fn recovery_snapshots(app: App) -> Result<Vec<Snapshot>, UiError> {
    Ok(app.desk().recovery_snapshots()?.into_iter().map(Snapshot::from).collect())
}

/// Puts an earlier version in the place of the present one, which is kept. What the person should know of codes that were used
/// since, as a sentence.
#[tauri::command(async)]
#[specta::specta]
pub fn restore_recovery(app: App, id: String, passphrase: Typed) -> Result<Option<String>, UiError> {
    let id: SnapshotId = id.parse().map_err(|_| UiError::SnapshotGone)?;
    let sentence = app.desk().restore_recovery_snapshot(&id, &passphrase.into(), app.clock())?;
    changed(&app);
    Ok(sentence)
}

/// Moves what is left of a lost compartment aside, so that the next opening makes a new one. Says where it lies.
#[tauri::command(async)]
#[specta::specta]
pub fn give_up_recovery(app: App, passphrase: Typed) -> Result<String, UiError> {
    let kept_in = app.desk().give_up_recovery(&passphrase.into(), app.clock())?;
    changed(&app);
    Ok(kept_in)
}

/// Puts a key file that opens with an older passphrase behind the one that is in force.
#[tauri::command(async)]
#[specta::specta]
pub fn rejoin_recovery_passphrase(app: App, old_passphrase: Typed, passphrase: Typed) -> Result<(), UiError> {
    app.desk().rejoin_recovery_passphrase(&passphrase.into(), &old_passphrase.into(), app.clock())?;
    changed(&app);
    Ok(())
}
