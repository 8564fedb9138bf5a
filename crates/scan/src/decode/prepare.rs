//! Pictures changed so that a decoder sees more: equalised, smoothed, enlarged or reduced. Each function
//! is pure and gives a new picture; when to use which is decided by the stages.

use crate::{Luma, LumaImage};

mod equalise;
mod window;

pub(super) use equalise::equalise;
use window::for_each_row;

/// Smoothed with a standard deviation of two pixels: what is noise, or texture inside a module, goes.
pub(super) fn smooth(picture: Luma<'_>) -> LumaImage {
    let once = mean(picture);
    mean(once.view()) // two boxes five wide have a variance of 2 + 2 = 2 squared
}

/// The mean of the 25 pixels around each.
fn mean(picture: Luma<'_>) -> LumaImage {
    let mut pixels = Vec::with_capacity(picture.pixels().len());
    for_each_row(picture, 2, |windows| {
        pixels.extend(windows.iter().map(|sum| u8::try_from((sum + 12) / 25).unwrap_or(u8::MAX)));
    });
    picture.same_size(pixels)
}

/// Twice as wide and high, interpolated: small modules get more pixels than a decoder's smallest.
pub(super) fn double(picture: Luma<'_>) -> LumaImage {
    let wide: Vec<Vec<u8>> = picture.rows().map(|row| interleave(row.iter().copied())).collect();
    let columns = wide.first().map_or(0, Vec::len);
    let mut pixels = Vec::with_capacity(wide.len() * 2 * columns);
    // Vertically as horizontally: each new row is three parts its own old row and one part the nearer neighbour.
    for (y, row) in wide.iter().enumerate() {
        for neighbour in [y.checked_sub(1), Some(y + 1)] {
            let neighbour = neighbour.and_then(|y| wide.get(y)).unwrap_or(row);
            pixels.extend(row.iter().zip(neighbour).map(|(near, far)| three_to_one(*near, *far)));
        }
    }
    LumaImage::new(pixels, picture.width() * 2, picture.height() * 2).unwrap_or_else(|_| picture.to_image())
}

/// Two values for each: three parts itself, one part the neighbour on that side.
fn interleave(row: impl Iterator<Item = u8> + Clone) -> Vec<u8> {
    let first = row.clone().take(1);
    let previous = first.chain(row.clone());
    let following = row.clone().skip(1).map(Some).chain(std::iter::once(None));
    previous
        .zip(row)
        .zip(following)
        .flat_map(|((before, here), after)| {
            [three_to_one(here, before), three_to_one(here, after.unwrap_or(here))]
        })
        .collect()
}

fn three_to_one(near: u8, far: u8) -> u8 {
    u8::try_from((u16::from(near) * 3 + u16::from(far) + 2) / 4).unwrap_or(u8::MAX)
}

/// Half as wide and high, each pixel the mean of four. A picture of one row or column stays as it is.
pub(super) fn halve(picture: Luma<'_>) -> LumaImage {
    let rows: Vec<&[u8]> = picture.rows().collect();
    let (pairs, _) = rows.as_chunks::<2>();
    let mut pixels = Vec::with_capacity(picture.pixels().len() / 4);
    for [upper, lower] in pairs {
        let (upper, lower) = (upper.as_chunks::<2>().0, lower.as_chunks::<2>().0);
        pixels.extend(upper.iter().zip(lower).map(|(upper, lower)| {
            let sum: u16 = upper.iter().chain(lower).map(|pixel| u16::from(*pixel)).sum();
            u8::try_from((sum + 2) / 4).unwrap_or(u8::MAX)
        }));
    }
    LumaImage::new(pixels, picture.width() / 2, picture.height() / 2).unwrap_or_else(|_| picture.to_image())
}

#[cfg(test)]
mod tests;
