//! `list`: the names of the accounts, in the order of the app. Prints no code and no secret.
use std::time::SystemTime;

use actions::{ActionError, Clock, CodeRow, CodesQuery, Desk, SystemClock};
use serde::Serialize;

use crate::{
    failure::Failure,
    line::{Everywhere, List},
    named::name_of,
    opening,
    output::{Format, Output, one_line},
};

#[derive(Serialize)]
struct Account<'a> {
    id: String,
    issuer: &'a str,
    name: &'a str,
    kind: &'static str,
    tags: &'a [String],
    pinned: bool,
}

pub(crate) fn run(list: &List, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    let mut desk = opening::open(everywhere, output)?;
    let now = SystemClock.now();
    let page = desk.codes(&CodesQuery { text: list.text.join(" "), from: 0, count: u32::MAX, now })?;
    match output.format() {
        Format::Plain if page.rows.is_empty() && page.accounts > 0 => {
            output.remark("No account matches. Run `keepward list` to see all names.");
            Ok(())
        }
        Format::Plain if page.rows.is_empty() => {
            output.remark("The vault holds no account yet. Add one with `keepward add`.");
            Ok(())
        }
        Format::Plain => {
            page.rows.iter().try_for_each(|row| output.line(&one_line(&name_of(&row.issuer, &row.name))))
        }
        Format::Json => {
            let accounts = page.rows.iter().map(|row| Account::of(row, &desk, now));
            output.json(&accounts.collect::<Result<Vec<_>, _>>()?)
        }
    }
}

impl<'a> Account<'a> {
    fn of(row: &'a CodeRow, desk: &Desk, now: SystemTime) -> Result<Self, ActionError> {
        let kind = desk.account(row.id, now)?.kind;
        let id = row.id.to_string();
        Ok(Self { id, issuer: &row.issuer, name: &row.name, kind, tags: &row.tags, pinned: row.pinned })
    }
}
