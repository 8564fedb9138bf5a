//! Channels, framing, and every way in which clients get into each other's way.

use std::time::Duration;

use super::frame::{LONGEST, reports};
use super::*;

const NONCE: [u8; 8] = *b"12345678";
const PING: u8 = 0x01;
const MSG: u8 = 0x03;
const LOCK: u8 = 0x04;
const INIT: u8 = 0x06;
const WINK: u8 = 0x08;
const CBOR: u8 = 0x10;
const CANCEL: u8 = 0x11;
const KEEPALIVE: u8 = 0x3b;
const ERROR: u8 = 0x3f;

/// A device, a clock, and what clients do with both.
struct Bench {
    hid: Hid,
    now: Duration,
}

impl Bench {
    fn new() -> Self {
        Self { hid: Hid::new(Capabilities::CborAndU2f), now: Duration::ZERO }
    }

    fn send(&mut self, channel: Channel, command: u8, payload: &[u8]) -> Vec<Effect> {
        let reports = reports(channel, command, payload);
        reports.iter().flat_map(|report| self.hid.receive(report, self.now)).collect()
    }

    fn one(&mut self, report: &Report) -> Vec<Effect> {
        self.hid.receive(report, self.now)
    }

    fn channel(&mut self) -> Channel {
        let effects = self.send(Channel::BROADCAST, INIT, &NONCE);
        let (channel, command, answer) = message(&effects);
        assert_eq!((channel, command), (Channel::BROADCAST, INIT));
        assert_eq!(answer[..8], NONCE);
        assert_eq!(answer[12..], [2, 0, 1, 0, 0x05]);
        Channel(u32::from_be_bytes(answer[8..12].try_into().unwrap()))
    }

    fn after(&mut self, millis: u64) -> Vec<Effect> {
        self.now += Duration::from_millis(millis);
        self.hid.tick(self.now, KeepAlive::UserPresenceNeeded)
    }
}

/// The one message that the effects send.
fn message(effects: &[Effect]) -> (Channel, u8, Vec<u8>) {
    let sent: Vec<&Report> = effects
        .iter()
        .map(|effect| match effect {
            Effect::Send(report) => report,
            other => panic!("{other:?} is not sent"),
        })
        .collect();
    let first = sent.first().expect("something is sent");
    let length = usize::from(u16::from_be_bytes([first[5], first[6]]));
    let mut payload = first[7..].to_vec();
    for (sequence, next) in sent[1..].iter().enumerate() {
        assert_eq!(usize::from(next[4]), sequence);
        assert_eq!(next[..4], first[..4]);
        payload.extend(&next[5..]);
    }
    payload.truncate(length);
    assert_eq!(payload.len(), length);
    (Channel::of(first), first[4] & 0x7f, payload)
}

fn fails(effects: &[Effect], channel: Channel, code: u8) {
    assert_eq!(message(effects), (channel, ERROR, vec![code]));
}

/// A message that is begun and not ended.
fn begun(channel: Channel) -> Report {
    reports(channel, PING, &[7; 100])[0]
}

#[test]
fn pings_of_every_interesting_length_come_back() {
    let mut bench = Bench::new();
    let channel = bench.channel();
    for length in [0, 1, 56, 57, 58, 116, 117, LONGEST - 1, LONGEST] {
        let payload: Vec<u8> = (0..length).map(|place| u8::try_from(place % 251).unwrap()).collect();
        let effects = bench.send(channel, PING, &payload);
        assert_eq!(message(&effects), (channel, PING, payload), "{length}");
    }
}

#[test]
fn every_client_gets_a_channel_of_its_own_and_no_other_is_known() {
    let mut bench = Bench::new();
    let (one, two) = (bench.channel(), bench.channel());
    assert_ne!(one, two);
    for stranger in [Channel::RESERVED, Channel(two.0 + 1), Channel(0xffff_fffe)] {
        let effects = bench.send(stranger, PING, b"x");
        fails(&effects, stranger, 0x0b);
        let effects = bench.send(stranger, INIT, &NONCE);
        fails(&effects, stranger, 0x0b);
    }
    let effects = bench.send(Channel::BROADCAST, PING, b"x");
    fails(&effects, Channel::BROADCAST, 0x0b);
    let effects = bench.send(Channel::BROADCAST, INIT, b"short");
    fails(&effects, Channel::BROADCAST, 0x03);
}

#[test]
fn what_cannot_be_is_refused_by_its_number() {
    let mut bench = Bench::new();
    let channel = bench.channel();
    let rows: [(u8, &[u8], u8); 8] = [
        (0x2a, b"", 0x01),
        (CBOR, b"", 0x03),
        (MSG, b"", 0x03),
        (WINK, b"x", 0x03),
        (LOCK, b"", 0x03),
        (LOCK, &[11], 0x02),
        (LOCK, &[1, 1], 0x03),
        (KEEPALIVE, &[1], 0x01),
    ];
    for (command, payload, code) in rows {
        let effects = bench.send(channel, command, payload);
        fails(&effects, channel, code);
    }
    let mut too_long = begun(channel);
    too_long[5..7].copy_from_slice(&7_610_u16.to_be_bytes());
    let effects = bench.one(&too_long);
    fails(&effects, channel, 0x03);
}

#[test]
fn a_device_without_u2f_says_so() {
    let mut bench = Bench { hid: Hid::new(Capabilities::CborOnly), now: Duration::ZERO };
    let effects = bench.send(Channel::BROADCAST, INIT, &NONCE);
    let (_, _, answer) = message(&effects);
    assert_eq!(answer[16], 0x0d);
    let channel = Channel(u32::from_be_bytes(answer[8..12].try_into().unwrap()));
    let effects = bench.send(channel, MSG, b"x");
    fails(&effects, channel, 0x01);
}

#[test]
fn reports_out_of_order_end_their_message() {
    let mut bench = Bench::new();
    let channel = bench.channel();
    let all = reports(channel, PING, &[7; 200]);
    assert_eq!(bench.one(&all[1]), [], "what goes on with nothing is passed over");
    assert_eq!(bench.one(&all[0]), []);
    let effects = bench.one(&all[2]);
    fails(&effects, channel, 0x04);
    assert_eq!(bench.one(&all[1]), [], "the message is over");
    assert_eq!(bench.one(&all[0]), []);
    let effects = bench.one(&all[0]);
    fails(&effects, channel, 0x04);
    assert_eq!(message(&bench.send(channel, PING, b"again")).2, b"again");
}

#[test]
fn a_client_that_falls_silent_is_told_and_forgotten() {
    let mut bench = Bench::new();
    let (one, two) = (bench.channel(), bench.channel());
    assert_eq!(bench.one(&begun(one)), []);
    assert_eq!(bench.after(499), []);
    let effects = bench.send(two, PING, b"x");
    fails(&effects, two, 0x06);
    let effects = bench.after(1);
    fails(&effects, one, 0x05);
    assert_eq!(message(&bench.send(two, PING, b"x")).2, b"x");
}

#[test]
fn another_channel_is_busy_while_one_is_answered() {
    let mut bench = Bench::new();
    let (one, two) = (bench.channel(), bench.channel());
    let effects = bench.send(one, CBOR, &[4]);
    assert!(matches!(&effects[..], [Effect::Start(started)]
        if started.kind == TransactionKind::Cbor && started.payload == [4]));
    for channel in [one, two] {
        let effects = bench.send(channel, CBOR, &[4]);
        fails(&effects, channel, 0x06);
    }
    bench.channel();
    assert_eq!(bench.send(two, CANCEL, &[]), [], "only its own client takes it back");
    assert_eq!(bench.send(one, CANCEL, &[]), [Effect::Cancel]);
    let effects = bench.hid.finish(&[0x2d], bench.now);
    assert_eq!(message(&effects), (one, CBOR, vec![0x2d]));
    assert_eq!(bench.send(one, CANCEL, &[]), [], "nothing to take back");
    assert!(matches!(&bench.send(two, MSG, &[0; 4])[..], [Effect::Start(started)]
        if started.kind == TransactionKind::Msg));
}

#[test]
fn a_client_that_waits_is_told_so_ten_times_a_second() {
    let mut bench = Bench::new();
    let channel = bench.channel();
    assert_eq!(bench.after(1_000), [], "nobody waits");
    bench.send(channel, CBOR, &[1]);
    assert_eq!(bench.after(99), []);
    let effects = bench.after(1);
    assert_eq!(message(&effects), (channel, KEEPALIVE, vec![2]));
    assert_eq!(bench.after(50), []);
    bench.now += Duration::from_millis(50);
    let effects = bench.hid.tick(bench.now, KeepAlive::Processing);
    assert_eq!(message(&effects), (channel, KEEPALIVE, vec![1]));
    bench.hid.finish(&[0], bench.now);
    assert_eq!(bench.after(1_000), []);
}

#[test]
fn a_client_that_starts_over_takes_its_request_back_and_may_send_another() {
    let mut bench = Bench::new();
    let (one, two) = (bench.channel(), bench.channel());
    bench.send(one, CBOR, &[1]);
    let effects = bench.send(one, INIT, &NONCE);
    assert_eq!(effects[0], Effect::Cancel);
    let (channel, command, answer) = message(&effects[1..]);
    assert_eq!((channel, command), (one, INIT));
    assert_eq!(answer[8..12], one.0.to_be_bytes(), "the same channel");
    assert_eq!(bench.after(1_000), [], "nobody waits any more");
    assert_eq!(bench.send(one, CBOR, &[4]), [], "the new one waits for the end of the old");
    let effects = bench.send(two, CBOR, &[4]);
    fails(&effects, two, 0x06);
    let effects = bench.hid.finish(&[0x2d], bench.now);
    assert!(matches!(&effects[..], [Effect::Start(started)] if started.payload == [4]), "{effects:?}");
    let effects = bench.hid.finish(&[0], bench.now);
    assert_eq!(message(&effects), (one, CBOR, vec![0]));
}

#[test]
fn a_request_that_waits_for_its_turn_can_be_taken_back() {
    let mut bench = Bench::new();
    let channel = bench.channel();
    bench.send(channel, CBOR, &[1]);
    bench.send(channel, INIT, &NONCE);
    assert_eq!(bench.send(channel, CBOR, &[4]), []);
    let effects = bench.send(channel, CANCEL, &[]);
    assert_eq!(message(&effects), (channel, CBOR, vec![0x2d]));
    assert_eq!(bench.send(channel, CANCEL, &[]), []);
    assert_eq!(bench.hid.finish(&[0x2d], bench.now), [], "nothing is left to start");
}

#[test]
fn starting_over_in_the_middle_of_a_message_forgets_it() {
    let mut bench = Bench::new();
    let channel = bench.channel();
    let all = reports(channel, PING, &[7; 100]);
    bench.one(&all[0]);
    bench.send(channel, INIT, &NONCE);
    assert_eq!(bench.one(&all[1]), []);
}

#[test]
fn a_lock_keeps_others_out_until_it_is_given_back_or_runs_out() {
    let mut bench = Bench::new();
    let (one, two) = (bench.channel(), bench.channel());
    bench.send(one, LOCK, &[2]);
    let effects = bench.send(two, PING, b"x");
    fails(&effects, two, 0x06);
    assert_eq!(message(&bench.send(one, PING, b"x")).2, b"x");
    bench.after(1_999);
    let effects = bench.send(two, PING, b"x");
    fails(&effects, two, 0x06);
    bench.after(1);
    assert_eq!(message(&bench.send(two, PING, b"x")).2, b"x");
    bench.send(one, LOCK, &[10]);
    bench.send(one, LOCK, &[0]);
    assert_eq!(message(&bench.send(two, PING, b"x")).2, b"x");
}

#[test]
fn a_wink_is_answered() {
    let mut bench = Bench::new();
    let channel = bench.channel();
    let effects = bench.send(channel, WINK, &[]);
    assert_eq!(effects[0], Effect::Wink);
    assert_eq!(message(&effects[1..]), (channel, WINK, vec![]));
}

#[test]
fn when_all_clients_have_gone_nothing_is_left_of_them() {
    let mut bench = Bench::new();
    let (one, two) = (bench.channel(), bench.channel());
    bench.send(one, CBOR, &[1]);
    assert_eq!(bench.hid.abandon(), [Effect::Cancel]);
    assert_eq!(bench.hid.finish(&[0], bench.now), [], "the answer goes nowhere");
    bench.send(one, LOCK, &[10]);
    bench.one(&begun(one));
    assert_eq!(bench.hid.abandon(), []);
    assert_eq!(message(&bench.send(two, PING, b"x")).2, b"x");
}
