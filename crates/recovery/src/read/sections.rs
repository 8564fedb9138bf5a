//! A file of notes may hold the codes of several services, each under its own heading. Where a heading follows codes and is
//! followed by codes, another set begins.

use std::ops::Range;

use super::dates::NumberOrder;
use super::facts::facts;
use super::identify::names_any;
use super::rows::{Row, shape};

/// The rows of each set.
pub(crate) fn sections(rows: &[Row<'_>]) -> Vec<Range<usize>> {
    let mut sections = Vec::new();
    let mut start = 0;
    let mut heading = None;
    let mut has_codes = false;
    for (at, row) in rows.iter().enumerate() {
        if is_heading(at, rows) {
            let is_repeated = heading == Some(row.text.trim());
            if has_codes && !is_repeated {
                sections.push(start..at);
                (start, has_codes) = (at, false);
            }
            heading = Some(row.text.trim());
        }
        has_codes |= row.is_code();
    }
    sections.push(start..rows.len());
    sections
}

/// Whether a row names what follows it: a known service, or a title that ends with a colon or speaks of codes.
fn is_heading(at: usize, rows: &[Row<'_>]) -> bool {
    let Some(row) = rows.get(at).filter(|row| !row.is_blank() && !row.is_code()) else { return false };
    let text = row.text.trim();
    // A code without a digit among the others is no heading.
    let shapes = |row: &Row<'_>| row.cells.iter().map(|cell| shape(&cell.groups)).collect::<Vec<_>>();
    let neighbours =
        [at.checked_sub(1), at.checked_add(1)].into_iter().flatten().filter_map(|at| rows.get(at));
    if !row.cells.is_empty()
        && neighbours.filter(|other| other.is_code()).any(|other| shapes(other) == shapes(row))
    {
        return false;
    }
    if text.split_whitespace().count() > 8 || text.ends_with(['.', '!', '?']) {
        return false;
    }
    let following = rows.get(at + 1..).unwrap_or_default().iter().filter(|row| !row.is_blank());
    let until_codes = following.take(4).position(Row::is_code);
    match until_codes {
        Some(0) => {
            names_any(text)
                || text.ends_with(':')
                || text.starts_with("# ")
                || text.starts_with("##")
                || has_title(text)
        }
        // The name of the account or "recovery codes" may stand between.
        Some(1..=3) => names_any(text),
        _ => false,
    }
}

fn has_title(text: &str) -> bool {
    facts([text].into_iter(), NumberOrder::MonthFirst).title.is_some()
}

/// The name that a heading gives, in lower case; for notes, where no word for codes stands in it.
pub(crate) fn heading_name(rows: &[Row<'_>]) -> Option<String> {
    let row = rows.iter().find(|row| !row.is_blank()).filter(|row| !row.is_code())?;
    let name = row.text.trim_matches(|c: char| !c.is_alphanumeric());
    let is_name = name.split_whitespace().count() <= 4 && name.starts_with(char::is_uppercase);
    is_name.then(|| name.to_lowercase())
}
