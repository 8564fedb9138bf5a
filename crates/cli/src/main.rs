//! `keepward`: the same actions as the window, on a command line. Reads the line, runs one verb, turns what went wrong
//! into a sentence and an exit code.
mod ask;
mod failure;
mod leaving;
mod line;
mod named;
mod opening;
mod output;
mod reading;
mod verbs;

use std::process::ExitCode;

use clap::Parser;
use failure::Failure;
use line::Line;
use output::{Format, Output};

fn main() -> ExitCode {
    actions::harden("keepward");

    let line = match Line::try_parse() {
        Ok(line) => line,
        Err(error) => return not_understood(&error),
    };
    let mut output = Output::new(line.format());
    let ran = verbs::run(&line, &mut output).and_then(|()| output.finish());
    match ran {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.report(line.format());
            failure.code()
        }
    }
}

/// The line is no command: help and version go to standard output, mistakes to standard error with code 2.
fn not_understood(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        let _nobody_listens = error.print();
        return ExitCode::SUCCESS;
    }
    let words: Vec<_> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let wants_json = words.iter().any(|word| word == "--json");
    let sentence = line::without_values(error.render().to_string().trim(), &words);
    let failure = Failure::Usage(sentence);
    failure.report(if wants_json { Format::Json } else { Format::Plain });
    failure.code()
}
