//! Text as lines, ready to be looked at: line ends and blanks are made equal, check boxes and struck-out letters become
//! marks, a code broken at its hyphen is one again. No code is changed otherwise.

use zeroize::Zeroizing;

use crate::code::is_dash;

/// A check box that is empty.
pub(crate) const UNCHECKED: char = '\u{2610}';
/// A check box that is ticked.
pub(crate) const CHECKED: char = '\u{2611}';
/// What stands around struck-out text.
pub(crate) const STRUCK: &str = "~~";

/// One line.
pub(crate) struct Line {
    /// From 1, in the file.
    pub number: u32,
    pub text: Zeroizing<String>,
}

/// All lines of a text, blank ones too.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    // Vertical and page breaks and the separators of Unicode (UAX #14, BK) end lines as well.
    let mut after_return = false;
    let ends = move |c: char| {
        let is_rest_of_crlf = c == '\n' && after_return;
        after_return = c == '\r';
        !is_rest_of_crlf && matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
    };
    for (number, line) in (1..).zip(text.split(ends)) {
        let line = clean(line);
        match lines.last_mut().filter(|last| is_wrapped(&last.text, &line)) {
            Some(last) => {
                let mut joined = Zeroizing::new(String::with_capacity(last.text.len() + line.len()));
                joined.push_str(last.text.trim_end());
                joined.push_str(line.trim_start());
                last.text = joined;
            }
            None => lines.push(Line { number, text: line }),
        }
    }
    lines
}

/// The most bytes of lines that are joined. A code has fewer, and joining line after line takes ever longer.
const LONGEST_WRAPPED: usize = 256;

/// Whether `line` goes on with a code that `last` broke off at a hyphen.
fn is_wrapped(last: &str, line: &str) -> bool {
    if last.len() + line.len() > LONGEST_WRAPPED {
        return false;
    }
    let (Some(end), Some(start)) = (last.split_whitespace().next_back(), line.split_whitespace().next())
    else {
        return false;
    };
    let is_group = |text: &str| text.chars().all(char::is_alphanumeric);
    let is_code = |text: &str| text.chars().any(char::is_alphanumeric) && text.split(is_dash).all(is_group);
    if !is_code(end) || !is_code(start) || end.starts_with(is_dash) {
        return false;
    }
    // In random text dashes fall anywhere, so that one may be the last character of a whole code.
    let mut parts = end.split(is_dash).filter(|part| !part.is_empty());
    let length = parts.next().map_or(0, str::len);
    let is_word = |part: &str| part.bytes().all(|byte| byte.is_ascii_lowercase());
    if length > 12 || !parts.all(|part| part.len() == length) && !end.split(is_dash).all(is_word) {
        return false;
    }
    let alone = last.split_whitespace().count() <= 2 && line.split_whitespace().count() == 1;
    match (end.ends_with(is_dash), start.starts_with(is_dash)) {
        (true, false) => alone || end.chars().any(|c| c.is_ascii_digit()),
        (false, true) => alone && end.contains(is_dash) && last.split_whitespace().count() == 1,
        _ => false,
    }
}

/// Check boxes as people type them.
const BOXES: &[(&str, char)] = &[
    ("[ ]", UNCHECKED),
    ("[]", UNCHECKED),
    ("[_]", UNCHECKED),
    ("( )", UNCHECKED),
    ("[x]", CHECKED),
    ("[X]", CHECKED),
    ("[\u{2713}]", CHECKED),
    ("[\u{2714}]", CHECKED),
    ("(x)", CHECKED),
    ("(X)", CHECKED),
];

fn clean(line: &str) -> Zeroizing<String> {
    // Room for all of it and for the marks around each struck letter, because a string that grows leaves copies behind.
    let mut clean = Zeroizing::new(String::with_capacity(
        line.len() + 2 * STRUCK.len() * line.matches(is_strike).count() + 4,
    ));
    let mut rest = line;
    let mut is_struck = false;
    while let Some(c) = rest.chars().next() {
        if let Some((text, mark)) = BOXES.iter().find(|(text, _)| rest.starts_with(text)) {
            clean.push(' ');
            clean.push(*mark);
            clean.push(' ');
            rest = rest.get(text.len()..).unwrap_or_default();
            continue;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        let now_struck = rest.starts_with(is_strike);
        if now_struck != is_struck && !is_strike(c) {
            clean.push_str(STRUCK);
            is_struck = now_struck;
        }
        match c {
            c if is_strike(c) => {}
            // Zero-width characters and soft hyphens are invisible and no part of a code.
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            '\t' => clean.push('\t'),
            c if c.is_whitespace() => clean.push(' '),
            c => clean.push(c),
        }
    }
    if is_struck {
        clean.push_str(STRUCK);
    }
    clean
}

/// The combining strokes that strike a letter out.
fn is_strike(c: char) -> bool {
    matches!(c, '\u{335}' | '\u{336}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(u32, String)> {
        lines(text).into_iter().map(|line| (line.number, line.text.to_string())).collect()
    }

    #[test]
    fn every_line_end_ends_a_line() {
        let numbered = texts("a\r\nb\nc\rd\u{c}e");
        assert_eq!(numbered.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    }

    #[test]
    fn a_code_broken_at_its_hyphen_is_one_again() {
        assert_eq!(texts("AB12-CD34-\nEF56")[0].1, "AB12-CD34-EF56");
        assert_eq!(texts("AB12-CD34\n-EF56")[0].1, "AB12-CD34-EF56");
        assert_eq!(texts("- AB12-\n  CD34").len(), 1);
        assert_eq!(texts("-AB12-CD34\n-EF56-GH78").len(), 2);
        assert_eq!(texts("----\nAB12").len(), 2);
    }

    #[test]
    fn boxes_and_struck_letters_become_marks() {
        assert_eq!(texts("[x] 12")[0].1.trim(), "\u{2611}  12");
        assert_eq!(texts("1\u{336}2\u{336} 3")[0].1, "~~12~~ 3");
        assert_eq!(texts("1\u{336}2\u{336}")[0].1, "~~12~~");
        assert_eq!(texts("a\u{a0}b\u{200b}c")[0].1, "a bc");
    }
}
