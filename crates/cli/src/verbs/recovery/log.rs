//! `recovery log`: what was done, when and on which computer. Names no code. The newest events need no passphrase; the whole
//! log lies beside the codes.
use actions::{Clock, RecoveryEvent, SystemClock};
use recovery::write::moment;

use crate::{
    failure::Failure,
    line::{Everywhere, Log},
    opening,
    output::{Format, Output, one_line},
};

pub(super) fn run(log: &Log, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    if !log.csv && output.format() == Format::Plain {
        return newest(log, everywhere, output);
    }
    if log.csv && output.format() == Format::Json {
        return Err(Failure::Usage(
            "The log is printed with --csv or with --json, not with both.".to_owned(),
        ));
    }
    let (desk, _) = opening::open_recovery(everywhere, output)?;
    let now = SystemClock.now();
    match output.format() {
        Format::Json => {
            let events: serde_json::Value = serde_json::from_str(&desk.recovery_log_json(now)?)
                .map_err(|error| Failure::Output(error.into()))?;
            output.json(&events)
        }
        Format::Plain => output.document(desk.recovery_log_csv(now)?.as_bytes()),
    }
}

fn newest(log: &Log, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    let desk = opening::open(everywhere, output)?;
    let told = desk.recovery_log(0, log.count)?;
    if told.total == 0 {
        output.remark("Nothing was done with recovery codes yet.");
    }
    told.lines.iter().try_for_each(|event| output.line(&line(event)))
}

fn line(event: &RecoveryEvent) -> String {
    let set = event.set.as_deref().map(|set| format!("  {}", one_line(set))).unwrap_or_default();
    let code = event.number.map(|number| format!("  code {number}")).unwrap_or_default();
    format!("{}  {}  {}{set}{code}", moment(event.at), one_line(&event.device), one_line(event.what.as_str()))
}
