//! `keepward` as a person and a script meet it: the built program, its output and its exit codes.
//! A new verb gets its tests in `verbs.rs`; what goes wrong goes to `failures.rs`; everything else says its name.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod disks;
mod failures;
mod foreign_vault;
mod home;
mod keyring;
mod names;
mod recovery;
mod recovery_failures;
mod scanning;
mod secrets;
mod streams;
mod terminal;
mod together;
mod verbs;
mod whole;
