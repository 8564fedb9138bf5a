//! CBOR as CTAP wants it (CTAP 2.2 §8): canonical both ways, no deeper than four containers, and nothing that no command
//! uses. Strictly refuses everything else; it knows no command.

use thiserror::Error;

/// One item. Text and byte strings are bounded by the message they came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// 0 and above.
    Unsigned(u64),
    /// `-1 - n`.
    Negative(u64),
    /// A byte string.
    Bytes(Vec<u8>),
    /// A text string.
    Text(String),
    /// A list.
    Array(Vec<Value>),
    /// Pairs in canonical order, no key twice.
    Map(Map),
    /// `true` or `false`.
    Bool(bool),
    /// `null`.
    Null,
}

/// A map: its pairs are always in canonical order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map(Vec<(Value, Value)>);

/// Why bytes are not what CTAP calls CBOR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CborError {
    /// The bytes end inside an item.
    #[error("The message ends too early. Send it whole.")]
    Truncated,
    /// Bytes follow the item.
    #[error("Bytes follow the message. Send one item.")]
    Trailing,
    /// Well-formed perhaps, but not canonical, too deep, or of a kind that CTAP has no use for.
    #[error("The message is not canonical CBOR. Send it as CTAP 2.2 §8 says.")]
    NotCanonical,
}

/// CTAP 2.2 §8: "the depth of nested CBOR structures ... is limited to at most four levels".
const DEEPEST: u8 = 4;

impl Value {
    /// Reads exactly one item.
    ///
    /// # Errors
    /// [`CborError`] for everything that is not canonical.
    pub fn read(bytes: &[u8]) -> Result<Self, CborError> {
        let mut reader = Reader { rest: bytes };
        let value = reader.item(0)?;
        if reader.rest.is_empty() { Ok(value) } else { Err(CborError::Trailing) }
    }

    /// Reads the first item and tells how many bytes it took: what follows is somebody else's.
    ///
    /// # Errors
    /// As for [`read`](Self::read).
    pub fn read_first(bytes: &[u8]) -> Result<(Self, usize), CborError> {
        let mut reader = Reader { rest: bytes };
        let value = reader.item(0)?;
        Ok((value, bytes.len() - reader.rest.len()))
    }

    /// The canonical bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.write(&mut bytes);
        bytes
    }

    /// The number, if it is one that fits.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Unsigned(number) => i64::try_from(*number).ok(),
            Self::Negative(number) => i64::try_from(*number).ok().map(|number| -1 - number),
            _ => None,
        }
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The bytes, if it is a byte string.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        if let Self::Bytes(bytes) = self { Some(bytes) } else { None }
    }

    /// The map, if it is one.
    pub fn as_map(&self) -> Option<&Map> {
        if let Self::Map(map) = self { Some(map) } else { None }
    }

    fn write(&self, into: &mut Vec<u8>) {
        match self {
            Self::Unsigned(number) => head(0, *number, into),
            Self::Negative(number) => head(1, *number, into),
            Self::Bytes(bytes) => {
                head(2, length(bytes.len()), into);
                into.extend_from_slice(bytes);
            }
            Self::Text(text) => {
                head(3, length(text.len()), into);
                into.extend_from_slice(text.as_bytes());
            }
            Self::Array(items) => {
                head(4, length(items.len()), into);
                items.iter().for_each(|item| item.write(into));
            }
            Self::Map(Map(pairs)) => {
                head(5, length(pairs.len()), into);
                for (key, value) in pairs {
                    key.write(into);
                    value.write(into);
                }
            }
            Self::Bool(false) => into.push(0xf4),
            Self::Bool(true) => into.push(0xf5),
            Self::Null => into.push(0xf6),
        }
    }

    /// CTAP 2.2 §8 on keys: by major type, then the shorter first, then byte by byte. Numbers are that way in order of
    /// their size.
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        match (self, other) {
            (Self::Unsigned(this), Self::Unsigned(that)) | (Self::Negative(this), Self::Negative(that)) => {
                this.cmp(that)
            }
            (Self::Text(this), Self::Text(that)) => (this.len(), this).cmp(&(that.len(), that)),
            _ => {
                let (this, that) = (self.to_bytes(), other.to_bytes());
                let major = |bytes: &[u8]| bytes.first().map_or(0, |first| first >> 5);
                (major(&this), this.len(), &this).cmp(&(major(&that), that.len(), &that))
            }
        }
    }
}

impl Map {
    /// A map with nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same, with `key` set to `value`.
    #[must_use]
    pub fn with(mut self, key: impl Into<Value>, value: impl Into<Value>) -> Self {
        let (key, value) = (key.into(), value.into());
        match self.0.binary_search_by(|(here, _)| here.order(&key)) {
            Ok(place) => {
                if let Some(pair) = self.0.get_mut(place) {
                    pair.1 = value;
                }
            }
            Err(place) => self.0.insert(place, (key, value)),
        }
        self
    }

    /// The same, with `key` set if there is a value.
    #[must_use]
    pub fn maybe(self, key: impl Into<Value>, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// The value of `key`.
    pub fn get(&self, key: impl Into<Value>) -> Option<&Value> {
        let key = key.into();
        self.0.iter().find(|(here, _)| *here == key).map(|(_, value)| value)
    }

    /// Takes the value of `key` out.
    pub fn take(&mut self, key: impl Into<Value>) -> Option<Value> {
        let key = key.into();
        let place = self.0.iter().position(|(here, _)| *here == key)?;
        Some(self.0.remove(place).1)
    }

    /// Whether it has no pair.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The pairs in canonical order.
    pub fn iter(&self) -> impl Iterator<Item = (&Value, &Value)> {
        self.0.iter().map(|(key, value)| (key, value))
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        u64::try_from(number).map_or(Self::Negative(number.unsigned_abs().saturating_sub(1)), Self::Unsigned)
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Unsigned(length(number))
    }
}

impl From<u8> for Value {
    fn from(number: u8) -> Self {
        Self::Unsigned(number.into())
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        i64::from(number).into()
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Unsigned(number.into())
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl<const N: usize> From<[u8; N]> for Value {
    fn from(bytes: [u8; N]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Self {
        Self::Array(items)
    }
}

impl From<Map> for Value {
    fn from(map: Map) -> Self {
        Self::Map(map)
    }
}

/// A length as CBOR counts it. No computer here has more than 64 bits.
fn length(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// The first bytes of an item, as short as they can be.
fn head(major: u8, number: u64, into: &mut Vec<u8>) {
    let major = major << 5;
    match (u8::try_from(number), u16::try_from(number), u32::try_from(number)) {
        (Ok(small @ 0..=23), _, _) => into.push(major | small),
        (Ok(byte), _, _) => into.extend([major | 24, byte]),
        (_, Ok(short), _) => {
            into.push(major | 25);
            into.extend(short.to_be_bytes());
        }
        (_, _, Ok(word)) => {
            into.push(major | 26);
            into.extend(word.to_be_bytes());
        }
        _ => {
            into.push(major | 27);
            into.extend(number.to_be_bytes());
        }
    }
}

struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    /// `depth` containers are around the item.
    fn item(&mut self, depth: u8) -> Result<Value, CborError> {
        let first = self.byte()?;
        let (major, short) = (first >> 5, first & 0x1f);
        if major == 7 {
            return match first {
                0xf4 => Ok(Value::Bool(false)),
                0xf5 => Ok(Value::Bool(true)),
                0xf6 => Ok(Value::Null),
                _ => Err(CborError::NotCanonical),
            };
        }
        let number = self.number(short)?;
        match major {
            0 => Ok(Value::Unsigned(number)),
            1 => Ok(Value::Negative(number)),
            2 => Ok(Value::Bytes(self.take(number)?.to_vec())),
            3 => {
                let text = std::str::from_utf8(self.take(number)?).map_err(|_| CborError::NotCanonical)?;
                Ok(Value::Text(text.to_owned()))
            }
            4 => {
                let depth = deeper(depth)?;
                let items = (0..self.at_least(number, 1)?).map(|_| self.item(depth));
                Ok(Value::Array(items.collect::<Result<_, _>>()?))
            }
            5 => self.map(number, deeper(depth)?),
            // Tags: no CTAP message has one.
            _ => Err(CborError::NotCanonical),
        }
    }

    fn map(&mut self, pairs: u64, depth: u8) -> Result<Value, CborError> {
        let mut map: Vec<(Value, Value)> = Vec::new();
        for _ in 0..self.at_least(pairs, 2)? {
            let key = self.item(depth)?;
            if !matches!(key, Value::Unsigned(_) | Value::Negative(_) | Value::Text(_)) {
                return Err(CborError::NotCanonical);
            }
            if map.last().is_some_and(|(before, _)| !before.order(&key).is_lt()) {
                return Err(CborError::NotCanonical);
            }
            map.push((key, self.item(depth)?));
        }
        Ok(Value::Map(Map(map)))
    }

    /// The number that `short` stands for or announces; a longer form than needed is not canonical.
    fn number(&mut self, short: u8) -> Result<u64, CborError> {
        let (number, least) = match short {
            0..=23 => return Ok(short.into()),
            24 => (self.byte()?.into(), 24),
            25 => (u16::from_be_bytes(self.bytes()?).into(), 0x100),
            26 => (u32::from_be_bytes(self.bytes()?).into(), 0x1_0000),
            27 => (u64::from_be_bytes(self.bytes()?), 0x1_0000_0000),
            _ => return Err(CborError::NotCanonical),
        };
        if number < least { Err(CborError::NotCanonical) } else { Ok(number) }
    }

    /// `count` items of no fewer than `size` bytes each must still be there: nothing is reserved for a lie.
    fn at_least(&self, count: u64, size: u64) -> Result<u64, CborError> {
        let wanted = count.checked_mul(size).ok_or(CborError::Truncated)?;
        if wanted > length(self.rest.len()) { Err(CborError::Truncated) } else { Ok(count) }
    }

    fn byte(&mut self) -> Result<u8, CborError> {
        self.bytes().map(|[byte]| byte)
    }

    fn bytes<const N: usize>(&mut self) -> Result<[u8; N], CborError> {
        let (bytes, rest) = self.rest.split_first_chunk().ok_or(CborError::Truncated)?;
        self.rest = rest;
        Ok(*bytes)
    }

    fn take(&mut self, count: u64) -> Result<&'b [u8], CborError> {
        let count = usize::try_from(count).map_err(|_| CborError::Truncated)?;
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(CborError::Truncated)?;
        self.rest = rest;
        Ok(taken)
    }
}

fn deeper(depth: u8) -> Result<u8, CborError> {
    if depth < DEEPEST { Ok(depth + 1) } else { Err(CborError::NotCanonical) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER;

    fn read(hex: &str) -> Result<Value, CborError> {
        Value::read(&HEXLOWER.decode(hex.as_bytes()).unwrap())
    }

    #[test]
    fn canonical_items_are_read_and_written_the_same() {
        // RFC 8949 appendix A, the rows that CTAP has a use for.
        let rows = [
            "00",
            "17",
            "1818",
            "1903e8",
            "1a000f4240",
            "1b000000e8d4a51000",
            "1bffffffffffffffff",
            "20",
            "29",
            "3863",
            "3903e7",
            "3bffffffffffffffff",
            "f4",
            "f5",
            "f6",
            "40",
            "4401020304",
            "60",
            "6161",
            "6449455446",
            "62c3bc",
            "80",
            "83010203",
            "8301820203820405",
            "a0",
            "a201020304",
            "a26161016162820203",
            "98190102030405060708090a0b0c0d0e0f101112131415161718181819",
        ];
        for hex in rows {
            let value = read(hex).unwrap_or_else(|error| panic!("{hex}: {error}"));
            assert_eq!(HEXLOWER.encode(&value.to_bytes()), hex);
        }
    }

    #[test]
    fn what_is_not_canonical_is_refused() {
        let rows = [
            ("1800", CborError::NotCanonical), // a small number in a long form
            ("190017", CborError::NotCanonical),
            ("5f42010243030405ff", CborError::NotCanonical), // indefinite lengths
            ("9fff", CborError::NotCanonical),
            ("bfff", CborError::NotCanonical),
            ("a2016161016162", CborError::NotCanonical), // a key twice
            ("a202616101", CborError::NotCanonical),     // keys in the wrong order
            ("a2616101026162", CborError::NotCanonical), // text before number
            ("a2626161016162", CborError::NotCanonical), // long before short
            ("a1f501", CborError::NotCanonical),         // a key that is neither number nor text
            ("c101", CborError::NotCanonical),           // a tag
            ("f93c00", CborError::NotCanonical),         // a float
            ("f7", CborError::NotCanonical),             // undefined
            ("62ffff", CborError::NotCanonical),         // not UTF-8
            ("818181818100", CborError::NotCanonical),   // five deep
            ("0000", CborError::Trailing),
            ("", CborError::Truncated),
            ("19", CborError::Truncated),
            ("5bffffffffffffffff", CborError::Truncated),
            ("9bffffffffffffffff", CborError::Truncated),
            ("bbffffffffffffffff", CborError::Truncated),
            ("a101", CborError::Truncated),
        ];
        for (hex, error) in rows {
            assert_eq!(read(hex), Err(error), "{hex}");
        }
        assert!(read("8181818100").is_ok(), "four deep is allowed");
    }

    #[test]
    fn a_map_is_in_canonical_order_however_it_was_built() {
        let map =
            Map::new().with("uv", true).with(-1, 2).with(3, 4).with("clientPin", false).with("rk", true);
        let again = map.clone().with(3, 5);
        assert_eq!(
            HEXLOWER.encode(&Value::from(map).to_bytes()),
            "a503042002627".to_owned() + "26bf5627576f569636c69656e7450696ef4"
        );
        assert_eq!(again.get(3), Some(&Value::Unsigned(5)));
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_read_has_only_these_bytes(bytes: Vec<u8>) {
            if let Ok(value) = Value::read(&bytes) {
                proptest::prop_assert_eq!(value.to_bytes(), bytes);
            }
        }

        #[test]
        fn integers_come_back(number: i64) {
            let value = Value::from(number);
            proptest::prop_assert_eq!(value.as_i64(), Some(number));
            proptest::prop_assert_eq!(Value::read(&value.to_bytes()), Ok(value));
        }
    }
}
