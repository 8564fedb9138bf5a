//! The open recovery compartment: the only type that holds the recovery identity and recovery codes.
//!
//! It is open for a while only, then it refuses everything; whoever holds it drops it, which wipes it.

use std::time::{Duration, SystemTime};

use ::recovery::Recovery;

use super::{RecoveryError, TakenOver};
use crate::folder::Stamp;
use crate::format::RecoveryDocument;
use crate::keys::RecoveryIdentity;
use crate::seen::SeenWriter;
use crate::{DamagedRecord, Place, VaultError, VaultId};

/// The open compartment. Dropping it wipes identity and codes.
pub struct RecoveryUnlocked {
    pub(crate) place: Place,
    pub(crate) identity: RecoveryIdentity,
    pub(crate) document: RecoveryDocument,
    /// Which version of `recovery.age` the document is.
    pub(crate) stamp: Stamp,
    pub(crate) seen: SeenWriter,
    pub(crate) open: Span,
    pub(crate) snapshot_problem: Option<VaultError>,
    pub(crate) summary_problem: Option<VaultError>,
    pub(crate) taken_over: TakenOver,
    /// The revision that was kept aside because another copy took its place.
    pub(crate) kept_aside: Option<u64>,
}

/// From when to when it is open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    from: SystemTime,
    to: SystemTime,
}

impl Span {
    /// From now on for a while.
    pub fn starting(now: SystemTime, lasting: Duration) -> Self {
        Self { from: now, to: now.checked_add(lasting).unwrap_or(now) }
    }

    /// A clock that was set back must not keep it open.
    fn holds(self, now: SystemTime) -> bool {
        self.from <= now && now < self.to
    }
}

impl RecoveryUnlocked {
    /// What is in it.
    pub fn contents(&self, now: SystemTime) -> Result<&Recovery, RecoveryError> {
        self.check(now).map(|()| &self.document.contents)
    }

    /// Records that could not be understood. They stay in the file.
    pub fn set_aside(&self) -> &[DamagedRecord] {
        &self.document.set_aside
    }

    /// When it closes.
    pub fn expires_at(&self) -> SystemTime {
        self.open.to
    }

    /// Whether it is closed. Then it is of no more use than to be dropped.
    pub fn has_expired(&self, now: SystemTime) -> bool {
        !self.open.holds(now)
    }

    /// Keeps it open for so long from now on, because the person is at it.
    ///
    /// # Errors
    /// [`RecoveryError::Expired`]: closed is closed.
    pub fn renew(&mut self, now: SystemTime, lasting: Duration) -> Result<(), RecoveryError> {
        self.check(now)?;
        self.open = Span::starting(now, lasting);
        Ok(())
    }

    /// The vault it belongs to.
    pub fn vault_id(&self) -> VaultId {
        self.document.vault_id
    }

    /// One more with every save.
    pub fn revision(&self) -> u64 {
        self.document.revision
    }

    /// Why no snapshot was made when one was due. Saving goes on without; the person should know.
    pub fn snapshot_problem(&self) -> Option<&VaultError> {
        self.snapshot_problem.as_ref()
    }

    /// Why the summary in `vault.age` is behind, though the change itself is saved. The next save of the vault, or the
    /// next opening of the compartment, makes it good.
    pub fn summary_problem(&self) -> Option<&VaultError> {
        self.summary_problem.as_ref()
    }

    /// What was taken over into an older copy that was opened knowingly. The person has to be told.
    pub fn taken_over(&self) -> &TakenOver {
        &self.taken_over
    }

    /// Refuses when it is closed.
    pub(crate) fn check(&self, now: SystemTime) -> Result<(), RecoveryError> {
        if self.open.holds(now) { Ok(()) } else { Err(RecoveryError::Expired) }
    }
}
