//! Asking the person: passphrases without echo, answers with it. Where there is no terminal, a sentence says what to do
//! instead. Remembers nothing.
mod hidden;

use std::{
    io::{self, IsTerminal, Read, Write},
    path::Path,
};

use actions::{ActionError, Passphrase};
use zeroize::Zeroizing;

use crate::{failure::Failure, reading};

/// More than anybody pipes in.
const LONGEST_INPUT: u64 = 1 << 20;

/// The passphrase of the vault, from the file or from the person.
pub(crate) fn passphrase(file: Option<&Path>, question: &str) -> Result<Passphrase, Failure> {
    match file {
        Some(file) => Ok(Passphrase::from_file(file).map_err(ActionError::from)?),
        None => hidden(question, "for the passphrase", "Name a file that holds it with --passphrase-file."),
    }
}

/// A new passphrase, asked for twice, because nobody sees what is typed.
pub(crate) fn new_passphrase(
    file: Option<&Path>,
    without_terminal: &'static str,
) -> Result<Passphrase, Failure> {
    if let Some(file) = file {
        return Ok(Passphrase::from_file(file).map_err(ActionError::from)?);
    }
    let first = hidden("New passphrase: ", "for the new passphrase", without_terminal)?;
    let again = hidden("The same again: ", "for the new passphrase", without_terminal)?;
    if first.expose() == again.expose() { Ok(first) } else { Err(Failure::Differ) }
}

/// Something secret that is not a passphrase. `what` and `instead` go into the sentence for whoever has no terminal.
pub(crate) fn secret(
    question: &str,
    what: &'static str,
    instead: &'static str,
) -> Result<Zeroizing<String>, Failure> {
    unseen(question, what, instead)
}

/// The same from a file or standard input, if one is named.
pub(crate) fn secret_or(
    file: Option<&Path>,
    question: &str,
    what: &'static str,
    instead: &'static str,
) -> Result<Zeroizing<String>, Failure> {
    file.map_or_else(|| unseen(question, what, instead), reading::text)
}

/// An answer that may be seen.
pub(crate) fn answer(question: &str) -> Result<String, Failure> {
    let mut stderr = io::stderr();
    let _nobody_listens = stderr.write_all(question.as_bytes()).and_then(|()| stderr.flush());
    let mut answer = String::new();
    io::stdin().read_line(&mut answer).map_err(Failure::Input)?;
    Ok(answer.trim().to_owned())
}

/// Whether somebody says yes. Anything else is a no.
pub(crate) fn yes(question: &str) -> Result<bool, Failure> {
    Ok(matches!(answer(question)?.to_lowercase().as_str(), "y" | "yes"))
}

/// Whether there is somebody to answer.
pub(crate) fn somebody_is_there() -> bool {
    io::stdin().is_terminal()
}

/// All of standard input.
pub(crate) fn standard_input() -> Result<Zeroizing<String>, Failure> {
    // Room for everything in advance: a growing buffer would leave copies of secrets behind.
    let room = usize::try_from(LONGEST_INPUT).unwrap_or_default() + 1;
    let mut text = Zeroizing::new(String::with_capacity(room));
    io::stdin().lock().take(LONGEST_INPUT + 1).read_to_string(&mut text).map_err(Failure::Input)?;
    if text.len() < room { Ok(text) } else { Err(Failure::LongInput) }
}

fn hidden(question: &str, what: &'static str, instead: &'static str) -> Result<Passphrase, Failure> {
    Ok(Passphrase::from(std::mem::take(&mut *unseen(question, what, instead)?)))
}

fn unseen(question: &str, what: &'static str, instead: &'static str) -> Result<Zeroizing<String>, Failure> {
    hidden::line(question).map_err(|error| match error.kind() {
        io::ErrorKind::Interrupted | io::ErrorKind::UnexpectedEof => Failure::Interrupted,
        _ => Failure::NoTerminal(what, instead),
    })
}
