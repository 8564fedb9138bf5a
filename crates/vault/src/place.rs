//! Where a vault lives and what its passphrase costs to try.
//!
//! It only names things; nothing is read or written here.

use std::path::PathBuf;
use std::sync::Arc;

use crate::{DiskFolder, KeyringStore, SecretStore, VaultFolder};

/// A vault's surroundings. Cloning shares them.
#[derive(Clone)]
pub struct Place {
    /// The folder with the files.
    pub folder: Arc<dyn VaultFolder>,
    /// The keyring of the desktop, for quick unlock and the last seen revision.
    pub secrets: Arc<dyn SecretStore>,
    /// What a new key file costs to try.
    pub work_factor: WorkFactor,
}

impl Place {
    /// A folder on disk, the desktop's keyring and the standard work factor.
    pub fn on_disk(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: Arc::new(DiskFolder::new(folder)),
            secrets: Arc::new(KeyringStore::new()),
            work_factor: WorkFactor::STANDARD,
        }
    }
}

/// The scrypt work factor of new key files, as the exponent of two (c2sp.org/age#scrypt-recipient-stanza).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkFactor(u8);

impl WorkFactor {
    /// 2^18 rounds: about a second and 256 MiB, and what the `age` tool itself uses.
    pub const STANDARD: Self = Self(18);

    /// Key files with more than 2^22 rounds are refused, as the `age` tool does.
    pub(crate) const READ_LIMIT: u8 = 22;

    /// 2^10 rounds: a few milliseconds. A vault made so can be opened by anyone with time.
    #[doc(hidden)]
    pub const fn weak_for_tests() -> Self {
        Self(10)
    }

    pub(crate) const fn log_n(self) -> u8 {
        self.0
    }
}

/// `$XDG_DATA_HOME/keepward`, or `~/.local/share/keepward` (XDG Base Directory Specification: a relative path in the
/// variable is ignored).
pub fn default_folder() -> PathBuf {
    data_folder(std::env::var_os("XDG_DATA_HOME").map(PathBuf::from), std::env::home_dir())
}

fn data_folder(xdg_data_home: Option<PathBuf>, home: Option<PathBuf>) -> PathBuf {
    let data = xdg_data_home.filter(|path| path.is_absolute());
    let data = data.or_else(|| home.map(|home| home.join(".local/share")));
    data.unwrap_or_default().join("keepward")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_folder_is_where_the_desktop_says() {
        let folder = |xdg: &str| data_folder(Some(xdg.into()), Some("/home/ann".into()));
        assert_eq!(folder("/data"), PathBuf::from("/data/keepward"));
        for ignored in ["", "relative/path"] {
            assert_eq!(folder(ignored), PathBuf::from("/home/ann/.local/share/keepward"), "{ignored}");
        }
        assert_eq!(data_folder(None, Some("/home/ann".into())), folder(""));
    }
}
