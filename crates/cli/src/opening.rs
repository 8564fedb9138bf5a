//! From a command line to an open vault. Finds out first whether a passphrase would be of any use, so that nobody types
//! one in vain.
use actions::{
    ActionError, Clock, Desk, Passphrase, Phase, Place, QuickUnlock, Rollback, SettingsFile, Status,
    SystemClock, UnlockError, default_folder,
};

use crate::{
    ask,
    failure::Failure,
    line::Everywhere,
    output::{Output, one_line},
};

/// The desk at the vault of the line, which stays closed.
pub(crate) fn desk(everywhere: &Everywhere) -> Desk {
    let folder = everywhere.vault.clone().unwrap_or_else(default_folder);
    Desk::new(Place::on_disk(folder), SettingsFile::open(SettingsFile::default_path()))
}

/// The desk with the vault open, for codes and names: what the app shows after a quick unlock too, so the keyring will do
/// if the person switched it on and named no passphrase file.
pub(crate) fn open(everywhere: &Everywhere, output: &mut Output) -> Result<Desk, Failure> {
    let mut desk = desk(everywhere);
    let status = desk.status(SystemClock.now());
    if everywhere.passphrase_file.is_none()
        && status.phase == Phase::Locked
        && desk.keyring().look() == QuickUnlock::On
    {
        match desk.quick_unlock(rollback(everywhere), SystemClock.now()) {
            Ok(()) => return Ok(tell_of_damage(desk, output)),
            Err(error @ ActionError::Unlock(UnlockError::QuickUnlock(_))) => output.warn(&error.to_string()),
            Err(error) => return Err(error.into()),
        }
    }
    let passphrase = ask(everywhere, &status, &desk)?;
    desk.unlock(&passphrase, rollback(everywhere), SystemClock)?;
    Ok(tell_of_damage(desk, output))
}

/// The same for secrets and for the passphrase itself: they are worth typing it. Hands out both.
pub(crate) fn open_with_passphrase(
    everywhere: &Everywhere,
    output: &mut Output,
) -> Result<(Desk, Passphrase), Failure> {
    let mut desk = desk(everywhere);
    let passphrase = ask(everywhere, &desk.status(SystemClock.now()), &desk)?;
    desk.unlock(&passphrase, rollback(everywhere), SystemClock)?;
    Ok((tell_of_damage(desk, output), passphrase))
}

/// The same with the recovery codes open, for a while.
pub(crate) fn open_recovery(
    everywhere: &Everywhere,
    output: &mut Output,
) -> Result<(Desk, Passphrase), Failure> {
    let (mut desk, passphrase) = open_with_passphrase(everywhere, output)?;
    desk.open_recovery(&passphrase, rollback(everywhere), SystemClock)?;
    tell_of_warnings(&desk, output);
    Ok((desk, passphrase))
}

/// Opens the recovery codes again if the person took longer to answer than they stay open.
pub(crate) fn still_open(
    desk: &mut Desk,
    passphrase: &Passphrase,
    everywhere: &Everywhere,
) -> Result<(), Failure> {
    if desk.recovery_open_for(SystemClock.now()).is_zero() {
        desk.open_recovery(passphrase, rollback(everywhere), SystemClock)?;
    }
    Ok(())
}

/// The passphrase, if there is something that it could open now.
fn ask(everywhere: &Everywhere, status: &Status, desk: &Desk) -> Result<Passphrase, Failure> {
    desk.openable()?;
    if !status.retry_in.is_zero() {
        return Err(ActionError::Unlock(UnlockError::TooSoon { retry_in: status.retry_in }).into());
    }
    ask::passphrase(everywhere.passphrase_file.as_deref(), "Passphrase: ")
}

fn rollback(everywhere: &Everywhere) -> Rollback {
    if everywhere.accept_older { Rollback::Accept } else { Rollback::Refuse }
}

/// What the vault wants to say after a change. Nothing failed, so the verb goes on.
pub(crate) fn tell_of_warnings(desk: &Desk, output: &mut Output) {
    desk.warnings().iter().for_each(|warning| output.warn(warning));
}

/// Records that cannot be read are no reason to stop, but nobody should miss an account without knowing why.
fn tell_of_damage(desk: Desk, output: &mut Output) -> Desk {
    for record in desk.set_aside().unwrap_or_default() {
        let name = record.name.as_deref().map_or("without a name".to_owned(), one_line);
        output.warn(&format!(
            "A record ({name}) was set aside, because {}. It stays in the vault.",
            record.damage
        ));
    }
    desk
}
