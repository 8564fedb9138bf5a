//! A sheet as a PDF file (ISO 32000-1): text that can be searched and copied, QR codes as vectors, every face embedded, the
//! same bytes for the same sheet. Nothing is compressed, because a compressor keeps copies of what it saw.

mod block;
mod codes;
mod face;
mod flow;
mod mark;
mod wrap;
mod write;

use crate::{Pdf, Sheet};

/// The paper a PDF is laid out for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Paper {
    /// 210 x 297 mm (ISO 216).
    A4,
    /// 8.5 x 11 inches.
    Letter,
}

impl Paper {
    /// Width in points, 1/72 of an inch.
    fn width(self) -> f32 {
        match self {
            Self::A4 => 595.28,
            Self::Letter => 612.0,
        }
    }

    /// Height in points.
    fn height(self) -> f32 {
        match self {
            Self::A4 => 841.89,
            Self::Letter => 792.0,
        }
    }
}

/// `sheet` as a PDF file on `paper`, on as many pages as it needs. A character that no embedded face has is printed as its
/// code point, `[U+1F3E6]`, so that nothing is lost.
pub fn pdf(sheet: &Sheet<'_>, paper: Paper) -> Pdf {
    let faces = face::Faces::shipped();
    let pages = flow::pages(sheet, &faces, paper);
    Pdf(write::file(&sheet.title, &pages, &faces, paper))
}

#[cfg(test)]
mod tests;
