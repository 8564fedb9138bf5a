//! Follows the operators of a page and tells where on the page each piece of text is shown (ISO 32000-1 §8.4 and §9.4).

use lopdf::Object;
use lopdf::content::{Content, Operation};
use zeroize::Zeroizing;

use super::font::{Font, Fonts};

/// Some text and where it begins and ends.
pub(crate) struct Piece {
    pub left: f32,
    pub right: f32,
    pub base: f32,
    pub size: f32,
    pub text: Zeroizing<String>,
}

/// The most pieces of one page. A page of codes has some hundred, at one character a piece some thousand.
const MOST_PIECES: usize = 100_000;
/// How deep states are saved (ISO 32000-1 Annex C allows 28).
const DEEPEST: usize = 64;

/// The text of a page, in the order in which it is drawn.
pub(crate) fn pieces(content: &[u8], fonts: &Fonts<'_>) -> Vec<Piece> {
    let mut walker = Walker {
        fonts,
        pieces: Vec::new(),
        state: State::default(),
        saved: Vec::new(),
        text: IDENTITY,
        line: IDENTITY,
    };
    for operation in Content::decode_iter(content).map_while(Result::ok) {
        if walker.pieces.len() >= MOST_PIECES {
            break;
        }
        walker.follow(&operation);
    }
    walker.pieces
}

/// `a b c d e f` of ISO 32000-1 §8.3.3.
type Matrix = [f32; 6];
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn times(one: Matrix, other: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = one;
    let [g, h, i, j, k, l] = other;
    [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}

#[derive(Clone)]
struct State {
    page: Matrix,
    font: Vec<u8>,
    size: f32,
    leading: f32,
    between_characters: f32,
    between_words: f32,
    stretch: f32,
}

impl Default for State {
    fn default() -> Self {
        Self {
            page: IDENTITY,
            font: Vec::new(),
            size: 12.0,
            leading: 0.0,
            between_characters: 0.0,
            between_words: 0.0,
            stretch: 1.0,
        }
    }
}

struct Walker<'a> {
    fonts: &'a Fonts<'a>,
    pieces: Vec<Piece>,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
}

impl Walker<'_> {
    fn follow(&mut self, operation: &Operation) {
        let operands = &operation.operands;
        let numbers: Vec<f32> = operands.iter().filter_map(|operand| operand.as_float().ok()).collect();
        match (operation.operator.as_str(), numbers.as_slice()) {
            ("q", _) if self.saved.len() < DEEPEST => self.saved.push(self.state.clone()),
            ("Q", _) => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            ("cm", [a, b, c, d, e, f]) => self.state.page = times([*a, *b, *c, *d, *e, *f], self.state.page),
            ("BT", _) => (self.text, self.line) = (IDENTITY, IDENTITY),
            ("Tf", [size]) => {
                self.state.size = *size;
                if let Some(Object::Name(name)) = operands.first() {
                    self.state.font.clone_from(name);
                }
            }
            ("TL", [leading]) => self.state.leading = *leading,
            ("Tc", [space]) => self.state.between_characters = *space,
            ("Tw", [space]) => self.state.between_words = *space,
            ("Tz", [percent]) => self.state.stretch = percent / 100.0,
            ("Td", [x, y]) => self.next_line(*x, *y),
            ("TD", [x, y]) => {
                self.state.leading = -y;
                self.next_line(*x, *y);
            }
            ("Tm", [a, b, c, d, e, f]) => {
                self.line = [*a, *b, *c, *d, *e, *f];
                self.text = self.line;
            }
            ("T*", _) => self.next_line(0.0, -self.state.leading),
            ("Tj", _) => self.show_all(operands),
            ("'", _) => {
                self.next_line(0.0, -self.state.leading);
                self.show_all(operands);
            }
            ("\"", [words, characters]) => {
                (self.state.between_words, self.state.between_characters) = (*words, *characters);
                self.next_line(0.0, -self.state.leading);
                self.show_all(operands);
            }
            ("TJ", _) => {
                if let Some(Object::Array(items)) = operands.first() {
                    self.show_all(items);
                }
            }
            _ => {}
        }
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.line = times([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
    }

    fn show_all(&mut self, items: &[Object]) {
        for item in items {
            match item {
                Object::String(bytes, _) => self.show(bytes),
                other => {
                    if let Ok(back) = other.as_float() {
                        self.advance(-back / 1000.0 * self.state.size * self.state.stretch);
                    }
                }
            }
        }
    }

    fn advance(&mut self, x: f32) {
        self.text = times([1.0, 0.0, 0.0, 1.0, x, 0.0], self.text);
    }

    fn show(&mut self, bytes: &[u8]) {
        let Some(font) = self.fonts.get(&self.state.font) else { return };
        let start = times(self.text, self.state.page);
        let width = self.width(font, bytes);
        self.advance(width);
        let end = times(self.text, self.state.page);
        let [_, _, c, d, left, base] = start;
        let [.., right, _] = end;
        let size = (self.state.size * c.hypot(d)).abs();
        let text = font.text(bytes);
        let is_on_page = [left, right, base, size].iter().all(|number| number.is_finite()) && size > 0.0;
        if is_on_page && !text.is_empty() {
            self.pieces.push(Piece { left, right, base, size, text });
        }
    }

    fn width(&self, font: &Font<'_>, bytes: &[u8]) -> f32 {
        let State { size, between_characters, between_words, stretch, .. } = self.state;
        let widths = font.widths(bytes);
        widths.fold(0.0, |sum, (width, is_blank)| {
            let blank = if is_blank { between_words } else { 0.0 };
            sum + (width / 1000.0 * size + between_characters + blank) * stretch
        })
    }
}
