//! Recovery codes when all is well: a file is read, stored, handed out code by code, answered for.
use serde_json::{Value, json};

use crate::home::{CODES, Home};

const DISCORD: &str = "* iq4l-ihjr (used)\r\n* d7sx-vrw3 \r\n* 4rht-5sff";
const PYPI: &str = "0a1b2c3d4e5f6071\n1a1b2c3d4e5f6072\n2a1b2c3d4e5f6073\n3a1b2c3d4e5f6074\n\
                    4a1b2c3d4e5f6075\n5a1b2c3d4e5f6076\n6a1b2c3d4e5f6077\n7a1b2c3d4e5f6078";

#[test]
fn parse_needs_no_vault_and_prints_what_is_in_a_file() {
    let home = Home::empty();
    let file = home.file("discord_backup_codes.txt", DISCORD);
    let ran = home.run(&["recovery", "parse", &file, "--json"]);
    assert_eq!(ran.out.lines().count(), 1, "one object on a line");
    let parsed = ran.json();
    assert_eq!(parsed["service"], "discord");
    assert_eq!((&parsed["kind"], &parsed["account"]), (&json!("list"), &Value::Null));
    assert_eq!(parsed["codes"], json!(["iq4l-ihjr", "d7sx-vrw3", "4rht-5sff"]));
    assert_eq!(parsed["used"], json!(["iq4l-ihjr"]));
    let plain = home.run(&["recovery", "parse", &file]);
    assert_eq!(plain.done(), "discord, 3 codes\n  iq4l-ihjr  (used)\n  d7sx-vrw3\n  4rht-5sff\n");
    assert!(!home.vault().exists());
}

#[test]
fn parse_reads_standard_input_and_finds_nothing_where_nothing_is() {
    let home = Home::empty();
    let parsed = home.piped(&["recovery", "parse", "-", "--json"], &CODES.join("\n")).json();
    assert_eq!(parsed["codes"], json!(CODES));
    let nothing =
        home.piped(&["recovery", "parse", "-", "--json"], "Call 555 010 2030 on 2026-11-21.").json();
    assert_eq!((&nothing["kind"], &nothing["codes"]), (&json!("none"), &json!([])));
    let plain = home.piped(&["recovery", "parse", "-"], "Nothing here.");
    assert_eq!((plain.code, plain.out.as_str()), (0, ""));
    assert!(plain.err.contains("No recovery codes were found"));
}

#[test]
fn import_shows_what_was_found_and_stores_it_once() {
    let home = Home::usual().with_compartment();
    let first =
        home.import("github-recovery-codes.txt", &CODES.join("\n"), &["--account", "ann@acme.example"]);
    let said = first.said(0);
    for shown in CODES {
        assert!(said.contains(shown), "the preview shows every code: {said}");
    }
    assert!(said.contains("Stored GitHub:ann@acme.example: 3 codes."), "{said}");
    assert!(said.contains("still holds the codes"), "{said}");
    let set = home.only_set();
    assert_eq!((&set["service"], &set["unused"], &set["total"]), (&json!("github"), &json!(3), &json!(3)));
    let again = home.import("github-recovery-codes.txt", &CODES.join("\n"), &["--json"]).json();
    assert_eq!((&again["stored"], &again["already"]), (&json!([]), &json!(["GitHub"])));
    let said = home.import("github-recovery-codes.txt", &CODES.join("\n"), &[]).said(0);
    assert!(said.contains("Already stored: GitHub."), "{said}");
    assert_eq!(home.only_set(), set, "the same file changes nothing");
}

#[test]
fn import_takes_corrections_and_links() {
    let home = Home::usual().with_compartment();
    let flags = [
        "--service",
        "Acme",
        "--account",
        "eve",
        "--label",
        "At work",
        "--site",
        "acme.example/codes",
        "--effect",
        "disables-2fa",
        "--link",
        "bob",
        "--json",
    ];
    let report = home.import("codes.txt", &CODES.join("\n"), &flags).json();
    assert_eq!((&report["stored"][0]["codes"], &report["file_deleted"]), (&json!(3), &json!(false)));
    let set = home.only_set();
    assert_eq!(
        (&set["service"], &set["account"], &set["title"]),
        (&json!("acme"), &json!("eve"), &json!("At work"))
    );
    assert_eq!(
        (&set["effect"], &set["site"]),
        (&json!("disables-2fa"), &json!("https://acme.example/codes"))
    );
    let bob = &home.unlocked(&["list", "bob", "--json"]).json()[0]["id"];
    assert_eq!(&set["linked"], bob);
}

#[test]
fn codes_that_were_used_elsewhere_are_learnt_from_a_newer_file() {
    let home = Home::with_codes();
    home.import("github-recovery-codes.txt", &CODES[1..].join("\n"), &[]).said(0);
    assert_eq!(home.only_set()["unused"], 3, "nobody said that it was used");
    home.import("github-recovery-codes.txt", &CODES[1..].join("\n"), &["--missing-were-used"]).said(0);
    let set = home.only_set();
    assert_eq!((&set["unused"], &set["used"]), (&json!(2), &json!(1)));
    assert_eq!(home.unlocked(&["recovery", "take", "github"]).out, format!("{}\n", CODES[1]));
}

#[test]
fn new_codes_of_a_service_take_the_place_of_the_old_ones() {
    let home = Home::with_codes();
    let new = ["11111-aaaa1", "22222-bbbb2", "33333-cccc3"];
    let report = home.import("github-recovery-codes.txt", &new.join("\n"), &["--json"]).json();
    assert_eq!(report["stored"][0]["outcome"], "regenerated");
    let status = home.unlocked(&["recovery", "status", "--json"]).json();
    let standing: Vec<_> = status["sets"].as_array().unwrap().iter().map(|set| &set["standing"]).collect();
    assert_eq!(standing, [&json!("active"), &json!("superseded")]);
    assert_eq!(
        home.unlocked(&["recovery", "take", "github"]).out,
        "11111-aaaa1\n",
        "the name is that of the new ones"
    );
    let old = status["sets"][1]["id"].as_str().unwrap();
    assert!(home.unlocked(&["recovery", "take", old]).failed(8).contains("newer set"));
}

#[test]
fn a_code_that_was_spent_while_setting_up_is_not_handed_out() {
    let home = Home::usual().with_compartment();
    home.import("pypi-recovery-codes-ann.txt", PYPI, &["--spent-one"]).said(0);
    let set = home.only_set();
    assert_eq!((&set["unused"], &set["used"], &set["account"]), (&json!(7), &json!(1), &json!("ann")));
    assert_eq!(home.unlocked(&["recovery", "take", "pypi"]).out, "1a1b2c3d4e5f6072\n");
}

#[test]
fn the_file_is_deleted_only_when_that_is_wanted_and_the_truth_is_told() {
    let home = Home::usual().with_compartment();
    let said = home.import("github-recovery-codes.txt", &CODES.join("\n"), &["--delete-file"]).said(0);
    assert!(said.contains("copies may remain"), "{said}");
    assert!(!std::path::Path::new(&home.path("github-recovery-codes.txt")).exists());
    let again =
        home.import("github-recovery-codes.txt", &CODES.join("\n"), &["--delete-file", "--json"]).json();
    assert_eq!((&again["stored"], &again["file_deleted"]), (&json!([]), &json!(true)));
    assert!(home.unlocked(&["recovery", "status"]).out.contains("3 of 3 left"));
}

#[test]
fn several_services_in_one_file_are_several_sets() {
    let home = Home::usual().with_compartment();
    let text = "GitHub recovery codes\nac66f-fd41b\n9f151-74f9a\neb474-4f051\n\nDiscord backup codes\n\
                * iq4l-ihjr\n* d7sx-vrw3\n* 4rht-5sff\n";
    let parsed = home.piped(&["recovery", "parse", "-", "--json"], text).json();
    assert_eq!(parsed["sets"].as_array().unwrap().len(), 2, "{parsed}");
    let report = home.import("all.txt", text, &["--json"]).json();
    assert_eq!(report["stored"].as_array().unwrap().len(), 2);
    assert!(home.import("more.txt", text, &["--service", "x"]).said(2).contains("for one set"));
}

#[test]
fn what_is_no_recovery_code_is_named_and_not_stored() {
    let home = Home::usual().with_compartment();
    let text = format!("GitHub\n{}\notpauth://totp/GitHub:ann?secret=GEZDGNBVGEZDGNBV\n", CODES.join("\n"));
    let ran = home.import("github-recovery-codes.txt", &text, &["--json"]);
    let report = ran.json();
    assert_eq!(
        (&report["stored"][0]["codes"], &report["elsewhere"][0]["kind"]),
        (&json!(3), &json!("otpauth"))
    );
    let said = home.import("github-recovery-codes.txt", &text, &[]).said(0);
    assert!(
        said.contains("Line 5 holds the setup of one-time codes") && !said.contains("GEZDGNBV"),
        "{said}"
    );
    assert_eq!(home.names().len(), 3);
}

#[test]
fn take_reserves_one_code_and_says_what_to_do_next() {
    let home = Home::with_codes();
    let first = home.unlocked(&["recovery", "take", "github"]);
    assert_eq!((first.code, first.out.as_str()), (0, "ac66f-fd41b\n"));
    assert!(first.err.contains("keepward recovery used github --position 1"), "{}", first.err);
    let second = home.unlocked(&["recovery", "take", "GitHub:ann@acme.example", "--json"]).json();
    assert_eq!(
        (&second["code"], &second["position"], &second["number"]),
        (&json!("9f151-74f9a"), &json!(2), &Value::Null)
    );
    assert_eq!(second["variants"], json!(["as-printed", "without-dashes"]));
    let set = home.only_set();
    assert_eq!((&set["unused"], &set["handed_out"], &set["low"]), (&json!(1), &json!(2), &json!("low")));
    let again = home.unlocked(&["recovery", "take", "github", "--position", "1"]);
    assert!(again.failed(8).contains("handed out before"), "no code is handed out twice");
    let shown = home.unlocked(&["recovery", "take", "github", "--again", "--position", "1"]);
    assert_eq!(shown.out, "ac66f-fd41b\n", "but one that is out can be seen once more");
}

#[test]
fn a_code_comes_by_its_number_and_in_the_way_the_site_wants_it() {
    let home = Home::usual().with_compartment();
    home.import(
        "codes.txt",
        "Recovery codes\n1. 0650 4611\n2. 0650 4622\n3. 0650 4633\n",
        &["--service", "Nas"],
    )
    .said(0);
    let second =
        home.unlocked(&["recovery", "take", "nas", "--number", "2", "--variant", "without-spaces", "--json"]);
    let second = second.json();
    assert_eq!((&second["code"], &second["number"]), (&json!("06504622"), &json!(2)));
    assert!(home.unlocked(&["recovery", "take", "nas", "--number", "9"]).failed(8).contains("number 9"));
    let upper = home.unlocked(&["recovery", "take", "nas", "--variant", "compact"]);
    assert_eq!(upper.out, "06504611\n");
    home.unlocked(&["recovery", "used", "nas", "--number", "2"]).said(0);
    assert_eq!(home.only_set()["used"], 1);
}

#[test]
fn a_variant_that_the_service_would_not_take_is_printed_as_it_is() {
    let home = Home::with_codes();
    let ran = home.unlocked(&["recovery", "take", "github", "--variant", "upper"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "ac66f-fd41b\n"));
    assert!(ran.err.contains("does not take this code so"), "{}", ran.err);
}

#[test]
fn every_answer_leaves_the_code_in_its_state() {
    for (flag, state, left) in [
        (&[][..], "used", 2),
        (&["--note", "new phone"], "used", 2),
        (&["--refused"], "refused", 2),
        (&["--unsure"], "unsure", 2),
        (&["--returned"], "unused", 3),
    ] {
        let home = Home::with_codes();
        home.unlocked(&["recovery", "take", "github"]).said(0);
        let told = home.unlocked(&[&["recovery", "used", "github", "--json"], flag].concat()).json();
        assert_eq!(
            (&told["state"], &told["left"], &told["position"]),
            (&json!(state), &json!(left), &json!(1))
        );
        assert_eq!(home.only_set()["unused"], left);
    }
}

#[test]
fn used_wants_to_know_which_code_when_several_are_out() {
    let home = Home::with_codes();
    let none = home.unlocked(&["recovery", "used", "github"]);
    assert!(none.failed(8).contains("No code of GitHub:ann@acme.example is handed out"), "{}", none.err);
    home.unlocked(&["recovery", "take", "github"]).said(0);
    home.unlocked(&["recovery", "take", "github"]).said(0);
    let several = home.unlocked(&["recovery", "used", "github", "--json"]);
    let told: Value = serde_json::from_str(several.failed(6)).unwrap();
    assert_eq!(told["names"], json!(["--position 1", "--position 2"]));
    home.unlocked(&["recovery", "used", "github", "--position", "2"]).said(0);
    let said = home.unlocked(&["recovery", "used", "github"]).said(0);
    assert!(said.contains("Code 1 of GitHub:ann@acme.example is used; 1 code left."), "{said}");
    assert!(said.contains("Make new codes at https://github.com/"), "{said}");
}

#[test]
fn undo_takes_back_the_last_change_step_by_step() {
    let home = Home::with_codes();
    home.unlocked(&["recovery", "take", "github"]).said(0);
    home.unlocked(&["recovery", "take", "github"]).said(0);
    home.unlocked(&["recovery", "used", "github", "--position", "1"]).said(0);
    let undo = || home.unlocked(&["recovery", "undo", "github", "--json"]);
    let states: Vec<_> = (0..3).map(|_| undo().json()).collect();
    let states: Vec<_> = states
        .iter()
        .map(|told| (told["position"].as_u64().unwrap(), told["state"].as_str().unwrap()))
        .collect();
    assert_eq!(states, [(1, "handed-out"), (1, "unused"), (2, "unused")]);
    assert!(undo().failed(8).contains("Nothing was done"));
    assert_eq!(home.only_set()["unused"], 3);
}

#[test]
fn a_key_is_let_go_only_for_the_new_one() {
    let home = Home::usual().with_compartment();
    let text = "Emergency recovery key\n7663P321R9CXW9F3UUVI1UFS\n";
    home.import("atlassian-key.txt", text, &["--service", "Atlassian", "--effect", "replace"]).said(0);
    let taken = home.unlocked(&["recovery", "take", "atlassian"]);
    assert_eq!(taken.out, "7663P321R9CXW9F3UUVI1UFS\n");
    assert!(taken.err.contains("shows a new one once"), "{}", taken.err);
    assert!(home.away(&["recovery", "used", "atlassian"]).failed(2).contains("--new-key-file"));
    assert_eq!(home.only_set()["handed_out"], 1, "the key is not let go");
    let same = home.file("same", "7663P321R9CXW9F3UUVI1UFS");
    assert!(
        home.unlocked(&["recovery", "used", "atlassian", "--new-key-file", &same])
            .failed(8)
            .contains("already")
    );
    let new = home.file("new", "AAAAP321R9CXW9F3UUVI1UFS\n");
    home.unlocked(&["recovery", "used", "atlassian", "--new-key-file", &new]).said(0);
    let set = home.only_set();
    assert_eq!((&set["unused"], &set["used"]), (&json!(1), &json!(1)));
    let replaced =
        home.piped(&["recovery", "replace", "atlassian", "--new-key-file", "-"], "BBBBP321R9CXW9F3UUVI1UFS");
    replaced.said(0);
    assert_eq!(home.unlocked(&["recovery", "take", "atlassian"]).out, "BBBBP321R9CXW9F3UUVI1UFS\n");
}

#[test]
fn a_code_that_turns_the_second_factor_off_needs_a_yes_first() {
    let home = Home::usual().with_compartment();
    home.import("codes.txt", &CODES.join("\n"), &["--service", "Acme", "--effect", "disables-2fa"]).said(0);
    let ran = home.unlocked(&["recovery", "take", "acme"]);
    assert!(ran.failed(2).contains("turns two-factor authentication off"), "{}", ran.err);
    assert_eq!(home.only_set()["unused"], 3, "nothing is reserved before");
    assert_eq!(home.unlocked(&["recovery", "take", "acme", "--yes"]).out, "ac66f-fd41b\n");
}

#[test]
fn a_key_that_goes_on_working_is_only_shown() {
    let home = Home::usual().with_compartment();
    home.import("codes.txt", &CODES.join("\n"), &["--service", "Acme", "--effect", "reusable"]).said(0);
    for _ in 0..2 {
        let ran = home.unlocked(&["recovery", "take", "acme"]);
        assert_eq!(ran.out, "ac66f-fd41b\n");
        assert!(ran.err.contains("goes on working"), "{}", ran.err);
    }
}

#[test]
fn the_last_code_is_the_last() {
    let home = Home::with_codes();
    for code in CODES {
        assert_eq!(home.unlocked(&["recovery", "take", "github"]).out, format!("{code}\n"));
        home.unlocked(&["recovery", "used", "github"]).said(0);
    }
    let told: Value =
        serde_json::from_str(home.unlocked(&["recovery", "take", "github", "--json"]).failed(8)).unwrap();
    assert_eq!(told["kind"], "no-code");
    let status = home.unlocked(&["recovery", "status", "--json"]).json();
    assert_eq!((&status["sets"][0]["low"], &status["notice"]["kind"]), (&json!("empty"), &json!("empty")));
    assert_eq!(status["used"], json!({ "today": 3, "this_month": 3, "ever": 3 }));
}

#[test]
fn status_tells_what_is_left_and_what_has_no_codes() {
    let empty = Home::usual().unlocked(&["recovery", "status"]);
    assert!(empty.said(0).contains("No recovery codes are stored yet"), "{}", empty.err);
    let home = Home::with_codes();
    let said = home.unlocked(&["recovery", "status"]).said(0);
    assert!(said.contains("GitHub:ann@acme.example  3 of 3 left\n"), "{said}");
    assert!(said.contains("No codes on file for: GitHub:bob, Library:reader."), "{said}");
    assert!(!CODES.iter().any(|code| said.contains(code)));
}

#[test]
fn the_log_names_what_was_done_and_no_code() {
    let home = Home::with_codes();
    home.unlocked(&["recovery", "take", "github"]).said(0);
    home.unlocked(&["recovery", "used", "github"]).said(0);
    let plain = home.unlocked(&["recovery", "log"]);
    let words: Vec<_> = plain.done().lines().map(|line| line.split("  ").nth(2).unwrap()).collect();
    assert_eq!(words, ["used", "reserved", "imported"]);
    assert_eq!(home.unlocked(&["recovery", "log", "--count", "1"]).done().lines().count(), 1);
    let csv = home.unlocked(&["recovery", "log", "--csv"]);
    assert!(
        csv.done().starts_with("time,device,event,service,account,code\r\n") && csv.out.contains("\"used\"")
    );
    let events = home.unlocked(&["recovery", "log", "--json"]).json();
    assert_eq!((events.as_array().unwrap().len(), &events[2]["event"]), (3, &json!("used")));
    for text in [&plain.out, &csv.out, &events.to_string()] {
        assert!(!CODES.iter().any(|code| text.contains(code)), "{text}");
    }
}

#[test]
fn a_set_leaves_in_every_form_and_over_no_other_file() {
    let home = Home::with_codes();
    for (format, name) in
        [("text", "a.txt"), ("csv", "a.csv"), ("service", "b.txt"), ("html", "a.html"), ("pdf", "a.pdf")]
    {
        let line = ["recovery", "export", "github", "--format", format, "--out", &home.path(name)];
        assert!(home.unlocked(&line).said(0).contains("Delete it"));
        let written = std::fs::read(home.path(name)).unwrap();
        let text = String::from_utf8_lossy(&written);
        assert!(if format == "pdf" {
            text.starts_with("%PDF-")
        } else {
            CODES.iter().all(|code| text.contains(code))
        });
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(home.path(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{format}");
        assert!(home.unlocked(&line).failed(1).contains("nothing is overwritten"), "{format}");
        assert_eq!(std::fs::read(home.path(name)).unwrap(), written);
    }
    assert_eq!(std::fs::read_to_string(home.path("b.txt")).unwrap(), format!("{}\n", CODES.join("\n")));
    let piped = home.unlocked(&["recovery", "export", "github", "--format", "service", "--out", "-"]);
    assert_eq!(piped.done(), format!("{}\n", CODES.join("\n")));
}

#[test]
fn a_set_that_is_put_away_comes_back() {
    let home = Home::with_codes();
    assert!(home.unlocked(&["recovery", "archive", "github"]).done().contains("put away"));
    assert!(home.unlocked(&["recovery", "take", "github"]).failed(8).contains("put away"));
    let back = home.unlocked(&["recovery", "archive", "github", "--back", "--json"]).json();
    assert_eq!(back["standing"], "active");
    assert_eq!(home.unlocked(&["recovery", "take", "github"]).out, "ac66f-fd41b\n");
}

#[test]
fn security_questions_keep_their_answers() {
    let home = Home::usual().with_compartment();
    let answer = home.file("answer", "Rex the 2nd\n");
    let add = [
        "recovery",
        "question",
        "add",
        "--service",
        "Bank",
        "--question",
        "First pet?",
        "--answer-file",
        &answer,
    ];
    assert_eq!(home.unlocked(&add).done(), "Stored a question of Bank.\n");
    home.piped(
        &[
            "recovery",
            "question",
            "add",
            "--service",
            "Bank",
            "--question",
            "First car?",
            "--answer-file",
            "-",
        ],
        "Beetle",
    )
    .said(0);
    assert_eq!(
        home.unlocked(&["recovery", "question", "list"]).done(),
        "Bank  First pet?\nBank  First car?\n"
    );
    assert_eq!(home.unlocked(&["recovery", "question", "show", "pet"]).done(), "Rex the 2nd\n");
    assert!(
        home.unlocked(&["recovery", "question", "show", "bank"])
            .failed(6)
            .contains("several security questions")
    );
    let id = home.unlocked(&["recovery", "question", "list", "--json"]).json()[1]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    home.unlocked(&["recovery", "question", "remove", &id]).said(0);
    assert_eq!(home.unlocked(&["recovery", "question", "list"]).done(), "Bank  First pet?\n");
}
