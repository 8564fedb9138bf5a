//! Contrast made equal everywhere (Zuiderveld, "Contrast limited adaptive histogram equalization", Graphics Gems IV,
//! 1994): a code in the dark corner of a bright picture gets as many shades as the rest.

use crate::{Luma, LumaImage};

/// The picture is equalised in so many tiles each way, and interpolated between them.
const TILES: u32 = 8;
/// No shade may count for more than so many times its even share; noise is not blown up beyond it.
const CLIP: u32 = 3;

/// What one tile turns each shade into.
type Shades = [u8; 256];

/// Equalises the contrast of every neighbourhood.
pub(in crate::decode) fn equalise(picture: Luma<'_>) -> LumaImage {
    let across = Axis::new(picture.width());
    let down = Axis::new(picture.height());
    let tiles = tiles(picture, &across, &down);
    let rows = picture.rows().zip(&down.places);
    let pixels = rows.flat_map(|(row, vertical)| {
        let upper = tiles.get(vertical.first).map(Vec::as_slice).unwrap_or_default();
        let lower = tiles.get(vertical.second).map(Vec::as_slice).unwrap_or_default();
        row.iter().zip(&across.places).map(move |(pixel, horizontal)| {
            let upper = horizontal.blend(upper, *pixel);
            let lower = horizontal.blend(lower, *pixel);
            u8::try_from((upper * (256 - vertical.weight) + lower * vertical.weight) >> 16).unwrap_or(u8::MAX)
        })
    });
    picture.same_size(pixels.collect())
}

/// How one direction of the picture is divided into tiles.
struct Axis {
    /// Pixels in a tile; the last may have fewer.
    tile: usize,
    /// For each pixel the tiles it lies between.
    places: Vec<Place>,
}

/// Between the middles of two tiles (the same one at the edges).
struct Place {
    first: usize,
    second: usize,
    /// How much the second counts, in 256ths.
    weight: u32,
}

impl Axis {
    fn new(length: u32) -> Self {
        let tile = length.div_ceil(TILES).max(1);
        let last = length.div_ceil(tile).saturating_sub(1);
        let place = |position: u32| {
            // Twice the distance from the middle of the first tile keeps it whole.
            let distance = (2 * position + 1).saturating_sub(tile);
            let first = (distance / (2 * tile)).min(last);
            let weight = if first == last { 0 } else { distance % (2 * tile) * 256 / (2 * tile) };
            let index = |tile: u32| usize::try_from(tile).unwrap_or(0);
            Place { first: index(first), second: index((first + 1).min(last)), weight }
        };
        Self { tile: usize::try_from(tile).unwrap_or(1), places: (0..length).map(place).collect() }
    }
}

impl Place {
    /// What `pixel` becomes here, between two tiles of one row of tiles, in 256ths.
    fn blend(&self, tiles: &[Shades], pixel: u8) -> u32 {
        let shade = |tile: usize| {
            let shade = tiles.get(tile).and_then(|shades| shades.get(usize::from(pixel)));
            shade.map_or(0, |shade| u32::from(*shade))
        };
        shade(self.first) * (256 - self.weight) + shade(self.second) * self.weight
    }
}

/// The tables of all tiles, row by row of tiles.
fn tiles(picture: Luma<'_>, across: &Axis, down: &Axis) -> Vec<Vec<Shades>> {
    let rows: Vec<&[u8]> = picture.rows().collect();
    let strip = |strip: &[&[u8]]| {
        let columns = strip.first().map_or(0, |row| row.len().div_ceil(across.tile));
        let mut counts = vec![[0_u32; 256]; columns];
        for row in strip {
            for (counts, pixels) in counts.iter_mut().zip(row.chunks(across.tile)) {
                for pixel in pixels {
                    if let Some(count) = counts.get_mut(usize::from(*pixel)) {
                        *count += 1;
                    }
                }
            }
        }
        counts.into_iter().map(shades).collect()
    };
    rows.chunks(down.tile).map(strip).collect()
}

/// The table that spreads a tile's shades evenly; what is clipped is given to all shades alike. Counted in 256ths of a
/// pixel, so that nothing is lost in small tiles.
fn shades(counts: [u32; 256]) -> Shades {
    let total: u32 = counts.iter().sum();
    let limit = (CLIP * total / 256).max(1);
    let clipped: u32 = counts.iter().map(|count| count.saturating_sub(limit)).sum();
    let mut below = 0;
    counts.map(|count| {
        below += u64::from(count.min(limit)) * 256 + u64::from(clipped);
        let shade = below * 255 / (u64::from(total) * 256).max(1);
        u8::try_from(shade).unwrap_or(u8::MAX)
    })
}
