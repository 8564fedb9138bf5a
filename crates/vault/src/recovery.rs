//! The recovery compartment: `recovery-key.age` and `recovery.age`, opened for a short time with the passphrase alone.
//!
//! Which code may be handed out is decided in the room `recovery`; here it is kept.

pub(crate) mod change;
mod error;
pub(crate) mod file;
pub(crate) mod key_files;
pub(crate) mod make;
pub(crate) mod open;
pub(crate) mod replace;
mod restore;
pub(crate) mod spent;
mod unlocked;

pub use self::error::{RecoveryChangeError, RecoveryError};
pub use self::spent::TakenOver;
pub use self::unlocked::RecoveryUnlocked;
