//! Recovery codes at the desk, one file per family; reading a file is tested beside `importing`. Here is what they share.
use std::time::{Duration, SystemTime};

use recovery::{CodeState, SetId, Which};
use vault::{AccountId, Rollback};
use zeroize::Zeroizing;

use super::importing::{DecidedCode, ImportDecision, ImportPreview, ImportSource};
use super::{CodeAnswer, HandedOut, SetView};
use crate::{
    Desk,
    fixture::{desk, later, now, passphrase},
};

mod backup;
mod care;
mod hand_out;
mod kit;
mod opening;
mod output;
mod overview;
mod questions;
mod rescue;
mod secrets;

/// A desk with the compartment open since [`now`].
pub(crate) fn open_desk() -> Desk {
    let mut desk = desk();
    open(&mut desk, now());
    desk
}

pub(crate) fn open(desk: &mut Desk, at: SystemTime) {
    desk.open_recovery(&passphrase(), Rollback::Refuse, at).unwrap();
}

/// When something was last done: an earlier moment would be a clock that was set back.
pub(crate) fn present(desk: &Desk) -> SystemTime {
    desk.recovery.as_ref().map_or(now(), |open| open.expires_at() - Duration::from_secs(120))
}

/// Codes as GitHub prints them; batches share none.
pub(crate) fn codes(batch: u32, count: u32) -> Vec<String> {
    (0..count).map(|n| format!("{:05x}-c{:04x}", 0xab_000 + batch * 256 + n, 0x1d00 + n * 7)).collect()
}

pub(crate) const GITHUB: &str = "github-recovery-codes.txt";

/// What the person is shown of a file.
pub(crate) fn read(desk: &mut Desk, name: &str, text: &str) -> ImportPreview {
    let at = present(desk);
    read_at(desk, name, text, at)
}

pub(crate) fn read_at(desk: &mut Desk, name: &str, text: &str, at: SystemTime) -> ImportPreview {
    let source = ImportSource::File(std::path::Path::new("/nowhere").join(name));
    desk.read_recovery(text.as_bytes(), source, at).unwrap()
}

/// Everything is kept as it was read.
pub(crate) fn as_seen(preview: &ImportPreview) -> Vec<ImportDecision> {
    let decision = |(index, set): (usize, &super::PreviewSet)| ImportDecision {
        index: index.try_into().unwrap(),
        take: true,
        facts: set.facts.clone(),
        codes: set
            .codes
            .iter()
            .map(|code| DecidedCode { number: code.number, text: code.text.clone(), used: code.used })
            .collect(),
        spent_one: false,
        missing_were_used: false,
        replaces: true,
    };
    preview.sets.iter().enumerate().map(decision).collect()
}

/// Reads a file and stores it as it was read.
pub(crate) fn import(desk: &mut Desk, name: &str, text: &str) -> SetId {
    let preview = read(desk, name, text);
    let at = present(desk);
    let stored = desk.accept_import(preview.id, as_seen(&preview), at).unwrap();
    stored[0]
}

/// The sixteen codes of the first batch, stored.
pub(crate) fn github(desk: &mut Desk) -> SetId {
    import(desk, GITHUB, &codes(0, 16).join("\n"))
}

/// A set with this effect, of three codes.
pub(crate) fn with_effect(desk: &mut Desk, effect: recovery::Effect) -> SetId {
    let preview = read(desk, "acme-backup-codes.txt", &codes(3, 3).join("\n"));
    let mut decisions = as_seen(&preview);
    decisions[0].facts.effect = effect;
    let at = present(desk);
    desk.accept_import(preview.id, decisions, at).unwrap()[0]
}

pub(crate) fn take(desk: &mut Desk, set: SetId) -> HandedOut {
    let at = present(desk);
    desk.take_code(set, Which::Next, at).unwrap()
}

pub(crate) fn answer(desk: &mut Desk, set: SetId, position: usize, answer: CodeAnswer) -> SetView {
    let at = present(desk);
    desk.answer_code(set, position, answer, String::new(), at).unwrap()
}

pub(crate) fn view(desk: &Desk, set: SetId) -> SetView {
    desk.recovery_set(set, present(desk)).unwrap()
}

/// What became of each code, as a letter.
pub(crate) fn states(desk: &Desk, set: SetId) -> String {
    let letter = |line: &super::CodeLine| match line.state {
        CodeState::Unused => '.',
        CodeState::Reserved { .. } => 'r',
        CodeState::Used { .. } => 'u',
        CodeState::Invalid { .. } => 'x',
        CodeState::Unsure { .. } => '?',
    };
    view(desk, set).codes.iter().map(letter).collect()
}

pub(crate) fn typed(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.to_owned())
}

/// The names of what was done, the newest first.
pub(crate) fn log(desk: &Desk) -> Vec<String> {
    let log = desk.recovery_log(0, 100).unwrap();
    log.lines.iter().map(|line| line.what.as_str().to_owned()).collect()
}

pub(crate) fn account_of(desk: &Desk, set: SetId) -> Option<AccountId> {
    view(desk, set).overview.account
}
