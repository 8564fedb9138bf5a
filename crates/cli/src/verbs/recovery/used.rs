//! `recovery used` and `recovery replace`: what became of a code. A key that is replaced by using it is spent in the same
//! write that stores the new one.
use actions::{Clock, CodeAnswer, Effect, SetView, Standing, SystemClock};

use super::{changed, place};
use crate::{
    ask,
    failure::Failure,
    line::{CodeFlags, Everywhere, KeyFlags, Replace, Used},
    named::{find_set, name_of_set},
    opening,
    output::{Output, one_line},
};

pub(super) fn run(used: &Used, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    let (mut desk, passphrase) = opening::open_recovery(everywhere, output)?;
    let now = SystemClock.now();
    let id = find_set(&desk.recovery_overview(now)?.sets, &used.set.name)?.summary.id;
    let set = desk.recovery_set(id, now)?;
    let at = place::named(&set, &used.code)?.map_or_else(|| place::handed_out(&set), Ok)?;
    let answer = match (used.refused, used.unsure, used.returned) {
        (true, ..) => CodeAnswer::Refused,
        (_, true, _) => CodeAnswer::Unsure,
        (.., true) => CodeAnswer::Returned,
        _ => CodeAnswer::Worked,
    };
    let set = if answer == CodeAnswer::Worked && is_replaced(&set) {
        let new = new_key(&set, &used.key)?;
        opening::still_open(&mut desk, &passphrase, everywhere)?;
        desk.replace_key(id, at, new, SystemClock.now())?
    } else {
        desk.answer_code(id, at, answer, used.note.clone().unwrap_or_default(), now)?
    };
    opening::tell_of_warnings(&desk, output);
    changed::report(&set, at, output)
}

pub(super) fn replace(
    replace: &Replace,
    everywhere: &Everywhere,
    output: &mut Output,
) -> Result<(), Failure> {
    let (mut desk, passphrase) = opening::open_recovery(everywhere, output)?;
    let now = SystemClock.now();
    let id = find_set(&desk.recovery_overview(now)?.sets, &replace.set.name)?.summary.id;
    let set = desk.recovery_set(id, now)?;
    let at = key_in_force(&set, &replace.code)?;
    let new = new_key(&set, &replace.key)?;
    opening::still_open(&mut desk, &passphrase, everywhere)?;
    let set = desk.replace_key(id, at, new, SystemClock.now())?;
    opening::tell_of_warnings(&desk, output);
    changed::report(&set, at, output)
}

/// Whether the service shows a new key when this one is used.
fn is_replaced(set: &SetView) -> bool {
    let summary = &set.overview.summary;
    summary.effect == Effect::Replace && summary.standing == Standing::Active
}

/// The key that is handed out, else the only one that is left: it may have been used elsewhere.
fn key_in_force(set: &SetView, code: &CodeFlags) -> Result<usize, Failure> {
    if let Some(at) = place::named(set, code)? {
        return Ok(at);
    }
    let mut unused = set.codes.iter().filter(|code| code.state == actions::CodeState::Unused);
    match (place::handed_out(set), unused.next(), unused.next()) {
        (Err(Failure::NoneHandedOut(_)), Some(only), None) => Ok(only.position),
        (found, ..) => found,
    }
}

fn new_key(set: &SetView, key: &KeyFlags) -> Result<zeroize::Zeroizing<String>, Failure> {
    let question = format!("New key of {} (not shown): ", one_line(&name_of_set(&set.overview)));
    let instead = "Name a file that holds it with --new-key-file; - is standard input.";
    ask::secret_or(key.new_key_file.as_deref(), &question, "for the new key", instead)
}
