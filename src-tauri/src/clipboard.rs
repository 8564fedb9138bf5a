//! Copying a code: in Rust, kept out of clipboard histories where the desktop allows, and cleared after a while if the
//! clipboard still holds it. One thread owns the clipboard, because on X11 the text is served by the program that copied
//! it. What is copied, and for how long, is decided by `actions`.

use std::{
    hash::{BuildHasher, RandomState},
    sync::mpsc::{self, Receiver, Sender},
    thread,
    time::Duration,
};

use arboard::SetExtLinux;
use zeroize::Zeroizing;

/// The desktop's clipboard, or the one of the tests.
pub trait Board: Sized + 'static {
    /// Connects to it.
    ///
    /// # Errors
    /// [`CopyError`] if the desktop has none.
    fn open() -> Result<Self, CopyError>;

    /// Replaces what it holds with `text`, marked as nothing to remember.
    ///
    /// # Errors
    /// [`CopyError`] if the desktop refuses.
    fn put(&mut self, text: &str) -> Result<(), CopyError>;

    /// The text it holds now; `None` if it holds something else.
    ///
    /// # Errors
    /// [`CopyError`] if the desktop does not say.
    fn text(&mut self) -> Result<Option<Zeroizing<String>>, CopyError>;

    /// Empties it.
    ///
    /// # Errors
    /// [`CopyError`] if the desktop refuses.
    fn clear(&mut self) -> Result<(), CopyError>;
}

/// The desktop gave no access to its clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The clipboard is not available. Type the code instead.")]
pub struct CopyError;

/// A handle to the clipboard's thread; the thread ends with the last handle.
pub struct Clipboard(Sender<Order>);

enum Order {
    Copy { text: Zeroizing<String>, clear_after: Option<Duration>, done: Sender<Result<(), CopyError>> },
    Clear { done: Sender<()> },
}

impl Clipboard {
    /// Starts the thread. Connects to nothing before the first copy.
    pub fn new<B: Board>() -> Self {
        let (orders, inbox) = mpsc::channel();
        thread::spawn(move || serve::<B>(&inbox));
        Self(orders)
    }

    /// Puts `text` on the clipboard and clears it `clear_after` later (never, if `None`) unless something else was
    /// copied since.
    ///
    /// # Errors
    /// [`CopyError`] if the desktop gives no access.
    pub fn copy(&self, text: Zeroizing<String>, clear_after: Option<Duration>) -> Result<(), CopyError> {
        let (done, outcome) = mpsc::channel();
        self.0.send(Order::Copy { text, clear_after, done }).map_err(|_| CopyError)?;
        outcome.recv().map_err(|_| CopyError)?
    }

    /// Clears what we copied, now: the vault is locked or the app ends. If the desktop is busy, it is tried again soon.
    pub fn clear(&self) {
        let (done, outcome) = mpsc::channel();
        if self.0.send(Order::Clear { done }).is_ok() {
            // An error means that the thread is gone, and its board with it.
            let _ = outcome.recv();
        }
    }
}

/// What we put on the clipboard; of the text only a keyed hash is kept.
struct Held<B> {
    board: B,
    hash: u64,
    clear_after: Option<Duration>,
    /// How often clearing has failed.
    failures: u32,
}

/// When a desktop that did not let us clear is asked again, and how often.
const AGAIN_AFTER: Duration = Duration::from_millis(500);
const TRIES: u32 = 20;

/// Every order ends the wait that was running: a copy replaces the text, a clear removes it. So the wait is simply the
/// time until the next order.
fn serve<B: Board>(inbox: &Receiver<Order>) {
    let hasher = RandomState::new();
    let mut held: Option<Held<B>> = None;
    loop {
        let order = match held.as_ref().and_then(|held| held.clear_after) {
            Some(patience) => match inbox.recv_timeout(patience) {
                Ok(order) => Some(order),
                Err(mpsc::RecvTimeoutError::Timeout) => None,
                Err(mpsc::RecvTimeoutError::Disconnected) => return drop(clear(&hasher, held.take())),
            },
            None => match inbox.recv() {
                Ok(order) => Some(order),
                Err(mpsc::RecvError) => return drop(clear(&hasher, held.take())),
            },
        };
        match order {
            None => held = clear(&hasher, held.take()),
            Some(Order::Clear { done }) => {
                held = clear(&hasher, held.take());
                let _ = done.send(());
            }
            Some(Order::Copy { text, clear_after, done }) => {
                let copied = put(held.take(), &text).map(|board| {
                    held =
                        Some(Held { board, hash: hasher.hash_one(text.as_str()), clear_after, failures: 0 });
                });
                let _ = done.send(copied);
            }
        }
    }
}

fn put<B: Board>(held: Option<Held<B>>, text: &str) -> Result<B, CopyError> {
    let mut board = held.map_or_else(B::open, |held| Ok(held.board))?;
    board.put(text)?;
    Ok(board)
}

/// Clears what is ours, and gives it back if the desktop did not let us: it is tried again.
fn clear<B: Board>(hasher: &RandomState, held: Option<Held<B>>) -> Option<Held<B>> {
    let mut held = held?;
    let cleared = match held.board.text() {
        Ok(Some(text)) if hasher.hash_one(text.as_str()) == held.hash => held.board.clear(),
        Ok(_) => Ok(()), // Somebody else's now.
        Err(error) => Err(error),
    };
    held.failures += 1;
    held.clear_after = Some(AGAIN_AFTER);
    (cleared.is_err() && held.failures < TRIES).then_some(held)
}

impl Board for arboard::Clipboard {
    fn open() -> Result<Self, CopyError> {
        Self::new().map_err(|_| CopyError)
    }

    fn put(&mut self, text: &str) -> Result<(), CopyError> {
        self.set().exclude_from_history().text(text).map_err(|_| CopyError)
    }

    fn text(&mut self) -> Result<Option<Zeroizing<String>>, CopyError> {
        match self.get_text() {
            Ok(text) => Ok(Some(Zeroizing::new(text))),
            Err(arboard::Error::ContentNotAvailable) => Ok(None),
            Err(_) => Err(CopyError),
        }
    }

    fn clear(&mut self) -> Result<(), CopyError> {
        arboard::Clipboard::clear(self).map_err(|_| CopyError)
    }
}

#[cfg(test)]
mod tests;
