//! Times as text: ISO 8601 in UTC.

use std::time::SystemTime;

use super::seconds;

/// `2026-11-21T22:22:26Z`. Times before 1970 are written as its first second.
pub fn moment(at: SystemTime) -> String {
    let secs = seconds(at) % 86_400;
    format!("{}T{:02}:{:02}:{:02}Z", day(at), secs / 3600, secs / 60 % 60, secs % 60)
}

/// `2026-11-21`.
pub fn day(at: SystemTime) -> String {
    // Days since 1 March of the year 0, so that the leap day is the last of a year; 146,097 days are 400 years.
    let days = seconds(at) / 86_400 + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (year, month) = if month < 10 { (year, month + 3) } else { (year + 1, month - 9) };
    format!("{:04}-{month:02}-{day:02}", era * 400 + year)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    // The texts are those of `date -u -d @SECONDS +%FT%TZ`.
    #[test]
    fn moments_are_written_in_utc() {
        for (secs, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_795_299_746, "2026-11-21T22:22:26Z"),
            (4_107_542_399, "2100-02-28T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(moment(UNIX_EPOCH + Duration::from_secs(secs)), text);
        }
        assert_eq!(day(UNIX_EPOCH - Duration::from_secs(5)), "1970-01-01");
    }
}
