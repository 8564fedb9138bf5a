//! CTAPHID (CTAP 2.2 §11.2): messages over reports of 64 bytes. A pure state machine: reports and the time go in, reports
//! and transactions come out. Who carries the reports is `door/`'s business.

mod channel;
mod frame;
#[cfg(test)]
mod tests;

pub use channel::{Capabilities, Effect, Hid, KeepAlive, Transaction, TransactionKind};
pub use frame::{Channel, Report};
