//! For tests: a desk at an open vault in memory, and short ways to fill it.
use std::{
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use vault::{AccountId, MemoryFolder, MemorySecretStore, Passphrase, Place, WorkFactor};

use crate::{CodePage, CodeRow, CodesQuery, Desk, OpenWith, SettingsFile};

pub(crate) const PASSPHRASE: &str = "correct horse battery staple";

/// RFC 6238 appendix B, SHA-1.
pub(crate) const RFC_SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// 2027-01-15 08:00:00 UTC, the beginning of a minute.
pub(crate) fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_800_000_000)
}

pub(crate) fn later(secs: u64) -> SystemTime {
    now() + Duration::from_secs(secs)
}

pub(crate) fn passphrase() -> Passphrase {
    Passphrase::from(PASSPHRASE.to_owned())
}

pub(crate) fn wrong() -> Passphrase {
    Passphrase::from("wrong".to_owned())
}

/// A place in memory; the folder is handed out to make it fail.
pub(crate) fn place() -> (Place, Arc<MemoryFolder>) {
    let folder = Arc::new(MemoryFolder::default());
    let place = Place {
        folder: folder.clone(),
        secrets: Arc::new(MemorySecretStore::default()),
        work_factor: WorkFactor::weak_for_tests(),
    };
    (place, folder)
}

/// Settings that no test finds on disk, because their folder cannot exist.
pub(crate) fn settings() -> SettingsFile {
    SettingsFile::open("/dev/null/settings.json".into())
}

pub(crate) fn desk_in(place: Place) -> Desk {
    let mut desk = Desk::new(place, settings());
    desk.create(&passphrase(), OpenWith::Passphrase, now()).unwrap();
    desk
}

/// A desk at an open, empty vault.
pub(crate) fn desk() -> Desk {
    desk_in(place().0)
}

/// Adds what a URI says.
pub(crate) fn add(desk: &mut Desk, uri: &str) -> AccountId {
    let offer = desk.offer(&[uri], now()).unwrap();
    let candidate = offer.candidates.first().unwrap_or_else(|| panic!("{:?}", offer.notice));
    desk.accept(candidate.id, &candidate.as_it_is(), now()).unwrap()
}

/// Adds an ordinary account; the secret is made of both names.
pub(crate) fn add_named(desk: &mut Desk, issuer: &str, name: &str) -> AccountId {
    let secret: String =
        format!("{issuer}{name}").bytes().filter(u8::is_ascii_alphabetic).map(char::from).collect();
    add(desk, &format!("otpauth://totp/{issuer}:{name}?secret={secret}AAAA&issuer={issuer}"))
}

pub(crate) fn page(desk: &mut Desk, text: &str) -> CodePage {
    desk.codes(&CodesQuery { text: text.to_owned(), from: 0, count: 1000, now: now() }).unwrap()
}

pub(crate) fn names(page: &CodePage) -> Vec<&str> {
    page.rows.iter().map(|row| row.name.as_str()).collect()
}

/// The row of an account at a moment.
pub(crate) fn row(desk: &mut Desk, id: AccountId, at: SystemTime) -> CodeRow {
    let page = desk.codes(&CodesQuery { text: String::new(), from: 0, count: 1000, now: at }).unwrap();
    page.rows.into_iter().find(|row| row.id == id).unwrap()
}
