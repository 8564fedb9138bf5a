//! The way on when the compartment does not open any more: its key file behind the passphrase that is in force, or what is left
//! of it put aside so that a new one can be made. Earlier versions are in `earlier`.

use vault::Passphrase;

use crate::{ActionError, Clock, Desk};

impl Desk {
    /// Puts a recovery key file that opens with another passphrase than the vault, such as a copy from before a change, behind
    /// the one that is in force.
    ///
    /// # Errors
    /// [`ActionError::Unlock`] when one of the two is not accepted; nothing is changed then.
    pub fn rejoin_recovery_passphrase(
        &mut self,
        in_force: &Passphrase,
        of_recovery: &Passphrase,
        clock: impl Clock,
    ) -> Result<(), ActionError> {
        Ok(self.vault_mut()?.rejoin_recovery_passphrase(in_force, of_recovery, clock)?)
    }

    /// Gives up a compartment that cannot be opened any more: what is left of it is moved into a folder of its own within the
    /// vault's, whose name is returned. The next opening makes a new one.
    ///
    /// # Errors
    /// [`ActionError::Unlock`] when the passphrase is not accepted; nothing is changed then.
    pub fn give_up_recovery(
        &mut self,
        passphrase: &Passphrase,
        clock: impl Clock,
    ) -> Result<String, ActionError> {
        let kept_in = self.vault_mut()?.give_up_recovery(passphrase, clock)?;
        self.close_recovery();
        Ok(kept_in)
    }
}
