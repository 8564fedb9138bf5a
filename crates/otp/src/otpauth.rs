//! An account as a service hands it out: the `otpauth://` URI of the key URI format, read tolerantly and
//! printed so that nothing is lost. What the parts mean is decided by the types they become.

mod read;
mod write;

use std::{fmt, str::FromStr};

use thiserror::Error;
use zeroize::Zeroizing;

use crate::{KeyError, OtpKey, ParameterError, Pin, PinError, SecretError};

/// The longest URI that is read, in bytes. The largest QR code holds 2,953.
const LONGEST_URI: usize = 16 * 1024;

/// An account: names, key, and whatever else its URI said.
pub struct OtpAuth {
    /// The service, if it named itself.
    pub issuer: Option<String>,
    /// The name of the account there; empty if the service gave none.
    pub account: String,
    /// What the codes are computed from.
    pub key: OtpKey,
    /// Parameters we have no use for (`image`, `color`, ...), decoded, in their order.
    pub other: Vec<(String, String)>,
}

/// Why a text is not an account. No sentence repeats any of the text, for most of it is secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OtpAuthError {
    /// Another kind of text.
    #[error(
        "This is not a setup code for one-time codes: it does not begin with \u{201c}otpauth://\u{201d}. Look for the \
         QR code on the page where the service sets up its authenticator app."
    )]
    NotOtpAuth,
    /// A batch of Google Authenticator; [`migration::parse`](crate::migration::parse) reads it.
    #[error(
        "This is an export of Google Authenticator with several accounts, where a setup code of one account was \
         expected. Add it where Keepward imports or scans."
    )]
    MigrationBatch,
    /// More than 16 KiB.
    #[error(
        "The setup code is longer than 16 KiB, longer than any QR code holds. Ask the service for a new one."
    )]
    TooLong,
    /// None of the kinds of one-time codes we know.
    #[error(
        "The setup code asks for a kind of one-time codes that Keepward does not know. Ask the service for \u{201c}totp\u{201d}, \
         the usual kind."
    )]
    UnknownKind,
    /// No secret in it.
    #[error(
        "The setup code holds no secret. Scan it again, and if that does not help, ask the service for a new one."
    )]
    NoSecret,
    /// A secret that is none.
    #[error("{0}")]
    Secret(#[from] SecretError),
    /// Digits, period or hash that cannot be.
    #[error("{0}")]
    Parameter(#[from] ParameterError),
    /// The named parameter is not a whole number, or too large.
    #[error(
        "The setup code gives a \u{201c}{0}\u{201d} that is not a usable number. Ask the service for a new setup code."
    )]
    NotANumber(&'static str),
    /// The named parameter is there twice with different values.
    #[error(
        "The setup code gives \u{201c}{0}\u{201d} twice, each time another one, so it is unclear which is meant. Ask the \
         service for a new setup code."
    )]
    Contradiction(&'static str),
    /// An issuer or account name of more than 1 KiB.
    #[error(
        "The name in the setup code is longer than 1 KiB. Ask the service for a new setup code, or add the account by hand."
    )]
    NameTooLong,
    /// mOTP or Yandex without its PIN; ask the person, then use [`OtpAuth::parse_with_pin`].
    #[error(
        "The codes of this account also need the PIN you chose at the service. Add the account again with its PIN."
    )]
    PinNeeded,
    /// A PIN that is none.
    #[error("{0}")]
    Pin(#[from] PinError),
    /// Parts that do not fit together.
    #[error("{0}")]
    Key(#[from] KeyError),
}

impl OtpAuth {
    /// Reads an `otpauth://` URI (or the `motp://` of mOTP apps).
    ///
    /// Tolerated: either case; base32 padded, spaced or dashed; missing label, issuer, digits, period, hash or
    /// counter; `algorithm=HMAC-SHA256` and its like; raw spaces and stray `%`; the issuer in label, parameter or
    /// both. Names lose control, invisible and text-direction characters.
    ///
    /// # Errors
    /// [`OtpAuthError`]; its sentences can be shown as they are.
    ///
    /// ```
    /// let account = otp::OtpAuth::parse("otpauth://totp/GitHub:ann?secret=jbsw y3dp ehpk 3pxp&issuer=GitHub")?;
    /// assert_eq!((account.issuer.as_deref(), account.account.as_str()), (Some("GitHub"), "ann"));
    /// assert_eq!(account.key.kind_name(), "totp");
    /// # Ok::<(), otp::OtpAuthError>(())
    /// ```
    pub fn parse(uri: &str) -> Result<Self, OtpAuthError> {
        read::read(uri, None)
    }

    /// Reads a URI whose PIN only the person knows; `pin` counts even if the URI carries one.
    ///
    /// # Errors
    /// As [`parse`](Self::parse), without [`OtpAuthError::PinNeeded`].
    pub fn parse_with_pin(uri: &str, pin: Pin) -> Result<Self, OtpAuthError> {
        read::read(uri, Some(pin))
    }

    /// The account as a URI that [`parse`](Self::parse) turns into the same account. It holds the secret and is
    /// wiped when dropped. Names are expected clean, as `parse` makes them.
    pub fn to_uri(&self) -> Zeroizing<String> {
        write::write(self)
    }
}

impl FromStr for OtpAuth {
    type Err = OtpAuthError;

    fn from_str(uri: &str) -> Result<Self, OtpAuthError> {
        Self::parse(uri)
    }
}

/// Shows names and how many other parameters there are; their values came from outside and may be anything.
impl fmt::Debug for OtpAuth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OtpAuth")
            .field("issuer", &self.issuer)
            .field("account", &self.account)
            .field("key", &self.key)
            .field("other", &self.other.len())
            .finish()
    }
}

#[cfg(test)]
mod tests;
