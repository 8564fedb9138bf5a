//! One file a verb; each is a few lines over the actions. This file only picks.
mod add;
mod code;
mod export;
mod init;
mod list;
mod lock_info;
mod passwd;
mod scan;

use crate::{
    failure::Failure,
    line::{Line, Verb},
    output::Output,
};

pub(crate) fn run(line: &Line, output: &mut Output) -> Result<(), Failure> {
    let everywhere = &line.everywhere;
    match &line.verb {
        Verb::Init => init::run(everywhere, output),
        Verb::Add(add) => add::run(add, everywhere, output),
        Verb::List(list) => list::run(list, everywhere, output),
        Verb::Code(code) => code::run(code, everywhere, output),
        Verb::Scan(scan) => scan::run(scan, output),
        Verb::Export(export) => export::run(export, everywhere, output),
        Verb::Passwd(passwd) => passwd::run(passwd, everywhere, output),
        Verb::LockInfo => lock_info::run(everywhere, output),
    }
}
