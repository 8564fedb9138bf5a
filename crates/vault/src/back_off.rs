//! The rule after wrong passphrases: one is tolerated, then one second, doubling to an hour.
//!
//! Pure: it is told the time and keeps nothing. `attempts` applies it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// The longest wait.
const LONGEST: Duration = Duration::from_secs(3_600);
/// What is assumed when the record of earlier attempts cannot be read: a wait of 32 seconds. Long enough that damaging
/// the record is no way around waiting, short enough that damage by accident shuts nobody out.
const ASSUMED_WRONG: u32 = 7;

/// The wrong passphrases since the last right one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BackOff {
    /// How many, one after the other.
    #[serde(default, rename = "wrong_passphrases")]
    wrong: u32,
    /// When the last one was tried, in milliseconds since 1970.
    #[serde(default, rename = "last_wrong_ms")]
    last_ms: u64,
}

impl BackOff {
    /// What holds after a record was lost at `now`.
    pub fn assumed(now: SystemTime) -> Self {
        Self { wrong: ASSUMED_WRONG, last_ms: millis(now) }
    }

    /// How long the wait is from the last wrong passphrase on.
    fn whole_wait(self) -> Duration {
        match self.wrong {
            0 | 1 => Duration::ZERO,
            wrong => {
                1_u64.checked_shl(wrong - 2).map_or(LONGEST, |secs| Duration::from_secs(secs).min(LONGEST))
            }
        }
    }

    /// How much of the wait is left. With the clock before the last attempt nothing of it has passed.
    pub fn wait(self, now: SystemTime) -> Duration {
        let passed = Duration::from_millis(millis(now).saturating_sub(self.last_ms));
        self.whole_wait().saturating_sub(passed)
    }

    /// The same, with the last attempt moved to `now` when the clock was set back before it: the wait neither ends
    /// early nor lasts longer than its whole length from here.
    pub fn with_clock(self, now: SystemTime) -> Self {
        Self { last_ms: self.last_ms.min(millis(now)), ..self }
    }

    /// One more wrong passphrase.
    pub fn after_wrong(self, now: SystemTime) -> Self {
        Self { wrong: self.wrong.saturating_add(1), last_ms: millis(now) }
    }
}

fn millis(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(secs: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(secs)
    }

    fn wrong(times: u32) -> BackOff {
        (0..times).fold(BackOff::default(), |back_off, _| back_off.after_wrong(at(1_000)))
    }

    #[test]
    fn one_is_tolerated_then_the_wait_doubles_to_an_hour() {
        let waits: Vec<u64> = (0..18).map(|times| wrong(times).wait(at(1_000)).as_secs()).collect();
        let expected =
            [0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024, 2_048, 3_600, 3_600, 3_600, 3_600];
        assert_eq!(waits, expected);
        assert_eq!(BackOff { wrong: u32::MAX, last_ms: 1_000_000 }.wait(at(1_000)), LONGEST);
    }

    #[test]
    fn the_wait_counts_down_to_the_millisecond() {
        let back_off = wrong(3);
        assert_eq!(back_off.wait(at(1_000) + Duration::from_millis(1_999)), Duration::from_millis(1));
        assert_eq!(back_off.wait(at(1_002)), Duration::ZERO);
    }

    #[test]
    fn a_clock_set_back_ends_nothing_early_and_prolongs_nothing() {
        let back_off = wrong(5);
        assert_eq!(back_off.wait(at(10)), Duration::from_secs(8));
        let seen = back_off.with_clock(at(10));
        assert_eq!(seen.wait(at(10)), Duration::from_secs(8));
        assert_eq!(seen.wait(at(18)), Duration::ZERO);
        assert_eq!(back_off.with_clock(at(2_000)), back_off);
    }

    #[test]
    fn a_lost_record_means_a_wait_of_half_a_minute() {
        assert_eq!(BackOff::assumed(at(1_000)).wait(at(1_000)), Duration::from_secs(32));
    }
}
