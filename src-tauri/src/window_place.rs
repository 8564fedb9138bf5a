//! Where the window was when it was last closed. Nothing depends on it: a file that is missing or odd means the middle
//! of the screen.

use std::{env, fs, io, path::PathBuf};

use serde::{Deserialize, Serialize};

/// Size and position in logical pixels.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WindowPlace {
    /// Inner width.
    pub width: f64,
    /// Inner height.
    pub height: f64,
    /// The left upper corner; `None` lets the desktop choose.
    pub position: Option<(f64, f64)>,
    /// It filled the screen.
    pub maximized: bool,
}

impl Default for WindowPlace {
    fn default() -> Self {
        Self { width: 1040.0, height: 720.0, position: None, maximized: false }
    }
}

impl WindowPlace {
    /// The narrowest window: a column beside a browser.
    pub const NARROWEST: f64 = 380.0;
    /// The lowest window.
    pub const LOWEST: f64 = 560.0;
    /// Further out than any desk full of monitors.
    const FARTHEST: f64 = 32_767.0;

    /// The place of the last time, within bounds.
    pub fn load() -> Self {
        let text = fs::read(Self::path()).unwrap_or_default();
        serde_json::from_slice::<Self>(&text).unwrap_or_default().bounded()
    }

    /// Keeps it for the next time.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn save(&self) -> io::Result<()> {
        let path = Self::path();
        fs::create_dir_all(path.parent().unwrap_or(&path))?;
        fs::write(path, serde_json::to_vec(self)?)
    }

    /// `$XDG_STATE_HOME/keepward/window.json` (XDG Base Directory Specification: state that is not worth a backup).
    fn path() -> PathBuf {
        let absolute = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        absolute("XDG_STATE_HOME")
            .or_else(|| env::home_dir().map(|home| home.join(".local/state")))
            .unwrap_or_default()
            .join("keepward/window.json")
    }

    fn bounded(self) -> Self {
        Self {
            width: self.width.clamp(Self::NARROWEST, Self::FARTHEST),
            height: self.height.clamp(Self::LOWEST, Self::FARTHEST),
            position: self.position.filter(|(x, y)| x.abs() < Self::FARTHEST && y.abs() < Self::FARTHEST),
            maximized: self.maximized,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_odd_file_means_a_usual_window() {
        for text in ["", "{", "7", r#"{"width":"wide"}"#] {
            assert!(serde_json::from_str::<WindowPlace>(text).is_err(), "{text}");
        }
        assert_eq!(serde_json::from_str::<WindowPlace>("{}").unwrap(), WindowPlace::default());
    }

    #[test]
    fn no_window_is_too_small_to_use_or_out_of_reach() {
        let odd =
            WindowPlace { width: 1.0, height: 1e300, position: Some((f64::NAN, 0.0)), maximized: false };
        let place = odd.bounded();
        assert_eq!((place.width, place.height), (WindowPlace::NARROWEST, WindowPlace::FARTHEST));
        assert_eq!(place.position, None);
    }
}
