//! A text becomes lines that fit. Every character is in one of them, except the blanks where a sentence is broken.

use super::face::{Faces, Style};

/// How wide a line may be, in points.
#[derive(Clone, Copy)]
pub(super) struct Measure {
    /// The first line of a paragraph.
    pub(super) first: f32,
    /// The others.
    pub(super) next: f32,
}

/// One line on paper.
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    /// Whether it starts a line of the text, or goes on with one that did not fit.
    pub(super) starts: Starts,
}

/// Whether a line on paper begins a line of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Starts {
    /// It begins one.
    Line,
    /// It goes on with one.
    Rest,
}

impl Faces {
    /// Sentences, broken at blanks where there are any, the blank left out.
    pub(super) fn wrap<'t>(&self, style: Style, text: &'t str, size: f32, width: f32) -> Vec<&'t str> {
        let measure = Measure { first: width, next: width };
        self.break_lines(style, text, size, measure).iter().map(|line| line.text.trim_end()).collect()
    }

    /// Lines with all their blanks: each ends after a blank if it has one, else where it must.
    pub(super) fn break_lines<'t>(
        &self,
        style: Style,
        text: &'t str,
        size: f32,
        measure: Measure,
    ) -> Vec<Line<'t>> {
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            let (mut rest, mut starts, mut width) = (paragraph, Starts::Line, measure.first);
            loop {
                let (line, after) = self.first_line(style, rest, size, width);
                lines.push(Line { text: line, starts });
                if after.is_empty() {
                    break;
                }
                (rest, starts, width) = (after, Starts::Rest, measure.next);
            }
        }
        lines
    }

    /// What fits on one line, at least one character, and what is left.
    fn first_line<'t>(&self, style: Style, text: &'t str, size: f32, width: f32) -> (&'t str, &'t str) {
        let (mut used, mut blank) = (0.0, None);
        for (at, c) in text.char_indices() {
            used += self.width(style, c.encode_utf8(&mut [0; 4]), size);
            if c == ' ' {
                blank = Some(at + 1); // a blank may hang over the edge
            } else if used > width && at > 0 {
                return text.split_at(blank.unwrap_or(at));
            }
        }
        (text, "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEN: f32 = 60.0; // ten characters of 600/1000 at 10 points

    #[test]
    fn sentences_break_at_blanks_and_long_names_where_they_must() {
        let faces = Faces::shipped();
        assert_eq!(faces.wrap(Style::Mono, "one two three", 10.0, TEN), ["one two", "three"]);
        assert_eq!(faces.wrap(Style::Mono, "a\n\n0123456789abc", 10.0, TEN), ["a", "", "0123456789", "abc"]);
    }

    #[test]
    fn no_character_of_a_command_is_lost() {
        let command = "age -d  -i kit.txt /a/very/long/path/vault.age > vault.json\nls";
        let measure = Measure { first: TEN, next: TEN - 12.0 };
        let lines = Faces::shipped().break_lines(Style::Mono, command, 10.0, measure);
        let mut whole = String::new();
        for (index, line) in lines.iter().enumerate() {
            if line.starts == Starts::Line && index > 0 {
                whole.push('\n');
            }
            whole.push_str(line.text);
        }
        assert_eq!(whole, command);
        assert!(lines.iter().all(|line| line.text.trim_end().chars().count() <= 10));
    }
}
