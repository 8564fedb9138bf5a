//! Reads symbols that a decoder has located but cannot read: samples their modules with a measure of doubt, takes blur
//! and bends out, and corrects errors with the doubtful codewords as erasures. The corrected symbol is drawn afresh and
//! read by the decoder, so that nothing here has to know what a payload looks like.
//!
//! What it is worth (`cargo run -p keepward-bench --bin decode`): it reads 9 of the 19 photographs and simulations, of
//! 527, and 4 of the 12 specimens, of 156, that would be missed without it. Of the first eight, four need blur taken out,
//! two need bends taken out, two are read either way.

use super::zxing::{self, Located};
use crate::{Luma, LumaImage, Payload};
use grid::{Grid, Shades};
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

/// Located symbols that are looked at; a moiré pattern can look like fifty.
const MOST_LOCATED: usize = 12;
/// Modules that are worked on in one picture, in all: as many as the largest symbol has.
const MOST_MODULES: u32 = 31_329;
/// Modules around one whose shades tell light from dark there: few follow the light best, more are needed in blur, where
/// small dark or light spots are never quite so.
const NEAR: i16 = 3;
const WIDE: i16 = 8;

/// The payloads of symbols that zxing-cpp has located in `picture` but not read.
pub(super) fn read(picture: Luma<'_>, located: Vec<Located>) -> Vec<Payload> {
    let shades = Shades::of(picture);
    let mut tried: Vec<Located> = Vec::new();
    let mut modules_left = MOST_MODULES;
    let mut found = Vec::new();
    for symbol in located.into_iter().take(MOST_LOCATED) {
        let layout = Layout::of(symbol.version);
        let grid = Grid::fit(&shades, &layout, symbol.corners);
        let seen = Located { corners: grid.corners(), ..symbol };
        let flat = grid.flat();
        let judged = Levels::of(&flat, NEAR).judge(&flat);
        // Three finder patterns that do not belong together have no timing patterns between them.
        if agreement(&judged, &layout.timing) < 0.25 || tried.iter().any(|earlier| earlier.is_same_as(&seen))
        {
            continue;
        }
        let Some(rest) = modules_left.checked_sub(u32::from(symbol.version.side()).pow(2)) else { break };
        modules_left = rest;
        tried.push(seen);
        Payload::gather(&mut found, repair(&layout, &grid, &flat).unwrap_or_default());
    }
    found
}

/// Reads one symbol: as it is seen, then with blur taken out, then as bent paper.
fn repair(layout: &Layout, grid: &Grid<'_>, flat: &Modules<f32>) -> Option<Vec<Payload>> {
    let levels = Levels::of(flat, NEAR);
    correct(layout, &levels.judge(flat))
        .or_else(|| correct(layout, &unblur(&Levels::of(flat, WIDE).judge(flat), layout)))
        .or_else(|| {
            let bent = grid.bent(&levels.between);
            correct(layout, &Levels::of(&bent, NEAR).judge(&bent))
        })
}

/// How well modules agree with what they must be: 1 if all do, 0 by chance. The unsure count less.
fn agreement(soft: &Modules<f32>, expected: &[((u16, u16), bool)]) -> f32 {
    let seen =
        expected.iter().map(|&((x, y), dark)| (soft.at(x, y).unwrap_or_default().clamp(-1.0, 1.0), dark));
    let (agreed, all) = seen.fold((0.0, f32::EPSILON), |(agreed, all), (seen, dark)| {
        (agreed + if dark { seen } else { -seen }, all + seen.abs())
    });
    agreed / all
}

/// Corrects the codewords of a symbol and reads it afresh.
fn correct(layout: &Layout, soft: &Modules<f32>) -> Option<Vec<Payload>> {
    let format = format(layout, soft)?;
    let (mut codewords, doubts) = codewords(layout, format, soft);
    for block in blocks::blocks(layout.version, format.level, codewords.len()) {
        correct_block(&mut codewords, &doubts, &block)?;
    }
    let drawn = draw(layout, format, &codewords)?;
    let payloads = zxing::look(drawn.view()).read;
    (!payloads.is_empty()).then_some(payloads)
}

/// The format that agrees best with both copies of its bits, unless it is a guess.
fn format(layout: &Layout, soft: &Modules<f32>) -> Option<Format> {
    let agreement = |format: Format| {
        let bits = format.bits();
        let expected = layout.roles.iter().filter_map(|(module, role)| match role {
            Role::Format(bit) => Some((module, bits >> bit & 1 == 1)),
            _ => None,
        });
        agreement(soft, &expected.collect::<Vec<_>>())
    };
    let formats = Format::all().map(|format| (agreement(format), format));
    let (agreed, format) = formats.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    (agreed > 0.7).then_some(format)
}

/// The codewords as they seem, and how doubtful each is: the surest has 0.
fn codewords(layout: &Layout, format: Format, soft: &Modules<f32>) -> (Vec<u8>, Vec<f32>) {
    let bytes = layout.data.as_chunks::<8>().0.iter();
    bytes
        .map(|places| {
            places.iter().fold((0_u8, 0.0_f32), |(codeword, doubt), &(x, y)| {
                let dark = soft.at(x, y).unwrap_or_default();
                let bit = (dark > 0.0) != format.inverts(x, y);
                (codeword << 1 | u8::from(bit), doubt.max(1.0 - dark.abs().min(1.0)))
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
    let corrected = (0..block.checks).step_by(2).any(|erased| {
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
