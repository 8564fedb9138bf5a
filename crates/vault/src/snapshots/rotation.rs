//! Which snapshots are kept: hourly for a day, daily for a month, monthly for a year, and the newest whatever their age.
//!
//! Pure: times in, times out. A clock that jumps far ahead ages nothing: the age of a snapshot is the time that passed
//! from one snapshot to the next, and a gap of months is no time at all. Who is really away for months keeps more.

use std::collections::BTreeMap;

use crate::Timestamp;

const HOUR: u32 = 3_600;
const DAY: u32 = 24 * HOUR;
/// Thirty days: rotation needs steps of equal length, not the calendar.
const MONTH: u32 = 30 * DAY;
const YEAR: u32 = 365 * DAY;
/// Between monthly snapshots there are at most two months; a longer gap is a jump of the clock, or nobody was there.
const JUMP: u32 = 2 * MONTH;
/// So many of the newest stay whatever the clock says: as many as there are hours in a day.
const NEWEST: usize = 24;
/// A clock that jumps about could fill buckets without end.
const MOST: usize = 120;

/// Whether none of these was taken within the last hour. Those from the future (the clock was wrong then, or is now) do
/// not count, or there might be none for years.
pub(crate) fn is_due(taken: &[Timestamp], now: Timestamp) -> bool {
    !taken.iter().any(|time| *time <= now && now.unix() - time.unix() < HOUR)
}

/// Which of these are not kept. The newest of each hour, day or month stays; so do the [`NEWEST`] of all, however old.
pub(super) fn surplus(taken: &[Timestamp], now: Timestamp) -> Vec<Timestamp> {
    let mut newest_first = taken.to_vec();
    newest_first.sort_unstable_by(|a, b| b.cmp(a));
    let mut newest = BTreeMap::new();
    for (time, age) in ages(&newest_first, now) {
        if let Some(bucket) = bucket(time, age) {
            newest.entry(bucket).or_insert(time);
        }
    }
    let mut kept: Vec<_> = newest.into_values().chain(newest_first.iter().copied().take(NEWEST)).collect();
    kept.sort_unstable_by(|a, b| b.cmp(a));
    kept.dedup();
    kept.truncate(MOST);
    taken.iter().copied().filter(|time| !kept.contains(time)).collect()
}

/// Each with its age in seconds, which is the sum of the gaps after it. Those from the future have none.
fn ages(newest_first: &[Timestamp], now: Timestamp) -> impl Iterator<Item = (Timestamp, u32)> {
    newest_first.iter().scan((now.unix(), 0_u32), |(later, age), time| {
        let gap = later.saturating_sub(time.unix());
        *later = time.unix().min(*later);
        *age = age.saturating_add(if gap > JUMP { HOUR } else { gap });
        Some((*time, *age))
    })
}

/// Snapshots in the same bucket stand for each other; `None` when it is too old to keep.
fn bucket(time: Timestamp, age: u32) -> Option<(u32, u32)> {
    let step = match age {
        0..DAY => HOUR,
        DAY..MONTH => DAY,
        MONTH..YEAR => MONTH,
        _ => return None,
    };
    Some((step, time.unix() / step))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u32 = 1_763_772_552;

    fn times(secs: impl IntoIterator<Item = u32>) -> Vec<Timestamp> {
        secs.into_iter().map(Timestamp::from_unix).collect()
    }

    /// Ten years of hourly saving, rotated at every save as it really happens.
    fn rotated(hours: u32) -> Vec<Timestamp> {
        let mut kept: Vec<Timestamp> = Vec::new();
        for hour in 0..hours {
            let now = Timestamp::from_unix(NOW + hour * HOUR);
            assert!(is_due(&kept, now));
            kept.push(now);
            let gone = surplus(&kept, now);
            kept.retain(|time| !gone.contains(time));
        }
        kept
    }

    #[test]
    fn a_snapshot_is_due_an_hour_after_the_last() {
        let now = Timestamp::from_unix(NOW);
        assert!(is_due(&[], now));
        assert!(is_due(&times([NOW - HOUR]), now));
        assert!(!is_due(&times([NOW - HOUR + 1]), now));
        assert!(!is_due(&times([NOW]), now));
    }

    #[test]
    fn a_snapshot_from_the_future_holds_nothing_up() {
        assert!(is_due(&times([NOW + YEAR]), Timestamp::from_unix(NOW)));
    }

    #[test]
    fn years_of_saving_leave_hours_days_and_months() {
        let kept = rotated(3 * 8_760);
        assert!((50..=72).contains(&kept.len()), "{}", kept.len());
        let end = NOW + (3 * 8_760 - 1) * HOUR;
        let within = |age: u32| kept.iter().filter(|time| end - time.unix() < age).count();
        assert!(within(DAY) >= 24, "{}", within(DAY));
        assert!(within(MONTH) >= 24 + 28, "{}", within(MONTH));
        assert!(within(YEAR) >= 24 + 28 + 10, "{}", within(YEAR));
        assert_eq!(within(YEAR + MONTH), kept.len());
    }

    #[test]
    fn five_saves_at_once_do_not_push_out_an_old_snapshot() {
        let old = NOW - 20 * DAY;
        let taken = times([old, NOW - 4, NOW - 3, NOW - 2, NOW - 1, NOW]);
        assert!(!surplus(&taken, Timestamp::from_unix(NOW)).contains(&Timestamp::from_unix(old)));
    }

    #[test]
    fn the_newest_stay_however_old() {
        let now = Timestamp::from_unix(NOW);
        assert_eq!(surplus(&times([NOW - 5 * YEAR]), now), []);
        assert_eq!(surplus(&[], now), []);
        // One a month for five years: those of the last year stay, and as many as the newest are.
        let monthly = times((0..60).map(|n| NOW - n * MONTH));
        assert_eq!(surplus(&monthly, now), times((24..60).map(|n| NOW - n * MONTH)));
    }

    #[test]
    fn a_clock_far_ahead_thins_nothing_out() {
        let before = rotated(2 * 8_760);
        let last = NOW + (2 * 8_760 - 1) * HOUR;
        let mut kept = before.clone();
        // Ten years ahead, a few snapshots are taken there, then the clock is set right.
        for hour in 0..3 {
            let now = Timestamp::from_unix(last + 10 * YEAR + hour * HOUR);
            kept.push(now);
            let gone = surplus(&kept, now);
            kept.retain(|time| !gone.contains(time));
        }
        let lost = |kept: &[Timestamp]| before.iter().filter(|time| !kept.contains(time)).count();
        assert!(lost(&kept) <= 3, "only as many as three hours cost anyway: {}", lost(&kept));
        let now = Timestamp::from_unix(last + HOUR);
        kept.push(now);
        let gone = surplus(&kept, now);
        kept.retain(|time| !gone.contains(time));
        assert!(lost(&kept) <= 4 && kept.contains(&now), "{}", lost(&kept));
    }

    #[test]
    fn a_clock_a_month_ahead_leaves_the_newest() {
        let before = rotated(2 * 8_760);
        let now = Timestamp::from_unix(NOW + (2 * 8_760 - 1) * HOUR + 40 * DAY);
        let gone = surplus(&before, now);
        assert!(before.iter().rev().take(NEWEST).all(|time| !gone.contains(time)));
    }

    #[test]
    fn a_clock_that_jumps_fills_no_disk() {
        let taken = times((0..5_000).map(|n| NOW + n * DAY));
        assert_eq!(taken.len() - surplus(&taken, Timestamp::from_unix(NOW)).len(), MOST);
    }
}
