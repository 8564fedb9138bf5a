//! The app in its desktop: news on their way to the page as typed events, with what else each of them moves (the tray,
//! the window, the theme). The only [`Page`] that people see.

use std::sync::OnceLock;

use tauri::{AppHandle, Manager};
use tauri_specta::Event;

use crate::{
    page::{News, Page},
    sheet,
    state::App,
    tray,
    views::{
        CodesChanged, FocusSearch, KitScanned, Offered, Phase, RecoveryChanged, RecoveryFileDropped,
        ScanFailed, StatusChanged,
    },
    window,
};

/// The page in its window. Deaf until the desktop runs: what was told before is asked for by the page when it starts.
#[derive(Default)]
pub struct Desktop(OnceLock<AppHandle>);

impl Desktop {
    /// From now on there is a desktop to tell.
    pub fn runs(&self, handle: AppHandle) {
        // Called once, by the set-up.
        let _ = self.0.set(handle);
    }
}

impl Page for Desktop {
    fn tell(&self, news: News) {
        let Some(handle) = self.0.get() else { return };
        let told = match news {
            News::Status(status) => {
                tray::refresh(handle);
                if status.phase != Phase::Open {
                    sheet::close(handle);
                }
                StatusChanged(status).emit(handle)
            }
            News::Codes => {
                tray::refresh(handle);
                CodesChanged.emit(handle)
            }
            News::Settings => {
                tray::refresh(handle);
                window::dress(handle)
            }
            News::Offered(offer) => Offered(offer).emit(handle),
            News::ScanFailed(error) => ScanFailed(error).emit(handle),
            News::Camera(event) => event.emit(handle),
            News::Recovery => RecoveryChanged.emit(handle),
            News::RecoveryFile => RecoveryFileDropped.emit(handle),
            News::KitScanned => KitScanned { ok: true }.emit(handle),
            News::CalledForward => {
                window::call_forward(handle);
                FocusSearch.emit(handle)
            }
        };
        // A page that is just going away hears nothing, and misses nothing.
        let _ = told;
    }
}

/// The running app.
pub fn app(handle: &AppHandle) -> App {
    handle.state::<App>().inner().clone()
}
