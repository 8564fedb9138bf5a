//! What a verb prints: plain lines or JSON on standard output, remarks on standard error. Nothing that could steer a
//! terminal is printed raw. Knows no verb.
use std::{
    fmt::Write as _,
    io::{self, BufWriter, IsTerminal, StdoutLock, Write},
};

use serde::Serialize;

use crate::failure::Failure;

/// How results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Lines for people and simple scripts.
    Plain,
    /// One JSON object on a line.
    Json,
}

/// Standard output and standard error.
pub(crate) struct Output {
    format: Format,
    stdout: BufWriter<StdoutLock<'static>>,
    /// What was warned of: once is enough.
    warned: Vec<String>,
}

impl Output {
    pub(crate) fn new(format: Format) -> Self {
        Self { format, stdout: BufWriter::new(io::stdout().lock()), warned: Vec::new() }
    }

    pub(crate) fn format(&self) -> Format {
        self.format
    }

    /// One line of the result; control characters are printed as escapes.
    pub(crate) fn line(&mut self, text: &str) -> Result<(), Failure> {
        self.stdout.write_all(printable(text).as_bytes()).map_err(Failure::Output)?;
        self.stdout.write_all(b"\n").map_err(Failure::Output)
    }

    /// JSON that was written elsewhere, on one line.
    pub(crate) fn json_text(&mut self, json: &str) -> Result<(), Failure> {
        self.stdout.write_all(harmless_json(json).as_bytes()).map_err(Failure::Output)?;
        self.stdout.write_all(b"\n").map_err(Failure::Output)
    }

    /// One object of the result.
    pub(crate) fn json(&mut self, object: &impl Serialize) -> Result<(), Failure> {
        let json = serde_json::to_string(object).map_err(|error| Failure::Output(error.into()))?;
        self.json_text(&json)
    }

    /// A document as it is; nothing in it was meant for a terminal.
    pub(crate) fn document(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.stdout.write_all(bytes).map_err(Failure::Output)?;
        self.flush()
    }

    /// Hands on what was printed so far.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        self.stdout.flush().map_err(Failure::Output)
    }

    /// Everything was printed. A full disk shows here at the latest.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        self.flush()
    }

    /// Something worth knowing beside the result. Left out with `--json`, where the object says it.
    pub(crate) fn remark(&mut self, text: &str) {
        if self.format == Format::Plain {
            let _nobody_listens = writeln!(io::stderr(), "keepward: {}", printable(text));
        }
    }

    /// Something that must not be missed, whoever reads the output.
    pub(crate) fn warn(&mut self, text: &str) {
        if self.warned.iter().any(|warned| warned == text) {
            return;
        }
        self.warned.push(text.to_owned());
        match self.format {
            Format::Plain => self.remark(text),
            Format::Json => {
                let warning = serde_json::json!({ "warning": text });
                let _nobody_listens = writeln!(io::stderr(), "{}", harmless_json(&warning.to_string()));
            }
        }
    }

    /// Something for a person who sits there: scripts do not see it.
    pub(crate) fn whisper(&mut self, text: &str) {
        if self.format == Format::Plain && io::stderr().is_terminal() {
            let _nobody_listens = writeln!(io::stderr(), "{}", printable(text));
        }
    }
}

/// `text` with every control character, and every character that turns the direction of writing, as `\u{..}`. Line
/// breaks stay in our own sentences only: foreign text is printed through [`one_line`].
pub(crate) fn printable(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        if steers(character) && character != '\n' {
            let _cannot_fail = write!(plain, "{}", character.escape_unicode());
        } else {
            plain.push(character);
        }
    }
    plain
}

/// Whether a character does something to a terminal instead of standing there: control characters, and those that turn
/// the direction of writing (Unicode UAX #9 §2).
fn steers(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The same JSON with everything that steers as `\uXXXX`; `serde_json` itself escapes only what RFC 8259 §7 demands.
pub(crate) fn harmless_json(json: &str) -> String {
    let mut harmless = String::with_capacity(json.len());
    for character in json.chars() {
        if steers(character) {
            let _cannot_fail = write!(harmless, "\\u{:04x}", u32::from(character));
        } else {
            harmless.push(character);
        }
    }
    harmless
}

/// Foreign text on one line: line breaks are escaped too.
pub(crate) fn one_line(text: &str) -> String {
    printable(&text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r").replace('\t', "\\t"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_is_printed_raw() {
        assert_eq!(printable("a\u{1b}[2Jb\u{202e}c\u{7}"), "a\\u{1b}[2Jb\\u{202e}c\\u{7}");
        assert_eq!(one_line("a\nb\\n\u{9b}"), "a\\nb\\\\n\\u{9b}");
    }
}
