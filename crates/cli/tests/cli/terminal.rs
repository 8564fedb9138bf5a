//! A person at a terminal: asked without echo, asked twice for what is new. script(1) is the terminal.
use std::{
    io::{Read, Write},
    process::{Child, Command, Stdio},
};

use crate::home::{Home, PASSPHRASE};

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
