//! `passwd`: another passphrase, or other keys altogether when something leaked.
use actions::SystemClock;
use serde::Serialize;

use crate::{
    ask,
    failure::Failure,
    line::{Everywhere, Passwd},
    opening,
    output::{Format, Output},
};

#[derive(Serialize)]
struct Changed {
    changed: &'static str,
    #[serde(flatten)]
    replaced: Option<Replaced>,
}

/// What replacing the keys did besides, in the same object.
#[derive(Serialize)]
struct Replaced {
    snapshots_dropped: usize,
    /// Why the old keys still open a file.
    unfinished: Option<String>,
    /// Why quick unlock is off now.
    quick_unlock_lost: Option<String>,
}

const NEW_FILE: &str = "Name a file that holds it with --new-passphrase-file.";

pub(crate) fn run(passwd: &Passwd, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    let (mut desk, current) = opening::open_with_passphrase(everywhere, output)?;
    if passwd.leaked {
        output.remark(
            "New keys are made and everything is encrypted anew. The snapshots are deleted, because the old passphrase \
             opens them. Copies of the vault elsewhere still open with it: delete them too.",
        );
        if passwd.new_passphrase_file.is_none() && !ask::yes("Go on? [y/N] ")? {
            return Err(Failure::NotConfirmed);
        }
    }
    let new = ask::new_passphrase(passwd.new_passphrase_file.as_deref(), NEW_FILE)?;
    if !passwd.leaked {
        desk.change_passphrase(&current, &new, SystemClock)?;
        opening::tell_of_warnings(&desk, output);
        return match output.format() {
            Format::Plain => output.line("The passphrase was changed."),
            Format::Json => output.json(&Changed { changed: "passphrase", replaced: None }),
        };
    }
    let replaced = desk.replace_keys(&current, &new, SystemClock)?;
    opening::tell_of_warnings(&desk, output);
    replaced.warnings().iter().for_each(|warning| output.warn(warning));
    match output.format() {
        Format::Plain => output.line(&match (&replaced.unfinished, replaced.snapshots_dropped) {
            (Some(_), _) => "Passphrase and keys were replaced, but not everywhere.".to_owned(),
            (None, 1) => "Passphrase and keys were replaced; 1 snapshot was deleted.".to_owned(),
            (None, count) => format!("Passphrase and keys were replaced; {count} snapshots were deleted."),
        }),
        Format::Json => output.json(&Changed {
            changed: "keys",
            replaced: Some(Replaced {
                snapshots_dropped: replaced.snapshots_dropped,
                unfinished: replaced.unfinished.map(|problem| problem.to_string()),
                quick_unlock_lost: replaced.quick_unlock_lost.map(|problem| problem.to_string()),
            }),
        }),
    }
}
