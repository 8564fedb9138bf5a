//! A new kit, in place of the one before it if there is one.
//!
//! Both files have to change: `recovery.age` is encrypted to the old kit and the coming one; then `vault.age` to the new
//! one, which decides; then `recovery.age` to the new one alone. Until the second write the old paper opens both files,
//! from then on the new one.

use super::{Kit, KitError};
use crate::format::{Document, Recipient, RecoveryDocument, Role};
use crate::locked::saving_lock;
use crate::{Clock, RecoveryUnlocked, UnlockedVault, VaultError};

/// So many earlier kits are recognised.
const FORMER: usize = 16;

/// A kit is the one that counts.
#[derive(Debug)]
#[must_use = "it says whether the kit before it still opens recovery.age"]
pub struct AdoptedKit {
    /// Why the kit before it still opens `recovery.age`. The next opening of the recovery codes makes it good.
    pub unfinished: Option<VaultError>,
}

impl UnlockedVault {
    /// Makes a kit and adopts it at once: for a caller that cannot fail to bring it to the person.
    ///
    /// # Errors
    /// The kit before it is still the one that counts.
    pub fn make_kit(&mut self, recovery: &mut RecoveryUnlocked, clock: impl Clock) -> Result<Kit, KitError> {
        let kit = Kit::generate(clock.now());
        let AdoptedKit { unfinished } = self.adopt_kit(&kit, recovery, clock)?;
        Ok(Kit { unfinished, ..kit })
    }

    /// Makes a kit the one that counts, once its paper is in the person's hands. The one before it opens nothing any more
    /// but copies from before. Adopting the same kit again finishes what was left.
    ///
    /// # Errors
    /// The kit before it is still the one that counts.
    pub fn adopt_kit(
        &mut self,
        kit: &Kit,
        recovery: &mut RecoveryUnlocked,
        clock: impl Clock,
    ) -> Result<AdoptedKit, KitError> {
        let now = clock.now();
        recovery.check(now)?;
        let place = self.place.clone();
        let _lock = saving_lock(&*place.folder)?;
        self.last_seen_at = now.into();
        self.catch_up()?;
        recovery.catch_up(self)?;
        let new = Recipient::new(kit.identity.recipient(), Role::Kit);
        let new = Recipient { created: Some(kit.created), ..new };
        let present = self.document.recipients.kit().filter(|present| present.key == new.key).cloned();
        let named = match present {
            Some(present) => present,
            None => {
                if let Err(error) = self.announce(recovery, new.clone()) {
                    self.withdraw(recovery);
                    return Err(error);
                }
                new
            }
        };
        let recipients = recovery.document.recipients.with_kit(Some(named));
        let alone = recovery.put(self, RecoveryDocument { recipients, ..recovery.document.clone() });
        recovery.summary_problem = self.note_recovery(&recovery.document).err();
        Ok(AdoptedKit { unfinished: alone.err() })
    }

    /// The first two writes.
    fn announce(&mut self, recovery: &mut RecoveryUnlocked, kit: Recipient) -> Result<(), KitError> {
        let recipients = recovery.document.recipients.with_coming_kit(kit.clone());
        recovery.put(self, RecoveryDocument { recipients, ..recovery.document.clone() })?;
        let before = self.document.recipients.kit().cloned();
        let former = self.document.former_kits.iter().filter(|it| it.key != kit.key).cloned();
        let former = former.chain(before).collect::<Vec<_>>();
        let surplus = former.len().saturating_sub(FORMER);
        let former_kits = former.into_iter().skip(surplus).collect();
        let recipients = self.document.recipients.with_kit(Some(kit));
        Ok(self.save(Document { recipients, former_kits, ..self.document.clone() })?)
    }

    /// Takes back a kit that does not count. What cannot be written now is at the next opening.
    fn withdraw(&mut self, recovery: &mut RecoveryUnlocked) {
        let kit = recovery.document.recipients.kit().cloned();
        let recipients = self.document.recipients.with_kit(kit.clone());
        if !recipients.same_as(&self.document.recipients) {
            let _ = self.put(Document { recipients, ..self.document.clone() });
        }
        let recipients = recovery.document.recipients.with_kit(kit);
        if !recipients.same_as(&recovery.document.recipients) {
            let _ = recovery.put(self, RecoveryDocument { recipients, ..recovery.document.clone() });
        }
    }
}
