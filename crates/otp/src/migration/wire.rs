//! The protobuf messages of an export, field by field as Google's app writes them. Only names and numbers; what
//! they mean is decided by the caller.

use std::fmt;

use zeroize::Zeroize;

/// One picture.
#[derive(Clone, PartialEq, prost::Message)]
#[prost(skip_debug)]
pub(super) struct Payload {
    /// Each an [`Entry`], left undecoded so that a damaged one cannot spoil the others.
    #[prost(bytes = "vec", repeated, tag = "1")]
    pub entries: Vec<Vec<u8>>,
    #[prost(int32, tag = "2")]
    pub version: i32,
    #[prost(int32, tag = "3")]
    pub batch_size: i32,
    #[prost(int32, tag = "4")]
    pub batch_index: i32,
    #[prost(int32, tag = "5")]
    pub batch_id: i32,
}

/// One account.
#[derive(Clone, PartialEq, prost::Message)]
#[prost(skip_debug)]
pub(super) struct Entry {
    #[prost(bytes = "vec", tag = "1")]
    pub secret: Vec<u8>,
    /// Text by the schema; read as bytes, so that a wrong character costs a letter and not the account.
    #[prost(bytes = "vec", tag = "2")]
    pub name: Vec<u8>,
    #[prost(bytes = "vec", tag = "3")]
    pub issuer: Vec<u8>,
    #[prost(int32, tag = "4")]
    pub algorithm: i32,
    #[prost(int32, tag = "5")]
    pub digits: i32,
    #[prost(int32, tag = "6")]
    pub kind: i32,
    #[prost(int64, tag = "7")]
    pub counter: i64,
}

pub(super) const UNSPECIFIED: i32 = 0;
pub(super) const SHA1: i32 = 1;
pub(super) const SHA256: i32 = 2;
pub(super) const SHA512: i32 = 3;
pub(super) const SIX: i32 = 1;
pub(super) const EIGHT: i32 = 2;
pub(super) const HOTP: i32 = 1;
pub(super) const TOTP: i32 = 2;

impl Drop for Entry {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

impl Drop for Payload {
    fn drop(&mut self) {
        self.entries.zeroize();
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Entry(..)")
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Payload(..)")
    }
}
