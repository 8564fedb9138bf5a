//! The log of what was done with recovery codes, as a table and as JSON. It names sets and places, never a code.

use serde::Serialize;

use super::{Cell, moment, row};
use crate::{Event, Recovery, RecoverySet};

/// The log as CSV with a line of names: time, device, event, service, account, code. Codes are counted from 1. Cells are
/// quoted as in [`csv`](super::csv).
pub fn csv(recovery: &Recovery) -> String {
    let mut csv = String::from("time,device,event,service,account,code\r\n");
    for event in recovery.log.iter() {
        let line = Line::new(event, recovery);
        let code = line.code.map(|code| code.to_string()).unwrap_or_default();
        let cells = [
            (line.time.as_str(), Cell::Exact),
            (line.device, Cell::Words),
            (line.event, Cell::Words),
            (line.service.unwrap_or_default(), Cell::Words),
            (line.account.unwrap_or_default(), Cell::Exact),
            (&code, Cell::Exact),
        ];
        row(&mut csv, &cells);
    }
    csv
}

/// The log as a JSON list, oldest event first. Codes are counted from 1.
pub fn json(recovery: &Recovery) -> String {
    let lines: Vec<Line<'_>> = recovery.log.iter().map(|event| Line::new(event, recovery)).collect();
    serde_json::to_string_pretty(&lines).expect("texts and numbers have a place in JSON")
}

#[derive(Serialize)]
struct Line<'a> {
    time: String,
    device: &'a str,
    event: &'a str,
    set: Option<String>,
    service: Option<&'a str>,
    account: Option<&'a str>,
    code: Option<usize>,
}

impl<'a> Line<'a> {
    fn new(event: &'a Event, recovery: &'a Recovery) -> Self {
        let set: Option<&RecoverySet> = event.set.and_then(|id| recovery.set(id)).map(|set| &**set);
        let label = |set: &'a RecoverySet| (!set.label.is_empty()).then_some(set.label.as_str());
        Self {
            time: moment(event.at),
            device: &event.device,
            event: event.what.as_str(),
            set: event.set.map(|id| id.to_string()),
            service: set.and_then(|set| set.service.as_deref().or_else(|| label(set))),
            account: set.and_then(|set| set.account.as_deref()),
            code: event.code.map(|code| code + 1),
        }
    }
}
