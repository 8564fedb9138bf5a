//! Patterns of file names: `backup-codes-{account}`, `*` for anything. Compares without regard to case.

use serde::Deserialize;

/// A pattern.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct NamePattern(Vec<Part>);

#[derive(Debug, PartialEq)]
enum Part {
    Text(String),
    Any,
    Account,
    Site,
    Date,
}

/// A `{` without its name and `}`.
#[derive(Debug, thiserror::Error)]
#[error("A pattern holds {{account}}, {{site}}, {{date}} or *; this is something else.")]
pub(crate) struct BadPattern;

/// What a name said besides matching.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Captured {
    pub account: Option<String>,
    pub site: Option<String>,
    /// Whether all of the pattern was fixed text.
    pub is_exact: bool,
}

impl NamePattern {
    /// What stands in its places if the whole `name` matches. Each place takes the shortest that fits. A date in the name
    /// is written `{date}`.
    pub fn captures(&self, name: &str) -> Option<Captured> {
        let mut captured = Captured { is_exact: true, ..Captured::default() };
        let mut rest = name;
        let mut parts = self.0.iter().peekable();
        while let Some(part) = parts.next() {
            if let Part::Text(text) = part {
                rest = strip_prefix(rest, text)?;
                continue;
            }
            if *part == Part::Date {
                rest = strip_prefix(rest, DATE)?;
                continue;
            }
            let end = match parts.peek() {
                None => rest.len(),
                Some(Part::Date) => rest.find(DATE)?,
                Some(Part::Text(text)) => find(rest, text)?,
                Some(Part::Any | Part::Account | Part::Site) => return None,
            };
            let (here, after) = rest.split_at_checked(end)?;
            match part {
                Part::Account if !here.is_empty() => captured.account = Some(here.to_owned()),
                Part::Site if here.contains('.') => captured.site = Some(here.to_lowercase()),
                Part::Any => {}
                _ => return None,
            }
            captured.is_exact &= *part != Part::Any;
            rest = after;
        }
        rest.is_empty().then_some(captured)
    }
}

#[cfg(test)]
impl NamePattern {
    /// A name that matches.
    pub fn example(&self, account: &str, site: &str, date: &str) -> String {
        let parts = self.0.iter().map(|part| match part {
            Part::Text(text) => text,
            Part::Any => "-my-",
            Part::Account => account,
            Part::Site => site,
            Part::Date => date,
        });
        parts.collect()
    }

    pub fn has_account(&self) -> bool {
        self.0.contains(&Part::Account)
    }
}

/// What stands for a date in a name.
pub(crate) const DATE: &str = "{date}";

fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// Where `part`, which is in lower case, begins in `text`.
fn find(text: &str, part: &str) -> Option<usize> {
    text.to_ascii_lowercase().find(part)
}

impl TryFrom<String> for NamePattern {
    type Error = BadPattern;

    fn try_from(text: String) -> Result<Self, BadPattern> {
        let mut parts = Vec::new();
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let end = rest.find(['{', '*']).unwrap_or(rest.len());
            let (fixed, special) = rest.split_at_checked(end).ok_or(BadPattern)?;
            if !fixed.is_empty() {
                parts.push(Part::Text(fixed.to_ascii_lowercase()));
            }
            let named =
                [("*", Part::Any), ("{account}", Part::Account), ("{site}", Part::Site), (DATE, Part::Date)];
            rest = special;
            if !special.is_empty() {
                let (name, part) =
                    named.into_iter().find(|(name, _)| special.starts_with(name)).ok_or(BadPattern)?;
                parts.push(part);
                rest = special.strip_prefix(name).ok_or(BadPattern)?;
            }
        }
        Ok(Self(parts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn captures(pattern: &str, name: &str) -> Option<(Option<String>, Option<String>)> {
        let pattern = NamePattern::try_from(pattern.to_owned()).unwrap();
        pattern.captures(name).map(|captured| (captured.account, captured.site))
    }

    #[test]
    fn places_take_what_stands_there() {
        let ann = Some("ann".to_owned());
        assert_eq!(captures("backup-codes-{account}", "Backup-codes-ann"), Some((ann.clone(), None)));
        let site = Some("shop.example.com".to_owned());
        assert_eq!(
            captures("{site}_{account}_recoverycodes", "Shop.example.com_ann_recoverycodes"),
            Some((ann.clone(), site))
        );
        assert_eq!(captures("codes-{account}-{date}", "codes-ann-{date}"), Some((ann, None)));
    }

    #[test]
    fn anything_else_does_not_match() {
        for (pattern, name) in [
            ("backup-codes-{account}", "backup-codes-"),
            ("backup-codes-{account}", "my-backup-codes-ann"),
            ("{site}_{account}_recoverycodes", "shop_ann_recoverycodes"),
            ("codes", "codes and more"),
            ("é-codes", "é"),
        ] {
            assert_eq!(captures(pattern, name), None, "{pattern} {name}");
        }
        assert!(NamePattern::try_from("a{b}".to_owned()).is_err());
    }
}
