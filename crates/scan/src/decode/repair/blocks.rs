//! How the codewords of a symbol are divided into blocks that are protected on their own, and interleaved
//! (ISO/IEC 18004:2015, 7.5.1 table 9 and 7.6).

use super::layout::{Level, Version};

/// Check codewords of each block, by level and version.
const CHECKS: [[u8; 40]; 4] = [
    [
        7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26,
        28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
    [
        10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28,
        28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
    ],
    [
        13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30, 30,
        28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
    [
        17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30, 30, 30,
        30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
];

/// Number of blocks, by level and version.
const BLOCKS: [[u8; 40]; 4] = [
    [
        1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16,
        17, 18, 19, 19, 20, 21, 22, 24, 25,
    ],
    [
        1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28,
        29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
    ],
    [
        1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34, 34, 35,
        38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68,
    ],
    [
        1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37, 40, 42,
        45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81,
    ],
];

/// One block: where its codewords stand in the symbol, and how many of the last ones are checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) places: Vec<usize>,
    pub(super) checks: usize,
}

/// The blocks of a symbol that holds `codewords` codewords.
pub(super) fn blocks(version: Version, level: Level, codewords: usize) -> Vec<Block> {
    let row = match level {
        Level::Low => 0,
        Level::Medium => 1,
        Level::Quartile => 2,
        Level::High => 3,
    };
    let column = usize::from(version.number()).saturating_sub(1);
    let table = |table: &[[u8; 40]; 4]| {
        table.get(row).and_then(|row| row.get(column)).map_or(1, |entry| usize::from(*entry))
    };
    let (count, checks) = (table(&BLOCKS), table(&CHECKS));
    let least_data = (codewords / count).saturating_sub(checks);
    let longer = codewords % count; // the last blocks have one data codeword more
    let mut blocks = vec![Block { places: Vec::new(), checks }; count];
    let mut next = 0..codewords;
    for round in 0..=least_data {
        let skipped = if round < least_data { 0 } else { count - longer };
        for block in blocks.iter_mut().skip(skipped) {
            block.places.extend(next.next());
        }
    }
    for _ in 0..checks {
        for block in &mut blocks {
            block.places.extend(next.next());
        }
    }
    blocks
}
