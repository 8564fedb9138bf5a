//! The list of codes as the page sees it.

use serde::Serialize;
use specta::Type;

use super::{or_never, timing};

/// Some rows of the list.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CodePage {
    /// The rows, in order.
    pub rows: Vec<CodeRow>,
    /// The number of the first row.
    pub from: u32,
    /// How many rows match the search.
    pub total: u32,
    /// How many of them are pinned; they come first.
    pub pinned: u32,
    /// How many accounts there are at all.
    pub accounts: u32,
}

/// One line of the list.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CodeRow {
    /// The account.
    pub id: String,
    /// The service.
    pub issuer: String,
    /// The login name.
    pub name: String,
    /// The icon the person chose.
    pub icon: Option<String>,
    /// The digits in groups; none while they are hidden, or while none of a counter was asked for.
    pub code: Option<String>,
    /// The digits after them, if the person wants to see them.
    pub next: Option<String>,
    /// Whether the code goes by the clock.
    pub kind: RowKind,
    /// How long it is valid; 0 for a counter.
    pub valid_for_ms: u32,
    /// From one code to the next; 0 for a counter.
    pub period_ms: u32,
    /// Among the first.
    pub pinned: bool,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// A newly scanned code waits for its confirmation.
    pub waits_for_confirmation: bool,
}

/// What makes a code change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum RowKind {
    /// The clock.
    Timed,
    /// The person asking for the next one.
    Counter,
}

/// A code was copied.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Copied {
    /// When it is cleared from the clipboard; 0 is never.
    pub clears_in_ms: u32,
}

impl From<actions::CodePage> for CodePage {
    fn from(page: actions::CodePage) -> Self {
        Self {
            rows: page.rows.into_iter().map(CodeRow::from).collect(),
            from: page.from,
            total: page.total,
            pinned: page.pinned,
            accounts: page.accounts,
        }
    }
}

impl From<actions::CodeRow> for CodeRow {
    fn from(row: actions::CodeRow) -> Self {
        let (kind, valid_for_ms, period_ms) = timing(row.timing);
        Self {
            id: row.id.to_string(),
            issuer: row.issuer,
            name: row.name,
            icon: row.icon,
            code: row.code.map(|code| code.grouped()),
            next: row.next.map(|code| code.grouped()),
            kind,
            valid_for_ms,
            period_ms,
            pinned: row.pinned,
            tags: row.tags,
            waits_for_confirmation: row.waits_for_confirmation,
        }
    }
}

impl From<&actions::CopiedCode> for Copied {
    fn from(copied: &actions::CopiedCode) -> Self {
        Self { clears_in_ms: or_never(copied.clears_in) }
    }
}
