//! Foreign text made fit to be shown to somebody who decides by it. It judges no meaning: a look-alike letter stays.

use std::fmt;

/// Text from outside, for a person's eyes: at most [`Shown::LONGEST`] characters, none of which is a line break, a
/// control character, or one that turns or hides its neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown(String);

impl Shown {
    /// The most characters that are shown; a name that is longer ends in an ellipsis.
    pub const LONGEST: usize = 128;

    /// `text` without what could make it read as something else.
    pub fn new(text: &str) -> Self {
        let mut fit = text.chars().filter(|letter| !letter.is_control() && !is_invisible(*letter));
        let mut shown: String = fit.by_ref().take(Self::LONGEST).collect();
        if fit.next().is_some() {
            shown.pop();
            shown.push('…');
        }
        Self(shown)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Marks of direction, joiners, separators of lines, and fillers: the general category Cf and its like, as far as they are
/// used to disguise.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_or_hides_text_is_dropped() {
        assert_eq!(Shown::new("bank\u{202e}moc.live\u{200b}\n").as_str(), "bankmoc.live");
        assert_eq!(Shown::new("Zoë 東京").as_str(), "Zoë 東京");
    }

    #[test]
    fn a_long_name_ends_in_an_ellipsis() {
        let longest = "x".repeat(Shown::LONGEST);
        assert_eq!(Shown::new(&longest).as_str(), longest);
        let cut = Shown::new(&format!("{longest}y"));
        assert_eq!(cut.as_str().chars().count(), Shown::LONGEST);
        assert!(cut.as_str().ends_with('…'));
    }
}
