//! The two threads of a running camera. One captures and may block in the driver for ever; the other decodes, makes
//! previews and keeps the time. They share one slot that holds the newest frame only, so a slow decoder skips frames.
//!
//! A camera that stalls is abandoned: its capture thread keeps the device and nothing else, is never waited for, and
//! ends by itself if the driver ever answers (the unplugged device wakes it).

use super::{CameraError, CameraEvent, FrameSource, Payload, PreviewFrame, Viewfinder};
use crate::Frame;
use image::{ExtendedColorType, codecs::jpeg::JpegEncoder};
use std::{
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc},
    thread::{self, ThreadId},
    time::{Duration, Instant},
};
use zeroize::Zeroizing;

/// No picture for so long means that none will come. Short enough to be told within three seconds of the last one.
const SILENCE: Duration = Duration::from_millis(2_500);
/// How long dropping a camera waits for its threads, in all.
const FAREWELL: Duration = Duration::from_millis(800);
/// Time between two previews: at most 20 a second.
const PREVIEW_INTERVAL: Duration = Duration::from_millis(50);
const PREVIEW_WIDTH: u32 = 640;
const PREVIEW_QUALITY: u8 = 70;
/// A code is new again after this many frames without it, about two seconds.
const FORGOTTEN_AFTER: u32 = 60;

/// A running camera. Dropping it stops it: no event comes afterwards, and the device is free for the next start.
pub struct Camera {
    slot: Arc<Slot>,
    watcher: ThreadId,
    /// Each thread holds the sending half; its end shows as a disconnection.
    ended: [mpsc::Receiver<()>; 2],
}

impl Camera {
    /// Starts the camera `id` (the first one if `None`) and reports to `on_event` from a thread of its own.
    ///
    /// Waits until the camera is open, at most three seconds.
    ///
    /// # Errors
    /// [`CameraError`] if it cannot be opened; later failures arrive as [`CameraEvent::Failed`].
    pub fn start(
        id: Option<&str>,
        on_event: impl FnMut(CameraEvent) + Send + 'static,
    ) -> Result<Self, CameraError> {
        let id = id.map(str::to_owned);
        Self::watch(move || super::system::open(id.as_deref()), on_event)
    }

    /// As [`start`](Self::start), for any source; `open` runs on the capture thread.
    ///
    /// # Errors
    /// What `open` says, or [`CameraError::Silent`] if it does not return.
    pub fn watch<S: FrameSource<Error = CameraError>>(
        open: impl FnOnce() -> Result<S, CameraError> + Send + 'static,
        on_event: impl FnMut(CameraEvent) + Send + 'static,
    ) -> Result<Self, CameraError> {
        let slot = Arc::new(Slot::default());
        let (opened, is_open) = mpsc::sync_channel(1);
        let (captures, captured) = mpsc::channel();
        let (watches, watched) = mpsc::channel();

        let theirs = Arc::clone(&slot);
        spawn("camera-capture", move || {
            let _alive: mpsc::Sender<()> = captures;
            capture(open, &opened, &theirs);
        })?;
        // A capture thread that died while opening (the driver library panicked) has dropped `opened`.
        is_open.recv_timeout(SILENCE).map_err(|error| {
            slot.stop();
            match error {
                mpsc::RecvTimeoutError::Timeout => CameraError::Silent,
                mpsc::RecvTimeoutError::Disconnected => CameraError::NoUsableFormat,
            }
        })??;
        let theirs = Arc::clone(&slot);
        let watcher = spawn("camera-watch", move || {
            let _alive: mpsc::Sender<()> = watches;
            Watch::new(on_event).run(&theirs);
        })?;
        Ok(Self { slot, watcher, ended: [watched, captured] })
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        self.slot.stop();
        if thread::current().id() == self.watcher {
            return; // dropped by its own event: waiting for itself would be in vain
        }
        let deadline = now() + FAREWELL;
        for thread in &self.ended {
            // Nothing is ever sent: this waits for the disconnection, or gives up.
            let _ = thread.recv_timeout(deadline.saturating_duration_since(now()));
        }
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<ThreadId, CameraError> {
    let thread = thread::Builder::new().name(name.to_owned()).spawn(work);
    // Without a thread there can be no picture; the system is out of memory.
    thread.map(|handle| handle.thread().id()).map_err(|_| CameraError::Silent)
}

/// The capture thread: frames go into the slot until the source ends or nobody wants them.
fn capture<S: FrameSource<Error = CameraError>>(
    open: impl FnOnce() -> Result<S, CameraError>,
    opened: &mpsc::SyncSender<Result<(), CameraError>>,
    slot: &Slot,
) {
    let mut source = match open() {
        Ok(source) => source,
        Err(error) => {
            let _ = opened.send(Err(error));
            return;
        }
    };
    let _ = opened.send(Ok(()));
    // Also reached by unwinding: a driver library that panics is a camera that is gone.
    let _last_words = EndOnDrop(slot);
    loop {
        match source.next_frame() {
            Ok(Some(frame)) => {
                if !slot.put(frame) {
                    return;
                }
            }
            Ok(None) => return,
            Err(error) => return slot.end(error),
        }
    }
}

struct EndOnDrop<'a>(&'a Slot);

impl Drop for EndOnDrop<'_> {
    fn drop(&mut self) {
        self.0.end(CameraError::Unplugged);
    }
}

/// Where the threads meet.
#[derive(Default)]
struct Slot {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    frame: Option<Frame>,
    failure: Option<CameraError>,
    stopped: bool,
}

/// What the watching thread wakes up to.
enum Next {
    Frame(Frame),
    Failed(CameraError),
    Stopped,
}

impl Slot {
    fn state(&self) -> MutexGuard<'_, State> {
        // Every change is one assignment, so the state is whole even if a holder panicked.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Replaces the waiting frame; false once nobody wants frames any more.
    fn put(&self, frame: Frame) -> bool {
        let mut state = self.state();
        state.frame = Some(frame);
        self.changed.notify_one();
        !state.stopped
    }

    /// No more frames; the first reason stays.
    fn end(&self, reason: CameraError) {
        self.state().failure.get_or_insert(reason);
        self.changed.notify_one();
    }

    fn stop(&self) {
        self.state().stopped = true;
        self.changed.notify_one();
    }

    /// The newest frame; a silent camera has failed.
    fn take(&self) -> Next {
        let idle = |state: &mut State| state.frame.is_none() && state.failure.is_none() && !state.stopped;
        let (mut state, _) = self
            .changed
            .wait_timeout_while(self.state(), SILENCE, idle)
            .unwrap_or_else(PoisonError::into_inner);
        if state.stopped {
            return Next::Stopped;
        }
        match (state.frame.take(), state.failure) {
            (Some(frame), _) => Next::Frame(frame),
            (None, failure) => Next::Failed(failure.unwrap_or(CameraError::Silent)),
        }
    }
}

/// The watching thread: decodes each frame it gets and reports.
struct Watch<F> {
    on_event: F,
    viewfinder: Viewfinder,
    /// The codes in view, and for how many frames each has not been seen.
    in_view: Vec<(Payload, u32)>,
    next_preview: Option<Instant>,
}

impl<F: FnMut(CameraEvent)> Watch<F> {
    fn new(on_event: F) -> Self {
        Self { on_event, viewfinder: Viewfinder::default(), in_view: Vec::new(), next_preview: None }
    }

    fn run(mut self, slot: &Slot) {
        loop {
            match slot.take() {
                Next::Frame(frame) => self.look(frame),
                Next::Failed(error) => {
                    slot.stop(); // a capture thread that is only late ends with its next frame
                    return (self.on_event)(CameraEvent::Failed(error));
                }
                Next::Stopped => return,
            }
        }
    }

    fn look(&mut self, frame: Frame) {
        // A damaged JPEG is skipped; the next frame is a moment away.
        let Ok(frame) = frame.developed() else { return };
        let Ok(luma) = frame.luma() else { return };
        let found = self.viewfinder.read(luma.view());
        let new = self.remember(found);
        if !new.is_empty() {
            (self.on_event)(CameraEvent::Found(new));
        }
        let now = now();
        if self.next_preview.is_none_or(|due| now >= due) {
            self.next_preview = Some(now + PREVIEW_INTERVAL);
            if let Some(preview) = preview(&frame) {
                (self.on_event)(CameraEvent::Frame(preview));
            }
        }
    }

    /// Keeps account of what is in view and gives what has just come into it.
    fn remember(&mut self, found: Vec<Payload>) -> Vec<Payload> {
        for (_, unseen) in &mut self.in_view {
            *unseen += 1;
        }
        let mut new = Vec::new();
        for payload in found {
            match self.in_view.iter_mut().find(|(known, _)| known.as_str() == payload.as_str()) {
                Some((_, unseen)) => *unseen = 0,
                None => {
                    self.in_view.push((Payload::new(payload.as_str().to_owned()), 0));
                    new.push(payload);
                }
            }
        }
        self.in_view.retain(|(_, unseen)| *unseen < FORGOTTEN_AFTER);
        new
    }
}

fn preview(frame: &Frame) -> Option<PreviewFrame> {
    let picture = frame.thumbnail(PREVIEW_WIDTH).ok()?;
    let (width, height) = picture.dimensions();
    let picture = Zeroizing::new(picture.into_raw());
    // Room for all of it, so that nothing is left behind in a buffer that grew out of its place.
    let mut jpeg = Zeroizing::new(Vec::with_capacity(picture.len()));
    let mut encoder = JpegEncoder::new_with_quality(&mut *jpeg, PREVIEW_QUALITY);
    encoder.encode(&picture, width, height, ExtendedColorType::Rgb8).ok()?;
    Some(PreviewFrame { jpeg, width, height })
}

#[expect(clippy::disallowed_methods, reason = "a viewfinder waits for frames and paces its previews")]
fn now() -> Instant {
    Instant::now()
}
