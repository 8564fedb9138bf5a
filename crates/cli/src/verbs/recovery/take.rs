//! `recovery take`: one code. It is reserved on disk before it is printed; what it does to the account is said before it is
//! reserved.
use std::io::IsTerminal;

use actions::{Clock, Effect, HandedOut, SystemClock, Variant, Which};
use serde::Serialize;
use zeroize::Zeroizing;

use super::{
    place::{self, counted, in_words},
    words,
};
use crate::{
    ask,
    failure::Failure,
    line::{Everywhere, Take},
    named::{find_set, name_of_set},
    opening,
    output::{Format, Output, one_line},
};

#[derive(Serialize)]
struct Taken<'a> {
    set: String,
    title: &'a str,
    position: usize,
    number: Option<u32>,
    code: &'a str,
    effect: &'static str,
    expired: bool,
    variants: Vec<&'static str>,
}

pub(super) fn run(take: &Take, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    let (mut desk, passphrase) = opening::open_recovery(everywhere, output)?;
    let overview = desk.recovery_overview(SystemClock.now())?;
    let set = find_set(&overview.sets, &take.set.name)?;
    let (id, name) = (set.summary.id, name_of_set(set));
    if set.summary.effect == Effect::DisablesTwoFactor && !take.yes && !take.again {
        confirm(&name, output)?;
        opening::still_open(&mut desk, &passphrase, everywhere)?;
    }
    let now = SystemClock.now();
    let taken = if take.again {
        let view = desk.recovery_set(id, now)?;
        let at = place::named(&view, &take.code)?.map_or_else(|| place::handed_out(&view), Ok)?;
        desk.show_taken(id, at, now)?
    } else {
        desk.take_code(id, which(take), now)?
    };
    opening::tell_of_warnings(&desk, output);
    print(take, &taken, &set.title, output)?;
    if output.format() == Format::Plain {
        tell(take, &taken, &name, output);
    }
    Ok(())
}

fn which(take: &Take) -> Which {
    match (take.code.number, take.code.position) {
        (Some(number), _) => Which::Number(number),
        (None, Some(position)) => {
            Which::At(usize::try_from(position).map_or(usize::MAX, |position| position.saturating_sub(1)))
        }
        (None, None) => Which::Next,
    }
}

/// The account is less protected afterwards: nobody should learn that from the service.
fn confirm(name: &str, output: &mut Output) -> Result<(), Failure> {
    output.warn(&format!(
        "Using a code of {} turns two-factor authentication off; it has to be set up again afterwards.",
        one_line(name)
    ));
    if !ask::somebody_is_there() {
        return Err(Failure::NoTerminal(
            "for a yes",
            "Add --yes if two-factor authentication may be turned off.",
        ));
    }
    if ask::yes("Go on? [y/N] ")? { Ok(()) } else { Err(Failure::NotConfirmed) }
}

fn print(take: &Take, taken: &HandedOut, title: &str, output: &mut Output) -> Result<(), Failure> {
    let code = written(take, taken, output);
    match output.format() {
        Format::Plain => output.line(&code)?,
        Format::Json => output.json(&Taken {
            set: taken.set.to_string(),
            title,
            position: taken.position + 1,
            number: taken.number,
            code: &code,
            effect: words::effect(taken.effect),
            expired: taken.expired,
            variants: taken.variants.iter().map(|variant| words::variant(*variant)).collect(),
        })?,
    }
    output.flush()
}

/// The code in the way that was asked for. It is out already, so one that its service would not take is no error.
fn written(take: &Take, taken: &HandedOut, output: &mut Output) -> Zeroizing<String> {
    let wanted = take.variant.map_or(Variant::AsPrinted, words::variant_of);
    let code = wanted.of(&taken.text);
    if taken.variants.iter().any(|variant| variant.of(&taken.text) == code) {
        return code;
    }
    output.warn("The service does not take this code so; it is written as the service prints it.");
    Variant::AsPrinted.of(&taken.text)
}

/// What to know and what to do next.
fn tell(take: &Take, taken: &HandedOut, name: &str, output: &mut Output) {
    let (code, name) = (counted(taken.number, taken.position), one_line(name));
    if taken.expired {
        output.remark("The service said that this code works no more; trying it does no harm.");
    }
    match taken.effect {
        Effect::Reusable => output.remark(&format!("The key of {name} goes on working after it is used.")),
        effect => {
            if effect == Effect::Replace {
                output.remark(
                    "When it is used, the service shows a new one once. Copy it; it is asked for next.",
                );
            }
            let word = word(take, taken);
            let which = in_words(taken.number, taken.position);
            output.remark(&format!(
                "Code {code} of {name} is handed out. Say what became of it: keepward recovery used {word} {which}"
            ));
        }
    }
    if std::io::stdout().is_terminal() {
        output.remark("It stands in the window of the terminal now; clear that when you are done.");
    }
}

/// The set as it was named, if a shell takes that as it is.
fn word(take: &Take, taken: &HandedOut) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._:@-".contains(c);
    match take.set.name.chars().all(is_plain) {
        true => take.set.name.clone(),
        false => taken.set.to_string(),
    }
}
