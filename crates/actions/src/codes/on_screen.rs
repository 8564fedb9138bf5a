//! Which hidden codes are being looked at, and which counter codes were handed out a moment ago.
//! Lives in memory only and is dropped when the vault is locked.
use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, SystemTime},
};

use otp::OtpKey;
use vault::AccountId;

/// How long a revealed code stays visible: one ordinary period.
const REVEALED_FOR: Duration = Duration::from_secs(30);
/// How long a code of a counter stays visible; afterwards it has been used or never will be.
const HANDED_OUT_FOR: Duration = Duration::from_secs(120);

/// What is visible on the screen and until when.
#[derive(Debug, Default)]
pub(crate) struct OnScreen {
    revealed: HashMap<AccountId, SystemTime>,
    handed_out: HashMap<AccountId, (Arc<OtpKey>, SystemTime)>,
}

impl OnScreen {
    pub(crate) fn reveal(&mut self, id: AccountId, now: SystemTime) {
        self.revealed.retain(|_, since| is_within(REVEALED_FOR, *since, now));
        self.revealed.insert(id, now);
    }

    pub(crate) fn is_revealed(&self, id: AccountId, now: SystemTime) -> bool {
        self.revealed.get(&id).is_some_and(|since| is_within(REVEALED_FOR, *since, now))
    }

    /// Remembers the key whose counter was just used up.
    pub(crate) fn hand_out(&mut self, id: AccountId, key: Arc<OtpKey>, now: SystemTime) {
        self.handed_out.retain(|_, (_, since)| is_within(HANDED_OUT_FOR, *since, now));
        self.handed_out.insert(id, (key, now));
    }

    /// The key of the code on screen, if it was asked for a moment ago.
    pub(crate) fn handed_out(&self, id: AccountId, now: SystemTime) -> Option<&Arc<OtpKey>> {
        self.handed_out
            .get(&id)
            .filter(|(_, since)| is_within(HANDED_OUT_FOR, *since, now))
            .map(|(key, _)| key)
    }

    pub(crate) fn forget(&mut self, id: AccountId) {
        self.revealed.remove(&id);
        self.handed_out.remove(&id);
    }
}

/// A clock that was set back counts as no time passed.
fn is_within(limit: Duration, since: SystemTime, now: SystemTime) -> bool {
    now.duration_since(since).unwrap_or_default() < limit
}
