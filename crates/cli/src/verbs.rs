//! One file a verb; each is a few lines over the actions. This file only picks.
mod add;
mod backup;
mod code;
mod export;
mod init;
mod list;
mod lock_info;
mod passwd;
mod recovery;
mod restore;
mod scan;
mod snapshots;

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
        Verb::Recovery(recovery) => recovery::run(&recovery.verb, everywhere, output),
        Verb::Backup(backup) => backup::run(backup, everywhere, output),
        Verb::Restore(restore) => restore::run(restore, everywhere, output),
        Verb::Snapshots => snapshots::run(everywhere, output),
        Verb::LockInfo => lock_info::run(everywhere, output),
    }
}
