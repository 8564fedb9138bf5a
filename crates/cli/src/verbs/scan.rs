//! `scan`: what the QR codes in pictures say, whatever it is. One bad picture does not keep the others from being read.
use std::{path::Path, time::Instant};

use scan::Payload;
use serde::Serialize;

use crate::{
    failure::Failure,
    line::Scan,
    output::{Format, Output, one_line},
};

#[derive(Serialize)]
struct Scanned<'a> {
    file: &'a str,
    payloads: Vec<&'a str>,
    ms: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

pub(crate) fn run(scan: &Scan, output: &mut Output) -> Result<(), Failure> {
    let mut all_read = true;
    for file in &scan.files {
        let (read, ms) = timed(file);
        all_read &= read.is_ok();
        let name = file.to_string_lossy();
        match output.format() {
            Format::Json => {
                let (payloads, error) = match &read {
                    Ok(payloads) => (payloads.iter().map(Payload::as_str).collect(), None),
                    Err(error) => (Vec::new(), Some(error.to_string())),
                };
                output.json(&Scanned { file: &name, payloads, ms, error })?;
            }
            Format::Plain => match &read {
                Ok(payloads) if payloads.is_empty() => {
                    output.remark(&format!("{}: no QR code was found.", one_line(&name)))
                }
                Ok(payloads) => {
                    for payload in payloads {
                        let text = one_line(payload.as_str());
                        match scan.files.as_slice() {
                            [_] => output.line(&text)?,
                            _ => output.line(&format!("{}: {text}", one_line(&name)))?,
                        }
                    }
                }
                Err(error) => output.remark(&format!("{}: {error}", one_line(&name))),
            },
        }
        output.flush()?;
    }
    if all_read { Ok(()) } else { Err(Failure::AlreadyTold) }
}

/// The payloads of a picture, and how many milliseconds they took.
#[expect(clippy::disallowed_methods, reason = "measures, which needs no pretended time in a test")]
fn timed(file: &Path) -> (Result<Vec<Payload>, scan::ScanError>, f64) {
    let start = Instant::now();
    let read = scan::decode_image_file(file);
    let micros = u32::try_from(start.elapsed().as_micros()).unwrap_or(u32::MAX);
    (read, f64::from(micros) / 1000.0)
}
