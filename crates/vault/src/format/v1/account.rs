//! An account and its keys as they are in the file.
//!
//! What is strict here: a field that decides a code must be right or the record is set aside; a code that is wrong is
//! worse than none.

use std::mem;
use std::sync::Arc;

use data_encoding::BASE32_NOPAD;
use otp::{Algorithm, Digits, Kind, OtpKey, OtpSecret, Period, Pin};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use crate::format::object::Text;
use crate::format::unknown::{Rest, Unknown};
use crate::set_aside::RecordDamage::{self, Bad, Malformed, Missing};
use crate::{Account, Timestamp};

object! {
    /// One login.
    struct AccountV1<'a> {
        id: &'a str,
        issuer: Text<'a>,
        name: Text<'a>,
        key: KeyV1<'a>,
        replacement: KeyV1<'a>,
        icon: Text<'a>,
        tags: Vec<Text<'a>>,
        notes: Text<'a>,
        pinned: bool,
        clock_offset_secs: i32,
        uses: u32,
        last_used: Timestamp,
        created: Timestamp,
        modified: Timestamp,
        binned: Timestamp,
        uri_parameters: Vec<(Text<'a>, Text<'a>)>,
    }
}

object! {
    /// Where codes come from. The secret holds no escapes, so it is never copied out of the plaintext.
    struct KeyV1<'a> {
        kind: &'a str,
        secret: &'a str,
        algorithm: &'a str,
        digits: u64,
        period: u64,
        counter: u64,
        pin: &'a str,
    }
}

/// Reads an account.
pub(super) fn read(raw: &RawValue) -> Result<Arc<Account>, RecordDamage> {
    let found: AccountV1<'_> = serde_json::from_str(raw.get()).map_err(|_| Malformed)?;
    let (key, key_rest) = read_key(found.key.ok_or(Missing("key"))?)?;
    let replacement = found.replacement.map(read_key).transpose()?;
    let (replacement, replacement_rest) = replacement.unzip();
    let modified = found.modified.ok_or(Missing("modified"))?;
    let keys = [(&*key, key_rest)].into_iter().chain(replacement.as_deref().zip(replacement_rest));
    let unknown = Unknown::new(found.rest.into(), keys);
    Ok(Arc::new(Account {
        id: found.id.ok_or(Missing("id"))?.parse().map_err(|_| Bad("id"))?,
        issuer: owned(found.issuer),
        name: owned(found.name),
        icon: found.icon.map(|icon| icon.0.into_owned()),
        tags: found.tags.unwrap_or_default().into_iter().map(|tag| tag.0.into_owned()).collect(),
        notes: owned(found.notes),
        pinned: found.pinned.unwrap_or_default(),
        clock_offset_secs: found.clock_offset_secs.unwrap_or_default(),
        uses: found.uses.unwrap_or_default(),
        last_used: found.last_used,
        created: found.created.unwrap_or(modified),
        modified,
        binned: found.binned,
        other: found.uri_parameters.map(owned_pairs).unwrap_or_default(),
        key,
        replacement,
        unknown,
    }))
}

fn owned(text: Option<Text<'_>>) -> String {
    text.map(|text| text.0.into_owned()).unwrap_or_default()
}

fn owned_pairs(pairs: Vec<(Text<'_>, Text<'_>)>) -> Vec<(String, String)> {
    pairs.into_iter().map(|(name, value)| (name.0.into_owned(), value.0.into_owned())).collect()
}

fn read_key(found: KeyV1<'_>) -> Result<(Arc<OtpKey>, Rest), RecordDamage> {
    let pin = |pin: Option<&str>| Pin::new(pin.ok_or(Missing("pin"))?.to_owned()).map_err(|_| Bad("pin"));
    let kind = match found.kind.ok_or(Missing("kind"))? {
        "totp" => Kind::Totp { period: period(found.period)? },
        "hotp" => Kind::Hotp { counter: found.counter.ok_or(Missing("counter"))? },
        "steam" => Kind::Steam,
        "motp" => Kind::Motp { pin: pin(found.pin)? },
        "yandex" => Kind::Yandex { pin: pin(found.pin)? },
        _ => return Err(Bad("kind")),
    };
    let secret = read_secret(found.secret.ok_or(Missing("secret"))?)?;
    let algorithm = match found.algorithm {
        None => Algorithm::Sha1,
        Some(name) => name.parse().map_err(|_| Bad("algorithm"))?,
    };
    let digits = found.digits.map_or(Ok(Digits::SIX), |count| {
        u8::try_from(count).ok().and_then(|count| Digits::try_from(count).ok()).ok_or(Bad("digits"))
    })?;
    // Only the secret of a Yandex key can be refused here, by its length or its checksum.
    let key = OtpKey::new(kind, Arc::new(secret), algorithm, digits).map_err(|_| Bad("secret"))?;
    Ok((Arc::new(key), found.rest.into()))
}

/// What Keepward writes is read the quick way; what a person wrote into the file by hand, the tolerant one.
fn read_secret(text: &str) -> Result<OtpSecret, RecordDamage> {
    let secret = canonical(text).map_or_else(|| OtpSecret::from_base32(text), OtpSecret::new);
    secret.map_err(|_| Bad("secret"))
}

/// The bytes of base32 as Keepward writes it; `None` for everything else. `decode_mut` panics when the output has not
/// the length that belongs to the input, and not every length of input has one.
fn canonical(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Zeroizing::new(vec![0; BASE32_NOPAD.decode_len(text.len()).ok()?]);
    let length = BASE32_NOPAD.decode_mut(text.as_bytes(), &mut bytes).ok()?;
    (length == bytes.len()).then(|| mem::take(&mut *bytes))
}

fn write_secret(secret: &OtpSecret) -> Zeroizing<String> {
    let bytes = secret.expose();
    let mut text = Zeroizing::new(String::with_capacity(BASE32_NOPAD.encode_len(bytes.len())));
    BASE32_NOPAD.encode_append(bytes, &mut text);
    text
}

fn period(secs: Option<u64>) -> Result<Period, RecordDamage> {
    secs.map_or(Ok(Period::THIRTY_SECONDS), |secs| {
        u32::try_from(secs).ok().and_then(|secs| Period::try_from(secs).ok()).ok_or(Bad("period"))
    })
}

/// Issuer and name of a record that may be damaged anywhere, for the person to recognise it.
pub(super) fn name_of(raw: &RawValue) -> Option<String> {
    object! {
        /// Only what may be shown.
        struct NameV1<'a> {
            issuer: &'a RawValue,
            name: &'a RawValue,
        }
    }
    let found: NameV1<'_> = serde_json::from_str(raw.get()).ok()?;
    let text = |raw: Option<&RawValue>| {
        serde_json::from_str::<String>(raw?.get()).ok().filter(|text| !text.is_empty())
    };
    match (text(found.issuer), text(found.name)) {
        (Some(issuer), Some(name)) => Some(format!("{issuer} ({name})")),
        (issuer, name) => issuer.or(name),
    }
}

/// An account on its way into the file.
pub(super) struct AccountOut<'a>(pub &'a Account);

impl Serialize for AccountOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let account = self.0;
        let id = account.id.to_string();
        let secret = write_secret(account.key.secret());
        let replacement = account.replacement.as_deref().map(|key| (key, write_secret(key.secret())));
        AccountV1 {
            id: Some(&id),
            issuer: some(&account.issuer),
            name: some(&account.name),
            key: Some(key_out(account, &account.key, &secret)),
            replacement: replacement.as_ref().map(|(key, secret)| key_out(account, key, secret)),
            icon: account.icon.as_deref().map(Text::from),
            tags: Some(account.tags.iter().map(|tag| tag.as_str().into()).collect())
                .filter(|tags: &Vec<_>| !tags.is_empty()),
            notes: some(&account.notes),
            pinned: account.pinned.then_some(true),
            clock_offset_secs: Some(account.clock_offset_secs).filter(|secs| *secs != 0),
            uses: Some(account.uses).filter(|uses| *uses != 0),
            last_used: account.last_used,
            created: Some(account.created),
            modified: Some(account.modified),
            binned: account.binned,
            uri_parameters: pairs_out(&account.other),
            rest: account.unknown.of_account(),
        }
        .serialize(serializer)
    }
}

/// Empty texts are left out: they are what a missing field means.
fn some(text: &str) -> Option<Text<'_>> {
    (!text.is_empty()).then(|| text.into())
}

fn pairs_out(pairs: &[(String, String)]) -> Option<Vec<(Text<'_>, Text<'_>)>> {
    (!pairs.is_empty()).then(|| {
        pairs.iter().map(|(name, value)| (Text::from(name.as_str()), Text::from(value.as_str()))).collect()
    })
}

fn key_out<'a>(account: &'a Account, key: &'a OtpKey, secret: &'a str) -> KeyV1<'a> {
    let mut out = KeyV1 {
        kind: Some(key.kind_name()),
        secret: Some(secret),
        rest: account.unknown.of_key(key),
        ..KeyV1::default()
    };
    match key.kind() {
        Kind::Totp { period } => out.period = Some(period.secs().into()),
        Kind::Hotp { counter } => out.counter = Some(*counter),
        Kind::Steam => {}
        Kind::Motp { pin } | Kind::Yandex { pin } => out.pin = Some(pin.expose()),
    }
    if matches!(key.kind(), Kind::Totp { .. } | Kind::Hotp { .. }) {
        out.algorithm = Some(key.algorithm().as_str());
        out.digits = Some(key.digits().get().into());
    }
    out
}
