//! The commands of CTAP2 (CTAP 2.2 §6), one file each.

pub(crate) mod ceremony;
pub(crate) mod client_pin;
pub(crate) mod config;
pub(crate) mod credential_management;
pub(crate) mod get_assertion;
pub(crate) mod get_info;
pub(crate) mod get_next_assertion;
pub(crate) mod large_blobs;
pub(crate) mod make_credential;
pub(crate) mod reset;
pub(crate) mod selection;

/// A command that we know, by the byte that a message begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    MakeCredential,
    GetAssertion,
    GetInfo,
    ClientPin,
    Reset,
    GetNextAssertion,
    CredentialManagement,
    Selection,
    LargeBlobs,
    Config,
}

impl Command {
    pub fn from_code(code: u8) -> Option<Self> {
        Some(match code {
            0x01 => Self::MakeCredential,
            0x02 => Self::GetAssertion,
            0x04 => Self::GetInfo,
            0x06 => Self::ClientPin,
            0x07 => Self::Reset,
            0x08 => Self::GetNextAssertion,
            0x0a => Self::CredentialManagement,
            0x0b => Self::Selection,
            0x0c => Self::LargeBlobs,
            0x0d => Self::Config,
            _ => return None,
        })
    }
}
