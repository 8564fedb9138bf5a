//! New keys for both halves of a vault, behind one passphrase. They are in force nowhere until the caller puts them there.

use super::{DailyIdentity, RecoveryIdentity, make_key_file};
use crate::{Passphrase, Timestamp, VaultError, WorkFactor};

/// New keys for everything.
pub(crate) struct Fresh {
    /// For the accounts.
    pub daily: DailyIdentity,
    /// `vault-key.age`.
    pub daily_file: Vec<u8>,
    /// For the recovery codes.
    pub recovery: RecoveryIdentity,
    /// `recovery-key.age`.
    pub recovery_file: Vec<u8>,
}

impl Fresh {
    /// Makes them; deriving the key takes about a second each.
    pub fn make(passphrase: &Passphrase, cost: WorkFactor, now: Timestamp) -> Result<Self, VaultError> {
        let (daily, recovery) = (DailyIdentity::generate(), RecoveryIdentity::generate());
        let daily_file = make_key_file(&daily, passphrase, cost, now)?;
        let recovery_file = make_key_file(&recovery, passphrase, cost, now)?;
        Ok(Self { daily, daily_file, recovery, recovery_file })
    }
}
