//! Where in a picture the modules of a located symbol are: first as a plane seen from anywhere, then, for paper that is
//! not flat, bent piece by piece. What the modules' shades mean is decided by `soft`.

use super::{
    layout::{Layout, Role},
    modules::Modules,
};
use crate::Luma;

/// A place in a picture, in pixels, or in a symbol, in modules; whole numbers are corners.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::decode) struct Point {
    pub(in crate::decode) x: f32,
    pub(in crate::decode) y: f32,
}

impl Point {
    fn plus(self, other: Self) -> Self {
        Self { x: self.x + other.x, y: self.y + other.y }
    }

    fn scaled(self, factor: f32) -> Self {
        Self { x: self.x * factor, y: self.y * factor }
    }

    /// How far it is to another place.
    pub(in crate::decode) fn distance(self, other: Self) -> f32 {
        self.plus(other.scaled(-1.0)).length_squared().sqrt()
    }

    fn length_squared(self) -> f32 {
        self.x * self.x + self.y * self.y
    }
}

/// The middle of a module.
fn middle((x, y): (u16, u16)) -> Point {
    Point { x: f32::from(x) + 0.5, y: f32::from(y) + 0.5 }
}

/// A picture that can be asked for the shade between pixels.
pub(super) struct Shades<'a> {
    rows: Vec<&'a [u8]>,
}

impl<'a> Shades<'a> {
    pub(super) fn of(picture: Luma<'a>) -> Self {
        Self { rows: picture.rows().collect() }
    }

    /// The shade at `place`, interpolated; beyond the edge that of the edge.
    fn at(&self, place: Point) -> f32 {
        let ((left, right), (top, bottom)) = (split(place.x), split(place.y));
        let pixel = |x: usize, y: usize| {
            let row = self.rows.get(y).or(self.rows.last()).copied().unwrap_or_default();
            f32::from(row.get(x).or(row.last()).copied().unwrap_or_default())
        };
        let along = |y: usize| pixel(left, y) * (1.0 - right) + pixel(left + 1, y) * right;
        along(top) * (1.0 - bottom) + along(top + 1) * bottom
    }

    /// The mean shade of a module's inner part around `place`; `step` gives a quarter of a module each way.
    fn module(&self, place: impl Fn(Point) -> Point, at: Point) -> f32 {
        const INNER: [(f32, f32); 5] = [(0.0, 0.0), (-0.2, -0.2), (0.2, -0.2), (-0.2, 0.2), (0.2, 0.2)];
        let shades = INNER.map(|(x, y)| self.at(place(at.plus(Point { x, y }))));
        shades.iter().sum::<f32>() / 5.0
    }
}

/// The pixel whose middle is next before this coordinate, and how far it is on to the following one.
#[expect(clippy::as_conversions, reason = "a float becomes an integer nowhere else; the cast saturates")]
fn split(coordinate: f32) -> (usize, f32) {
    let coordinate = (coordinate - 0.5).max(0.0);
    let whole = coordinate.floor();
    (whole as usize, coordinate - whole)
}

/// A plane seen from somewhere: the projective map that takes the unit square to four corners (Heckbert, "Fundamentals
/// of texture mapping", 1989, section 2.2.3).
#[derive(Clone, Copy)]
struct Projection {
    along_x: Point,
    along_y: Point,
    origin: Point,
    tilt: Point,
}

impl Projection {
    fn onto([a, b, c, d]: [Point; 4]) -> Self {
        let minus = |p: Point, q: Point| Point { x: p.x - q.x, y: p.y - q.y };
        let (right, lower, skew) = (minus(b, c), minus(d, c), minus(a.plus(c), b.plus(d)));
        let area = right.x * lower.y - lower.x * right.y;
        let area = if area.abs() < f32::EPSILON { f32::EPSILON } else { area };
        let tilt = Point {
            x: (skew.x * lower.y - lower.x * skew.y) / area,
            y: (right.x * skew.y - skew.x * right.y) / area,
        };
        Self {
            along_x: minus(b, a).plus(b.scaled(tilt.x)),
            along_y: minus(d, a).plus(d.scaled(tilt.y)),
            origin: a,
            tilt,
        }
    }

    fn at(&self, place: Point) -> Point {
        let depth = 1.0 / (1.0 + self.tilt.x * place.x + self.tilt.y * place.y);
        self.along_x.scaled(place.x).plus(self.along_y.scaled(place.y)).plus(self.origin).scaled(depth)
    }
}

/// The modules' places in a picture.
pub(super) struct Grid<'a> {
    shades: &'a Shades<'a>,
    layout: &'a Layout,
    corners: [Point; 4],
}

impl<'a> Grid<'a> {
    /// Starts from the symbol's corners as a detector saw them (upper left, upper right, lower right, lower left) and
    /// moves them until the patterns that must be there are seen best.
    pub(super) fn fit(shades: &'a Shades<'a>, layout: &'a Layout, corners: [Point; 4]) -> Self {
        let mut grid = Self { shades, layout, corners };
        let mut best = grid.pattern_match(corners);
        let module = corners[0].distance(corners[1]) / f32::from(grid.side());
        for step in [0.8, 0.4, 0.2, 0.1].map(|part| part * module) {
            for _ in 0..3 {
                let before = best;
                for corner in 0..4 {
                    for (x, y) in [(step, 0.0), (-step, 0.0), (0.0, step), (0.0, -step)] {
                        let mut moved = grid.corners;
                        if let Some(place) = moved.get_mut(corner) {
                            *place = place.plus(Point { x, y });
                        }
                        let seen = grid.pattern_match(moved);
                        if seen > best {
                            (best, grid.corners) = (seen, moved);
                        }
                    }
                }
                if best <= before {
                    break;
                }
            }
        }
        grid
    }

    /// The symbol's corners as they are seen best.
    pub(super) fn corners(&self) -> [Point; 4] {
        self.corners
    }

    fn side(&self) -> u16 {
        self.layout.version.side()
    }

    /// How much lighter the light modules of the fixed patterns are than the dark ones, seen with these corners.
    fn pattern_match(&self, corners: [Point; 4]) -> f32 {
        let place = Self::plane(corners, self.side());
        let seen = |(module, dark): &((u16, u16), bool)| {
            let shade = self.shades.at(place(middle(*module)));
            if *dark { -shade } else { shade }
        };
        self.layout.fixed.iter().map(seen).sum()
    }

    fn plane(corners: [Point; 4], side: u16) -> impl Fn(Point) -> Point {
        let projection = Projection::onto(corners);
        let scale = 1.0 / f32::from(side);
        move |module: Point| projection.at(module.scaled(scale))
    }

    /// The shade of each module if the symbol is flat.
    pub(super) fn flat(&self) -> Modules<f32> {
        let place = Self::plane(self.corners, self.side());
        Modules::from_fn(self.side(), |x, y| self.shades.module(&place, middle((x, y))))
    }

    /// The shade of each module if the symbol is bent: `between` tells for each module the shade that separates dark
    /// from light there.
    pub(super) fn bent(&self, between: &Modules<f32>) -> Modules<f32> {
        let place = Self::plane(self.corners, self.side());
        let mesh = Mesh::grow(self, &place, between);
        Modules::from_fn(self.side(), |x, y| {
            let module = middle((x, y));
            self.shades.module(&place, module.plus(mesh.shift(module)))
        })
    }
}

/// How far the paper is bent out of its plane, known every few modules.
struct Mesh {
    nodes: Modules<Option<Point>>,
}

impl Mesh {
    /// Modules between two nodes.
    const SPACING: u16 = 4;
    /// Modules around a node that are looked at.
    const REACH: i16 = 3;

    /// Grows from the three finder patterns, which a detector has seen where they are, over the whole symbol: next to
    /// what is known already, the shift is searched at which the modules are most clearly dark or light.
    fn grow(grid: &Grid<'_>, place: &impl Fn(Point) -> Point, between: &Modules<f32>) -> Self {
        let count = grid.side() / Self::SPACING + 2;
        let mut mesh = Self { nodes: Modules::filled(count, None) };
        let last = count - 2;
        for corner in [(0, 0), (last, 0), (0, last)] {
            for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                mesh.nodes.set(corner.0 + dx, corner.1 + dy, Some(Point::default()));
            }
        }
        while let Some((node, guess)) = mesh.next() {
            let shift = Self::search(grid, place, between, node, guess);
            mesh.nodes.set(node.0, node.1, Some(shift));
        }
        for (node, _) in mesh.nodes.clone().iter() {
            let guess = mesh.around(node).1; // of neighbours on all sides now
            let shift = Self::search(grid, place, between, node, guess);
            mesh.nodes.set(node.0, node.1, Some(shift));
        }
        mesh
    }

    /// The unknown node with the most known neighbours, and their mean shift.
    fn next(&self) -> Option<((u16, u16), Point)> {
        let unknown = self.nodes.iter().filter(|(_, shift)| shift.is_none());
        let (node, (known, guess)) =
            unknown.map(|(node, _)| (node, self.around(node))).max_by_key(|(_, (known, _))| *known)?;
        (known > 0).then_some((node, guess))
    }

    /// How many neighbours of a node are known, and their mean shift.
    fn around(&self, node: (u16, u16)) -> (u16, Point) {
        let neighbours = (-1..=1).flat_map(|dy| (-1..=1).map(move |dx| (dx, dy)));
        let shifts = neighbours.filter_map(|step| self.nodes.near(node, step).flatten());
        let (count, sum) = shifts.fold((0, Point::default()), |(n, sum), shift| (n + 1, sum.plus(shift)));
        (count, sum.scaled(1.0 / f32::from(count.max(1))))
    }

    /// The shift near `guess` at which the modules around a node are seen best.
    fn search(
        grid: &Grid<'_>,
        place: &impl Fn(Point) -> Point,
        between: &Modules<f32>,
        node: (u16, u16),
        guess: Point,
    ) -> Point {
        /// What a module's length away from the neighbours must gain, in shades a module.
        const STIFFNESS: f32 = 60.0;
        let centre = (node.0 * Self::SPACING, node.1 * Self::SPACING);
        let clarity = |shift: Point| {
            let reach = (-Self::REACH..=Self::REACH)
                .flat_map(|dy| (-Self::REACH..=Self::REACH).map(move |dx| (dx, dy)));
            let (count, sum) = reach
                .filter_map(|(dx, dy)| {
                    let module = (centre.0.checked_add_signed(dx)?, centre.1.checked_add_signed(dy)?);
                    let (role, between) =
                        (grid.layout.roles.at(module.0, module.1)?, between.at(module.0, module.1)?);
                    let difference = grid.shades.module(place, middle(module).plus(shift)) - between;
                    Some(match role {
                        Role::Fixed { dark: true } => -difference,
                        Role::Fixed { dark: false } => difference,
                        _ => difference.abs(),
                    })
                })
                .fold((0_u16, 0.0), |(count, sum), clear| (count + 1, sum + clear));
            let away = shift.plus(guess.scaled(-1.0));
            sum / f32::from(count.max(1)) - STIFFNESS * away.length_squared()
        };
        let mut best = (clarity(guess), guess);
        for step in [0.25, 0.1] {
            let from = best.1;
            let ways = [-step, 0.0, step];
            for (x, y) in ways.into_iter().flat_map(|y| ways.map(|x| (x, y))) {
                let shift = from.plus(Point { x, y });
                let clear = clarity(shift);
                if clear > best.0 {
                    best = (clear, shift);
                }
            }
        }
        best.1
    }

    /// The shift at a place, interpolated between nodes.
    fn shift(&self, module: Point) -> Point {
        let spacing = f32::from(Self::SPACING);
        let ((x, right), (y, down)) =
            (split((module.x - 0.5) / spacing + 0.5), split((module.y - 0.5) / spacing + 0.5));
        let node = |x: usize, y: usize| {
            let known =
                u16::try_from(x).ok().zip(u16::try_from(y).ok()).and_then(|(x, y)| self.nodes.at(x, y));
            known.flatten().unwrap_or_default()
        };
        let along = |y: usize| node(x, y).scaled(1.0 - right).plus(node(x + 1, y).scaled(right));
        along(y).scaled(1.0 - down).plus(along(y + 1).scaled(down))
    }
}
