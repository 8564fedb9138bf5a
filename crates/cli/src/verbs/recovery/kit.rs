//! `recovery kit`: makes the paper that opens everything, and proves that it does.
use std::path::Path;

use actions::{SheetFormat, SystemClock};
use recovery::write::moment;
use serde::Serialize;
use zeroize::Zeroizing;

use super::words;
use crate::{
    ask,
    failure::Failure,
    leaving::Destination,
    line::{Everywhere, Kit, KitMake, KitTest},
    opening,
    output::{Format, Output, one_line},
    reading,
};

#[derive(Serialize)]
struct Made<'a> {
    file: &'a str,
}

#[derive(Serialize)]
struct Proven {
    proven: String,
}

pub(super) fn run(kit: &Kit, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    match kit {
        Kit::Make(make) => self::make(make, everywhere, output),
        Kit::Test(test) => self::test(test, everywhere, output),
    }
}

fn make(make: &KitMake, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    let format = format_of(&make.out)?;
    let (mut desk, passphrase) = opening::open_recovery(everywhere, output)?;
    let destination = Destination::make(&make.out, output)?;
    let page = desk.draft_kit(format, words::paper(make.paper), &passphrase, SystemClock)?;
    // Its page first: a kit that nobody has on paper must not take the place of one that somebody has.
    let file = destination.fill(&page.bytes, output)?;
    desk.adopt_kit(SystemClock)?;
    opening::tell_of_warnings(&desk, output);
    let file = file.unwrap_or_default();
    match output.format() {
        Format::Json => output.json(&Made { file: &file }),
        Format::Plain => {
            output.line(&format!("Wrote the emergency kit to {}.", one_line(&file)))?;
            output.remark(
                "Print it, delete the file and keep the paper away from the computer: it opens the vault without the \
                 passphrase. A kit made before opens this vault no more, but copies of the vault from before still open \
                 with it. Prove the paper with `keepward recovery kit test`.",
            );
            Ok(())
        }
    }
}

/// What the ending of the file's name asks for.
fn format_of(file: &Path) -> Result<SheetFormat, Failure> {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "html" | "htm" => Ok(SheetFormat::Html),
        "pdf" => Ok(SheetFormat::Pdf),
        "txt" => Ok(SheetFormat::Text),
        _ => Err(Failure::Usage("The name of the file has to end with .html, .pdf or .txt.".to_owned())),
    }
}

fn test(test: &KitTest, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    opening::desk(everywhere).openable()?;
    let kit = read(test.file.as_deref(), "Name a file that holds its text or a picture of it.")?;
    let mut desk = opening::open(everywhere, output)?;
    let proven = desk.test_kit(&kit, SystemClock)?;
    opening::tell_of_warnings(&desk, output);
    match output.format() {
        Format::Json => output.json(&Proven { proven: moment(proven) }),
        Format::Plain => output.line("The kit opens this vault and its recovery codes."),
    }
}

/// The kit as text: typed, from a file, or from the square in a picture.
pub(crate) fn read(file: Option<&Path>, instead: &'static str) -> Result<Zeroizing<String>, Failure> {
    let Some(file) = file.filter(|file| !reading::is_standard_input(file)) else {
        return ask::secret_or(file, "The key on the kit (not shown): ", "for the kit", instead);
    };
    let bytes = reading::bytes(file)?;
    if let Ok(text) = std::str::from_utf8(&bytes) {
        return Ok(Zeroizing::new(text.to_owned()));
    }
    let payloads = scan::decode_image_bytes(&bytes)?;
    // Room in advance: a growing text would leave copies behind.
    let room = payloads.iter().map(|payload| payload.as_str().len() + 1).sum();
    let mut text = Zeroizing::new(String::with_capacity(room));
    for payload in &payloads {
        text.push_str(payload.as_str());
        text.push('\n');
    }
    Ok(text)
}
