//! The same for recovery codes: a code comes out where the page was given one or shows what is imported, an answer where it was
//! asked for, a kit nowhere.

use actions::{Paper, SheetFormat as Format};

use super::super::super::recovery::{self, importing, kit, rescue};
use super::*;
use crate::views::{CodeAnswer, ImportDecision, ImportPreview, RecoveryNoticeKind, SetFacts, SetView};

/// The file that is imported: two markers and what nobody looks for.
fn file() -> String {
    let others = (2..16).map(|n| format!("\nac{n:03x}-d00{n:02x}"));
    format!("{}\n{}{}", CODES[0], CODES[1], others.collect::<String>())
}

/// An app with the compartment open.
fn open(heard: &Heard) -> App {
    let app = app(heard);
    filled(&app, heard);
    heard.reply(recovery::open_recovery(app.clone(), typed(PASSPHRASE), false)).unwrap();
    app
}

/// Everything is kept as it was read, as the page sends it.
fn as_seen(preview: &ImportPreview) -> Vec<ImportDecision> {
    let sent = serde_json::to_value(preview).unwrap();
    let decision = |set: &serde_json::Value| {
        serde_json::json!({
            "index": set["index"], "take": true, "facts": set["facts"], "codes": set["codes"],
            "spentOne": false, "missingWereUsed": false, "replaces": true,
        })
    };
    let decisions: Vec<_> = sent["sets"].as_array().unwrap().iter().map(decision).collect();
    serde_json::from_value(decisions.into()).unwrap()
}

/// Reads the file and stores it. The preview is one of the replies that hold codes.
fn imported(app: &App, heard: &Heard) -> String {
    let preview = importing::read_recovery_text(app.clone(), typed(&file()));
    heard.add(&preview, None);
    let preview = preview.unwrap();
    let sent = serde_json::to_string(&preview).unwrap();
    assert!(CODES[..2].iter().all(|code| sent.contains(code)), "the person sees every code");
    let decisions = as_seen(&preview);
    heard.add(&decisions, None);
    heard.reply(importing::accept_import(app.clone(), preview.id, decisions)).unwrap().remove(0)
}

fn facts(set: &SetView) -> SetFacts {
    let set = serde_json::to_value(set).unwrap();
    let row = &set["row"];
    serde_json::from_value(serde_json::json!({
        "label": "at work", "service": "Acme", "account": "", "site": "", "accountId": null,
        "kind": row["kind"], "effect": "replace", "ordered": row["ordered"],
        "regeneration": set["regeneration"], "expiresOn": "2027-03-01",
    }))
    .unwrap()
}

#[test]
fn a_code_comes_out_only_where_the_page_was_given_one() {
    let heard = Heard::default();
    let (h, app) = (&heard, open(&heard));
    let id = imported(&app, h);
    let set = h.reply(recovery::recovery_set(app.clone(), id.clone())).unwrap();
    h.reply(recovery::recovery_overview(app.clone())).unwrap();
    h.named(recovery::take_code(app.clone(), id.clone(), None), CODES[0]);
    h.named(recovery::show_taken(app.clone(), id.clone(), 0), CODES[0]);
    h.reply(recovery::copy_taken(app.clone(), id.clone(), 0, 1)).unwrap();
    h.reply(recovery::take_code(app.clone(), id.clone(), Some(9))).unwrap_err();
    h.reply(recovery::show_taken(app.clone(), id.clone(), 1)).unwrap_err();
    h.reply(recovery::copy_taken(app.clone(), id.clone(), 1, 0)).unwrap_err();
    h.reply(recovery::edit_set(app.clone(), id.clone(), facts(&set))).unwrap();
    let answer =
        |answer| recovery::answer_code(app.clone(), id.clone(), 0, answer, "at the library".to_owned());
    h.reply(answer(CodeAnswer::Worked)).unwrap_err();
    h.reply(answer(CodeAnswer::Unsure)).unwrap();
    let new_key = |text: &str| recovery::replace_key(app.clone(), id.clone(), 0, typed(text));
    h.reply(new_key(CODES[1])).unwrap_err();
    h.reply(new_key(&CODES[3].repeat(200))).unwrap_err();
    h.reply(new_key(CODES[3])).unwrap();
    h.reply(recovery::undo_code(app.clone(), id.clone(), 0)).unwrap();
    h.reply(recovery::archive_set(app.clone(), id.clone(), true)).unwrap();
    h.reply(recovery::take_code(app.clone(), id.clone(), None)).unwrap_err();
    h.reply(recovery::archive_set(app.clone(), id.clone(), false)).unwrap();
    h.reply(recovery::recovery_log(app.clone(), 0, 100)).unwrap();
    // The settings of these tests cannot be written; the notice rests all the same.
    let _either = h.reply(recovery::dismiss_recovery_notice(app.clone(), RecoveryNoticeKind::Low));
    h.reply(recovery::delete_set(app.clone(), id.clone(), typed(NEXT_PASSPHRASE))).unwrap_err();
    h.reply(recovery::delete_set(app.clone(), id.clone(), typed(PASSPHRASE))).unwrap();
    h.reply(recovery::recovery_set(app.clone(), id)).unwrap_err();
    h.reply(recovery::close_recovery(app.clone())).unwrap();
    h.reply(recovery::recovery_set(app.clone(), "no id".to_owned())).unwrap_err();
    heard.assert_clean();
}

#[test]
fn an_answer_comes_out_only_where_it_was_asked_for() {
    let heard = Heard::default();
    let (h, app) = (&heard, open(&heard));
    let ask = |question: &str, answer: &str| {
        let (service, account) = ("Bank".to_owned(), "ann".to_owned());
        recovery::add_question(app.clone(), service, account, question.to_owned(), typed(answer))
    };
    h.reply(ask("First pet?", CODES[2])).unwrap();
    h.reply(ask("", CODES[2])).unwrap_err();
    h.reply(ask("First pet?", &CODES[2].repeat(200))).unwrap_err();
    let overview = h.reply(recovery::recovery_overview(app.clone())).unwrap();
    let id = overview.questions.first().unwrap().id.clone();
    h.named(recovery::reveal_answer(app.clone(), id.clone()), CODES[2]);
    h.reply(recovery::copy_answer(app.clone(), id.clone())).unwrap();
    h.reply(recovery::recovery_log(app.clone(), 0, 100)).unwrap();
    h.reply(recovery::delete_question(app.clone(), id.clone(), typed(PASSPHRASE))).unwrap();
    h.reply(recovery::reveal_answer(app.clone(), id.clone())).unwrap_err();
    h.reply(recovery::copy_answer(app.clone(), id)).unwrap_err();
    heard.assert_clean();
}

#[test]
fn what_is_read_and_given_up_leaves_nothing_but_its_preview() {
    let heard = Heard::default();
    let (h, app) = (&heard, open(&heard));
    let preview = importing::read_recovery_text(app.clone(), typed(&file()));
    h.add(&preview, None);
    let preview = preview.unwrap();
    let mut bad = as_seen(&preview);
    bad[0].facts.site = "nowhere".to_owned();
    h.reply(importing::accept_import(app.clone(), preview.id, bad)).unwrap_err();
    h.reply(importing::accept_import(app.clone(), 99, as_seen(&preview))).unwrap_err();
    h.reply(importing::discard_import(app.clone(), preview.id)).unwrap();
    h.reply(importing::accept_import(app.clone(), preview.id, as_seen(&preview))).unwrap_err();
    h.reply(importing::delete_imported_file(app.clone(), preview.id)).unwrap_err();
    h.reply(importing::read_dropped_recovery_file(app.clone())).unwrap_err();
    let binary = format!("\u{0}\u{1}{}", CODES[0]);
    h.reply(importing::read_recovery_text(app.clone(), typed(&binary))).unwrap_err();
    heard.assert_clean();
}

#[test]
fn a_dropped_file_is_read_and_deleted_without_a_word_of_it() {
    let heard = Heard::default();
    let (h, app) = (&heard, open(&heard));
    let path = env::temp_dir().join(format!("keepward-secrets-{}-github-recovery-codes.txt", process::id()));
    std::fs::write(&path, file()).unwrap();
    app.keep_dropped(path.clone());
    let preview = importing::read_dropped_recovery_file(app.clone());
    h.add(&preview, None);
    let preview = preview.unwrap();
    h.reply(importing::accept_import(app.clone(), preview.id, as_seen(&preview))).unwrap();
    h.reply(importing::delete_imported_file(app.clone(), preview.id)).unwrap();
    assert!(!path.exists());
    heard.assert_clean();
}

#[test]
fn an_enrolment_in_a_file_of_codes_does_not_reach_the_page() {
    let heard = Heard::default();
    let (h, app) = (&heard, open(&heard));
    let text = format!("{}\n{}\n", file(), uri("totp", "Globex", SECRETS[4]));
    let preview = importing::read_recovery_text(app.clone(), typed(&text)).unwrap();
    let sent = serde_json::to_string(&preview).unwrap();
    assert!(sent.contains("\"offered\":true"));
    let others = CODES[..2].iter().fold(sent, |sent, code| sent.replace(code, ""));
    h.add(&preview, Some(others));
    heard.assert_clean();
}

#[test]
fn a_kit_reaches_no_page() {
    let heard = Heard::default();
    let (h, app) = (&heard, open(&heard));
    imported(&app, h);
    let made = app.desk().draft_kit(Format::Text, Paper::A4, &typed(PASSPHRASE).into(), app.clock()).unwrap();
    app.desk().adopt_kit(app.clock()).unwrap();
    let text = String::from_utf8(made.bytes.to_vec()).unwrap().trim().to_owned();
    h.reply(kit::test_kit(app.clone(), typed(&text))).unwrap();
    h.reply(kit::test_kit(app.clone(), typed(&text[..40]))).unwrap_err();
    h.reply(kit::test_scanned_kit(app.clone())).unwrap_err();
    app.keep_scanned_kit(&text);
    h.reply(kit::test_scanned_kit(app.clone())).unwrap();
    h.reply(recovery::recovery_overview(app.clone())).unwrap();
    h.reply(kit::restore_from_kit(app.clone(), Some(typed(&text)), typed(NEXT_PASSPHRASE))).unwrap_err();
    h.reply(vault::lock(app.clone())).unwrap();
    app.keep_scanned_kit(&text);
    h.reply(kit::restore_from_kit(app.clone(), None, typed(""))).unwrap_err();
    h.reply(kit::restore_from_kit(app.clone(), None, typed(NEXT_PASSPHRASE))).unwrap();
    h.reply(kit::restore_backup(app.clone(), typed(NEXT_PASSPHRASE))).unwrap_err();
    h.reply(kit::restore_backup_with_kit(app.clone(), Some(typed(&text)), typed(NEXT_PASSPHRASE)))
        .unwrap_err();
    h.reply(kit::restore_backup_with_kit(app.clone(), None, typed(NEXT_PASSPHRASE))).unwrap_err();
    h.reply(kit::forget_scanned_kit(app.clone())).unwrap();
    h.reply(vault::unlock(app.clone(), typed(NEXT_PASSPHRASE), false)).unwrap();
    heard.assert_clean();
    let heard = h.0.lock().unwrap().to_lowercase();
    assert!(!heard.contains("age-secret-key") && !heard.contains(&text[20..40].to_lowercase()));
}

#[test]
fn no_code_comes_out_of_what_helps_when_nothing_opens() {
    let heard = Heard::default();
    let (h, app) = (&heard, open(&heard));
    imported(&app, h);
    h.reply(recovery::open_recovery(app.clone(), typed(NEXT_PASSPHRASE), true)).unwrap_err();
    for snapshot in h.reply(rescue::recovery_snapshots(app.clone())).unwrap() {
        h.reply(rescue::restore_recovery(app.clone(), snapshot.id, typed(PASSPHRASE))).unwrap();
    }
    h.reply(rescue::restore_recovery(app.clone(), "no id".to_owned(), typed(PASSPHRASE))).unwrap_err();
    let rejoin = rescue::rejoin_recovery_passphrase(app.clone(), typed(PASSPHRASE), typed(PASSPHRASE));
    h.reply(rejoin).unwrap();
    h.reply(rescue::give_up_recovery(app.clone(), typed(PASSPHRASE))).unwrap();
    h.reply(recovery::recovery_overview(app.clone())).unwrap();
    heard.assert_clean();
}

#[test]
fn a_set_that_leaves_goes_to_no_page() {
    let heard = Heard::default();
    let (h, app) = (&heard, open(&heard));
    let id = imported(&app, h).parse().unwrap();
    for format in [Format::Print, Format::Pdf, Format::Html, Format::Text, Format::Csv, Format::OwnLayout] {
        let output = app.desk().output_set(id, format, Paper::A4, &typed(PASSPHRASE).into(), app.clock());
        h.add(&output.map(|output| output.name).map_err(UiError::from), None);
    }
    let csv = app.desk().recovery_log_csv(app.now()).unwrap();
    let json = app.desk().recovery_log_json(app.now()).unwrap();
    h.add(&csv, Some(json));
    h.reply(recovery::recovery_log(app.clone(), 0, 100)).unwrap();
    heard.assert_clean();
}
