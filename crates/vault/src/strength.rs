//! How hard a passphrase is to guess, by `zxcvbn`. It informs and never forbids.

use std::fmt;

use crate::Passphrase;

/// `zxcvbn` takes time that grows faster than the input; what is longer than this is strong by its prefix or not at all.
const RATED_CHARS: usize = 128;

/// What can be said of a passphrase before it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strength {
    /// 0 (guessed at once) to 4 (strong).
    pub score: u8,
    /// How long an offline search with a slow hash would take, in words: "3 hours", "centuries".
    pub crack_time: String,
    /// One thing to do better; `None` when nothing needs to be.
    pub suggestion: Option<String>,
}

/// Rates a passphrase. Only the first 128 characters are looked at.
pub fn strength(passphrase: &Passphrase) -> Strength {
    let words = passphrase.expose();
    let end = words.char_indices().nth(RATED_CHARS).map_or(words.len(), |(at, _)| at);
    let rating = zxcvbn::zxcvbn(words.get(..end).unwrap_or(words), &["keepward"]);
    let feedback = rating.feedback();
    let advice = feedback.and_then(|f| f.suggestions().first().map(|s| sentence(s)));
    Strength {
        score: rating.score().into(),
        crack_time: rating.crack_times().offline_slow_hashing_1e4_per_second().to_string(),
        suggestion: feedback.and_then(|f| f.warning()).map(|w| sentence(&w)).or(advice),
    }
}

fn sentence(advice: &dyn fmt::Display) -> String {
    advice.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(words: &str) -> Strength {
        strength(&Passphrase::from(words.to_owned()))
    }

    #[test]
    fn weak_words_get_advice_and_strong_ones_none() {
        let weak = rate("password");
        assert_eq!(weak.score, 0);
        assert!(weak.suggestion.is_some_and(|s| s.ends_with('.')));
        let strong = rate("glacier-violin-otter-94-umbrella");
        assert_eq!((strong.score, strong.suggestion), (4, None));
        assert_eq!(rate("").score, 0);
    }

    #[test]
    fn a_very_long_passphrase_is_rated_by_its_beginning() {
        let long = "ä".repeat(1_000_000);
        assert_eq!(rate(&long), rate(&"ä".repeat(RATED_CHARS)));
    }
}
