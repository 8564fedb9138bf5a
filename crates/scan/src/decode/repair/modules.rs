//! A square of modules, addressed by column and row; whatever is known of each.

/// A square with `side` cells each way.
#[derive(Clone)]
pub(super) struct Modules<T> {
    side: u16,
    cells: Vec<T>,
}

impl<T: Copy> Modules<T> {
    /// A square of equal cells.
    pub(super) fn filled(side: u16, cell: T) -> Self {
        Self { side, cells: vec![cell; usize::from(side) * usize::from(side)] }
    }

    /// A square of what `cell` gives for each column and row, row by row.
    pub(super) fn from_fn(side: u16, mut cell: impl FnMut(u16, u16) -> T) -> Self {
        let cells = (0..side).flat_map(|y| (0..side).map(move |x| (x, y))).map(|(x, y)| cell(x, y)).collect();
        Self { side, cells }
    }

    pub(super) fn side(&self) -> u16 {
        self.side
    }

    /// The cell in column `x` of row `y`, `None` outside the square.
    pub(super) fn at(&self, x: u16, y: u16) -> Option<T> {
        if x >= self.side {
            return None;
        }
        self.cells.get(usize::from(y) * usize::from(self.side) + usize::from(x)).copied()
    }

    /// The cell so far away from column `x` of row `y`.
    pub(super) fn near(&self, (x, y): (u16, u16), (dx, dy): (i16, i16)) -> Option<T> {
        self.at(x.checked_add_signed(dx)?, y.checked_add_signed(dy)?)
    }

    /// Changes a cell; nothing happens outside the square.
    pub(super) fn set(&mut self, x: u16, y: u16, cell: T) {
        if x < self.side
            && let Some(place) = self.cells.get_mut(usize::from(y) * usize::from(self.side) + usize::from(x))
        {
            *place = cell;
        }
    }

    /// All cells with their column and row.
    pub(super) fn iter(&self) -> impl Iterator<Item = ((u16, u16), T)> + Clone {
        let places = (0..self.side).flat_map(|y| (0..self.side).map(move |x| (x, y)));
        places.zip(self.cells.iter().copied())
    }
}
