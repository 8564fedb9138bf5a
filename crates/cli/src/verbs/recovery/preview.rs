//! What the person sees before anything is stored: every code that was found, the doubtful ones marked, and what the set is
//! beside the stored ones.
use actions::{ImportOutcome, ImportPreview, PreviewSet};

use super::{parse::code_line, words};
use crate::{
    failure::Failure,
    named::name_of,
    output::{Output, one_line},
};

pub(super) fn show(preview: &ImportPreview, output: &mut Output) -> Result<(), Failure> {
    for set in &preview.sets {
        show_set(set, output)?;
    }
    for other in &preview.elsewhere {
        output.remark(&format!("Line {} holds {}", other.line, words::elsewhere(other.kind)));
    }
    // What follows is a question on standard error, and nobody can answer it before having seen this.
    output.flush()
}

fn show_set(set: &PreviewSet, output: &mut Output) -> Result<(), Failure> {
    output.line(&format!(
        "{}, {}: {}",
        found_name(set),
        words::codes(set.codes.len()),
        beside(&set.outcome)
    ))?;
    let facts = [
        ("site", set.facts.site.clone()),
        ("expires", set.facts.expires_on.clone()),
        ("using one", words::effect(set.facts.effect).to_owned()),
    ];
    for (name, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
        output.line(&format!("  {name}: {}", one_line(value)))?;
    }
    if let Some(account) = &set.suggested_account {
        let name = name_of(&account.issuer, &account.name);
        output.line(&format!("  belongs to the account {}", one_line(&name)))?;
    }
    set.codes
        .iter()
        .try_for_each(|code| output.line(&code_line(code.number, &code.text, code.used, code.doubt)))
}

/// What a set is called before it is stored.
pub(super) fn found_name(set: &PreviewSet) -> String {
    let named = [&set.facts.label, &set.facts.service].into_iter().find(|name| !name.is_empty());
    match name_of(named.map_or("", String::as_str), &set.facts.account) {
        name if name.is_empty() => "A set without a service".to_owned(),
        name => one_line(&name),
    }
}

fn beside(outcome: &ImportOutcome) -> String {
    match outcome {
        ImportOutcome::New => "new".to_owned(),
        ImportOutcome::Same(set) => format!("already stored as {}", one_line(&set.title)),
        ImportOutcome::Marked(set, used) => {
            format!(
                "stored as {}, {} of it are marked as used since",
                one_line(&set.title),
                words::codes(*used)
            )
        }
        ImportOutcome::Subset(set, missing) => {
            format!("stored as {}, which has {} more", one_line(&set.title), words::codes(*missing))
        }
        ImportOutcome::Regenerated(set) => {
            format!("takes the place of {}, which is kept but no longer handed out", one_line(&set.title))
        }
        ImportOutcome::Added(set) => format!("added to {}", one_line(&set.title)),
    }
}

/// The same as a word of JSON.
pub(super) fn outcome_word(outcome: &ImportOutcome) -> &'static str {
    match outcome {
        ImportOutcome::New => "new",
        ImportOutcome::Same(_) => "same",
        ImportOutcome::Marked(..) => "marked",
        ImportOutcome::Subset(..) => "subset",
        ImportOutcome::Regenerated(_) => "regenerated",
        ImportOutcome::Added(_) => "added",
    }
}
