//! The decoder `zxing-cpp`, first in both pipelines: the fastest of those measured and the one that reads most.

use super::repair::{Point, Version};
use crate::{Luma, Payload};
use zxingcpp::{Barcode, BarcodeFormat, Binarizer, ImageFormat, ImageView, PointI, Position, TextMode};

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

/// What zxing-cpp sees in a picture.
pub(super) struct Sight {
    /// The texts of the symbols it reads, each once.
    pub(super) read: Vec<Payload>,
    /// The symbols it cannot read, beside those it reads.
    pub(super) unread: Vec<Located>,
}

/// Every QR code in `picture`.
pub(super) fn look(picture: Luma<'_>) -> Sight {
    look_by(picture, Binarizer::LocalAverage)
}

/// Every QR code in `picture`, dark told from light by one threshold for all of it.
pub(super) fn look_globally(picture: Luma<'_>) -> Sight {
    look_by(picture, Binarizer::GlobalHistogram)
}

fn look_by(picture: Luma<'_>, binarizer: Binarizer) -> Sight {
    // Plain text: the other modes rewrite what they take for GS1 or ECI data.
    let reader = zxingcpp::read().formats(BarcodeFormat::QRCode).text_mode(TextMode::Plain);
    let reader = reader.binarizer(binarizer).return_errors(true);
    let view = ImageView::from_slice(picture.pixels(), picture.width(), picture.height(), ImageFormat::Lum);
    // It refuses pictures that are longer than an `int`; they hold no code that we could read.
    let codes = view.and_then(|view| reader.from(&view)).unwrap_or_default();
    let (valid, invalid): (Vec<Barcode>, Vec<Barcode>) = codes.into_iter().partition(Barcode::is_valid);
    let mut read = Vec::new();
    Payload::gather(&mut read, valid.iter().map(|code| Payload::new(code.text())).collect());
    Sight { read, unread: invalid.iter().filter_map(located).collect() }
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
