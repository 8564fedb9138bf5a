//! `lock-info`: what can be known without a passphrase.
use actions::{Clock, Phase, QuickUnlock, SystemClock};
use serde::Serialize;

use crate::{
    failure::Failure,
    line::Everywhere,
    opening,
    output::{Format, Output},
};

#[derive(Serialize)]
struct LockInfo<'a> {
    folder: &'a str,
    phase: &'static str,
    retry_in_ms: u64,
    quick_unlock: &'static str,
    snapshots: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<&'a str>,
}

pub(crate) fn run(everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    let desk = opening::desk(everywhere);
    let status = desk.status(SystemClock.now());
    let info = LockInfo {
        folder: &status.folder,
        phase: match status.phase {
            Phase::Absent => "absent",
            Phase::Locked => "locked",
            Phase::Open => "open",
            Phase::Damaged => "damaged",
        },
        retry_in_ms: u64::try_from(status.retry_in.as_millis()).unwrap_or(u64::MAX),
        quick_unlock: match desk.keyring().look() {
            QuickUnlock::On => "on",
            QuickUnlock::Off => "off",
            QuickUnlock::Unavailable(_) => "unavailable",
        },
        snapshots: desk.snapshots().map_or(0, |snapshots| snapshots.len()),
        problem: status.problem.as_deref(),
    };
    match output.format() {
        Format::Json => output.json(&info)?,
        Format::Plain if status.phase == Phase::Absent => {
            output.line(&format!("folder        {}", info.folder))?;
            output.line(&format!("vault         {}", info.phase))?;
        }
        Format::Plain => {
            output.line(&format!("folder        {}", info.folder))?;
            output.line(&format!("vault         {}", info.phase))?;
            output.line(&format!("next attempt  {}", wait(status.retry_in.as_millis())))?;
            output.line(&format!("quick unlock  {}", info.quick_unlock))?;
            output.line(&format!("snapshots     {}", info.snapshots))?;
        }
    }
    Ok(desk.openable()?)
}

/// Rounded up, so that nobody tries too soon.
fn wait(millis: u128) -> String {
    match millis.div_ceil(1000) {
        0 => "now".to_owned(),
        1 => "in 1 second".to_owned(),
        secs => format!("in {secs} seconds"),
    }
}
