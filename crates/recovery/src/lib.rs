//! Recovery codes: the sets that services hand out for the day a second factor is lost, what may be done with each code,
//! and how much is left. Pure: it knows no clock, no disk, no key and no other room.
#![forbid(unsafe_code)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

mod code;
mod contents;
mod event;
mod id;
mod question;
pub mod read;
pub mod reconcile;
pub mod report;
pub mod services;
mod set;
mod summary;
mod using;
pub mod write;

pub use code::{CodeState, CodeText, CodeTextError, RecoveryCode};
pub use contents::Recovery;
pub use event::{Event, EventKind, EventLog};
pub use id::{BadId, LoginId, QuestionId, SetId};
pub use question::SecurityQuestion;
pub use set::{Effect, Order, RecoverySet, Regeneration, SetKind, Source, Standing};
pub use summary::{Low, QuestionSummary, SetSummary, Summary};
pub use using::{HandedOut, UseError, Validity, Variant, Which, variants};
