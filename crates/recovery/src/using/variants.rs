//! How a code may be copied: as printed, and in the other ways in which its service takes it.

use zeroize::Zeroizing;

use crate::CodeText;
use crate::code::is_dash;
use crate::services::{Service, Typing};

/// A way to copy a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Variant {
    /// Exactly as the service printed it.
    AsPrinted,
    /// Without its blanks.
    WithoutSpaces,
    /// Without its dashes.
    WithoutDashes,
    /// Without blanks and dashes.
    Compact,
    /// In small letters, where the service ignores case.
    Lower,
    /// In capital letters, where the service ignores case.
    Upper,
}

impl Variant {
    const ALL: [Self; 6] =
        [Self::AsPrinted, Self::WithoutSpaces, Self::WithoutDashes, Self::Compact, Self::Lower, Self::Upper];

    /// The code in this way. Wiped when dropped.
    pub fn of(self, code: &CodeText) -> Zeroizing<String> {
        let keep = |c: &char| match self {
            Self::WithoutSpaces => !c.is_whitespace(),
            Self::WithoutDashes => !is_dash(*c),
            Self::Compact => !c.is_whitespace() && !is_dash(*c),
            Self::AsPrinted | Self::Lower | Self::Upper => true,
        };
        // Room for all of it, because a string that grows leaves copies behind. Only ASCII letters change, not in length.
        let mut text = Zeroizing::new(String::with_capacity(code.expose().len()));
        text.extend(code.expose().chars().filter(keep).map(|c| match self {
            Self::Lower => c.to_ascii_lowercase(),
            Self::Upper => c.to_ascii_uppercase(),
            _ => c,
        }));
        text
    }
}

/// The ways to copy `code` of `service` that differ, as printed first. A phrase of words has only that one.
pub fn variants(code: &CodeText, service: Option<&str>) -> Vec<Variant> {
    let any_case = service.and_then(Service::of).is_some_and(|service| service.typing == Typing::AnyCase);
    if is_phrase(code.expose()) {
        return vec![Variant::AsPrinted];
    }
    let mut seen: Vec<Zeroizing<String>> = Vec::new();
    let mut variants = Vec::new();
    for variant in Variant::ALL {
        let text = variant.of(code);
        let is_cased = matches!(variant, Variant::Lower | Variant::Upper);
        if (any_case || !is_cased) && !text.is_empty() && !seen.contains(&text) {
            seen.push(text);
            variants.push(variant);
        }
    }
    variants
}

/// Words, which mean nothing once they run together.
fn is_phrase(text: &str) -> bool {
    let words = || text.split(|c: char| c.is_whitespace() || is_dash(c));
    words().count() >= 3 && words().all(|word| word.len() >= 3 && word.chars().all(|c| c.is_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str, service: Option<&str>) -> Vec<String> {
        let code = CodeText::new(code.to_owned()).unwrap();
        variants(&code, service).into_iter().map(|variant| variant.of(&code).to_string()).collect()
    }

    #[test]
    fn variants_differ_and_the_printed_one_is_first() {
        assert_eq!(of("12345678", None), ["12345678"]);
        assert_eq!(of("ac66f-fd41b", Some("github")), ["ac66f-fd41b", "ac66ffd41b"]);
        assert_eq!(of("0650 4611", Some("google")), ["0650 4611", "06504611"]);
        assert_eq!(of("ab-1 cd", None), ["ab-1 cd", "ab-1cd", "ab1 cd", "ab1cd"]);
    }

    #[test]
    fn case_changes_only_where_the_service_ignores_it() {
        assert_eq!(of("iq4l-ihjr", Some("discord")), ["iq4l-ihjr", "iq4lihjr", "IQ4L-IHJR"]);
        assert_eq!(of("aBcD1234", Some("nextcloud")), ["aBcD1234"]);
    }

    #[test]
    fn words_stay_apart() {
        assert_eq!(of("absorb above air abandon", None), ["absorb above air abandon"]);
    }
}
