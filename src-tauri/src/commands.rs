//! The commands of the page, one file per family. Each calls one action and turns the result into a view. All of them
//! that touch the desk run off the window's thread, because the desk may be busy deriving a key.

pub mod accounts;
mod add;
mod codes;
mod settings;
#[cfg(test)]
mod tests;
mod vault;

use specta::{Types, datatype::DataType, function::FunctionArg};
use tauri::{
    Runtime, State, Wry,
    ipc::{CommandArg, CommandItem, InvokeError},
};
use tauri_specta::{Builder, collect_commands, collect_events};

use crate::{state::App, views};

/// Every command and event there is. Which window may call a command is said in `src-tauri/permissions`.
pub fn bindings() -> Builder<Wry> {
    Builder::new()
        // What goes in and what comes out are different types here, so one shape for each is enough.
        .disable_serde_phases()
        .commands(collect_commands![
            vault::status,
            vault::create_vault,
            vault::unlock,
            vault::quick_unlock,
            vault::call_off,
            vault::lock,
            vault::rate_passphrase,
            vault::change_passphrase,
            vault::replace_keys,
            vault::enable_quick_unlock,
            vault::disable_quick_unlock,
            vault::snapshots,
            vault::restore_snapshot,
            vault::set_aside,
            codes::codes,
            codes::reveal_code,
            codes::copy_code,
            codes::next_code,
            accounts::pin,
            accounts::move_account,
            accounts::account,
            accounts::edit_account,
            accounts::account_qr,
            accounts::bin_account,
            accounts::restore_account,
            accounts::bin,
            accounts::delete_forever,
            accounts::start_replacement,
            accounts::confirm_replacement,
            accounts::cancel_replacement,
            add::cameras,
            add::start_camera,
            add::stop_camera,
            add::scan_screen,
            add::scan_clipboard,
            add::scan_image_file,
            add::scan_image,
            add::read_text,
            add::offer_manual,
            add::pending_offer,
            add::discard_offer,
            add::add_candidates,
            settings::settings,
            settings::save_settings,
            settings::check_clock,
            settings::about,
            settings::user_active,
            settings::quit,
        ])
        .events(collect_events![
            views::StatusChanged,
            views::CodesChanged,
            views::Offered,
            views::ScanFailed,
            views::CameraEvent,
            views::DropHover,
            views::FocusSearch,
        ])
}

/// A command asks for the app by naming it; the page knows nothing of this argument.
impl<'de, R: Runtime> CommandArg<'de, R> for App {
    fn from_command(command: CommandItem<'de, R>) -> Result<Self, InvokeError> {
        State::<App>::from_command(command).map(|app| app.inner().clone())
    }
}

impl FunctionArg for App {
    fn to_datatype(_: &mut Types) -> Option<DataType> {
        None
    }
}
