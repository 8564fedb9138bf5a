//! Recovery codes: the overview, opening the compartment, one set and the one code that is handed out, care for sets,
//! security questions, the log. Importing, the kit and whole backups are in the files below.

pub mod importing;
pub mod kit;
pub mod rescue;

use actions::{SetId, Which};
use tauri::AppHandle;

use crate::{
    error::{UiError, millis},
    sheet,
    state::App,
    views::{
        CodeAnswer, HandedOut, LogFormat, RecoveryLogPage, RecoveryNoticeKind, RecoveryOverview, SetFacts,
        SetView, SheetFormat, Shown, Typed,
    },
};

/// The set a page means. One that cannot be one is as good as gone.
fn set_of(id: &str) -> Result<SetId, UiError> {
    id.parse().map_err(|_| UiError::SetGone)
}

fn place(position: u32) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// The overview is not what it was.
fn changed(app: &App) {
    app.recovery_changed();
}

/// What may be known without the passphrase.
#[tauri::command(async)]
#[specta::specta]
pub fn recovery_overview(app: App) -> Result<RecoveryOverview, UiError> {
    Ok(app.desk().recovery_overview(app.now())?.into())
}

/// Opens the compartment with the passphrase and says for how long, in milliseconds. A file older than the last one seen
/// opens only if the person accepts that.
#[tauri::command(async)]
#[specta::specta]
pub fn open_recovery(app: App, passphrase: Typed, accept_older: bool) -> Result<u32, UiError> {
    let rollback = if accept_older { actions::Rollback::Accept } else { actions::Rollback::Refuse };
    let open_for = app.desk().open_recovery(&passphrase.into(), rollback, app.clock())?;
    app.close_recovery_in(open_for);
    changed(&app);
    Ok(millis(open_for))
}

/// Somebody is at work with what lies in the compartment, so its time begins anew. Says how long it stays open.
#[tauri::command(async)]
#[specta::specta]
pub fn stay_open(app: App) -> Result<u32, UiError> {
    Ok(millis(app.desk().stay_open(app.now())?))
}

/// Closes the compartment and wipes what it gave out.
#[tauri::command(async)]
#[specta::specta]
pub fn close_recovery(app: App) -> Result<(), UiError> {
    app.close_recovery();
    Ok(())
}

/// Lets the one notice rest for a while; what is worse is told all the same.
#[tauri::command(async)]
#[specta::specta]
pub fn dismiss_recovery_notice(app: App, kind: RecoveryNoticeKind) -> Result<(), UiError> {
    app.desk().dismiss_recovery_notice(kind.into(), app.now())?;
    changed(&app);
    Ok(())
}

/// One set, without its codes.
#[tauri::command(async)]
#[specta::specta]
pub fn recovery_set(app: App, id: String) -> Result<SetView, UiError> {
    Ok(app.desk().recovery_set(set_of(&id)?, app.now())?.into())
}

/// Hands out ONE code: it is reserved on disk, then copied, then shown.
#[tauri::command(async)]
#[specta::specta]
pub fn take_code(app: App, set_id: String, number: Option<u32>) -> Result<HandedOut, UiError> {
    let which = number.map_or(Which::Next, Which::Number);
    let handed_out = app.desk().take_code(set_of(&set_id)?, which, app.now())?;
    changed(&app);
    // A desktop without a clipboard is no reason to keep a code back that is reserved already.
    let copied = app.clipboard.copy(handed_out.for_clipboard(), handed_out.clears_in).is_ok();
    Ok(HandedOut::new(handed_out, copied))
}

/// A code that was handed out, once more.
#[tauri::command(async)]
#[specta::specta]
pub fn show_taken(app: App, set_id: String, position: u32) -> Result<HandedOut, UiError> {
    let handed_out = app.desk().show_taken(set_of(&set_id)?, place(position), app.now())?;
    changed(&app);
    Ok(HandedOut::new(handed_out, false))
}

/// Copies a code that was handed out in one of its variants, and says when it is cleared.
#[tauri::command(async)]
#[specta::specta]
pub fn copy_taken(app: App, set_id: String, position: u32, variant: u32) -> Result<u32, UiError> {
    let (text, clears_in) =
        app.desk().copy_taken(set_of(&set_id)?, place(position), place(variant), app.now())?;
    app.clipboard.copy(text, clears_in)?;
    Ok(clears_in.map_or(0, millis))
}

/// Says what became of a code that was handed out.
#[tauri::command(async)]
#[specta::specta]
pub fn answer_code(
    app: App,
    set_id: String,
    position: u32,
    answer: CodeAnswer,
    note: String,
) -> Result<SetView, UiError> {
    let set = app.desk().answer_code(set_of(&set_id)?, place(position), answer.into(), note, app.now())?;
    changed(&app);
    Ok(set.into())
}

/// The key worked, and this is the new one that the service shows.
#[tauri::command(async)]
#[specta::specta]
pub fn replace_key(app: App, set_id: String, position: u32, new_key: Typed) -> Result<SetView, UiError> {
    let set = app.desk().replace_key(set_of(&set_id)?, place(position), new_key.take(), app.now())?;
    changed(&app);
    Ok(set.into())
}

/// Takes back the last change of a code.
#[tauri::command(async)]
#[specta::specta]
pub fn undo_code(app: App, set_id: String, position: u32) -> Result<SetView, UiError> {
    let set = app.desk().undo_code(set_of(&set_id)?, place(position), app.now())?;
    changed(&app);
    Ok(set.into())
}

/// Corrects what is known about a set.
#[tauri::command(async)]
#[specta::specta]
pub fn edit_set(app: App, id: String, facts: SetFacts) -> Result<SetView, UiError> {
    let set = app.desk().edit_set(set_of(&id)?, &facts.into(), app.now())?;
    changed(&app);
    Ok(set.into())
}

/// Puts a set away, or back in force.
#[tauri::command(async)]
#[specta::specta]
pub fn archive_set(app: App, id: String, on: bool) -> Result<(), UiError> {
    let id = set_of(&id)?;
    // The desk first, then the time: one that was waiting would otherwise come with a moment from before.
    if on {
        app.desk().archive_set(id, app.now())?;
    } else {
        app.desk().unarchive_set(id, app.now())?;
    }
    changed(&app);
    Ok(())
}

/// Deletes a set for ever, after the passphrase was asked for.
#[tauri::command(async)]
#[specta::specta]
pub fn delete_set(app: App, id: String, passphrase: Typed) -> Result<(), UiError> {
    app.desk().delete_set(set_of(&id)?, &passphrase.into(), app.clock())?;
    changed(&app);
    Ok(())
}

/// Prints a set or writes it to a file the person chooses, after the passphrase was asked for. The path, or nothing.
#[tauri::command(async)]
#[specta::specta]
pub fn output_set(
    app: App,
    window: AppHandle,
    id: String,
    format: SheetFormat,
    passphrase: Typed,
) -> Result<Option<String>, UiError> {
    let (id, passphrase) = (set_of(&id)?, passphrase.into());
    let Some(to) = sheet::destination(&window, format, "recovery-codes") else { return Ok(None) };
    let output = app.desk().output_set(id, format.into(), sheet::paper(), &passphrase, app.clock())?;
    changed(&app);
    sheet::deliver(&window, to, output)
}

/// Opens the print dialog once more, over the preview that is still there.
#[tauri::command(async)]
#[specta::specta]
pub fn print_again(window: AppHandle) -> Result<(), UiError> {
    sheet::print_again(&window)
}

/// Stores a security question with its answer.
#[tauri::command(async)]
#[specta::specta]
pub fn add_question(
    app: App,
    service: String,
    account: String,
    question: String,
    answer: Typed,
) -> Result<(), UiError> {
    app.desk().add_question(&service, &account, &question, answer.take(), app.now())?;
    changed(&app);
    Ok(())
}

/// The answer to a security question.
#[tauri::command(async)]
#[specta::specta]
pub fn reveal_answer(app: App, id: String) -> Result<Shown, UiError> {
    let answer = app.desk().answer_to(question_of(&id)?, app.now())?;
    changed(&app);
    Ok(answer.into())
}

/// Copies the answer to a security question, and says when it is cleared.
#[tauri::command(async)]
#[specta::specta]
pub fn copy_answer(app: App, id: String) -> Result<u32, UiError> {
    let answer = app.desk().answer_to(question_of(&id)?, app.now())?;
    changed(&app);
    let clears_in = app.settings().clears_clipboard_in();
    app.clipboard.copy(answer, clears_in)?;
    Ok(clears_in.map_or(0, millis))
}

/// Deletes a security question.
#[tauri::command(async)]
#[specta::specta]
pub fn delete_question(app: App, id: String, passphrase: Typed) -> Result<(), UiError> {
    app.desk().delete_question(question_of(&id)?, &passphrase.into(), app.clock())?;
    changed(&app);
    Ok(())
}

fn question_of(id: &str) -> Result<actions::QuestionId, UiError> {
    id.parse().map_err(|_| UiError::QuestionGone)
}

/// Some of what was done, the newest first.
#[tauri::command(async)]
#[specta::specta]
pub fn recovery_log(app: App, from: u32, count: u32) -> Result<RecoveryLogPage, UiError> {
    Ok(app.desk().recovery_log(place(from), place(count))?.into())
}

/// Writes the log to a file the person chooses. The path, or nothing.
#[tauri::command(async)]
#[specta::specta]
pub fn export_recovery_log(
    app: App,
    window: AppHandle,
    format: LogFormat,
) -> Result<Option<String>, UiError> {
    let (log, name) = match format {
        LogFormat::Csv => (app.desk().recovery_log_csv(app.now())?, "keepward-recovery-log.csv"),
        LogFormat::Json => (app.desk().recovery_log_json(app.now())?, "keepward-recovery-log.json"),
    };
    sheet::save(&window, name, log.as_bytes())
}
