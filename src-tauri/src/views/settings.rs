//! Settings, the clock check and what the About page says.

use serde::{Deserialize, Serialize};
use specta::Type;

/// Everything that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// Codes stay hidden until one is asked for.
    pub hide_codes: bool,
    /// The next code is shown when the present one is about to end.
    pub show_next: bool,
    /// The order of the list.
    pub sort: Sort,
    /// Lock after so many seconds without use; 0 is never.
    pub lock_after_secs: u32,
    /// Lock when the computer goes to sleep.
    pub lock_on_sleep: bool,
    /// Lock when the screen is locked.
    pub lock_on_screen_lock: bool,
    /// Clear a copied code after so many seconds; 0 is never.
    pub clear_clipboard_secs: u32,
    /// Closing the window leaves Keepward in the tray.
    pub close_to_tray: bool,
    /// The clock may be compared with a time server.
    pub check_clock: bool,
    /// The keys that call the window from anywhere, such as `Ctrl+Alt+K`.
    pub global_shortcut: Option<String>,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the desktop says.
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// The order of the list; pinned accounts are always first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// The order the person gave them.
    Manual,
    /// By issuer, then by name.
    Name,
    /// The most often used first.
    Use,
}

/// How the system's clock stands.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClockCheck {
    /// Milliseconds it is ahead of the time server; negative when it is behind.
    pub offset_ms: i32,
    /// Services may refuse codes made with a clock as wrong as this.
    pub harmful: bool,
}

/// What the About page says.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct About {
    /// The version of Keepward.
    pub version: String,
    /// Where the vault lies.
    pub folder: String,
    /// Where the settings lie; none while they are kept nowhere.
    pub settings_file: Option<String>,
    /// Under which licence Keepward comes.
    pub licence: String,
}

impl From<&actions::Settings> for Settings {
    fn from(settings: &actions::Settings) -> Self {
        Self {
            theme: match settings.theme {
                actions::Theme::System => Theme::System,
                actions::Theme::Light => Theme::Light,
                actions::Theme::Dark => Theme::Dark,
            },
            hide_codes: settings.hide_codes,
            show_next: settings.show_next,
            sort: match settings.sort {
                actions::Sort::Manual => Sort::Manual,
                actions::Sort::Name => Sort::Name,
                actions::Sort::Use => Sort::Use,
            },
            lock_after_secs: settings.lock_after_secs,
            lock_on_sleep: settings.lock_on_sleep,
            lock_on_screen_lock: settings.lock_on_screen_lock,
            clear_clipboard_secs: settings.clear_clipboard_secs,
            close_to_tray: settings.close_to_tray,
            check_clock: settings.check_clock,
            global_shortcut: settings.global_shortcut.clone(),
        }
    }
}

impl Settings {
    /// These settings over `before`, which keeps what the page does not show.
    pub fn over(self, before: &actions::Settings) -> actions::Settings {
        actions::Settings {
            theme: match self.theme {
                Theme::System => actions::Theme::System,
                Theme::Light => actions::Theme::Light,
                Theme::Dark => actions::Theme::Dark,
            },
            hide_codes: self.hide_codes,
            show_next: self.show_next,
            sort: match self.sort {
                Sort::Manual => actions::Sort::Manual,
                Sort::Name => actions::Sort::Name,
                Sort::Use => actions::Sort::Use,
            },
            lock_after_secs: self.lock_after_secs,
            lock_on_sleep: self.lock_on_sleep,
            lock_on_screen_lock: self.lock_on_screen_lock,
            clear_clipboard_secs: self.clear_clipboard_secs,
            recovery_open_secs: before.recovery_open_secs,
            recovery_notice_rests: before.recovery_notice_rests,
            close_to_tray: self.close_to_tray,
            check_clock: self.check_clock,
            time_server: before.time_server.clone(),
            global_shortcut: self.global_shortcut,
        }
    }
}

impl From<actions::Drift> for ClockCheck {
    fn from(drift: actions::Drift) -> Self {
        let millis = drift.millis();
        Self {
            offset_ms: i32::try_from(millis).unwrap_or(if millis < 0 { i32::MIN } else { i32::MAX }),
            harmful: drift.is_harmful(),
        }
    }
}
