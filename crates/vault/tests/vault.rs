//! The vault as its callers see it, on real disks, with real programs beside it. One file per promise; what needs no
//! other program is tested in memory.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic, also outside its own function"
)]

#[path = "vault/recovery_support.rs"]
mod recovery_support;
#[path = "vault/support.rs"]
mod support;

#[path = "vault/backup.rs"]
mod backup;
#[path = "vault/crash.rs"]
mod crash;
#[path = "vault/damage.rs"]
mod damage;
#[path = "vault/disks.rs"]
mod disks;
#[path = "vault/first_format.rs"]
mod first_format;
#[path = "vault/keyring.rs"]
mod keyring;
#[path = "vault/kit.rs"]
mod kit;
#[path = "vault/life.rs"]
mod life;
#[path = "vault/processes.rs"]
mod processes;
#[path = "vault/quick_unlock.rs"]
mod quick_unlock;
#[path = "vault/recovery.rs"]
mod recovery_compartment;
#[path = "vault/recovery_crash.rs"]
mod recovery_crash;
#[path = "vault/recovery_processes.rs"]
mod recovery_processes;
#[path = "vault/snapshots.rs"]
mod snapshots;
#[path = "vault/spent.rs"]
mod spent;
#[path = "vault/stock_age.rs"]
mod stock_age;
