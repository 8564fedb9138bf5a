//! Text becomes a QR code as a PNG picture, so that an account can move to a phone. Everything made on the way is wiped,
//! because the text is a secret. Does not know what the text means.
use image::{ExtendedColorType, ImageEncoder, codecs::png::PngEncoder};
use qrcode::{Color, EcLevel, QrCode};
use zeroize::Zeroizing;

/// Pixels along one edge of a module: large enough for a phone held at arm's length.
const MODULE: usize = 8;
/// Empty modules on every side (ISO/IEC 18004 §9.1 wants four).
const QUIET_ZONE: usize = 4;

/// Why no picture was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QrError {
    /// More text than the largest QR code holds (2,953 bytes, ISO/IEC 18004 table 7).
    #[error(
        "This account holds more text than fits into a QR code. Shorten its name, or export it as text instead."
    )]
    TooLong,
}

/// `text` as a black-on-white PNG with its quiet zone.
pub(crate) fn png(text: &str) -> Result<Zeroizing<Vec<u8>>, QrError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)
        .or_else(|_| QrCode::with_error_correction_level(text, EcLevel::L))
        .map_err(|_| QrError::TooLong)?;
    let modules = code.width();
    let edge = (modules + 2 * QUIET_ZONE) * MODULE;
    let mut colors = code.into_colors();

    let mut pixels = Zeroizing::new(vec![u8::MAX; edge * edge]);
    for (row, line) in colors.chunks(modules).enumerate() {
        for (column, _) in line.iter().enumerate().filter(|(_, color)| **color == Color::Dark) {
            let (left, top) = ((column + QUIET_ZONE) * MODULE, (row + QUIET_ZONE) * MODULE);
            for y in top..top + MODULE {
                if let Some(run) = pixels.get_mut(y * edge + left..y * edge + left + MODULE) {
                    run.fill(0);
                }
            }
        }
    }
    colors.fill(Color::Light); // the module grid is the secret in another notation

    // Room for the worst case in advance: a growing vector would leave unwiped copies behind.
    let mut png = Zeroizing::new(Vec::with_capacity(pixels.len() + 64 * 1024));
    let side = u32::try_from(edge).map_err(|_| QrError::TooLong)?;
    PngEncoder::new(&mut *png)
        .write_image(&pixels, side, side, ExtendedColorType::L8)
        .map_err(|_| QrError::TooLong)?;
    Ok(png)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_has_a_quiet_zone_and_the_three_finder_patterns() {
        let picture = image::load_from_memory(&png("otpauth://totp/Acme:ann?secret=MZXW6YTB").unwrap())
            .unwrap()
            .to_luma8();
        let (edge, step) = (picture.width(), u32::try_from(MODULE).unwrap());
        assert_eq!(picture.height(), edge);
        let module = |x: u32, y: u32| picture.get_pixel(x * step + step / 2, y * step + step / 2).0[0];
        let modules = edge / step;
        assert!(
            (0..modules).all(|i| module(i, 0) == 255 && module(0, i) == 255 && module(i, modules - 1) == 255)
        );
        for (x, y) in [(4, 4), (modules - 11, 4), (4, modules - 11)] {
            let row: Vec<_> = (0..7).map(|i| module(x + i, y + 3) / 255).collect();
            assert_eq!(row, [0, 1, 0, 0, 0, 1, 0], "1:1:3:1:1 at {x},{y}");
        }
    }

    #[test]
    fn text_that_does_not_fit_is_refused() {
        assert!(png(&"x".repeat(2953)).is_ok());
        assert_eq!(png(&"x".repeat(2954)).unwrap_err(), QrError::TooLong);
    }
}
