//! A secret as the modules of a QR code (ISO/IEC 18004). The correction is as high as paper deserves: folds, coffee, a tired
//! printer. Does not know what the text means, nor how the modules are drawn.

use qrcode::{Color, EcLevel, QrCode};
use zeroize::Zeroizing;

use crate::{Secret, Words};

/// Empty modules on every side (ISO/IEC 18004 §9.1).
pub(crate) const QUIET_ZONE: usize = 4;
/// The most modules along an edge for which more correction is worth smaller modules: at 46 mm still 0.6 mm each.
const COMFORTABLE: usize = 69;

/// A QR code with the line beside it. Its modules are wiped on drop.
pub struct Qr<'a> {
    width: usize,
    dark: Zeroizing<Vec<bool>>,
    pub(crate) caption: Words<'a>,
}

/// More text than the largest QR code holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This is more text than fits into a QR code (2,953 bytes). Print it as text instead.")]
pub struct TooLong;

/// Modules of one row that touch each other: one rectangle.
pub(crate) struct Run {
    pub(crate) x: usize,
    pub(crate) y: usize,
    pub(crate) length: usize,
}

impl<'a> Qr<'a> {
    /// `text` as a QR code: 30 % correction while that keeps the modules large, else what fits.
    ///
    /// # Errors
    /// [`TooLong`] beyond 2,953 bytes.
    pub fn new(text: Secret<'_>, caption: Words<'a>) -> Result<Self, TooLong> {
        let code = |level| QrCode::with_error_correction_level(text.expose(), level);
        let code = [EcLevel::H, EcLevel::Q]
            .into_iter()
            .filter_map(|level| code(level).ok())
            .find(|code| code.width() <= COMFORTABLE)
            .map_or_else(|| code(EcLevel::M).or_else(|_| code(EcLevel::L)), Ok)
            .map_err(|_| TooLong)?;
        let width = code.width();
        let mut colors = code.into_colors();
        let dark = Zeroizing::new(colors.iter().map(|color| *color == Color::Dark).collect());
        colors.fill(Color::Light); // the modules are the secret in another notation
        Ok(Self { width, dark, caption })
    }

    /// Modules along an edge, without the quiet zone.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// The dark modules, row by row from the top left.
    pub(crate) fn runs(&self) -> impl Iterator<Item = Run> {
        self.dark.chunks(self.width).enumerate().flat_map(|(y, row)| {
            let mut x = 0;
            row.chunk_by(|a, b| a == b).filter_map(move |run| {
                let start = x;
                x += run.len();
                run.first().is_some_and(|dark| *dark).then_some(Run { x: start, y, length: run.len() })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn qr(text: &str) -> Result<Qr<'static>, TooLong> {
        Qr::new(Secret(text), "".into())
    }

    #[test]
    fn an_age_identity_takes_41_modules_at_the_highest_correction() {
        let identity = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
        assert_eq!(qr(identity).unwrap().width(), 41, "version 6-H: 84 characters (ISO/IEC 18004 table 7)");
    }

    #[test]
    fn runs_are_the_dark_modules() {
        let code = qr("otpauth://totp/Acme:ann?secret=MZXW6YTB").unwrap();
        let drawn: usize = code.runs().map(|run| run.length).sum();
        assert_eq!(drawn, code.dark.iter().filter(|dark| **dark).count());
        let first: Vec<_> = code.runs().take(1).map(|run| (run.x, run.y, run.length)).collect();
        assert_eq!(first, [(0, 0, 7)], "the edge of a finder pattern");
    }

    #[test]
    fn text_that_does_not_fit_is_refused() {
        assert_eq!(qr(&"x".repeat(2953)).unwrap().width(), 177);
        assert_eq!(qr(&"x".repeat(2954)).err(), Some(TooLong));
    }
}
