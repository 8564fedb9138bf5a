//! The layout, blocks and correction against symbols made by another program, the crate `qrcode`.

use super::*;
use layout::Level;
use qrcode::{Color, EcLevel, QrCode};

/// A symbol of the crate `qrcode` as modules that are sure.
fn symbol(version: u8, level: EcLevel, text: &str) -> Modules<f32> {
    let code =
        QrCode::with_version(text, qrcode::Version::Normal(version.into()), level).expect("the text fits");
    let (side, colours) = (u16::try_from(code.width()).expect("at most 177"), code.to_colors());
    Modules::from_fn(side, |x, y| {
        let dark = colours[usize::from(y) * usize::from(side) + usize::from(x)] == Color::Dark;
        if dark { 1.0 } else { -1.0 }
    })
}

const LEVELS: [(EcLevel, Level); 4] = [
    (EcLevel::L, Level::Low),
    (EcLevel::M, Level::Medium),
    (EcLevel::Q, Level::Quartile),
    (EcLevel::H, Level::High),
];

#[test]
fn every_version_and_level_is_read_as_the_encoder_wrote_it() {
    for number in 1..=40 {
        let layout = Layout::of(Version::new(number).expect("a version"));
        for (theirs, ours) in LEVELS {
            let soft = symbol(number, theirs, "KEEP");
            let format = format(&layout, &soft).expect("a format");
            assert_eq!(format.level, ours, "version {number}");
            let (codewords, _) = codewords(&layout, format, &soft);
            for block in blocks::blocks(layout.version, ours, codewords.len()) {
                let mut values: Vec<u8> = block.places.iter().map(|place| codewords[*place]).collect();
                let before = values.clone();
                assert!(reed_solomon::correct(&mut values, block.checks, &[]), "version {number} {ours:?}");
                assert_eq!(values, before, "version {number} {ours:?}: corrected what was right");
            }
            if number % 13 != 1 {
                continue; // drawing afresh does not depend on the version: 1, 14, 27 and 40 are enough
            }
            let payloads = correct(&layout, &soft).expect("a payload");
            assert_eq!(payloads.first().map(Payload::as_str), Some("KEEP"), "version {number} {ours:?}");
        }
    }
}

#[test]
fn a_third_of_the_symbol_may_be_unknown() {
    let layout = Layout::of(Version::new(6).expect("a version"));
    let mut soft = symbol(6, EcLevel::Q, "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ");
    for y in 12..30 {
        for x in 14..34 {
            soft.set(x, y, -0.01); // a lamp mirrors here: light, but not sure
        }
    }
    let payloads = correct(&layout, &soft).expect("a payload");
    assert_eq!(payloads.first().map(Payload::as_str), Some("otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ"));
}

#[test]
fn blur_over_neighbours_is_taken_out() {
    let layout = Layout::of(Version::new(5).expect("a version"));
    let sharp = symbol(5, EcLevel::L, "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ");
    let blurred = Modules::from_fn(sharp.side(), |x, y| {
        let shade = |dx, dy| sharp.near((x, y), (dx, dy)).unwrap_or(-1.0);
        0.44 * shade(0, 0) + 0.28 * shade(-1, 0) + 0.28 * shade(1, 0)
    });
    let wrong = |soft: &Modules<f32>| {
        let differs =
            |((x, y), dark): &((u16, u16), f32)| sharp.at(*x, *y).is_some_and(|sure| sure * dark <= 0.0);
        soft.iter().filter(differs).count()
    };
    assert!(wrong(&blurred) > 100, "too easy: {}", wrong(&blurred));
    assert!(wrong(&unblur(&blurred, &layout)) < 5);
}

#[test]
fn noise_is_not_read_as_a_payload() {
    let layout = Layout::of(Version::new(2).expect("a version"));
    let mut state = 1_u32;
    for _ in 0..200 {
        let noise = Modules::from_fn(25, |_, _| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f32::from(u16::try_from(state >> 16).expect("16 bits")) / 32_768.0 - 1.0
        });
        assert!(correct(&layout, &noise).is_none());
    }
}
