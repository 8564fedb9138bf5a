//! Moments as the vault stores them: whole seconds since 1970, and the calendar form used in file names.
//!
//! Nothing here asks for the time.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// Whole seconds since 1970-01-01 00:00 UTC, from 1970 to 2106.
///
/// Earlier and later moments are held at the ends: a wrong clock must not make a vault unwritable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(u32);

impl Timestamp {
    /// The moment `secs` seconds after 1970 began.
    pub const fn from_unix(secs: u32) -> Self {
        Self(secs)
    }

    /// Seconds since 1970 began.
    pub const fn unix(self) -> u32 {
        self.0
    }

    /// How long before `later` this moment was; zero when it was after.
    pub fn until(self, later: Timestamp) -> Duration {
        Duration::from_secs(u64::from(later.0.saturating_sub(self.0)))
    }

    /// The calendar form `20251122T004912Z` (ISO 8601 basic, UTC): sorts by time and is legal in every file name.
    pub(crate) fn calendar(self) -> String {
        let (days, secs) = (self.0 / 86_400, self.0 % 86_400);
        let (year, month, day) = civil_from_days(days);
        let (hour, minute, second) = (secs / 3_600, secs / 60 % 60, secs % 60);
        format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z")
    }

    /// The moment the calendar form names; `None` when the text is not one or names no real day.
    pub(crate) fn from_calendar(text: &str) -> Option<Self> {
        let number = |from: usize, to: usize| -> Option<u32> {
            let digits = text.get(from..to)?;
            digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
        };
        let (year, month, day) = (number(0, 4)?, number(4, 6)?, number(6, 8)?);
        let (hour, minute, second) = (number(9, 11)?, number(11, 13)?, number(13, 15)?);
        let day_number = days_from_civil(year, month, day)?;
        let secs = day_number
            .checked_mul(86_400)?
            .checked_add(hour.checked_mul(3_600)?.checked_add(minute * 60)?.checked_add(second)?)?;
        let time = Self(secs);
        (time.calendar() == text).then_some(time)
    }
}

impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        let secs = time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        Self(u32::try_from(secs).unwrap_or(u32::MAX))
    }
}

impl From<Timestamp> for SystemTime {
    fn from(time: Timestamp) -> Self {
        UNIX_EPOCH + Duration::from_secs(u64::from(time.0))
    }
}

/// Gregorian leap years; the range of `Timestamp` holds no exception this misses.
fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400)
}

fn days_in_month(year: u32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Year, month and day of the `days`-th day after 1970-01-01. Counted year by year: at most 137 steps.
fn civil_from_days(mut days: u32) -> (u32, u32, u32) {
    let mut year = 1970;
    while days >= 365 + u32::from(is_leap(year)) {
        days -= 365 + u32::from(is_leap(year));
        year += 1;
    }
    let mut month = 1;
    while days >= days_in_month(year, month) {
        days -= days_in_month(year, month);
        month += 1;
    }
    (year, month, days + 1)
}

/// The inverse of [`civil_from_days`]; `None` for a day that no calendar has, or outside 1970 to 2106.
fn days_from_civil(year: u32, month: u32, day: u32) -> Option<u32> {
    let real = (1970..=2106).contains(&year)
        && (1..=12).contains(&month)
        && (1..=days_in_month(year, month)).contains(&day);
    let years: u32 = (1970..year).map(|y| 365 + u32::from(is_leap(y))).sum();
    let months: u32 = (1..month).map(|m| days_in_month(year, m)).sum();
    real.then(|| years + months + day - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calendar_form_is_what_date_prints() {
        // `date -u -d @N +%Y%m%dT%H%M%SZ`
        for (secs, text) in [
            (0, "19700101T000000Z"),
            (951_782_400, "20000229T000000Z"),
            (1_763_772_552, "20251122T004912Z"),
            (4_107_542_399, "21000228T235959Z"),
            (4_107_542_400, "21000301T000000Z"),
            (u32::MAX, "21060207T062815Z"),
        ] {
            assert_eq!(Timestamp(secs).calendar(), text);
            assert_eq!(Timestamp::from_calendar(text), Some(Timestamp(secs)));
        }
    }

    #[test]
    fn what_no_calendar_has_is_not_a_time() {
        for text in
            ["", "20250230T000000Z", "20251122T004912", "20251122T996199Z", "2025-11-22", "+0251122T004912Z"]
        {
            assert_eq!(Timestamp::from_calendar(text), None, "{text}");
        }
    }

    #[test]
    fn moments_outside_the_range_are_held_at_its_ends() {
        assert_eq!(Timestamp::from(UNIX_EPOCH - Duration::from_secs(9)), Timestamp(0));
        assert_eq!(Timestamp::from(UNIX_EPOCH + Duration::from_secs(1 << 40)), Timestamp(u32::MAX));
    }
}
