//! Where credentials and the device's own state live, as the commands need it. The vault implements this elsewhere;
//! [`MemoryCredentials`] is the one for simulated devices and tests.

use std::collections::HashMap;
use std::sync::Arc;

use thiserror::Error;

use crate::credential::{Backup, Credential, CredentialId, Residence};
use crate::device::DeviceState;
use crate::site::SiteHash;

/// Why a store could not do what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// No room is left.
    #[error("There is no room for another passkey. Remove one that is no longer used.")]
    Full,
    /// It is locked.
    #[error("The vault is locked. Unlock it and try again.")]
    Locked,
    /// It cannot be read or written.
    #[error("The passkeys cannot be read or written just now. See what the window says of the vault.")]
    Unavailable,
}

/// Holds credentials. Whatever changes one is durable when it returns.
pub trait CredentialStore: Send {
    /// The credential of this name.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    fn find(&self, id: &CredentialId) -> Result<Option<Arc<Credential>>, StoreError>;

    /// The discoverable credentials of a site, the newest first.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    fn of_site(&self, site: &SiteHash) -> Result<Vec<Arc<Credential>>, StoreError>;

    /// Every site that has discoverable credentials, in an order that stays.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    fn sites(&self) -> Result<Vec<SiteHash>, StoreError>;

    /// How many discoverable credentials there are.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    fn discoverable(&self) -> Result<usize, StoreError>;

    /// How many more there is room for.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    fn room(&self) -> Result<usize, StoreError>;

    /// Keeps a new credential, and drops `instead` in the same change.
    ///
    /// # Errors
    /// [`StoreError`] when it was not kept; then nothing was dropped either.
    fn add(&mut self, credential: Credential, instead: Option<&CredentialId>) -> Result<(), StoreError>;

    /// Keeps the changed names of a credential that is there.
    ///
    /// # Errors
    /// [`StoreError`] when the change was not kept.
    fn update(&mut self, credential: Credential) -> Result<(), StoreError>;

    /// Removes a credential. A vault moves it to its bin.
    ///
    /// # Errors
    /// [`StoreError`] when it was not removed.
    fn remove(&mut self, id: &CredentialId) -> Result<(), StoreError>;

    /// Removes every credential, and gives the device a state like new.
    ///
    /// # Errors
    /// [`StoreError`] when that was not done.
    fn clear(&mut self) -> Result<(), StoreError>;

    /// Counts one more signature of a credential, durably, and tells the new count: the same number never goes out
    /// twice. A store whose credentials live on several devices answers 0 always (WebAuthn §6.1.1).
    ///
    /// # Errors
    /// [`StoreError`] when the count was not kept.
    fn count(&mut self, id: &CredentialId) -> Result<u32, StoreError>;

    /// Whether what is kept here outlives the device.
    fn backup(&self) -> Backup;

    /// The device's own state.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    fn device(&self) -> Result<&DeviceState, StoreError>;

    /// Changes the device's own state. `change` is called once.
    ///
    /// # Errors
    /// [`StoreError`] when the change was not kept.
    fn change_device(&mut self, change: &mut dyn FnMut(&mut DeviceState)) -> Result<(), StoreError>;
}

/// Credentials of a simulated device, which any program on this computer may use. Sockets serve nothing else, so a vault's
/// store must not be this.
pub trait Expendable {}

impl Expendable for MemoryCredentials {}

/// Credentials in memory, as a security key would hold them: gone when dropped, with a counter each.
#[derive(Debug)]
pub struct MemoryCredentials {
    by_id: HashMap<CredentialId, Kept>,
    /// Discoverable ones, the oldest first.
    by_site: HashMap<SiteHash, Vec<CredentialId>>,
    sites: Vec<SiteHash>,
    discoverable: usize,
    room: usize,
    backup: Backup,
    device: DeviceState,
}

#[derive(Debug)]
struct Kept {
    credential: Arc<Credential>,
    count: u32,
}

impl MemoryCredentials {
    /// Room for `room` discoverable credentials that never leave.
    pub fn new(room: usize) -> Self {
        Self {
            by_id: HashMap::new(),
            by_site: HashMap::new(),
            sites: Vec::new(),
            discoverable: 0,
            room,
            backup: Backup::DeviceBound,
            device: DeviceState::default(),
        }
    }

    /// The same, saying this of backups. With anything but [`Backup::DeviceBound`] counters stay zero.
    #[must_use]
    pub fn with_backup(self, backup: Backup) -> Self {
        Self { backup, ..self }
    }
}

impl CredentialStore for MemoryCredentials {
    fn find(&self, id: &CredentialId) -> Result<Option<Arc<Credential>>, StoreError> {
        Ok(self.by_id.get(id).map(|kept| Arc::clone(&kept.credential)))
    }

    fn of_site(&self, site: &SiteHash) -> Result<Vec<Arc<Credential>>, StoreError> {
        let ids = self.by_site.get(site).map(Vec::as_slice).unwrap_or_default();
        Ok(ids.iter().rev().filter_map(|id| self.by_id.get(id)).map(|kept| kept.credential.clone()).collect())
    }

    fn sites(&self) -> Result<Vec<SiteHash>, StoreError> {
        Ok(self.sites.clone())
    }

    fn discoverable(&self) -> Result<usize, StoreError> {
        Ok(self.discoverable)
    }

    fn room(&self) -> Result<usize, StoreError> {
        Ok(self.room.saturating_sub(self.discoverable))
    }

    fn add(&mut self, credential: Credential, instead: Option<&CredentialId>) -> Result<(), StoreError> {
        let replaces = instead.is_some_and(|id| self.by_id.contains_key(id));
        let is_discoverable = credential.residence == Residence::Discoverable;
        if is_discoverable && !replaces && self.discoverable >= self.room {
            return Err(StoreError::Full);
        }
        if let Some(id) = instead {
            self.remove(id)?;
        }
        if is_discoverable {
            let ids = self.by_site.entry(credential.site).or_default();
            if ids.is_empty() {
                self.sites.push(credential.site);
            }
            ids.push(credential.id.clone());
            self.discoverable += 1;
        }
        self.by_id.insert(credential.id.clone(), Kept { credential: Arc::new(credential), count: 0 });
        Ok(())
    }

    fn update(&mut self, credential: Credential) -> Result<(), StoreError> {
        let kept = self.by_id.get_mut(&credential.id).ok_or(StoreError::Unavailable)?;
        kept.credential = Arc::new(credential);
        Ok(())
    }

    fn remove(&mut self, id: &CredentialId) -> Result<(), StoreError> {
        let Some(kept) = self.by_id.remove(id) else { return Ok(()) };
        let site = kept.credential.site;
        if kept.credential.residence == Residence::Discoverable {
            self.discoverable -= 1;
            let ids = self.by_site.entry(site).or_default();
            ids.retain(|other| other != id);
            if ids.is_empty() {
                self.by_site.remove(&site);
                self.sites.retain(|other| *other != site);
            }
        }
        Ok(())
    }

    fn clear(&mut self) -> Result<(), StoreError> {
        *self = Self::new(self.room).with_backup(self.backup);
        Ok(())
    }

    fn count(&mut self, id: &CredentialId) -> Result<u32, StoreError> {
        if self.backup != Backup::DeviceBound {
            return Ok(0);
        }
        let kept = self.by_id.get_mut(id).ok_or(StoreError::Unavailable)?;
        kept.count = kept.count.saturating_add(1);
        Ok(kept.count)
    }

    fn backup(&self) -> Backup {
        self.backup
    }

    fn device(&self) -> Result<&DeviceState, StoreError> {
        Ok(&self.device)
    }

    fn change_device(&mut self, change: &mut dyn FnMut(&mut DeviceState)) -> Result<(), StoreError> {
        change(&mut self.device);
        Ok(())
    }
}
