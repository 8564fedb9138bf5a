//! Why a ceremony ended without a response, by the names that WebAuthn gives to what a page may learn.

use thiserror::Error;

use crate::status::Status;

/// A ceremony that failed. A page learns the [`name`](Self::dom_name) and no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ClientError {
    /// The options are not what the specification says.
    #[error("The site sent a request that cannot be read. Try again; if it stays so, tell the site.")]
    Malformed,
    /// The origin may not act for this relying party.
    #[error("The page may not use passkeys of that site. Check the address before you go on.")]
    WrongSite,
    /// The site wants another kind of authenticator: whoever called may look for one.
    #[error("The site wants another kind of authenticator. Use the one that it asks for.")]
    OtherAuthenticator,
    /// The site excluded a credential that is here.
    #[error("This site already has a passkey here. Sign in with it instead of making another.")]
    AlreadyRegistered,
    /// No algorithm, or no extension that was required, is known here.
    #[error("The site asks for something that Keepward does not know. Use another way to sign in.")]
    NotSupported,
    /// Verification or residence was required and cannot be had.
    #[error("The site needs more than this authenticator can do. Use another one.")]
    Unmet,
    /// An extension's input contradicts itself.
    #[error("The site sent a request that contradicts itself. Try again; if it stays so, tell the site.")]
    BadExtension,
    /// The page took its request back.
    #[error("The page took its request back. Start again at the site if it is still wanted.")]
    Aborted,
    /// The person said no, was not verified, did not answer, or there is no credential: a page must not learn which.
    #[error("No passkey was used. Start again at the site if it is still wanted.")]
    NotAllowed,
    /// The authenticator failed.
    #[error("The passkey could not be used. Try again.")]
    Failed,
}

impl ClientError {
    /// The exception that the page sees (WebAuthn §5.1.3 and §5.1.4).
    pub fn dom_name(self) -> &'static str {
        match self {
            Self::Malformed => "TypeError",
            Self::WrongSite => "SecurityError",
            Self::AlreadyRegistered => "InvalidStateError",
            Self::NotSupported => "NotSupportedError",
            Self::Unmet => "ConstraintError",
            Self::BadExtension => "SyntaxError",
            Self::Aborted => "AbortError",
            Self::OtherAuthenticator | Self::NotAllowed => "NotAllowedError",
            Self::Failed => "UnknownError",
        }
    }
}

impl From<Status> for ClientError {
    fn from(status: Status) -> Self {
        match status {
            Status::CredentialExcluded => Self::AlreadyRegistered,
            Status::UnsupportedAlgorithm => Self::NotSupported,
            Status::KeepaliveCancel => Self::Aborted,
            Status::UnsupportedOption | Status::InvalidOption => Self::Unmet,
            Status::NoCredentials
            | Status::OperationDenied
            | Status::UserActionTimeout
            | Status::NotAllowed
            | Status::PuatRequired
            | Status::UvBlocked
            | Status::UvInvalid
            | Status::UpRequired
            | Status::KeyStoreFull => Self::NotAllowed,
            _ => Self::Failed,
        }
    }
}
