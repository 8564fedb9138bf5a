//! The decoder `zxing-cpp`, first in both pipelines: the fastest of those measured and the one that reads most.

use super::repair::{Point, Version};
use crate::{Luma, Payload};
use zxingcpp::{Barcode, BarcodeFormat, BarcodeReader, ImageFormat, ImageView, PointI, Position, TextMode};

/// A symbol whose place is known and whose content is not.
pub(super) struct Located {
    pub(super) version: Version,
    /// Upper left, upper right, lower right and lower left, as the symbol stands.
    pub(super) corners: [Point; 4],
}

impl Located {
    /// Whether it is the same symbol, seen once more.
    pub(super) fn is_same_as(&self, other: &Self) -> bool {
        let [upper_left, upper_right, ..] = self.corners;
        let module = upper_left.distance(upper_right) / f32::from(self.version.side());
        let mut corners = self.corners.iter().zip(other.corners);
        self.version == other.version && corners.all(|(mine, theirs)| mine.distance(theirs) < module / 2.0)
    }
}

/// Every QR code zxing-cpp reads in `picture`.
pub(super) fn read(picture: Luma<'_>) -> Vec<Payload> {
    let codes = codes(picture, &reader());
    codes.iter().filter(|code| code.is_valid()).map(|code| Payload::new(code.text())).collect()
}

/// The symbols zxing-cpp sees in `picture` but cannot read.
pub(super) fn locate(picture: Luma<'_>) -> Vec<Located> {
    let codes = codes(picture, &reader().return_errors(true));
    codes.iter().filter(|code| !code.is_valid()).filter_map(located).collect()
}

/// Plain text: the others rewrite what they take for GS1 or ECI data.
fn reader() -> BarcodeReader {
    zxingcpp::read().formats(BarcodeFormat::QRCode).text_mode(TextMode::Plain)
}

fn codes(picture: Luma<'_>, reader: &BarcodeReader) -> Vec<Barcode> {
    let view = ImageView::from_slice(picture.pixels(), picture.width(), picture.height(), ImageFormat::Lum);
    // It refuses pictures that are longer than an `int`; they hold no code that we could read.
    view.and_then(|view| reader.from(&view)).unwrap_or_default()
}

fn located(code: &Barcode) -> Option<Located> {
    // Micro QR and rMQR have versions such as `M2` and `R7x43`, which are not numbers.
    let version = Version::new(code.extra_with_key("Version").trim_matches('"').parse().ok()?)?;
    let Position { top_left, top_right, bottom_right, bottom_left } = code.position();
    let mut corners =
        [top_left, top_right, bottom_right, bottom_left].map(|corner| point(&corner)).into_iter();
    Some(Located {
        version,
        corners: [corners.next()??, corners.next()??, corners.next()??, corners.next()??],
    })
}

/// A corner, as pixels that an `i16` holds; larger pictures are reduced before.
fn point(corner: &PointI) -> Option<Point> {
    let coordinate = |pixel: i32| i16::try_from(pixel).ok().map(f32::from);
    Some(Point { x: coordinate(corner.x)?, y: coordinate(corner.y)? })
}
