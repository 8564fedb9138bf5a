//! The extensions (CTAP 2.2 §12) as makeCredential and getAssertion meet them. Extensions that we do not know are passed
//! over.

pub(crate) mod get;
pub(crate) mod hmac_secret;
pub(crate) mod make;

/// Those that we know, in the order in which getInfo names them.
pub(crate) const NAMES: [&str; 7] = [
    "credBlob",
    "credProtect",
    "hmac-secret",
    "hmac-secret-mc",
    "largeBlobKey",
    "minPinLength",
    "thirdPartyPayment",
];
