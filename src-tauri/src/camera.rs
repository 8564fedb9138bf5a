//! The camera while the page shows it: its pictures go to the preview, what it reads to the desk, what goes wrong to the
//! page. How a camera works is `scan`'s business.

use std::sync::{
    Mutex, MutexGuard, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use scan::{
    Payload,
    camera::{Camera, CameraEvent as Seen},
};

use crate::{error::UiError, page::News, preview::Preview, state::App, views::CameraEvent};

/// At most one running camera.
#[derive(Default)]
pub struct Viewfinder {
    camera: Mutex<Option<Camera>>,
    /// How often the camera was asked for or sent away. Opening one takes a moment; whoever closes the page or asks for
    /// another one meanwhile has the last word.
    turn: AtomicU64,
    /// Its pictures.
    pub preview: Preview,
}

impl Viewfinder {
    /// Stops the camera and wipes its last picture.
    pub fn close(&self) {
        self.next_turn();
    }

    /// Ends what was before, and gives the number of the turn that begins.
    fn next_turn(&self) -> u64 {
        let turn = self.turn.fetch_add(1, Ordering::AcqRel) + 1;
        self.preview.close();
        // Taken out first: stopping may take a moment, and nobody should wait for it with the lock held.
        let camera = self.held().take();
        drop(camera);
        turn
    }

    /// Keeps a camera that has just started, unless its turn is over: then it stops.
    fn keep(&self, camera: Camera, turn: u64) {
        let mut held = self.held();
        let over = if self.has(turn) { held.replace(camera) } else { Some(camera) };
        drop(held);
        drop(over);
    }

    fn has(&self, turn: u64) -> bool {
        self.turn.load(Ordering::Acquire) == turn
    }

    fn held(&self) -> MutexGuard<'_, Option<Camera>> {
        self.camera.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Starts the camera `id`, or the first one. One that runs already is stopped before, because many cameras open once.
pub fn start(app: &App, id: Option<&str>) -> Result<(), UiError> {
    let finder = &app.viewfinder;
    let turn = finder.next_turn();
    finder.preview.open();
    let listening = app.clone();
    let on_seen = move |seen| {
        if listening.viewfinder.has(turn) {
            on_seen(&listening, seen);
        }
    };
    match Camera::start(id, on_seen) {
        Ok(camera) => finder.keep(camera, turn),
        // Nobody waits for it any more, so nobody needs to know.
        Err(_) if !finder.has(turn) => {}
        Err(error) => {
            finder.preview.close();
            return Err(error.into());
        }
    }
    Ok(())
}

fn on_seen(app: &App, seen: Seen) {
    match seen {
        Seen::Frame(frame) => app.viewfinder.preview.show(frame.jpeg),
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
