//! A person at a terminal: asked without echo, asked twice for what is new. script(1) is the terminal.
use std::{
    io::{Read, Write},
    process::{Child, Command, Stdio},
};

use crate::home::{CODES, Home, PASSPHRASE};

/// The program in a terminal of its own.
struct Terminal {
    child: Child,
    seen: String,
}

impl Terminal {
    fn run(home: &Home, words: &[&str]) -> Self {
        let line = [words, &["--vault", home.vault().to_str().unwrap()]].concat().join(" ");
        // Part of every Debian (bsdutils); without it these tests would show nothing.
        let child = Command::new("script")
            .args(["-q", "-e", "-c", &format!("{} {line}", env!("CARGO_BIN_EXE_keepward")), "/dev/null"])
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env("HOME", home.path(""))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("script(1) is installed");
        Self { child, seen: String::new() }
    }

    /// Waits for a question; answers it.
    fn answer(&mut self, question: &str, answer: &str) {
        let mut byte = [0];
        while !self.seen.ends_with(question) {
            let read = self.child.stdout.as_mut().unwrap().read(&mut byte).unwrap();
            assert_eq!(read, 1, "it ended without asking {question:?}: {}", self.seen);
            self.seen.push(char::from(byte[0]));
        }
        // The echo is switched off before the question is printed, so nothing of the answer can be seen.
        writeln!(self.child.stdin.as_mut().unwrap(), "{answer}").unwrap();
    }

    /// Everything that was on the screen, and the exit code.
    fn end(mut self) -> (String, Option<i32>) {
        let mut rest = Vec::new();
        self.child.stdout.as_mut().unwrap().read_to_end(&mut rest).unwrap();
        self.seen.push_str(&String::from_utf8_lossy(&rest));
        let code = self.child.wait().unwrap().code();
        (self.seen, code)
    }
}

#[test]
fn the_passphrase_is_asked_for_and_not_shown() {
    let home = Home::usual();
    let mut terminal = Terminal::run(&home, &["list"]);
    terminal.answer("Passphrase: ", PASSPHRASE);
    let (seen, code) = terminal.end();
    assert_eq!(code, Some(0), "{seen}");
    assert!(seen.contains("GitHub:bob") && !seen.contains(PASSPHRASE), "{seen}");
}

#[test]
fn a_new_passphrase_is_asked_for_twice_and_must_be_the_same() {
    let home = Home::empty();
    let mut terminal = Terminal::run(&home, &["init"]);
    terminal.answer("New passphrase: ", "one");
    terminal.answer("The same again: ", "another");
    let (seen, code) = terminal.end();
    assert_eq!(code, Some(1), "{seen}");
    assert!(seen.contains("differ") && !home.vault().exists(), "{seen}");

    let mut terminal = Terminal::run(&home, &["init"]);
    terminal.answer("New passphrase: ", PASSPHRASE);
    terminal.answer("The same again: ", PASSPHRASE);
    assert_eq!(terminal.end().1, Some(0));
    assert!(home.unlocked(&["list"]).err.contains("no account"));
}

#[test]
fn an_account_can_be_typed_in_and_its_secret_is_not_shown() {
    let home = Home::usual();
    let passphrase = home.path("passphrase");
    let mut terminal = Terminal::run(&home, &["add", "--passphrase-file", &passphrase]);
    terminal.answer("Service: ", "Acme");
    terminal.answer("Login name: ", "eve");
    terminal.answer("Secret (not shown): ", "gezd gnbv gezd gnbv");
    let (seen, code) = terminal.end();
    assert_eq!(code, Some(0), "{seen}");
    assert!(seen.contains("Added Acme:eve.") && !seen.contains("gezd"), "{seen}");
}

#[test]
fn new_keys_are_made_only_after_a_yes() {
    let home = Home::usual();
    let before = std::fs::read(home.vault().join("vault-key.age")).unwrap();
    let mut terminal = Terminal::run(&home, &["passwd", "--leaked"]);
    terminal.answer("Passphrase: ", PASSPHRASE);
    terminal.answer("Go on? [y/N] ", "");
    let (seen, code) = terminal.end();
    assert_eq!(code, Some(1), "{seen}");
    assert_eq!(std::fs::read(home.vault().join("vault-key.age")).unwrap(), before);
}

#[test]
fn codes_are_stored_and_their_file_deleted_only_after_a_yes() {
    let home = Home::usual().with_compartment();
    let (passphrase, file) =
        (home.path("passphrase"), home.file("github-recovery-codes.txt", CODES.join("\n")));
    let import = ["recovery", "import", &file, "--passphrase-file", &passphrase];
    let mut terminal = Terminal::run(&home, &import);
    terminal.answer("Store this? [y/N] ", "");
    let (seen, code) = terminal.end();
    assert!(code == Some(1) && CODES.iter().all(|code| seen.contains(code)), "{seen}");
    assert!(home.unlocked(&["recovery", "status"]).err.contains("No recovery codes are stored yet"));

    let mut terminal = Terminal::run(&home, &import);
    terminal.answer("Store this? [y/N] ", "y");
    terminal.answer("now? [y/N] ", "y");
    let (seen, code) = terminal.end();
    assert!(code == Some(0) && seen.contains("Stored GitHub: 3 codes."), "{seen}");
    assert!(seen.contains("copies may remain") && !std::path::Path::new(&file).exists(), "{seen}");
}

#[test]
fn what_only_the_person_knows_about_a_file_is_asked() {
    let home = Home::with_codes();
    let (passphrase, fewer) =
        (home.path("passphrase"), home.file("github-recovery-codes.txt", CODES[1..].join("\n")));
    let mut terminal =
        Terminal::run(&home, &["recovery", "import", &fewer, "--passphrase-file", &passphrase]);
    terminal.answer("Were they used elsewhere? [y/N] ", "y");
    terminal.answer("Store this? [y/N] ", "y");
    terminal.answer("now? [y/N] ", "");
    let (seen, code) = terminal.end();
    assert_eq!(code, Some(0), "{seen}");
    assert_eq!(home.only_set()["used"], 1);
}

#[test]
fn a_new_key_is_asked_for_without_being_shown() {
    let home = Home::usual().with_compartment();
    let text = "Emergency recovery key\n7663P321R9CXW9F3UUVI1UFS\n";
    home.import("key.txt", text, &["--service", "Acme", "--effect", "replace"]).said(0);
    home.unlocked(&["recovery", "take", "acme"]).said(0);
    let passphrase = home.path("passphrase");
    let used = ["recovery", "used", "acme", "--passphrase-file", &passphrase];
    let mut terminal = Terminal::run(&home, &used);
    terminal.answer("New key of Acme (not shown): ", "\u{3}");
    assert_eq!(terminal.end().1, Some(130));
    assert_eq!(home.only_set()["handed_out"], 1, "given up is not used");
    let mut terminal = Terminal::run(&home, &used);
    terminal.answer("New key of Acme (not shown): ", "AAAAP321R9CXW9F3UUVI1UFS");
    let (seen, code) = terminal.end();
    assert!(code == Some(0) && !seen.contains("AAAAP321"), "{seen}");
    assert_eq!(home.only_set()["used"], 1);
}

#[test]
fn a_code_that_turns_the_second_factor_off_is_handed_out_only_after_a_yes() {
    let home = Home::usual().with_compartment();
    home.import("codes.txt", &CODES.join("\n"), &["--service", "Acme", "--effect", "disables-2fa"]).said(0);
    let passphrase = home.path("passphrase");
    for (answer, code, left) in [("", 1, 3), ("y", 0, 2)] {
        let mut terminal =
            Terminal::run(&home, &["recovery", "take", "acme", "--passphrase-file", &passphrase]);
        terminal.answer("Go on? [y/N] ", answer);
        let (seen, ended) = terminal.end();
        assert_eq!(ended, Some(code), "{seen}");
        assert_eq!(
            (seen.contains(CODES[0]), &home.only_set()["unused"]),
            (code == 0, &left.into()),
            "{seen}"
        );
    }
}

#[test]
fn without_a_terminal_a_sentence_says_what_to_do() {
    let home = Home::usual();
    let mut words =
        vec!["--wait", env!("CARGO_BIN_EXE_keepward"), "list", "--vault", home.vault().to_str().unwrap()];
    let output = Command::new("setsid").args(&words).stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--passphrase-file"));
    words[2] = "add";
    let output = Command::new("setsid").args(&words).stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--image"));
}
