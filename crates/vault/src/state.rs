//! `state.json`: what has to be known before the passphrase is given. Nothing in it is secret.
//!
//! Other parts of Keepward may keep fields of their own in it; they survive every rewrite.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::back_off::BackOff;
use crate::{VaultError, VaultFolder, VaultId, files};

const FORMAT: &str = "keepward-state";

/// The file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct State {
    /// Always `keepward-state`.
    pub format: String,
    /// The vault that this folder holds. With it there, missing vault files are never taken for a first start.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "vault_id")]
    pub vault_id: Option<VaultId>,
    /// Whether quick unlock was switched on. Only a hint, so that the keyring is not asked for nothing.
    #[serde(default)]
    pub quick_unlock: bool,
    /// The wrong passphrases since the last right one.
    #[serde(flatten)]
    pub back_off: BackOff,
    /// Fields of others.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            format: FORMAT.to_owned(),
            vault_id: None,
            quick_unlock: false,
            back_off: BackOff::default(),
            rest: Map::new(),
        }
    }
}

/// What was found in the folder.
#[derive(Debug, PartialEq)]
pub(crate) enum Found {
    /// No file: nothing has happened yet, or the person removed it.
    Nothing,
    /// A good file.
    Good(State),
    /// A file that cannot be read.
    Damaged,
}

/// Reads the file.
pub(crate) fn load(folder: &dyn VaultFolder) -> Found {
    match folder.read(files::STATE, files::STATE_LIMIT) {
        Ok(None) => Found::Nothing,
        Ok(Some(bytes)) => match serde_json::from_slice::<State>(&bytes) {
            Ok(state) if state.format == FORMAT => Found::Good(state),
            _ => Found::Damaged,
        },
        Err(_) => Found::Damaged,
    }
}

/// Writes the file. The caller holds the lock for attempts.
pub(crate) fn save(folder: &dyn VaultFolder, state: &State) -> Result<(), VaultError> {
    let json = serde_json::to_vec(state).map_err(|_| VaultError::NotEncrypted)?;
    folder
        .replace(files::STATE, &json)
        .map(|_| ())
        .map_err(|error| VaultError::of_replace(files::STATE, error))
}

mod vault_id {
    //! An id that cannot be read is no id: it is learned again at the next unlock.

    use serde::{Deserialize, Deserializer, Serializer};

    use crate::VaultId;

    pub fn serialize<S: Serializer>(id: &Option<VaultId>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&id.map(|id| id.to_string()).unwrap_or_default())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<VaultId>, D::Error> {
        Ok(String::deserialize(deserializer)?.parse().ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MemoryFolder;

    #[test]
    fn what_is_saved_is_read_back() {
        let folder = MemoryFolder::new();
        assert_eq!(load(&folder), Found::Nothing);
        let state = State { vault_id: Some(VaultId::random()), quick_unlock: true, ..State::default() };
        save(&folder, &state).unwrap();
        assert_eq!(load(&folder), Found::Good(state));
    }

    #[test]
    fn fields_of_others_survive() {
        let folder = MemoryFolder::new();
        folder.put(files::STATE, br#"{"format":"keepward-state","windows":{"main":[10,20]}}"#);
        let Found::Good(state) = load(&folder) else { panic!("not good") };
        save(&folder, &state).unwrap();
        let text = String::from_utf8(folder.get(files::STATE).unwrap()).unwrap();
        assert!(text.contains(r#""windows":{"main":[10,20]}"#), "{text}");
    }

    #[test]
    fn anything_else_is_damaged() {
        for bytes in [
            &b""[..],
            b"{",
            b"[]",
            br#"{"format":"other"}"#,
            br#"{"format":"keepward-state","wrong_passphrases":-1}"#,
        ] {
            let folder = MemoryFolder::new();
            folder.put(files::STATE, bytes);
            assert_eq!(load(&folder), Found::Damaged);
        }
    }
}
