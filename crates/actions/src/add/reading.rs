//! One text becomes an enrolment in one of its two forms, or the notice that says why it is none.
use otp::{OtpAuth, OtpAuthError, migration};

use super::{NotEnrolment, Notice};

/// What a text brings.
pub(super) enum Reading {
    /// `otpauth:`, one account.
    Account(Box<OtpAuth>),
    /// `otpauth-migration:`, one picture of an export.
    Batch(migration::Batch),
}

impl Reading {
    pub(super) fn of(payload: &str) -> Result<Self, Notice> {
        if let Some(kind) = NotEnrolment::recognise(payload) {
            return Err(Notice::NotEnrolment(kind));
        }
        match OtpAuth::parse(payload) {
            Ok(enrolment) => Ok(Self::Account(Box::new(enrolment))),
            Err(OtpAuthError::MigrationBatch) => {
                migration::parse(payload).map(Self::Batch).map_err(Notice::Migration)
            }
            Err(error) => Err(Notice::Enrolment(error)),
        }
    }
}

/// Why `payload` brings no account; `None` when it does. Needs no vault, so a person can be told before being asked for
/// a passphrase.
pub fn unreadable(payload: &str) -> Option<Notice> {
    Reading::of(payload).err()
}
