//! Finding accounts by what a person types: case and accents do not count, and every word must be found.
//! Pure text; which texts of an account are searched is decided in `codes`.
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// `text` as it is compared: lower case, without accents, compatibility forms made plain (Unicode NFKD, UAX #15).
/// Letters that no decomposition covers but that people type plainly ("Lodz" for "Łódź") are replaced by hand.
pub(crate) fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut plain = String::with_capacity(text.len());
    let letters = text.nfkd().filter(|&character| !is_combining_mark(character)).flat_map(char::to_lowercase);
    for character in letters {
        match character {
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' | 'ð' => plain.push('d'),
            'þ' => plain.push_str("th"),
            'ı' => plain.push('i'),
            'ς' => plain.push('σ'),
            other => plain.push(other),
        }
    }
    plain
}

/// The words a person typed, ready to be looked for.
pub(crate) struct Words(Vec<String>);

impl Words {
    pub(crate) fn new(typed: &str) -> Self {
        Self(folded(typed).split_whitespace().map(str::to_owned).collect())
    }

    /// Whether every word occurs somewhere in `text`, which must be [`folded`]. No words match everything.
    pub(crate) fn all_in(&self, text: &str) -> bool {
        self.0.iter().all(|word| text.contains(word.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Folding twice is folding once, so that prepared text and typed text meet; and every text finds itself.
        #[test]
        fn folding_is_done_once_for_all(text in any::<String>()) {
            prop_assert_eq!(folded(&folded(&text)), folded(&text));
            prop_assert!(finds(&text, &text));
            prop_assert!(finds(&text.to_uppercase(), &text.to_uppercase()));
        }
    }

    fn finds(typed: &str, text: &str) -> bool {
        Words::new(typed).all_in(&folded(text))
    }

    #[test]
    fn case_and_accents_do_not_count() {
        for (typed, text) in [
            ("cafe", "Café"),
            ("CAFÉ", "cafe"),
            ("lodz", "Bank Łódź"),
            ("strasse", "Straße"),
            ("STRASSE", "straße"),
            ("istanbul", "İSTANBUL"),
            ("𝔻iscord", "discord"),
            ("ΟΔΟΣ", "οδός"),
            ("ｇｉｔ", "GitHub"),
            ("прив", "ПРИВЕТ"),
            ("한", "한국"),
        ] {
            assert!(finds(typed, text), "{typed} in {text}");
        }
    }

    #[test]
    fn every_word_must_be_found_in_any_order() {
        assert!(finds("ann git", "GitHub ann@acme.example"));
        assert!(!finds("ann bob", "GitHub ann@acme.example"));
        assert!(finds("  ", "anything"));
    }
}
