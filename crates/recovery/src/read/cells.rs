//! A line becomes cells, each a code with what is printed beside it: its number, a bullet, a check mark, the word "used".
//! A line that holds anything else has none. Whether a cell really is a code is decided over all lines together.

use super::UsedMark;
use super::dates::{NumberOrder, dates};
use super::page::{CHECKED, STRUCK, UNCHECKED};
use super::words::{Said, remark, said};
use crate::code::is_dash;

/// What may be one code, or several whose grouping is not known yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Cell<'a> {
    pub number: Option<u32>,
    /// The groups between blanks.
    pub groups: Vec<&'a str>,
    pub used: Option<UsedMark>,
}

/// The most characters a group may have.
const LONGEST_GROUP: usize = 128;

/// The cells of a line; none if anything in it can be no code.
pub(crate) fn cells(line: &str, order: NumberOrder) -> Vec<Cell<'_>> {
    let mut reader = Reader { cells: Vec::new(), cell: Cell::default(), comment: None, struck: false, order };
    let mut tokens = Tokens { rest: line };
    while let Some(token) = tokens.next() {
        if reader.take(&token, tokens.rest.trim().is_empty()).is_none() {
            return Vec::new();
        }
    }
    reader.finish();
    reader.cells
}

/// A word of the line and how it stands there.
struct Token<'a> {
    text: &'a str,
    /// A wide gap, a tab or a rule stands before it.
    is_new_column: bool,
    /// A comma or semicolon follows.
    ends_cell: bool,
    /// The line from here on.
    from_here: &'a str,
}

struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let is_gap = |c: char| c.is_whitespace() || matches!(c, '|' | '\u{2502}' | '\u{2503}');
        let start = self.rest.find(|c| !is_gap(c))?;
        let (gap, from_here) = self.rest.split_at_checked(start)?;
        let end = from_here.find(|c: char| is_gap(c) || matches!(c, ',' | ';')).unwrap_or(from_here.len());
        let (text, rest) = from_here.split_at_checked(end)?;
        let after = rest.trim_start_matches([',', ';']);
        self.rest = after;
        let is_new_column = gap.len() > 1 || gap.contains(|c: char| c == '\t' || !c.is_whitespace());
        Some(Token { text, is_new_column, ends_cell: after.len() < rest.len(), from_here })
    }
}

struct Reader<'a> {
    cells: Vec<Cell<'a>>,
    cell: Cell<'a>,
    /// Where the words beside the code begin.
    comment: Option<&'a str>,
    struck: bool,
    order: NumberOrder,
}

impl<'a> Reader<'a> {
    /// Takes the next token; `None` if the line is no line of codes.
    fn take(&mut self, token: &Token<'a>, is_last: bool) -> Option<()> {
        let has_code = !self.cell.groups.is_empty();
        if token.is_new_column && has_code && !self.is_about_the_code(token.text, is_last) {
            self.finish_before(token.from_here);
            return self.take_in_cell(token, is_last);
        }
        if self.comment.is_some() {
            return Some(());
        }
        self.take_in_cell(token, is_last)
    }

    fn take_in_cell(&mut self, token: &Token<'a>, is_last: bool) -> Option<()> {
        let has_code = !self.cell.groups.is_empty();
        let mut text = token.text;
        if let Some(rest) = text.strip_prefix(STRUCK) {
            (text, self.struck) = (rest, true);
        }
        let was_struck = self.struck;
        if let Some(rest) = text.strip_suffix(STRUCK) {
            (text, self.struck) = (rest, false);
        }
        if was_struck {
            self.cell.used.get_or_insert_default();
        }
        let text = text.trim_matches(['"', '\'', '`', '\u{201c}', '\u{201d}']);
        if text.is_empty() {
            return Some(());
        }
        match kind(text) {
            Kind::Bullet if has_code => self.comment = Some(token.from_here),
            Kind::Bullet => {}
            // A bare X crosses out what follows it; after a code it does so only at the end.
            Kind::Mark if has_code && text.eq_ignore_ascii_case("x") && !is_last => return None,
            Kind::Mark => {
                self.cell.used.get_or_insert_default();
            }
            Kind::Number(number) => {
                if has_code {
                    self.finish_before(token.from_here);
                }
                self.cell.number = Some(number);
            }
            Kind::Comment if has_code => self.comment = Some(token.from_here),
            Kind::Comment => return None,
            Kind::Said(said) if has_code => {
                if said == Said::Used {
                    self.cell.used.get_or_insert_default();
                }
                self.comment = Some(token.from_here);
            }
            Kind::Said(Said::Used) => {
                self.cell.used.get_or_insert_default();
            }
            Kind::Group | Kind::Said(_) if has_code && self.is_date(text) => {
                self.cell.used.get_or_insert_default();
                self.comment = Some(token.from_here);
            }
            Kind::Group | Kind::Said(Said::NotUsed) => {
                let (number, group) = glued_number(text).unwrap_or((None, text));
                if number.is_some() && has_code {
                    self.finish_before(token.from_here);
                }
                self.cell.number = number.or(self.cell.number);
                self.cell.groups.push(group);
            }
            Kind::Prose => return None,
        }
        if token.ends_cell && self.comment.is_none() && !self.cell.groups.is_empty() {
            self.finish();
        }
        Some(())
    }

    /// Whether a word in a column of its own belongs to the code before it.
    fn is_about_the_code(&self, text: &str, is_last: bool) -> bool {
        match kind(text) {
            Kind::Said(_) | Kind::Comment => true,
            Kind::Mark => is_last,
            Kind::Group => self.is_date(text),
            Kind::Bullet | Kind::Number(_) | Kind::Prose => false,
        }
    }

    fn is_date(&self, text: &str) -> bool {
        text.len() >= 8 && dates(text, self.order).first().is_some_and(|(place, _)| *place == (0..text.len()))
    }

    /// Ends the cell; what stood beside its code ends where `next` begins.
    fn finish_before(&mut self, next: &str) {
        self.comment = self.comment.and_then(|comment| comment.get(..comment.len().checked_sub(next.len())?));
        self.finish();
    }

    fn finish(&mut self) {
        let mut cell = std::mem::take(&mut self.cell);
        if let Some(comment) = self.comment.take() {
            note(&mut cell, comment, self.order);
        }
        if cell.groups.is_empty() {
            // A number or a mark in a column of its own belongs to the next column.
            self.cell = cell;
        } else {
            self.cells.push(cell);
        }
    }
}

/// What the words beside a code say of it.
fn note(cell: &mut Cell<'_>, comment: &str, order: NumberOrder) {
    match remark(comment) {
        Some(Said::Used) => {
            cell.used.get_or_insert_default();
        }
        Some(Said::NotUsed) => cell.used = None,
        None => {}
    }
    if let Some(mark) = &mut cell.used {
        mark.at = dates(comment, order).into_iter().next().map(|(_, stated)| stated);
        let words = comment.trim_matches(|c: char| !c.is_alphanumeric());
        mark.note = words.chars().take(200).collect();
    }
}

enum Kind {
    Bullet,
    /// A check mark or a cross.
    Mark,
    Number(u32),
    Comment,
    Said(Said),
    /// It may be a code or a group of one.
    Group,
    Prose,
}

fn kind(text: &str) -> Kind {
    const BULLETS: &str = "-*+>\u{2022}\u{b7}\u{2013}\u{2014}\u{25cb}\u{25cf}\u{25aa}\u{25e6}\u{2023}\u{25a1}\u{25a0}\u{25ba}\u{2192}";
    const MARKS: &str = "xX\u{2713}\u{2714}\u{2705}\u{2717}\u{2718}\u{274c}\u{d7}\u{2612}\u{2716}\u{274e}";
    let mut chars = text.chars();
    if let (Some(only), None) = (chars.next(), chars.next()) {
        match only {
            UNCHECKED => return Kind::Bullet,
            CHECKED => return Kind::Mark,
            _ if BULLETS.contains(only) => return Kind::Bullet,
            _ if MARKS.contains(only) => return Kind::Mark,
            _ => {}
        }
    }
    if let Some(number) = number(text) {
        return Kind::Number(number);
    }
    if let Some(said) = said(text).filter(|_| text.chars().any(char::is_alphabetic)) {
        return Kind::Said(said);
    }
    if ["(", "<", "\u{2190}", "//", "#", "--", "=>", "->"].iter().any(|start| text.starts_with(start)) {
        return Kind::Comment;
    }
    match glued_number(text).map_or_else(|| is_group(text), |(_, group)| is_group(group)) {
        true => Kind::Group,
        false => Kind::Prose,
    }
}

/// `1.`, `01)`, `12:`, `#3`, `(4)`, `[5]`.
fn number(text: &str) -> Option<u32> {
    let inner = text.strip_prefix('#').map(|rest| rest.trim_end_matches([':', '.', ')']));
    let inner = inner
        .or_else(|| text.strip_suffix(['.', ')', ':', ']']).map(|rest| rest.trim_start_matches(['(', '['])));
    let digits = inner?.trim_end_matches('.');
    ((1..=5).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

/// `1.abcd` and `1)abcd`: a number that the code follows without a blank.
fn glued_number(text: &str) -> Option<(Option<u32>, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=3).contains(end))?;
    let (number, rest) = text.split_at_checked(end)?;
    let group = rest.strip_prefix(['.', ')', ':'])?;
    (group.len() >= 4 && is_group(group)).then(|| (number.parse().ok(), group))
}

/// Whether a word can be a code or a group of one.
fn is_group(text: &str) -> bool {
    text.len() <= LONGEST_GROUP
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || is_dash(c))
        && text.contains(|c: char| c.is_ascii_alphanumeric())
        // Only long random text begins or ends with a dash by chance.
        && (text.len() >= 20 || !(text.starts_with(is_dash) || text.ends_with(is_dash)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Vec<(Option<u32>, String, bool)> {
        let line = &crate::read::page::lines(line)[0].text;
        cells(line, NumberOrder::MonthFirst)
            .into_iter()
            .map(|cell| (cell.number, cell.groups.join(" "), cell.used.is_some()))
            .collect()
    }

    fn plain(codes: &[&str]) -> Vec<(Option<u32>, String, bool)> {
        codes.iter().map(|code| (None, (*code).to_owned(), false)).collect()
    }

    #[test]
    fn numbers_and_bullets_are_no_part_of_a_code() {
        for line in [
            "abcd-1234",
            "  * abcd-1234 ",
            "- abcd-1234",
            "[ ] abcd-1234",
            "\u{2022} abcd-1234",
            "`abcd-1234`",
        ] {
            assert_eq!(read(line), plain(&["abcd-1234"]), "{line}");
        }
        for line in [
            "7. abcd-1234",
            "07) abcd-1234",
            "7: abcd-1234",
            "#7 abcd-1234",
            "7.abcd-1234",
            "7.\tabcd-1234",
            "(7)  abcd-1234",
        ] {
            assert_eq!(read(line), [(Some(7), "abcd-1234".to_owned(), false)], "{line}");
        }
    }

    #[test]
    fn every_mark_says_used() {
        for line in [
            "X 83395672",
            "~~83395672~~",
            "[x] 83395672",
            "\u{2713} 83395672",
            "83395672 (used)",
            "83395672   used 2025-05-01 on laptop",
            "83395672 - benutzt",
            "83395672 \u{2714}",
            "83395672 2025-05-01",
            "8\u{336}3\u{336}3\u{336}9\u{336}5\u{336}6\u{336}7\u{336}2\u{336}",
        ] {
            let [(None, code, true)] = &read(line)[..] else { panic!("{line}: {:?}", read(line)) };
            assert_eq!(code, "83395672", "{line}");
        }
        for line in [
            "[ ] 83395672",
            "83395672 (not used)",
            "83395672  <- next one",
            "83395672 unused",
            "83395672 # mine",
        ] {
            assert_eq!(read(line), plain(&["83395672"]), "{line}");
        }
    }

    #[test]
    fn a_mark_keeps_its_words_and_day() {
        let cells = cells("83395672 used 2025-05-01 on laptop", NumberOrder::MonthFirst);
        let mark = cells[0].used.as_ref().unwrap();
        assert_eq!(mark.note, "used 2025-05-01 on laptop");
        assert_eq!(mark.at.as_ref().unwrap().iso, "2025-05-01");
    }

    #[test]
    fn columns_are_cells() {
        assert_eq!(read("0650 4611    3140 8216"), plain(&["0650 4611", "3140 8216"]));
        assert_eq!(read("  - ac66f-fd41b        - 9f151-74f9a"), plain(&["ac66f-fd41b", "9f151-74f9a"]));
        assert_eq!(read("aaaa1, bbbb2,cccc3"), plain(&["aaaa1", "bbbb2", "cccc3"]));
        assert_eq!(read("| aaaa1 | bbbb2 |"), plain(&["aaaa1", "bbbb2"]));
        let numbered = [(Some(1), "7QrOd1".to_owned(), false), (Some(2), "HQ6Odl".to_owned(), false)];
        assert_eq!(read("1. 7QrOd1 2. HQ6Odl"), numbered);
        assert_eq!(read("1. 7QrOd1\t 2. HQ6Odl"), numbered);
        assert_eq!(
            read("a1b2c3 used  d4e5f6"),
            [(None, "a1b2c3".to_owned(), true), (None, "d4e5f6".to_owned(), false)]
        );
    }

    #[test]
    fn a_sentence_has_no_cells() {
        for line in [
            "",
            "Keep them safe!",
            "Help Desk: (608) 264-4357",
            "https://a.example/AB12-CD34",
            "a@b.example",
            "10:22 AM",
        ] {
            assert_eq!(read(line), [], "{line}");
        }
    }
}
