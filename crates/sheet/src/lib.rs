//! A page to print, as a value: the emergency kit, a set of recovery codes, an account's QR code. It becomes HTML for the
//! system's print dialog and PDF for a file. Pure: it knows no clock, no disk and no other room;
//! whether a secret may be printed at all is decided before it comes here.
//!
//! ```
//! use sheet::{Block, Grouping, Key, Paper, Qr, Secret, Sheet};
//!
//! let identity = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
//! let kit = Sheet {
//!     title: "Recovery kit".into(),
//!     subtitle: "3 October 2026".into(),
//!     footer: "Keep it where you keep your passport.".into(),
//!     blocks: vec![Block::Key(Key {
//!         label: "The key".into(),
//!         secret: Secret(identity),
//!         grouping: Grouping::Bech32,
//!         qr: Some(Qr::new(Secret(identity), "Scan it to restore.".into())?),
//!     })],
//! };
//! assert!(sheet::pdf(&kit, Paper::A4).expose().starts_with(b"%PDF-1.7"));
//! assert!(sheet::html(&kit).expose().contains("<title>Recovery kit</title>"));
//! # Ok::<(), sheet::TooLong>(())
//! ```
#![forbid(unsafe_code)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

mod groups;
mod html;
mod output;
mod pdf;
mod qr;
#[cfg(test)]
mod samples;
mod unseen;
mod words;

pub use groups::Grouping;
pub use html::html;
pub use output::{Html, Pdf};
pub use pdf::{Paper, pdf};
pub use qr::{Qr, TooLong};
pub use words::{Block, Code, Codes, Fact, Key, Secret, Sheet, Tick, Words};
