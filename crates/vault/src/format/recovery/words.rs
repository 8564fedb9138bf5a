//! The words in the file for what a set is and does.
//!
//! A word of a later version is refused here; its record is set aside, because what a code may be used for is not guessed.

use recovery::{Effect, Order, Regeneration, SetKind};

/// A value that is one of a few words in the file.
pub(super) trait Word: Copy + PartialEq + 'static {
    /// Every value with its word.
    const WORDS: &'static [(Self, &'static str)];

    /// The word in the file.
    fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(value, _)| *value == self).map_or("", |(_, word)| word)
    }

    /// The value of a word.
    fn of_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(_, it)| *it == word).map(|(value, _)| *value)
    }
}

impl Word for SetKind {
    const WORDS: &'static [(Self, &'static str)] = &[(Self::List, "list"), (Self::SingleKey, "single-key")];
}

impl Word for Effect {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Consume, "consume"),
        (Self::Replace, "replace"),
        (Self::DisablesTwoFactor, "disables-2fa"),
        (Self::Reusable, "reusable"),
        (Self::Unknown, "unknown"),
    ];
}

impl Word for Order {
    const WORDS: &'static [(Self, &'static str)] = &[(Self::Any, "any"), (Self::AsPrinted, "as-printed")];
}

impl Word for Regeneration {
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::Replaces, "replaces"), (Self::Adds, "adds"), (Self::Unknown, "unknown")];
}
