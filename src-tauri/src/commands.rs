//! The commands of the page, one file per family. Each calls one action and turns the result into a view. All of them
//! that touch the desk run off the window's thread, because the desk may be busy deriving a key.

pub mod accounts;
mod add;
mod codes;
mod recovery;
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
            recovery::recovery_overview,
            recovery::open_recovery,
            recovery::stay_open,
            recovery::close_recovery,
            recovery::dismiss_recovery_notice,
            recovery::recovery_set,
            recovery::take_code,
            recovery::show_taken,
            recovery::copy_taken,
            recovery::answer_code,
            recovery::replace_key,
            recovery::undo_code,
            recovery::edit_set,
            recovery::archive_set,
            recovery::delete_set,
            recovery::output_set,
            recovery::print_again,
            recovery::add_question,
            recovery::reveal_answer,
            recovery::copy_answer,
            recovery::delete_question,
            recovery::recovery_log,
            recovery::export_recovery_log,
            recovery::importing::choose_recovery_file,
            recovery::importing::read_dropped_recovery_file,
            recovery::importing::read_recovery_text,
            recovery::importing::scan_recovery_image,
            recovery::importing::accept_import,
            recovery::importing::discard_import,
            recovery::importing::delete_imported_file,
            recovery::rescue::recovery_snapshots,
            recovery::rescue::restore_recovery,
            recovery::rescue::give_up_recovery,
            recovery::rescue::rejoin_recovery_passphrase,
            recovery::kit::make_kit,
            recovery::kit::test_kit,
            recovery::kit::test_scanned_kit,
            recovery::kit::forget_scanned_kit,
            recovery::kit::restore_from_kit,
            recovery::kit::backup_all,
            recovery::kit::choose_backup,
            recovery::kit::restore_backup,
            recovery::kit::restore_backup_with_kit,
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
            views::RecoveryChanged,
            views::RecoveryFileDropped,
            views::KitScanned,
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
