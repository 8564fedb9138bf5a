//! What time it is, and whether the system's clock can be trusted with one-time codes.
//! Time comes in through [`Clock`]; a time server is asked only with a [`TimeServer`], which exists only while the
//! person has the check switched on. Never changes the system's clock and never asks by itself.
use std::time::{Duration, SystemTime};

pub use vault::{Clock, FixedClock};

/// A clock this far off is worth a warning: half a minute of error loses every code, five seconds lose every sixth.
pub const TOLERATED_DRIFT: Duration = Duration::from_secs(5);
/// How long a time server may take; it answers at once or not at all.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);

/// The system's clock: the only place in the product that asks for the time.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that may ask")]
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }
}

/// Permission to ask one time server, made by [`Desk::time_server`](crate::Desk::time_server) only while the check is
/// switched on. Separate from the desk, so that nobody waits for the network while holding the vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeServer(String);

impl TimeServer {
    pub(crate) fn new(host: String) -> Self {
        Self(host)
    }

    /// The host that will be contacted, to be shown to the person.
    pub fn host(&self) -> &str {
        &self.0
    }

    /// Asks the server once (SNTP, RFC 5905 §14) and says how far off the system's clock is. Blocks for at most a few
    /// seconds.
    ///
    /// # Errors
    /// [`ClockError`] when there is no usable answer; the codes go on working with the system's clock.
    pub fn ask(&self) -> Result<Drift, ClockError> {
        self.ask_within(ANSWER_WITHIN)
    }

    fn ask_within(&self, patience: Duration) -> Result<Drift, ClockError> {
        let client = rsntp::SntpClient::with_config(rsntp::Config::default().timeout(patience));
        let answer =
            client.synchronize(self.0.as_str()).map_err(|_| ClockError::NoAnswer { host: self.0.clone() })?;
        let by = answer
            .clock_offset()
            .abs_as_std_duration()
            .map_err(|_| ClockError::NoAnswer { host: self.0.clone() })?;
        // RFC 5905 §8: the offset is what has to be added to our clock, so a positive one means that we are late.
        Ok(if answer.clock_offset().signum() < 0 { Drift::Fast(by) } else { Drift::Slow(by) })
    }
}

/// How far the system's clock is from the server's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drift {
    /// The system's clock is ahead of the true time.
    Fast(Duration),
    /// The system's clock is behind the true time.
    Slow(Duration),
}

impl Drift {
    /// The same as a number: positive when the system's clock is ahead, in milliseconds.
    pub fn millis(self) -> i64 {
        let millis = |by: Duration| i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        match self {
            Self::Fast(by) => millis(by),
            Self::Slow(by) => -millis(by),
        }
    }

    /// Whether codes may be refused because of it: more than [`TOLERATED_DRIFT`].
    ///
    /// ```
    /// # use {actions::Drift, std::time::Duration};
    /// assert!(Drift::Slow(Duration::from_secs(6)).is_harmful());
    /// assert!(!Drift::Fast(Duration::from_secs(5)).is_harmful());
    /// ```
    pub fn is_harmful(self) -> bool {
        let (Self::Fast(by) | Self::Slow(by)) = self;
        by > TOLERATED_DRIFT
    }
}

/// Why the clock could not be compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    /// The person has not switched the check on.
    #[error(
        "The clock check is switched off. Switch it on in the settings to compare the clock with a time server."
    )]
    SwitchedOff,
    /// No answer, or one that makes no sense.
    #[error("The time server {host} gave no usable answer. Check the network connection and try again.")]
    NoAnswer {
        /// The server that was asked.
        host: String,
    },
}

#[cfg(test)]
mod tests {
    use std::{net::UdpSocket, thread, time::UNIX_EPOCH};

    use super::*;

    /// Seconds between 1900 and 1970 (RFC 5905 §6).
    const NTP_EPOCH: u64 = 2_208_988_800;

    /// A time server on loopback that is `ahead` seconds ahead of this machine and answers one question.
    fn server(ahead: i64) -> String {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        let address = socket.local_addr().unwrap().to_string();
        thread::spawn(move || {
            let mut request = [0; 48];
            let (_, from) = socket.recv_from(&mut request).unwrap();
            let now = SystemClock.now().duration_since(UNIX_EPOCH).unwrap();
            let secs = u32::try_from(now.as_secs() + NTP_EPOCH)
                .unwrap()
                .wrapping_add_signed(ahead.try_into().unwrap());
            let fraction = u32::try_from((u64::from(now.subsec_nanos()) << 32) / 1_000_000_000).unwrap();
            let mut reply = [0; 48];
            reply[0] = 0b00_100_100; // no leap second, version 4, server
            reply[1] = 2;
            reply[24..32].copy_from_slice(&request[40..48]); // origin = what the client sent
            for at in [32, 40] {
                reply[at..at + 4].copy_from_slice(&secs.to_be_bytes());
                reply[at + 4..at + 8].copy_from_slice(&fraction.to_be_bytes());
            }
            socket.send_to(&reply, from).unwrap();
        });
        address
    }

    /// The drift against a server that is `ahead` seconds ahead, in milliseconds, and how far off the answer may be: half
    /// of the time it took (RFC 5905 §8). However busy the machine is, an answer comes in the end.
    fn measured(ahead: i64) -> (Drift, i64) {
        let (server, began) = (TimeServer::new(server(ahead)), SystemClock.now());
        let drift = server.ask_within(Duration::from_secs(600)).unwrap();
        let took = SystemClock.now().duration_since(began).unwrap();
        (drift, i64::try_from(took.as_millis() / 2).unwrap() + 2)
    }

    #[test]
    fn a_clock_is_slow_behind_the_server_and_fast_ahead_of_it() {
        for ahead in [90, 0, -60] {
            let (drift, error) = measured(ahead);
            assert!((drift.millis() + ahead * 1_000).abs() <= error, "{ahead}: {drift:?}");
        }
    }

    #[test]
    fn a_drift_is_harmful_beyond_what_is_tolerated() {
        let beyond = TOLERATED_DRIFT + Duration::from_millis(1);
        assert!(Drift::Slow(beyond).is_harmful() && Drift::Fast(beyond).is_harmful());
        assert!(!Drift::Slow(TOLERATED_DRIFT).is_harmful() && !Drift::Fast(Duration::ZERO).is_harmful());
    }

    #[test]
    fn a_silent_server_is_one_sentence() {
        let silent = UdpSocket::bind("127.0.0.1:0").unwrap();
        let host = silent.local_addr().unwrap().to_string();
        let error = TimeServer::new(host.clone()).ask_within(Duration::from_millis(50)).unwrap_err();
        assert_eq!(error, ClockError::NoAnswer { host });
    }
}
