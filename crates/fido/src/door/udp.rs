//! Reports over UDP on the loopback interface: one datagram, one report. For tests and simulated devices only: there is
//! no telling who sends.

use std::collections::HashMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::Expendable;
use crate::door::{Carries, Received, Wire};
use crate::hid::{Channel, Report};

/// A UDP socket on 127.0.0.1.
#[derive(Debug)]
pub struct UdpWire {
    socket: UdpSocket,
    clients: Mutex<Clients>,
}

#[derive(Debug, Default)]
struct Clients {
    by_channel: HashMap<Channel, SocketAddr>,
    /// Who knocked last: answers on the broadcast channel are theirs.
    last: Option<SocketAddr>,
}

/// More channels than this are somebody's noise: the oldest are not worth keeping then.
const MOST_CHANNELS: usize = 1_024;

/// Test harnesses send this datagram to pull the plug.
const REBOOT: Report = [
    0xac, 0x10, 0x52, 0xca, 0x95, 0xe5, 0x69, 0xde, 0x69, 0xe0, 0x2e, 0xbf, 0xf3, 0x33, 0x48, 0x5f, 0x13,
    0xf9, 0xb2, 0xda, 0x34, 0xc5, 0xa8, 0xa3, 0x40, 0x52, 0x66, 0x97, 0xa9, 0xab, 0x2e, 0x0b, 0x39, 0x4d,
    0x8d, 0x04, 0x97, 0x3c, 0x13, 0x40, 0x05, 0xbe, 0x1a, 0x01, 0x40, 0xbf, 0xf6, 0x04, 0x5b, 0xb2, 0x6e,
    0xb7, 0x7a, 0x73, 0xea, 0xa4, 0x78, 0x13, 0xf6, 0xb4, 0x9a, 0x72, 0x50, 0xdc,
];

impl UdpWire {
    /// The port that harnesses expect.
    pub const PORT: u16 = 8_111;

    /// Listens on 127.0.0.1; port 0 is any that is free.
    ///
    /// # Errors
    /// When the port cannot be had.
    pub fn bind(port: u16) -> io::Result<Self> {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, port))?;
        Ok(Self { socket, clients: Mutex::default() })
    }

    /// Where it listens.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.socket.local_addr()
    }
}

impl<S: Expendable> Carries<S> for UdpWire {}

impl Wire for UdpWire {
    fn receive(&self, within: Duration) -> io::Result<Received> {
        self.socket.set_read_timeout(Some(within))?;
        // One byte more than a report, so that a longer datagram is seen to be longer.
        let mut buffer = [0; 65];
        let (length, from) = match self.socket.recv_from(&mut buffer) {
            Ok(received) => received,
            Err(error) if is_nothing(&error) => return Ok(Received::Nothing),
            Err(error) => return Err(error),
        };
        let report: Report = match buffer.get(..length).and_then(|bytes| bytes.try_into().ok()) {
            Some(report) => report,
            None => return Ok(Received::Nothing),
        };
        if report == REBOOT {
            return Ok(Received::Reboot);
        }
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        clients.last = Some(from);
        let channel = Channel::of(&report);
        if channel != Channel::BROADCAST {
            if clients.by_channel.len() >= MOST_CHANNELS {
                clients.by_channel.clear();
            }
            clients.by_channel.insert(channel, from);
        }
        Ok(Received::Report(report))
    }

    fn send(&self, report: &Report) -> io::Result<()> {
        let clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        let to = clients.by_channel.get(&Channel::of(report)).copied().or(clients.last);
        if let Some(to) = to {
            // Nobody there any more is nobody's error.
            match self.socket.send_to(report, to) {
                Err(error) if !is_nothing(&error) => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

/// What a socket says when nothing came, or when the other side has gone.
fn is_nothing(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionRefused, ConnectionReset, Interrupted, TimedOut, WouldBlock};
    matches!(error.kind(), WouldBlock | TimedOut | ConnectionRefused | ConnectionReset | Interrupted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::door::TcpWire;

    /// What a vault would have: a store that is not expendable.
    struct Vault;

    #[test]
    fn no_socket_carries_what_is_in_a_vault() {
        static_assertions::assert_not_impl_any!(UdpWire: Carries<Vault>);
        static_assertions::assert_not_impl_any!(TcpWire: Carries<Vault>);
        static_assertions::assert_impl_all!(UdpWire: Carries<crate::MemoryCredentials>);
    }
}
