//! The list of codes: reading it, showing, copying and counting one on.

use actions::CodesQuery;

use super::accounts::id_of;
use crate::{
    error::UiError,
    state::App,
    views::{CodePage, CodeRow, Copied},
};

/// Some rows of the list that match `text`, valid now.
#[tauri::command(async)]
#[specta::specta]
pub fn codes(app: App, text: String, from: u32, count: u32) -> Result<CodePage, UiError> {
    let query = CodesQuery { text, from, count, now: app.now() };
    Ok(app.desk().codes(&query)?.into())
}

/// Shows a hidden code for a short while.
#[tauri::command(async)]
#[specta::specta]
pub fn reveal_code(app: App, id: String) -> Result<CodeRow, UiError> {
    Ok(app.desk().reveal(id_of(&id)?, app.now())?.into())
}

/// Copies a code; it never passes through the page on its way.
#[tauri::command(async)]
#[specta::specta]
pub fn copy_code(app: App, id: String) -> Result<Copied, UiError> {
    app.copy(id_of(&id)?)
}

/// The next code of a counter.
#[tauri::command(async)]
#[specta::specta]
pub fn next_code(app: App, id: String) -> Result<CodeRow, UiError> {
    Ok(app.desk().advance(id_of(&id)?, app.now())?.into())
}
