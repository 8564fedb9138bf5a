//! What a process with an open vault does so that it leaves no secret behind when it dies: no core dump, and a panic that
//! prints where it happened but not what it held. `PR_SET_DUMPABLE` is left alone, because the desktop portals need it.

use std::{
    io::{self, Write as _},
    panic,
};

use rustix::process::{Resource, Rlimit, setrlimit};

/// What a panic prints after where it happened: true because every write is atomic.
const REASSURANCE: &str =
    "The vault on disk is whole. Start again, and please report this line; it holds nothing of yours.";

/// Switches core dumps off and shortens what a panic of `program` prints. Called once, before any secret is in memory.
pub fn harden(program: &'static str) {
    // One byte, not none: no file is that small, and it is what also stops a dump into a program (core(5)).
    // A container may forbid even lowering a limit; the program works without it.
    let _as_good_as_possible = setrlimit(Resource::Core, Rlimit { current: Some(1), maximum: Some(1) });
    panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        // The payload is not printed: a formatted value may be part of it.
        let _nobody_reads = writeln!(io::stderr(), "{program}: internal error at {place}. {REASSURANCE}");
    }));
}

#[cfg(test)]
mod tests;
