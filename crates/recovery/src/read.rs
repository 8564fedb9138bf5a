//! A downloaded file becomes sets of codes.

mod bytes;
mod cells;
mod dates;
mod error;
mod found;
mod page;
mod words;

pub use error::ReadError;

pub use found::{
    AtSetup, Doubt, Elsewhere, ElsewhereKind, FoundCode, FoundSet, ReadBy, Reading, Stated, UsedMark,
};
