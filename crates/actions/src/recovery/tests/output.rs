//! A set or the log leaves the vault, after the passphrase.
use recovery::SetKind;

use super::super::SheetFormat;
use super::*;
use crate::{ActionError, SetFacts};

fn output(desk: &mut Desk, set: SetId, format: SheetFormat) -> Result<super::super::Output, ActionError> {
    desk.output_set(set, format, sheet::Paper::A4, &passphrase(), later(2))
}

fn text(desk: &mut Desk, set: SetId, format: SheetFormat) -> String {
    String::from_utf8(output(desk, set, format).unwrap().bytes.to_vec()).unwrap()
}

#[test]
fn every_format_holds_every_code() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    for (format, ending) in [
        (SheetFormat::Print, "html"),
        (SheetFormat::Html, "html"),
        (SheetFormat::Text, "txt"),
        (SheetFormat::Csv, "csv"),
        (SheetFormat::OwnLayout, "txt"),
    ] {
        let text = text(&mut desk, set, format);
        assert!(codes(0, 16).iter().all(|code| text.contains(code)), "{format:?}");
        assert_eq!(output(&mut desk, set, format).unwrap().name, format!("recovery-codes.{ending}"));
    }
    let pdf = output(&mut desk, set, SheetFormat::Pdf).unwrap();
    assert!(pdf.bytes.starts_with(b"%PDF-") && pdf.name.ends_with(".pdf"));
}

#[test]
fn the_services_own_layout_is_what_it_lets_people_download() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    assert!(view(&desk, set).has_own_layout);
    assert_eq!(text(&mut desk, set, SheetFormat::OwnLayout), format!("{}\n", codes(0, 16).join("\n")));
}

#[test]
fn an_unknown_layout_is_refused() {
    let mut desk = open_desk();
    let set = with_effect(&mut desk, recovery::Effect::Consume);
    assert!(!view(&desk, set).has_own_layout);
    assert!(matches!(output(&mut desk, set, SheetFormat::OwnLayout), Err(ActionError::NoOwnLayout)));
}

#[test]
fn what_was_used_is_struck_out_on_paper() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    take(&mut desk, set);
    answer(&mut desk, set, 0, CodeAnswer::Worked);
    let page = text(&mut desk, set, SheetFormat::Html);
    assert!(page.contains(&format!("<s>{}</s>", codes(0, 1)[0])));
}

#[test]
fn a_single_key_is_printed_as_one() {
    let mut desk = open_desk();
    let set = import(&mut desk, "atlassian.txt", "Emergency recovery key\nABCD1234EFGH5678IJKL9012\n");
    let facts = SetFacts { kind: SetKind::SingleKey, ..super::care::facts(&desk, set) };
    desk.edit_set(set, &facts, later(1)).unwrap();
    assert!(text(&mut desk, set, SheetFormat::Print).contains("class=\"key\""));
}

#[test]
fn that_it_left_is_remembered() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    output(&mut desk, set, SheetFormat::Print).unwrap();
    output(&mut desk, set, SheetFormat::Csv).unwrap();
    assert_eq!(log(&desk), ["exported", "printed", "imported"]);
}

#[test]
fn nothing_leaves_a_set_that_is_gone() {
    let mut desk = open_desk();
    assert!(matches!(output(&mut desk, SetId::random(), SheetFormat::Text), Err(ActionError::NoSuchSet)));
}

#[test]
fn the_log_leaves_without_any_code() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    take(&mut desk, set);
    let (csv, json) = (desk.recovery_log_csv(later(2)).unwrap(), desk.recovery_log_json(later(2)).unwrap());
    assert!(csv.starts_with("time,device,event,") && csv.contains("reserved"), "{csv}");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&json).unwrap()[1]["event"], "reserved");
    assert!(codes(0, 16).iter().all(|code| !csv.contains(code) && !json.contains(code)));
    desk.close_recovery();
    assert!(matches!(desk.recovery_log_csv(later(2)), Err(ActionError::RecoveryClosed)));
    assert!(matches!(desk.recovery_log_json(later(2)), Err(ActionError::RecoveryClosed)));
}
