//! A set as a person takes it elsewhere: as text, as a table, as the service's own file. What these hold are codes, so they
//! are wiped when dropped, and written into room that is large enough from the start. The log has no codes: see [`log`].

use std::time::SystemTime;

use zeroize::Zeroizing;

use crate::services::{FileLayout, Service};
use crate::{CodeState, RecoveryCode, RecoverySet, SetKind};

pub mod log;
mod moment;
#[cfg(test)]
mod tests;

pub use moment::{day, moment};

/// The set as text: what is known of it above, then one code a line with its number and what became of it. [`read`] reads
/// it back.
///
/// [`read`]: crate::read::read
pub fn text(set: &RecoverySet) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(room(set, 160)));
    text.push_str(&title(set));
    text.push_str(match set.kind {
        SetKind::List => " recovery codes\n",
        SetKind::SingleKey => " recovery key\n",
    });
    let about = [
        ("Account", set.account.clone()),
        ("Site", set.site.clone()),
        ("Generated", set.generated.map(moment)),
        ("Expires", set.expires.map(moment)),
    ];
    for (name, value) in about {
        if let Some(value) = value {
            text.push_str(&format!("{name}: {}\n", one_line(&value)));
        }
    }
    text.push('\n');
    for code in &set.codes {
        if let Some(number) = code.number {
            text.push_str(&format!("{number}. "));
        }
        text.push_str(code.text.expose());
        if let Some(remark) = remark(&code.state) {
            text.push_str(&format!(" ({remark})"));
        }
        text.push('\n');
    }
    text
}

/// The set as CSV (RFC 4180) with a line of names: service, account, number, code, used, used_at, note.
///
/// Every cell is quoted. A cell that a spreadsheet would take for a formula, beginning with `=`, `+`, `-` or `@`, gets an
/// apostrophe in front, which spreadsheets hide. Codes and account names do not: they must stay exactly as they are.
pub fn csv(set: &RecoverySet) -> Zeroizing<String> {
    let mut csv = Zeroizing::new(String::with_capacity(room(set, 1024)));
    csv.push_str("service,account,number,code,used,used_at,note\r\n");
    for code in &set.codes {
        let (used, at, note) = match &code.state {
            CodeState::Used { at, note } => ("used", at.map(moment), note.as_str()),
            CodeState::Invalid { at, note } => ("refused", Some(moment(*at)), note.as_str()),
            CodeState::Reserved { .. } => ("handed out", None, ""),
            CodeState::Unsure { .. } => ("not sure", None, ""),
            CodeState::Unused => ("", None, ""),
        };
        let number = code.number.map(|number| number.to_string()).unwrap_or_default();
        let is_spent = matches!(code.state, CodeState::Used { .. });
        let cells = [
            (set.service.as_deref().unwrap_or(&set.label), Cell::Words),
            (set.account.as_deref().unwrap_or_default(), Cell::Exact),
            (&number, Cell::Exact),
            (code.text.expose(), Cell::Exact),
            (used, Cell::Words),
            (at.as_deref().filter(|_| is_spent).unwrap_or_default(), Cell::Exact),
            (note, Cell::Words),
        ];
        row(&mut csv, &cells);
    }
    csv
}

/// The set as its service writes its own download, where that is known. Used codes are in it only where the service has a
/// mark for them.
pub fn as_service(set: &RecoverySet) -> Option<Zeroizing<String>> {
    let layout = Service::of(set.service.as_deref()?)?.file()?;
    let mut file =
        Zeroizing::new(String::with_capacity(room(set, 32) + layout.head.len() + layout.foot.len()));
    let site = set
        .service
        .as_deref()
        .and_then(|name| name.split_once(':'))
        .map(|(_, site)| format!("https://{site}/"));
    let fill = |text: &str| {
        let text = text.replace("{site}", site.as_deref().unwrap_or_default());
        text.replace("{account}", set.account.as_deref().unwrap_or_default()).replace('\n', &layout.end)
    };
    file.push_str(&fill(&layout.head));
    let shown = |code: &&RecoveryCode| match code.state {
        CodeState::Used { .. } => !layout.used.is_empty(),
        CodeState::Invalid { .. } => false,
        CodeState::Unused | CodeState::Reserved { .. } | CodeState::Unsure { .. } => true,
    };
    let mut number = layout.first;
    for (at, code) in set.codes.iter().filter(shown).enumerate() {
        if at > 0 {
            file.push_str(&layout.end);
        }
        line(layout, code, code.number.unwrap_or(number), &mut file);
        number = number.saturating_add(1);
    }
    if !layout.joined {
        file.push_str(&layout.end);
    }
    file.push_str(&fill(&layout.foot));
    Some(file)
}

/// Writes one line of a service's file. The code goes straight into the file, so that no copy of it is left.
fn line(layout: &FileLayout, code: &RecoveryCode, number: u32, file: &mut String) {
    let mut rest = layout.line.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        file.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        match name {
            "code" => file.push_str(code.text.expose()),
            "n" => file.push_str(&number.to_string()),
            "used" if matches!(code.state, CodeState::Used { .. }) => file.push_str(&layout.used),
            _ => {}
        }
        rest = after;
    }
    file.push_str(rest);
}

/// Room for all codes and `each` bytes beside each of them.
fn room(set: &RecoverySet, each: usize) -> usize {
    let notes = |code: &RecoveryCode| match &code.state {
        CodeState::Used { note, .. } | CodeState::Invalid { note, .. } => note.len() * 2,
        _ => 0,
    };
    let names =
        [&set.service, &set.account, &set.site].into_iter().flatten().map(String::len).sum::<usize>() * 2;
    let codes = set.codes.iter().map(|code| code.text.expose().len() * 2 + notes(code) + each + names);
    1024 + set.label.len() + names + codes.sum::<usize>()
}

/// The name to write above a set.
fn title(set: &RecoverySet) -> String {
    let name =
        set.service.as_deref().map(|name| Service::of(name).map_or(name, |service| service.name.as_str()));
    one_line(if set.label.is_empty() { name.unwrap_or("Your") } else { &set.label })
}

/// What became of a code, in words that [`crate::read::read`] understands.
fn remark(state: &CodeState) -> Option<String> {
    match state {
        CodeState::Unused => None,
        CodeState::Reserved { at } => Some(format!("handed out {}", day(*at))),
        CodeState::Unsure { at } => Some(format!("handed out {}, not known whether it worked", day(*at))),
        CodeState::Used { at, note } => {
            let at = at.map(|at| format!(" {}", day(at))).unwrap_or_default();
            let note = if note.is_empty() { String::new() } else { format!(": {}", one_line(note)) };
            Some(format!("used{at}{note}"))
        }
        CodeState::Invalid { at, .. } => Some(format!("invalid since {}", day(*at))),
    }
}

fn one_line(text: &str) -> String {
    text.split(char::is_control).collect::<Vec<_>>().join(" ")
}

/// How a cell of a table is written.
#[derive(Clone, Copy, PartialEq)]
enum Cell {
    /// As it is.
    Exact,
    /// So that no spreadsheet takes it for a formula.
    Words,
}

/// RFC 4180 §2: quotes around each cell, and two for one inside.
fn row(csv: &mut String, cells: &[(&str, Cell)]) {
    for (at, (text, cell)) in cells.iter().enumerate() {
        csv.push_str(if at == 0 { "\"" } else { ",\"" });
        if *cell == Cell::Words && text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            csv.push('\'');
        }
        for c in text.chars() {
            csv.push_str(if c == '"' { "\"" } else { "" });
            csv.push(c);
        }
        csv.push('"');
    }
    csv.push_str("\r\n");
}

/// Whether a time can be written: between the years 1970 and 9999.
fn seconds(at: SystemTime) -> u64 {
    at.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs()).min(253_402_300_799)
}
