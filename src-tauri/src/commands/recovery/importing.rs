//! A downloaded file, a pasted text or the photo of a kit becomes sets: read in Rust, looked at by the person, stored when
//! they say so.

use std::{
    fs::{self, File},
    io::Read,
    path::Path,
};

use actions::ImportSource;
use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;
use zeroize::Zeroizing;

use super::changed;
use crate::{
    error::UiError,
    page::News,
    state::App,
    views::{ImportDecision, ImportPreview, Typed},
};

/// No file of codes comes near this; the reader has a tighter bound for texts and names it.
const LONGEST_FILE: u64 = 64 * 1024 * 1024;

/// Reads a file the person chooses; nothing if none was chosen.
#[tauri::command(async)]
#[specta::specta]
pub fn choose_recovery_file(app: App, window: AppHandle) -> Result<Option<ImportPreview>, UiError> {
    app.desk().recovery_is_open(app.now())?;
    let chosen = window.dialog().file().set_title("Choose the downloaded file").blocking_pick_file();
    match chosen.and_then(|file| file.into_path().ok()) {
        Some(path) => read_file(&app, &path).map(Some),
        None => Ok(None),
    }
}

/// Reads the file that was dropped on the window.
#[tauri::command(async)]
#[specta::specta]
pub fn read_dropped_recovery_file(app: App) -> Result<ImportPreview, UiError> {
    app.desk().recovery_is_open(app.now())?;
    let path = app.take_dropped().ok_or(UiError::FileGone)?;
    read_file(&app, &path)
}

/// Reads a pasted text.
#[tauri::command(async)]
#[specta::specta]
pub fn read_recovery_text(app: App, text: Typed) -> Result<ImportPreview, UiError> {
    let text = text.take();
    preview(&app, text.as_bytes(), ImportSource::Pasted)
}

/// Reads the QR codes of a picture the person chooses; nothing if none was chosen.
#[tauri::command(async)]
#[specta::specta]
pub fn scan_recovery_image(app: App, window: AppHandle) -> Result<Option<ImportPreview>, UiError> {
    app.desk().recovery_is_open(app.now())?;
    let pictures = ["png", "jpg", "jpeg", "webp", "gif", "bmp"];
    let chosen = window
        .dialog()
        .file()
        .set_title("Choose a photo of the sheet")
        .add_filter("Pictures", &pictures)
        .blocking_pick_file();
    let Some(path) = chosen.and_then(|file| file.into_path().ok()) else { return Ok(None) };
    let payloads = scan::decode_image_file(&path)?;
    // Room in advance: a growing text would leave copies behind.
    let mut text =
        Zeroizing::new(String::with_capacity(payloads.iter().map(|it| it.as_str().len() + 1).sum()));
    for payload in &payloads {
        text.push_str(payload.as_str());
        text.push('\n');
    }
    preview(&app, text.as_bytes(), ImportSource::Pasted).map(Some)
}

/// Stores what the person kept of a preview, and says under which ids.
#[tauri::command(async)]
#[specta::specta]
pub fn accept_import(app: App, id: u32, decisions: Vec<ImportDecision>) -> Result<Vec<String>, UiError> {
    let decisions = decisions.into_iter().map(Into::into).collect();
    let stored = app.desk().accept_import(id, decisions, app.now())?;
    changed(&app);
    Ok(stored.iter().map(ToString::to_string).collect())
}

/// Gives up a preview.
#[tauri::command(async)]
#[specta::specta]
pub fn discard_import(app: App, id: u32) -> Result<(), UiError> {
    app.desk().discard_import(id);
    Ok(())
}

/// Deletes the file that a stored import came from.
#[tauri::command(async)]
#[specta::specta]
pub fn delete_imported_file(app: App, id: u32) -> Result<(), UiError> {
    Ok(app.desk().delete_imported_file(id)?)
}

fn read_file(app: &App, path: &Path) -> Result<ImportPreview, UiError> {
    let bytes = bytes_of(path)?;
    preview(app, &bytes, ImportSource::File(path.to_owned()))
}

/// The whole file, in memory that is wiped.
fn bytes_of(path: &Path) -> Result<Zeroizing<Vec<u8>>, UiError> {
    let gone = |_| UiError::FileGone;
    // Before it is opened: a pipe would wait for somebody at its other end.
    let found = fs::metadata(path).map_err(gone)?;
    if !found.is_file() {
        return Err(UiError::FileGone);
    }
    if found.len() > LONGEST_FILE {
        return Err(UiError::FileTooLarge);
    }
    let file = File::open(path).map_err(gone)?;
    // Room in advance: a growing list would leave copies behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(found.len() + 1).unwrap_or_default()));
    file.take(LONGEST_FILE).read_to_end(&mut bytes).map_err(gone)?;
    Ok(bytes)
}

fn preview(app: &App, bytes: &[u8], source: ImportSource) -> Result<ImportPreview, UiError> {
    let mut preview = app.desk().read_recovery(bytes, source, app.now())?;
    changed(app); // its time has begun anew
    if let Some(offer) = preview.offer.take() {
        app.tell(News::Offered(offer.into()));
    }
    Ok(preview.into())
}
