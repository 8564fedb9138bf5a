//! The pictures of the page as inline SVG: QR codes and the boxes before codes. Knows no style.

use std::fmt::{self, Write};

use crate::Tick;
use crate::qr::{QUIET_ZONE, Qr, Run};

/// Modules along an edge from which a QR code needs more than the usual room.
const LARGE: usize = 77;

/// All modules as one path, so that no seam shows between them.
pub(super) fn qr(qr: &Qr<'_>, out: &mut impl Write) -> fmt::Result {
    let edge = qr.width() + 2 * QUIET_ZONE;
    let class = if edge > LARGE { "qr large" } else { "qr" };
    write!(
        out,
        "<svg class=\"{class}\" role=\"img\" viewBox=\"-{QUIET_ZONE} -{QUIET_ZONE} {edge} {edge}\" \
         shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M-{QUIET_ZONE}-{QUIET_ZONE}h{edge}v{edge}h-{edge}z\"/>\
         <path d=\""
    )?;
    for Run { x, y, length } in qr.runs() {
        write!(out, "M{x} {y}h{length}v1h-{length}z")?;
    }
    out.write_str("\"/></svg>\n")
}

/// The box before a code, with what stands in it.
pub(super) fn tick(tick: Tick, out: &mut impl Write) -> fmt::Result {
    let inside = match tick {
        Tick::Open => "",
        Tick::Used => "M3.2 8.2l3 3 6-6.6",
        Tick::Invalid => "M4 4l8 8M12 4l-8 8",
        Tick::Unsure => "M5.6 6.2c0-3.2 4.8-3.2 4.8 0 0 1.9-2.4 1.8-2.4 3.8M8 11.8v1",
    };
    write!(
        out,
        "<svg class=\"tick\" aria-hidden=\"true\" viewBox=\"0 0 16 16\"><path fill=\"none\" stroke=\"#000\" stroke-width=\"1.3\" \
         d=\"M1 1h14v14h-14z{inside}\"/></svg>"
    )
}
