//! Serves an authenticator on a wire: one thread reads and keeps the time, one answers. They share the state machine of
//! CTAPHID; a person who takes long holds up nothing but the transaction that asks.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use approval::{Cancel, Clock, Program};

use crate::authenticator::{Authenticator, Call};
use crate::hid::{Capabilities, Effect, Hid, KeepAlive, Report, Transaction, TransactionKind};
use crate::store::CredentialStore;

/// How often the reader looks up from an idle wire.
const TICK: Duration = Duration::from_millis(50);

/// What came over a wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// A report.
    Report(Report),
    /// A harness pulls the plug and puts it in again.
    Reboot,
    /// The client has gone.
    Gone,
    /// Nothing, in the time that was given.
    Nothing,
}

/// Carries reports both ways.
pub trait Wire: Send + Sync + 'static {
    /// Waits `within` at the most.
    ///
    /// # Errors
    /// When the wire is broken for good.
    fn receive(&self, within: Duration) -> io::Result<Received>;

    /// Sends a report to whoever its channel belongs to.
    ///
    /// # Errors
    /// When the wire is broken for good. A client that has gone is no error.
    fn send(&self, report: &Report) -> io::Result<()>;
}

/// A wire that may have credentials of the store `S` behind it: a socket, which tells nobody apart, only
/// [`Expendable`](crate::Expendable) ones.
pub trait Carries<S>: Wire {}

/// An authenticator behind a wire.
pub struct Door<S> {
    device: Arc<Mutex<Authenticator<S>>>,
    clock: Arc<dyn Clock>,
    program: Program,
}

/// A door that stands open. Dropping it closes it.
#[derive(Debug)]
pub struct Served {
    is_closing: Arc<AtomicBool>,
    reader: Option<JoinHandle<io::Result<()>>>,
}

impl<S: CredentialStore + 'static> Door<S> {
    /// A door to `device`. `clock` is the one that the device has.
    pub fn new(device: Authenticator<S>, clock: Arc<dyn Clock>) -> Self {
        Self { device: Arc::new(Mutex::new(device)), clock, program: Program::Unknown }
    }

    /// The authenticator behind it; whoever holds it holds up its clients.
    pub fn device(&self) -> Arc<Mutex<Authenticator<S>>> {
        Arc::clone(&self.device)
    }

    /// Opens the door on `wire`.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn open(self, wire: impl Carries<S>) -> io::Result<Served> {
        let capabilities = match lock(&self.device).model().speaks_u2f() {
            true => Capabilities::CborAndU2f,
            false => Capabilities::CborOnly,
        };
        let (jobs, waiting) = channel();
        let shared = Arc::new(Shared {
            wire,
            hid: Mutex::new(Hid::new(capabilities)),
            cancel: Mutex::new(Cancel::new()),
            opened: opened(),
            clock: self.clock,
        });
        let is_closing = Arc::new(AtomicBool::new(false));
        let worker = thread::Builder::new().name("fido-answer".into()).spawn({
            let (shared, device, program) = (Arc::clone(&shared), Arc::clone(&self.device), self.program);
            move || answer(&shared, &device, &program, &waiting)
        })?;
        let reader = thread::Builder::new().name("fido-read".into()).spawn({
            let is_closing = Arc::clone(&is_closing);
            move || {
                let ended = read(&shared, &self.device, &jobs, &is_closing);
                // What is being asked is taken back; the worker ends when there are no more jobs.
                lock(&shared.cancel).cancel(&*shared.clock);
                drop(jobs);
                let worked = worker.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into()));
                ended.and(worked)
            }
        })?;
        Ok(Served { is_closing, reader: Some(reader) })
    }
}

impl Served {
    /// Closes the door and waits until everything behind it has ended.
    ///
    /// # Errors
    /// When the wire broke.
    pub fn close(mut self) -> io::Result<()> {
        self.end()
    }

    /// Waits until the wire breaks.
    ///
    /// # Errors
    /// When the wire broke.
    pub fn wait(mut self) -> io::Result<()> {
        self.join()
    }

    fn end(&mut self) -> io::Result<()> {
        self.is_closing.store(true, Ordering::Relaxed);
        self.join()
    }

    fn join(&mut self) -> io::Result<()> {
        match self.reader.take() {
            Some(reader) => reader.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into())),
            None => Ok(()),
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // Whoever wants to know how it ended calls `close`.
        let _ = self.end();
    }
}

struct Shared<W> {
    wire: W,
    hid: Mutex<Hid>,
    /// Takes back what is being answered now.
    cancel: Mutex<Cancel>,
    opened: Instant,
    clock: Arc<dyn Clock>,
}

impl<W: Wire> Shared<W> {
    /// Does what CTAPHID says is to be done. A broken wire is seen where it is read.
    fn act(&self, effects: Vec<Effect>, jobs: Option<&Sender<Transaction>>) -> io::Result<Vec<Transaction>> {
        let mut mine = Vec::new();
        for effect in effects {
            match effect {
                Effect::Send(report) => self.wire.send(&report)?,
                Effect::Cancel => lock(&self.cancel).cancel(&*self.clock),
                // Nothing of ours blinks.
                Effect::Wink => {}
                Effect::Start(transaction) => match jobs {
                    Some(jobs) => {
                        *lock(&self.cancel) = Cancel::new();
                        jobs.send(transaction).map_err(|_| io::ErrorKind::BrokenPipe)?;
                    }
                    None => mine.push(transaction),
                },
            }
        }
        Ok(mine)
    }

    fn now(&self) -> Duration {
        self.opened.elapsed()
    }
}

/// Reads until the door closes.
fn read<W: Wire, S: CredentialStore>(
    shared: &Shared<W>,
    device: &Mutex<Authenticator<S>>,
    jobs: &Sender<Transaction>,
    is_closing: &AtomicBool,
) -> io::Result<()> {
    while !is_closing.load(Ordering::Relaxed) {
        let received = shared.wire.receive(TICK)?;
        let keep_alive = match lock(&shared.cancel).is_asking() {
            true => KeepAlive::UserPresenceNeeded,
            false => KeepAlive::Processing,
        };
        // The lock is held until everything is sent: reports of two messages must not mix.
        let mut hid = lock(&shared.hid);
        let mut effects = match received {
            Received::Report(report) => hid.receive(&report, shared.now()),
            Received::Gone => hid.abandon(),
            Received::Nothing => Vec::new(),
            Received::Reboot => {
                let effects = hid.abandon();
                shared.act(effects, Some(jobs))?;
                drop(hid);
                lock(device).power_cycle();
                continue;
            }
        };
        effects.extend(hid.tick(shared.now(), keep_alive));
        shared.act(effects, Some(jobs))?;
    }
    Ok(())
}

/// Answers until there is nobody left to ask.
fn answer<W: Wire, S: CredentialStore>(
    shared: &Shared<W>,
    device: &Mutex<Authenticator<S>>,
    program: &Program,
    waiting: &Receiver<Transaction>,
) -> io::Result<()> {
    while let Ok(first) = waiting.recv() {
        let mut next = Some(first);
        while let Some(Transaction { kind, payload, .. }) = next {
            let call = Call { program: program.clone(), cancel: lock(&shared.cancel).clone() };
            let answer = match kind {
                TransactionKind::Cbor => lock(device).handle(&payload, &call),
                TransactionKind::Msg => lock(device).handle_u2f(&payload, &call),
            };
            let mut hid = lock(&shared.hid);
            let effects = hid.finish(&answer, shared.now());
            // What waited for this one's end is answered next, and can be cancelled on its own.
            next = shared.act(effects, None)?.pop();
            if next.is_some() {
                *lock(&shared.cancel) = Cancel::new();
            }
        }
    }
    Ok(())
}

fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[expect(clippy::disallowed_methods, reason = "a door waits on a wire; the state machine is given the time")]
fn opened() -> Instant {
    Instant::now()
}
