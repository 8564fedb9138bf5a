//! Reading with what the table says of a service: its codes are so long and of these characters, however the text cuts them
//! into groups, columns and lines.

use zeroize::Zeroizing;

use super::draft::{Draft, DraftCode};
use super::phrase;
use super::rows::{Row, Speaks};
use crate::SetKind;
use crate::code::is_dash;
use crate::services::{Layout, Service};

/// What one of the service's layouts makes of the rows: the one that explains most, and of equal ones the one whose
/// number of codes fits.
pub(crate) fn read<'a>(rows: &[Row<'a>], service: &'static Service) -> Option<(Draft<'a>, &'static Layout)> {
    let drafts = service.layouts().iter().filter_map(|layout| {
        let draft = match (layout.kind, layout.words) {
            (_, Some(words)) => phrase::read(rows, Some(words), Speaks::One),
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
    let mut compact = Zeroizing::new(String::with_capacity(layout.length()));
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

/// One key, printed over as many rows as it needs; nothing but blank lines stands between them.
fn key<'a>(rows: &[Row<'a>], layout: &Layout) -> Option<Draft<'a>> {
    let printed: Vec<(usize, &Row<'a>)> =
        rows.iter().enumerate().filter(|(_, row)| !row.is_blank()).collect();
    (0..printed.len()).find_map(|start| {
        let mut key: Option<DraftCode<'a>> = None;
        let mut length = 0;
        // Each row adds at least one character, so that no more of them are looked at than the key has.
        for (at, row) in printed.iter().skip(start).take(layout.length()) {
            let [cell] = row.cells.as_slice() else { return None };
            if !cell.groups.iter().all(|group| is_part(group, layout)) {
                return None;
            }
            length += cell.groups.iter().map(|group| compact_length(group)).sum::<usize>();
            match &mut key {
                Some(key) => {
                    key.groups.extend(&cell.groups);
                    key.used = key.used.take().or_else(|| cell.used.clone());
                    // A group longer than any the service prints is a key that was too long for the line.
                    if key.groups.iter().all(|group| !layout.groups.contains(&group.len())) {
                        key.joint = "";
                    }
                }
                None => key = Some(DraftCode::new(cell, *at, 0)),
            }
            if length >= layout.length() {
                break;
            }
        }
        key.filter(|key| length == layout.length() && fits_layout(key, layout)).map(Draft::key)
    })
}

/// Whether a group may be one of the key: of its characters, and as long as the service's groups where they are short.
fn is_part(group: &str, layout: &Layout) -> bool {
    let compact = compact_length(group);
    let is_grouped = layout.groups.len() > 1 && layout.separator == " ";
    let fits = !is_grouped || layout.groups.contains(&compact) || compact > 8;
    fits && group.chars().all(|c| is_dash(c) || layout.alphabet.holds(c))
}

fn fits_layout(code: &DraftCode<'_>, layout: &Layout) -> bool {
    let mut compact = Zeroizing::new(String::with_capacity(layout.length()));
    compact.extend(
        code.groups.iter().flat_map(|group| group.chars()).filter(|c| !is_dash(*c)).take(layout.length()),
    );
    layout.fits(&compact)
}

fn compact_length(group: &str) -> usize {
    group.chars().filter(|c| !is_dash(*c)).count()
}

/// A key within a sentence, grouped as the service prints it: a word, or as many words as it has groups.
fn key_in_sentence<'a>(rows: &[Row<'a>], layout: &Layout) -> Option<Draft<'a>> {
    let size = if layout.separator == " " { layout.groups.len() } else { 1 };
    rows.iter().enumerate().find_map(|(at, row)| {
        let plain = |word: &'a str| word.trim_matches(|c: char| !c.is_alphanumeric());
        let words: Vec<&'a str> = row.text.split_whitespace().map(plain).collect();
        let groups = words.windows(size.max(1)).find(|words| is_key(words, layout))?;
        let cell = super::cells::Cell { groups: groups.to_vec(), ..Default::default() };
        Some(Draft::key(DraftCode::new(&cell, at, 0)))
    })
}

fn is_key(words: &[&str], layout: &Layout) -> bool {
    let lengths = words.iter().flat_map(|word| word.split(is_dash)).map(str::len);
    let has_digit = words.iter().any(|word| word.contains(|c: char| c.is_ascii_digit()));
    if !has_digit || !lengths.eq(layout.groups.iter().copied()) {
        return false;
    }
    let mut compact = Zeroizing::new(String::with_capacity(layout.length()));
    compact.extend(words.iter().flat_map(|word| word.chars()).filter(|c| !is_dash(*c)));
    layout.fits(&compact)
}
