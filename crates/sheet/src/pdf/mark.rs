//! What is drawn, before anybody knows on which page: marks, in strips that are never cut. Points, from the top left.

use crate::qr::Qr;
use crate::{Tick, Words};

use super::face::Style;

/// 1 is white.
pub(super) const BLACK: f32 = 0.0;
pub(super) const GREY: f32 = 0.3;
pub(super) const PALE: f32 = 0.75;

/// One thing on paper; `x` from the left edge of the text, `y` from the top of its strip.
pub(super) enum Mark<'a> {
    /// A line of text on its baseline.
    Text { x: f32, y: f32, size: f32, style: Style, grey: f32, text: Words<'a> },
    /// A filled rectangle.
    Fill { x: f32, y: f32, width: f32, height: f32, grey: f32 },
    /// The edge of a rectangle.
    Frame { x: f32, y: f32, width: f32, height: f32, weight: f32 },
    /// A box with what a tick puts into it.
    Box { x: f32, y: f32, edge: f32, tick: Tick },
    /// The arrow of a line that goes on.
    GoesOn { x: f32, y: f32 },
    /// A QR code with its quiet zone.
    Qr { x: f32, y: f32, edge: f32, qr: &'a Qr<'a> },
}

/// Marks that stay together.
pub(super) struct Strip<'a> {
    pub(super) height: f32,
    pub(super) marks: Vec<Mark<'a>>,
}

impl<'a> Strip<'a> {
    /// Nothing but room; it is left out at the top of a page.
    pub(super) fn gap(height: f32) -> Self {
        Self { height, marks: Vec::new() }
    }

    /// One line of text in the middle of its height.
    pub(super) fn line(
        text: impl Into<Words<'a>>,
        x: f32,
        height: f32,
        size: f32,
        style: Style,
        grey: f32,
    ) -> Self {
        let y = baseline(height, size);
        Self { height, marks: vec![Mark::Text { x, y, size, style, grey, text: text.into() }] }
    }

    /// A line across.
    pub(super) fn rule(width: f32, weight: f32, grey: f32) -> Self {
        Self { height: weight, marks: vec![Mark::Fill { x: 0.0, y: 0.0, width, height: weight, grey }] }
    }

    /// This strip with all its marks moved right and down.
    pub(super) fn moved(mut self, right: f32, down: f32) -> Self {
        for mark in &mut self.marks {
            let (Mark::Text { x, y, .. }
            | Mark::Fill { x, y, .. }
            | Mark::Frame { x, y, .. }
            | Mark::Box { x, y, .. }
            | Mark::GoesOn { x, y }
            | Mark::Qr { x, y, .. }) = mark;
            *x += right;
            *y += down;
        }
        self
    }
}

/// Where the baseline of a line of that height is, so that its capitals stand in the middle.
pub(super) fn baseline(height: f32, size: f32) -> f32 {
    height / 2.0 + size * 0.36
}

/// How high all of them are together.
pub(super) fn height_of(strips: &[Strip<'_>]) -> f32 {
    strips.iter().map(|strip| strip.height).sum()
}

#[cfg(test)]
impl Mark<'_> {
    /// How far it reaches to the right of the text's left edge, and below the top of its strip.
    pub(super) fn reach(&self, faces: &super::face::Faces) -> (f32, f32) {
        match self {
            Mark::Text { x, y, size, style, text, .. } => {
                (x + faces.width(*style, text.trim_end(), *size), *y)
            }
            Mark::Fill { x, y, width, height, .. } | Mark::Frame { x, y, width, height, .. } => {
                (x + width, y + height)
            }
            Mark::Box { x, y, edge, .. } | Mark::Qr { x, y, edge, .. } => (x + edge, y + edge),
            Mark::GoesOn { x, y } => (x + 7.0, y + 4.0),
        }
    }
}
