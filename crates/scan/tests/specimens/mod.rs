//! Pictures of QR codes made from a seed: what a webcam, a phone or a screenshot makes of a code, one trouble at a time
//! and harder from picture to picture. The same seed always gives the same pictures; nothing is read from disk.

mod lens;

use lens::{Dice, Lens};
use qrcode::{Color, EcLevel, QrCode};
use scan::LumaImage;

/// One kind of trouble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// None: a screenshot with whole pixels.
    Screenshot,
    /// Seen from the side, up to 65 degrees.
    Perspective,
    /// Turned by any angle.
    Rotated,
    /// Out of focus: a point becomes a disk up to two modules wide.
    Blurred,
    /// The hand moved, up to two modules and a half.
    Moved,
    /// Grain, up to two thirds of the contrast.
    Noisy,
    /// As little as a twentieth of the shades between dark and light.
    Pale,
    /// Light on dark.
    Inverted,
    /// Down to a pixel and a half a module.
    Small,
    /// A shadow falls across it, down to a fiftieth of the light.
    Shaded,
    /// The lamp mirrors in it.
    Glare,
    /// The paper is wavy, up to a module and a fifth.
    Bent,
    /// Three codes at once.
    Several,
}

impl Condition {
    pub const ALL: [Self; 13] = [
        Self::Screenshot,
        Self::Perspective,
        Self::Rotated,
        Self::Blurred,
        Self::Moved,
        Self::Noisy,
        Self::Pale,
        Self::Inverted,
        Self::Small,
        Self::Shaded,
        Self::Glare,
        Self::Bent,
        Self::Several,
    ];

    /// Picture `index` of `count`: the last one is the hardest.
    pub fn picture(self, index: u8, count: u8) -> Specimen {
        let trouble = f64::from(index) / f64::from(count - 1).max(1.0);
        let mut dice = Dice::new(u64::from(index) * 0x1000 + self as u64);
        let mut lens = Lens { module: 6.0, turn: dice.between(-0.1, 0.1), ..Lens::default() };
        match self {
            Self::Screenshot => {
                lens = Lens { module: 2.0 + (6.0 * (1.0 - trouble)).round(), ..Lens::default() }
            }
            Self::Perspective => lens.tilt = 65.0_f64.to_radians() * trouble,
            Self::Rotated => lens.turn = dice.between(0.0, std::f64::consts::TAU),
            Self::Blurred => lens.blur = 6.0 * (0.2 + 1.8 * trouble),
            Self::Moved => lens.motion = 6.0 * (0.3 + 2.2 * trouble),
            Self::Noisy => lens.noise = 10.0 + 110.0 * trouble,
            Self::Pale => lens.contrast = 1.0 - 0.95 * trouble,
            Self::Inverted => lens.inverted = true,
            Self::Small => lens.module = 4.0 - 2.5 * trouble,
            Self::Shaded => lens.shade = 0.3 + 0.68 * trouble,
            Self::Glare => lens.glare = 0.06 + 0.16 * trouble,
            Self::Bent => lens.bend = 1.2 * trouble,
            Self::Several => lens.module = 5.0 - 2.0 * trouble,
        }
        let texts: Vec<String> =
            (0..if self == Self::Several { 3 } else { 1 }).map(|_| enrolment(&mut dice)).collect();
        let sheet = Sheet::of(&texts);
        Specimen { picture: lens.photograph(&sheet, &mut dice), texts }
    }

    /// A picture without a code: a page of bars and boxes under every trouble at once.
    pub fn without_code(index: u8) -> LumaImage {
        let mut dice = Dice::new(0xbad + u64::from(index));
        let sheet = Sheet::of_nothing(&mut dice);
        let lens = Lens {
            turn: dice.between(0.0, 1.0),
            blur: dice.between(0.0, 3.0),
            noise: dice.between(0.0, 30.0),
            shade: 0.5,
            ..Lens::default()
        };
        lens.photograph(&sheet, &mut dice)
    }
}

/// A picture and the texts of the codes on it.
pub struct Specimen {
    pub picture: LumaImage,
    pub texts: Vec<String>,
}

/// An enrolment as services make them, with a random secret.
fn enrolment(dice: &mut Dice) -> String {
    let issuer = dice.pick(&["Example", "Acme Industries", "Universität Muster", "x"]);
    let secret: String =
        (0..dice.pick(&[16, 32, 52])).map(|_| dice.pick(&['A', 'B', 'Q', 'Z', '2', '7'])).collect();
    let issuer = issuer.replace(' ', "%20").replace('ä', "%C3%A4");
    format!("otpauth://totp/{issuer}:ann%40example.org?secret={secret}&issuer={issuer}&digits=6&period=30")
}

/// A sheet of paper seen straight, in modules.
pub struct Sheet {
    columns: usize,
    dark: Vec<bool>,
}

/// Paper around a code: the quiet zone of ISO/IEC 18004 §5.3.8.
const QUIET: usize = 4;

impl Sheet {
    /// The codes side by side.
    fn of(texts: &[String]) -> Self {
        let codes: Vec<QrCode> = texts
            .iter()
            .map(|text| QrCode::with_error_correction_level(text, EcLevel::M).expect("an enrolment fits"))
            .collect();
        let rows = codes.iter().map(QrCode::width).max().expect("a code") + 2 * QUIET;
        let columns = codes.iter().map(|code| code.width() + QUIET).sum::<usize>() + QUIET;
        let mut sheet = Self { columns, dark: vec![false; columns * rows] };
        let mut left = QUIET;
        for code in &codes {
            for (index, colour) in code.to_colors().into_iter().enumerate() {
                let (x, y) = (left + index % code.width(), QUIET + index / code.width());
                sheet.dark[y * columns + x] = colour == Color::Dark;
            }
            left += code.width() + QUIET;
        }
        sheet
    }

    /// Squares in squares, bars and dots: what a careless finder takes for a code.
    fn of_nothing(dice: &mut Dice) -> Self {
        let columns = 60;
        let mut dark = vec![false; columns * columns];
        for y in 0..columns {
            for x in 0..columns {
                let ring = (x % 15).abs_diff(7).max((y % 15).abs_diff(7));
                dark[y * columns + x] =
                    if x < 30 { matches!(ring, 0..=1 | 3 | 6) } else { dice.between(0.0, 1.0) < 0.5 };
            }
        }
        Self { columns, dark }
    }

    pub fn columns(&self) -> f64 {
        self.columns as f64
    }

    pub fn rows(&self) -> f64 {
        (self.dark.len() / self.columns) as f64
    }

    /// Is the module there dark? `None` beside the sheet.
    pub fn dark_at(&self, x: f64, y: f64) -> Option<bool> {
        let inside = x >= 0.0 && y >= 0.0 && x < self.columns() && y < self.rows();
        inside.then(|| self.dark[y as usize * self.columns + x as usize])
    }
}
