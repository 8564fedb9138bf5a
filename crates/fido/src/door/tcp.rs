//! Reports over TCP on the loopback interface, each behind its length in two bytes. One client at a time. For tests and
//! simulated devices only.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::Expendable;
use crate::door::{Carries, Received, Wire};
use crate::hid::Report;

/// A TCP socket on 127.0.0.1.
#[derive(Debug)]
pub struct TcpWire {
    listener: TcpListener,
    client: Mutex<Option<Client>>,
}

#[derive(Debug)]
struct Client {
    stream: TcpStream,
    /// What has come of a report that is not whole yet.
    begun: Vec<u8>,
}

/// How long a client may leave its answers unread.
const PATIENCE: Duration = Duration::from_secs(1);

/// A report and its length.
const WHOLE: usize = 66;

impl TcpWire {
    /// Listens on 127.0.0.1; port 0 is any that is free.
    ///
    /// # Errors
    /// When the port cannot be had.
    pub fn bind(port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        Ok(Self { listener, client: Mutex::new(None) })
    }

    /// Where it listens.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    fn client(&self) -> MutexGuard<'_, Option<Client>> {
        self.client.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in whoever knocks, or waits.
    fn accept(&self, within: Duration) -> io::Result<Received> {
        match self.listener.accept() {
            Ok((stream, _)) => {
                stream.set_nonblocking(false)?;
                stream.set_nodelay(true)?;
                // A client that does not read holds up nobody for longer.
                stream.set_write_timeout(Some(PATIENCE))?;
                *self.client() = Some(Client { stream, begun: Vec::new() });
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => std::thread::park_timeout(within),
            Err(error) => return Err(error),
        }
        Ok(Received::Nothing)
    }
}

impl<S: Expendable> Carries<S> for TcpWire {}

impl Wire for TcpWire {
    fn receive(&self, within: Duration) -> io::Result<Received> {
        // The lock is not held while waiting: an answer may have to go out meanwhile.
        let Some(stream) = self.client().as_ref().map(|client| client.stream.try_clone()).transpose()? else {
            return self.accept(within);
        };
        stream.set_read_timeout(Some(within))?;
        let mut buffer = [0; WHOLE];
        let mut client = self.client();
        let Some(begun) = client.as_mut().map(|client| &mut client.begun) else {
            return Ok(Received::Nothing);
        };
        let missing = WHOLE.saturating_sub(begun.len());
        let mut begun = std::mem::take(begun);
        drop(client);
        let count = match (&stream).read(buffer.get_mut(..missing).unwrap_or_default()) {
            Ok(0) => None,
            Ok(count) => Some(count),
            Err(error) => match error.kind() {
                io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut | io::ErrorKind::Interrupted => Some(0),
                _ => None,
            },
        };
        let Some(count) = count else {
            *self.client() = None;
            return Ok(Received::Gone);
        };
        begun.extend(buffer.iter().take(count));
        match begun.as_slice() {
            [0, 64, report @ ..] if report.len() == 64 => {
                Ok(report.try_into().map_or(Received::Nothing, Received::Report))
            }
            // Whoever sends another length does not speak this.
            [high, low, ..] if (*high, *low) != (0, 64) => {
                *self.client() = None;
                Ok(Received::Gone)
            }
            _ => {
                if let Some(client) = self.client().as_mut() {
                    client.begun = begun;
                }
                Ok(Received::Nothing)
            }
        }
    }

    fn send(&self, report: &Report) -> io::Result<()> {
        if let Some(client) = self.client().as_mut() {
            let whole = [&[0, 64][..], report].concat();
            if client.stream.write_all(&whole).is_err() {
                // It is noticed where it is read; one that has gone already cannot be sent away.
                let _ = client.stream.shutdown(Shutdown::Both);
            }
        }
        Ok(())
    }
}
