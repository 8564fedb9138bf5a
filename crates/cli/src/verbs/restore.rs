//! `restore`: a whole backup, an earlier version, or the vault from the emergency kit. What was there before is kept aside.
use std::path::Path;

use actions::{RecoveryFromKit, SnapshotId, SystemClock};
use serde::Serialize;

use super::recovery::read_kit;
use crate::{
    ask,
    failure::Failure,
    line::{Everywhere, Restore},
    opening,
    output::{Format, Output, one_line},
};

#[derive(Serialize)]
struct Restored<'a> {
    restored: &'static str,
    /// The folder in the vault folder with the files as they were.
    #[serde(skip_serializing_if = "Option::is_none")]
    kept_in: Option<&'a str>,
    /// What could not be finished or is not sure.
    #[serde(skip_serializing_if = "Option::is_none")]
    unfinished: Option<String>,
}

pub(crate) fn run(restore: &Restore, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    match (&restore.file, &restore.kit, &restore.snapshot, &restore.recovery_snapshot) {
        (Some(file), ..) => backup(file, everywhere, output),
        (None, Some(kit), ..) => {
            from_kit(kit.as_deref(), restore.new_passphrase_file.as_deref(), everywhere, output)
        }
        (None, None, Some(id), _) => snapshot(id, everywhere, output),
        (None, None, None, Some(id)) => recovery_snapshot(id, everywhere, output),
        (None, None, None, None) => {
            Err(Failure::Usage("Say what to restore: a backup, --kit or a snapshot.".to_owned()))
        }
    }
}

fn backup(file: &Path, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    let mut desk = opening::desk(everywhere);
    desk.choose_backup(file)?;
    let passphrase = ask::passphrase(everywhere.passphrase_file.as_deref(), "Passphrase of the backup: ")?;
    let restored = desk.restore_backup(&passphrase, SystemClock)?;
    let said = "The backup is in place. Open it with the passphrase that was in force when it was made.";
    report(
        said,
        &Restored { restored: "backup", kept_in: restored.kept_in.as_deref(), unfinished: None },
        output,
    )
}

fn from_kit(
    kit: Option<&Path>,
    new_passphrase: Option<&Path>,
    everywhere: &Everywhere,
    output: &mut Output,
) -> Result<(), Failure> {
    let mut desk = opening::desk(everywhere);
    // Not whether it opens: a lost key file is what the kit is for.
    drop(desk.closed_vault()?);
    let kit = read_kit(kit, "Name a file with --kit FILE.")?;
    let instead = "Name a file that holds it with --new-passphrase-file.";
    let new = ask::new_passphrase(new_passphrase, instead)?;
    let restored = desk.restore_from_kit(&kit, &new, SystemClock)?;
    let unfinished = restored.unfinished.map(|problem| problem.to_string());
    if let Some(problem) = &unfinished {
        output.warn(problem);
    }
    let said = match restored.recovery {
        RecoveryFromKit::Restored => "The new passphrase opens the vault and its recovery codes.",
        RecoveryFromKit::NeverThere => "The new passphrase opens the vault.",
        RecoveryFromKit::Missing => {
            output.warn(
                "The recovery codes are not here: recovery.age is missing. Put it beside vault.age from a backup, then do this \
                 again with the kit.",
            );
            "The new passphrase opens the vault, without its recovery codes."
        }
    };
    report(said, &Restored { restored: "kit", kept_in: Some(&restored.kept_in), unfinished }, output)
}

fn snapshot(id: &str, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    let id: SnapshotId = id.parse()?;
    let mut desk = opening::desk(everywhere);
    desk.snapshots()?;
    let passphrase = ask::passphrase(everywhere.passphrase_file.as_deref(), "Passphrase: ")?;
    desk.restore_snapshot(&id, &passphrase, SystemClock)?;
    let said = "The earlier version is in place. The one before it is kept among the snapshots.";
    report(said, &Restored { restored: "snapshot", kept_in: None, unfinished: None }, output)
}

fn recovery_snapshot(id: &str, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    let id: SnapshotId = id.parse()?;
    let (mut desk, passphrase) = opening::open_with_passphrase(everywhere, output)?;
    let unfinished = desk.restore_recovery_snapshot(&id, &passphrase, SystemClock)?;
    if let Some(doubt) = &unfinished {
        output.warn(doubt);
    }
    let said = "The earlier version of the recovery codes is in place. The one before it is kept among the snapshots.";
    report(said, &Restored { restored: "recovery-snapshot", kept_in: None, unfinished }, output)
}

fn report(said: &str, restored: &Restored<'_>, output: &mut Output) -> Result<(), Failure> {
    if output.format() == Format::Json {
        return output.json(restored);
    }
    output.line(said)?;
    if let Some(folder) = restored.kept_in {
        output.remark(&format!(
            "The files that were there are kept in {} in the folder of the vault.",
            one_line(folder)
        ));
    }
    Ok(())
}
