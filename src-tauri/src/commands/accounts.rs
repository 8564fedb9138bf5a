//! One account: its page, its place in the list, its QR code, its replacement, the bin.

use actions::AccountId;
use data_encoding::BASE64;

use crate::{
    error::UiError,
    state::App,
    views::{AccountEdit, AccountView, BinRow, Qr, Typed},
};

/// The account a page means. One that cannot be one is as good as gone.
pub fn id_of(id: &str) -> Result<AccountId, UiError> {
    id.parse().map_err(|_| UiError::AccountGone)
}

/// Puts an account among the first, or takes it from there.
#[tauri::command(async)]
#[specta::specta]
pub fn pin(app: App, id: String, on: bool) -> Result<(), UiError> {
    let (id, now) = (id_of(&id)?, app.now());
    if on {
        app.desk().pin(id, now)?
    } else {
        app.desk().unpin(id, now)?
    }
    changed(&app)
}

/// Moves an account to another place of the list.
#[tauri::command(async)]
#[specta::specta]
pub fn move_account(app: App, id: String, to_index: u32) -> Result<(), UiError> {
    app.desk().move_to(id_of(&id)?, to_index, app.now())?;
    changed(&app)
}

/// An account's page.
#[tauri::command(async)]
#[specta::specta]
pub fn account(app: App, id: String) -> Result<AccountView, UiError> {
    Ok(app.desk().account(id_of(&id)?, app.now())?.into())
}

/// Changes what the person may write about an account.
#[tauri::command(async)]
#[specta::specta]
pub fn edit_account(app: App, id: String, edit: AccountEdit) -> Result<(), UiError> {
    app.desk().edit(id_of(&id)?, &edit.into(), app.now())?;
    changed(&app)
}

/// The account as a QR code, after the passphrase was asked for: one of the few secrets the page may show.
#[tauri::command(async)]
#[specta::specta]
pub fn account_qr(app: App, id: String, passphrase: Typed) -> Result<Qr, UiError> {
    let clock = app.clock();
    let png = app.desk().account_qr(id_of(&id)?, &passphrase.into(), clock)?;
    Ok(Qr { png: BASE64.encode(&png) })
}

/// Puts an account into the bin.
#[tauri::command(async)]
#[specta::specta]
pub fn bin_account(app: App, id: String) -> Result<(), UiError> {
    app.desk().bin(id_of(&id)?, app.now())?;
    changed(&app)
}

/// Takes an account out of the bin.
#[tauri::command(async)]
#[specta::specta]
pub fn restore_account(app: App, id: String) -> Result<(), UiError> {
    app.desk().restore(id_of(&id)?, app.now())?;
    changed(&app)
}

/// What is in the bin, the newest first.
#[tauri::command(async)]
#[specta::specta]
pub fn bin(app: App) -> Result<Vec<BinRow>, UiError> {
    let now = app.now();
    Ok(app.desk().binned(now)?.into_iter().map(|account| BinRow::new(account, now.into())).collect())
}

/// Deletes an account that is in the bin.
#[tauri::command(async)]
#[specta::specta]
pub fn delete_forever(app: App, id: String) -> Result<(), UiError> {
    Ok(app.desk().delete_forever(id_of(&id)?, app.now())?)
}

/// Keeps a scanned code beside the account's present one until the service has accepted it.
#[tauri::command(async)]
#[specta::specta]
pub fn start_replacement(app: App, account_id: String, candidate_id: u32) -> Result<(), UiError> {
    app.desk().start_replacement(id_of(&account_id)?, candidate_id.into(), app.now())?;
    changed(&app)
}

/// The service has accepted the new code.
#[tauri::command(async)]
#[specta::specta]
pub fn confirm_replacement(app: App, account_id: String) -> Result<(), UiError> {
    app.desk().confirm_replacement(id_of(&account_id)?, app.now())?;
    changed(&app)
}

/// The service has not accepted the new code; the old one stays.
#[tauri::command(async)]
#[specta::specta]
pub fn cancel_replacement(app: App, account_id: String) -> Result<(), UiError> {
    app.desk().cancel_replacement(id_of(&account_id)?, app.now())?;
    changed(&app)
}

/// The list is not what it was.
pub fn changed(app: &App) -> Result<(), UiError> {
    app.changed();
    Ok(())
}
