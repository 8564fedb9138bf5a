//! The client half of WebAuthn (level 3, §5.1.3 and §5.1.4): options as JSON and the caller's origin go in, a ceremony with
//! an authenticator follows, the response as JSON comes out. It believes whoever says what the origin is, so only a door
//! that knows may call it. Fetching is done by a hook; here is no network.

mod client_data;
mod create;
mod error;
mod get;
mod options;
mod origin;
mod prf;
mod related;
mod spki;
mod token;

pub use create::create;
pub use error::ClientError;
pub use get::get;
pub use origin::{Caller, Origin, OriginError};
pub use related::{NoRelatedOrigins, RelatedOrigins};
pub use token::{Direct, Token};
