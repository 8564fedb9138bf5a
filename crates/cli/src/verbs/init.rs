//! `init`: a new vault, with a word about its passphrase. Never touches a folder that holds one.
use actions::{ActionError, Clock, OpenWith, Strength, SystemClock, VaultError, rate};
use serde::Serialize;

use crate::{
    ask,
    failure::Failure,
    line::Everywhere,
    opening,
    output::{Format, Output},
};

#[derive(Serialize)]
struct Made<'a> {
    folder: &'a str,
    strength: Rating<'a>,
}

#[derive(Serialize)]
struct Rating<'a> {
    score: u8,
    crack_time: &'a str,
    suggestion: Option<&'a str>,
}

pub(crate) fn run(everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    let mut desk = opening::desk(everywhere);
    let status = desk.status(SystemClock.now());
    match desk.openable() {
        Err(ActionError::NoVault) => {}
        Err(error) => return Err(error.into()),
        Ok(()) => return Err(ActionError::from(VaultError::AlreadyThere { file: status.folder }).into()),
    }
    let file = everywhere.passphrase_file.as_deref();
    let passphrase = ask::new_passphrase(file, "Name a file that holds it with --passphrase-file.")?;
    let Strength { score, crack_time, suggestion } = rate(&passphrase);
    desk.create(&passphrase, OpenWith::Passphrase, SystemClock.now())?;
    match output.format() {
        Format::Plain => {
            output.line(&format!("Made a vault in {}.", status.folder))?;
            output.line(&format!("Guessing the passphrase from the files would take {crack_time}."))?;
            if let Some(suggestion) = suggestion.filter(|_| score < 3) {
                output.line(&format!("It could be stronger: {suggestion}"))?;
            }
            output.line("Nobody can open the vault without it. Write it down and keep the paper safe.")
        }
        Format::Json => output.json(&Made {
            folder: &status.folder,
            strength: Rating { score, crack_time: &crack_time, suggestion: suggestion.as_deref() },
        }),
    }
}
