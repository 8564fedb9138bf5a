//! The worst day: the emergency kit on paper, the vault from that paper, and the whole vault as one file.

use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;

use super::changed;
use crate::{
    error::UiError,
    sheet,
    state::App,
    views::{BackupFound, BackupRestored, KitFormat, KitProven, KitRestored, SheetFormat, Typed},
};

/// Makes a kit, which takes the place of an older one, and prints it or writes it to a file the person chooses.
#[tauri::command(async)]
#[specta::specta]
pub fn make_kit(
    app: App,
    window: AppHandle,
    format: KitFormat,
    passphrase: Typed,
) -> Result<Option<String>, UiError> {
    let format = SheetFormat::from(format);
    let Some(to) = sheet::destination(&window, format, "keepward-emergency-kit") else { return Ok(None) };
    let page = app.desk().draft_kit(format.into(), sheet::paper(), &passphrase.into(), app.clock())?;
    // A kit that nobody has on paper must not take the place of one that somebody has.
    let path = sheet::deliver(&window, to, page)?;
    app.desk().adopt_kit(app.clock())?;
    changed(&app);
    Ok(path)
}

/// Proves that a kit opens the vault.
#[tauri::command(async)]
#[specta::specta]
pub fn test_kit(app: App, text: Typed) -> Result<KitProven, UiError> {
    let proven = app.desk().test_kit(&text.take(), app.clock())?;
    changed(&app);
    Ok(proven.into())
}

/// Proves that the kit before the camera opens the vault.
#[tauri::command(async)]
#[specta::specta]
pub fn test_scanned_kit(app: App) -> Result<KitProven, UiError> {
    let text = app.scanned_kit().ok_or(UiError::ScanGone)?;
    let proven = app.desk().test_kit(&text, app.clock())?;
    app.forget_scanned_kit();
    changed(&app);
    Ok(proven.into())
}

/// Forgets the kit that came before the camera: whoever read it has closed the page.
#[tauri::command(async)]
#[specta::specta]
pub fn forget_scanned_kit(app: App) -> Result<(), UiError> {
    app.forget_scanned_kit();
    Ok(())
}

/// Opens the vault with a kit, the typed one or the one before the camera, and gives it a new passphrase.
#[tauri::command(async)]
#[specta::specta]
pub fn restore_from_kit(app: App, kit: Option<Typed>, passphrase: Typed) -> Result<KitRestored, UiError> {
    let kit = kit.map(Typed::take).or_else(|| app.scanned_kit()).ok_or(UiError::ScanGone)?;
    let restored = app.desk().restore_from_kit(&kit, &passphrase.into(), app.clock())?;
    app.forget_scanned_kit();
    app.settled();
    Ok(restored.into())
}

/// Writes the whole vault to one file the person chooses. The path, or nothing.
#[tauri::command(async)]
#[specta::specta]
pub fn backup_all(app: App, window: AppHandle) -> Result<Option<String>, UiError> {
    let backup = app.desk().backup(app.clock())?;
    sheet::save(&window, &backup.name, &backup.bytes)
}

/// A backup the person chooses, and what is in it; nothing if none was chosen.
#[tauri::command(async)]
#[specta::specta]
pub fn choose_backup(app: App, window: AppHandle) -> Result<Option<BackupFound>, UiError> {
    let chosen = window
        .dialog()
        .file()
        .set_title("Choose the backup")
        .add_filter("Keepward backups", &["tar"])
        .blocking_pick_file();
    let Some(path) = chosen.and_then(|file| file.into_path().ok()) else { return Ok(None) };
    Ok(Some(app.desk().choose_backup(&path)?.into()))
}

/// Puts the chosen backup in place, once the kit has opened it, behind a new passphrase.
#[tauri::command(async)]
#[specta::specta]
pub fn restore_backup_with_kit(
    app: App,
    kit: Option<Typed>,
    passphrase: Typed,
) -> Result<BackupRestored, UiError> {
    let kit = kit.map(Typed::take).or_else(|| app.scanned_kit()).ok_or(UiError::ScanGone)?;
    let restored = app.desk().restore_backup_with_kit(&kit, &passphrase.into(), app.clock())?;
    app.forget_scanned_kit();
    app.settled();
    Ok(restored.into())
}

/// Puts the chosen backup in place, once the passphrase has opened it.
#[tauri::command(async)]
#[specta::specta]
pub fn restore_backup(app: App, passphrase: Typed) -> Result<BackupRestored, UiError> {
    let restored = app.desk().restore_backup(&passphrase.into(), app.clock())?;
    app.settled();
    Ok(restored.into())
}
