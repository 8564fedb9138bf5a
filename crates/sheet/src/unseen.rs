//! Characters that would not be seen on paper, or that change only what is around them: they are printed by their code point,
//! so that a name cannot pass for another. Does not decide which scripts a face has.

/// Whether `c` is a control character or one of the signs of direction and joining that have no shape (UAX #9, UAX #44
/// `Default_Ignorable_Code_Point`), without those in [`is_joiner`].
pub(crate) fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{feff}' | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Whether `c` only chooses the shape of its neighbours: Persian words and emoji need it where letters are shaped.
pub(crate) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// `c` by its code point: `[U+202E]`.
pub(crate) fn named(c: char) -> impl Iterator<Item = char> {
    let digits = c.escape_unicode().filter(char::is_ascii_hexdigit).map(|digit| digit.to_ascii_uppercase());
    "[U+".chars().chain(digits).chain([']'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_point_is_written_as_unicode_does_without_leading_zeros() {
        assert_eq!(named('\u{202e}').collect::<String>(), "[U+202E]");
        assert_eq!(named('\0').collect::<String>(), "[U+0]");
    }

    #[test]
    fn letters_blanks_and_emoji_are_seen() {
        assert!("a \u{a0}é銀ע🏦".chars().all(|c| !is_unseen(c) && !is_joiner(c)));
        assert!("\0\u{85}\u{202e}\u{200b}\u{e0041}".chars().all(is_unseen));
    }
}
