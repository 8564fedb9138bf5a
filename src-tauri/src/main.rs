//! Starts the desktop app. Everything else is in the library, so that tests can reach it.

use std::process::ExitCode;

fn main() -> ExitCode {
    keepward_app::run()
}
