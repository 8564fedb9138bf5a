//! `zxing-cpp`, the first decoder of both pipelines.

use crate::{Luma, Payload};
use zxingcpp::{BarcodeFormat, ImageFormat, ImageView, TextMode};

/// Every QR code zxing-cpp sees in `picture`.
pub(super) fn read(picture: Luma<'_>) -> Vec<Payload> {
    let Ok(view) =
        ImageView::from_slice(picture.pixels(), picture.width(), picture.height(), ImageFormat::Lum)
    else {
        return Vec::new();
    };
    let reader = zxingcpp::read().formats(BarcodeFormat::QRCode).text_mode(TextMode::Plain);
    let Ok(codes) = reader.from(&view) else { return Vec::new() };
    codes.iter().filter(|code| code.is_valid()).map(|code| Payload::new(code.text())).collect()
}
