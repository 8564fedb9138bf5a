//! What an open vault holds: accounts in the person's order, and what happened to them.
//!
//! It is a value: changing it changes nothing on disk until `UnlockedVault::change` has saved it.

use std::sync::Arc;

use crate::{Account, AccountId, ActivityLog};

/// The records of a vault. Cloning copies pointers, not records.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// Every account, those in the bin too, in the person's order.
    pub accounts: Vec<Arc<Account>>,
    /// The newest events.
    pub activity: ActivityLog,
}

impl Contents {
    /// The account with this id, in the bin or not.
    pub fn account(&self, id: AccountId) -> Option<&Arc<Account>> {
        self.accounts.iter().find(|account| account.id == id)
    }

    /// The account with this id, to change it in place. The record is copied first if someone else still shows it.
    pub fn account_mut(&mut self, id: AccountId) -> Option<&mut Account> {
        self.accounts.iter_mut().find(|account| account.id == id).map(Arc::make_mut)
    }
}
