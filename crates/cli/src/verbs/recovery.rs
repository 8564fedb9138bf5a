//! `recovery`: the verbs of recovery codes, one file each. This file only picks.
mod archive;
mod changed;
mod export;
mod import;
mod kit;
mod log;
mod parse;
mod place;
mod preview;
mod question;
mod status;
mod take;
mod undo;
mod used;
mod words;

pub(crate) use self::kit::read as read_kit;
use crate::{
    failure::Failure,
    line::{Everywhere, RecoveryVerb as Verb},
    output::Output,
};

pub(crate) fn run(verb: &Verb, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    match verb {
        Verb::Parse(parse) => parse::run(parse, output),
        Verb::Import(import) => import::run(import, everywhere, output),
        Verb::Status => status::run(everywhere, output),
        Verb::Take(take) => take::run(take, everywhere, output),
        Verb::Used(used) => used::run(used, everywhere, output),
        Verb::Undo(undo) => undo::run(undo, everywhere, output),
        Verb::Replace(replace) => used::replace(replace, everywhere, output),
        Verb::Log(log) => log::run(log, everywhere, output),
        Verb::Export(export) => export::run(export, everywhere, output),
        Verb::Archive(archive) => archive::run(archive, everywhere, output),
        Verb::Kit(kit) => kit::run(kit, everywhere, output),
        Verb::Question(question) => question::run(question, everywhere, output),
    }
}
