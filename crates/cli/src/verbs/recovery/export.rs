//! `recovery export`: a set with its codes as a file, or on standard output for a program that encrypts or prints it.
use actions::{Clock, SheetFormat, SystemClock};
use serde::Serialize;

use super::words;
use crate::{
    failure::Failure,
    leaving::Destination,
    line::{Everywhere, ExportFormat, ExportSet},
    named::find_set,
    opening,
    output::{Format, Output, one_line},
};

#[derive(Serialize)]
struct Written<'a> {
    file: &'a str,
}

pub(super) fn run(export: &ExportSet, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    let (mut desk, passphrase) = opening::open_recovery(everywhere, output)?;
    let overview = desk.recovery_overview(SystemClock.now())?;
    let id = find_set(&overview.sets, &export.set.name)?.summary.id;
    let format = match export.format {
        ExportFormat::Text => SheetFormat::Text,
        ExportFormat::Csv => SheetFormat::Csv,
        ExportFormat::Service => SheetFormat::OwnLayout,
        ExportFormat::Html => SheetFormat::Html,
        ExportFormat::Pdf => SheetFormat::Pdf,
    };
    let destination = Destination::make(&export.out, output)?;
    let written = desk.output_set(id, format, words::paper(export.paper), &passphrase, SystemClock)?;
    opening::tell_of_warnings(&desk, output);
    let Some(file) = destination.fill(&written.bytes, output)? else { return Ok(()) };
    match output.format() {
        Format::Json => output.json(&Written { file: &file }),
        Format::Plain => {
            output.line(&format!("Wrote {}.", one_line(&file)))?;
            output.remark("Whoever reads this file can use the codes. Delete it when it has served.");
            Ok(())
        }
    }
}
