//! What the tests of the recovery compartment share: a set, a way to use a code, and a way into the files that goes around
//! the vault.

use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use age::secrecy::SecretString;
use recovery::{
    CodeState, CodeText, Effect, Event, EventKind, Order, RecoveryCode, RecoverySet, Regeneration, SetId,
    SetKind, Standing,
};
use vault::{Kit, RecoveryUnlocked, Rollback, UnlockedVault, VaultFolder};

use crate::support::*;

pub const TWO_MINUTES: Duration = Duration::from_secs(120);

/// The compartment, opened at this moment.
pub fn opened(vault: &mut UnlockedVault, passphrase: &str, secs: u64) -> RecoveryUnlocked {
    vault.open_recovery(&words(passphrase), at(secs), TWO_MINUTES, Rollback::Refuse).unwrap()
}

/// A new kit.
pub fn new_kit(vault: &mut UnlockedVault, secs: u64) -> Kit {
    let mut recovery = opened(vault, WORDS, secs);
    vault.make_kit(&mut recovery, at(secs)).unwrap()
}

/// A set whose codes say whose they are.
pub fn set(service: &str, codes: usize, secs: u64) -> RecoverySet {
    let code = |nth: usize| {
        let text = CodeText::new(format!("{service}-{nth}")).unwrap();
        RecoveryCode::unused(u32::try_from(nth).ok(), text)
    };
    RecoverySet {
        id: SetId::random(),
        service: Some(service.to_owned()),
        account: Some("ann".to_owned()),
        site: Some(format!("https://{service}.example/codes")),
        label: String::new(),
        login: None,
        kind: SetKind::List,
        effect: Effect::Consume,
        order: Order::Any,
        regeneration: Regeneration::Replaces,
        generated: Some(at(0)),
        imported: at(secs),
        modified: at(secs),
        expires: None,
        source: None,
        standing: Standing::Active,
        codes: (0..codes).map(code).collect(),
    }
}

pub fn event(set: SetId, code: Option<usize>, what: EventKind, secs: u64) -> Event {
    Event { at: at(secs), device: "desk".to_owned(), set: Some(set), code, what }
}

pub fn import(
    recovery: &mut RecoveryUnlocked,
    vault: &mut UnlockedVault,
    service: &str,
    codes: usize,
    secs: u64,
) {
    let new = Arc::new(set(service, codes, secs));
    recovery
        .change(vault, at(secs), |all| {
            all.log.record(event(new.id, None, EventKind::Imported, secs));
            all.sets.push(Arc::clone(&new));
            Ok::<_, ()>(())
        })
        .unwrap();
}

/// Uses the first unused code of the first set and says which it was.
pub fn use_first(recovery: &mut RecoveryUnlocked, vault: &mut UnlockedVault, secs: u64) -> usize {
    recovery
        .change(vault, at(secs), |all| {
            let id = all.sets.first().ok_or("no set")?.id;
            let set = all.set_mut(id).ok_or("no set")?;
            let place =
                set.codes.iter().position(|code| code.state == CodeState::Unused).ok_or("none left")?;
            let used = CodeState::Used { at: Some(at(secs)), note: String::new() };
            let before = std::mem::replace(&mut set.codes[place].state, used);
            set.codes[place].past.push(before);
            all.log.record(event(id, Some(place), EventKind::Used, secs));
            Ok::<_, &str>(place)
        })
        .unwrap()
}

/// The recovery identity, by the age library alone.
pub fn recovery_identity(folder: &dyn VaultFolder, passphrase: &str) -> age::x25519::Identity {
    let key_file = folder.read("recovery-key.age", 100_000).unwrap().unwrap();
    let opener = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    let text = String::from_utf8(age::decrypt(&opener, &key_file).unwrap()).unwrap();
    text.lines().find(|line| line.starts_with("AGE-SECRET-KEY-1")).unwrap().parse().unwrap()
}

/// What is inside `recovery.age`, by the age library alone.
pub fn recovery_plaintext(folder: &dyn VaultFolder, passphrase: &str) -> String {
    let file = folder.read("recovery.age", u64::MAX).unwrap().unwrap();
    String::from_utf8(age::decrypt(&recovery_identity(folder, passphrase), &file).unwrap()).unwrap()
}

/// A recovery file with this inside, as a stranger could make one who has the passphrase.
pub fn recovery_sealed(folder: &dyn VaultFolder, passphrase: &str, plaintext: &str) -> Vec<u8> {
    let recipient = recovery_identity(folder, passphrase).to_public();
    let recipient: &dyn age::Recipient = &recipient;
    let mut writer =
        age::Encryptor::with_recipients(std::iter::once(recipient)).unwrap().wrap_output(Vec::new()).unwrap();
    writer.write_all(plaintext.as_bytes()).unwrap();
    writer.finish().unwrap()
}
