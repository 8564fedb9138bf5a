//! Pieces of text at their places become lines: from the top down, from left to right, with a tab where a column begins.

use super::walk::Piece;

/// Writes the pieces of a page as lines.
pub(crate) fn write(mut pieces: Vec<Piece>, text: &mut String) {
    pieces.sort_by(|one, other| other.base.total_cmp(&one.base));
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        // Letters of one line may stand a little higher or lower.
        let same_line = lines
            .last()
            .and_then(|line| line.first())
            .is_some_and(|first| first.base - piece.base < first.size.min(piece.size) * 0.4);
        match lines.last_mut().filter(|_| same_line) {
            Some(line) => line.push(piece),
            None => lines.push(vec![piece]),
        }
    }
    let mut above: Option<f32> = None;
    for mut line in lines {
        line.sort_by(|one, other| one.left.total_cmp(&other.left));
        let Some(first) = line.first() else { continue };
        if above.is_some_and(|above| above - first.base > first.size * 2.0) {
            text.push('\n');
        }
        above = Some(first.base);
        write_line(&line, text);
    }
    text.push('\n');
}

fn write_line(line: &[Piece], text: &mut String) {
    let spread = spread(line);
    let mut end: Option<f32> = None;
    for piece in line {
        if let Some(end) = end {
            let gap = (piece.left - end) / piece.size - spread;
            if gap > 1.2 {
                text.push('\t');
            } else if gap > 0.15 && !text.ends_with(' ') && !piece.text.starts_with(' ') {
                text.push(' ');
            }
        }
        text.push_str(&piece.text);
        end = Some(end.map_or(piece.right, |end| end.max(piece.right)));
    }
    text.push('\n');
}

/// How far apart the letters of a spaced-out line are, in sizes; nothing where letters are not placed one by one.
fn spread(line: &[Piece]) -> f32 {
    let is_letter = |piece: &&Piece| piece.text.chars().count() == 1;
    if line.iter().filter(is_letter).count() * 2 < line.len() || line.len() < 4 {
        return 0.0;
    }
    let mut gaps: Vec<f32> =
        line.iter().zip(line.iter().skip(1)).map(|(one, next)| (next.left - one.right) / next.size).collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(0.0).clamp(0.0, 0.6)
}
