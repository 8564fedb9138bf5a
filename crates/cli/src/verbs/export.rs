//! `export`: the accounts for another program. Secrets are printed only when the line says so in as many words.
use actions::{Clock, CodesQuery, Desk, Passphrase, SystemClock};
use serde::Serialize;

use crate::{
    failure::Failure,
    line::{Everywhere, Export},
    named::name_of,
    opening,
    output::{Format, Output, one_line},
};

#[derive(Serialize)]
struct Names {
    names: Vec<String>,
}

#[derive(Serialize)]
struct Uris<'a> {
    uris: Vec<&'a str>,
    /// What the format cannot carry, in sentences.
    left_out: Vec<String>,
}

pub(crate) fn run(export: &Export, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    let (mut desk, passphrase) = opening::open_with_passphrase(everywhere, output)?;
    if export.show_secrets {
        secrets(&mut desk, &passphrase, export, output)
    } else {
        names(&mut desk, output)
    }
}

fn names(desk: &mut Desk, output: &mut Output) -> Result<(), Failure> {
    let page =
        desk.codes(&CodesQuery { text: String::new(), from: 0, count: u32::MAX, now: SystemClock.now() })?;
    let names: Vec<_> = page.rows.iter().map(|row| name_of(&row.issuer, &row.name)).collect();
    match output.format() {
        Format::Json => output.json(&Names { names }),
        Format::Plain => {
            names.iter().try_for_each(|name| output.line(&one_line(name)))?;
            output.remark(
                "These accounts would be exported. Add --show-secrets to print them with their secrets.",
            );
            Ok(())
        }
    }
}

fn secrets(
    desk: &mut Desk,
    passphrase: &Passphrase,
    export: &Export,
    output: &mut Output,
) -> Result<(), Failure> {
    let (uris, left_out) = if export.migration {
        let written = desk.export_migration(passphrase, SystemClock)?;
        (written.pictures, written.left_out.iter().map(ToString::to_string).collect())
    } else {
        (desk.export_uris(passphrase, SystemClock)?.uris, Vec::new())
    };
    opening::tell_of_warnings(desk, output);
    if output.format() == Format::Json {
        return output.json(&Uris { uris: uris.iter().map(|uri| uri.as_str()).collect(), left_out });
    }
    uris.iter().try_for_each(|uri| output.line(uri))?;
    left_out.iter().for_each(|sentence| output.remark(sentence));
    Ok(())
}
