//! From account to URI, in the form most apps understand. It refuses nothing; what the URI cannot say does not
//! exist in an account.

use zeroize::Zeroizing;

use super::OtpAuth;
use crate::{
    Kind,
    names::label_prefix,
    percent,
    rfc4648::{BASE16, BASE32},
};

pub(super) fn write(account: &OtpAuth) -> Zeroizing<String> {
    let key = &account.key;
    let mut uri = Zeroizing::new(String::with_capacity(longest(account)));
    uri.push_str("otpauth://");
    uri.push_str(match key.kind() {
        Kind::Totp { .. } => "totp/",
        Kind::Hotp { .. } => "hotp/",
        Kind::Steam => "steam/",
        Kind::Motp { .. } => "motp/",
        Kind::Yandex { .. } => "yaotp/",
    });
    if let Some(prefix) = label_prefix(account.issuer.as_deref(), &account.account) {
        percent::encode(prefix, &mut uri);
        uri.push(':');
    }
    percent::encode(&account.account, &mut uri);

    let mut query = Query { uri, next: '?' };
    match key.kind() {
        Kind::Motp { .. } => query.add("secret", &BASE16.encode(key.secret().expose())),
        _ => query.add("secret", &key.secret().to_base32()),
    }
    if let Some(issuer) = &account.issuer {
        query.add("issuer", issuer);
    }
    match key.kind() {
        Kind::Totp { period } => {
            query.add("algorithm", key.algorithm().as_str());
            query.add("digits", &key.digits().get().to_string());
            query.add("period", &period.secs().to_string());
        }
        Kind::Hotp { counter } => {
            query.add("algorithm", key.algorithm().as_str());
            query.add("digits", &key.digits().get().to_string());
            query.add("counter", &counter.to_string());
        }
        Kind::Steam => {}
        Kind::Motp { pin } => query.add("pin", pin.expose()),
        Kind::Yandex { pin } => query.add("pin", &BASE32.encode(pin.expose().as_bytes())),
    }
    for (name, value) in &account.other {
        query.add(name, value);
    }
    query.uri
}

/// At least as long as the URI can get, every character escaped, so that it never moves in memory and leaves no
/// copy behind.
pub(super) fn longest(account: &OtpAuth) -> usize {
    let issuer = account.issuer.as_ref().map_or(0, String::len);
    let other: usize = account.other.iter().map(|(name, value)| name.len() + value.len() + 2).sum();
    let secret = account.key.secret().expose().len() * 2;
    512 + secret + 3 * (2 * issuer + account.account.len() + other)
}

struct Query {
    uri: Zeroizing<String>,
    next: char,
}

impl Query {
    fn add(&mut self, name: &str, value: &str) {
        self.uri.push(std::mem::replace(&mut self.next, '&'));
        percent::encode(name, &mut self.uri);
        self.uri.push('=');
        percent::encode(value, &mut self.uri);
    }
}
