//! Each kind of block as strips. Codes are in `codes`, because they alone need to know how much room is left.

use crate::qr::{QUIET_ZONE, Qr};
use crate::{Block, Fact, Key, Words};

use super::face::{Faces, Style};
use super::mark::{BLACK, GREY, Mark, PALE, Strip, baseline, height_of};
use super::wrap::{Measure, Starts};

/// Text of sentences and its line.
const BODY: f32 = 10.5;
const BODY_LINE: f32 = 15.5;
/// Labels and captions.
const SMALL: f32 = 8.8;
const SMALL_LINE: f32 = 12.5;
/// Commands: 80 characters of them fit on A4.
const COMMAND: f32 = 9.4;
const COMMAND_LINE: f32 = 15.0;
/// A key is read by eye and typed by hand.
const KEY: f32 = 14.0;
const KEY_LINE: f32 = 21.5;
const KEY_GAP: f32 = 9.0;
/// Between a frame and what is in it.
const PADDING: f32 = 14.0;
/// A QR code: 46 mm, or half a millimetre a module when it has many.
const QR: f32 = 130.4;
const MODULE: f32 = 1.42;

/// How wide and how high a page's text may be.
#[derive(Clone, Copy)]
pub(super) struct Room {
    pub(super) width: f32,
    pub(super) height: f32,
}

/// The title with what stands below it, and a line that ends it.
pub(super) fn header<'a>(title: &'a str, subtitle: &'a str, faces: &Faces, room: Room) -> Vec<Strip<'a>> {
    let mut strips = lines(faces, title, Style::Strong, 25.0, 31.0, BLACK, room.width);
    if !subtitle.is_empty() {
        strips.push(Strip::gap(3.0));
        strips.extend(lines(faces, subtitle, Style::Plain, 11.0, 15.5, GREY, room.width));
    }
    strips.extend([Strip::gap(10.0), Strip::rule(room.width, 1.2, BLACK), Strip::gap(12.0)]);
    strips
}

/// A heading, which waits for what follows it.
pub(super) fn heading<'a>(text: &'a str, faces: &Faces, room: Room) -> Vec<Strip<'a>> {
    let mut strips = vec![Strip::gap(9.0)];
    strips.extend(lines(faces, text, Style::Strong, 12.5, 17.0, BLACK, room.width));
    strips.push(Strip::gap(4.0));
    strips
}

/// Any block but [`Block::Heading`] and [`Block::Codes`], which give nothing here.
pub(super) fn strips<'a>(block: &'a Block<'a>, faces: &Faces, room: Room) -> Vec<Strip<'a>> {
    match block {
        Block::Heading(_) | Block::Codes(_) => Vec::new(),
        Block::Text(text) => {
            let mut strips = lines(faces, text, Style::Plain, BODY, BODY_LINE, BLACK, room.width.min(460.0));
            strips.push(Strip::gap(7.0));
            strips
        }
        Block::Note(text) => note(text, faces, room),
        Block::Facts(facts) => {
            let mut strips: Vec<_> = facts.iter().flat_map(|fact| fact_row(fact, faces, room)).collect();
            strips.push(Strip::gap(10.0));
            strips
        }
        Block::Command(text) => command(text, faces, room),
        Block::Key(key) => key_block(key, faces, room),
        Block::Qr(qr) => alone(qr, faces, room),
        Block::Fields(labels) => fields(labels, faces, room),
    }
}

fn lines<'a>(
    faces: &Faces,
    text: &'a str,
    style: Style,
    size: f32,
    line: f32,
    grey: f32,
    width: f32,
) -> Vec<Strip<'a>> {
    let wrapped = faces.wrap(style, text, size, width).into_iter();
    wrapped.map(|text| Strip::line(text, 0.0, line, size, style, grey)).collect()
}

fn note<'a>(text: &'a str, faces: &Faces, room: Room) -> Vec<Strip<'a>> {
    let mut strips = vec![Strip::gap(4.0)];
    for strip in lines(faces, text, Style::Plain, BODY, BODY_LINE, BLACK, room.width - 14.0) {
        let mut strip = strip.moved(12.4, 0.0);
        strip.marks.push(Mark::Fill { x: 0.0, y: 0.0, width: 2.4, height: BODY_LINE, grey: BLACK });
        strips.push(strip);
    }
    strips.push(Strip::gap(8.0));
    strips
}

/// Label and value side by side; one below the other in a row that is longer than a page.
fn fact_row<'a>(fact: &'a Fact<'a>, faces: &Faces, room: Room) -> Vec<Strip<'a>> {
    const VALUE: f32 = 104.0;
    let label = lines(faces, &fact.label, Style::Plain, BODY, BODY_LINE, GREY, VALUE - 12.0);
    let value = lines(faces, &fact.value, Style::Strong, BODY, BODY_LINE, BLACK, room.width - VALUE);
    let value: Vec<_> = value.into_iter().map(|line| line.moved(VALUE, 0.0)).collect();
    let height = height_of(&label).max(height_of(&value));
    if height + 6.5 > room.height {
        let end = [Strip::gap(3.0), Strip::rule(room.width, 0.5, PALE)];
        return label.into_iter().chain(value).chain(end).collect();
    }
    let mut row = stack(label);
    row.marks.extend(stack(value).marks);
    let mut row = row.moved(0.0, 3.0);
    row.height = height + 6.5;
    row.marks.push(Mark::Fill { x: 0.0, y: row.height - 0.5, width: room.width, height: 0.5, grey: PALE });
    vec![row]
}

/// A line that goes on is indented, behind an arrow.
fn command<'a>(text: &'a str, faces: &Faces, room: Room) -> Vec<Strip<'a>> {
    const MARGIN: f32 = 10.0;
    const INDENT: f32 = 20.0;
    let first = room.width - 2.0 * MARGIN;
    let measure = Measure { first, next: first - INDENT };
    let ground = |height| Mark::Fill { x: 0.0, y: 0.0, width: room.width, height, grey: 0.95 };
    let edge = || Strip { height: 6.0, marks: vec![ground(6.0)] };
    let mut strips = vec![Strip::gap(2.0), edge()];
    for line in faces.break_lines(Style::Mono, text, COMMAND, measure) {
        let mut strip = Strip { height: COMMAND_LINE, marks: vec![ground(COMMAND_LINE)] };
        let indent = match line.starts {
            Starts::Line => 0.0,
            Starts::Rest => {
                strip.marks.push(Mark::GoesOn { x: MARGIN + 6.0, y: COMMAND_LINE / 2.0 });
                INDENT
            }
        };
        strip.marks.push(Mark::Text {
            x: MARGIN + indent,
            y: baseline(COMMAND_LINE, COMMAND),
            size: COMMAND,
            style: Style::Mono,
            grey: BLACK,
            text: line.text.into(),
        });
        strips.push(strip);
    }
    strips.extend([edge(), Strip::gap(10.0)]);
    strips
}

/// The key beside its QR code in a frame; one below the other without a frame when that is more than a page.
fn key_block<'a>(key: &'a Key<'a>, faces: &Faces, room: Room) -> Vec<Strip<'a>> {
    let picture = key.qr.as_ref().map(|qr| (qr, edge(qr))).filter(|(_, edge)| *edge < room.width / 2.0);
    let inner = room.width - 2.0 * PADDING;
    let width = inner - picture.map_or(0.0, |(_, edge)| edge + PADDING);
    let mut text = Vec::new();
    if !key.label.is_empty() {
        text.extend(lines(faces, &key.label, Style::Plain, SMALL, SMALL_LINE, GREY, width));
        text.push(Strip::gap(6.0));
    }
    text.extend(key_rows(key, faces, width));
    if let Some(qr) = &key.qr {
        text.push(Strip::gap(7.0));
        text.extend(lines(faces, &qr.caption, Style::Plain, SMALL, SMALL_LINE, GREY, width));
    }
    let below = key.qr.as_ref().filter(|_| picture.is_none());
    let height = height_of(&text).max(picture.map_or(0.0, |(_, edge)| edge)) + 2.0 * PADDING;
    if below.is_some() || height + 26.0 > room.height {
        text.extend(key.qr.as_ref().map(|qr| picture_strip(qr)));
        text.push(Strip::gap(13.0));
        return text;
    }
    let mut strip = stack(text);
    let down = (height - strip.height) / 2.0;
    strip = strip.moved(PADDING, down);
    strip.height = height;
    if let Some((qr, edge)) = picture {
        // The quiet zone is white as the padding is, so it stands in it.
        let quiet = edge * float(QUIET_ZONE) / float(qr.width() + 2 * QUIET_ZONE);
        let (x, y) = (room.width - PADDING - edge + quiet.min(PADDING - 3.0), (height - edge) / 2.0);
        strip.marks.push(Mark::Qr { x, y, edge, qr });
    }
    strip.marks.push(Mark::Frame { x: 0.0, y: 0.0, width: room.width, height, weight: 1.2 });
    vec![Strip::gap(6.0), strip, Strip::gap(12.0)]
}

/// The groups of a key in lines, smaller if one would not fit.
fn key_rows<'a>(key: &'a Key<'a>, faces: &Faces, width: f32) -> Vec<Strip<'a>> {
    let rows = key.grouping.rows(key.secret.expose());
    let advance = |group: &str| faces.width(Style::Mono, group, KEY) + KEY_GAP;
    let widest =
        rows.iter().map(|row| row.iter().map(|group| advance(group)).sum::<f32>()).fold(0.0, f32::max);
    let scale = (width / (widest - KEY_GAP).max(1.0)).min(1.0);
    let row_strip = |row: &Vec<&'a str>| {
        let mut strip = Strip::gap(KEY_LINE * scale);
        let mut x = 0.0;
        for group in row {
            let mark = Strip::line(*group, x, strip.height, KEY * scale, Style::Mono, BLACK);
            strip.marks.extend(mark.marks);
            x += advance(group) * scale;
        }
        strip
    };
    rows.iter().map(row_strip).collect()
}

/// A QR code by itself, with its caption beside it, or below when there is no room.
fn alone<'a>(qr: &'a Qr<'a>, faces: &Faces, room: Room) -> Vec<Strip<'a>> {
    let edge = edge(qr);
    let mut strip = picture_strip(qr);
    let caption =
        stack(lines(faces, &qr.caption, Style::Plain, BODY, BODY_LINE, BLACK, room.width - edge - 16.0));
    if caption.height > edge {
        let below = lines(faces, &qr.caption, Style::Plain, BODY, BODY_LINE, BLACK, room.width);
        return [vec![strip], below, vec![Strip::gap(12.0)]].into_iter().flatten().collect();
    }
    let down = (edge - caption.height) / 2.0;
    strip.marks.extend(caption.moved(edge + 16.0, down).marks);
    vec![Strip::gap(6.0), strip, Strip::gap(12.0)]
}

fn picture_strip<'a>(qr: &'a Qr<'a>) -> Strip<'a> {
    let edge = edge(qr);
    Strip { height: edge, marks: vec![Mark::Qr { x: 0.0, y: 0.0, edge, qr }] }
}

/// How large a QR code is drawn.
fn edge(qr: &Qr<'_>) -> f32 {
    QR.max(float(qr.width() + 2 * QUIET_ZONE) * MODULE)
}

fn float(modules: usize) -> f32 {
    u16::try_from(modules).map_or(0.0, f32::from)
}

/// A label above the line to write on, with room for a hand.
fn fields<'a>(labels: &'a [Words<'a>], faces: &Faces, room: Room) -> Vec<Strip<'a>> {
    let field = |label: &'a Words<'a>| {
        let mut label = lines(faces, label, Style::Plain, SMALL, SMALL_LINE, GREY, room.width);
        label.insert(0, Strip::gap(5.0));
        let height = (34.0 - height_of(&label)).max(16.5);
        label.push(Strip::rule(room.width, 0.6, BLACK).moved(0.0, height - 0.6));
        if let Some(line) = label.last_mut() {
            line.height = height;
        }
        if height_of(&label) > room.height { label } else { vec![stack(label)] }
    };
    labels.iter().flat_map(field).chain([Strip::gap(10.0)]).collect()
}

/// Strips below each other as one.
fn stack(strips: Vec<Strip<'_>>) -> Strip<'_> {
    let mut whole = Strip::gap(0.0);
    for strip in strips {
        let height = strip.height;
        whole.marks.extend(strip.moved(0.0, whole.height).marks);
        whole.height += height;
    }
    whole
}
