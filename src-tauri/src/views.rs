//! Everything the page can see, in one file per family; errors are in `error.rs`. A view holds no secret but the digits
//! it shows, and decides nothing: each is made from what `actions` returns.

mod accounts;
mod add;
mod codes;
mod events;
mod recovery;
mod settings;
mod vault;

use std::time::Duration;

use actions::Timestamp;

pub use accounts::{AccountEdit, AccountView, BinRow, Kind, Qr};
pub use add::{Camera, ManualForm, NewAccount, Offer, Typed};
pub use codes::{CodePage, CodeRow, Copied, RowKind};
pub use events::{
    CameraEvent, CodesChanged, DropHover, FocusSearch, KitScanned, Offered, RecoveryChanged,
    RecoveryFileDropped, ScanFailed, StatusChanged,
};
pub use recovery::{
    BackupFound, BackupRestored, CodeAnswer, HandedOut, ImportDecision, ImportPreview, KitFormat, KitProven,
    KitRestored, LogFormat, RecoveryLogPage, RecoveryNoticeKind, RecoveryOverview, SetFacts, SetView,
    SheetFormat, Shown,
};
pub use settings::{About, ClockCheck, Settings};
pub use vault::{KeysReplaced, Phase, QuickUnlock, SetAside, Snapshot, Status, Strength};

use crate::error::millis;

/// A moment as it crosses to the page: Unix seconds, which 32 bits hold until the year 2106.
fn seconds(time: Timestamp) -> u32 {
    time.unix()
}

/// Until when and how often a code changes; both zero for codes that do not go by the clock.
fn timing(timing: actions::Timing) -> (RowKind, u32, u32) {
    match timing {
        actions::Timing::Timed { valid_for, period } => (RowKind::Timed, millis(valid_for), millis(period)),
        actions::Timing::Counter => (RowKind::Counter, 0, 0),
    }
}

/// How long until `clears_in`; zero is never, because nobody clears at once what was copied just now.
fn or_never(clears_in: Option<Duration>) -> u32 {
    clears_in.map_or(0, millis)
}
