//! Parameters of a command, taken out of its map with the status that CTAP gives for each fault. Unknown keys are passed
//! over (CTAP 2.2 §8).

use crate::cbor::{Map, Value};
use crate::status::Status;

/// What is left of a command's parameters, by number, or of one of their maps, by name.
pub(crate) struct Params(Map);

/// An item as one type, or the status for its being another.
pub(crate) trait Item: Sized {
    fn from_value(value: Value) -> Result<Self, Status>;
}

impl Params {
    /// Reads the parameters of a command; none at all are an empty map.
    pub fn read(bytes: &[u8]) -> Result<Self, Status> {
        if bytes.is_empty() {
            return Ok(Self(Map::new()));
        }
        Self::from_value(Value::read(bytes)?)
    }

    /// Takes the parameter, which may be left out.
    pub fn optional<T: Item>(&mut self, key: impl Into<Value>) -> Result<Option<T>, Status> {
        self.0.take(key).map(T::from_value).transpose()
    }

    /// Takes the parameter, which must be there.
    pub fn required<T: Item>(&mut self, key: impl Into<Value>) -> Result<T, Status> {
        self.optional(key)?.ok_or(Status::MissingParameter)
    }
}

impl Item for Params {
    fn from_value(value: Value) -> Result<Self, Status> {
        Map::from_value(value).map(Self)
    }
}

impl Item for Map {
    fn from_value(value: Value) -> Result<Self, Status> {
        if let Value::Map(map) = value { Ok(map) } else { Err(Status::CborUnexpectedType) }
    }
}

impl Item for Value {
    fn from_value(value: Value) -> Result<Self, Status> {
        Ok(value)
    }
}

impl Item for Vec<u8> {
    fn from_value(value: Value) -> Result<Self, Status> {
        if let Value::Bytes(bytes) = value { Ok(bytes) } else { Err(Status::CborUnexpectedType) }
    }
}

/// A byte string of just this length.
impl<const N: usize> Item for [u8; N] {
    fn from_value(value: Value) -> Result<Self, Status> {
        Vec::from_value(value)?.try_into().map_err(|_| Status::InvalidLength)
    }
}

impl Item for String {
    fn from_value(value: Value) -> Result<Self, Status> {
        if let Value::Text(text) = value { Ok(text) } else { Err(Status::CborUnexpectedType) }
    }
}

impl Item for Vec<Value> {
    fn from_value(value: Value) -> Result<Self, Status> {
        if let Value::Array(items) = value { Ok(items) } else { Err(Status::CborUnexpectedType) }
    }
}

impl Item for bool {
    fn from_value(value: Value) -> Result<Self, Status> {
        if let Value::Bool(truth) = value { Ok(truth) } else { Err(Status::CborUnexpectedType) }
    }
}

impl Item for u64 {
    fn from_value(value: Value) -> Result<Self, Status> {
        if let Value::Unsigned(number) = value { Ok(number) } else { Err(Status::CborUnexpectedType) }
    }
}

impl Item for i64 {
    fn from_value(value: Value) -> Result<Self, Status> {
        value.as_i64().ok_or(Status::CborUnexpectedType)
    }
}
