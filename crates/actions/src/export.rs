//! Taking accounts elsewhere, after the passphrase was asked for: as enrolment URIs that every authenticator reads, or as
//! the QR codes of Google Authenticator. Nothing is written to disk here; what is handed out is wiped when dropped.
use std::{num::NonZeroUsize, sync::Arc};

use otp::{
    Kind, OtpAuth, OtpKey, Pin,
    migration::{self, EntryProblem},
};
use vault::{Account, Activity, ActivityKind, Passphrase};
use zeroize::Zeroizing;

use crate::{ActionError, Clock, Desk};

#[cfg(test)]
mod tests;

/// As many accounts as Google's own app puts into one picture.
const PER_PICTURE: NonZeroUsize = NonZeroUsize::new(10).expect("ten is not zero");

/// Every account that is not in the bin, as `otpauth:` URIs in the person's order.
#[derive(Debug)]
pub struct UriExport {
    /// One URI an account.
    pub uris: Vec<Zeroizing<String>>,
}

/// Every account that this format can carry, as `otpauth-migration:` URIs.
#[derive(Debug)]
pub struct MigrationExport {
    /// One URI a picture.
    pub pictures: Vec<Zeroizing<String>>,
    /// The accounts it cannot carry, and why.
    pub left_out: Vec<EntryProblem>,
}

impl Desk {
    /// Every account as a URI.
    ///
    /// # Errors
    /// [`ActionError::Unlock`] when the passphrase is not accepted; it counts as an attempt.
    /// [`ActionError::NothingToExport`].
    pub fn export_uris(
        &mut self,
        passphrase: &Passphrase,
        clock: impl Clock,
    ) -> Result<UriExport, ActionError> {
        let accounts = self.exported(passphrase, &clock)?;
        Ok(UriExport { uris: accounts.iter().map(OtpAuth::to_uri).collect() })
    }

    /// Every account as a batch for Google Authenticator and the many apps that read its pictures. That format knows only
    /// TOTP of 30 seconds and HOTP with 6 or 8 digits; what does not fit is named, not dropped silently.
    ///
    /// # Errors
    /// As [`Desk::export_uris`].
    pub fn export_migration(
        &mut self,
        passphrase: &Passphrase,
        clock: impl Clock,
    ) -> Result<MigrationExport, ActionError> {
        let accounts = self.exported(passphrase, &clock)?;
        // Any number that differs from export to export: it only ties the pictures of one export together.
        let seconds = vault::Timestamp::from(clock.now()).unix() & 0x7fff_ffff;
        let id = i32::try_from(seconds).unwrap_or_default();
        let written = migration::write(&accounts.iter().collect::<Vec<_>>(), PER_PICTURE, id);
        Ok(MigrationExport { pictures: written.pictures, left_out: written.problems })
    }

    fn exported(&mut self, passphrase: &Passphrase, clock: &dyn Clock) -> Result<Vec<OtpAuth>, ActionError> {
        let vault = self.vault()?;
        vault.verify(passphrase, clock)?;
        let in_use = vault.contents().accounts.iter().filter(|account| account.binned.is_none());
        let accounts: Vec<_> = in_use.map(otpauth).collect();
        if accounts.is_empty() {
            return Err(ActionError::NothingToExport);
        }
        let now = clock.now();
        self.remember(&Activity::of_vault(ActivityKind::Exported, now.into()), now);
        Ok(accounts)
    }
}

/// An account as a service would hand it out.
pub(crate) fn otpauth(account: &Arc<Account>) -> OtpAuth {
    OtpAuth {
        issuer: Some(account.issuer.clone()).filter(|issuer| !issuer.is_empty()),
        account: account.name.clone(),
        key: again(&account.key),
        other: account.other.clone(),
    }
}

/// The same key once more; the secret is shared, not copied.
fn again(key: &OtpKey) -> OtpKey {
    let pin = |pin: &Pin| Pin::new(pin.expose().to_owned()).expect("it was a PIN before");
    let kind = match key.kind() {
        Kind::Totp { period } => Kind::Totp { period: *period },
        Kind::Hotp { counter } => Kind::Hotp { counter: *counter },
        Kind::Steam => Kind::Steam,
        Kind::Motp { pin: its } => Kind::Motp { pin: pin(its) },
        Kind::Yandex { pin: its } => Kind::Yandex { pin: pin(its) },
    };
    OtpKey::new(kind, Arc::clone(key.secret()), key.algorithm(), key.digits())
        .expect("these parts made a key before")
}
