//! The clipboard's thread over a board in memory.

use std::{
    sync::{Mutex, MutexGuard},
    thread::sleep,
};

use super::*;

/// What the desktop holds. Tests share it, as programs share a desktop, so they take turns.
static DESKTOP: Mutex<Option<String>> = Mutex::new(None);
static TURN: Mutex<()> = Mutex::new(());

struct Shared;

impl Board for Shared {
    fn open() -> Result<Self, CopyError> {
        Ok(Self)
    }
    fn put(&mut self, text: &str) -> Result<(), CopyError> {
        *DESKTOP.lock().unwrap() = Some(text.to_owned());
        Ok(())
    }
    fn text(&mut self) -> Result<Option<Zeroizing<String>>, CopyError> {
        Ok(DESKTOP.lock().unwrap().clone().map(Zeroizing::new))
    }
    fn clear(&mut self) -> Result<(), CopyError> {
        *DESKTOP.lock().unwrap() = None;
        Ok(())
    }
}

fn turn() -> MutexGuard<'static, ()> {
    let turn = TURN.lock().unwrap();
    *DESKTOP.lock().unwrap() = None;
    turn
}

fn desktop() -> Option<String> {
    DESKTOP.lock().unwrap().clone()
}

fn code() -> Zeroizing<String> {
    Zeroizing::new("482913".to_owned())
}

#[test]
fn a_copied_code_is_cleared_after_a_while() {
    let _turn = turn();
    let clipboard = Clipboard::new::<Shared>();
    clipboard.copy(code(), Some(Duration::from_millis(5))).unwrap();
    // A further order queues behind the wait only if it has passed; poll without assuming how fast the machine is.
    while desktop().is_some() {
        sleep(Duration::from_millis(1));
    }
}

#[test]
fn what_somebody_else_copied_since_stays() {
    let _turn = turn();
    let clipboard = Clipboard::new::<Shared>();
    clipboard.copy(code(), None).unwrap();
    *DESKTOP.lock().unwrap() = Some("a letter".to_owned());
    clipboard.clear();
    assert_eq!(desktop().as_deref(), Some("a letter"));
}

#[test]
fn locking_clears_at_once() {
    let _turn = turn();
    let clipboard = Clipboard::new::<Shared>();
    clipboard.copy(code(), Some(Duration::from_secs(3600))).unwrap();
    assert_eq!(desktop().as_deref(), Some("482913"));
    clipboard.clear();
    assert_eq!(desktop(), None);
}

#[test]
fn a_second_copy_takes_the_place_of_the_first() {
    let _turn = turn();
    let clipboard = Clipboard::new::<Shared>();
    clipboard.copy(code(), None).unwrap();
    clipboard.copy(Zeroizing::new("019477".to_owned()), None).unwrap();
    assert_eq!(desktop().as_deref(), Some("019477"));
    clipboard.clear();
    assert_eq!(desktop(), None);
}

/// Refuses to be cleared the first time.
#[derive(Default)]
struct Busy {
    refused: bool,
}

impl Board for Busy {
    fn open() -> Result<Self, CopyError> {
        Ok(Self::default())
    }
    fn put(&mut self, text: &str) -> Result<(), CopyError> {
        Shared.put(text)
    }
    fn text(&mut self) -> Result<Option<Zeroizing<String>>, CopyError> {
        Shared.text()
    }
    fn clear(&mut self) -> Result<(), CopyError> {
        if std::mem::replace(&mut self.refused, true) { Shared.clear() } else { Err(CopyError) }
    }
}

#[test]
fn a_busy_desktop_is_asked_again() {
    let _turn = turn();
    let clipboard = Clipboard::new::<Busy>();
    clipboard.copy(code(), None).unwrap();
    clipboard.clear();
    assert_eq!(desktop().as_deref(), Some("482913"));
    while desktop().is_some() {
        sleep(Duration::from_millis(1));
    }
}

struct NoDesktop;

impl Board for NoDesktop {
    fn open() -> Result<Self, CopyError> {
        Err(CopyError)
    }
    fn put(&mut self, _: &str) -> Result<(), CopyError> {
        Err(CopyError)
    }
    fn text(&mut self) -> Result<Option<Zeroizing<String>>, CopyError> {
        Err(CopyError)
    }
    fn clear(&mut self) -> Result<(), CopyError> {
        Err(CopyError)
    }
}

#[test]
fn without_a_desktop_copying_is_one_sentence() {
    let clipboard = Clipboard::new::<NoDesktop>();
    assert_eq!(clipboard.copy(code(), None), Err(CopyError));
    clipboard.clear();
}
