//! Calling off what takes long. A key derivation cannot be interrupted and a keyring cannot be told to forget its question,
//! so whoever cancels has the window back at once and the answer is thrown away when it comes.

use std::{sync::atomic::Ordering, time::SystemTime};

use actions::Clock;

use super::{App, Parts};

/// The clock of one command: tells the time, and whether the command was called off since. Made before anything is waited
/// for, the desk included.
pub struct Call<'a> {
    parts: &'a Parts,
    begun: u64,
}

impl App {
    /// The clock of a command that begins now.
    pub fn clock(&self) -> Call<'_> {
        Call { parts: self, begun: self.called_off.load(Ordering::Acquire) }
    }

    /// Nobody waits any more for what is under way. Never waits itself, so it may be called on the window's thread.
    pub fn call_off(&self) {
        self.called_off.fetch_add(1, Ordering::AcqRel);
    }
}

impl Clock for Call<'_> {
    fn now(&self) -> SystemTime {
        self.parts.now()
    }

    fn called_off(&self) -> bool {
        self.parts.called_off.load(Ordering::Acquire) != self.begun
    }
}
