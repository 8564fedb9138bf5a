//! Channels and transactions (CTAP 2.2 §11.2.5 to §11.2.9). One transaction at a time; whoever comes between is told that
//! the device is busy, and nothing that a client does or leaves undone can hold it for ever.

use std::time::Duration;

use crate::hid::frame::{Channel, Frame, LONGEST, Report, reports};
use crate::status::Status;

/// Time, counted from whenever the door was opened.
type Moment = Duration;

/// A client that stops in the middle of a message is given up after this long.
const PATIENCE: Duration = Duration::from_millis(500);
/// CTAP 2.2 §11.2.9.2.1: "every 100ms".
const KEEP_ALIVE: Duration = Duration::from_millis(100);

mod command {
    pub const PING: u8 = 0x01;
    pub const MSG: u8 = 0x03;
    pub const LOCK: u8 = 0x04;
    pub const INIT: u8 = 0x06;
    pub const WINK: u8 = 0x08;
    pub const CBOR: u8 = 0x10;
    pub const CANCEL: u8 = 0x11;
    pub const KEEPALIVE: u8 = 0x3b;
    pub const ERROR: u8 = 0x3f;
}

/// CTAP 2.2 §11.2.9.1.6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    InvalidCommand,
    InvalidParameter,
    InvalidLength,
    InvalidSequence,
    MessageTimeout,
    ChannelBusy,
    InvalidChannel,
}

impl Fault {
    fn code(self) -> u8 {
        match self {
            Self::InvalidCommand => 0x01,
            Self::InvalidParameter => 0x02,
            Self::InvalidLength => 0x03,
            Self::InvalidSequence => 0x04,
            Self::MessageTimeout => 0x05,
            Self::ChannelBusy => 0x06,
            Self::InvalidChannel => 0x0b,
        }
    }
}

/// What INIT says the device can do beside CBOR and WINK.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capabilities {
    /// U2F messages as well.
    CborAndU2f,
    /// No U2F messages: the NMSG bit.
    CborOnly,
}

/// What kind of message a transaction carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransactionKind {
    /// CTAP2.
    Cbor,
    /// U2F.
    Msg,
}

/// A whole message that wants an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    /// What kind it is.
    pub kind: TransactionKind,
    /// The message.
    pub payload: Vec<u8>,
    channel: Channel,
}

/// What is to be done, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Send this.
    Send(Report),
    /// Have this answered, then call [`Hid::finish`] with the answer.
    Start(Transaction),
    /// Take back what is being answered; [`Hid::finish`] is still to be called.
    Cancel,
    /// Draw attention.
    Wink,
}

/// What a keep-alive says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeepAlive {
    /// Still at it.
    Processing,
    /// A person is being asked.
    UserPresenceNeeded,
}

/// The device's side of CTAPHID.
#[derive(Debug)]
pub struct Hid {
    capabilities: Capabilities,
    /// Channels are given out in order: this was the last.
    last: u32,
    receiving: Option<Receiving>,
    running: Option<Running>,
    lock: Option<(Channel, Moment)>,
}

#[derive(Debug)]
struct Receiving {
    channel: Channel,
    command: u8,
    length: usize,
    bytes: Vec<u8>,
    sequence: u8,
    heard: Moment,
}

#[derive(Debug)]
struct Running {
    channel: Channel,
    command: u8,
    told: Moment,
    /// The client started over: the answer goes nowhere.
    is_abandoned: bool,
    /// What it sent since.
    queued: Option<Transaction>,
}

impl Hid {
    /// A device that has given out no channel.
    pub fn new(capabilities: Capabilities) -> Self {
        Self { capabilities, last: 0, receiving: None, running: None, lock: None }
    }

    /// A report has come.
    pub fn receive(&mut self, report: &Report, now: Moment) -> Vec<Effect> {
        let mut effects = self.give_up(now);
        self.lock = self.lock.filter(|(_, until)| now < *until);
        let channel = Channel::of(report);
        match Frame::of(report) {
            Frame::First { command, length, data } => {
                effects.extend(self.first(channel, command, length, data, now));
            }
            Frame::Next { sequence, data } => effects.extend(self.next(channel, sequence, data, now)),
        }
        effects
    }

    /// Time has gone by: keep-alives, and the end of what a client left unfinished.
    pub fn tick(&mut self, now: Moment, keep_alive: KeepAlive) -> Vec<Effect> {
        let mut effects = self.give_up(now);
        if let Some(running) = &mut self.running
            && !running.is_abandoned
            && now.saturating_sub(running.told) >= KEEP_ALIVE
        {
            running.told = now;
            let status = match keep_alive {
                KeepAlive::Processing => 1,
                KeepAlive::UserPresenceNeeded => 2,
            };
            effects.extend(send(running.channel, command::KEEPALIVE, &[status]));
        }
        effects
    }

    /// The transaction that was started is answered.
    pub fn finish(&mut self, answer: &[u8], now: Moment) -> Vec<Effect> {
        let Some(running) = self.running.take() else { return Vec::new() };
        if running.is_abandoned {
            return running.queued.map(|next| self.start(next, now)).unwrap_or_default();
        }
        // Whatever we answer fits: messages are bounded by the model.
        if answer.len() > LONGEST {
            return fault(running.channel, Fault::InvalidLength);
        }
        send(running.channel, running.command, answer)
    }

    /// Every client has gone: whatever was under way is dropped.
    pub fn abandon(&mut self) -> Vec<Effect> {
        self.receiving = None;
        self.lock = None;
        match &mut self.running {
            Some(running) => {
                running.is_abandoned = true;
                running.queued = None;
                vec![Effect::Cancel]
            }
            None => Vec::new(),
        }
    }

    fn first(
        &mut self,
        channel: Channel,
        command: u8,
        length: usize,
        data: &[u8],
        now: Moment,
    ) -> Vec<Effect> {
        if command == command::INIT {
            return self.init(channel, length, data);
        }
        if channel == Channel::BROADCAST || !self.is_known(channel) {
            return fault(channel, Fault::InvalidChannel);
        }
        if command == command::CANCEL {
            return self.cancel(channel);
        }
        if self.is_taken_from(channel) {
            return fault(channel, Fault::ChannelBusy);
        }
        // The same client begins anew without having ended.
        if self.receiving.take().is_some() {
            return fault(channel, Fault::InvalidSequence);
        }
        if length > LONGEST {
            return fault(channel, Fault::InvalidLength);
        }
        let bytes = data.to_vec();
        self.complete(Receiving { channel, command, length, bytes, sequence: 0, heard: now }, now)
    }

    fn next(&mut self, channel: Channel, sequence: u8, data: &[u8], now: Moment) -> Vec<Effect> {
        // CTAP 2.2 §11.2.5.4: whatever goes on with nothing is passed over.
        let Some(mut receiving) = self.receiving.take_if(|receiving| receiving.channel == channel) else {
            return Vec::new();
        };
        if sequence != receiving.sequence {
            return fault(channel, Fault::InvalidSequence);
        }
        let missing = receiving.length.saturating_sub(receiving.bytes.len());
        receiving.bytes.extend(data.iter().take(missing));
        receiving.sequence = receiving.sequence.saturating_add(1);
        receiving.heard = now;
        self.complete(receiving, now)
    }

    /// CTAP 2.2 §11.2.9.1.3: a channel for whoever asks, or a fresh start on the one that asks.
    fn init(&mut self, channel: Channel, length: usize, data: &[u8]) -> Vec<Effect> {
        let is_broadcast = channel == Channel::BROADCAST;
        if !is_broadcast && !self.is_known(channel) {
            return fault(channel, Fault::InvalidChannel);
        }
        if length != 8 || data.len() != 8 {
            return fault(channel, Fault::InvalidLength);
        }
        let mut effects = Vec::new();
        let given = if is_broadcast {
            // After four thousand million channels the first is forgotten.
            self.last = if self.last >= Channel::BROADCAST.0 - 1 { 1 } else { self.last + 1 };
            Channel(self.last)
        } else {
            self.receiving = self.receiving.take().filter(|receiving| receiving.channel != channel);
            if let Some(running) = self.running.as_mut().filter(|running| running.channel == channel) {
                running.is_abandoned = true;
                running.queued = None;
                effects.push(Effect::Cancel);
            }
            channel
        };
        // Protocol 2, our version, WINK and CBOR.
        let capabilities = match self.capabilities {
            Capabilities::CborAndU2f => 0x05,
            Capabilities::CborOnly => 0x0d,
        };
        let answer = [data, &given.0.to_be_bytes(), &[2, 0, 1, 0, capabilities]].concat();
        effects.extend(send(channel, command::INIT, &answer));
        effects
    }

    /// CTAP 2.2 §11.2.9.1.5: only a client's own request, and CANCEL itself has no answer.
    fn cancel(&mut self, channel: Channel) -> Vec<Effect> {
        let Some(running) = &mut self.running else { return Vec::new() };
        if !running.is_abandoned && running.channel == channel {
            return vec![Effect::Cancel];
        }
        // What has not begun ends here; nobody was asked.
        match running.queued.take_if(|next| next.channel == channel) {
            Some(Transaction { kind: TransactionKind::Cbor, .. }) => {
                send(channel, command::CBOR, &[Status::KeepaliveCancel.code()])
            }
            _ => Vec::new(),
        }
    }

    /// A message goes on, or is whole and is acted upon.
    fn complete(&mut self, receiving: Receiving, now: Moment) -> Vec<Effect> {
        if receiving.bytes.len() < receiving.length {
            self.receiving = Some(receiving);
            return Vec::new();
        }
        let Receiving { channel, command, bytes, .. } = receiving;
        match command {
            command::PING => send(channel, command::PING, &bytes),
            command::WINK if bytes.is_empty() => {
                let mut effects = vec![Effect::Wink];
                effects.extend(send(channel, command::WINK, &[]));
                effects
            }
            command::LOCK => self.lock(channel, &bytes, now),
            command::CBOR | command::MSG if !bytes.is_empty() => {
                let is_cbor = command == command::CBOR;
                let kind = if is_cbor { TransactionKind::Cbor } else { TransactionKind::Msg };
                if kind == TransactionKind::Msg && self.capabilities == Capabilities::CborOnly {
                    return fault(channel, Fault::InvalidCommand);
                }
                self.start(Transaction { kind, payload: bytes, channel }, now)
            }
            command::WINK | command::CBOR | command::MSG => fault(channel, Fault::InvalidLength),
            _ => fault(channel, Fault::InvalidCommand),
        }
    }

    /// CTAP 2.2 §11.2.9.2.2: up to ten seconds for one channel.
    fn lock(&mut self, channel: Channel, bytes: &[u8], now: Moment) -> Vec<Effect> {
        match bytes {
            [0] => self.lock = None,
            [seconds @ 1..=10] => {
                self.lock = Some((channel, now + Duration::from_secs(u64::from(*seconds))));
            }
            [_] => return fault(channel, Fault::InvalidParameter),
            _ => return fault(channel, Fault::InvalidLength),
        }
        send(channel, command::LOCK, &[])
    }

    fn start(&mut self, transaction: Transaction, now: Moment) -> Vec<Effect> {
        // Only one that its client gave up can still be running here; the new one waits for its end.
        if let Some(running) = &mut self.running {
            running.queued = Some(transaction);
            return Vec::new();
        }
        let command = match transaction.kind {
            TransactionKind::Cbor => command::CBOR,
            TransactionKind::Msg => command::MSG,
        };
        let channel = transaction.channel;
        self.running = Some(Running { channel, command, told: now, is_abandoned: false, queued: None });
        vec![Effect::Start(transaction)]
    }

    /// A client that fell silent in the middle of a message is told so and forgotten.
    fn give_up(&mut self, now: Moment) -> Vec<Effect> {
        match self.receiving.take_if(|receiving| now.saturating_sub(receiving.heard) >= PATIENCE) {
            Some(receiving) => fault(receiving.channel, Fault::MessageTimeout),
            None => Vec::new(),
        }
    }

    fn is_known(&self, channel: Channel) -> bool {
        (1..=self.last).contains(&channel.0)
    }

    /// Whether the device is another channel's just now, or busy with this one's.
    fn is_taken_from(&self, channel: Channel) -> bool {
        let locked = self.lock.is_some_and(|(holder, _)| holder != channel);
        let receiving = self.receiving.as_ref().is_some_and(|receiving| receiving.channel != channel);
        let running = self.running.as_ref().is_some_and(|running| {
            !running.is_abandoned || running.queued.as_ref().is_some_and(|next| next.channel != channel)
        });
        locked || receiving || running
    }
}

fn send(channel: Channel, command: u8, payload: &[u8]) -> Vec<Effect> {
    reports(channel, command, payload).into_iter().map(Effect::Send).collect()
}

fn fault(channel: Channel, fault: Fault) -> Vec<Effect> {
    send(channel, command::ERROR, &[fault.code()])
}
