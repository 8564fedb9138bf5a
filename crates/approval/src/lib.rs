//! Did the person say yes to *this* request? Everything that signs asks here and is given a [`Consent`], or a reason why
//! not. Tiny and pure: it knows no window, no key and no other room.
//!
//! ```
//! use approval::{Cancel, Decision, FixedClock, Gesture, Program, Purpose, Request, ScriptedApprover, Step, Subject};
//! use std::{sync::Arc, time::UNIX_EPOCH};
//!
//! let clock = Arc::new(FixedClock::new(UNIX_EPOCH));
//! let person = ScriptedApprover::always(Arc::clone(&clock), Step::Answer(Decision::yes(Gesture::Present)));
//! let request = Request::new(Purpose::ChooseAuthenticator, Subject([7; 32]), Program::Unknown, UNIX_EPOCH);
//! let consent = approval::ask(&person, &clock, request, &Cancel::new()).expect("the script says yes");
//! assert_eq!(consent.spend(Purpose::ChooseAuthenticator, Subject([7; 32])), Some(Gesture::Present));
//! ```
#![forbid(unsafe_code)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

mod clock;
mod consent;
mod question;
mod request;
mod scripted;
mod shown;
#[cfg(test)]
mod tests;

pub use clock::{Clock, FixedClock, SystemClock};
pub use consent::{Approver, Consent, Refusal, ask};
pub use question::{AlreadyEnded, Cancel, Decision, Ending, Question};
pub use request::{Account, Gesture, Program, Purpose, Request, RequestId, Site, Subject};
pub use scripted::{Asked, Movable, ScriptedApprover, Step};
pub use shown::Shown;
