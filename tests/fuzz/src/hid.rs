//! Any reports from any clients at any time: CTAPHID never panics, answers with reports that can be put together again,
//! starts one transaction at a time, and serves the next client once everybody has fallen silent.
#![no_main]

use std::time::Duration;

use fido::hid::{Capabilities, Channel, Effect, Hid, KeepAlive, Report};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut hid = Hid::new(Capabilities::CborAndU2f);
    let (mut now, mut is_running) = (Duration::ZERO, false);
    // What is done, a channel, and the rest of a report; the commands that exist are a byte away.
    for step in bytes.chunks(12) {
        let (&first, rest) = step.split_first().expect("a chunk is not empty");
        now += Duration::from_millis(u64::from(first >> 3) * 20);
        let effects = match first & 7 {
            0 if is_running => {
                is_running = false;
                hid.finish(rest, now)
            }
            1 => hid.tick(now, KeepAlive::Processing),
            2 => hid.abandon(),
            _ => hid.receive(&report(rest), now),
        };
        for effect in effects {
            match effect {
                Effect::Start(transaction) => {
                    assert!(!is_running, "one at a time");
                    assert!(!transaction.payload.is_empty());
                    is_running = true;
                }
                Effect::Send(report) => assert_ne!(report[4..7], [0x80 | 0x3f, 0, 0], "an error says which"),
                Effect::Cancel => assert!(is_running, "nothing to take back"),
                Effect::Wink => {}
            }
        }
    }
    if is_running && hid.finish(&[0], now).iter().any(|effect| matches!(effect, Effect::Start(_))) {
        hid.finish(&[0], now);
    }
    now += Duration::from_secs(11);
    let mut knock = [0; 64];
    knock[..7].copy_from_slice(&[0xff, 0xff, 0xff, 0xff, 0x86, 0, 8]);
    let answer = sent(&hid.receive(&knock, now)).expect("a channel is given");
    let mut ping = [7; 64];
    ping[..4].copy_from_slice(&answer[15..19]);
    ping[4..7].copy_from_slice(&[0x81, 0, 57]);
    let answer = sent(&hid.receive(&ping, now)).expect("a ping is answered");
    assert_eq!(answer, ping, "the next client is served");
});

/// A report on one of the first channels, the broadcast channel, or none.
fn report(bytes: &[u8]) -> Report {
    let mut report = [0; 64];
    report.iter_mut().skip(4).zip(bytes.iter().skip(1)).for_each(|(place, byte)| *place = *byte);
    let channel = match bytes.first().copied().unwrap_or_default() {
        number @ 0..=3 => u32::from(number),
        _ => Channel::BROADCAST.0,
    };
    report[..4].copy_from_slice(&channel.to_be_bytes());
    report
}

/// The last report that the effects send: others may be told that their time is up.
fn sent(effects: &[Effect]) -> Option<Report> {
    effects.iter().rev().find_map(|effect| match effect {
        Effect::Send(report) => Some(*report),
        _ => None,
    })
}
