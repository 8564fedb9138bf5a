//! `recovery import`: the codes of a file become sets. Nothing is stored that was not shown before, and what is stored
//! already is not stored twice.
use actions::{
    Clock, CodesQuery, DecidedCode, Desk, ImportDecision, ImportOutcome, ImportPreview, ImportSource,
    PreviewSet, Regeneration, SetFacts, SystemClock,
};
use serde::Serialize;
use zeroize::Zeroizing;

use super::{
    parse::file_name,
    preview::{self, found_name, outcome_word},
    words,
};
use crate::{
    ask,
    failure::Failure,
    line::{Everywhere, Import},
    named::{find, name_of_set},
    opening,
    output::{Format, Output, one_line},
    reading,
};

#[derive(Serialize)]
struct Report {
    stored: Vec<Stored>,
    /// Titles of the sets that were stored before.
    already: Vec<String>,
    elsewhere: Vec<Elsewhere>,
    file_deleted: bool,
}

#[derive(Serialize)]
struct Stored {
    id: String,
    title: String,
    outcome: &'static str,
    /// How many codes were found, and how many of them are marked as used.
    codes: usize,
    used: usize,
    /// Places, from 1, of codes to compare with the file.
    doubtful: Vec<usize>,
}

#[derive(Serialize)]
struct Elsewhere {
    kind: &'static str,
    line: u32,
}

const DELETED: &str = "It was overwritten once, but copies may remain: in backups and snapshots of the disk, in a synchronised \
                       folder, in the worn cells of a solid-state disk, and in the mail or on the phone it came from.";

pub(super) fn run(import: &Import, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    opening::desk(everywhere).openable()?;
    let bytes = reading::bytes(&import.file)?;
    // Nobody should type a passphrase to hear that there is nothing to store.
    let name = file_name(&import.file);
    let found = recovery::read::read(&bytes, name.as_deref()).map_err(actions::ActionError::from)?;
    if found.sets.is_empty() && found.elsewhere.is_empty() {
        return Err(actions::ActionError::NoCodesFound.into());
    }
    drop(found);
    may_ask_or_store(import, output)?;
    let (mut desk, passphrase) = opening::open_recovery(everywhere, output)?;
    let source = name.map_or(ImportSource::Pasted, |_| ImportSource::File(import.file.clone()));
    let mut preview = desk.read_recovery(&bytes, source, SystemClock.now())?;
    correct_outcome(import, &mut preview, &desk)?;
    if output.format() == Format::Plain {
        preview::show(&preview, output)?;
    }
    if preview.sets.is_empty() {
        return Err(actions::ActionError::NoCodesFound.into());
    }
    let decisions = decide(import, &preview, &mut desk)?;
    let taken: Vec<bool> = decisions.iter().map(|decision| decision.take).collect();
    let stored = if taken.contains(&true) {
        confirm(import)?;
        opening::still_open(&mut desk, &passphrase, everywhere)?;
        desk.accept_import(preview.id, decisions, SystemClock.now())?
    } else {
        Vec::new()
    };
    opening::tell_of_warnings(&desk, output);
    let stored = stored_sets(&desk, &preview, &taken, &stored)?;
    tell(&preview, &stored, output)?;
    let deletion = delete(import, &preview, &mut desk, output);
    if output.format() == Format::Json {
        output.json(&Report {
            already: already(&preview),
            elsewhere: preview
                .elsewhere
                .iter()
                .map(|it| Elsewhere { kind: words::elsewhere_kind(it.kind), line: it.line })
                .collect(),
            stored,
            file_deleted: *deletion.as_ref().unwrap_or(&false),
        })?;
    }
    deletion.map(drop)
}

/// Scripts see no preview, so they say yes beforehand; a person without a terminal sees it and cannot answer.
fn may_ask_or_store(import: &Import, output: &Output) -> Result<(), Failure> {
    if import.yes || (output.format() == Format::Plain && ask::somebody_is_there()) {
        return Ok(());
    }
    Err(Failure::NoTerminal(
        "whether to store what was found",
        "Look at it with `keepward recovery parse`, then add --yes.",
    ))
}

/// Codes of another login take nothing's place: the file may not have named the login that the line names.
fn correct_outcome(import: &Import, preview: &mut ImportPreview, desk: &Desk) -> Result<(), Failure> {
    let stored = desk.recovery_overview(SystemClock.now())?.sets;
    for set in &mut preview.sets {
        let ImportOutcome::Regenerated(named) = &set.outcome else { continue };
        let old = stored.iter().find(|old| old.summary.id == named.id);
        let is_other = |said: &Option<String>, known: Option<&String>| match (said, known) {
            (Some(said), Some(known)) => said.trim().to_lowercase() != known.to_lowercase(),
            _ => false,
        };
        if is_other(&import.account, old.and_then(|old| old.summary.account.as_ref())) {
            set.outcome = ImportOutcome::New;
        }
    }
    Ok(())
}

/// What becomes of each set. Facts on the line are meant for one.
fn decide(import: &Import, preview: &ImportPreview, desk: &mut Desk) -> Result<Vec<ImportDecision>, Failure> {
    let corrects = [&import.service, &import.account, &import.site, &import.label, &import.link];
    let corrects = corrects.iter().any(|fact| fact.is_some()) || import.effect.is_some();
    if corrects && preview.sets.len() > 1 {
        return Err(Failure::Usage(format!(
            "Facts on the line are for one set; here are {}. Correct them afterwards, or split the file.",
            preview.sets.len()
        )));
    }
    let linked = import.link.as_deref().map(|name| account(desk, name)).transpose()?;
    let mut decisions = Vec::with_capacity(preview.sets.len());
    for (index, set) in (0_u32..).zip(&preview.sets) {
        let any_used = set.codes.iter().any(|code| code.used);
        // What is the same changes nothing, unless the file knows that codes were used.
        let same = matches!(set.outcome, ImportOutcome::Same(_));
        let take = !same || any_used || import.delete_file;
        decisions.push(ImportDecision {
            index,
            take,
            facts: facts(import, set, linked),
            codes: set.codes.iter().map(decided).collect(),
            spent_one: take && !same && set.may_have_spent_one && !any_used && spent_one(import, set)?,
            missing_were_used: take && missing_were_used(import, set)?,
            // The preview has said so; `--keep-old` and another `--account` keep the old ones.
            replaces: true,
        });
    }
    Ok(decisions)
}

fn account(desk: &mut Desk, name: &str) -> Result<actions::AccountId, Failure> {
    let query = CodesQuery { text: String::new(), from: 0, count: u32::MAX, now: SystemClock.now() };
    Ok(find(&desk.codes(&query)?.rows, name)?.id)
}

fn facts(import: &Import, set: &PreviewSet, linked: Option<actions::AccountId>) -> SetFacts {
    let given = |fact: &Option<String>, found: &str| fact.clone().unwrap_or_else(|| found.to_owned());
    SetFacts {
        label: given(&import.label, &set.facts.label),
        service: given(&import.service, &set.facts.service),
        account: given(&import.account, &set.facts.account),
        site: given(&import.site, &set.facts.site),
        linked: linked.or(set.facts.linked),
        effect: import.effect.map_or(set.facts.effect, words::effect_of),
        regeneration: if import.keep_old { Regeneration::Adds } else { set.facts.regeneration },
        ..set.facts.clone()
    }
}

fn decided(code: &actions::PreviewCode) -> DecidedCode {
    DecidedCode { number: code.number, text: Zeroizing::new(code.text.to_string()), used: code.used }
}

/// Services such as PyPI make people spend a code while they set up.
fn spent_one(import: &Import, set: &PreviewSet) -> Result<bool, Failure> {
    if import.spent_one || import.yes {
        return Ok(import.spent_one);
    }
    ask::yes(&format!("{} has people spend a code while setting up. Did you? [y/N] ", found_name(set)))
}

fn missing_were_used(import: &Import, set: &PreviewSet) -> Result<bool, Failure> {
    match &set.outcome {
        ImportOutcome::Subset(_, missing) if *missing > 0 && !import.missing_were_used && !import.yes => {
            let codes = words::codes(*missing);
            ask::yes(&format!(
                "{codes} of the stored set are not in the file. Were they used elsewhere? [y/N] "
            ))
        }
        _ => Ok(import.missing_were_used),
    }
}

fn confirm(import: &Import) -> Result<(), Failure> {
    if import.yes || ask::yes("Store this? [y/N] ")? { Ok(()) } else { Err(Failure::NotConfirmed) }
}

/// What was stored, by the names it has now.
fn stored_sets(
    desk: &Desk,
    preview: &ImportPreview,
    taken: &[bool],
    ids: &[actions::SetId],
) -> Result<Vec<Stored>, Failure> {
    let overview = desk.recovery_overview(SystemClock.now())?;
    let sets = preview.sets.iter().zip(taken).filter(|(_, taken)| **taken).map(|(set, _)| set);
    let new = ids.iter().zip(sets).filter(|(_, set)| !matches!(set.outcome, ImportOutcome::Same(_)));
    let stored = new.map(|(id, set)| Stored {
        id: id.to_string(),
        title: overview.sets.iter().find(|it| it.summary.id == *id).map(name_of_set).unwrap_or_default(),
        outcome: outcome_word(&set.outcome),
        codes: set.codes.len(),
        used: set.codes.iter().filter(|code| code.used).count(),
        doubtful: (1..).zip(&set.codes).filter(|(_, code)| code.doubt.is_some()).map(|(at, _)| at).collect(),
    });
    Ok(stored.collect())
}

fn already(preview: &ImportPreview) -> Vec<String> {
    let same = preview.sets.iter().filter_map(|set| match &set.outcome {
        ImportOutcome::Same(stored) => Some(stored.title.clone()),
        _ => None,
    });
    same.collect()
}

fn tell(preview: &ImportPreview, stored: &[Stored], output: &mut Output) -> Result<(), Failure> {
    if output.format() == Format::Json {
        return Ok(());
    }
    for set in stored {
        let (title, codes) = (one_line(&set.title), words::codes(set.codes));
        match set.used {
            0 => output.line(&format!("Stored {title}: {codes}."))?,
            used => output.line(&format!("Stored {title}: {codes}, {used} of them used."))?,
        }
    }
    already(preview)
        .iter()
        .try_for_each(|title| output.line(&format!("Already stored: {}.", one_line(title))))?;
    output.flush()
}

/// Deletes the file if the person wants it, and says what that does.
fn delete(
    import: &Import,
    preview: &ImportPreview,
    desk: &mut Desk,
    output: &mut Output,
) -> Result<bool, Failure> {
    let file = one_line(&import.file.to_string_lossy());
    if !preview.can_delete_file {
        return Ok(false);
    }
    let can_ask = !import.yes && !same_only(preview);
    let wanted = import.delete_file || (can_ask && ask::yes(&format!("Delete {file} now? [y/N] "))?);
    if !wanted {
        output.remark(&format!("{file} still holds the codes for everyone who can read it. Delete it."));
        return Ok(false);
    }
    desk.delete_imported_file(preview.id)?;
    output.remark(&format!("Deleted {file}. {DELETED}"));
    Ok(true)
}

/// Whether nothing was accepted, so that there is no import whose file could be deleted.
fn same_only(preview: &ImportPreview) -> bool {
    preview.sets.iter().all(|set| matches!(set.outcome, ImportOutcome::Same(_)))
}
