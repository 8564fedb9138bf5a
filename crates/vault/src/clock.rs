//! The time, for what waits: deriving a key takes a second, and another program's attempt may take longer. Whatever is
//! done at once takes the moment itself.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// Tells the time. Nothing in this room asks the system for it.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> SystemTime;

    /// Whether nobody waits for the answer any more. A key derivation cannot be interrupted; what it was for can still be
    /// left undone when it ends.
    fn called_off(&self) -> bool {
        false
    }
}

/// A moment is a clock that stands still: right for whatever takes no time, and for tests. Behind it a wait that is
/// counted from the end of something slow would seem to begin before that.
impl Clock for SystemTime {
    fn now(&self) -> SystemTime {
        *self
    }
}

impl<C: Clock + ?Sized> Clock for &C {
    fn now(&self) -> SystemTime {
        (**self).now()
    }

    fn called_off(&self) -> bool {
        (**self).called_off()
    }
}

/// A clock that stands still until it is moved, for tests.
#[derive(Debug)]
pub struct FixedClock(Mutex<SystemTime>);

impl FixedClock {
    /// A clock standing at `now`.
    pub fn new(now: SystemTime) -> Self {
        Self(Mutex::new(now))
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: Duration) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now += by;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> SystemTime {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
