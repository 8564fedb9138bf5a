//! Which service a text is from. Its name in a title or in the name of the file decides; a word of its own or the name in a
//! sentence needs codes that look like its codes; a look that no other service has is enough alone.

use std::sync::LazyLock;

use super::draft::Draft;
use super::file_name::FileName;
use super::known;
use super::rows::Row;
use crate::code::is_dash;
use crate::services::{Captured, Layout, Service};

/// A service, why, and what its layout made of the rows.
pub(crate) struct Identified<'a> {
    pub service: &'static Service,
    pub captured: Captured,
    pub reading: Option<(Draft<'a>, &'static Layout)>,
}

/// How sure it must be.
const ENOUGH: u32 = 3;

/// The service of these rows, if anything names it.
pub(crate) fn identify<'a>(
    rows: &[Row<'a>],
    file: Option<&FileName>,
    markup: &str,
) -> Option<Identified<'a>> {
    let prose = Prose::new(rows);
    let candidates = Service::all().iter().filter_map(|service| {
        let in_name = file.and_then(|file| captures(service, file));
        let named = in_name.as_ref().map_or(0, |captured| if captured.is_exact { 4 } else { 3 });
        let mentioned = prose.mentions(service);
        let marked = if prose.has_mark(service) { 3 } else { 0 };
        let in_markup =
            if service.markup().iter().any(|mark| markup.contains(mark.as_str())) { 2 } else { 0 };
        let hints = named + mentioned + marked + in_markup;
        if hints == 0 && !service.is_distinctive() {
            return None;
        }
        let reading = known::read(rows, service);
        let looks = match &reading {
            Some((draft, layout)) if known::is_whole(draft, layout) => 2,
            Some(_) => 1,
            None => 0,
        };
        let distinct = match &reading {
            Some((draft, layout)) if service.is_distinctive() && looks == 2 && is_grouped(draft, layout) => 1,
            _ => 0,
        };
        // Words alone are in many texts; they count beside a look, or where nothing is known of the look.
        let counted = match looks {
            0 if !service.layouts().is_empty() => {
                if named.max(mentioned) >= ENOUGH {
                    hints - marked - in_markup
                } else {
                    0
                }
            }
            _ => hints,
        };
        let score = counted + looks + distinct;
        let captured = in_name.unwrap_or_default();
        (score >= ENOUGH && (hints > 0 || distinct > 0))
            .then_some((score, Identified { service, captured, reading }))
    });
    // Of equally likely ones the first in the table.
    let best = candidates.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, identified)| identified)
}

/// What the name of the file says if it is one of the service's downloads.
pub(crate) fn captures(service: &Service, file: &FileName) -> Option<Captured> {
    service.files().iter().find_map(|pattern| pattern.captures(&file.stem))
}

/// Whether each code is grouped just as the service prints it.
fn is_grouped(draft: &Draft<'_>, layout: &Layout) -> bool {
    draft.codes.iter().all(|code| {
        let parts = code.groups.iter().flat_map(|group| group.split(is_dash)).map(str::len);
        let by_blanks = layout.groups.len() < 2 || (layout.separator == " ") == (code.groups.len() > 1);
        parts.eq(layout.groups.iter().copied()) && by_blanks
    })
}

/// How much of a text is searched for names. A page of codes has far less.
const MOST_PROSE: usize = 64 << 10;

/// The words that are no codes.
struct Prose<'a> {
    /// Lines that may be titles: short, above the codes, no sentences.
    titles: Vec<&'a str>,
    others: Vec<&'a str>,
    /// All of them in lower case.
    lower: String,
}

impl<'a> Prose<'a> {
    fn new(rows: &[Row<'a>]) -> Self {
        let (mut titles, mut others) = (Vec::new(), Vec::new());
        let mut lower = String::new();
        let mut is_above = true;
        for row in rows.iter().filter(|row| !row.is_blank()) {
            if row.is_code() && !row.is_labelled {
                is_above = false;
                continue;
            }
            if lower.len() > MOST_PROSE {
                break;
            }
            let text = row.text.trim();
            let is_title = is_above && text.split_whitespace().count() <= 12 && !text.ends_with('.');
            if is_title {
                titles.push(row.text)
            } else {
                others.push(row.text)
            }
            let start = row
                .text
                .char_indices()
                .nth(MOST_PROSE)
                .map_or(row.text, |(end, _)| row.text.get(..end).unwrap_or_default());
            lower.push_str(&start.to_lowercase());
            lower.push('\n');
        }
        Self { titles, others, lower }
    }

    fn has_mark(&self, service: &Service) -> bool {
        service.marks().iter().any(|mark| self.lower.contains(mark.as_str()))
    }

    fn mentions(&self, service: &Service) -> u32 {
        let mut best = 0;
        for Name { name, lower, .. } in NAMES.iter().filter(|name| std::ptr::eq(name.service, service)) {
            if !self.lower.contains(lower) {
                continue;
            }
            if self.titles.iter().any(|title| names(title, name)) {
                return 3;
            }
            // In a sentence only as it is written: many names are words as well.
            if self.others.iter().chain(&self.titles).any(|line| names_exactly(line, name)) {
                best = 1;
            }
        }
        best
    }
}

/// A name of a service.
pub(crate) struct Name {
    service: &'static Service,
    name: &'static str,
    lower: String,
}

/// Every name that is long enough to be told from a letter.
static NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| {
    let of = |service: &'static Service| {
        let names = service.names().filter(|name| name.len() > 1);
        names.map(move |name| Name { service, name, lower: name.to_lowercase() })
    };
    Service::all().iter().flat_map(of).collect()
});

/// Whether a title names a known service.
pub(crate) fn names_any(title: &str) -> bool {
    let lower = title.to_lowercase();
    NAMES.iter().any(|name| lower.contains(&name.lower) && names(title, name.name))
}

/// Whether a line is the name of a known service and nothing else.
pub(crate) fn is_name(line: &str) -> bool {
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    line.len() <= 32
        && line.contains(char::is_alphabetic)
        && NAMES.iter().any(|name| name.name.eq_ignore_ascii_case(line))
}

/// Whether a title names it: begins with it or with a capital, so that words of the language are told apart.
pub(crate) fn names(title: &str, name: &str) -> bool {
    let is_lower_name = name.chars().all(|c| !c.is_uppercase());
    names_exactly(title, name)
        || names_exactly(title, &name.to_uppercase())
        || (name.contains(|c: char| !c.is_alphanumeric()) || is_lower_name || name.len() >= 6)
            && names_exactly(&title.to_lowercase(), &name.to_lowercase())
}

fn names_exactly(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        let after = line.get(at + name.len()..).and_then(|after| after.chars().next());
        // In an address or a login name it is no title.
        let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '@' | '_'));
        !is_part(before) && !is_part(after)
    })
}
