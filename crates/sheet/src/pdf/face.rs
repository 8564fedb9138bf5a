//! The faces of a sheet: which has a character, and how wide it is. No ligatures and no kerning: what is printed is what was
//! given, character by character. Does not write fonts into a file.

use ttf_parser::Face;
use zeroize::Zeroizing;

use crate::unseen::{is_joiner, is_unseen, named};

/// What a text is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// Sentences.
    Plain,
    /// Headings and values.
    Strong,
    /// Secrets and commands.
    Mono,
}

impl Style {
    pub(super) const ALL: [Self; 3] = [Self::Plain, Self::Strong, Self::Mono];
}

/// A font file that is shipped, and what is read from it.
pub(super) struct Shipped {
    pub(super) name: &'static str,
    pub(super) bytes: &'static [u8],
    pub(super) face: Face<'static>,
}

/// One character on paper, and how far it moves on, in 1/1000 of the size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Letter {
    pub(super) from: From,
    pub(super) advance: f32,
}

/// Where the shape of a character comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum From {
    /// The face of its style has it.
    Outline(char),
    /// GNU Unifont has it, in pixels: any living script, plain but readable.
    Pixels(char),
}

/// The three faces.
pub(super) struct Faces {
    plain: Shipped,
    strong: Shipped,
    mono: Shipped,
}

impl Faces {
    /// The faces beside this crate.
    pub(super) fn shipped() -> Self {
        let shipped = |name, bytes| Shipped {
            name,
            bytes,
            face: Face::parse(bytes, 0).expect("the shipped fonts are fonts; a test reads them"),
        };
        Self {
            plain: shipped("Inter-Regular", include_bytes!("../../fonts/Inter-Regular.ttf")),
            strong: shipped("Inter-SemiBold", include_bytes!("../../fonts/Inter-SemiBold.ttf")),
            mono: shipped("JetBrainsMono-Medium", include_bytes!("../../fonts/JetBrainsMono-Medium.ttf")),
        }
    }

    pub(super) fn of(&self, style: Style) -> &Shipped {
        match style {
            Style::Plain => &self.plain,
            Style::Strong => &self.strong,
            Style::Mono => &self.mono,
        }
    }

    /// Calls `each` for every letter of one line, from left to right.
    pub(super) fn letters(&self, style: Style, line: &str, mut each: impl FnMut(Letter)) {
        let mut set = |c| self.character(style, c, &mut each);
        if line.contains(is_right_to_left) {
            from_left_to_right(line).iter().copied().for_each(&mut set);
        } else {
            line.chars().for_each(&mut set);
        }
    }

    /// How wide one line is at `size`, in points.
    pub(super) fn width(&self, style: Style, line: &str, size: f32) -> f32 {
        let mut width = 0.0;
        self.letters(style, line, |letter| width += letter.advance);
        width * size / 1000.0
    }

    /// Calls `each` for the letters of one character: itself, or `[U+....]` when nobody has it or nobody would see it.
    fn character(&self, style: Style, c: char, each: &mut impl FnMut(Letter)) {
        match (!is_unseen(c) && !is_joiner(c)).then(|| self.letter(style, c)).flatten() {
            Some(letter) => each(letter),
            None => named(c).filter_map(|c| self.letter(style, c)).for_each(each),
        }
    }

    fn letter(&self, style: Style, c: char) -> Option<Letter> {
        let face = &self.of(style).face;
        let outline =
            face.glyph_index(c).and_then(|glyph| face.glyph_hor_advance(glyph)).map(|advance| Letter {
                from: From::Outline(c),
                advance: f32::from(advance) * 1000.0 / f32::from(face.units_per_em()),
            });
        outline.or_else(|| {
            let glyph = unifont::get_glyph(c)?;
            Some(Letter { from: From::Pixels(c), advance: if glyph.is_fullwidth() { 1000.0 } else { 500.0 } })
        })
    }
}

/// Hebrew, Arabic and their neighbours.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// The characters of `line` in the order they are drawn: each stretch of right-to-left letters, with the blanks and signs
/// inside it, turned round. That is UAX #9 for a name in a left-to-right line; deeper embeddings do not occur in names.
fn from_left_to_right(line: &str) -> Zeroizing<Vec<char>> {
    let mut drawn = Zeroizing::new(Vec::with_capacity(line.len()));
    let mut rest = line;
    while let Some(start) = rest.find(is_right_to_left) {
        let (before, after) = rest.split_at(start);
        drawn.extend(before.chars());
        let stretch =
            after.find(|c: char| c.is_alphanumeric() && !is_right_to_left(c)).unwrap_or(after.len());
        let (stretch, _) = after.split_at(stretch);
        let end = stretch.trim_end_matches(|c| !is_right_to_left(c)).len();
        let (stretch, after) = after.split_at(end);
        drawn.extend(stretch.chars().rev());
        rest = after;
    }
    drawn.extend(rest.chars());
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(style: Style, line: &str) -> String {
        let mut drawn = String::new();
        Faces::shipped().letters(style, line, |letter| match letter.from {
            From::Outline(c) | From::Pixels(c) => drawn.push(c),
        });
        drawn
    }

    #[test]
    fn the_shipped_fonts_have_every_sign_of_a_code_in_one_width() {
        let faces = Faces::shipped();
        for c in ' '..='~' {
            faces.letters(Style::Mono, c.encode_utf8(&mut [0; 4]), |letter| {
                assert_eq!(letter, Letter { from: From::Outline(c), advance: 600.0 });
            });
        }
    }

    #[test]
    fn every_script_is_drawn_and_what_is_not_is_named() {
        assert_eq!(drawn(Style::Plain, "Łódź Банк Τράπεζα Việt"), "Łódź Банк Τράπεζα Việt");
        assert_eq!(drawn(Style::Plain, "銀行 은행 ธนาคาร"), "銀行 은행 ธนาคาร");
        assert_eq!(drawn(Style::Mono, "a🏦b\u{202e}c\0"), "a[U+1F3E6]b[U+202E]c[U+0]");
    }

    #[test]
    fn right_to_left_names_are_turned_round_and_nothing_else() {
        assert_eq!(drawn(Style::Plain, "Bank אב גד (x) 12"), "Bank דג בא (x) 12");
    }

    #[test]
    fn an_outline_comes_before_pixels() {
        let mut from = Vec::new();
        Faces::shipped().letters(Style::Strong, "é銀", |letter| from.push(letter));
        assert!(matches!(from[0].from, From::Outline('é')));
        assert_eq!(from[1], Letter { from: From::Pixels('銀'), advance: 1000.0 });
    }
}
