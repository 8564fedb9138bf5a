//! `backup`: the whole vault as one file, as well protected as the vault itself.
use actions::SystemClock;
use serde::Serialize;

use crate::{
    failure::Failure,
    leaving::Destination,
    line::{Backup, Everywhere},
    opening,
    output::{Format, Output, one_line},
};

#[derive(Serialize)]
struct Written<'a> {
    file: &'a str,
    bytes: usize,
}

pub(crate) fn run(backup: &Backup, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    let desk = opening::open(everywhere, output)?;
    let destination = Destination::make(&backup.file, output)?;
    let whole = desk.backup(SystemClock)?;
    let Some(file) = destination.fill(&whole.bytes, output)? else { return Ok(()) };
    match output.format() {
        Format::Json => output.json(&Written { file: &file, bytes: whole.bytes.len() }),
        Format::Plain => {
            output.line(&format!("Wrote the whole vault to {}.", one_line(&file)))?;
            output.remark(
                "It opens with the passphrase of today, or with the emergency kit. Keep it on another disk.",
            );
            Ok(())
        }
    }
}
