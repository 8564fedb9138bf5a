//! Which account a person means by a name: the surest way of reading it that fits any account, and only if it fits one.
use actions::{AccountId, CodeRow};

use crate::failure::Failure;

/// `issuer:name`, as names are printed and read; without the colon when one of them is empty.
pub(crate) fn name_of(issuer: &str, name: &str) -> String {
    match (issuer, name) {
        ("", name) => name.to_owned(),
        (issuer, "") => issuer.to_owned(),
        (issuer, name) => format!("{issuer}:{name}"),
    }
}

/// The one account that `wanted` names.
///
/// In this order: its id; exactly `issuer:name`; the whole issuer or the whole name, whatever the case; a part of
/// `issuer:name`, whatever the case.
pub(crate) fn find<'a>(rows: &'a [CodeRow], wanted: &str) -> Result<&'a CodeRow, Failure> {
    let id: Option<AccountId> = wanted.parse().ok();
    if wanted.is_empty() {
        return Err(Failure::NotFound(wanted.to_owned()));
    }
    let lower = wanted.to_lowercase();
    let readings: [&dyn Fn(&CodeRow) -> bool; 4] = [
        &|row| Some(row.id) == id,
        &|row| name_of(&row.issuer, &row.name) == wanted,
        &|row| row.issuer.to_lowercase() == lower || row.name.to_lowercase() == lower,
        &|row| name_of(&row.issuer, &row.name).to_lowercase().contains(&lower),
    ];
    for reading in readings {
        let fitting: Vec<_> = rows.iter().filter(|row| reading(row)).collect();
        match fitting.as_slice() {
            [] => {}
            [row] => return Ok(row),
            several => {
                let names =
                    several.iter().map(|row| format!("{} {}", row.id, name_of(&row.issuer, &row.name)));
                return Err(Failure::Ambiguous { name: wanted.to_owned(), names: names.collect() });
            }
        }
    }
    Err(Failure::NotFound(wanted.to_owned()))
}
