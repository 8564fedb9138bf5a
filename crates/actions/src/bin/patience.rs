//! How long something has lain in the bin, by what the vault has seen of it. A clock that is wrong once must not empty
//! the bin: between two traces of use at most a week counts, so that a month takes at least five of them.
use std::time::Duration;

use vault::{ActivityLog, Contents, Timestamp};

/// The most that counts between two traces of use.
const LONGEST_STEP: Duration = Duration::from_secs(7 * 24 * 3600);

/// When the vault was used, until now.
pub(super) struct Traces {
    /// In order, `now` last; nothing after it.
    moments: Vec<Timestamp>,
    /// Before this the log has forgotten what happened, because it was full.
    forgotten_until: Timestamp,
}

impl Traces {
    pub(super) fn of(contents: &Contents, now: Timestamp) -> Self {
        let events = contents.activity.iter().map(|event| event.at);
        let accounts = contents.accounts.iter().flat_map(|account| {
            [Some(account.created), Some(account.modified), account.last_used].into_iter().flatten()
        });
        let mut moments: Vec<_> = events.chain(accounts).filter(|moment| *moment < now).collect();
        moments.push(now);
        moments.sort_unstable();
        let is_full = contents.activity.len() >= ActivityLog::LIMIT;
        let oldest = contents.activity.iter().next().filter(|_| is_full).map(|event| event.at);
        Self { moments, forgotten_until: oldest.unwrap_or_default().min(now) }
    }

    /// How much of the time since then counts. What a full log has forgotten counts whole: it was full of use.
    pub(super) fn since(&self, since: Timestamp) -> Duration {
        let start = since.max(self.forgotten_until);
        let later = self.moments.iter().skip(self.moments.partition_point(|moment| *moment <= start));
        let steps = later.scan(start, |before, moment| {
            Some(std::mem::replace(before, *moment).until(*moment).min(LONGEST_STEP))
        });
        since.until(self.forgotten_until) + steps.sum::<Duration>()
    }
}
