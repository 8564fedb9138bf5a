//! Keys that are made of words, 12 to 24 of them (BIP 39): in a line, over several lines, or numbered one by one.

use super::draft::{Draft, DraftCode};
use super::rows::{Row, Speaks};

/// How many words such a phrase may have: 128 to 256 bits in words of eleven with a checksum (BIP 39), or 13 and 25 with one
/// word more (Monero).
const COUNTS: &[usize] = &[12, 13, 15, 18, 21, 24, 25];

/// The phrase among the rows, if there is one of `count` words, or of any usual number of words. Where nothing says that a
/// text is about a key, only a text of nothing else is one.
pub(crate) fn read<'a>(rows: &[Row<'a>], count: Option<usize>, speaks: Speaks) -> Option<Draft<'a>> {
    let is_alone = || rows.iter().filter(|row| !row.is_blank()).count() == 1;
    if count.is_none() && speaks == Speaks::Neither && !is_alone() {
        return None;
    }
    let is_right = |words: usize| count.map_or_else(|| COUNTS.contains(&words), |count| words == count);
    let mut block: Vec<DraftCode<'a>> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let words = row.cells.iter().all(|cell| cell.groups.iter().all(|word| is_word(word)));
        if words && !row.cells.is_empty() {
            let cells = row.cells.iter().enumerate();
            block.extend(cells.map(|(column, cell)| DraftCode::new(cell, at, column)));
        } else if !row.is_blank()
            && let Some(draft) = joined(std::mem::take(&mut block), is_right)
        {
            return Some(draft);
        }
    }
    joined(block, is_right)
}

fn is_word(word: &str) -> bool {
    (3..=8).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn joined<'a>(block: Vec<DraftCode<'a>>, is_right: impl Fn(usize) -> bool) -> Option<Draft<'a>> {
    let count: usize = block.iter().map(|code| code.groups.len()).sum();
    let mut lengths = block.iter().flat_map(|code| &code.groups).map(|word| word.len());
    let first = lengths.next();
    // Words of one length are no words but codes without digits.
    if !is_right(count) || lengths.all(|length| Some(length) == first) {
        return None;
    }
    let mut numbered = Draft { kind: crate::SetKind::SingleKey, codes: block };
    numbered.arrange(crate::services::Columns::Across);
    let first = numbered.codes.first()?;
    let key = DraftCode {
        number: None,
        groups: numbered.codes.iter().flat_map(|code| code.groups.iter().copied()).collect(),
        ..first.clone()
    };
    Some(Draft::key(key))
}
