//! Sums over a square window around each pixel, in time that does not depend on the window's size.
//! Beyond the edge the picture goes on with its outermost pixels.

use crate::Luma;

/// Calls `each` for every row from the top, with the sums of the `2 * radius + 1` pixels squared around its pixels.
/// Wrapping arithmetic is used on the way; a whole window fits, as `radius` is small.
pub(super) fn for_each_row(picture: Luma<'_>, radius: usize, mut each: impl FnMut(&[u32])) {
    let rows: Vec<&[u8]> = picture.rows().collect();
    let last = rows.len().saturating_sub(1);
    let row = |y: usize| rows.get(y.min(last)).copied().unwrap_or_default();

    // The sums of each column over the rows in the window, kept while the window moves down.
    let mut columns = vec![0_u32; row(0).len()];
    let change = |columns: &mut [u32], row: &[u8], with: fn(u32, u32) -> u32| {
        columns.iter_mut().zip(row).for_each(|(column, pixel)| *column = with(*column, u32::from(*pixel)));
    };
    for y in 0..=2 * radius {
        change(&mut columns, row(y.saturating_sub(radius)), u32::wrapping_add);
    }
    let mut running = Vec::new();
    let mut windows = Vec::new();
    for y in 0..rows.len() {
        across(&columns, radius, &mut running, &mut windows);
        each(&windows);
        change(&mut columns, row(y.saturating_sub(radius)), u32::wrapping_sub);
        change(&mut columns, row(y + radius + 1), u32::wrapping_add);
    }
}

/// Sums of `2 * radius + 1` neighbouring columns, as differences of running totals.
fn across(columns: &[u32], radius: usize, running: &mut Vec<u32>, windows: &mut Vec<u32>) {
    let edge = |column: Option<&u32>| std::iter::repeat_n(column.copied().unwrap_or_default(), radius);
    let padded = edge(columns.first()).chain(columns.iter().copied()).chain(edge(columns.last()));
    running.clear();
    running.push(0);
    running.extend(padded.scan(0_u32, |total, column| {
        *total = total.wrapping_add(column);
        Some(*total)
    }));
    let ends = running.iter().skip(2 * radius + 1);
    windows.clear();
    windows.extend(ends.zip(running.iter()).map(|(end, start)| end.wrapping_sub(*start)));
}
