//! One account as its page sees it, and the bin.

use actions::ActivityKind;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{CodeRow, RowKind, seconds, timing};

/// Everything about one account but its secret.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AccountView {
    /// The account.
    pub id: String,
    /// The service.
    pub issuer: String,
    /// The login name.
    pub name: String,
    /// The icon the person chose.
    pub icon: Option<String>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// Free text.
    pub notes: String,
    /// Among the first.
    pub pinned: bool,
    /// Which codes it makes.
    #[specta(type = Kind)]
    pub kind: &'static str,
    /// The hash, as a person may read it.
    pub algorithm: &'static str,
    /// How many characters a code has.
    pub digits: u8,
    /// Seconds from one code to the next; none for a counter.
    pub period_secs: Option<u32>,
    /// Where the counter stands; none for codes that go by the clock.
    pub counter: Option<u32>,
    /// Seconds added to the clock.
    pub offset_secs: i32,
    /// When it was added.
    pub created_at: u32,
    /// When its code was last copied.
    pub last_used_at: Option<u32>,
    /// How often its code was copied.
    pub uses: u32,
    /// Its line of the list.
    pub row: CodeRow,
    /// The newly scanned code, while it waits for its confirmation.
    pub replacement: Option<Replacement>,
    /// What happened to it, the newest first.
    pub history: Vec<HistoryLine>,
}

/// Which codes an account makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// By the clock (RFC 6238).
    Totp,
    /// By counting (RFC 4226).
    Hotp,
    /// Steam Guard.
    Steam,
    /// Mobile-OTP.
    Motp,
    /// Yandex.Key.
    Yandex,
}

/// A code that waits for its confirmation.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Replacement {
    /// What the person types at the service.
    pub code: String,
    /// Whether it goes by the clock.
    pub kind: RowKind,
    /// How long it is valid; 0 for a counter.
    pub valid_for_ms: u32,
    /// From one code to the next; 0 for a counter.
    pub period_ms: u32,
}

/// One line of an account's history.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HistoryLine {
    /// When it happened.
    pub at: u32,
    /// What happened, as a sentence.
    pub what: String,
}

/// What can be changed about an account; everything is given each time.
#[derive(Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AccountEdit {
    /// The service.
    pub issuer: String,
    /// The login name.
    pub name: String,
    /// The icon, or none to let it be found by the issuer.
    pub icon: Option<String>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// Free text.
    pub notes: String,
    /// Seconds added to the clock.
    pub offset_secs: i32,
}

/// An account in the bin.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BinRow {
    /// The account.
    pub id: String,
    /// The service.
    pub issuer: String,
    /// The login name.
    pub name: String,
    /// The icon the person chose.
    pub icon: Option<String>,
    /// When it was put there.
    pub binned_at: u32,
    /// When it is deleted for ever.
    pub deletes_at: u32,
}

/// A picture the page may show for as long as the person looks at it.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Qr {
    /// A PNG picture in Base64 (RFC 4648 §4), for a `data:` URL.
    pub png: String,
}

impl From<actions::AccountView> for AccountView {
    fn from(account: actions::AccountView) -> Self {
        let row = CodeRow::from(account.row);
        Self {
            id: row.id.clone(),
            issuer: row.issuer.clone(),
            name: row.name.clone(),
            icon: row.icon.clone(),
            tags: row.tags.clone(),
            notes: account.notes,
            pinned: row.pinned,
            kind: account.kind,
            algorithm: account.algorithm,
            digits: account.digits,
            period_secs: account.period_secs,
            counter: account.counter.map(|counter| u32::try_from(counter).unwrap_or(u32::MAX)),
            offset_secs: account.offset_secs,
            created_at: seconds(account.created),
            last_used_at: account.last_used.map(seconds),
            uses: account.uses,
            row,
            replacement: account.replacement.map(Replacement::from),
            history: account.history.into_iter().map(HistoryLine::from).collect(),
        }
    }
}

impl From<actions::ReplacementView> for Replacement {
    fn from(replacement: actions::ReplacementView) -> Self {
        let (kind, valid_for_ms, period_ms) = timing(replacement.timing);
        Self { code: replacement.code.grouped(), kind, valid_for_ms, period_ms }
    }
}

impl From<actions::HistoryEntry> for HistoryLine {
    fn from(entry: actions::HistoryEntry) -> Self {
        Self { at: seconds(entry.at), what: sentence(&entry.what) }
    }
}

fn sentence(what: &ActivityKind) -> String {
    match what {
        ActivityKind::VaultCreated => "Vault created",
        ActivityKind::Added => "Added",
        ActivityKind::Edited => "Details changed",
        ActivityKind::Copied => "Code copied",
        ActivityKind::Advanced => "Next code asked for",
        ActivityKind::QrShown => "Shown as QR code",
        ActivityKind::ReplacementStarted => "New code scanned",
        ActivityKind::ReplacementConfirmed => "New code confirmed",
        ActivityKind::ReplacementCancelled => "New code given up",
        ActivityKind::Binned => "Moved to the bin",
        ActivityKind::Restored => "Restored from the bin",
        ActivityKind::Deleted => "Deleted for ever",
        ActivityKind::Exported => "Exported",
        ActivityKind::Imported => "Imported",
        ActivityKind::PassphraseChanged => "Passphrase changed",
        ActivityKind::KeysReplaced => "Keys replaced",
        ActivityKind::SnapshotRestored => "Earlier version put back",
        // A word of a later Keepward: better shown as it is than not at all.
        ActivityKind::Later(word) => word,
    }
    .to_owned()
}

impl From<AccountEdit> for actions::AccountEdit {
    fn from(edit: AccountEdit) -> Self {
        let AccountEdit { issuer, name, icon, tags, notes, offset_secs } = edit;
        Self { issuer, name, icon, tags, notes, offset_secs }
    }
}

impl BinRow {
    /// As it stands at `now`.
    pub fn new(account: actions::BinnedAccount, now: actions::Timestamp) -> Self {
        let kept_for = u32::try_from(account.kept_for.as_secs()).unwrap_or(u32::MAX);
        Self {
            id: account.id.to_string(),
            issuer: account.issuer,
            name: account.name,
            icon: account.icon,
            binned_at: seconds(account.since),
            deletes_at: seconds(now).saturating_add(kept_for),
        }
    }
}
