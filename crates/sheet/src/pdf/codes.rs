//! Recovery codes in columns that flow over pages, down each column first.

use crate::{Code, Codes, Tick};

use super::block::Room;
use super::face::{Faces, Style};
use super::flow::Flow;
use super::mark::{BLACK, GREY, Mark, Strip, baseline, height_of};
use super::wrap::Measure;

const SIZE: f32 = 12.0;
const LINE: f32 = 22.0;
/// A line that goes on, of a code wider than the page.
const NEXT_LINE: f32 = 17.0;
const NUMBER: f32 = 9.0;
const BOX: f32 = 9.5;
/// Between box, number and code.
const GAP: f32 = 8.0;
/// Between columns.
const GUTTER: f32 = 24.0;
/// A struck-through code is still read, but not first.
const SPENT: f32 = 0.35;

/// Places `codes` on as many pages as they need, below `heads`, which stay with the first rows.
pub(super) fn place<'a>(flow: &mut Flow<'a>, heads: Vec<Strip<'a>>, codes: &'a Codes<'a>, faces: &Faces) {
    let room = flow.full();
    let layout = Layout::of(&codes.codes, faces, room);
    let mut left: Vec<Vec<Strip<'a>>> = codes.codes.iter().map(|code| layout.cell(code, faces)).collect();
    let first: f32 = left.iter().take(3).map(|cell| height_of(cell)).sum();
    flow.turn_unless(height_of(&heads) + first);
    flow.keep(heads);
    if layout.columns == 1 || left.iter().any(|cell| cell.len() > 1) {
        left.into_iter().for_each(|cell| flow.keep(cell));
    } else {
        while !left.is_empty() {
            flow.turn_unless(LINE);
            let rows = flow.fits(LINE).clamp(1, left.len().div_ceil(layout.columns));
            let rest = left.split_off(left.len().min(rows * layout.columns));
            flow.keep(layout.rows(left.into_iter().flatten(), rows, room));
            left = rest;
        }
    }
    flow.keep(vec![Strip::gap(10.0)]);
}

/// What all rows of a set have in common.
struct Layout {
    columns: usize,
    /// Width of the widest number.
    numbers: f32,
    /// Width for a code; it goes on in the next line beyond that.
    code: f32,
}

impl Layout {
    fn of(codes: &[Code<'_>], faces: &Faces, room: Room) -> Self {
        let widest = |widths: &mut dyn Iterator<Item = f32>| widths.fold(0.0, f32::max);
        let mut numbers = codes.iter().filter_map(|code| code.number);
        let numbers = widest(
            &mut numbers.by_ref().map(|number| GAP + faces.width(Style::Plain, &number.to_string(), NUMBER)),
        );
        let before = BOX + numbers + GAP;
        let code = widest(&mut codes.iter().map(|code| faces.width(Style::Mono, code.text.expose(), SIZE)));
        let most = codes.len().div_ceil(5).clamp(1, 3);
        let fit = [(3, 3.0), (2, 2.0)].into_iter().find(|(columns, wide)| {
            *columns <= most && (before + code) * wide + GUTTER * (wide - 1.0) <= room.width
        });
        Self { columns: fit.map_or(1, |(columns, _)| columns), numbers, code: room.width - before }
    }

    /// Box, number and code; a strip for each line of a code that is too wide.
    fn cell<'a>(&self, code: &'a Code<'a>, faces: &Faces) -> Vec<Strip<'a>> {
        let measure = Measure { first: self.code, next: self.code };
        let mut lines = faces.break_lines(Style::Mono, code.text.expose(), SIZE, measure).into_iter();
        let mut first = self.line(lines.next().map_or("", |line| line.text), LINE, code.tick, faces);
        first.marks.push(Mark::Box { x: 0.0, y: (LINE - BOX) / 2.0, edge: BOX, tick: code.tick });
        if let Some(number) = code.number.map(|number| number.to_string()) {
            let x = BOX + self.numbers - faces.width(Style::Plain, &number, NUMBER);
            let y = baseline(LINE, SIZE);
            let (size, style, grey) = (NUMBER, Style::Plain, GREY);
            first.marks.push(Mark::Text { x, y, size, style, grey, text: number.into() });
        }
        let others = lines.map(|line| self.line(line.text, NEXT_LINE, code.tick, faces));
        std::iter::once(first).chain(others).collect()
    }

    /// One line of a code, struck through if it is spent.
    fn line<'a>(&self, text: &'a str, height: f32, tick: Tick, faces: &Faces) -> Strip<'a> {
        let x = BOX + self.numbers + GAP;
        match tick {
            Tick::Open | Tick::Unsure => Strip::line(text, x, height, SIZE, Style::Mono, BLACK),
            Tick::Used | Tick::Invalid => {
                let mut strip = Strip::line(text, x, height, SIZE, Style::Mono, SPENT);
                let (y, width) = (baseline(height, SIZE) - SIZE * 0.34, faces.width(Style::Mono, text, SIZE));
                strip.marks.push(Mark::Fill { x, y, width, height: 0.8, grey: BLACK });
                strip
            }
        }
    }

    /// `cells` as rows of a page: the first `rows` of them are the first column.
    fn rows<'a>(&self, cells: impl Iterator<Item = Strip<'a>>, rows: usize, room: Room) -> Vec<Strip<'a>> {
        let columns = if self.columns == 3 { 3.0 } else { 2.0 };
        let step = (room.width + GUTTER) / columns;
        let mut page: Vec<Strip<'a>> = (0..rows).map(|_| Strip::gap(LINE)).collect();
        let (mut row, mut x) = (0, 0.0);
        for cell in cells {
            if row == rows {
                (row, x) = (0, x + step);
            }
            if let Some(strip) = page.get_mut(row) {
                strip.marks.extend(cell.moved(x, 0.0).marks);
            }
            row += 1;
        }
        page
    }
}
