//! The status codes that answer a CTAP2 request (CTAP 2.2 §6.3). Their numbers are the specification's.

use crate::cbor::CborError;
use crate::store::StoreError;

macro_rules! statuses {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal,)+) => {
        /// How a request ended, when not well.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Status {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Status {
            /// The byte that goes over the wire.
            pub fn code(self) -> u8 {
                match self {
                    $(Self::$name => $code,)+
                }
            }

            /// The status of a byte, if it is one that we know.
            pub fn from_code(code: u8) -> Option<Self> {
                match code {
                    $($code => Some(Self::$name),)+
                    _ => None,
                }
            }
        }
    };
}

statuses! {
    /// No such command.
    InvalidCommand = 0x01,
    /// A parameter is not allowed here.
    InvalidParameter = 0x02,
    /// A message or an item has a length that cannot be.
    InvalidLength = 0x03,
    /// A fragment is not the one that was due.
    InvalidSeq = 0x04,
    /// An item is of another type than it must be.
    CborUnexpectedType = 0x11,
    /// Not canonical CBOR.
    InvalidCbor = 0x12,
    /// A parameter that is needed is not there.
    MissingParameter = 0x14,
    /// More than there is room for in a list or message.
    LimitExceeded = 0x15,
    /// No room for large blobs.
    LargeBlobStorageFull = 0x18,
    /// A credential of the exclude list is here.
    CredentialExcluded = 0x19,
    /// None of the algorithms is known.
    UnsupportedAlgorithm = 0x26,
    /// The person said no.
    OperationDenied = 0x27,
    /// No room for another discoverable credential.
    KeyStoreFull = 0x28,
    /// The option cannot be met.
    UnsupportedOption = 0x2b,
    /// The option has a value that it must not have.
    InvalidOption = 0x2c,
    /// The client took the request back.
    KeepaliveCancel = 0x2d,
    /// No credential fits.
    NoCredentials = 0x2e,
    /// The person did not answer in time.
    UserActionTimeout = 0x2f,
    /// Not now.
    NotAllowed = 0x30,
    /// Wrong PIN.
    PinInvalid = 0x31,
    /// Too many wrong PINs: only a reset helps.
    PinBlocked = 0x32,
    /// A proof of verification that does not hold.
    PinAuthInvalid = 0x33,
    /// Too many wrong PINs in a row: a power cycle is needed.
    PinAuthBlocked = 0x34,
    /// No PIN has been set.
    PinNotSet = 0x35,
    /// A proof of verification is needed.
    PuatRequired = 0x36,
    /// The new PIN is too short, too long, or the old one.
    PinPolicyViolation = 0x37,
    /// The request is larger than the device takes.
    RequestTooLarge = 0x39,
    /// Presence is needed.
    UpRequired = 0x3b,
    /// Built-in verification is blocked.
    UvBlocked = 0x3c,
    /// The large blobs do not carry their own digest.
    IntegrityFailure = 0x3d,
    /// No such subcommand.
    InvalidSubcommand = 0x3e,
    /// Built-in verification failed.
    UvInvalid = 0x3f,
    /// The token may not be given this permission.
    UnauthorizedPermission = 0x40,
    /// Something that has no number of its own.
    Other = 0x7f,
}

impl From<CborError> for Status {
    fn from(_: CborError) -> Self {
        Self::InvalidCbor
    }
}

impl From<StoreError> for Status {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::KeyStoreFull,
            StoreError::Locked => Self::NotAllowed,
            StoreError::Unavailable => Self::Other,
        }
    }
}
