//! Codes on their way from a text to a set: still in their groups, with the place they were found in.

use std::collections::HashMap;

use zeroize::Zeroizing;

use super::cells::Cell;
use super::{Doubt, FoundCode, UsedMark};
use crate::services::Columns;
use crate::{CodeText, SetKind};

/// Codes that were read together.
#[derive(Debug)]
pub(crate) struct Draft<'a> {
    pub kind: SetKind,
    pub codes: Vec<DraftCode<'a>>,
}

/// One of them.
#[derive(Clone, Debug)]
pub(crate) struct DraftCode<'a> {
    pub number: Option<u32>,
    pub groups: Vec<&'a str>,
    /// What joins the groups.
    pub joint: &'static str,
    pub used: Option<UsedMark>,
    pub doubt: Option<Doubt>,
    /// The row it begins in, and its place there.
    pub row: usize,
    pub column: usize,
}

impl<'a> DraftCode<'a> {
    pub fn new(cell: &Cell<'a>, row: usize, column: usize) -> Self {
        Self {
            number: cell.number,
            groups: cell.groups.clone(),
            joint: " ",
            used: cell.used.clone(),
            doubt: None,
            row,
            column,
        }
    }

    /// The code as printed. Wiped when dropped.
    pub fn printed(&self) -> Zeroizing<String> {
        Zeroizing::new(self.groups.join(self.joint))
    }

    /// How many characters it has without blanks.
    pub fn length(&self) -> usize {
        self.groups.iter().map(|group| group.len()).sum()
    }
}

impl<'a> Draft<'a> {
    pub fn key(code: DraftCode<'a>) -> Self {
        Self { kind: SetKind::SingleKey, codes: vec![code] }
    }

    /// How many characters of the text it explains.
    pub fn covered(&self) -> usize {
        self.codes.iter().map(DraftCode::length).sum()
    }

    /// Puts the codes in printed order: that of their numbers where each has its own, else that of the columns.
    pub fn arrange(&mut self, columns: Columns) {
        let mut numbers: Vec<_> = self.codes.iter().filter_map(|code| code.number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        if numbers.len() == self.codes.len() {
            self.codes.sort_by_key(|code| code.number);
        } else if columns == Columns::Down {
            self.codes.sort_by_key(|code| code.column);
        }
    }

    /// The codes, each once. One that was marked as used in any place is used. What cannot be a code is left out: it is
    /// longer than any.
    pub fn found(self, line_of: impl Fn(usize) -> u32) -> Vec<FoundCode> {
        let mut places: HashMap<[u8; 32], usize> = HashMap::new();
        let mut found: Vec<FoundCode> = Vec::with_capacity(self.codes.len());
        for code in self.codes {
            let Ok(text) = CodeText::new(std::mem::take(&mut *code.printed())) else { continue };
            let before = places.entry(text.digest()).or_insert(found.len());
            if let Some(before) = found.get_mut(*before) {
                before.used = before.used.take().or(code.used);
            } else {
                found.push(FoundCode {
                    number: code.number,
                    text,
                    used: code.used,
                    doubt: code.doubt,
                    line: line_of(code.row),
                });
            }
        }
        found
    }
}
