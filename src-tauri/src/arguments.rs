//! The command line of the desktop app. Parsed before anything else starts, so that `--help` opens no window.

use std::path::PathBuf;

use clap::Parser;

/// What the app was started with.
#[derive(Debug, Default, Parser)]
#[command(name = "keepward-app", version, about = "Keepward: one-time codes on the desktop")]
pub struct Arguments {
    /// Opens the vault in this folder instead of the default one
    #[arg(long, value_name = "DIR", conflicts_with = "demo")]
    pub vault: Option<PathBuf>,
    /// Opens a throw-away vault with sample accounts
    #[arg(long)]
    pub demo: bool,
    /// Starts in the tray, without a window (needs a desktop with a tray)
    #[arg(long)]
    pub hidden: bool,
    /// `otpauth:` links to add, as a browser or a file manager hands them over
    // Any number and any text: clap prints an argument it refuses, and these hold secrets.
    #[arg(value_name = "LINK")]
    pub links: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_never_refused_and_so_never_printed() {
        let arguments = Arguments::try_parse_from(["keepward-app", "otpauth:broken", "otpauth://x"]).unwrap();
        assert_eq!(arguments.links, ["otpauth:broken", "otpauth://x"]);
    }

    #[test]
    fn a_demo_has_no_folder_of_its_own() {
        assert!(Arguments::try_parse_from(["keepward-app", "--demo", "--vault", "x"]).is_err());
    }
}
