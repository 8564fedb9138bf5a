//! The idle lock: after so many seconds without a key or a pointer in the window the vault is locked. One thread that
//! sleeps until the moment it may be needed. Whether there is anything to lock, and what that means, is the caller's.

use std::{
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, SystemTime},
};

/// Watches how long nobody did anything.
#[derive(Clone)]
pub struct Idle(Arc<Watch>);

struct Watch {
    state: Mutex<State>,
    changed: Condvar,
}

/// The wall clock, not a monotonic one, because time spent asleep counts.
struct State {
    last_active: SystemTime,
    /// How long is too long; `None` while there is nothing to lock or the person wants no idle lock.
    limit: Option<Duration>,
}

impl Idle {
    /// Not watching yet.
    pub fn new(now: SystemTime) -> Self {
        let state = Mutex::new(State { last_active: now, limit: None });
        Self(Arc::new(Watch { state, changed: Condvar::new() }))
    }

    /// Somebody is there.
    pub fn active(&self, now: SystemTime) {
        // The thread is not woken: it wakes at its old deadline, finds the new one and sleeps on.
        self.state().last_active = now;
    }

    /// From `now` on, `limit` without activity is too long.
    pub fn watch(&self, limit: Option<Duration>, now: SystemTime) {
        *self.state() = State { last_active: now, limit };
        self.0.changed.notify_all();
    }

    /// Looks at the clock again: the machine woke up, and the thread's own wait did not count the time asleep.
    pub fn look_again(&self) {
        drop(self.state()); // The thread is either asleep or has yet to look: no wake-up falls in between.
        self.0.changed.notify_all();
    }

    /// Starts the thread that calls `on_idle`, at most once for each [`watch`](Idle::watch).
    pub fn run(&self, now: impl Fn() -> SystemTime + Send + 'static, on_idle: impl Fn() + Send + 'static) {
        let idle = self.clone();
        thread::spawn(move || {
            loop {
                idle.wait_until_idle(&now);
                on_idle();
            }
        });
    }

    fn wait_until_idle(&self, now: &impl Fn() -> SystemTime) {
        let mut state = self.state();
        loop {
            state = match state.left(now()) {
                None => self.0.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
                Some(Duration::ZERO) => break,
                Some(left) => {
                    self.0.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
        state.limit = None;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// How long until idle; zero when it is now. A clock set back starts the wait anew rather than never ending it.
    fn left(&mut self, now: SystemTime) -> Option<Duration> {
        let limit = self.limit?;
        let idle = now.duration_since(self.last_active).unwrap_or_else(|_| {
            self.last_active = now;
            Duration::ZERO
        });
        Some(limit.saturating_sub(idle))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use actions::{Clock, FixedClock};

    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    fn state(limit: Option<Duration>) -> (State, SystemTime) {
        let now = SystemTime::UNIX_EPOCH + 1000 * MINUTE;
        (State { last_active: now, limit }, now)
    }

    #[test]
    fn the_wait_is_counted_from_the_last_activity() {
        let (mut state, now) = state(Some(5 * MINUTE));
        assert_eq!(state.left(now + 2 * MINUTE), Some(3 * MINUTE));
        state.last_active = now + 2 * MINUTE;
        assert_eq!(state.left(now + 4 * MINUTE), Some(3 * MINUTE));
        assert_eq!(state.left(now + 60 * MINUTE), Some(Duration::ZERO));
    }

    #[test]
    fn without_a_limit_nobody_is_idle() {
        let (mut state, now) = state(None);
        assert_eq!(state.left(now + 1000 * MINUTE), None);
    }

    #[test]
    fn a_clock_set_back_cannot_keep_the_vault_open_for_ever() {
        let (mut state, now) = state(Some(5 * MINUTE));
        let back = now - 100 * MINUTE;
        assert_eq!(state.left(back), Some(5 * MINUTE));
        assert_eq!(state.left(back + 5 * MINUTE), Some(Duration::ZERO));
    }

    #[test]
    fn time_spent_asleep_counts_once_the_machine_wakes() {
        let clock = Arc::new(FixedClock::new(SystemTime::UNIX_EPOCH + MINUTE));
        let idle = Idle::new(clock.now());
        let (locked, locks) = mpsc::channel();
        let here = Arc::clone(&clock);
        idle.run(move || here.now(), move || locked.send(()).unwrap());
        idle.watch(Some(60 * MINUTE), clock.now());
        assert!(locks.try_recv().is_err());
        clock.advance(61 * MINUTE);
        idle.look_again();
        locks.recv_timeout(MINUTE).unwrap();
    }
}
