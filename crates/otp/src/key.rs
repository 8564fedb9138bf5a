//! What an account computes its codes from: kind, secret and parameters, and the code of a moment. It never
//! asks for the time and stores nothing.

use std::{
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use thiserror::Error;

use crate::{Algorithm, Code, Digits, OtpSecret, Period, Pin, hotp::Engine, motp, steam, yandex};

/// How a secret becomes a code.
#[derive(Debug)]
pub enum Kind {
    /// By the clock (RFC 6238).
    Totp {
        /// How long one code lives.
        period: Period,
    },
    /// By counting (RFC 4226).
    Hotp {
        /// The counter of the code that is shown now.
        counter: u64,
    },
    /// Steam Guard: five letters and digits every 30 seconds.
    Steam,
    /// Mobile-OTP: six hex digits every 10 seconds.
    Motp {
        /// 4 digits or more.
        pin: Pin,
    },
    /// Yandex.Key: eight letters every 30 seconds.
    Yandex {
        /// 4 to 16 digits.
        pin: Pin,
    },
}

/// Everything one account needs to make its codes. Not `Clone`; keys made from one another share the secret.
#[derive(Debug)]
pub struct OtpKey {
    kind: Kind,
    secret: Arc<OtpSecret>,
    algorithm: Algorithm,
    digits: Digits,
    engine: Engine,
}

/// Why these parts do not make a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum KeyError {
    /// Neither 16 nor 26 bytes.
    #[error(
        "A Yandex secret has 26 characters in its QR code and 42 when typed, this one has another length. Copy the \
         whole secret from the page of Yandex."
    )]
    YandexSecretLength,
    /// The checksum of a typed secret does not fit.
    #[error(
        "The Yandex secret has a typing mistake: its checksum does not fit. Copy it again from the page of Yandex."
    )]
    YandexChecksum,
    /// More than 16 digits.
    #[error("A Yandex PIN has 4 to 16 digits, this one is longer. Type the PIN you chose at Yandex.")]
    YandexPin,
    /// The counter cannot grow any more, or there is none.
    #[error(
        "This account makes codes by the clock, so there is no next code to ask for. Wait for the next one."
    )]
    NoCounter,
    /// The counter is at its largest value.
    #[error("The counter of this account is used up. Ask the service for a new setup code.")]
    CounterUsedUp,
}

impl OtpKey {
    /// A key of these parts. Steam, mOTP and Yandex prescribe hash and digits, so for them what is passed is
    /// not looked at, and [`algorithm`](Self::algorithm) and [`digits`](Self::digits) tell what is prescribed.
    ///
    /// # Errors
    /// The Yandex variants of [`KeyError`]; no other kind refuses anything.
    pub fn new(
        kind: Kind,
        secret: Arc<OtpSecret>,
        algorithm: Algorithm,
        digits: Digits,
    ) -> Result<Self, KeyError> {
        let (algorithm, digits) = match &kind {
            Kind::Totp { .. } | Kind::Hotp { .. } => (algorithm, digits),
            Kind::Steam => (Algorithm::Sha1, Digits::FIVE),
            Kind::Motp { .. } => (Algorithm::Sha1, Digits::SIX),
            Kind::Yandex { .. } => (Algorithm::Sha256, Digits::EIGHT),
        };
        let engine = match &kind {
            Kind::Yandex { pin } => Engine::new(algorithm, &yandex::hmac_key(&secret, pin)?),
            _ => Engine::new(algorithm, secret.expose()),
        };
        Ok(Self { kind, secret, algorithm, digits, engine })
    }

    /// The key nearly every service means: TOTP, SHA-1, six digits, 30 seconds.
    pub fn totp(secret: OtpSecret) -> Self {
        Self {
            kind: Kind::Totp { period: Period::THIRTY_SECONDS },
            algorithm: Algorithm::Sha1,
            digits: Digits::SIX,
            engine: Engine::new(Algorithm::Sha1, secret.expose()),
            secret: Arc::new(secret),
        }
    }

    /// How the secret becomes a code.
    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// The name of the kind: `totp`, `hotp`, `steam`, `motp` or `yandex`.
    pub fn kind_name(&self) -> &'static str {
        match self.kind {
            Kind::Totp { .. } => "totp",
            Kind::Hotp { .. } => "hotp",
            Kind::Steam => "steam",
            Kind::Motp { .. } => "motp",
            Kind::Yandex { .. } => "yandex",
        }
    }

    /// The hash below HMAC. mOTP has no HMAC and names `Sha1`; show a person
    /// [`algorithm_name`](Self::algorithm_name) instead.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The hash as a person may read it: `MD5` for mOTP, otherwise the name of [`algorithm`](Self::algorithm).
    pub fn algorithm_name(&self) -> &'static str {
        match self.kind {
            Kind::Motp { .. } => "MD5",
            _ => self.algorithm.as_str(),
        }
    }

    /// How many characters a code has.
    pub fn digits(&self) -> Digits {
        self.digits
    }

    /// The secret, to store or to share with another key.
    pub fn secret(&self) -> &Arc<OtpSecret> {
        &self.secret
    }

    /// How long one code lives; `None` for HOTP, whose codes wait until they are used.
    pub fn period(&self) -> Option<Period> {
        match self.kind {
            Kind::Totp { period } => Some(period),
            Kind::Hotp { .. } => None,
            Kind::Steam | Kind::Yandex { .. } => Some(Period::THIRTY_SECONDS),
            Kind::Motp { .. } => Some(Period::TEN_SECONDS),
        }
    }

    /// The code valid at `time` (RFC 6238 §4.2), or of the present counter (RFC 4226 §5.3). Pure: the same
    /// inputs always give the same code. Moments before 1970 count as 1970.
    ///
    /// ```
    /// # use std::time::{Duration, UNIX_EPOCH};
    /// let enrolled: otp::OtpAuth =
    ///     "otpauth://totp/Acme:ann?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8".parse()?;
    /// // RFC 6238 Appendix B, first SHA-1 row.
    /// assert_eq!(enrolled.key.code_at(UNIX_EPOCH + Duration::from_secs(59)).as_str(), "94287082");
    /// # Ok::<(), otp::OtpAuthError>(())
    /// ```
    pub fn code_at(&self, time: SystemTime) -> Code {
        self.code_of(self.step_at(time))
    }

    /// The code after the one of [`code_at`](Self::code_at).
    pub fn next_code_at(&self, time: SystemTime) -> Code {
        self.code_of(self.step_at(time).saturating_add(1))
    }

    /// How much longer the code of `time` is valid: more than nothing, at most one period. `None` for HOTP.
    pub fn valid_for(&self, time: SystemTime) -> Option<Duration> {
        let period = u64::from(self.period()?.secs());
        let now = since_epoch(time);
        let spent = Duration::new(now.as_secs() % period, now.subsec_nanos());
        Some(Duration::from_secs(period).saturating_sub(spent))
    }

    /// The key of the next counter value, which shares the secret (RFC 4226 §7.2: the counter moves on with
    /// every code generated).
    ///
    /// # Errors
    /// [`KeyError::NoCounter`] unless this is HOTP; [`KeyError::CounterUsedUp`] after 2⁶⁴ codes.
    pub fn advanced(&self) -> Result<Self, KeyError> {
        let Kind::Hotp { counter } = self.kind else { return Err(KeyError::NoCounter) };
        let counter = counter.checked_add(1).ok_or(KeyError::CounterUsedUp)?;
        Ok(Self {
            kind: Kind::Hotp { counter },
            secret: Arc::clone(&self.secret),
            algorithm: self.algorithm,
            digits: self.digits,
            engine: self.engine.clone(),
        })
    }

    /// Whether both make the same codes: same secret (compared in constant time), kind and parameters. Where
    /// a counter stands does not matter.
    pub fn same_as(&self, other: &Self) -> bool {
        let same_kind = match (&self.kind, &other.kind) {
            (Kind::Totp { period }, Kind::Totp { period: theirs }) => period == theirs,
            (Kind::Hotp { .. }, Kind::Hotp { .. }) | (Kind::Steam, Kind::Steam) => true,
            (Kind::Motp { pin }, Kind::Motp { pin: theirs })
            | (Kind::Yandex { pin }, Kind::Yandex { pin: theirs }) => pin.same_as(theirs),
            _ => false,
        };
        same_kind
            && self.algorithm == other.algorithm
            && self.digits == other.digits
            && self.secret.same_as(&other.secret)
    }

    /// The moving factor of RFC 4226: a stored counter, or whole periods since 1970 (RFC 6238 §4.2).
    fn step_at(&self, time: SystemTime) -> u64 {
        match (&self.kind, self.period()) {
            (Kind::Hotp { counter }, _) => *counter,
            (_, Some(period)) => since_epoch(time).as_secs() / u64::from(period.secs()),
            (_, None) => 0,
        }
    }

    fn code_of(&self, step: u64) -> Code {
        match &self.kind {
            Kind::Totp { .. } | Kind::Hotp { .. } => Code::decimal(self.engine.value31(step), self.digits),
            Kind::Steam => steam::spelled(self.engine.value31(step)),
            Kind::Motp { pin } => motp::code(&self.secret, pin, step),
            Kind::Yandex { .. } => yandex::spelled(self.engine.value63(step)),
        }
    }
}

/// RFC 6238 §4.2 counts from T0 = 0 and has no times before it.
fn since_epoch(time: SystemTime) -> Duration {
    time.duration_since(UNIX_EPOCH).unwrap_or_default()
}

#[cfg(test)]
mod tests;
