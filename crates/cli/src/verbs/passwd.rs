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
    #[serde(skip_serializing_if = "Option::is_none")]
    snapshots_dropped: Option<usize>,
}

const NEW_FILE: &str = "Name a file that holds it with --new-passphrase-file.";

pub(crate) fn run(passwd: &Passwd, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    let (mut desk, current) = opening::open_with_passphrase(everywhere, output)?;
    if passwd.leaked {
        output.remark(
            "New keys are made and everything is encrypted anew. The snapshots are deleted, because the old passphrase \
             opens them. Copies of the vault elsewhere still open with it: delete them too.",
        );
        if passwd.new_passphrase_file.is_none() && !is_yes(&ask::answer("Go on? [y/N] ")?) {
            return Err(Failure::NotConfirmed);
        }
    }
    let new = ask::new_passphrase(passwd.new_passphrase_file.as_deref(), NEW_FILE)?;
    if !passwd.leaked {
        desk.change_passphrase(&current, &new, SystemClock)?;
        return match output.format() {
            Format::Plain => output.line("The passphrase was changed."),
            Format::Json => output.json(&Changed { changed: "passphrase", snapshots_dropped: None }),
        };
    }
    let replaced = desk.replace_keys(&current, &new, SystemClock)?;
    if let Some(problem) = &replaced.unfinished {
        output.warn(&format!("The old keys still open a file of the vault: {problem}"));
    }
    if let Some(problem) = replaced.quick_unlock_lost {
        output.warn(&format!("Quick unlock is off now. {problem} Switch it on again in the app."));
    }
    match output.format() {
        Format::Plain => {
            let deleted = match replaced.snapshots_dropped {
                1 => "1 snapshot was".to_owned(),
                several => format!("{several} snapshots were"),
            };
            output.line(&format!("Passphrase and keys were replaced; {deleted} deleted."))
        }
        Format::Json => {
            output.json(&Changed { changed: "keys", snapshots_dropped: Some(replaced.snapshots_dropped) })
        }
    }
}

fn is_yes(answer: &str) -> bool {
    matches!(answer.to_lowercase().as_str(), "y" | "yes")
}
