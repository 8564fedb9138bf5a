//! The camera while the page shows it: its pictures go to the preview, what it reads to the desk, what goes wrong to the
//! page. How a camera works is `scan`'s business.

use std::sync::{Mutex, PoisonError};

use scan::{
    Payload,
    camera::{Camera, CameraEvent as Seen},
};

use crate::{error::UiError, page::News, preview::Preview, state::App, views::CameraEvent};

/// At most one running camera.
#[derive(Default)]
pub struct Viewfinder {
    camera: Mutex<Option<Camera>>,
    /// Its pictures.
    pub preview: Preview,
}

impl Viewfinder {
    /// Stops the camera and wipes its last picture.
    pub fn close(&self) {
        self.preview.close();
        // Taken out first: stopping may take a moment, and nobody should wait for it with the lock held.
        let camera = self.camera.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(camera);
    }
}

/// Starts the camera `id`, or the first one. One that runs already is stopped before, because many cameras open once.
pub fn start(app: &App, id: Option<&str>) -> Result<(), UiError> {
    app.viewfinder.close();
    app.viewfinder.preview.open();
    let listening = app.clone();
    let camera = Camera::start(id, move |seen| on_seen(&listening, seen))
        .inspect_err(|_| app.viewfinder.preview.close())?;
    *app.viewfinder.camera.lock().unwrap_or_else(PoisonError::into_inner) = Some(camera);
    Ok(())
}

fn on_seen(app: &App, seen: Seen) {
    match seen {
        Seen::Frame(frame) => app.viewfinder.preview.show(frame.jpeg.into()),
        Seen::Found(payloads) => {
            app.tell(News::Camera(match app.offer(payloads.iter().map(Payload::as_str)) {
                Ok(offer) => CameraEvent::Found { offer },
                Err(error) => CameraEvent::Failed { error },
            }))
        }
        Seen::Failed(error) => {
            // Before the page is told, because it may start the next camera at once.
            app.viewfinder.preview.close();
            app.tell(News::Camera(CameraEvent::Failed { error: error.into() }));
        }
    }
}
