//! The marks of one page as a content stream (ISO 32000-1 §7.8.2).

use pdf_writer::{Content, Name, Str};
use zeroize::Zeroizing;

use super::super::Paper;
use super::super::face::{Faces, Style};
use super::super::flow::{Page, SIDE};
use super::super::mark::{BLACK, Mark};
use super::font::{Code, Font, Used};
use crate::Tick;
use crate::qr::{QUIET_ZONE, Run};

/// The content of `page`.
pub(super) fn content(page: &Page<'_>, faces: &Faces, used: &Used, paper: Paper) -> Zeroizing<Vec<u8>> {
    let capacity = page.marks.iter().map(|(_, mark)| room(mark, faces)).sum();
    let mut pen = Pen { content: Content::with_capacity(capacity), faces, used };
    for (top, mark) in &page.marks {
        pen.draw(mark, paper.height() - top);
    }
    debug_assert!(pen.content.len() <= capacity, "a buffer that grew left a copy behind");
    Zeroizing::new(pen.content.finish().into_vec())
}

/// More bytes than `mark` takes.
fn room(mark: &Mark<'_>, faces: &Faces) -> usize {
    match mark {
        Mark::Text { style, text, .. } => {
            let mut letters = 0;
            faces.letters(*style, text, |_| letters += 1);
            160 + 48 * letters
        }
        Mark::Qr { qr, .. } => 256 + 48 * qr.runs().count(),
        Mark::Fill { .. } | Mark::Frame { .. } | Mark::Box { .. } | Mark::GoesOn { .. } => 512,
    }
}

struct Pen<'p> {
    content: Content,
    faces: &'p Faces,
    used: &'p Used,
}

impl Pen<'_> {
    /// Draws `mark`; `top` is where its strip starts, from the bottom edge.
    fn draw(&mut self, mark: &Mark<'_>, top: f32) {
        match mark {
            Mark::Text { x, y, size, style, grey, text } => {
                self.content.begin_text().set_fill_gray(*grey);
                self.content.set_text_matrix([1.0, 0.0, 0.0, 1.0, short(SIDE + x), short(top - y)]);
                self.text(text, *style, short(*size));
                self.content.end_text();
            }
            Mark::Fill { x, y, width, height, grey } => {
                self.content.set_fill_gray(*grey);
                self.content.rect(short(SIDE + x), short(top - y - height), short(*width), short(*height));
                self.content.fill_nonzero();
            }
            Mark::Frame { x, y, width, height, weight } => {
                self.content.set_stroke_gray(BLACK).set_line_width(*weight);
                self.content.rect(short(SIDE + x), short(top - y - height), short(*width), short(*height));
                self.content.stroke();
            }
            Mark::Box { x, y, edge, tick } => self.tick(SIDE + x, top - y, edge / 16.0, *tick),
            Mark::GoesOn { x, y } => {
                let (x, y) = (SIDE + x, top - y);
                self.content.set_stroke_gray(0.35).set_line_width(0.8);
                self.path(x, y, 1.0, &[(0.0, 4.0), (0.0, -1.5), (6.5, -1.5)]);
                self.path(x, y, 1.0, &[(4.2, 0.8), (6.5, -1.5), (4.2, -3.8)]);
                self.content.stroke();
            }
            Mark::Qr { x, y, edge, qr } => {
                let module = edge / float(qr.width() + 2 * QUIET_ZONE);
                let at = |modules: usize| float(modules + QUIET_ZONE) * module;
                self.content.set_fill_gray(BLACK);
                // One path for all of them, so that no seam shows between rows.
                for Run { x: left, y: row, length } in qr.runs() {
                    let (left, bottom) = (SIDE + x + at(left), top - y - at(row) - module);
                    self.content.rect(left, bottom, float(length) * module, module);
                }
                self.content.fill_nonzero();
            }
        }
    }

    /// Shows one line, changing the font where the face has no such character.
    fn text(&mut self, text: &str, style: Style, size: f32) {
        let mut codes = Zeroizing::new(Vec::with_capacity(32 * text.len()));
        let mut current: Option<Font> = None;
        let (content, used) = (&mut self.content, self.used);
        self.faces.letters(style, text, |letter| {
            let (font, code) =
                used.place(style, letter.from).expect("`used` saw every letter of these pages");
            if current != Some(font) {
                show(content, &mut codes);
                content.set_font(Name(font.name().as_bytes()), size);
                current = Some(font);
            }
            match code {
                Code::Outline(code) => codes.extend(code.to_be_bytes()),
                Code::Pixels(code) => codes.push(code),
            }
        });
        show(content, &mut codes);
    }

    /// A box with its top left corner at `x`, `y`, and what stands in it; both are drawn on a grid of 16.
    fn tick(&mut self, x: f32, y: f32, unit: f32, tick: Tick) {
        self.content.set_stroke_gray(BLACK).set_line_width(0.8);
        let edge = 16.0 * unit;
        self.content.rect(short(x), short(y - edge), short(edge), short(edge));
        match tick {
            Tick::Open => {}
            Tick::Used => self.path(x, y, unit, &[(3.2, -8.2), (6.4, -11.6), (12.8, -4.6)]),
            Tick::Invalid => {
                self.path(x, y, unit, &[(4.0, -4.0), (12.0, -12.0)]);
                self.path(x, y, unit, &[(12.0, -4.0), (4.0, -12.0)]);
            }
            Tick::Unsure => {
                self.path(x, y, unit, &[(5.4, -5.6), (6.4, -3.8), (8.0, -3.2), (9.6, -3.8), (10.4, -5.6)]);
                self.path(x, y, unit, &[(10.4, -5.6), (9.6, -7.2), (8.4, -8.2), (8.0, -10.0)]);
                self.path(x, y, unit, &[(8.0, -12.0), (8.0, -13.2)]);
            }
        }
        self.content.stroke();
    }

    /// A line through `points`, in units from `x`, `y`.
    fn path(&mut self, x: f32, y: f32, unit: f32, points: &[(f32, f32)]) {
        for (index, (right, up)) in points.iter().enumerate() {
            let (x, y) = (short(x + right * unit), short(y + up * unit));
            if index == 0 {
                self.content.move_to(x, y);
            } else {
                self.content.line_to(x, y);
            }
        }
    }
}

/// Writes out the codes collected for one font.
fn show(content: &mut Content, codes: &mut Zeroizing<Vec<u8>>) {
    if !codes.is_empty() {
        content.show(Str(codes));
        codes.clear();
    }
}

/// Hundredths of a point are finer than any printer.
fn short(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}

fn float(modules: usize) -> f32 {
    u16::try_from(modules).map_or(0.0, f32::from)
}
