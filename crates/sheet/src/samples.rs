//! The sheets that the tests of both forms draw.

use crate::{Block, Code, Codes, Fact, Grouping, Key, Qr, Secret, Sheet, Tick};

/// An identity of the right form that opens nothing.
pub(crate) const IDENTITY: &str =
    "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";

/// An emergency kit.
pub(crate) fn kit() -> Sheet<'static> {
    Sheet {
        title: "Recovery kit".into(),
        subtitle: "Keepward · made on 3 October 2026 · vault 7f3a-19c2".into(),
        footer: "Recovery kit of vault 7f3a-19c2, 3 October 2026".into(),
        blocks: vec![
            Block::Text(
                "This page opens the vault when the passphrase is lost. Whoever holds it and a copy of the files can read \
                 everything in them. Keep it where you keep your passport, away from the computer."
                    .into(),
            ),
            Block::Key(Key {
                label: "Kit key. It uses no 1, b, i or o after the first line.".into(),
                secret: Secret(IDENTITY),
                grouping: Grouping::Bech32,
                qr: Some(
                    Qr::new(Secret(IDENTITY), "Scan it in Keepward: Lost the passphrase?".into()).unwrap(),
                ),
            }),
            Block::Heading("Where the files are".into()),
            Block::Facts(vec![
                Fact { label: "Vault".into(), value: "/home/ann/.local/share/keepward/vault.age".into() },
                Fact { label: "Recovery codes".into(), value: "/home/ann/.local/share/keepward/recovery.age".into() },
            ]),
            Block::Heading("Without Keepward".into()),
            Block::Text("Type the key into a file kit.txt, then with any age tool (age-encryption.org):".into()),
            Block::Command(
                "age -d -i kit.txt /home/ann/.local/share/keepward/vault.age > vault.json\n\
                 age -d -i kit.txt /home/ann/.local/share/keepward/recovery.age > recovery.json"
                    .into(),
            ),
            Block::Note("A new kit does not make this one worthless: old copies of the files still open with it.".into()),
            Block::Heading("To fill in by hand".into()),
            Block::Fields(vec!["Where the backups are kept".into(), "Who has copies of this page".into(), "".into()]),
        ],
    }
}

/// A set of `count` numbered codes; the second is used, the third unsure, the fourth invalid.
pub(crate) fn codes(count: u32) -> Sheet<'static> {
    let tick = |number| match number {
        2 => Tick::Used,
        3 => Tick::Unsure,
        4 => Tick::Invalid,
        _ => Tick::Open,
    };
    let code = |number: u32| Code {
        number: Some(number),
        text: Secret(Box::leak(code_text(number).into_boxed_str())),
        tick: tick(number),
    };
    Sheet {
        title: "Recovery codes".into(),
        subtitle: "GitHub · ann@example.net".into(),
        footer: "Each code works once. Cross it out when it is used.".into(),
        blocks: vec![
            Block::Facts(vec![
                Fact { label: "Service".into(), value: "GitHub".into() },
                Fact { label: "Account".into(), value: "ann@example.net".into() },
                Fact { label: "Made on".into(), value: "3 October 2026".into() },
                Fact { label: "Expires".into(), value: "never".into() },
            ]),
            Block::Heading("Codes".into()),
            Block::Codes(Codes { codes: (1..=count).map(code).collect() }),
            Block::Heading("Notes".into()),
            Block::Fields(vec!["".into(), "".into()]),
        ],
    }
}

/// A code that is told from every other.
pub(crate) fn code_text(number: u32) -> String {
    let mixed = number.wrapping_mul(2_654_435_761);
    format!("{:05x}-{:05x}", mixed >> 12, mixed & 0xf_ffff)
}

/// Names that want to be more than names, in every place that takes one.
pub(crate) fn hostile() -> Sheet<'static> {
    const NAME: &str =
        "</title></style>\"'><script>alert(1)</script><b>\0\u{1b}[2J\u{202e}) Tj ET (\\ % 銀行 Банк עברית 🏦";
    Sheet {
        title: NAME.into(),
        subtitle: NAME.into(),
        footer: NAME.into(),
        blocks: vec![
            Block::Heading(NAME.into()),
            Block::Text(NAME.into()),
            Block::Note(NAME.into()),
            Block::Facts(vec![Fact { label: NAME.into(), value: NAME.into() }]),
            Block::Command(NAME.into()),
            Block::Key(Key {
                label: NAME.into(),
                secret: Secret(NAME),
                grouping: Grouping::Printed,
                qr: Some(Qr::new(Secret(NAME), NAME.into()).unwrap()),
            }),
            Block::Qr(Qr::new(Secret(NAME), NAME.into()).unwrap()),
            Block::Codes(Codes { codes: vec![Code { number: None, text: Secret(NAME), tick: Tick::Open }] }),
            Block::Fields(vec![NAME.into()]),
        ],
    }
}

/// What the QR code says that is drawn as dark rectangles: left, top, width and height, `y` downwards.
pub(crate) fn read_qr(rectangles: &[[f32; 4]]) -> String {
    const SCALE: f32 = 4.0;
    let edge = |take: fn(&[f32; 4]) -> f32, pick: fn(f32, f32) -> f32| {
        rectangles.iter().map(take).reduce(pick).unwrap()
    };
    let (left, top) = (edge(|r| r[0], f32::min), edge(|r| r[1], f32::min));
    let module = rectangles[0][3];
    let modules = ((edge(|r| r[0] + r[2], f32::max) - left) / module).round();
    let side = (1..=1000u16).find(|side| f32::from(*side) >= (modules + 8.0) * SCALE).unwrap();
    let dark = |at: usize, from: f32, length: f32, origin: f32| {
        let at = (f32::from(u16::try_from(at).unwrap()) + 0.5) / SCALE - 4.0;
        let from = (from - origin) / module;
        (from - 0.01..from + length / module - 0.01).contains(&at)
    };
    let side = usize::from(side);
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| {
        let hit = rectangles.iter().any(|[l, t, w, h]| dark(x, *l, *w, left) && dark(y, *t, *h, top));
        if hit { 0 } else { 255 }
    });
    picture.detect_grids()[0].decode().unwrap().1
}
