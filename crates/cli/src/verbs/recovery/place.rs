//! Which code of a set is meant: the printed number, the place in the set, or the one that is handed out.
use actions::{ActionError, CodeLine, CodeState, SetView, UseError};

use crate::{failure::Failure, line::CodeFlags, named::name_of_set};

/// The place that the line names, from 0. Of several codes with one number, the one that is handed out.
pub(super) fn named(set: &SetView, code: &CodeFlags) -> Result<Option<usize>, Failure> {
    match (code.number, code.position) {
        (Some(number), _) => {
            let with_number = || set.codes.iter().filter(|code| code.number == Some(number));
            let code = with_number().find(|code| is_out(code)).or_else(|| with_number().next());
            let code = code.ok_or(UseError::NoSuchNumber(number)).map_err(ActionError::from)?;
            Ok(Some(code.position))
        }
        (None, Some(position)) => {
            let at = usize::try_from(position).ok().and_then(|position| position.checked_sub(1));
            let at = at.filter(|at| *at < set.codes.len());
            Ok(Some(at.ok_or(UseError::NoSuchCode).map_err(ActionError::from)?))
        }
        (None, None) => Ok(None),
    }
}

/// The one code that is handed out; where none is, the one of which nobody knows whether it worked.
pub(super) fn handed_out(set: &SetView) -> Result<usize, Failure> {
    let in_state = |is: fn(&CodeState) -> bool| -> Vec<&CodeLine> {
        set.codes.iter().filter(|code| is(&code.state)).collect()
    };
    let reserved = in_state(|state| matches!(state, CodeState::Reserved { .. }));
    let out = match reserved.is_empty() {
        true => in_state(|state| matches!(state, CodeState::Unsure { .. })),
        false => reserved,
    };
    match out.as_slice() {
        [] => Err(Failure::NoneHandedOut(name_of_set(&set.overview))),
        [code] => Ok(code.position),
        several => Err(Failure::SeveralHandedOut {
            name: name_of_set(&set.overview),
            codes: several.iter().map(|code| in_words(code.number, code.position)).collect(),
        }),
    }
}

/// A code as the line can name it.
pub(super) fn in_words(number: Option<u32>, position: usize) -> String {
    match number {
        Some(number) => format!("--number {number}"),
        None => format!("--position {}", position + 1),
    }
}

/// A code as a person counts it.
pub(super) fn counted(number: Option<u32>, position: usize) -> String {
    match number {
        Some(number) => format!("#{number}"),
        None => (position + 1).to_string(),
    }
}

fn is_out(code: &CodeLine) -> bool {
    matches!(code.state, CodeState::Reserved { .. } | CodeState::Unsure { .. })
}
