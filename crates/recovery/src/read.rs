//! A downloaded file becomes sets of codes.

mod found;

pub use found::{
    AtSetup, Doubt, Elsewhere, ElsewhereKind, FoundCode, FoundSet, ReadBy, Reading, Stated, UsedMark,
};
