//! The words after `backup` and `restore`.
use std::path::PathBuf;

use clap::{ArgGroup, Args};

#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The file to write; `-` for standard output. A file that exists is never overwritten
    #[arg(value_name = "FILE.tar")]
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("what").required(true).args(["file", "kit", "snapshot", "recovery_snapshot"]))]
pub(crate) struct Restore {
    /// A whole backup; the vault that is there is kept aside
    #[arg(value_name = "FILE.tar")]
    pub(crate) file: Option<PathBuf>,
    /// Open the vault with the emergency kit and give it a new passphrase. FILE holds its text or a picture of its square,
    /// `-` is standard input; without FILE it is asked for
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    pub(crate) kit: Option<Option<PathBuf>>,
    /// Put back an earlier version of the accounts, as `keepward snapshots` names it
    #[arg(long, value_name = "ID")]
    pub(crate) snapshot: Option<String>,
    /// Put back an earlier version of the recovery codes
    #[arg(long, value_name = "ID")]
    pub(crate) recovery_snapshot: Option<String>,
    /// Read the new passphrase from FILE; one trailing newline is removed
    #[arg(long, value_name = "FILE", requires = "kit")]
    pub(crate) new_passphrase_file: Option<PathBuf>,
}
