//! From URI to account: the shape of the text here, its parameters in `Query`. It prints nothing.

use std::{str::FromStr, sync::Arc};

use zeroize::Zeroizing;

use super::{LONGEST_URI, OtpAuth, OtpAuthError};
use crate::{
    Algorithm, Digits, Kind, OtpKey, OtpSecret, Period, Pin, SecretError,
    names::{LONGEST_NAME, clean, split_label},
    percent,
    rfc4648::{BASE16, BASE32},
};

pub(super) fn read(uri: &str, pin: Option<Pin>) -> Result<OtpAuth, OtpAuthError> {
    let uri = uri.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if uri.len() > LONGEST_URI {
        return Err(OtpAuthError::TooLong);
    }
    let (place, query) = uri.split_once('?').unwrap_or((uri, ""));
    let (kind, label) = kind_and_label(place)?;
    let mut query = Query::read(query);

    let label = clean(&percent::decode(label));
    let issuer = query.take("issuer")?.map(|issuer| clean(&issuer)).filter(|issuer| !issuer.is_empty());
    let (issuer, account) = split_label(&label, issuer);
    if account.len() > LONGEST_NAME || issuer.as_ref().is_some_and(|issuer| issuer.len() > LONGEST_NAME) {
        return Err(OtpAuthError::NameTooLong);
    }

    let mut kind = kind.to_ascii_lowercase();
    if kind == "totp" && is_steam(issuer.as_deref(), &mut query) {
        "steam".clone_into(&mut kind);
    }
    let key = key(&kind, &mut query, pin)?;
    let enrolled = OtpAuth { issuer, account, key, other: query.rest() };
    // Escaping can make a URI longer than it came. What cannot be printed within the bound is not taken either.
    if enrolled.to_uri().len() > LONGEST_URI { Err(OtpAuthError::TooLong) } else { Ok(enrolled) }
}

/// Splits `otpauth://kind/label`. Mobile-OTP apps write `motp://label` instead.
fn kind_and_label(place: &str) -> Result<(&str, &str), OtpAuthError> {
    let (scheme, rest) = place.split_once(':').ok_or(OtpAuthError::NotOtpAuth)?;
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    match scheme.to_ascii_lowercase().as_str() {
        "otpauth" => Ok(rest.split_once('/').unwrap_or((rest, ""))),
        "motp" => Ok(("motp", rest)),
        "otpauth-migration" => Err(OtpAuthError::MigrationBatch),
        _ => Err(OtpAuthError::NotOtpAuth),
    }
}

/// Whether what calls itself TOTP is Steam: either it says so the way KeePassXC does, or it is Valve's own URI,
/// which has nothing but its issuer to tell.
fn is_steam(issuer: Option<&str>, query: &mut Query) -> bool {
    query.take_if("encoder", "steam")
        || (issuer.is_some_and(|issuer| issuer.eq_ignore_ascii_case("steam")) && !query.has("digits"))
}

fn key(kind: &str, query: &mut Query, pin: Option<Pin>) -> Result<OtpKey, OtpAuthError> {
    let secret = query.take("secret")?;
    let secret = |read: fn(&str) -> Result<OtpSecret, SecretError>| match secret {
        Some(text) => Ok(Arc::new(read(&text)?)),
        None => Err(OtpAuthError::NoSecret),
    };
    let (kind, secret) = match kind {
        "totp" => (
            Kind::Totp { period: query.parameter::<u32, Period>("period")? },
            secret(OtpSecret::from_base32)?,
        ),
        "hotp" => {
            (Kind::Hotp { counter: query.number("counter")?.unwrap_or(0) }, secret(OtpSecret::from_base32)?)
        }
        "steam" => (Kind::Steam, secret(OtpSecret::from_base32)?),
        "motp" => (Kind::Motp { pin: query.pin(pin)? }, secret(motp_secret)?),
        "yaotp" | "yandex" => (Kind::Yandex { pin: query.pin(pin)? }, secret(OtpSecret::from_base32)?),
        _ => return Err(OtpAuthError::UnknownKind),
    };
    if let Kind::Totp { .. } | Kind::Hotp { .. } = kind {
        let algorithm = match query.take("algorithm")? {
            Some(name) => Algorithm::from_str(&name)?,
            None => Algorithm::default(),
        };
        return Ok(OtpKey::new(kind, secret, algorithm, query.parameter::<u8, Digits>("digits")?)?);
    }
    // These kinds prescribe all three, so what a URI says about them means nothing.
    for prescribed in ["algorithm", "digits", "period"] {
        query.take(prescribed)?;
    }
    Ok(OtpKey::new(kind, secret, Algorithm::default(), Digits::default())?)
}

/// mOTP secrets are hex by custom, and what looks like hex is read so: random base32 of usual length almost
/// never does.
fn motp_secret(text: &str) -> Result<OtpSecret, SecretError> {
    let hex_digits = text.chars().filter(char::is_ascii_hexdigit).count();
    match BASE16.decode(text) {
        Ok(mut bytes) if hex_digits % 2 == 0 => OtpSecret::new(std::mem::take(&mut *bytes)),
        _ => OtpSecret::from_base32(text),
    }
}

/// The parameters of a URI. What is taken out is understood; the rest is kept for printing.
struct Query(Vec<(String, Zeroizing<String>)>);

impl Query {
    fn read(text: &str) -> Self {
        let pair = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            // Copied out of a page's source, `&` is still written `&amp;`.
            let name = name.strip_prefix("amp;").unwrap_or(name);
            (percent::decode_form(name).trim().to_owned(), percent::decode_form(value))
        };
        Self(text.split('&').filter(|text| !text.is_empty()).map(pair).collect())
    }

    /// Takes out the value of `name`, if there is one that is not empty.
    fn take(&mut self, name: &'static str) -> Result<Option<Zeroizing<String>>, OtpAuthError> {
        let mut found: Option<Zeroizing<String>> = None;
        for (_, value) in self.0.extract_if(.., |(own, _)| own.eq_ignore_ascii_case(name)) {
            match &found {
                _ if value.trim().is_empty() => {}
                Some(earlier) if **earlier != *value => return Err(OtpAuthError::Contradiction(name)),
                _ => found = Some(value),
            }
        }
        Ok(found)
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(own, _)| own.eq_ignore_ascii_case(name))
    }

    /// Takes out `name` if it has just this value, and tells whether it had.
    fn take_if(&mut self, name: &str, value: &str) -> bool {
        let before = self.0.len();
        self.0
            .retain(|(own, its)| !(own.eq_ignore_ascii_case(name) && its.trim().eq_ignore_ascii_case(value)));
        self.0.len() < before
    }

    fn number<N: FromStr>(&mut self, name: &'static str) -> Result<Option<N>, OtpAuthError> {
        let text = self.take(name)?;
        text.map(|text| text.trim().parse().map_err(|_| OtpAuthError::NotANumber(name))).transpose()
    }

    /// A number that must make a `T`, or the `T` that is meant when a service says nothing.
    fn parameter<N: FromStr, T: TryFrom<N> + Default>(
        &mut self,
        name: &'static str,
    ) -> Result<T, OtpAuthError>
    where
        OtpAuthError: From<T::Error>,
    {
        Ok(self.number::<N>(name)?.map(T::try_from).transpose()?.unwrap_or_default())
    }

    /// The PIN: as given, or from the URI, where Yandex writes it in base32 and everybody else as it is.
    fn pin(&mut self, given: Option<Pin>) -> Result<Pin, OtpAuthError> {
        let written = self.take("pin")?;
        if let Some(pin) = given {
            return Ok(pin);
        }
        let mut written = written.ok_or(OtpAuthError::PinNeeded)?;
        // The two cannot be confused: base32 of ASCII digits begins with a letter.
        if !written.trim().bytes().all(|byte| byte.is_ascii_digit())
            && let Ok(mut bytes) = BASE32.decode(&written)
            && let Ok(digits) = String::from_utf8(std::mem::take(&mut *bytes))
        {
            written = Zeroizing::new(digits);
        }
        Ok(Pin::new(written.trim().to_owned())?)
    }

    fn rest(self) -> Vec<(String, String)> {
        self.0.into_iter().map(|(name, mut value)| (name, std::mem::take(&mut *value))).collect()
    }
}
