//! Which module of a QR code means what (ISO/IEC 18004:2015, clause 6.3 for the patterns, 7.7.3 for the order of the
//! data, 7.8 for the masks, 7.9 and 7.10 for format and version). Reading modules from pictures is done elsewhere.

use super::modules::Modules;

/// The size of a symbol: 1 to 40.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::decode) struct Version(u8);

impl Version {
    /// `None` if there is no such version.
    pub(in crate::decode) fn new(number: u8) -> Option<Self> {
        (1..=40).contains(&number).then_some(Self(number))
    }

    pub(super) fn number(self) -> u8 {
        self.0
    }

    /// Modules in a row.
    pub(in crate::decode) fn side(self) -> u16 {
        17 + 4 * u16::from(self.0)
    }
}

/// How much of a symbol may be lost, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Low,
    Medium,
    Quartile,
    High,
}

/// What the format modules say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Format {
    pub(super) level: Level,
    /// 0 to 7.
    pub(super) mask: u8,
}

impl Format {
    /// All 32.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let levels = [Level::Low, Level::Medium, Level::Quartile, Level::High];
        levels.into_iter().flat_map(|level| (0..8).map(move |mask| Self { level, mask }))
    }

    /// The 15 bits in the symbol: 5 of data, 10 that protect them, XORed so that they are never all zero (7.9.1).
    pub(super) fn bits(self) -> u32 {
        let level = match self.level {
            Level::Low => 0b01,
            Level::Medium => 0b00,
            Level::Quartile => 0b11,
            Level::High => 0b10,
        };
        let data = level << 3 | u32::from(self.mask);
        (data << 10 | remainder(data, 10, 0x537)) ^ 0x5412
    }

    /// Whether the mask turns the module around (7.8.2, table 10; `x` is the column, `y` the row).
    pub(super) fn inverts(self, x: u16, y: u16) -> bool {
        let (x, y) = (u32::from(x), u32::from(y));
        0 == match self.mask {
            0 => (x + y) % 2,
            1 => y % 2,
            2 => x % 3,
            3 => (x + y) % 3,
            4 => (x / 3 + y / 2) % 2,
            5 => x * y % 2 + x * y % 3,
            6 => (x * y % 2 + x * y % 3) % 2,
            _ => ((x + y) % 2 + x * y % 3) % 2,
        }
    }
}

/// The 18 version bits of symbols from version 7 on (7.10).
fn version_bits(version: Version) -> u32 {
    let number = u32::from(version.number());
    number << 12 | remainder(number, 12, 0x1f25)
}

/// The check bits of a Bose-Chaudhuri-Hocquenghem code with this generator.
fn remainder(data: u32, check_bits: u32, generator: u32) -> u32 {
    (0..check_bits).fold(data, |rest, _| (rest << 1) ^ ((rest >> (check_bits - 1)) * generator))
}

/// What a module is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A part of a pattern that is the same in each symbol of the version.
    Fixed { dark: bool },
    /// Bit `n` of [`Format::bits`].
    Format(u8),
    /// One bit of a codeword.
    Data,
}

/// The roles of all modules of a version, and the order of the data.
pub(super) struct Layout {
    pub(super) version: Version,
    pub(super) roles: Modules<Role>,
    /// The modules of the fixed patterns, and whether they are dark.
    pub(super) fixed: Vec<((u16, u16), bool)>,
    /// Those of the two timing patterns, which no other pattern imitates.
    pub(super) timing: Vec<((u16, u16), bool)>,
    /// Where the bits of the codewords are, first codeword first, highest bit first.
    pub(super) data: Vec<(u16, u16)>,
}

impl Layout {
    pub(super) fn of(version: Version) -> Self {
        let side = version.side();
        let mut roles = Modules::filled(side, Role::Data);
        for n in 0..side {
            let dark = n.is_multiple_of(2);
            roles.set(n, 6, Role::Fixed { dark });
            roles.set(6, n, Role::Fixed { dark });
        }
        for (x, y) in [(3, 3), (side - 4, 3), (3, side - 4)] {
            draw(&mut roles, (x, y), 4, |ring| matches!(ring, 0 | 1 | 3)); // with its separator
        }
        for (x, y) in alignment_centres(version) {
            draw(&mut roles, (x, y), 2, |ring| ring != 1);
        }
        for bit in 0..15_u8 {
            for (x, y) in format_places(side, bit) {
                roles.set(x, y, Role::Format(bit));
            }
        }
        roles.set(8, side - 8, Role::Fixed { dark: true });
        if version.number() >= 7 {
            for bit in 0..18_u16 {
                let dark = version_bits(version) >> bit & 1 == 1;
                roles.set(side - 11 + bit % 3, bit / 3, Role::Fixed { dark });
                roles.set(bit / 3, side - 11 + bit % 3, Role::Fixed { dark });
            }
        }
        let data = zigzag(side).filter(|(x, y)| roles.at(*x, *y) == Some(Role::Data)).collect();
        let fixed = roles.iter().filter_map(|(module, role)| match role {
            Role::Fixed { dark } => Some((module, dark)),
            _ => None,
        });
        let timing = (8..side - 8).flat_map(|n| [(n, 6), (6, n)].map(|module| (module, n.is_multiple_of(2))));
        Self { version, fixed: fixed.collect(), timing: timing.collect(), data, roles }
    }
}

/// Square rings around a centre.
fn draw(roles: &mut Modules<Role>, (x, y): (u16, u16), radius: i16, is_dark: impl Fn(i16) -> bool) {
    for dy in -radius..=radius {
        for dx in -radius..=radius {
            let dark = is_dark(dx.abs().max(dy.abs()));
            if let (Some(x), Some(y)) = (x.checked_add_signed(dx), y.checked_add_signed(dy)) {
                roles.set(x, y, Role::Fixed { dark });
            }
        }
    }
}

/// Centres of the alignment patterns (annex E): as many each way as the size asks for, evenly spaced from the far end,
/// the three corners with finder patterns left out.
fn alignment_centres(version: Version) -> Vec<(u16, u16)> {
    let number = u16::from(version.number());
    if number == 1 {
        return Vec::new();
    }
    let (count, last) = (number / 7 + 2, version.side() - 7);
    let step = (number * 8 + count * 3 + 5) / (count * 4 - 4) * 2;
    let places = |n: u16| if n == 0 { 6 } else { last - step * (count - 1 - n) };
    let is_finder = |a: u16, b: u16| (a == 0 && (b == 0 || b == count - 1)) || (a == count - 1 && b == 0);
    let pairs = (0..count).flat_map(|a| (0..count).map(move |b| (a, b)));
    pairs.filter(|(a, b)| !is_finder(*a, *b)).map(|(a, b)| (places(a), places(b))).collect()
}

/// The two places of a format bit (figure 25).
fn format_places(side: u16, bit: u8) -> [(u16, u16); 2] {
    let bit = u16::from(bit);
    let around_the_corner = match bit {
        0..=5 => (8, bit),
        6 => (8, 7),
        7 => (8, 8),
        8 => (7, 8),
        _ => (14 - bit, 8),
    };
    let along_the_edges = if bit < 8 { (side - 1 - bit, 8) } else { (8, side - 15 + bit) };
    [around_the_corner, along_the_edges]
}

/// All modules in the order in which data fills them: pairs of columns from the right, up and down in turn, the column
/// of the timing pattern left out (7.7.3).
fn zigzag(side: u16) -> impl Iterator<Item = (u16, u16)> {
    let pairs = (0..side / 2).map(move |pair| {
        let right = side - 1 - 2 * pair;
        if right <= 6 { right - 1 } else { right }
    });
    pairs.enumerate().flat_map(move |(number, right)| {
        let upward = number.is_multiple_of(2);
        (0..side).flat_map(move |n| {
            let y = if upward { side - 1 - n } else { n };
            [(right, y), (right - 1, y)]
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn format_bits_are_those_of_the_standard() {
        // ISO/IEC 18004:2015, annex C.2: level M, mask 5.
        assert_eq!(Format { level: Level::Medium, mask: 5 }.bits(), 0b100_0000_1100_1110);
        assert_eq!(version_bits(Version(7)), 0b00_0111_1100_1001_0100); // annex D.2
    }

    #[test]
    fn alignment_patterns_stand_where_the_standard_puts_them() {
        // ISO/IEC 18004:2015, table E.1.
        let columns = |number| {
            let mut columns: Vec<u16> = alignment_centres(Version(number)).iter().map(|(x, _)| *x).collect();
            columns.sort_unstable();
            columns.dedup();
            columns
        };
        assert_eq!(columns(1), []);
        assert_eq!(columns(2), [18]);
        assert_eq!(columns(7), [6, 22, 38]);
        assert_eq!(columns(32), [6, 34, 60, 86, 112, 138]);
        assert_eq!(columns(40), [6, 30, 58, 86, 114, 142, 170]);
    }

    #[test]
    fn data_fills_what_the_patterns_leave() {
        // ISO/IEC 18004:2015, table 1: data modules, remainder bits included.
        for (number, modules) in [(1, 208), (2, 359), (7, 1568), (14, 4651), (40, 29_648)] {
            assert_eq!(Layout::of(Version(number)).data.len(), modules, "version {number}");
        }
    }
}
