//! One account of a batch, both ways: what the numbers on the wire mean, and which accounts they cannot say.
//! Nothing here knows pictures.

use std::{mem, sync::Arc};

use super::{
    EntryError,
    wire::{EIGHT, Entry, HOTP, SHA1, SHA256, SHA512, SIX, TOTP, UNSPECIFIED},
};
use crate::{
    Algorithm, Digits, Kind, OtpAuth, OtpKey, OtpSecret, Period,
    names::{LONGEST_NAME, clean, label, split_label},
};

/// The longest name in a sentence, in characters.
const LONGEST_SHOWN: usize = 80;

/// Issuer and account name of an entry, which has them as a URI has them: beside each other, in one label, or both.
pub(super) fn names(entry: &Entry) -> (Option<String>, String) {
    let text = |bytes| clean(&String::from_utf8_lossy(bytes));
    let issuer = Some(text(&entry.issuer)).filter(|issuer| !issuer.is_empty());
    split_label(&text(&entry.name), issuer)
}

/// What an account is called in a sentence about it.
pub(super) fn shown(issuer: Option<&str>, account: &str) -> String {
    let whole = match issuer {
        Some(issuer) => format!("{issuer}: {account}"),
        None => account.to_owned(),
    };
    whole.chars().take(LONGEST_SHOWN).collect()
}

/// The account that `entry` means.
pub(super) fn read(mut entry: Entry, issuer: Option<String>, account: String) -> Result<OtpAuth, EntryError> {
    if account.len() > LONGEST_NAME || issuer.as_ref().is_some_and(|issuer| issuer.len() > LONGEST_NAME) {
        return Err(EntryError::NameTooLong);
    }
    let algorithm = match entry.algorithm {
        UNSPECIFIED | SHA1 => Algorithm::Sha1,
        SHA256 => Algorithm::Sha256,
        SHA512 => Algorithm::Sha512,
        _ => return Err(EntryError::Algorithm),
    };
    let digits = match entry.digits {
        UNSPECIFIED | SIX => Digits::SIX,
        EIGHT => Digits::EIGHT,
        _ => return Err(EntryError::Digits),
    };
    let kind = match entry.kind {
        UNSPECIFIED | TOTP => Kind::Totp { period: Period::THIRTY_SECONDS },
        HOTP => Kind::Hotp { counter: u64::try_from(entry.counter).map_err(|_| EntryError::Counter)? },
        _ => return Err(EntryError::Kind),
    };
    let secret = Arc::new(OtpSecret::new(mem::take(&mut entry.secret))?);
    let key = OtpKey::new(kind, secret, algorithm, digits).map_err(|_| EntryError::Kind)?;
    Ok(OtpAuth { issuer, account, key, other: Vec::new() })
}

/// The account as an entry, if the format can carry it: TOTP of 30 seconds or HOTP, six or eight digits.
pub(super) fn of(account: &OtpAuth) -> Result<Entry, EntryError> {
    let key = &account.key;
    let (kind, counter) = match key.kind() {
        Kind::Totp { period } if *period == Period::THIRTY_SECONDS => (TOTP, 0),
        Kind::Totp { .. } => return Err(EntryError::Period),
        Kind::Hotp { counter } => (HOTP, i64::try_from(*counter).map_err(|_| EntryError::Counter)?),
        Kind::Steam | Kind::Motp { .. } | Kind::Yandex { .. } => return Err(EntryError::Kind),
    };
    let algorithm = match key.algorithm() {
        Algorithm::Sha1 => SHA1,
        Algorithm::Sha256 => SHA256,
        Algorithm::Sha512 => SHA512,
    };
    let digits = match key.digits() {
        Digits::SIX => SIX,
        Digits::EIGHT => EIGHT,
        _ => return Err(EntryError::Digits),
    };
    Ok(Entry {
        secret: key.secret().expose().to_vec(),
        name: label(account.issuer.as_deref(), &account.account).into_bytes(),
        issuer: account.issuer.clone().unwrap_or_default().into_bytes(),
        algorithm,
        digits,
        kind,
        counter,
    })
}
