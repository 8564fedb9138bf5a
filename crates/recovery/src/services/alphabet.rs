//! The characters that the codes of a service are made of, written as in a regular expression: `a-z2-9`.

use serde::Deserialize;

/// A set of characters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Alphabet(Vec<(char, char)>);

/// The text is no row of characters and ranges.
#[derive(Debug, thiserror::Error)]
#[error("An alphabet is a row of characters and ranges such as a-z; this is something else.")]
pub(crate) struct BadAlphabet;

impl Alphabet {
    /// Whether a code may hold this character.
    pub fn holds(&self, c: char) -> bool {
        self.0.iter().any(|(first, last)| (*first..=*last).contains(&c))
    }

    /// Every character, in the order written.
    #[cfg(test)]
    pub fn chars(&self) -> impl Iterator<Item = char> {
        self.0.iter().flat_map(|(first, last)| *first..=*last)
    }
}

impl TryFrom<String> for Alphabet {
    type Error = BadAlphabet;

    fn try_from(text: String) -> Result<Self, BadAlphabet> {
        let mut ranges = Vec::new();
        let mut chars = text.chars().peekable();
        while let Some(first) = chars.next() {
            let last = match chars.next_if_eq(&'-') {
                Some(_) => chars.next().ok_or(BadAlphabet)?,
                None => first,
            };
            if last < first || !first.is_ascii_alphanumeric() || !last.is_ascii_alphanumeric() {
                return Err(BadAlphabet);
            }
            ranges.push((first, last));
        }
        Ok(Self(ranges))
    }
}
