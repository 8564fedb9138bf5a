//! `scan`: what the QR codes in pictures say, whatever it is. One bad picture does not keep the others from being read.
use std::{borrow::Cow, fmt::Write as _, os::unix::ffi::OsStrExt, path::Path, time::Instant};

use scan::Payload;
use serde::Serialize;

use crate::{
    failure::Failure,
    line::Scan,
    output::{Format, Output, one_line, printable},
};

#[derive(Serialize)]
struct Scanned<'a> {
    file: &'a str,
    /// The name is not UTF-8, and `file` holds it with escapes.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    file_escaped: bool,
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
        let (name, file_escaped) = name_of(file);
        let line_name = if file_escaped { printable(&name.replace('\n', "\\n")) } else { one_line(&name) };
        match output.format() {
            Format::Json => {
                let (payloads, error) = match &read {
                    Ok(payloads) => (payloads.iter().map(Payload::as_str).collect(), None),
                    Err(error) => (Vec::new(), Some(error.to_string())),
                };
                output.json(&Scanned { file: &name, file_escaped, payloads, ms, error })?;
            }
            Format::Plain => match &read {
                Ok(payloads) if payloads.is_empty() => {
                    output.remark(&format!("{}: no QR code was found.", line_name))
                }
                Ok(payloads) => {
                    for payload in payloads {
                        let text = one_line(payload.as_str());
                        match scan.files.as_slice() {
                            [_] => output.line(&text)?,
                            _ => output.line(&format!("{}: {text}", line_name))?,
                        }
                    }
                }
                Err(error) => output.remark(&format!("{}: {error}", line_name)),
            },
        }
        output.flush()?;
    }
    if all_read { Ok(()) } else { Err(Failure::AlreadyTold) }
}

/// A file's name as text, and whether it is escaped. A name that is UTF-8 is itself. In any other, every byte that is no
/// part of a character is `\xNN`, and a backslash is doubled, so that the bytes can be had back.
fn name_of(file: &Path) -> (Cow<'_, str>, bool) {
    if let Some(name) = file.to_str() {
        return (name.into(), false);
    }
    let mut name = String::new();
    for chunk in file.as_os_str().as_bytes().utf8_chunks() {
        name.push_str(&chunk.valid().replace('\\', "\\\\"));
        for byte in chunk.invalid() {
            let _cannot_fail = write!(name, "\\x{byte:02x}");
        }
    }
    (name.into(), true)
}

/// The payloads of a picture, and how many milliseconds they took.
#[expect(clippy::disallowed_methods, reason = "measures, which needs no pretended time in a test")]
fn timed(file: &Path) -> (Result<Vec<Payload>, scan::ScanError>, f64) {
    let start = Instant::now();
    let read = scan::decode_image_file(file);
    let micros = u32::try_from(start.elapsed().as_micros()).unwrap_or(u32::MAX);
    (read, f64::from(micros) / 1000.0)
}
