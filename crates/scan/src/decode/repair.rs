//! Reads symbols that a decoder has located but cannot read: samples their modules with a measure of doubt, takes blur
//! and bends out, and corrects errors with the doubtful codewords as erasures. The corrected symbol is drawn afresh and
//! read by the decoder, so that nothing here has to know what a payload looks like.

use super::zxing::{self, Located};
use crate::{Luma, LumaImage, Payload};
use layout::{Format, Layout, Role};
use modules::Modules;
use soft::{Levels, unblur};

mod blocks;
mod grid;
mod layout;
mod modules;
mod reed_solomon;
mod soft;

pub(super) use grid::Point;
pub(super) use layout::Version;

/// Located symbols that are tried; a moiré pattern can look like fifty.
const MOST_SYMBOLS: usize = 6;

/// The payloads of the symbols that zxing-cpp locates in `picture` but does not read.
pub(super) fn read(picture: Luma<'_>) -> Vec<Payload> {
    let mut found = Vec::new();
    for symbol in zxing::locate(picture).into_iter().take(MOST_SYMBOLS) {
        Payload::gather(&mut found, repair(picture, &symbol).unwrap_or_default());
    }
    found
}

fn repair(picture: Luma<'_>, symbol: &Located) -> Option<Vec<Payload>> {
    let layout = Layout::of(symbol.version);
    let shades = grid::Shades::of(picture);
    let grid = grid::Grid::fit(&shades, &layout, symbol.corners);
    let flat = grid.flat();
    let levels = Levels::of(&flat);
    let judged = levels.judge(&flat);
    let read = |soft: &Modules<f32>| correct(&layout, soft);
    read(&judged).or_else(|| read(&unblur(&judged, &layout))).or_else(|| {
        let bent = grid.bent(&levels.between);
        let judged = Levels::of(&bent).judge(&bent);
        read(&judged).or_else(|| read(&unblur(&judged, &layout)))
    })
}

/// Corrects the codewords of a symbol and reads it afresh.
fn correct(layout: &Layout, soft: &Modules<f32>) -> Option<Vec<Payload>> {
    let format = format(layout, soft)?;
    let (mut codewords, doubts) = codewords(layout, format, soft);
    for block in blocks::blocks(layout.version, format.level, codewords.len()) {
        correct_block(&mut codewords, &doubts, &block)?;
    }
    let drawn = draw(layout, format, &codewords)?;
    let payloads = zxing::read(drawn.view());
    (!payloads.is_empty()).then_some(payloads)
}

/// The format that agrees best with both copies of its bits.
fn format(layout: &Layout, soft: &Modules<f32>) -> Option<Format> {
    let agreement = |format: &Format| -> f32 {
        let bits = format.bits();
        let judged = layout.roles.iter().filter_map(|((x, y), role)| match role {
            Role::Format(bit) => soft.at(x, y).map(|dark| if bits >> bit & 1 == 1 { dark } else { -dark }),
            _ => None,
        });
        judged.sum()
    };
    Format::all().max_by(|a, b| agreement(a).total_cmp(&agreement(b)))
}

/// The codewords as they seem, and how doubtful each is: the surest has 0.
fn codewords(layout: &Layout, format: Format, soft: &Modules<f32>) -> (Vec<u8>, Vec<f32>) {
    let bytes = layout.data.as_chunks::<8>().0.iter();
    bytes
        .map(|places| {
            places.iter().fold((0_u8, 0.0_f32), |(codeword, doubt), &(x, y)| {
                let dark = soft.at(x, y).unwrap_or_default();
                let bit = (dark > 0.0) != format.inverts(x, y);
                (codeword << 1 | u8::from(bit), doubt.max(1.0 - dark.abs()))
            })
        })
        .unzip()
}

/// Corrects one block, with more and more of its most doubtful codewords given up.
fn correct_block(codewords: &mut [u8], doubts: &[f32], block: &blocks::Block) -> Option<()> {
    let mut values: Vec<u8> =
        block.places.iter().filter_map(|place| codewords.get(*place).copied()).collect();
    let doubt =
        |index: &usize| block.places.get(*index).and_then(|place| doubts.get(*place)).copied().unwrap_or(1.0);
    let mut doubtful: Vec<usize> = (0..values.len()).collect();
    doubtful.sort_by(|a, b| doubt(b).total_cmp(&doubt(a)));
    // The last two checks are kept, so that a chance agreement is as unlikely as with an ordinary decoder.
    let most = block.checks.saturating_sub(2);
    let corrected = (0..=most).step_by(2).any(|erased| {
        reed_solomon::correct(&mut values, block.checks, doubtful.get(..erased).unwrap_or_default())
    });
    for (place, value) in block.places.iter().zip(values).filter(|_| corrected) {
        *codewords.get_mut(*place)? = value;
    }
    corrected.then_some(())
}

/// A clean picture of the symbol.
fn draw(layout: &Layout, format: Format, codewords: &[u8]) -> Option<LumaImage> {
    const SCALE: u16 = 4;
    const QUIET: u16 = 4;
    let mut dark = Modules::from_fn(layout.version.side(), |x, y| match layout.roles.at(x, y) {
        Some(Role::Fixed { dark }) => dark,
        Some(Role::Format(bit)) => format.bits() >> bit & 1 == 1,
        _ => format.inverts(x, y), // data as if all zero
    });
    let bits = codewords.iter().flat_map(|codeword| (0..8).rev().map(move |bit| codeword >> bit & 1 == 1));
    for (&(x, y), bit) in layout.data.iter().zip(bits) {
        dark.set(x, y, bit != format.inverts(x, y));
    }
    let side = (layout.version.side() + 2 * QUIET) * SCALE;
    let pixel = |(x, y): (u16, u16)| {
        let module = |n: u16| (n / SCALE).checked_sub(QUIET);
        let dark = module(x).zip(module(y)).and_then(|(x, y)| dark.at(x, y));
        if dark == Some(true) { 0 } else { u8::MAX }
    };
    let pixels = (0..side).flat_map(|y| (0..side).map(move |x| (x, y))).map(pixel).collect();
    LumaImage::new(pixels, side.into(), side.into()).ok()
}

#[cfg(test)]
mod tests;
