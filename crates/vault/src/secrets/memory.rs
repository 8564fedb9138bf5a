//! A keyring in memory, for tests and for the demonstration vault.
//!
//! It can be told to fail the way real ones do.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use zeroize::Zeroizing;

use super::{SecretStore, SecretStoreError, is_one_line};

/// Keeps lines until it is dropped.
#[derive(Default)]
pub struct MemorySecretStore(Mutex<State>);

#[derive(Default)]
struct State {
    lines: BTreeMap<String, Zeroizing<String>>,
    broken: Option<SecretStoreError>,
}

impl MemorySecretStore {
    /// An empty keyring that works.
    pub fn new() -> Self {
        Self::default()
    }

    /// A session without a keyring: every call fails.
    pub fn absent() -> Self {
        let store = Self::new();
        store.break_with(SecretStoreError::Absent);
        store
    }

    /// From now on every call fails with this.
    pub fn break_with(&self, error: SecretStoreError) {
        self.state().broken = Some(error);
    }

    /// From now on it works again; what was stored is still there.
    pub fn repair(&self) {
        self.state().broken = None;
    }

    /// The names under which something is stored.
    pub fn names(&self) -> Vec<String> {
        self.state().lines.keys().cloned().collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn working(&self) -> Result<MutexGuard<'_, State>, SecretStoreError> {
        let state = self.state();
        state.broken.map_or(Ok(state), Err)
    }
}

impl SecretStore for MemorySecretStore {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, SecretStoreError> {
        Ok(self.working()?.lines.get(name).cloned())
    }

    fn set(&self, name: &str, line: &str) -> Result<(), SecretStoreError> {
        if !is_one_line(line) {
            return Err(SecretStoreError::NotOneLine);
        }
        self.working()?.lines.insert(name.to_owned(), Zeroizing::new(line.to_owned()));
        Ok(())
    }

    fn remove(&self, name: &str) -> Result<(), SecretStoreError> {
        self.working()?.lines.remove(name);
        Ok(())
    }
}
