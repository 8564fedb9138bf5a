//! `recovery archive`: puts a set away, or back in force.
use actions::{Clock, SystemClock};
use serde::Serialize;

use super::words;
use crate::{
    failure::Failure,
    line::{Archive, Everywhere},
    named::{find_set, name_of_set},
    opening,
    output::{Format, Output, one_line},
};

#[derive(Serialize)]
struct Stands<'a> {
    set: String,
    title: &'a str,
    standing: &'static str,
}

pub(super) fn run(archive: &Archive, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    let (mut desk, _) = opening::open_recovery(everywhere, output)?;
    let now = SystemClock.now();
    let id = find_set(&desk.recovery_overview(now)?.sets, &archive.set.name)?.summary.id;
    match archive.back {
        true => desk.unarchive_set(id, now)?,
        false => desk.archive_set(id, now)?,
    }
    opening::tell_of_warnings(&desk, output);
    let set = desk.recovery_set(id, now)?.overview;
    match output.format() {
        Format::Json => output.json(&Stands {
            set: id.to_string(),
            title: &set.title,
            standing: words::standing(set.summary.standing),
        }),
        Format::Plain => {
            let what =
                if archive.back { "is back in force" } else { "is put away; nothing of it is handed out" };
            output.line(&format!("{} {what}.", one_line(&name_of_set(&set))))
        }
    }
}
