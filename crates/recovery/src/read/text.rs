//! A text becomes sets: cut into sections, each read with what is known of its service and without, the better one kept.

use std::collections::HashSet;

use super::dates::NumberOrder;
use super::draft::Draft;
use super::elsewhere::{self, is_setup_key, issuer};
use super::facts::{Facts, bare_host, facts, number_order};
use super::file_name::FileName;
use super::identify::{Identified, identify};
use super::page::lines;
use super::rows::{Row, Speaks, rows, speaks};
use super::sections::{heading_name, sections};
use super::{AtSetup, Doubt, Elsewhere, ElsewhereKind, FoundSet, ReadBy, Reading, general};
use crate::services::{Captured, Columns, Layout, Service};
use crate::{CodeText, Effect, Order, Regeneration};

/// Reads a text. `markup` is the source of the page it is from, in lower case, or empty.
pub(crate) fn read(text: &str, file: Option<&FileName>, markup: &str) -> Reading {
    let mut lines = lines(text);
    let elsewhere = elsewhere::take(&mut lines);
    let order = number_order(text);
    let rows = rows(&lines, order);
    let sections = sections(&rows);
    let mut reading = Reading { elsewhere, ..Reading::default() };
    // The name of the file is about all of it, so it says nothing of one set among several.
    let file = file.filter(|_| sections.len() == 1);
    let is_scanned = is_scanned(&rows);
    for range in sections {
        let Some(rows) = rows.get(range) else { continue };
        let section = Section { rows, file, markup, order, is_scanned };
        section.read(&mut reading);
    }
    if reading.sets.is_empty() && reading.about.is_none() {
        let uri = reading.elsewhere.iter().find(|it| it.kind == ElsewhereKind::OtpAuth);
        reading.about = uri.and_then(|it| issuer(it.secret.expose()));
    }
    reading
}

struct Section<'r, 'a> {
    rows: &'r [Row<'a>],
    file: Option<&'r FileName>,
    markup: &'r str,
    order: NumberOrder,
    is_scanned: bool,
}

impl<'a> Section<'_, 'a> {
    fn read(&self, reading: &mut Reading) {
        let identified = identify(self.rows, self.file, self.markup);
        let general = general::read(self.rows, self.speaks());
        let (service, captured, known) = match identified {
            Some(Identified { service, captured, reading }) => (Some(service), captured, reading),
            None => (None, Captured::default(), None),
        };
        // A service may have changed how its codes look: then the general reader explains more of the text.
        let explains = |draft: &Draft<'a>| {
            general.as_ref().is_none_or(|general| draft.covered() * 5 >= general.covered() * 4)
        };
        match known.filter(|(draft, _)| explains(draft)) {
            Some((draft, layout)) => {
                let read_by = ReadBy::Known(service.map_or_else(String::new, |service| service.slug.clone()));
                let set = self.set(draft, Origin { service, layout: Some(layout), captured, read_by });
                reading.sets.push(set);
            }
            None => match general {
                Some(draft) if self.is_setup_key(&draft) => {
                    let facts = self.facts(&HashSet::new());
                    reading.about = reading.about.take().or_else(|| self.service(service, &captured, &facts));
                    reading.elsewhere.extend(self.as_setup_key(draft));
                }
                Some(draft) => {
                    let origin = Origin { service, layout: None, captured, read_by: ReadBy::General };
                    reading.sets.push(self.set(draft, origin));
                }
                None => {
                    let facts = self.facts(&HashSet::new());
                    let named = service.is_some() && !reading.elsewhere.is_empty();
                    if named {
                        reading.about =
                            reading.about.take().or_else(|| self.service(service, &captured, &facts));
                    }
                }
            },
        }
    }

    fn speaks(&self) -> Speaks {
        let prose = self.rows.iter().filter(|row| !row.is_code() || row.is_labelled).map(|row| row.text);
        match speaks(prose) {
            Speaks::Neither => {
                let name = self.file.map_or_else(String::new, |file| file.stem.replace(['-', '_', '.'], " "));
                speaks([name.as_str()].into_iter())
            }
            speaks => speaks,
        }
    }

    fn is_setup_key(&self, draft: &Draft<'a>) -> bool {
        match draft.codes.as_slice() {
            [only] => is_setup_key(&only.printed(), self.rows),
            _ => false,
        }
    }

    fn as_setup_key(&self, draft: Draft<'a>) -> Option<Elsewhere> {
        let key = draft.codes.into_iter().next()?;
        let line = self.rows.get(key.row).map_or(0, |row| row.line);
        let secret = CodeText::new(std::mem::take(&mut *key.printed())).ok()?;
        Some(Elsewhere { kind: ElsewhereKind::SetupKey, line, secret })
    }

    /// What the rows say that hold none of the codes.
    fn facts(&self, taken: &HashSet<usize>) -> Facts {
        let prose = self.rows.iter().enumerate().filter(|(at, row)| !taken.contains(at) || row.is_labelled);
        let mut facts = facts(prose.map(|(_, row)| row.text), self.order);
        if let Some(file) = self.file {
            facts.generated = facts.generated.take().or_else(|| file.date.clone());
        }
        facts
    }

    /// The service's name in the vault.
    fn service(&self, service: Option<&Service>, captured: &Captured, facts: &Facts) -> Option<String> {
        match service {
            Some(service) => {
                let in_title =
                    || self.rows.iter().filter(|row| !row.is_code()).find_map(|row| bare_host(row.text));
                let site = captured.site.clone().or_else(|| facts.host.clone()).or_else(in_title);
                Some(service.name_at(site.as_deref()))
            }
            None => {
                let heading = || if self.file.is_none() { heading_name(self.rows) } else { None };
                let named = facts.title.clone().or_else(|| facts.host.clone());
                named.or_else(|| {
                    heading().filter(|name| speaks([name.as_str()].into_iter()) == Speaks::Neither)
                })
            }
        }
    }

    fn set(&self, mut draft: Draft<'a>, origin: Origin<'_>) -> FoundSet {
        let Origin { service, layout, captured, read_by } = origin;
        let taken: HashSet<usize> = draft.codes.iter().map(|code| code.row).collect();
        let facts = self.facts(&taken);
        draft.arrange(service.map_or(Columns::Across, Service::columns));
        self.doubt(&mut draft, service.filter(|_| layout.is_none()));
        let kind = draft.kind;
        let codes = draft.found(|row| self.rows.get(row).map_or(0, |row| row.line));
        let effect = layout.and_then(|layout| layout.effect).or(service.map(|service| service.effect));
        FoundSet {
            service: self.service(service, &captured, &facts),
            suggested: self.file.and_then(FileName::suggestion),
            site: self.site(service, &captured, facts.host),
            account: facts.account.or(captured.account).or(self.file.and_then(|file| file.address.clone())),
            kind,
            effect: effect.unwrap_or(Effect::Unknown),
            order: service.map_or(Order::Any, |service| service.order),
            regeneration: service.map_or(Regeneration::Unknown, |service| service.regeneration),
            generated: facts.generated,
            expires: facts.expires,
            codes,
            read_by,
            at_setup: service.map_or(AtSetup::SpendsNone, |service| service.at_setup),
        }
    }

    fn site(&self, service: Option<&Service>, captured: &Captured, host: Option<String>) -> Option<String> {
        let of = |host: &String| format!("https://{host}/");
        match service {
            Some(service) if !service.is_plugin() => service.page.clone(),
            _ => captured.site.as_ref().or(host.as_ref()).map(of),
        }
    }

    /// Marks codes that somebody should compare with the original. No code is ever corrected.
    fn doubt(&self, draft: &mut Draft<'a>, unlike: Option<&Service>) {
        const ALIKE: &[char] = &['0', 'O', 'o', '1', 'I', 'l', '5', 'S', '8', 'B'];
        let unlike = unlike.is_some_and(|service| !service.layouts().is_empty());
        for code in &mut draft.codes {
            let alike = self.is_scanned && code.groups.iter().any(|group| group.contains(ALIKE));
            let doubt = if alike { Some(Doubt::LooksAlike) } else { unlike.then_some(Doubt::UnlikeService) };
            code.doubt = code.doubt.or(doubt);
        }
    }
}

/// Where a draft is from.
struct Origin<'s> {
    service: Option<&'static Service>,
    layout: Option<&'s Layout>,
    captured: Captured,
    read_by: ReadBy,
}

/// Whether the text seems to be read from a picture: it says so, or letters and digits are mixed up in its words.
fn is_scanned(rows: &[Row<'_>]) -> bool {
    let mut words = rows.iter().flat_map(|row| super::words::words(row.text));
    words.any(|word| {
        matches!(
            word.as_str(),
            "scan" | "scanned" | "ocr" | "photo" | "gescannt" | "escaneado" | "num\u{e9}ris\u{e9}"
        ) || matches!(word.as_str(), "c0des" | "c0de" | "rec0very" | "c0destoday" | "backup-c0des")
    })
}
