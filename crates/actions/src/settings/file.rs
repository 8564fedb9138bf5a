//! Settings as a JSON file, written whole or not at all. Fields that this version does not know survive a rewrite, and a
//! damaged file is kept aside. What the settings mean is not known here.
use std::{
    fs,
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use serde_json::{Map, Value};

use super::{Settings, is_host};

/// More than any settings file; a larger one is not ours.
const LARGEST_FILE: u64 = 1 << 20;

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
