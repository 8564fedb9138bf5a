//! What was done with recovery codes, when and on which device. It never names a code, only its place in the set.

use std::time::SystemTime;

use crate::SetId;

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: SystemTime,
    /// The computer's name.
    pub device: String,
    /// The set it happened to; `None` for the compartment as a whole.
    pub set: Option<SetId>,
    /// The place of the code in its set, from 0.
    pub code: Option<usize>,
    /// What happened.
    pub what: EventKind,
}

macro_rules! event_kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal,)*) => {
        /// What can happen. The words in the file are these in lower case with dashes.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum EventKind {
            $($(#[$doc])* $kind,)*
            /// A word this version does not know, written by a later one and kept as it is.
            Later(Box<str>),
        }

        impl EventKind {
            /// The word in the file.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$kind => $name,)*
                    Self::Later(word) => word,
                }
            }
        }

        impl From<&str> for EventKind {
            fn from(word: &str) -> Self {
                match word {
                    $($name => Self::$kind,)*
                    _ => Self::Later(word.into()),
                }
            }
        }

        #[cfg(test)]
        const KNOWN: &[EventKind] = &[$(EventKind::$kind,)*];
    };
}

event_kinds! {
    /// A set was stored.
    Imported = "imported",
    /// Facts about a set were corrected by hand.
    Edited = "edited",
    /// A newer set took its place.
    Superseded = "superseded",
    /// It was put away, or taken back.
    Archived = "archived",
    /// It was deleted for ever.
    Deleted = "deleted",
    /// A code was handed out.
    Reserved = "reserved",
    /// A code was looked at without being handed out, or all of a set were.
    Revealed = "revealed",
    /// A code worked and is spent.
    Used = "used",
    /// A code did not work.
    Refused = "refused",
    /// A code was given back untried.
    Returned = "returned",
    /// A security question was stored.
    QuestionStored = "question-stored",
    /// Nobody knows whether a code worked.
    Unsure = "unsure",
    /// The last change of a code was taken back.
    Undone = "undone",
    /// A key was spent and the new one stored in its place.
    Replaced = "replaced",
    /// A set was printed.
    Printed = "printed",
    /// A set was written to a file.
    Exported = "exported",
    /// An emergency kit was made.
    KitMade = "kit-made",
    /// An emergency kit was proven to open the vault.
    KitProven = "kit-proven",
}

/// The newest [`EventLog::LIMIT`] events, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventLog(Vec<Event>);

impl EventLog {
    /// How many events are kept.
    pub const LIMIT: usize = 5_000;

    /// Adds an event; the oldest one gives way when the log is full.
    pub fn record(&mut self, event: Event) {
        let surplus = (self.0.len() + 1).saturating_sub(Self::LIMIT);
        self.0.drain(..surplus);
        self.0.push(event);
    }

    /// Every event, oldest first.
    pub fn iter(&self) -> std::slice::Iter<'_, Event> {
        self.0.iter()
    }

    /// The newest `count` events, oldest first.
    pub fn newest(&self, count: usize) -> &[Event] {
        self.0.get(self.0.len().saturating_sub(count)..).unwrap_or_default()
    }
}

impl FromIterator<Event> for EventLog {
    fn from_iter<I: IntoIterator<Item = Event>>(events: I) -> Self {
        let mut events: Vec<_> = events.into_iter().collect();
        events.drain(..events.len().saturating_sub(Self::LIMIT));
        Self(events)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    fn event(secs: u64) -> Event {
        let at = UNIX_EPOCH + Duration::from_secs(secs);
        Event { at, device: "desk".to_owned(), set: None, code: None, what: EventKind::Used }
    }

    #[test]
    fn every_kind_reads_back_from_its_word() {
        for kind in KNOWN {
            assert_eq!(&EventKind::from(kind.as_str()), kind);
        }
        assert_eq!(EventKind::from("teleported").as_str(), "teleported");
    }

    #[test]
    fn the_oldest_event_gives_way() {
        let mut log: EventLog = (0..6_000).map(event).collect();
        log.record(event(6_000));
        assert_eq!(log.iter().count(), EventLog::LIMIT);
        assert_eq!(log.newest(1), [event(6_000)]);
        assert_eq!(log.iter().next(), Some(&event(1_001)));
    }
}
