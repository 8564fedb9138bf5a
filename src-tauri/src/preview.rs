//! The camera picture on its way to the page: the newest frame is kept, and every request waits for one that was not
//! shown yet, so that the page needs no timer. Exists only while a camera runs; frames are wiped, because they show
//! secrets.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use zeroize::Zeroizing;

/// A JPEG picture, wiped when it is replaced.
pub type Jpeg = Zeroizing<Vec<u8>>;

/// Takes the answer to one request: a picture, or nothing when the camera does not run.
pub type Reply = Box<dyn FnOnce(Option<&[u8]>) + Send>;

/// The page asks for one picture at a time; the oldest of more than this many requests is sent away.
const MOST_WAITING: usize = 4;

/// Between the camera's thread, which shows pictures, and the page, which asks for them.
#[derive(Default)]
pub struct Preview(Mutex<Viewfinder>);

#[derive(Default)]
enum Viewfinder {
    #[default]
    Off,
    On {
        fresh: Option<Jpeg>,
        waiting: VecDeque<Reply>,
    },
}

impl Preview {
    /// From now on requests wait for pictures.
    pub fn open(&self) {
        self.replace(Viewfinder::On { fresh: None, waiting: VecDeque::new() });
    }

    /// Wipes the picture and sends everybody away who waits for one.
    pub fn close(&self) {
        self.replace(Viewfinder::Off);
    }

    /// Hands `jpeg` to everybody who waits, or keeps it for the next request.
    pub fn show(&self, jpeg: Jpeg) {
        let waiting = match &mut *self.viewfinder() {
            Viewfinder::Off => return,
            Viewfinder::On { fresh, waiting } if waiting.is_empty() => {
                *fresh = Some(jpeg);
                return;
            }
            Viewfinder::On { waiting, .. } => std::mem::take(waiting),
        };
        waiting.into_iter().for_each(|reply| reply(Some(&jpeg)));
    }

    /// Answers with a picture that was not handed out before: now, or as soon as the camera has one. A camera that
    /// falls silent is closed by its own watchdog, which ends the wait.
    pub fn next(&self, reply: Reply) {
        let (reply, jpeg) = match &mut *self.viewfinder() {
            Viewfinder::Off => (reply, None),
            Viewfinder::On { fresh, waiting } => match fresh.take() {
                Some(jpeg) => (reply, Some(jpeg)),
                None => {
                    waiting.push_back(reply);
                    match waiting.len() > MOST_WAITING {
                        true => (waiting.pop_front().expect("more than a few are waiting"), None),
                        false => return,
                    }
                }
            },
        };
        reply(jpeg.as_ref().map(|jpeg| jpeg.as_slice()));
    }

    fn replace(&self, viewfinder: Viewfinder) {
        let before = std::mem::replace(&mut *self.viewfinder(), viewfinder);
        if let Viewfinder::On { waiting, .. } = before {
            waiting.into_iter().for_each(|reply| reply(None));
        }
    }

    fn viewfinder(&self) -> MutexGuard<'_, Viewfinder> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    /// Asks for a picture and says what came (`None`: nothing yet; `Some(None)`: sent away).
    fn ask(preview: &Preview) -> impl Fn() -> Option<Option<Vec<u8>>> {
        let (answer, answers) = mpsc::channel();
        preview.next(Box::new(move |jpeg| answer.send(jpeg.map(<[u8]>::to_vec)).unwrap()));
        move || answers.try_recv().ok()
    }

    #[test]
    fn a_request_waits_for_the_next_picture() {
        let preview = Preview::default();
        preview.open();
        let answer = ask(&preview);
        assert_eq!(answer(), None);
        preview.show(vec![1].into());
        assert_eq!(answer(), Some(Some(vec![1])));
    }

    #[test]
    fn no_picture_is_handed_out_twice_and_old_ones_are_skipped() {
        let preview = Preview::default();
        preview.open();
        preview.show(vec![1].into());
        preview.show(vec![2].into());
        assert_eq!(ask(&preview)(), Some(Some(vec![2])));
        assert_eq!(ask(&preview)(), None);
    }

    #[test]
    fn closing_sends_the_waiting_away_and_forgets_the_picture() {
        let preview = Preview::default();
        preview.open();
        let waiting = ask(&preview);
        preview.close();
        assert_eq!(waiting(), Some(None));
        preview.show(vec![1].into());
        assert_eq!(ask(&preview)(), Some(None));
    }

    #[test]
    fn a_page_that_asks_without_end_holds_only_a_few_requests() {
        let preview = Preview::default();
        preview.open();
        let oldest = ask(&preview);
        let others: Vec<_> = (0..MOST_WAITING).map(|_| ask(&preview)).collect();
        assert_eq!(oldest(), Some(None));
        assert!(others.iter().all(|answer| answer().is_none()));
    }
}
