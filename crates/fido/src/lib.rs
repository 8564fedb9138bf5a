//! A CTAP 2.2 authenticator in software: an [`Authenticator`] over a [`CredentialStore`], asking an
//! [`approval::Approver`]. It opens no vault and draws no window.
#![forbid(unsafe_code)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

mod attestation;
mod auth_data;
mod authenticator;
pub mod cbor;
pub mod client;
mod command;
mod credential;
mod device;
pub mod door;
mod extension;
pub mod hid;
mod key;
mod model;
mod params;
mod permit;
mod pin;
mod secret;
mod site;
mod status;
mod store;
mod u2f;

pub use attestation::{Attestation, AttestationError, Batch, Enterprise, TestAuthority};
pub use authenticator::{Authenticator, Call};
pub use credential::{Backup, Credential, CredentialId, HmacSecrets, Protection, Residence};
pub use device::{DeviceState, Pin, PinHash};
pub use key::{Algorithm, KeyError, SigningKey};
pub use model::{Aaguid, AccountChoice, BuiltInVerification, ClientPin, Model, ResetRule, U2f};
pub use secret::Secret32;
pub use site::{RelyingParty, SiteHash, User};
pub use status::Status;
pub use store::{CredentialStore, Expendable, MemoryCredentials, StoreError};
