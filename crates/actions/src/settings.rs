//! What the person has chosen: how codes are shown, when the vault locks, what the clipboard does.
//! Holds nothing secret and nothing about the accounts; how it is kept on disk is in `settings/file.rs`.
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{ActionError, ClockError, Desk, NoticeKind, TimeServer};

mod file;
#[cfg(test)]
mod tests;

pub use file::{SettingsError, SettingsFile};

/// The longest auto-lock: a day. Zero means never.
pub const LONGEST_LOCK_AFTER_SECS: u32 = 24 * 3600;
/// The longest time a code may stay in the clipboard: an hour. Zero means that it is not cleared.
pub const LONGEST_CLEAR_CLIPBOARD_SECS: u32 = 3600;
/// The shortest and the longest time for which recovery codes may be shown: 5 seconds and 15 minutes.
pub const SHORTEST_RECOVERY_OPEN_SECS: u32 = 5;
/// See [`SHORTEST_RECOVERY_OPEN_SECS`].
pub const LONGEST_RECOVERY_OPEN_SECS: u32 = 15 * 60;
/// The longest host name (RFC 1035 §2.3.4), with a port.
const LONGEST_TIME_SERVER: usize = 255 + 6;
/// Longer than any combination of keys.
const LONGEST_SHORTCUT: usize = 100;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the desktop says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// In which order the accounts are listed; pinned ones are always first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// The order the person gave them.
    #[default]
    Manual,
    /// By issuer, then by name.
    Name,
    /// The most often used first.
    Use,
}

/// A notice that the person has seen and does not want to see again at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeRest {
    /// This one, and what is less urgent.
    pub kind: NoticeKind,
    /// Until then, in seconds since 1970.
    pub until: u32,
}

/// Everything that can be chosen. Every field has a default, so an older file is a complete one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// Codes stay hidden until one is asked for.
    pub hide_codes: bool,
    /// The next code is shown as well when the present one is about to end.
    pub show_next: bool,
    /// The order of the list.
    pub sort: Sort,
    /// Lock after so many seconds without use; 0 is never, at most [`LONGEST_LOCK_AFTER_SECS`].
    pub lock_after_secs: u32,
    /// Lock when the computer goes to sleep.
    pub lock_on_sleep: bool,
    /// Lock when the screen is locked.
    pub lock_on_screen_lock: bool,
    /// Clear a copied code from the clipboard after so many seconds; 0 is never, at most
    /// [`LONGEST_CLEAR_CLIPBOARD_SECS`].
    pub clear_clipboard_secs: u32,
    /// Recovery codes may be shown for so many seconds after the passphrase was asked for; at least
    /// [`SHORTEST_RECOVERY_OPEN_SECS`], at most [`LONGEST_RECOVERY_OPEN_SECS`].
    pub recovery_open_secs: u32,
    /// The notice about recovery codes that rests for a while.
    pub recovery_notice_rests: Option<NoticeRest>,
    /// Closing the window leaves the app in the tray.
    pub close_to_tray: bool,
    /// The clock may be compared with [`Settings::time_server`]. Off means that no host is ever contacted.
    pub check_clock: bool,
    /// The time server to compare with: a host name, with `:port` if it is not 123.
    pub time_server: String,
    /// Keys that open the quick search from anywhere on the desktop.
    pub global_shortcut: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            hide_codes: false,
            show_next: true,
            sort: Sort::Manual,
            lock_after_secs: 900,
            lock_on_sleep: true,
            lock_on_screen_lock: true,
            clear_clipboard_secs: 30,
            recovery_open_secs: 120,
            recovery_notice_rests: None,
            close_to_tray: false,
            check_clock: false,
            time_server: "pool.ntp.org".to_owned(),
            global_shortcut: None,
        }
    }
}

impl Settings {
    /// When a copied code is cleared from the clipboard; `None` for never.
    pub fn clears_clipboard_in(&self) -> Option<Duration> {
        (self.clear_clipboard_secs > 0).then(|| Duration::from_secs(self.clear_clipboard_secs.into()))
    }

    /// The same settings within their bounds: numbers are brought to the nearest end, a text that cannot be meant
    /// becomes its default. A file edited by hand must not be able to stop the app.
    fn bounded(mut self) -> Self {
        self.lock_after_secs = self.lock_after_secs.min(LONGEST_LOCK_AFTER_SECS);
        self.clear_clipboard_secs = self.clear_clipboard_secs.min(LONGEST_CLEAR_CLIPBOARD_SECS);
        self.recovery_open_secs =
            self.recovery_open_secs.clamp(SHORTEST_RECOVERY_OPEN_SECS, LONGEST_RECOVERY_OPEN_SECS);
        if !is_host(&self.time_server) {
            self.time_server = Self::default().time_server;
        }
        self.global_shortcut = self.global_shortcut.filter(|keys| {
            !keys.trim().is_empty() && keys.len() <= LONGEST_SHORTCUT && !keys.contains(char::is_control)
        });
        self
    }
}

/// Whether the text can be a host with an optional port. What it resolves to is the network's business.
fn is_host(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= LONGEST_TIME_SERVER
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']'))
}

impl Desk {
    /// What the person has chosen.
    pub fn settings(&self) -> &Settings {
        self.settings.settings()
    }

    /// A sentence for the person when the settings file could not be used.
    pub fn settings_notice(&self) -> Option<&str> {
        self.settings.notice()
    }

    /// Puts `settings` into force and saves them.
    ///
    /// # Errors
    /// [`ActionError::Settings`].
    pub fn save_settings(&mut self, settings: Settings) -> Result<&Settings, ActionError> {
        Ok(self.settings.save(settings)?)
    }

    /// The time server to compare the clock with.
    ///
    /// # Errors
    /// [`ClockError::SwitchedOff`] unless the person has switched the check on.
    pub fn time_server(&self) -> Result<TimeServer, ActionError> {
        let settings = self.settings();
        if settings.check_clock {
            Ok(TimeServer::new(settings.time_server.clone()))
        } else {
            Err(ClockError::SwitchedOff.into())
        }
    }
}
