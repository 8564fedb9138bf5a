//! The monitors of an X11 desktop, read from the root window (X11 protocol, GetImage; RandR 1.5, GetMonitors).

use super::ScreenError;
use crate::{Frame, FrameSource, PixelLayout};
use x11rb::{
    connection::Connection,
    protocol::{
        randr::ConnectionExt as _,
        xproto::{ConnectionExt as _, ImageFormat, ImageOrder, Rectangle, Window},
    },
    rust_connection::RustConnection,
};

/// The pictures of all monitors, one after another.
pub(super) struct Monitors {
    connection: RustConnection,
    root: Window,
    left: std::vec::IntoIter<Rectangle>,
}

impl Monitors {
    /// Connects to `$DISPLAY` and asks where its monitors are.
    pub(super) fn connect() -> Result<Self, ScreenError> {
        let (connection, number) = x11rb::connect(None).map_err(|_| ScreenError::NoScreen)?;
        let screen = connection.setup().roots.get(number).ok_or(ScreenError::NoScreen)?;
        let root = screen.root;
        let whole = Rectangle { x: 0, y: 0, width: screen.width_in_pixels, height: screen.height_in_pixels };
        if !gives_bgrx(&connection, screen.root_depth) {
            return Err(ScreenError::NoPicture);
        }
        let mut monitors = monitors(&connection, root).unwrap_or_default();
        if monitors.is_empty() {
            monitors.push(whole); // a server without RandR 1.5 has one screen
        }
        Ok(Self { connection, root, left: monitors.into_iter() })
    }
}

impl FrameSource for Monitors {
    type Error = ScreenError;

    fn next_frame(&mut self) -> Result<Option<Frame>, ScreenError> {
        let Some(Rectangle { x, y, width, height }) = self.left.next() else { return Ok(None) };
        let image = self
            .connection
            .get_image(ImageFormat::Z_PIXMAP, self.root, x, y, width, height, u32::MAX)
            .ok()
            .and_then(|request| request.reply().ok())
            .ok_or(ScreenError::NoPicture)?;
        Frame::new(image.data, width.into(), height.into(), PixelLayout::Bgrx)
            .map(Some)
            .map_err(|_| ScreenError::NoPicture)
    }
}

/// Where each monitor lies in the root window.
fn monitors(connection: &RustConnection, root: Window) -> Option<Vec<Rectangle>> {
    let reply = connection.randr_get_monitors(root, true).ok()?.reply().ok()?;
    let place = |monitor: &x11rb::protocol::randr::MonitorInfo| Rectangle {
        x: monitor.x,
        y: monitor.y,
        width: monitor.width,
        height: monitor.height,
    };
    Some(reply.monitors.iter().map(place).collect())
}

/// Whether pictures of this depth come as four bytes blue, green, red, unused. Every true-colour server on a
/// little-endian machine does; a 256-colour or 30-bit screen does not.
fn gives_bgrx(connection: &RustConnection, depth: u8) -> bool {
    let setup = connection.setup();
    let four_bytes =
        |format: &x11rb::protocol::xproto::Format| format.depth == depth && format.bits_per_pixel == 32;
    setup.image_byte_order == ImageOrder::LSB_FIRST
        && matches!(depth, 24 | 32)
        && setup.pixmap_formats.iter().any(four_bytes)
}
