//! The name of a file as evidence: often it alone says which service, whose account and which day.

use super::Stated;
use super::dates::{NumberOrder, dates};
use crate::services::DATE;

/// What is left of a name once its ending and what browsers and people add are off.
#[derive(Debug, Default)]
pub(crate) struct FileName {
    /// Where a date was it says `{date}`.
    pub stem: String,
    /// The ending in lower case.
    pub ending: String,
    pub date: Option<Stated>,
    /// An e-mail address in the name.
    pub address: Option<String>,
}

/// Endings of files that are read. What else follows a dot belongs to the name: an address, a fraction of a second.
const ENDINGS: &[&str] = &[
    "txt", "text", "csv", "tsv", "json", "html", "htm", "xhtml", "pdf", "md", "log", "asc", "rtf", "bak",
    "download",
];

impl FileName {
    pub fn new(name: &str) -> Self {
        let name: String = name.rsplit(['/', '\\']).next().unwrap_or_default().chars().take(255).collect();
        let mut stem = without_remark(&name);
        let mut ending = String::new();
        if let Some((start, end)) = stem.rsplit_once('.')
            && ENDINGS.contains(&end.to_ascii_lowercase().as_str())
        {
            (stem, ending) = (without_remark(start), end.to_ascii_lowercase());
        }
        let address = stem.split([' ', '_', '(', ')']).find(|word| is_address(word)).map(str::to_owned);
        let (stem, date) = match dates(stem, NumberOrder::MonthFirst).into_iter().next() {
            Some((place, date)) => {
                let (before, after) = (stem.get(..place.start), stem.get(place.end..));
                let stem = format!("{}{DATE}{}", before.unwrap_or_default(), after.unwrap_or_default());
                (stem, Some(date))
            }
            None => (stem.to_owned(), None),
        };
        Self { stem, ending, date, address }
    }

    /// What a file of an unknown service may be called after: `acme` for `acme-backup-codes`.
    pub fn suggestion(&self) -> Option<String> {
        const NO_NAMES: &[&str] = &[
            "recovery",
            "backup",
            "codes",
            "code",
            "rescue",
            "scratch",
            "emergency",
            "key",
            "keys",
            "my",
            "2fa",
            "mfa",
            "two",
            "factor",
            "auth",
            "authentication",
            "security",
            "download",
            "response",
            "file",
            "text",
            "new",
            "unbenannt",
            "untitled",
            "document",
            "notes",
            "list",
            "otp",
            "date",
            "account",
            "passwords",
            "recoverycodes",
            "backupcodes",
        ];
        let words: Vec<&str> = self
            .stem
            .split(|c: char| !(c.is_alphanumeric() || c == '.' || c == '@'))
            .filter(|word| {
                !word.is_empty() && !word.bytes().all(|byte| byte.is_ascii_digit()) && !is_address(word)
            })
            .collect();
        let name: Vec<&str> =
            words.iter().copied().filter(|word| !NO_NAMES.contains(&word.to_lowercase().as_str())).collect();
        (!name.is_empty() && name.len() < words.len() && name.len() <= 3).then(|| name.join(" "))
    }
}

/// Without `(1)`, `- Copy` and other remarks at the end.
fn without_remark(name: &str) -> &str {
    let mut name = name.trim();
    loop {
        let shorter = match name.strip_suffix(')').and_then(|inner| inner.rfind(" (")) {
            Some(start) => name.get(..start).unwrap_or(name),
            None => [" - Copy", " copy", " - Kopie", " - Copie"]
                .iter()
                .find_map(|end| name.strip_suffix(end))
                .unwrap_or(name),
        };
        if shorter.len() == name.len() || shorter.trim().is_empty() {
            return name;
        }
        name = shorter.trim_end();
    }
}

fn is_address(word: &str) -> bool {
    word.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_add_is_off() {
        for (name, stem, ending) in [
            ("github-recovery-codes.txt", "github-recovery-codes", "txt"),
            ("github-recovery-codes (1).txt", "github-recovery-codes", "txt"),
            ("github-recovery-codes - Copy (2).txt", "github-recovery-codes", "txt"),
            ("C:\\Downloads\\codes.TXT", "codes", "txt"),
            ("dropbox.txt (saved from Notepad)", "dropbox", "txt"),
            ("Backup-codes-alice.smith.txt", "Backup-codes-alice.smith", "txt"),
            ("codes", "codes", ""),
            ("codes-ann-2026-03-04T11:22:33.123456.txt", "codes-ann-{date}", "txt"),
        ] {
            let read = FileName::new(name);
            assert_eq!((read.stem.as_str(), read.ending.as_str()), (stem, ending), "{name}");
        }
    }

    #[test]
    fn a_name_tells_account_day_and_service() {
        let name = FileName::new("ann@example.org Backup codes 2026-03-04.txt");
        assert_eq!(name.address.as_deref(), Some("ann@example.org"));
        assert_eq!(name.date.map(|date| date.iso).as_deref(), Some("2026-03-04"));
        assert_eq!(FileName::new("acme-backup-codes.txt").suggestion().as_deref(), Some("acme"));
        assert_eq!(FileName::new("recovery_codes.txt").suggestion(), None);
        assert_eq!(FileName::new("holiday.txt").suggestion(), None);
    }
}
