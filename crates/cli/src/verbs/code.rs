//! `code`: the present code of an account, or of a URI without any vault. A counter is on disk before its code is
//! printed.
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use actions::{Clock, Code, CodesQuery, SystemClock};
use otp::OtpAuth;
use serde::Serialize;

use crate::{
    ask,
    failure::Failure,
    line::{self, Everywhere},
    named::{find, name_of},
    opening,
    output::{Format, Output},
};

#[derive(Serialize)]
struct Printed<'a> {
    code: &'a str,
    valid_for_ms: Option<u64>,
}

pub(crate) fn run(code: &line::Code, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    match (&code.uri, &code.name) {
        (Some(uri), _) => of_uri(uri, code.time, output),
        (None, Some(name)) => of_account(name, everywhere, output),
        (None, None) => Err(Failure::Usage("Name an account, or give a URI with --uri.".to_owned())),
    }
}

fn of_uri(uri: &str, time: Option<u64>, output: &mut Output) -> Result<(), Failure> {
    let enrolment = match uri {
        "-" => OtpAuth::parse(&ask::standard_input()?)?,
        uri => OtpAuth::parse(uri)?,
    };
    let time = match time {
        Some(secs) => UNIX_EPOCH.checked_add(Duration::from_secs(secs)).unwrap_or(SystemTime::UNIX_EPOCH),
        None => SystemClock.now(),
    };
    print(&enrolment.key.code_at(time), enrolment.key.valid_for(time), output)
}

fn of_account(name: &str, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    let mut desk = opening::open(everywhere, output)?;
    let page =
        desk.codes(&CodesQuery { text: String::new(), from: 0, count: u32::MAX, now: SystemClock.now() })?;
    let row = find(&page.rows, name)?;
    let copied = desk.copy(row.id, SystemClock.now())?;
    let left =
        copied.valid_for.map_or(String::new(), |left| format!(", valid for {} s", left.as_secs().max(1)));
    output.whisper(&format!("{}{left}", name_of(&row.issuer, &row.name)));
    print(&copied.code, copied.valid_for, output)?;
    // The code is out; that it was used is worth remembering, but no reason to fail on a disk that cannot be written.
    let _not_essential = desk.note_use(row.id, SystemClock.now());
    opening::tell_of_warnings(&desk, output);
    Ok(())
}

fn print(code: &Code, valid_for: Option<Duration>, output: &mut Output) -> Result<(), Failure> {
    match output.format() {
        Format::Plain => output.line(code.as_str())?,
        Format::Json => output.json(&Printed {
            code: code.as_str(),
            valid_for_ms: valid_for.map(|left| u64::try_from(left.as_millis()).unwrap_or(u64::MAX)),
        })?,
    }
    output.flush()
}
