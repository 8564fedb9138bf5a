//! Strips become pages: what belongs together stays together as long as a page can hold it; every page has its foot.

use crate::{Block, Sheet};

use super::Paper;
use super::block::{self, Room};
use super::codes;
use super::face::{Faces, Style};
use super::mark::{GREY, Mark, PALE, Strip, height_of};

/// Margins: left and right, top, and bottom with the foot in it.
pub(super) const SIDE: f32 = 57.0;
const TOP: f32 = 50.0;
const BOTTOM: f32 = 60.0;

/// One page: each mark with the height from the top edge at which its strip starts.
pub(super) struct Page<'a> {
    pub(super) marks: Vec<(f32, Mark<'a>)>,
}

/// Where the next strip goes.
pub(super) struct Flow<'a> {
    paper: Paper,
    pages: Vec<Page<'a>>,
    page: Page<'a>,
    /// From the top edge.
    y: f32,
    /// Where strips start on this page.
    top: f32,
    /// A small line on every page but the first.
    again: &'a str,
}

/// The pages of `sheet`.
pub(super) fn pages<'a>(sheet: &'a Sheet<'a>, faces: &Faces, paper: Paper) -> Vec<Page<'a>> {
    let page = Page { marks: Vec::new() };
    let mut flow = Flow { paper, pages: Vec::new(), page, y: TOP, top: TOP, again: &sheet.title };
    flow.keep(block::header(&sheet.title, &sheet.subtitle, faces, flow.full()));
    let mut heads = Vec::new();
    for block in &sheet.blocks {
        match block {
            Block::Heading(text) => heads.extend(block::heading(text, faces, flow.full())),
            Block::Codes(codes) => codes::place(&mut flow, std::mem::take(&mut heads), codes, faces),
            other => {
                heads.extend(block::strips(other, faces, flow.full()));
                flow.keep(std::mem::take(&mut heads));
            }
        }
    }
    flow.keep(heads);
    flow.finish(&sheet.footer, faces)
}

impl<'a> Flow<'a> {
    /// What a page can hold that is not the first.
    pub(super) fn full(&self) -> Room {
        Room { width: self.paper.width() - 2.0 * SIDE, height: self.paper.height() - TOP - AGAIN - BOTTOM }
    }

    /// Places strips one below the other, on the next page if they fit there and not here.
    pub(super) fn keep(&mut self, strips: Vec<Strip<'a>>) {
        let ends_in_gap = strips.iter().rev().take_while(|strip| strip.marks.is_empty());
        let height = height_of(&strips) - ends_in_gap.map(|strip| strip.height).sum::<f32>();
        if height <= self.full().height {
            self.turn_unless(height);
        }
        for strip in strips {
            self.place(strip);
        }
    }

    /// Goes to the next page unless that much fits on this one.
    pub(super) fn turn_unless(&mut self, height: f32) {
        if height > self.left() && self.y > self.top {
            self.turn();
        }
    }

    /// How many strips of that height fit below each other.
    pub(super) fn fits(&self, height: f32) -> usize {
        let mut room = self.left();
        std::iter::from_fn(|| {
            room -= height;
            (room >= 0.0).then_some(())
        })
        .count()
    }

    fn left(&self) -> f32 {
        self.paper.height() - BOTTOM - self.y
    }

    fn place(&mut self, strip: Strip<'a>) {
        if strip.marks.is_empty() {
            if self.y > self.top {
                self.y += strip.height;
            }
            return;
        }
        self.turn_unless(strip.height);
        let y = self.y;
        self.page.marks.extend(strip.marks.into_iter().map(|mark| (y, mark)));
        self.y += strip.height;
    }

    fn turn(&mut self) {
        let full = std::mem::replace(&mut self.page, Page { marks: Vec::new() });
        self.pages.push(full);
        self.top = TOP + AGAIN;
        self.y = self.top;
    }

    /// Every page with its foot, and with the title from the second on.
    fn finish(mut self, footer: &'a str, faces: &Faces) -> Vec<Page<'a>> {
        self.turn();
        let (width, count) = (self.full().width, self.pages.len());
        for (index, page) in self.pages.iter_mut().enumerate() {
            let foot = self.paper.height() - BOTTOM + 20.0;
            let number = format!("{} / {count}", index + 1);
            let beside = faces.width(Style::Plain, &number, FOOT);
            let x = width - beside;
            let mut strips = vec![
                Strip::rule(width, 0.5, PALE).moved(0.0, foot),
                Strip::line(number, x, 18.0, FOOT, Style::Plain, GREY).moved(0.0, foot),
                one_line(footer, width - beside - 20.0, faces).moved(0.0, foot),
            ];
            if index > 0 {
                strips.push(one_line(self.again, width, faces).moved(0.0, TOP - 18.0));
            }
            page.marks.extend(strips.into_iter().flat_map(|strip| strip.marks).map(|mark| (0.0, mark)));
        }
        self.pages
    }
}

/// Text at the edge of a page.
const FOOT: f32 = 8.4;
/// The room of the title on every page but the first.
const AGAIN: f32 = 10.0;

/// All of a text in one line, smaller if it must be.
fn one_line<'a>(text: &'a str, width: f32, faces: &Faces) -> Strip<'a> {
    let size = FOOT * (width / faces.width(Style::Plain, text, FOOT).max(1.0)).min(1.0);
    Strip::line(text, 0.0, 18.0, size, Style::Plain, GREY)
}
