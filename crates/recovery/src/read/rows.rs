//! Lines with their cells, and what all lines together tell about them: numbers printed without a dot, labels in front of
//! codes, whether the text speaks of one key or of several codes.

use super::cells::{Cell, cells};
use super::dates::NumberOrder;
use super::general::is_random;
use super::identify::is_name;
use super::page::Line;
use super::words::{is_code, is_codes, is_recovery, words};
use crate::code::is_dash;

/// A line and its cells.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    /// The number of the line in the file.
    pub line: u32,
    pub text: &'a str,
    /// None for a line that holds anything but codes.
    pub cells: Vec<Cell<'a>>,
    /// Whether words in front say that this is a code.
    pub is_labelled: bool,
}

impl Row<'_> {
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether it looks like codes at first sight: all of it can be, and some of it is no word.
    pub fn is_code(&self) -> bool {
        let is_title = || words(self.text).any(|word| is_code(&word) || is_codes(&word));
        let is_random = self.cells.iter().any(|cell| {
            let length: usize = cell.groups.iter().map(|group| group.len()).sum();
            length >= 4 && (is_random(&cell.groups) || cell.groups.iter().any(|group| is_words(group)))
        });
        is_random && (self.is_labelled || !is_title())
    }
}

/// The rows of some lines.
pub(crate) fn rows(lines: &[Line], order: NumberOrder) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = lines
        .iter()
        .map(|line| {
            let labelled = labelled(&line.text, order);
            let is_labelled = labelled.is_some();
            let cells = match labelled {
                Some(cells) => cells,
                None if is_name(&line.text) => Vec::new(),
                None => cells(&line.text, order),
            };
            Row { line: line.number, text: &line.text, cells, is_labelled }
        })
        .collect();
    number_plainly(&mut rows);
    rows
}

/// `Backup code 3: abcd-1234`: words, among them one for codes, a colon and codes.
fn labelled(line: &str, order: NumberOrder) -> Option<Vec<Cell<'_>>> {
    let (label, rest) = line.rsplit_once(':')?;
    if !words(label).any(|word| is_code(&word) || is_codes(&word)) || !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let mut cells = cells(rest, order);
    if let [only] = cells.as_mut_slice() {
        let last = label.split_whitespace().next_back()?.trim_start_matches('#');
        only.number = only.number.or_else(|| last.parse().ok().filter(|_| last.len() <= 5));
    }
    (!cells.is_empty()).then_some(cells)
}

/// Tables that print `0  123456  20  654321` number their codes without a dot. They are told by their numbers: each once
/// and none left out over the whole table.
fn number_plainly(rows: &mut [Row<'_>]) {
    let tables: Vec<(usize, Vec<Cell<'_>>)> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.cells.iter().all(|cell| cell.number.is_none()))
        .filter_map(|(at, row)| Some((at, by_cells(&row.cells).or_else(|| by_groups(&row.cells))?)))
        .collect();
    let cells = || tables.iter().flat_map(|(_, cells)| cells);
    let mut numbers: Vec<u32> = cells().filter_map(|cell| cell.number).collect();
    numbers.sort_unstable();
    let starts = matches!(numbers.first(), Some(0 | 1));
    let is_counted = numbers.windows(2).all(|pair| matches!(pair, [one, next] if one + 1 == *next));
    let mut shapes = cells().map(|cell| shape(&cell.groups));
    let first = shapes.next();
    if numbers.len() >= 3 && starts && is_counted && shapes.all(|shape| Some(shape) == first) {
        for (at, cells) in tables {
            if let Some(row) = rows.get_mut(at) {
                row.cells = cells;
            }
        }
    }
}

/// Cells by turns numbers and codes.
fn by_cells<'a>(cells: &[Cell<'a>]) -> Option<Vec<Cell<'a>>> {
    pairs(cells.iter().map(|cell| (cell.groups.as_slice(), cell)))
}

/// Groups by turns numbers and codes.
fn by_groups<'a>(cells: &[Cell<'a>]) -> Option<Vec<Cell<'a>>> {
    pairs(cells.iter().flat_map(|cell| cell.groups.chunks(1).map(move |group| (group, cell))))
}

fn pairs<'a: 'c, 'c>(
    mut items: impl Iterator<Item = (&'c [&'a str], &'c Cell<'a>)>,
) -> Option<Vec<Cell<'a>>> {
    let mut cells = Vec::new();
    while let Some((number, _)) = items.next() {
        let [number] = number else { return None };
        let number = number.parse().ok().filter(|_| number.len() <= 4)?;
        let (groups, cell) = items.next()?;
        if groups.iter().map(|group| group.len()).sum::<usize>() < 4 {
            return None;
        }
        cells.push(Cell { number: Some(number), groups: groups.to_vec(), used: cell.used.clone() });
    }
    (!cells.is_empty()).then_some(cells)
}

/// What the groups of a code look like: their lengths with what separates them, `5-5` or `4 4`. Random text of a fixed length
/// in which dashes fall by chance is only that length; words are words.
pub(crate) fn shape(groups: &[&str]) -> String {
    if groups.iter().any(|group| group.contains('_')) {
        return format!("{} in all", groups.iter().map(|group| group.len()).sum::<usize>());
    }
    let mut shape = String::new();
    for (at, group) in groups.iter().enumerate() {
        if at > 0 {
            shape.push(' ');
        }
        if is_words(group) {
            shape.push_str(&format!("{} words", group.split(is_dash).count()));
        } else {
            let lengths: Vec<String> = group.split(is_dash).map(|part| part.len().to_string()).collect();
            shape.push_str(&lengths.join("-"));
        }
    }
    shape
}

/// `correct-horse-battery`: at least three words of small letters, not all of one length.
pub(crate) fn is_words(group: &str) -> bool {
    let parts = || group.split(is_dash);
    let length = parts().next().map_or(0, str::len);
    parts().count() >= 3
        && parts().all(|part| part.len() >= 2 && part.bytes().all(|byte| byte.is_ascii_lowercase()))
        && parts().any(|part| part.len() != length)
}

/// Whether a text speaks of one key or of several codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Speaks {
    /// Of several.
    Codes,
    /// Of one.
    One,
    /// Of neither.
    Neither,
}

/// Whether `texts` speak of one key or of several codes.
pub(crate) fn speaks<'a>(texts: impl Iterator<Item = &'a str>) -> Speaks {
    let mut speaks = Speaks::Neither;
    for word in texts.flat_map(words) {
        if is_codes(&word) {
            return Speaks::Codes;
        }
        if is_code(&word) || is_recovery(&word) {
            speaks = Speaks::One;
        }
    }
    speaks
}

#[cfg(test)]
mod tests {
    use super::super::page::lines;
    use super::*;

    fn numbered(text: &str) -> Vec<(Option<u32>, String)> {
        rows(&lines(text), NumberOrder::MonthFirst)
            .into_iter()
            .flat_map(|row| row.cells)
            .map(|cell| (cell.number, cell.groups.join(" ")))
            .collect()
    }

    #[test]
    fn numbers_without_a_dot_are_told_by_counting() {
        let table = "0\t123456\t2\t345678\n1\t234567\t3\t456789\n";
        let numbers: Vec<_> = numbered(table).into_iter().map(|(number, _)| number).collect();
        assert_eq!(numbers, [Some(0), Some(2), Some(1), Some(3)]);
        assert_eq!(numbered(&table.replace('\t', " ")).len(), 4);
        assert_eq!(numbered("1 1234 5678\n2 2345 6789")[0].0, None, "two lines are no table");
        assert_eq!(
            numbered("1  1234 5678\n2  2345 6789\n3  3456 7890")[2],
            (Some(3), "3456 7890".to_owned())
        );
        assert_eq!(numbered("041 342 00\n113 831 08\n854 456 98")[0].0, None);
    }

    #[test]
    fn a_label_names_the_code_after_it() {
        assert_eq!(numbered("Your recovery code: R24038"), [(None, "R24038".to_owned())]);
        assert_eq!(numbered("Backup code #2: 1234"), [(Some(2), "1234".to_owned())]);
        assert_eq!(numbered("Account: ann2024"), []);
    }

    #[test]
    fn a_shape_is_lengths_and_what_separates_them() {
        assert_eq!(shape(&["ac66f-fd41b"]), "5-5");
        assert_eq!(shape(&["0650", "4611"]), "4 4");
        assert_eq!(shape(&["correct-horse-battery"]), shape(&["blue-apple-monkey"]));
        assert_eq!(shape(&["ab_d-fgh"]), "8 in all");
    }
}
