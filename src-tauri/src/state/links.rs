//! `otpauth:` links from outside (a clicked link, a second start) on their way to the page. They wait in memory while the
//! vault is locked or the window is closed; what they hold is read by `actions`.

use std::sync::atomic::Ordering;

use super::{App, held};
use crate::{error::UiError, page::News, single_instance::Links, views::Offer};

/// More links than this do not wait: a person adds them one by one.
const MOST_WAITING: usize = 16;

impl App {
    /// Takes `otpauth:` links from outside: shown at once to a page that is there and open, otherwise kept for it.
    pub fn take_links(&self, links: Links) {
        if links.is_empty() {
            return;
        }
        let mut waiting = held(&self.links);
        waiting.extend(links);
        let surplus = waiting.len().saturating_sub(MOST_WAITING);
        waiting.drain(..surplus); // The newest is what the person has just clicked.
        drop(waiting);
        if self.page_listens.load(Ordering::Acquire)
            && let Ok(Some(offer)) = self.pending_offer()
        {
            self.tell(News::Offered(offer));
        }
    }

    /// What was kept for the page. From now on it is told at once.
    pub fn pending_offer(&self) -> Result<Option<Offer>, UiError> {
        self.page_listens.store(true, Ordering::Release);
        let links = std::mem::take(&mut *held(&self.links));
        if links.is_empty() {
            return Ok(None);
        }
        let offer = self.offer(links.iter().map(|link| link.as_str()));
        if offer.is_err() {
            // Still locked: they wait, wiped with the app and not with the vault, which never saw them.
            held(&self.links).extend(links);
        }
        offer.map(Some)
    }

    /// The page went away with its window.
    pub fn page_gone(&self) {
        self.page_listens.store(false, Ordering::Release);
        self.viewfinder.close();
    }
}
