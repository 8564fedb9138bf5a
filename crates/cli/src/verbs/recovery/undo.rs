//! `recovery undo`: takes back the last change of a code.
use actions::{Clock, SystemClock};

use super::{changed, place};
use crate::{
    failure::Failure,
    line::{Everywhere, Undo},
    named::find_set,
    opening,
    output::Output,
};

pub(super) fn run(undo: &Undo, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    let (mut desk, _) = opening::open_recovery(everywhere, output)?;
    let now = SystemClock.now();
    let id = find_set(&desk.recovery_overview(now)?.sets, &undo.set.name)?.summary.id;
    let set = desk.recovery_set(id, now)?;
    let at = match place::named(&set, &undo.code)? {
        Some(at) => at,
        None => desk.last_changed(id, now)?,
    };
    let set = desk.undo_code(id, at, now)?;
    opening::tell_of_warnings(&desk, output);
    changed::report(&set, at, output)
}
