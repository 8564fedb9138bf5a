//! What the app is made of, shared by every command, the tray and the threads that wait for something. Knows no window:
//! what has to be shown goes through [`Page`]. Rules live in `actions`; here is only who holds what, and for how long.

mod calling_off;
mod links;
mod recovery;
mod settings;

use std::{
    ops::Deref,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, TryLockError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, SystemTime},
};

use actions::{
    AccountId, ActionError, Clock, Desk, MemoryFolder, MemorySecretStore, Place, Refreshed, Rollback,
    Settings, SettingsFile, WorkFactor,
};

use crate::{
    camera::Viewfinder,
    clipboard::Clipboard,
    error::UiError,
    folder_watch,
    idle::Idle,
    page::{News, Page},
    session::SessionEvent,
    shortcut::Shortcut,
    single_instance::Links,
    views::{Copied, Offer, Phase, QuickUnlock, Status},
};

pub use recovery::is_kit;

/// How often, and how far apart, the page's question waits: long enough for a keyring that is awake.
const LOOKS_AT_A_BUSY_DESK: u32 = 40;
const BETWEEN_LOOKS: Duration = Duration::from_millis(10);

/// A handle to the running app; cloning it is cheap.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// The parts. Locks are taken in the order they are listed, and never two of them across a call into `actions`.
pub struct Parts {
    desk: Mutex<Desk>,
    /// A copy of the desk's, because the desk may be busy for seconds and the window must not wait for it.
    settings: Mutex<Settings>,
    /// What the page was last told of the vault.
    known: Mutex<Status>,
    /// `otpauth:` links that came before anybody could be asked about them.
    links: Mutex<Links>,
    /// What belongs to the recovery compartment and came before anybody could be asked about it.
    recovery: Mutex<recovery::Waiting>,
    shortcut: Mutex<Option<Shortcut>>,
    /// Held by whoever waits for the keyring.
    at_keyring: Mutex<()>,
    /// How often what was under way was called off: by a person who cancelled, or because the vault was locked.
    called_off: AtomicU64,
    /// The keyring is opening the vault for the first page.
    starting: AtomicBool,
    /// A thread waits for the end of the compartment's time.
    closing_recovery: AtomicBool,
    /// The page is there and has asked for what was kept for it.
    page_listens: AtomicBool,
    clock: Arc<dyn Clock>,
    idle: Idle,
    page: Arc<dyn Page>,
    /// Other programs' writing into the vault's folder is noticed. Not before there is a folder.
    watching: AtomicBool,
    /// The clipboard's thread.
    pub clipboard: Clipboard,
    /// The camera, and its pictures on their way to the page.
    pub viewfinder: Viewfinder,
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Parts {
    /// The present moment.
    pub fn now(&self) -> SystemTime {
        self.clock.now()
    }
}

impl App {
    /// Puts the parts together; nothing runs yet.
    pub fn new(desk: Desk, clock: Arc<dyn Clock>, clipboard: Clipboard, page: Arc<dyn Page>) -> Self {
        let settings = Mutex::new(desk.settings().clone());
        let idle = Idle::new(clock.now());
        Self(Arc::new(Parts {
            desk: Mutex::new(desk),
            settings,
            known: Mutex::new(Status::opening()),
            links: Mutex::default(),
            recovery: Mutex::default(),
            shortcut: Mutex::default(),
            at_keyring: Mutex::default(),
            called_off: AtomicU64::new(0),
            starting: AtomicBool::new(false),
            closing_recovery: AtomicBool::new(false),
            page_listens: AtomicBool::new(false),
            clock,
            idle,
            page,
            watching: AtomicBool::new(false),
            clipboard,
            viewfinder: Viewfinder::default(),
        }))
    }

    /// Starts what waits: the idle lock, and the global shortcut if there is one.
    pub fn run(&self) {
        let (clock, app) = (Arc::clone(&self.clock), self.clone());
        self.idle.run(move || clock.now(), move || drop(app.lock()));
        // A shortcut that another program took since is no reason not to start; the settings page tells when it is set.
        let _ = self.grab(self.settings().global_shortcut.as_deref());
    }

    /// Opens the vault with the keyring, if the person wants that, while the window is still being made.
    pub fn open_at_start(&self) {
        let app = self.clone();
        self.starting.store(true, Ordering::Release);
        thread::spawn(move || {
            let wanted = app.known(&app.desk()).quick_unlock == QuickUnlock::On;
            // What goes wrong is told by the status, and the passphrase always works.
            let _ = wanted.then(|| app.quick_unlock());
            app.starting.store(false, Ordering::Release);
            app.settled();
        });
    }

    /// Opens the vault with the key in the keyring. A keyring may ask the person for its own password, and the passphrase
    /// works meanwhile.
    pub fn quick_unlock(&self) -> Result<(), UiError> {
        let call = self.clock();
        let _one_at_a_time = held(&self.at_keyring);
        let desk = self.desk();
        if desk.is_open() {
            return Ok(());
        }
        let (vault, keyring) = (desk.closed_vault()?, desk.keyring());
        drop(desk);
        let opened = keyring.open(&vault, Rollback::Refuse, self.now()).map_err(ActionError::from)?;
        let mut desk = self.desk();
        // Whoever cancelled or locked meanwhile, a person or a lid that closed, has the last word.
        if !call.called_off() {
            desk.enter(opened, self.now());
        }
        Ok(())
    }

    /// The desk, once nobody else is busy at it. Never to be called on the window's thread.
    pub fn desk(&self) -> MutexGuard<'_, Desk> {
        held(&self.desk)
    }

    /// What the person has chosen, without waiting for the desk.
    pub fn settings(&self) -> Settings {
        held(&self.settings).clone()
    }

    /// Passes something on to the page.
    pub fn tell(&self, news: News) {
        self.page.tell(news);
    }

    /// The state of the vault, for the page. While it is about to be opened, or the desk is busy with something slow, this
    /// waits a little; then it is the last known state: news follow, and nobody looks at an empty window meanwhile.
    pub fn status(&self) -> Status {
        for _ in 0..LOOKS_AT_A_BUSY_DESK {
            if !self.starting.load(Ordering::Acquire) {
                match self.desk.try_lock() {
                    Err(TryLockError::WouldBlock) => {}
                    Ok(mut desk) => return self.look(&mut desk),
                    Err(TryLockError::Poisoned(desk)) => return self.look(&mut desk.into_inner()),
                }
            }
            thread::sleep(BETWEEN_LOOKS);
        }
        held(&self.known).clone()
    }

    fn look(&self, desk: &mut Desk) -> Status {
        desk.look_again(); // The command line may have made a vault since.
        self.known(desk)
    }

    fn known(&self, desk: &Desk) -> Status {
        let status = Status::of(desk, self.now());
        held(&self.known).clone_from(&status);
        status
    }

    /// After the vault was made, opened or closed: the idle lock starts or rests, and the page is told.
    pub fn settled(&self) -> Status {
        let status = self.known(&self.desk());
        let limit = self.settings().lock_after_secs;
        let limit = (status.phase == Phase::Open && limit > 0).then(|| Duration::from_secs(limit.into()));
        self.idle.watch(limit, self.now());
        self.watch_folder(&status.folder);
        self.tell(News::Status(status.clone()));
        status
    }

    fn watch_folder(&self, folder: &str) {
        if !self.watching.swap(true, Ordering::AcqRel) {
            let (app, gone) = (self.clone(), self.clone());
            let on_end = move || gone.watching.store(false, Ordering::Release);
            let watched = folder_watch::watch(Path::new(folder), move || app.on_folder_changed(), on_end);
            if watched.is_err() {
                self.watching.store(false, Ordering::Release);
            }
        }
    }

    /// Most often this was our own writing, which costs one look at a file's date.
    fn on_folder_changed(&self) {
        let refreshed = self.desk().refresh();
        match refreshed {
            Ok(Refreshed::Reloaded) => {
                self.tell(News::Codes);
                self.tell(News::Recovery);
            }
            // What cannot be used is told when the person next changes something; what is open stays open.
            Ok(Refreshed::Unchanged) | Err(_) => {}
        }
    }

    /// After a change: the list is drawn again, and what the person should know though nothing failed is told.
    pub fn changed(&self) {
        self.tell(News::Codes);
        self.tell_warnings();
    }

    fn tell_warnings(&self) {
        let before = held(&self.known).warnings.len();
        let status = self.known(&self.desk());
        if before + status.warnings.len() > 0 {
            self.tell(News::Status(status));
        }
    }

    /// Wipes everything the vault gave out: the desk, the clipboard, the camera's last picture.
    pub fn lock(&self) -> Status {
        self.viewfinder.close();
        self.call_off();
        self.desk().lock();
        self.clipboard.clear();
        self.forget_recovery();
        self.settled()
    }

    /// Somebody used the window.
    pub fn active(&self) {
        self.idle.active(self.now());
    }

    /// What the desktop session reported.
    pub fn on_session(&self, event: SessionEvent) {
        let settings = self.settings();
        match event {
            SessionEvent::Sleeping if settings.lock_on_sleep => drop(self.lock()),
            SessionEvent::ScreenLocked if settings.lock_on_screen_lock => drop(self.lock()),
            SessionEvent::Woken => self.idle.look_again(),
            SessionEvent::Sleeping | SessionEvent::ScreenLocked | SessionEvent::TrayAppeared => {}
        }
    }

    /// Copies a code. That it was used is written down afterwards: nobody waits for the disk with a code in hand.
    pub fn copy(&self, id: AccountId) -> Result<Copied, UiError> {
        let now = self.now();
        let copied = self.desk().copy(id, now)?;
        self.clipboard.copy(copied.code.as_str().to_owned().into(), copied.clears_in)?;
        let app = self.clone();
        thread::spawn(move || {
            // A full disk loses the count of uses, not the code; the next change says what is wrong with the disk.
            let _ = app.desk().note_use(id, now);
        });
        Ok(Copied::from(&copied))
    }

    /// Offers what was read to the person.
    pub fn offer<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Result<Offer, UiError> {
        let texts: Vec<&str> = texts.into_iter().collect();
        Ok(self.desk().offer(&texts, self.now())?.into())
    }

    /// Leaves nothing behind: called once, when the app ends.
    pub fn end(&self) {
        self.viewfinder.close();
        self.clipboard.clear();
        let mut desk = self.desk();
        desk.lock();
        // Tauri ends the process without dropping anything, and the folder of a throw-away vault goes with its desk.
        let nowhere = Place {
            folder: Arc::new(MemoryFolder::default()),
            secrets: Arc::new(MemorySecretStore::default()),
            work_factor: WorkFactor::STANDARD,
        };
        *desk = Desk::new(nowhere, SettingsFile::open(PathBuf::new()));
    }
}

/// A panic elsewhere must not keep the vault from being locked.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
