//! Sums over a square window around each pixel, in time that does not depend on the window's size.
//! Beyond the edge the picture goes on with its outermost pixels.

use crate::Luma;

/// What a window holds. Wrapping arithmetic is used on the way; a whole window always fits:
/// 129 * 129 pixels of 255 * 255 are 1.1 * 10^9.
#[derive(Clone, Copy, Default)]
pub(super) struct Window {
    /// The sum of the pixels.
    pub(super) sum: u32,
    /// The sum of their squares.
    pub(super) squares: u32,
}

impl Window {
    fn of(pixel: u8) -> Self {
        let pixel = u32::from(pixel);
        Self { sum: pixel, squares: pixel * pixel }
    }

    fn plus(self, other: Self) -> Self {
        Self { sum: self.sum.wrapping_add(other.sum), squares: self.squares.wrapping_add(other.squares) }
    }

    fn minus(self, other: Self) -> Self {
        Self { sum: self.sum.wrapping_sub(other.sum), squares: self.squares.wrapping_sub(other.squares) }
    }
}

/// Calls `each` for every row from the top, with the windows of `2 * radius + 1` pixels squared around its pixels;
/// `radius` is at most 64.
pub(super) fn for_each_row(picture: Luma<'_>, radius: u32, mut each: impl FnMut(&[u8], &[Window])) {
    let radius = usize::try_from(radius.min(64)).unwrap_or(0);
    let rows: Vec<&[u8]> = picture.rows().collect();
    let last = rows.len().saturating_sub(1);
    let row = |y: usize| rows.get(y.min(last)).copied().unwrap_or_default();

    // The sums of each column over the rows in the window, kept while the window moves down.
    let mut columns = vec![Window::default(); row(0).len()];
    for y in 0..=2 * radius {
        add(&mut columns, row(y.saturating_sub(radius)));
    }
    let mut running = Vec::new();
    let mut windows = Vec::new();
    for y in 0..rows.len() {
        across(&columns, radius, &mut running, &mut windows);
        each(row(y), &windows);
        subtract(&mut columns, row(y.saturating_sub(radius)));
        add(&mut columns, row(y + radius + 1));
    }
}

fn add(columns: &mut [Window], row: &[u8]) {
    for (column, pixel) in columns.iter_mut().zip(row) {
        *column = column.plus(Window::of(*pixel));
    }
}

fn subtract(columns: &mut [Window], row: &[u8]) {
    for (column, pixel) in columns.iter_mut().zip(row) {
        *column = column.minus(Window::of(*pixel));
    }
}

/// Sums of `2 * radius + 1` neighbouring columns, as differences of running totals.
fn across(columns: &[Window], radius: usize, running: &mut Vec<Window>, windows: &mut Vec<Window>) {
    let edge = |column: Option<&Window>| std::iter::repeat_n(column.copied().unwrap_or_default(), radius);
    let padded = edge(columns.first()).chain(columns.iter().copied()).chain(edge(columns.last()));
    running.clear();
    running.push(Window::default());
    running.extend(padded.scan(Window::default(), |total, column| {
        *total = total.plus(column);
        Some(*total)
    }));
    let ends = running.iter().skip(2 * radius + 1);
    windows.clear();
    windows.extend(ends.zip(running.iter()).map(|(end, start)| end.minus(*start)));
}
