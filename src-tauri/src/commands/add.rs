//! Adding an account: from the camera, the screen, a picture, the clipboard, a text, by hand. What is read stays in Rust
//! under small numbers; the page names it and says which to keep.

use scan::{Payload, clipboard::ClipboardContent};
use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;

use super::accounts::changed;
use crate::{
    camera,
    error::UiError,
    state::App,
    views::{Camera, ManualForm, NewAccount, Offer, Typed},
};

fn offer(app: &App, payloads: &[Payload]) -> Result<Offer, UiError> {
    app.offer(payloads.iter().map(Payload::as_str))
}

/// The cameras that can capture.
#[tauri::command(async)]
#[specta::specta]
pub fn cameras() -> Result<Vec<Camera>, UiError> {
    Ok(scan::camera::list().into_iter().map(Camera::from).collect())
}

/// Starts a camera, the first one if none is named. Its pictures are at `preview://localhost/frame`.
#[tauri::command(async)]
#[specta::specta]
pub fn start_camera(app: App, id: Option<String>) -> Result<(), UiError> {
    camera::start(&app, id.as_deref())
}

/// Stops the camera.
#[tauri::command(async)]
#[specta::specta]
pub fn stop_camera(app: App) -> Result<(), UiError> {
    app.viewfinder.close();
    Ok(())
}

/// Every code that is on the screen now.
#[tauri::command(async)]
#[specta::specta]
pub fn scan_screen(app: App) -> Result<Offer, UiError> {
    offer(&app, &scan::screen::capture_and_decode()?)
}

/// Every code in the copied picture, or the copied text.
#[tauri::command(async)]
#[specta::specta]
pub fn scan_clipboard(app: App) -> Result<Offer, UiError> {
    match scan::clipboard::image_or_text()? {
        ClipboardContent::Picture(payloads) => offer(&app, &payloads),
        ClipboardContent::Text(text) => offer(&app, &[text]),
    }
}

/// Every code in a picture the person chooses; nothing if none was chosen.
#[tauri::command(async)]
#[specta::specta]
pub fn scan_image_file(app: App, window: AppHandle) -> Result<Option<Offer>, UiError> {
    let pictures = ["png", "jpg", "jpeg", "webp", "gif", "bmp"];
    let chosen = window
        .dialog()
        .file()
        .set_title("Choose a picture")
        .add_filter("Pictures", &pictures)
        .blocking_pick_file();
    match chosen.and_then(|file| file.into_path().ok()) {
        Some(path) => offer(&app, &scan::decode_image_file(&path)?).map(Some),
        None => Ok(None),
    }
}

/// Every code in a picture that was pasted into the window.
#[tauri::command(async)]
#[specta::specta]
pub fn scan_image(app: App, bytes: Vec<u8>) -> Result<Offer, UiError> {
    offer(&app, &scan::decode_image_bytes(&bytes)?)
}

/// A pasted text: an enrolment link, or an export.
#[tauri::command(async)]
#[specta::specta]
pub fn read_text(app: App, text: Typed) -> Result<Offer, UiError> {
    app.offer([text.take().as_str()])
}

/// What the person typed by hand.
#[tauri::command(async)]
#[specta::specta]
pub fn offer_manual(app: App, form: ManualForm) -> Result<Offer, UiError> {
    Ok(app.desk().offer_manual(&form.try_into()?, app.now())?.into())
}

/// What came from outside while the vault was locked or the page was not there.
#[tauri::command(async)]
#[specta::specta]
pub fn pending_offer(app: App) -> Result<Option<Offer>, UiError> {
    app.pending_offer()
}

/// Gives up everything that was read and not added.
#[tauri::command(async)]
#[specta::specta]
pub fn discard_offer(app: App) -> Result<(), UiError> {
    app.desk().discard_offer();
    Ok(())
}

/// Adds some of what was read, all or none, and says under which ids.
#[tauri::command(async)]
#[specta::specta]
pub fn add_candidates(app: App, chosen: Vec<NewAccount>) -> Result<Vec<String>, UiError> {
    let chosen: Vec<_> =
        chosen.into_iter().map(|account| (account.candidate.into(), account.into())).collect();
    let added = app.desk().accept_all(&chosen, app.now())?;
    changed(&app)?;
    Ok(added.iter().map(ToString::to_string).collect())
}
