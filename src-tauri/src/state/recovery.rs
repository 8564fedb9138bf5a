//! The recovery compartment's time, and what waits for it: a file dropped on the window, a kit before the camera. What is
//! done with them is decided by `actions`.

use std::{path::PathBuf, sync::atomic::Ordering, thread, time::Duration};

use zeroize::Zeroizing;

use super::{App, held};
use crate::page::News;

/// What came before the person could be asked about it.
#[derive(Default)]
pub struct Waiting {
    dropped: Option<PathBuf>,
    /// An emergency kit, as it was read from a picture.
    kit: Option<Zeroizing<String>>,
}

/// How often is looked whether the compartment's time is over. It lasts by the clock on the wall, which goes on while the
/// computer sleeps and may be set back.
const BETWEEN_LOOKS: Duration = Duration::from_secs(1);

/// How the text of an emergency kit begins, in the case of its QR code or of its print.
const KIT: &str = "AGE-SECRET-KEY-1";

/// Whether a text is an emergency kit and no enrolment. Whether it is the right one, the vault finds out.
pub fn is_kit(text: &str) -> bool {
    text.trim_start().get(..KIT.len()).is_some_and(|head| head.eq_ignore_ascii_case(KIT))
}

impl App {
    /// Closes the compartment when its time is over, and tells the page. What the person does meanwhile begins its time
    /// anew; then this waits on. However often it is opened, one thread waits.
    pub fn close_recovery_in(&self, open_for: Duration) {
        if self.closing_recovery.swap(true, Ordering::AcqRel) {
            return;
        }
        let app = self.clone();
        thread::spawn(move || {
            let mut left = open_for;
            loop {
                thread::sleep(left.min(BETWEEN_LOOKS));
                let mut desk = app.desk();
                left = desk.close_recovery_in_time(app.now());
                if left.is_zero() {
                    // While the desk is held: whoever opens it afterwards starts another thread.
                    app.closing_recovery.store(false, Ordering::Release);
                    break;
                }
            }
            app.recovery_changed();
        });
    }

    /// Closes the compartment now.
    pub fn close_recovery(&self) {
        self.desk().close_recovery();
        self.recovery_changed();
    }

    /// After a change of the compartment: the overview is read again, and what the person should know though nothing failed
    /// is told.
    pub fn recovery_changed(&self) {
        self.tell(News::Recovery);
        self.tell_warnings();
    }

    /// Keeps the path of a dropped file until the compartment is open.
    pub fn keep_dropped(&self, path: PathBuf) {
        held(&self.recovery).dropped = Some(path);
        self.tell(News::RecoveryFile);
    }

    /// The path of the file that was dropped last; once.
    pub fn take_dropped(&self) -> Option<PathBuf> {
        held(&self.recovery).dropped.take()
    }

    /// Keeps a kit that came into view until the page asks for it.
    pub fn keep_scanned_kit(&self, text: &str) {
        held(&self.recovery).kit = Some(Zeroizing::new(text.trim().to_owned()));
        self.tell(News::KitScanned);
    }

    /// The kit that came into view last, in memory that is wiped. It stays until it has opened something or the page is
    /// closed: whoever mistypes a passphrase need not scan the paper again.
    pub fn scanned_kit(&self) -> Option<Zeroizing<String>> {
        held(&self.recovery).kit.clone()
    }

    /// Forgets the kit that came into view.
    pub fn forget_scanned_kit(&self) {
        held(&self.recovery).kit = None;
    }

    /// Nothing waits any more: the vault was locked.
    pub(super) fn forget_recovery(&self) {
        *held(&self.recovery) = Waiting::default();
    }
}
