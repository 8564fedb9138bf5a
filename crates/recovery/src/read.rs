//! A downloaded file becomes sets of codes. Bytes become text, text becomes lines, lines become cells; a table of known
//! services and a reader that knows none decide which cells are codes. What is found is a proposal: nothing is stored here,
//! and no code is ever corrected.

mod bytes;
mod cells;
mod dates;
mod draft;
mod elsewhere;
mod error;
mod facts;
mod file_name;
mod found;
mod general;
mod html;
mod identify;
mod json;
mod known;
mod page;
mod pdf;
mod phrase;
mod records;
mod rows;
mod sections;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod words;

pub use error::ReadError;
pub use found::{
    AtSetup, Doubt, Elsewhere, ElsewhereKind, FoundCode, FoundSet, ReadBy, Reading, Stated, UsedMark,
};

use bytes::Content;
use file_name::FileName;
use records::Record;
use zeroize::Zeroizing;

/// The most bytes of a file that are ever looked at, those of a PDF. Whoever reads one from a disk may stop a byte later.
pub const LARGEST_FILE: usize = bytes::LARGEST_PDF;

/// Reads a file. Its name, if it has one, is evidence: many services write nothing but codes into the file.
///
/// A file without codes is no error; it has no sets.
///
/// ```
/// let reading = recovery::read::read(b"ac66f-fd41b\n9f151-74f9a\neb474-4f051\n", Some("github-recovery-codes.txt"))?;
/// let set = &reading.sets[0];
/// assert_eq!(set.service.as_deref(), Some("github"));
/// assert_eq!(set.codes[1].text.expose(), "9f151-74f9a");
/// # Ok::<(), recovery::read::ReadError>(())
/// ```
///
/// # Errors
/// What a file is that is no text, see [`ReadError`].
pub fn read(file: &[u8], file_name: Option<&str>) -> Result<Reading, ReadError> {
    let name = file_name.map(FileName::new);
    let reading = match bytes::content(file)? {
        Content::Pdf => text::read(&pdf::text(file)?, name.as_ref(), ""),
        Content::Text(text) => of_text(&text, name.as_ref()),
    };
    let codes: usize = reading.sets.iter().map(|set| set.codes.len()).sum();
    match codes > Reading::MOST_CODES || reading.sets.len() > Reading::MOST_SETS {
        true => Err(ReadError::TooMany),
        false => Ok(reading),
    }
}

/// What a person would see of the file, to compare what was read with; only the first `longest` characters.
///
/// # Errors
/// As [`read`].
pub fn original(file: &[u8], longest: usize) -> Result<Zeroizing<String>, ReadError> {
    let text = match bytes::content(file)? {
        Content::Pdf => pdf::text(file)?,
        Content::Text(text) => text,
    };
    let end = text.char_indices().nth(longest).map_or(text.len(), |(at, _)| at);
    Ok(Zeroizing::new(text.get(..end).unwrap_or_default().to_owned()))
}

fn of_text(text: &str, name: Option<&FileName>) -> Reading {
    let ending = name.map_or("", |name| name.ending.as_str());
    if let Some(records) = json::records(text) {
        return of_records(records, name, |_| 1);
    }
    if html::is_page(text, ending) {
        let source = zeroize::Zeroizing::new(text.to_lowercase());
        return text::read(&html::text(text), name, &source);
    }
    match table::records(text) {
        Some(records) => of_records(records, name, |row| u32::try_from(row).unwrap_or(0)),
        None => text::read(text, name, ""),
    }
}

fn of_records(records: Vec<Record>, name: Option<&FileName>, line_of: impl Fn(usize) -> u32) -> Reading {
    let name = name.filter(|_| records.len() == 1);
    let sets = records.into_iter().filter_map(|record| record.into_set(name, &line_of)).collect();
    Reading { sets, ..Reading::default() }
}
