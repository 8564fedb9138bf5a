//! Reading without knowing the service: the codes of a list look alike, so the largest group of cells of one shape is the
//! list; a single key stands alone under words that announce it. Dates, telephone numbers and order numbers stand in
//! sentences and are never looked at.

use std::collections::HashMap;

use super::cells::Cell;
use super::dates::{NumberOrder, dates};
use super::draft::{Draft, DraftCode};
use super::rows::{Row, Speaks, is_words, shape};
use super::words::{is_code, is_codes, is_recovery, words};
use super::{Doubt, phrase};
use crate::SetKind;
use crate::code::is_dash;

#[cfg(test)]
mod tests;

/// What the rows hold, if anything. `speaks` says whether the text is about one key or several codes.
pub(crate) fn read<'a>(rows: &[Row<'a>], speaks: Speaks) -> Option<Draft<'a>> {
    let list = list(rows, speaks);
    let long_enough = |draft: &Draft<'a>| draft.codes.len() >= 3 || speaks == Speaks::Codes;
    if speaks != Speaks::Codes
        && let Some(key) = key_over_lines(rows)
    {
        return Some(key);
    }
    let phrase = phrase::read(rows, None, speaks);
    let is_of_words = |draft: &Draft<'a>| draft.codes.iter().all(|code| !is_random(&code.groups));
    list.filter(long_enough)
        .filter(|list| phrase.is_none() || !is_of_words(list))
        .or(phrase)
        .or_else(|| unlike(rows, speaks))
        .or_else(|| key(rows, speaks))
}

/// The longest of the lists that the text may be; of equally long ones the first, which needs the least guessing.
fn list<'a>(rows: &[Row<'a>], speaks: Speaks) -> Option<Draft<'a>> {
    let in_sentence = rows.iter().enumerate().filter_map(|(at, row)| run(row, at)).max_by_key(Vec::len);
    let lists = [of_one_shape(rows, speaks), of_one_length(rows), in_sentence].into_iter().flatten();
    let longest = lists.reduce(|best, next| if next.len() > best.len() { next } else { best });
    longest.map(|codes| Draft { kind: SetKind::List, codes })
}

/// Long random codes in which dashes and underscores fall by chance, as in base64url (RFC 4648 §5): one a line, all of one
/// length.
fn of_one_length<'a>(rows: &[Row<'a>]) -> Option<Vec<DraftCode<'a>>> {
    let mut lengths: HashMap<usize, Vec<DraftCode<'a>>> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        if let [cell] = row.cells.as_slice()
            && let [group] = cell.groups.as_slice()
            && group.len() >= 20
            && is_random(&[group])
        {
            lengths.entry(group.len()).or_default().push(DraftCode::new(cell, at, 0));
        }
    }
    lengths
        .into_values()
        .filter(|codes| codes.len() >= 3)
        .max_by_key(|codes| (codes.len(), codes.first().map(DraftCode::length)))
}

/// The largest group of cells of one shape.
fn of_one_shape<'a>(rows: &[Row<'a>], speaks: Speaks) -> Option<Vec<DraftCode<'a>>> {
    let mut groups: HashMap<String, Vec<DraftCode<'a>>> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        let cells: Vec<Cell<'a>> = row.cells.iter().flat_map(split).collect();
        let mut shapes = cells.iter().map(|cell| shape(&cell.groups));
        let Some(first) = shapes.next() else { continue };
        if shapes.all(|shape| shape == first) && !is_dates(&cells) {
            let codes = cells.iter().enumerate().map(|(column, cell)| DraftCode::new(cell, at, column));
            groups.entry(first).or_default().extend(codes);
        }
    }
    // Of equal groups the first in the text, so that reading twice gives the same.
    let best = groups
        .into_values()
        .filter(|codes| is_list(codes, speaks))
        .max_by_key(|codes| (codes.len(), std::cmp::Reverse(codes.first().map(|code| code.row))))?;
    let mut best = without_examples(best, rows);
    add_odd_ones(&mut best, rows);
    Some(best)
}

/// A cell of several codes that only single blanks separate. Short groups without dashes are groups of one code.
fn split<'a>(cell: &Cell<'a>) -> Vec<Cell<'a>> {
    let alike = |pair: &[&str]| matches!(pair, [one, other] if shape(&[one]) == shape(&[other]));
    let is_code = |group: &&str| group.contains(is_dash) || group.len() >= 6;
    if cell.groups.len() < 2 || !cell.groups.iter().all(is_code) || !cell.groups.windows(2).all(alike) {
        return vec![cell.clone()];
    }
    let cells = cell.groups.iter().enumerate().map(|(at, group)| Cell {
        number: cell.number.filter(|_| at == 0),
        groups: vec![*group],
        used: cell.used.clone(),
    });
    cells.collect()
}

fn is_dates(cells: &[Cell<'_>]) -> bool {
    cells.iter().all(|cell| {
        let printed = cell.groups.join(" ");
        let is_all = |(place, _): &(std::ops::Range<usize>, _)| *place == (0..printed.len());
        dates(&printed, NumberOrder::MonthFirst).first().is_some_and(is_all)
    })
}

/// Whether cells of one shape are codes and not words that happen to be of one length.
fn is_list(codes: &[DraftCode<'_>], speaks: Speaks) -> bool {
    let Some(first) = codes.first() else { return false };
    let length = first.length();
    let random = codes.iter().filter(|code| is_random(&code.groups)).count();
    let is_numbered = codes.iter().all(|code| code.number.is_some());
    match codes.len() {
        0 | 1 => false,
        2 => speaks == Speaks::Codes && random == 2 && length >= 6,
        // Seven of a hundred random codes of eight have no digit; of words nearly all have none.
        count => {
            let announced = speaks == Speaks::Codes || is_numbered;
            let long_enough = length >= 5 || (length == 4 && announced);
            let is_random = random * 5 >= count * 2 || is_words_list(codes);
            let is_odd =
                count >= 4 && length >= 6 && announced && codes.iter().all(|code| !is_sentence(code));
            long_enough && (is_random || is_odd)
        }
    }
}

fn is_words_list(codes: &[DraftCode<'_>]) -> bool {
    codes.iter().all(|code| matches!(code.groups.as_slice(), [group] if is_words(group)))
}

fn is_sentence(code: &DraftCode<'_>) -> bool {
    code.groups.len() > 1
        && code.groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

/// Whether a code has what words have not: a digit, or capitals after small letters more than once. Names have one: GitHub.
pub(crate) fn is_random(groups: &[&str]) -> bool {
    groups.iter().any(|group| {
        let inner_capital = |pair: &&[u8]| matches!(pair, [one, other] if one.is_ascii_lowercase() && other.is_ascii_uppercase());
        group.bytes().any(|byte| byte.is_ascii_digit())
            || group.as_bytes().windows(2).filter(inner_capital).count() > 1
    })
}

/// Drops a code that stands alone under a sentence which calls it an example.
fn without_examples<'a>(codes: Vec<DraftCode<'a>>, rows: &[Row<'a>]) -> Vec<DraftCode<'a>> {
    const EXAMPLE: &[&str] =
        &["example", "e.g", "eg", "like", "beispiel", "z.b", "exemple", "ejemplo", "exemplo", "esempio"];
    let mut runs: Vec<Vec<DraftCode<'a>>> = Vec::new();
    for code in codes {
        let goes_on = runs.last().and_then(|run| run.last()).is_some_and(|last| {
            rows.get(last.row + 1..code.row).is_none_or(|between| between.iter().all(Row::is_blank))
        });
        match runs.last_mut().filter(|_| goes_on) {
            Some(run) => run.push(code),
            None => runs.push(vec![code]),
        }
    }
    let longest = runs.iter().map(Vec::len).max().unwrap_or(0);
    let is_example = |run: &[DraftCode<'a>]| {
        run.len() == 1
            && longest >= 3
            && before(run.first().map_or(0, |code| code.row), rows)
                .is_some_and(|text| words(text).any(|word| EXAMPLE.contains(&word.as_str())))
    };
    runs.into_iter().filter(|run| !is_example(run)).flatten().collect()
}

/// The text above a row, without blank lines between.
fn before<'a>(row: usize, rows: &[Row<'a>]) -> Option<&'a str> {
    rows.get(..row)?.iter().rev().find(|row| !row.is_blank()).map(|row| row.text)
}

/// Adds cells of another shape that stand right between two codes: a list has no strangers in it, so a digit is missing or
/// was typed twice. They are marked.
fn add_odd_ones<'a>(codes: &mut Vec<DraftCode<'a>>, rows: &[Row<'a>]) {
    let taken: std::collections::HashSet<usize> = codes.iter().map(|code| code.row).collect();
    let typical = codes.first().map_or(0, DraftCode::length);
    let mut odd = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let between =
            at > 0 && taken.contains(&(at - 1)) && taken.contains(&(at + 1)) && !taken.contains(&at);
        if let [cell] = row.cells.as_slice()
            && between
            && is_random(&cell.groups)
        {
            let code = DraftCode { doubt: Some(Doubt::OddOneOut), ..DraftCode::new(cell, at, 0) };
            if code.length().abs_diff(typical) <= 2 {
                odd.push(code);
            }
        }
    }
    if !odd.is_empty() {
        codes.extend(odd);
        codes.sort_by_key(|code| (code.row, code.column));
    }
}

/// Codes one after the other within a sentence: at least four words of one shape, most of them random.
fn run<'a>(row: &Row<'a>, at: usize) -> Option<Vec<DraftCode<'a>>> {
    if !row.cells.is_empty() {
        return None;
    }
    let mut best: &[&'a str] = &[];
    let words: Vec<(&'a str, bool)> = row
        .text
        .split_whitespace()
        .map(|word| {
            (word.trim_matches(|c: char| !c.is_alphanumeric()), word.ends_with(['.', ':', '!', '?', ')']))
        })
        .collect();
    let plain: Vec<&'a str> = words.iter().map(|(word, _)| *word).collect();
    let mut start = 0;
    for end in 0..words.len() {
        let (word, ends) = words.get(end).copied()?;
        let fits =
            is_run_word(word) && plain.get(start).is_some_and(|first| shape(&[first]) == shape(&[word]));
        if !fits {
            start = if is_run_word(word) { end } else { end + 1 };
        }
        let run = plain.get(start..=end).unwrap_or_default();
        if run.len() > best.len() {
            best = run;
        }
        if ends {
            start = end + 1;
        }
    }
    // A word of the sentence in front of or behind the codes is of their length by chance.
    let is_stranger = |word: &&str| word.bytes().skip(1).all(|byte| byte.is_ascii_lowercase());
    while let [first, rest @ ..] = best
        && is_stranger(first)
    {
        best = rest;
    }
    while let [rest @ .., last] = best
        && is_stranger(last)
    {
        best = rest;
    }
    let random = best.iter().filter(|word| is_random(&[word])).count();
    (best.len() >= 4 && random * 2 > best.len()).then(|| {
        let code = |(column, word): (usize, &&'a str)| {
            let cell = Cell { groups: vec![*word], ..Cell::default() };
            DraftCode::new(&cell, at, column)
        };
        best.iter().enumerate().map(code).collect()
    })
}

fn is_run_word(word: &str) -> bool {
    word.len() >= 6 && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || is_dash(c))
}

/// Codes of unlike lengths, one a line: only where the text says that it is about codes.
fn unlike<'a>(rows: &[Row<'a>], speaks: Speaks) -> Option<Draft<'a>> {
    let mut runs: Vec<Vec<DraftCode<'a>>> = vec![Vec::new()];
    for (at, row) in rows.iter().enumerate() {
        match (row.cells.as_slice(), runs.last_mut()) {
            ([cell], Some(run))
                if cell.groups.len() == 1 && is_random(&cell.groups) && !is_dates(&row.cells) =>
            {
                run.push(DraftCode::new(cell, at, 0));
            }
            (_, Some(run)) if run.is_empty() => {}
            _ => runs.push(Vec::new()),
        }
    }
    let mut best = runs.into_iter().max_by_key(Vec::len)?;
    let least = if speaks == Speaks::Codes { 4 } else { 6 };
    let long_enough = best.iter().all(|code| code.length() >= least);
    // As long as each other: dashes are part of the random text. Else every one is doubtful.
    let lengths: Vec<usize> = best.iter().map(DraftCode::length).collect();
    let are_equal = lengths.windows(2).all(|pair| matches!(pair, [one, other] if one == other));
    for code in best.iter_mut().filter(|_| !are_equal) {
        code.doubt = Some(Doubt::OddOneOut);
    }
    (best.len() >= 3 && long_enough && (are_equal || speaks == Speaks::Codes))
        .then_some(Draft { kind: SetKind::List, codes: best })
}

/// One key in groups over several lines: lines of three and more groups, all of one length.
fn key_over_lines<'a>(rows: &[Row<'a>]) -> Option<Draft<'a>> {
    let mut block: Vec<(usize, &Cell<'a>)> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        match row.cells.as_slice() {
            [cell] if cell.groups.len() >= 3 && cell.number.is_none() => block.push((at, cell)),
            _ if row.is_blank() => {}
            _ if block.len() > 1 => break,
            _ => block.clear(),
        }
    }
    let groups: Vec<&'a str> = block.iter().flat_map(|(_, cell)| cell.groups.iter().copied()).collect();
    let length = groups.first().map_or(0, |group| group.len());
    let (last, others) = groups.split_last()?;
    let alike = others.iter().all(|group| group.len() == length) && last.len() <= length;
    let is_key = (2..=8).contains(&block.len()) && alike && length >= 3 && is_random(&groups);
    let (at, cell) = block.first().filter(|_| is_key)?;
    let doubt = Some(Doubt::Grouping);
    Some(Draft::key(DraftCode { groups, doubt, ..DraftCode::new(cell, *at, 0) }))
}

/// One key: a line of its own under words that announce it, a labelled one, or nothing but the key.
fn key<'a>(rows: &[Row<'a>], speaks: Speaks) -> Option<Draft<'a>> {
    let is_alone = rows.iter().filter(|row| !row.is_blank()).count() == 1;
    let candidates = rows.iter().enumerate().filter_map(|(at, row)| match row.cells.as_slice() {
        [cell]
            if is_random(&cell.groups)
                && !is_dates(&row.cells)
                && !cell.groups.iter().any(|group| is_word(group)) =>
        {
            let code = DraftCode::new(cell, at, 0);
            let is_announced = row.is_labelled || announces(before(at, rows));
            let enough = match (row.is_labelled, is_announced, is_alone) {
                (true, ..) => 5,
                (_, true, _) => 8,
                (_, _, true) => 12,
                _ => return None,
            };
            (code.length() >= enough).then_some(code)
        }
        _ => None,
    });
    let mut candidates: Vec<DraftCode<'a>> = candidates.collect();
    let longest = candidates.iter().map(DraftCode::length).max()?;
    candidates.retain(|code| code.length() == longest);
    match (candidates.pop(), candidates.is_empty()) {
        (Some(code), true) if speaks == Speaks::Codes => {
            // The last one of a list.
            Some(Draft { kind: SetKind::List, codes: vec![code] })
        }
        (Some(code), true) => Some(Draft::key(code)),
        _ => None,
    }
}

/// A word of a sentence: `Ticket`.
fn is_word(group: &str) -> bool {
    group.len() >= 4
        && group.bytes().all(|byte| byte.is_ascii_alphabetic())
        && group.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
}

fn announces(text: Option<&str>) -> bool {
    text.is_some_and(|text| words(text).any(|word| is_code(&word) || is_codes(&word) || is_recovery(&word)))
}
