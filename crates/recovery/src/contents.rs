//! Everything in the recovery compartment. It is a value: changing it changes nothing on disk.

use std::sync::Arc;

use crate::{EventLog, RecoverySet, SecurityQuestion, SetId};

/// The sets, the questions and what happened to them. Cloning copies pointers, not records.
#[derive(Clone, Debug, Default)]
pub struct Recovery {
    /// Every set, superseded and archived ones too, in the order they came.
    pub sets: Vec<Arc<RecoverySet>>,
    /// Every security question.
    pub questions: Vec<Arc<SecurityQuestion>>,
    /// The newest events.
    pub log: EventLog,
}

impl Recovery {
    /// The set with this id.
    pub fn set(&self, id: SetId) -> Option<&Arc<RecoverySet>> {
        self.sets.iter().find(|set| set.id == id)
    }

    /// The set with this id, to change it in place. The record is copied first if someone else still shows it; its codes
    /// are shared even then.
    pub fn set_mut(&mut self, id: SetId) -> Option<&mut RecoverySet> {
        self.sets.iter_mut().find(|set| set.id == id).map(Arc::make_mut)
    }
}
