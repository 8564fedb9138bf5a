//! What happened to the vault and when: the newest 2,000 events, kept inside the encrypted file.
//!
//! It holds no secret and decides nothing; the room `actions` says what is worth remembering.

use crate::format::Rest;
use crate::{AccountId, Timestamp};

/// One event.
#[derive(Clone, Debug)]
pub struct Activity {
    /// When it happened.
    pub at: Timestamp,
    /// The account it happened to; `None` for the vault as a whole.
    pub account: Option<AccountId>,
    /// What happened.
    pub what: ActivityKind,
    /// Fields of a later version, kept through every rewrite.
    pub(crate) rest: Rest,
}

impl Activity {
    /// An event in the vault as a whole.
    pub fn of_vault(what: ActivityKind, at: Timestamp) -> Self {
        Self { at, account: None, what, rest: Rest::default() }
    }

    /// An event in one account.
    pub fn of_account(account: AccountId, what: ActivityKind, at: Timestamp) -> Self {
        Self { account: Some(account), ..Self::of_vault(what, at) }
    }
}

macro_rules! activity_kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal,)*) => {
        /// What can happen. The words in the file are these in lower case with dashes.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum ActivityKind {
            $($(#[$doc])* $kind,)*
            /// A word this version does not know, written by a later one and kept as it is.
            Later(Box<str>),
        }

        impl ActivityKind {
            /// The word in the file.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$kind => $name,)*
                    Self::Later(word) => word,
                }
            }
        }

        impl From<&str> for ActivityKind {
            fn from(word: &str) -> Self {
                match word {
                    $($name => Self::$kind,)*
                    _ => Self::Later(word.into()),
                }
            }
        }

        #[cfg(test)]
        const KNOWN: &[ActivityKind] = &[$(ActivityKind::$kind,)*];
    };
}

activity_kinds! {
    /// The vault was made.
    VaultCreated = "vault-created",
    /// An account was added.
    Added = "added",
    /// Its name, issuer, icon, tags, notes or clock offset were changed.
    Edited = "edited",
    /// Its code was copied.
    Copied = "copied",
    /// The counter of a HOTP account was advanced.
    Advanced = "advanced",
    /// Its secret was shown as a QR code.
    QrShown = "qr-shown",
    /// A new secret was scanned; the old one is kept until it is confirmed.
    ReplacementStarted = "replacement-started",
    /// The new secret took the place of the old one.
    ReplacementConfirmed = "replacement-confirmed",
    /// The new secret was given up; the old one stays.
    ReplacementCancelled = "replacement-cancelled",
    /// It was put into the bin.
    Binned = "binned",
    /// It was taken out of the bin.
    Restored = "restored",
    /// It was deleted for ever.
    Deleted = "deleted",
    /// Accounts were written to a file or shown as codes to take elsewhere.
    Exported = "exported",
    /// Accounts were read from another program's file.
    Imported = "imported",
    /// The passphrase was changed.
    PassphraseChanged = "passphrase-changed",
    /// Passphrase and keys were replaced because they had leaked.
    KeysReplaced = "keys-replaced",
    /// An earlier version of the vault was put back.
    SnapshotRestored = "snapshot-restored",
}

/// The newest [`ActivityLog::LIMIT`] events, oldest first.
#[derive(Clone, Debug, Default)]
pub struct ActivityLog(Vec<Activity>);

impl ActivityLog {
    /// How many events are kept.
    pub const LIMIT: usize = 2_000;

    /// Adds an event; the oldest one gives way when the log is full.
    pub fn record(&mut self, event: Activity) {
        let surplus = (self.0.len() + 1).saturating_sub(Self::LIMIT);
        self.0.drain(..surplus);
        self.0.push(event);
    }

    /// Every event, oldest first.
    pub fn iter(&self) -> std::slice::Iter<'_, Activity> {
        self.0.iter()
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing has happened yet.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Forgets what happened to one account, when it is deleted for ever.
    pub fn forget(&mut self, account: AccountId) {
        self.0.retain(|event| event.account != Some(account));
    }
}

impl FromIterator<Activity> for ActivityLog {
    fn from_iter<I: IntoIterator<Item = Activity>>(events: I) -> Self {
        let mut events: Vec<_> = events.into_iter().collect();
        events.drain(..events.len().saturating_sub(Self::LIMIT));
        Self(events)
    }
}

impl<'a> IntoIterator for &'a ActivityLog {
    type Item = &'a Activity;
    type IntoIter = std::slice::Iter<'a, Activity>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(secs: u32) -> Activity {
        Activity::of_vault(ActivityKind::Copied, Timestamp::from_unix(secs))
    }

    #[test]
    fn every_kind_reads_back_from_its_word() {
        for kind in KNOWN {
            assert_eq!(&ActivityKind::from(kind.as_str()), kind);
        }
        assert_eq!(ActivityKind::from("teleported").as_str(), "teleported");
    }

    #[test]
    fn the_oldest_event_gives_way() {
        let mut log: ActivityLog = (0..3_000).map(event).collect();
        assert_eq!(log.len(), ActivityLog::LIMIT);
        log.record(event(3_000));
        assert_eq!(log.len(), ActivityLog::LIMIT);
        let times: Vec<_> = log.iter().map(|event| event.at.unix()).collect();
        assert_eq!((times.first(), times.last()), (Some(&1_001), Some(&3_000)));
    }
}
