//! What the person has chosen: how codes are shown, when the vault locks, what the clipboard does.
//! Kept as JSON in `settings.json`, written whole or not at all; fields this version does not know survive a rewrite.
//! Holds nothing secret and nothing about the accounts.
use std::{
    fs,
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{ActionError, ClockError, Desk, TimeServer};

#[cfg(test)]
mod tests;

/// More than any settings file; a larger one is not ours.
const LARGEST_FILE: u64 = 1 << 20;
/// The longest auto-lock: a day. Zero means never.
pub const LONGEST_LOCK_AFTER_SECS: u32 = 24 * 3600;
/// The longest time a code may stay in the clipboard: an hour. Zero means that it is not cleared.
pub const LONGEST_CLEAR_CLIPBOARD_SECS: u32 = 3600;
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
            close_to_tray: false,
            check_clock: false,
            time_server: "pool.ntp.org".to_owned(),
            global_shortcut: None,
        }
    }
}

impl Settings {
    /// The same settings within their bounds: numbers are brought to the nearest end, a text that cannot be meant
    /// becomes its default. A file edited by hand must not be able to stop the app.
    fn bounded(mut self) -> Self {
        self.lock_after_secs = self.lock_after_secs.min(LONGEST_LOCK_AFTER_SECS);
        self.clear_clipboard_secs = self.clear_clipboard_secs.min(LONGEST_CLEAR_CLIPBOARD_SECS);
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

/// Why settings could not be saved.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The time server is not a host name.
    #[error("\u{201c}{0}\u{201d} is not the name of a time server. Enter a host name such as pool.ntp.org.")]
    TimeServer(String),
    /// The disk refused.
    #[error(
        "The settings could not be saved to {}: {source}. They hold until the app is closed; check the disk and save again.",
        path.display()
    )]
    NotSaved {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// The settings and the file they live in.
#[derive(Debug)]
pub struct SettingsFile {
    path: PathBuf,
    settings: Settings,
    /// Fields of a newer version: written back as they were found.
    unknown: Map<String, Value>,
    notice: Option<String>,
}

impl SettingsFile {
    /// `$XDG_CONFIG_HOME/keepward/settings.json`, or the same below `~/.config` (XDG Base Directory Specification).
    pub fn default_path() -> PathBuf {
        let absolute = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        absolute("XDG_CONFIG_HOME")
            .or_else(|| absolute("HOME").map(|home| home.join(".config")))
            .unwrap_or_default()
            .join("keepward/settings.json")
    }

    /// Reads the file. Never fails: without a file, or with one that cannot be used, the defaults hold; a damaged file
    /// is kept aside under another name and [`SettingsFile::notice`] says so.
    pub fn open(path: PathBuf) -> Self {
        let mut file = Self { path, settings: Settings::default(), unknown: Map::new(), notice: None };
        match read_bounded(&file.path) {
            Ok(text) => match parse(&text) {
                Some((settings, unknown)) => (file.settings, file.unknown) = (settings, unknown),
                None => file.notice = Some(file.set_aside()),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                file.notice = Some(format!(
                    "The settings in {} could not be read ({error}), so the usual ones are in use. The file was left as it is.",
                    file.path.display()
                ));
            }
        }
        file
    }

    /// What holds now.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// A sentence for the person when the file could not be used.
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// Puts `settings` into force, within their bounds, and saves them. They hold even if the disk refuses.
    ///
    /// # Errors
    /// [`SettingsError::TimeServer`] changes nothing; [`SettingsError::NotSaved`] names the file.
    pub fn save(&mut self, settings: Settings) -> Result<&Settings, SettingsError> {
        if !is_host(&settings.time_server) {
            return Err(SettingsError::TimeServer(settings.time_server));
        }
        self.settings = settings.bounded();
        self.write().map_err(|source| SettingsError::NotSaved { path: self.path.clone(), source })?;
        self.notice = None;
        Ok(&self.settings)
    }

    /// Temp file in the same folder, fsync, rename, fsync of the folder.
    fn write(&self) -> io::Result<()> {
        let Value::Object(known) = serde_json::to_value(&self.settings)? else {
            return Err(io::ErrorKind::InvalidData.into());
        };
        let mut object = self.unknown.clone();
        object.extend(known);
        let mut json = serde_json::to_vec_pretty(&object)?;
        json.push(b'\n');

        let folder = self.path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut temp = tempfile::NamedTempFile::new_in(folder)?;
        temp.write_all(&json)?;
        temp.as_file().sync_all()?;
        temp.persist(&self.path)?;
        fs::File::open(folder)?.sync_all()
    }

    /// Renames the damaged file, so that the next save does not destroy what a person may want to look at.
    fn set_aside(&self) -> String {
        let kept = (1..=999)
            .map(|number| self.path.with_extension(format!("json.damaged-{number}")))
            .find(|name| !name.exists());
        match kept.map(|name| fs::rename(&self.path, &name).map(|()| name)) {
            Some(Ok(name)) => format!(
                "The settings were damaged, so the usual ones are in use. The damaged file is kept as {}.",
                name.display()
            ),
            _ => format!(
                "The settings in {} are damaged, so the usual ones are in use. The next save replaces the file.",
                self.path.display()
            ),
        }
    }
}

fn read_bounded(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    fs::File::open(path)?.take(LARGEST_FILE + 1).read_to_string(&mut text).or_else(|error| {
        match error.kind() {
            io::ErrorKind::InvalidData => Ok(0), // not text: an empty string, which `parse` refuses
            _ => Err(error),
        }
    })?;
    Ok(text)
}

fn parse(text: &str) -> Option<(Settings, Map<String, Value>)> {
    let length = u64::try_from(text.len()).ok()?;
    if length > LARGEST_FILE {
        return None;
    }
    let mut object: Map<String, Value> = serde_json::from_str(text).ok()?;
    let settings: Settings = serde_json::from_value(Value::Object(object.clone())).ok()?;
    let Value::Object(known) = serde_json::to_value(&settings).ok()? else { return None };
    object.retain(|name, _| !known.contains_key(name));
    Some((settings.bounded(), object))
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
