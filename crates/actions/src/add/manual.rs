//! An account typed in by hand. A form is an enrolment URI in parts, so it is read by the same rules: what a QR code may
//! say, a person may type.
use std::{fmt::Write, time::SystemTime};

use otp::{Algorithm, OtpAuth, OtpAuthError, Pin};
use zeroize::Zeroizing;

use super::{Found, Offer, Scanned};
use crate::{ActionError, Desk, account_text};

/// The kinds of codes a form offers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FormKind {
    /// By the clock.
    #[default]
    Totp,
    /// By counting.
    Hotp,
    /// Steam Guard.
    Steam,
    /// Mobile-OTP.
    Motp,
    /// Yandex.Key.
    Yandex,
}

impl FormKind {
    fn word(self) -> &'static str {
        match self {
            Self::Totp => "totp",
            Self::Hotp => "hotp",
            Self::Steam => "steam",
            Self::Motp => "motp",
            Self::Yandex => "yaotp",
        }
    }
}

/// What a person typed. Kinds that prescribe hash, digits or period do not look at these.
#[derive(Debug)]
pub struct ManualForm {
    /// The service.
    pub issuer: String,
    /// The login name.
    pub name: String,
    /// Base32, hex for mOTP, or a whole `otpauth:` URI, which then counts instead of the rest of the form.
    pub secret: Zeroizing<String>,
    /// Which codes.
    pub kind: FormKind,
    /// Which hash.
    pub algorithm: Algorithm,
    /// How many digits.
    pub digits: u8,
    /// Seconds from one code to the next.
    pub period_secs: u32,
    /// Where the counter starts.
    pub counter: u64,
    /// The PIN of mOTP and Yandex; empty for the others.
    pub pin: Zeroizing<String>,
}

impl Default for ManualForm {
    fn default() -> Self {
        Self {
            issuer: String::new(),
            name: String::new(),
            secret: Zeroizing::default(),
            kind: FormKind::Totp,
            algorithm: Algorithm::Sha1,
            digits: 6,
            period_secs: 30,
            counter: 0,
            pin: Zeroizing::default(),
        }
    }
}

impl Desk {
    /// Reads what a person typed.
    ///
    /// # Errors
    /// [`ActionError::Enrolment`] says what is wrong with secret, PIN or numbers, [`ActionError::Text`] with the names.
    pub fn offer_manual(&mut self, form: &ManualForm, now: SystemTime) -> Result<Offer, ActionError> {
        self.vault()?;
        let mut found = Found::default();
        if form.secret.contains("://") && form.pin.is_empty() {
            self.read(&form.secret, &mut found);
        } else if form.secret.contains("://") {
            self.put(Scanned::from(OtpAuth::parse_with_pin(&form.secret, pin(form)?)?), &mut found);
        } else {
            let (issuer, name) = account_text::names(&form.issuer, &form.name)?;
            let uri = uri(form);
            let enrolment = match form.kind {
                FormKind::Motp | FormKind::Yandex => OtpAuth::parse_with_pin(&uri, pin(form)?)?,
                FormKind::Totp | FormKind::Hotp | FormKind::Steam => OtpAuth::parse(&uri)?,
            };
            let mut scanned = Scanned::from(enrolment);
            (scanned.issuer, scanned.name) = (issuer, name);
            self.put(scanned, &mut found);
        }
        self.present(found, now)
    }
}

fn pin(form: &ManualForm) -> Result<Pin, OtpAuthError> {
    if form.pin.trim().is_empty() {
        Err(OtpAuthError::PinNeeded)
    } else {
        Ok(Pin::new(form.pin.trim().to_owned())?)
    }
}

/// The form as a URI without names, which are checked by other rules.
fn uri(form: &ManualForm) -> Zeroizing<String> {
    // Room for every character escaped, so that the text never moves and leaves no copy behind.
    let mut uri = Zeroizing::new(String::with_capacity(128 + 3 * form.secret.len()));
    uri.push_str("otpauth://");
    uri.push_str(form.kind.word());
    uri.push_str("/?secret=");
    for byte in form.secret.bytes() {
        match char::from(byte) {
            plain if plain.is_ascii_alphanumeric() => uri.push(plain),
            _ => write!(*uri, "%{byte:02X}").expect("writing to a string cannot fail"),
        }
    }
    let (algorithm, digits, period) = (form.algorithm, form.digits, form.period_secs);
    write!(*uri, "&algorithm={algorithm}&digits={digits}&period={period}&counter={}", form.counter)
        .expect("writing to a string cannot fail");
    uri
}
