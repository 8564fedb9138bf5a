//! One-time codes: a shared secret and a time become digits (HOTP, TOTP, Steam, mOTP, Yandex), and the two
//! ways accounts travel in QR codes, `otpauth://` and Google's `otpauth-migration://`, are read and written.
//! Pure: it knows no clock, no disk and no other room.
#![forbid(unsafe_code)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

mod code;
mod hotp;
mod key;
pub mod migration;
mod motp;
mod names;
mod otpauth;
mod parameters;
mod percent;
mod pin;
mod rfc4648;
mod secret;
mod steam;
mod yandex;

pub use code::Code;
pub use key::{KeyError, Kind, OtpKey};
pub use otpauth::{OtpAuth, OtpAuthError};
pub use parameters::{Algorithm, Digits, ParameterError, Period};
pub use pin::{Pin, PinError};
pub use secret::{OtpSecret, SecretError};
