//! The ways in: a wire carries reports, and one loop between the wire and the authenticator serves them. A door proves
//! nothing of who knocks.

mod serve;
mod tcp;
mod udp;
#[cfg(target_os = "linux")]
mod uhid;

pub use serve::{Carries, Door, Received, Served, Wire};
pub use tcp::TcpWire;
pub use udp::UdpWire;
#[cfg(target_os = "linux")]
pub use uhid::{UhidError, UhidWire};
