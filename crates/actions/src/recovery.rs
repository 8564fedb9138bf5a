//! Recovery codes at the desk: what is on file, handing one out, reading a downloaded file, the paper kit. One file per
//! family. The compartment they lie in opens with the passphrase alone and closes by itself; what may be done with a set is
//! decided by the room `recovery`, how it is stored by `vault`.

mod backup;
mod care;
mod earlier;
mod hand_out;
mod importing;
mod kit;
mod names;
mod opening;
mod output;
mod overview;
mod questions;
mod rescue;
mod set;
#[cfg(test)]
mod tests;

pub use backup::ChosenBackup;
pub use care::{FactsError, SetFacts};
pub use hand_out::{CodeAnswer, HandedOut};
pub(crate) use importing::Imports;
pub use importing::{
    DecidedCode, ElsewhereLine, ImportDecision, ImportOutcome, ImportPreview, ImportSource, NamedSet,
    PreviewCode, PreviewSet,
};
pub use output::{Output, SheetFormat};
pub use overview::{
    AccountRef, EXPIRES_SOON, KIT_PROOF_LASTS, KitDates, NOTICE_RESTS, NoticeKind, RecoveryNotice,
    RecoveryOverview, SetOverview,
};
pub use set::{CodeLine, RecoveryEvent, RecoveryLog, SetView};
