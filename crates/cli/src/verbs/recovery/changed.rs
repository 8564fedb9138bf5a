//! What is said after a code changed: what it is now and how much is left. Shows no code.
use actions::{Low, SetView};
use serde::Serialize;

use super::{place::counted, words};
use crate::{
    failure::Failure,
    named::name_of_set,
    output::{Format, Output, one_line},
};

#[derive(Serialize)]
struct Changed<'a> {
    set: String,
    title: &'a str,
    position: usize,
    number: Option<u32>,
    state: &'static str,
    left: usize,
    low: &'static str,
}

pub(super) fn report(set: &SetView, position: usize, output: &mut Output) -> Result<(), Failure> {
    let Some(code) = set.codes.get(position) else { return Ok(()) };
    let (summary, state) = (&set.overview.summary, words::state(&code.state));
    if output.format() == Format::Json {
        return output.json(&Changed {
            set: summary.id.to_string(),
            title: &set.overview.title,
            position: position + 1,
            number: code.number,
            state,
            left: summary.unused,
            low: words::low(summary.low()),
        });
    }
    let (code, name) = (counted(code.number, position), one_line(&name_of_set(&set.overview)));
    output.line(&format!("Code {code} of {name} is {state}; {} left.", words::codes(summary.unused)))?;
    if summary.low() != Low::Enough {
        let site = summary.site.as_deref().map(|site| format!(" at {}", one_line(site))).unwrap_or_default();
        output.remark(&format!("Make new codes{site} and import them before the last one is needed."));
    }
    Ok(())
}
