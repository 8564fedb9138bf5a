//! Reading with what the table says of a service: its codes are so long and of these characters, however the text cuts them
//! into groups, columns and lines.

use super::draft::{Draft, DraftCode};
use super::phrase;
use super::rows::Row;
use crate::SetKind;
use crate::code::is_dash;
use crate::services::{Layout, Service};

/// What one of the service's layouts makes of the rows: the one that explains most, and of equal ones the one whose
/// number of codes fits.
pub(crate) fn read<'a>(rows: &[Row<'a>], service: &'static Service) -> Option<(Draft<'a>, &'static Layout)> {
    let drafts = service.layouts().iter().filter_map(|layout| {
        let draft = match (layout.kind, layout.words) {
            (_, Some(words)) => phrase::read(rows, Some(words)),
            (SetKind::List, None) => list(rows, layout),
            (SetKind::SingleKey, None) => key(rows, layout).or_else(|| key_in_sentence(rows, layout)),
        };
        draft.map(|draft| (draft, layout))
    });
    drafts.max_by_key(|(draft, layout)| (draft.covered(), is_whole(draft, layout)))
}

/// Whether there are as many codes as the service makes.
pub(crate) fn is_whole(draft: &Draft<'_>, layout: &Layout) -> bool {
    layout.kind == SetKind::SingleKey || layout.count.is_none_or(|count| count == draft.codes.len())
}

fn list<'a>(rows: &[Row<'a>], layout: &Layout) -> Option<Draft<'a>> {
    let mut codes = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let mut in_row = Vec::new();
        for cell in &row.cells {
            match cut(cell.groups.as_slice(), layout) {
                Some(parts) => in_row.extend(parts.into_iter().enumerate().map(|(part, groups)| {
                    let number = cell.number.filter(|_| part == 0);
                    (groups, number, cell.used.clone())
                })),
                // A word of the right length beside something else is no code.
                None => {
                    in_row.clear();
                    break;
                }
            }
        }
        codes.extend(in_row.into_iter().enumerate().map(|(column, (groups, number, used))| DraftCode {
            number,
            groups,
            joint: " ",
            used,
            doubt: None,
            row: at,
            column,
        }));
    }
    let has =
        |is: fn(char) -> bool| codes.iter().any(|code| code.groups.iter().any(|group| group.contains(is)));
    let is_mixed = has(|c| c.is_ascii_lowercase()) && has(|c| c.is_ascii_uppercase());
    (!codes.is_empty() && (is_mixed || !layout.mixed)).then_some(Draft { kind: SetKind::List, codes })
}

/// Cuts groups into codes of the right length; `None` if that does not come out even or a character is wrong.
fn cut<'a>(groups: &[&'a str], layout: &Layout) -> Option<Vec<Vec<&'a str>>> {
    let mut codes: Vec<Vec<&'a str>> = Vec::new();
    let mut code: Vec<&'a str> = Vec::new();
    let mut compact = zeroize::Zeroizing::new(String::with_capacity(layout.length()));
    for group in groups {
        if compact.len() + group.len() > layout.length() + group.matches(is_dash).map(str::len).sum::<usize>()
        {
            return None;
        }
        compact.extend(group.chars().filter(|c| !is_dash(*c)));
        code.push(group);
        if compact.len() == layout.length() {
            if !layout.fits(&compact) {
                return None;
            }
            codes.push(std::mem::take(&mut code));
            compact.clear();
        }
    }
    (code.is_empty() && !codes.is_empty()).then_some(codes)
}

/// One key, printed over as many rows as it needs.
fn key<'a>(rows: &[Row<'a>], layout: &Layout) -> Option<Draft<'a>> {
    let mut open: Option<(DraftCode<'a>, usize)> = None;
    for (at, row) in rows.iter().enumerate() {
        let mut cells = row.cells.iter().enumerate();
        if row.is_blank() {
            continue;
        }
        if row.cells.is_empty() {
            open = None;
        }
        for (column, cell) in &mut cells {
            let length: usize = cell.groups.iter().map(|group| compact_length(group)).sum();
            let fits = |so_far: usize| so_far + length <= layout.length();
            let (mut code, so_far) = match open.take().filter(|(_, so_far)| fits(*so_far)) {
                Some((mut code, so_far)) => {
                    code.groups.extend(&cell.groups);
                    // Lines of one group each are a group that was too long for the page.
                    if code.column == 0 && cell.groups.len() == 1 && code.groups.len() > layout.groups.len() {
                        code.joint = "";
                    }
                    (code, so_far)
                }
                None => (DraftCode::new(cell, at, column), 0),
            };
            code.used = code.used.take().or_else(|| cell.used.clone());
            if so_far + length == layout.length() && fits_layout(&code, layout) {
                if layout.groups.len() == 1
                    && code.groups.len() > 1
                    && !code.groups.iter().any(|group| group.len() <= 8)
                {
                    code.joint = "";
                }
                return Some(Draft::key(code));
            }
            open = fits(so_far).then_some((code, so_far + length));
        }
    }
    None
}

fn fits_layout(code: &DraftCode<'_>, layout: &Layout) -> bool {
    let mut compact = zeroize::Zeroizing::new(String::with_capacity(layout.length()));
    compact.extend(
        code.groups.iter().flat_map(|group| group.chars()).filter(|c| !is_dash(*c)).take(layout.length()),
    );
    layout.fits(&compact)
}

fn compact_length(group: &str) -> usize {
    group.chars().filter(|c| !is_dash(*c)).count()
}

/// A key within a sentence: one word, grouped as the service prints it.
fn key_in_sentence<'a>(rows: &[Row<'a>], layout: &Layout) -> Option<Draft<'a>> {
    rows.iter().enumerate().find_map(|(at, row)| {
        let words = row.text.split_whitespace();
        let word = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).find(|word| {
            let lengths = word.split(is_dash).map(str::len);
            let grouped = lengths.eq(layout.groups.iter().copied())
                && (layout.separator.is_empty() || layout.separator == "-");
            let compact: zeroize::Zeroizing<String> =
                zeroize::Zeroizing::new(word.chars().filter(|c| !is_dash(*c)).collect());
            grouped && word.contains(|c: char| c.is_ascii_digit()) && layout.fits(&compact)
        })?;
        let cell = super::cells::Cell { groups: vec![word], ..Default::default() };
        Some(Draft::key(DraftCode::new(&cell, at, 0)))
    })
}
