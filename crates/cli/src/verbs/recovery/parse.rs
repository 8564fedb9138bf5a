//! `recovery parse`: what is in a file of recovery codes. Needs no vault and stores nothing.
use std::path::Path;

use actions::ActionError;
use recovery::{
    read::{FoundSet, Reading, read},
    report,
};
use zeroize::Zeroizing;

use super::words;
use crate::{
    failure::Failure,
    line::Parse,
    named::name_of,
    output::{Format, Output, one_line},
    reading,
};

pub(super) fn run(parse: &Parse, output: &mut Output) -> Result<(), Failure> {
    let bytes = reading::bytes(&parse.file)?;
    let found = read(&bytes, file_name(&parse.file).as_deref()).map_err(ActionError::from)?;
    match output.format() {
        Format::Json => output.json_text(&report::to_json(&found)),
        Format::Plain => print(&found, output),
    }
}

/// The name of a file, which is evidence; standard input has none.
pub(super) fn file_name(file: &Path) -> Option<String> {
    let name = file.file_name().filter(|_| !reading::is_standard_input(file))?;
    Some(name.to_string_lossy().into_owned())
}

fn print(found: &Reading, output: &mut Output) -> Result<(), Failure> {
    for (nth, set) in found.sets.iter().enumerate() {
        if nth > 0 {
            output.line("")?;
        }
        print_set(set, output)?;
    }
    if found.sets.is_empty() {
        output.remark("No recovery codes were found in it.");
    }
    for other in &found.elsewhere {
        output.remark(&format!("Line {} holds {}", other.line, words::elsewhere(other.kind)));
    }
    Ok(())
}

fn print_set(set: &FoundSet, output: &mut Output) -> Result<(), Failure> {
    let name =
        name_of(set.service.as_deref().unwrap_or_default(), set.account.as_deref().unwrap_or_default());
    let name = if name.is_empty() { "no service named".to_owned() } else { one_line(&name) };
    output.line(&format!("{name}, {}", words::codes(set.codes.len())))?;
    set.codes.iter().try_for_each(|code| {
        output.line(&code_line(code.number, code.text.expose(), code.used.is_some(), code.doubt))
    })
}

/// One code with what was found beside it.
pub(super) fn code_line(
    number: Option<u32>,
    text: &str,
    used: bool,
    doubt: Option<actions::Doubt>,
) -> Zeroizing<String> {
    let number = number.map(|number| format!("{number}. ")).unwrap_or_default();
    let used = if used { "  (used)" } else { "" };
    let doubt = doubt.map(|doubt| format!("  (look twice: {})", words::doubt(doubt))).unwrap_or_default();
    Zeroizing::new(format!("  {number}{text}{used}{doubt}"))
}
