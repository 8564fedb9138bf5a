//! What the shell tells the page without being asked.

use serde::Serialize;
use specta::Type;
use tauri_specta::Event;

use super::{Offer, Status};
use crate::error::UiError;

/// The vault was made, unlocked or locked.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub struct StatusChanged(pub Status);

/// The list of codes is not what it was: the page asks for its rows again.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub struct CodesChanged;

/// Something to add came from outside the page: an `otpauth:` link, a picture dropped on the window.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub struct Offered(pub Offer);

/// What came from outside the page could not be read.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub struct ScanFailed(pub UiError);

/// What the camera reports beside its pictures.
#[derive(Clone, Debug, Serialize, Type, Event)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum CameraEvent {
    /// Codes came into view.
    Found {
        /// What they hold.
        offer: Offer,
    },
    /// The camera stopped for good.
    Failed {
        /// Why.
        error: UiError,
    },
}

/// Files are being dragged over the window (`true`), or no more.
#[derive(Clone, Copy, Debug, Serialize, Type, Event)]
pub struct DropHover(pub bool);

/// The recovery compartment is not what it was: the page asks for its overview again.
#[derive(Clone, Copy, Debug, Serialize, Type, Event)]
pub struct RecoveryChanged;

/// A file that may hold recovery codes was dropped on the window; its path stays in Rust.
#[derive(Clone, Copy, Debug, Serialize, Type, Event)]
pub struct RecoveryFileDropped;

/// The camera read an emergency kit; its text stays in Rust.
#[derive(Clone, Copy, Debug, Serialize, Type, Event)]
pub struct KitScanned {
    /// Whether it is one as far as can be seen; whose it is, the vault finds out.
    pub ok: bool,
}

/// The window was called forward to search.
#[derive(Clone, Copy, Debug, Serialize, Type, Event)]
pub struct FocusSearch;
