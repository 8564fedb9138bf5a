//! What a person may write about an account: names, tags, notes, an icon, an offset. Bounds are checked here once, on the
//! way in; what the vault already holds is never refused.
use std::collections::BTreeSet;

use crate::search::folded;

/// The longest issuer or name: a line on any screen.
pub(crate) const LONGEST_NAME: usize = 200;
/// The longest note, in bytes: more than a page, less than a file.
const LONGEST_NOTES: usize = 64 * 1024;
const LONGEST_TAG: usize = 40;
const MOST_TAGS: usize = 32;
const LONGEST_ICON: usize = 64;
/// A day in each direction: time zones mistaken for drift are within it.
const LARGEST_OFFSET_SECS: u32 = 24 * 3600;

/// Why a text cannot be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Neither an issuer nor a name.
    #[error("The account has no name. Enter the service or the login name.")]
    NoName,
    /// More than 200 characters.
    #[error("The name has more than {LONGEST_NAME} characters. Shorten it.")]
    LongName,
    /// A line break or an invisible character that could make one name look like another.
    #[error("The name contains a line break or an invisible character. Remove it.")]
    Invisible,
    /// More than 64 KiB.
    #[error("The notes are longer than 64 KiB. Shorten them, or keep the text in a file.")]
    LongNotes,
    /// More than 40 characters.
    #[error("A tag has more than {LONGEST_TAG} characters. Shorten it.")]
    LongTag,
    /// More than 32.
    #[error("An account has at most {MOST_TAGS} tags. Remove some.")]
    ManyTags,
    /// Not a lower-case word.
    #[error("This is not the name of an icon. Choose one from the list.")]
    Icon,
    /// More than a day.
    #[error("The clock offset is more than a day. Enter seconds, at most 86,400 in either direction.")]
    Offset,
}

/// Issuer and name, trimmed; at least one of them says something.
pub(crate) fn names(issuer: &str, name: &str) -> Result<(String, String), TextError> {
    let names = (line(issuer)?, line(name)?);
    if names.0.is_empty() && names.1.is_empty() { Err(TextError::NoName) } else { Ok(names) }
}

/// A foreign name brought within the bounds, for an account that nobody has named yet.
pub(crate) fn shortened(name: &str) -> String {
    match name.char_indices().nth(LONGEST_NAME) {
        None => name.to_owned(),
        Some(_) => name.chars().take(LONGEST_NAME - 1).chain(['…']).collect(),
    }
}

/// Tags, trimmed, each once whatever its case, in the order given.
pub(crate) fn tags(tags: &[String]) -> Result<Vec<String>, TextError> {
    let mut seen = BTreeSet::new();
    let mut kept = Vec::new();
    for tag in tags {
        let tag = line(tag)
            .map_err(|error| if error == TextError::LongName { TextError::LongTag } else { error })?;
        if tag.chars().count() > LONGEST_TAG {
            return Err(TextError::LongTag);
        }
        if !tag.is_empty() && seen.insert(folded(&tag)) {
            kept.push(tag);
        }
    }
    if kept.len() > MOST_TAGS { Err(TextError::ManyTags) } else { Ok(kept) }
}

/// Notes: any text of bounded length. They are shown as text and never printed raw to a terminal.
pub(crate) fn notes(notes: &str) -> Result<String, TextError> {
    if notes.len() > LONGEST_NOTES { Err(TextError::LongNotes) } else { Ok(notes.to_owned()) }
}

/// The slug of an icon.
pub(crate) fn icon(slug: Option<&str>) -> Result<Option<String>, TextError> {
    let Some(slug) = slug.filter(|slug| !slug.is_empty()) else { return Ok(None) };
    let plain = slug.len() <= LONGEST_ICON
        && slug
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_');
    if plain { Ok(Some(slug.to_owned())) } else { Err(TextError::Icon) }
}

/// Seconds added to the clock for one account.
pub(crate) fn offset(secs: i32) -> Result<i32, TextError> {
    if secs.unsigned_abs() > LARGEST_OFFSET_SECS { Err(TextError::Offset) } else { Ok(secs) }
}

fn line(text: &str) -> Result<String, TextError> {
    let text = text.trim();
    if text.chars().count() > LONGEST_NAME {
        Err(TextError::LongName)
    } else if text.chars().any(|c| c.is_control() || deceives(c)) {
        Err(TextError::Invisible)
    } else {
        Ok(text.to_owned())
    }
}

/// Characters that turn the direction of writing (Unicode UAX #9 §2) or take no room, so that two different names look
/// alike. Joiners are allowed: scripts and emoji need them.
fn deceives(c: char) -> bool {
    matches!(c,
        '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{00ad}' | '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}'
        | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_the_two_names_is_enough_and_both_are_trimmed() {
        assert_eq!(names(" Acme ", ""), Ok(("Acme".to_owned(), String::new())));
        assert_eq!(names("  ", "\t"), Err(TextError::NoName));
    }

    #[test]
    fn bounds_count_characters_and_hold_at_the_edge() {
        assert!(names(&"ä".repeat(200), "").is_ok());
        assert_eq!(names(&"ä".repeat(201), ""), Err(TextError::LongName));
        assert!(notes(&"x".repeat(65_536)).is_ok());
        assert_eq!(notes(&"x".repeat(65_537)), Err(TextError::LongNotes));
        assert_eq!(
            (offset(-86_400), offset(86_401), offset(i32::MIN)),
            (Ok(-86_400), Err(TextError::Offset), Err(TextError::Offset))
        );
    }

    #[test]
    fn a_foreign_name_is_shortened_visibly() {
        assert_eq!(shortened("ann"), "ann");
        assert_eq!(shortened(&"ä".repeat(200)).chars().count(), 200);
        let short = shortened(&"ä".repeat(5000));
        assert_eq!((short.chars().count(), short.ends_with('…')), (200, true));
    }

    #[test]
    fn names_that_deceive_are_refused() {
        for name in ["a\nb", "a\u{1b}[2Jb", "\u{202e}moc.live", "a\u{200b}b"] {
            assert_eq!(names(name, ""), Err(TextError::Invisible), "{name:?}");
        }
        assert!(names("👩‍💻", "می‌خواهم").is_ok());
    }

    #[test]
    fn tags_are_kept_once() {
        let given = ["Work", " work ", "", "WÖRK", "home"].map(str::to_owned);
        assert_eq!(tags(&given).unwrap(), ["Work", "home"]);
        assert_eq!(tags(&["x".repeat(41)]), Err(TextError::LongTag));
        let many: Vec<_> = (0..33).map(|n| n.to_string()).collect();
        assert_eq!(tags(&many), Err(TextError::ManyTags));
    }

    #[test]
    fn an_icon_is_a_slug_and_nothing_else() {
        assert_eq!(icon(Some("github")), Ok(Some("github".to_owned())));
        assert_eq!(icon(Some("")), Ok(None));
        for slug in ["../x", "GitHub", "a b", "a/b"] {
            assert_eq!(icon(Some(slug)), Err(TextError::Icon));
        }
    }
}
