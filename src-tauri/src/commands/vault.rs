//! Making, opening and closing the vault; its passphrase, its keyring, its earlier versions.

use actions::{OpenWith, Passphrase, Rollback, SnapshotId};

use crate::{
    error::UiError,
    state::App,
    views::{KeysReplaced, SetAside, Snapshot, Status, Strength, Typed},
};

/// How things stand.
#[tauri::command(async)]
#[specta::specta]
pub fn status(app: App) -> Status {
    app.status()
}

/// Makes a vault and opens it. Says why the keyring refused, if it was asked to open the vault from now on and did.
#[tauri::command(async)]
#[specta::specta]
pub fn create_vault(app: App, passphrase: Typed, quick_unlock: bool) -> Result<Option<String>, UiError> {
    let open_with = if quick_unlock { OpenWith::Keyring } else { OpenWith::Passphrase };
    let refused = app.desk().create(&passphrase.into(), open_with, app.now())?;
    app.settled();
    Ok(refused.map(|reason| reason.to_string()))
}

/// Opens the vault with the passphrase; one that is older than the last one seen only if the person accepts that.
#[tauri::command(async)]
#[specta::specta]
pub fn unlock(app: App, passphrase: Typed, accept_older: bool) -> Result<Status, UiError> {
    let clock = app.clock();
    let rollback = if accept_older { Rollback::Accept } else { Rollback::Refuse };
    app.desk().unlock(&passphrase.into(), rollback, clock)?;
    Ok(app.settled())
}

/// Opens the vault with the key in the keyring.
#[tauri::command(async)]
#[specta::specta]
pub fn quick_unlock(app: App) -> Result<Status, UiError> {
    app.quick_unlock()?;
    Ok(app.settled())
}

/// Calls off whatever waits for a passphrase or the keyring. On the window's own thread, because the others may all be busy
/// with what is to be called off.
#[tauri::command]
#[specta::specta]
pub fn call_off(app: App) {
    app.call_off();
}

/// Closes the vault and wipes what it gave out.
#[tauri::command(async)]
#[specta::specta]
pub fn lock(app: App) -> Result<Status, UiError> {
    Ok(app.lock())
}

/// How hard a passphrase is to guess.
#[tauri::command(async)]
#[specta::specta]
pub fn rate_passphrase(passphrase: Typed) -> Strength {
    actions::rate(&passphrase.into()).into()
}

/// Changes the passphrase; the keys stay.
#[tauri::command(async)]
#[specta::specta]
pub fn change_passphrase(app: App, current: Typed, next: Typed) -> Result<(), UiError> {
    let clock = app.clock();
    Ok(app.desk().change_passphrase(&current.into(), &next.into(), clock)?)
}

/// "It leaked": new keys, and earlier versions are dropped.
#[tauri::command(async)]
#[specta::specta]
pub fn replace_keys(app: App, current: Typed, next: Typed) -> Result<KeysReplaced, UiError> {
    let clock = app.clock();
    let replaced = app.desk().replace_keys(&current.into(), &next.into(), clock)?;
    app.settled();
    Ok(replaced.into())
}

/// Lets the keyring open the vault.
#[tauri::command(async)]
#[specta::specta]
pub fn enable_quick_unlock(app: App, passphrase: Typed) -> Result<(), UiError> {
    let clock = app.clock();
    app.desk().enable_quick_unlock(&passphrase.into(), clock)?;
    app.settled();
    Ok(())
}

/// Takes the key out of the keyring, for which nobody has to prove anything.
#[tauri::command(async)]
#[specta::specta]
pub fn disable_quick_unlock(app: App) -> Result<(), UiError> {
    app.desk().disable_quick_unlock()?;
    app.settled();
    Ok(())
}

/// The earlier versions, the newest first.
#[tauri::command(async)]
#[specta::specta]
pub fn snapshots(app: App) -> Result<Vec<Snapshot>, UiError> {
    Ok(app.desk().snapshots()?.into_iter().map(Snapshot::from).collect())
}

/// Puts an earlier version in the place of the present one, which is kept.
#[tauri::command(async)]
#[specta::specta]
pub fn restore_snapshot(app: App, id: String, passphrase: Typed) -> Result<(), UiError> {
    let clock = app.clock();
    let id: SnapshotId = id.parse().map_err(|_| UiError::SnapshotGone)?;
    app.desk().restore_snapshot(&id, &passphrase.into(), clock)?;
    app.settled();
    Ok(())
}

/// The records that could not be read.
#[tauri::command(async)]
#[specta::specta]
pub fn set_aside(app: App) -> Result<Vec<SetAside>, UiError> {
    Ok(app.desk().set_aside()?.iter().map(SetAside::from).collect())
}

impl From<Typed> for Passphrase {
    fn from(typed: Typed) -> Self {
        Self::from(std::mem::take(&mut *typed.take()))
    }
}
