//! Settings, the clock check, the About page, and the sign that somebody is there.

use actions::SettingsFile;
use tauri::AppHandle;

use crate::{
    error::UiError,
    state::App,
    views::{About, ClockCheck, Settings},
    window,
};

/// What the person has chosen.
#[tauri::command(async)]
#[specta::specta]
pub fn settings(app: App) -> Result<Settings, UiError> {
    Ok((&app.settings()).into())
}

/// Puts settings into force and saves them.
#[tauri::command(async)]
#[specta::specta]
pub fn save_settings(app: App, settings: Settings) -> Result<(), UiError> {
    app.save_settings(settings.over(&app.settings()))
}

/// Asks the time server how the clock stands, if the person has switched that on.
#[tauri::command(async)]
#[specta::specta]
pub fn check_clock(app: App) -> Result<ClockCheck, UiError> {
    let server = app.desk().time_server()?; // The desk is free again before the network is asked.
    Ok(server.ask().map_err(actions::ActionError::from)?.into())
}

/// What the About page says.
#[tauri::command(async)]
#[specta::specta]
pub fn about(app: App) -> Result<About, UiError> {
    let status = app.status();
    Ok(About {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        folder: status.folder,
        settings_file: (!status.demo).then(|| SettingsFile::default_path().display().to_string()),
        licence: env!("CARGO_PKG_LICENSE").to_owned(),
    })
}

/// Somebody uses the window: the idle lock starts to count anew.
#[tauri::command]
#[specta::specta]
pub fn user_active(app: App) {
    app.active();
}

/// Ends the app, tray or no tray, as the tray's own entry does.
#[tauri::command]
#[specta::specta]
pub fn quit(handle: AppHandle) {
    window::remember(&handle);
    handle.exit(0);
}
