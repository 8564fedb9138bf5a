//! A camera without glass: projects a sheet of paper onto pixels and adds what light and lens do to it.

use super::Sheet;
use scan::LumaImage;

/// How a sheet is seen. Lengths in pixels, angles in radians, the rest in parts of one.
pub struct Lens {
    /// Pixels in a module where the sheet is nearest to being seen straight.
    pub module: f64,
    pub turn: f64,
    /// Turned away around the vertical axis.
    pub tilt: f64,
    /// How far waves in the paper reach, in modules; one wave across the sheet.
    pub bend: f64,
    /// Diameter of the disk that a point becomes.
    pub blur: f64,
    /// Length of the line that a point becomes, at 30 degrees.
    pub motion: f64,
    /// Standard deviation of the grain, in shades.
    pub noise: f64,
    /// How much of the shades between black and white is used.
    pub contrast: f64,
    pub inverted: bool,
    /// How much of the light the shadow in the lower right takes.
    pub shade: f64,
    /// Radius of a mirrored lamp, in parts of the picture's width.
    pub glare: f64,
}

impl Default for Lens {
    fn default() -> Self {
        Self {
            module: 6.0,
            turn: 0.0,
            tilt: 0.0,
            bend: 0.0,
            blur: 0.0,
            motion: 0.0,
            noise: 0.0,
            contrast: 1.0,
            inverted: false,
            shade: 0.0,
            glare: 0.0,
        }
    }
}

/// A pixel is the mean of so many points each way.
const POINTS: u8 = 3;

impl Lens {
    /// The picture this lens makes of `sheet`.
    pub fn photograph(&self, sheet: &Sheet, dice: &mut Dice) -> LumaImage {
        let turned = (self.turn.sin().abs() + self.turn.cos().abs()).max(1.0);
        let width = (sheet.columns() * self.module * turned).ceil() + 2.0;
        let height =
            (sheet.rows().max(sheet.columns() * self.turn.sin().abs()) * self.module * turned).ceil() + 2.0;
        let lamp = (width * dice.between(0.35, 0.65), height * dice.between(0.35, 0.65));
        let offsets = self.spread();
        let (turn, tilt) = (self.turn.sin_cos(), self.tilt.sin_cos());
        let mut pixels = Vec::new();
        for y in 0..height as u32 {
            for x in 0..width as u32 {
                let light = offsets.iter().map(|(dx, dy)| {
                    let point =
                        (f64::from(x) + 0.5 + dx - width / 2.0, f64::from(y) + 0.5 + dy - height / 2.0);
                    self.light(sheet, point, turn, tilt)
                });
                let mut light = light.sum::<f64>() / offsets.len() as f64;
                light *= 1.0
                    - self.shade * smoothstep((f64::from(x) + f64::from(y)) / (width + height) * 2.0 - 0.6);
                let shade = 128.0 + (light - 0.5) * 220.0 * self.contrast + self.lamp(lamp, (x, y), width);
                let grain = if self.noise > 0.0 { self.noise * dice.normal() } else { 0.0 };
                pixels.push((shade + grain).clamp(0.0, 255.0) as u8);
            }
        }
        LumaImage::new(pixels, width as u32, height as u32).expect("as many pixels as there are")
    }

    /// The light of one point of the picture plane, seen from its middle; sine and cosine of the angles are given.
    fn light(&self, sheet: &Sheet, (x, y): (f64, f64), (sin, cos): (f64, f64), tilt: (f64, f64)) -> f64 {
        let (x, y) = (x * cos + y * sin, y * cos - x * sin);
        // A plane turned away by `tilt`, at a distance of twice its width, cut by the ray through this point.
        let distance = sheet.columns() * self.module * 2.0;
        let depth = distance / (distance * tilt.1 - x * tilt.0);
        let (x, y) = (x * depth, y * depth * tilt.1.max(0.5));
        let module = (x / self.module + sheet.columns() / 2.0, y / self.module + sheet.rows() / 2.0);
        let wave = |along: f64, length: f64| match self.bend {
            0.0 => 0.0,
            bend => bend * (along / length * std::f64::consts::TAU).sin(),
        };
        let module = (module.0 + wave(module.1, sheet.rows()), module.1 + wave(module.0, sheet.columns()));
        match sheet.dark_at(module.0, module.1) {
            Some(dark) if dark != self.inverted => 0.08,
            Some(_) => 0.95,
            None => 0.45,
        }
    }

    /// The points whose light makes a pixel: its own area, or what blur or motion smears it over.
    fn spread(&self) -> Vec<(f64, f64)> {
        let place = |point: u8, width: f64| ((f64::from(point) + 0.5) / f64::from(POINTS) - 0.5) * width;
        let area = |points: u8| (0..points).flat_map(move |a| (0..points).map(move |b| (a, b)));
        if self.blur > 0.0 {
            let fine = POINTS * 2;
            let scaled = |point: u8| ((f64::from(point) + 0.5) / f64::from(fine) - 0.5) * self.blur.max(1.0);
            let disk = area(fine).map(|(a, b)| (scaled(a), scaled(b)));
            return disk.filter(|(x, y)| x.hypot(*y) <= self.blur / 2.0).collect();
        }
        let smear = self.motion.max(0.0);
        let steps = if smear > 0.0 { POINTS * 3 } else { 1 };
        let (sin, cos) = 30.0_f64.to_radians().sin_cos();
        let along = |step: u8| ((f64::from(step) + 0.5) / f64::from(steps) - 0.5) * smear;
        (0..steps)
            .flat_map(|step| area(POINTS).map(move |(a, b)| (step, a, b)))
            .map(|(step, a, b)| (place(a, 1.0) + along(step) * cos, place(b, 1.0) + along(step) * sin))
            .collect()
    }

    /// What the mirrored lamp adds to a pixel.
    fn lamp(&self, lamp: (f64, f64), (x, y): (u32, u32), width: f64) -> f64 {
        if self.glare == 0.0 {
            return 0.0;
        }
        let away = (f64::from(x) - lamp.0).hypot(f64::from(y) - lamp.1) / (self.glare * width);
        400.0 * (-away * away).exp()
    }
}

fn smoothstep(t: f64) -> f64 {
    let t = t.clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// Repeatable chance (SplitMix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * (self.roll() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll() as usize % from.len()]
    }

    /// Normally distributed, near enough: the sum of twelve.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.between(0.0, 1.0)).sum::<f64>() - 6.0
    }
}
