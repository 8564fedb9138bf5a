//! What the shell tells its page. A trait, so that everything but the window itself runs in tests, where the news is
//! recorded instead.

use crate::{
    error::UiError,
    views::{CameraEvent, Offer, Status},
};

/// Whoever shows Keepward to the person.
pub trait Page: Send + Sync {
    /// Passes something on. Nobody may be there to hear it; then it is lost, and asked for again by the next page.
    fn tell(&self, news: News);
}

/// Something the page did not ask for.
#[derive(Debug)]
pub enum News {
    /// The vault was made, unlocked or locked.
    Status(Status),
    /// The list of codes is not what it was.
    Codes,
    /// The person has chosen something else.
    Settings,
    /// Something to add came from outside the page.
    Offered(Offer),
    /// What came from outside the page could not be read.
    ScanFailed(UiError),
    /// The camera found a code or stopped.
    Camera(CameraEvent),
    /// The window is called forward: a global shortcut, a second start.
    CalledForward,
    /// The recovery compartment was changed, opened or closed.
    Recovery,
    /// A file that may hold recovery codes was dropped on the window.
    RecoveryFile,
    /// An emergency kit came into view and is kept until it is asked for.
    KitScanned,
}
