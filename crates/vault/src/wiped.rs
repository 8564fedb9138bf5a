//! Buffers for plaintext: they are wiped on drop, and growing leaves no copy behind.
//!
//! They know nothing of what they hold. What libraries copy on the way (the last chunk inside age, strings with escapes
//! inside serde_json) is out of reach here: only an allocator that wipes what it frees gets at it.

use std::fmt;
use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use zeroize::{Zeroizing, optimization_barrier};

/// Bytes that are wiped on drop. A `Vec` that grows leaves its old memory to the allocator as it was; this one wipes it.
pub(crate) struct WipedBuffer(Vec<u8>);

impl WipedBuffer {
    /// An empty buffer with room for `capacity` bytes.
    pub fn with_capacity(capacity: usize) -> Self {
        Self(Vec::with_capacity(capacity))
    }

    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }

    /// Moves to larger memory. Out of the way of writing: it happens a few times at most.
    #[cold]
    fn make_room(&mut self, more: usize) {
        let needed = self.0.len().saturating_add(more);
        let mut larger = Self::with_capacity(needed.max(self.0.capacity() * 2).max(1_024));
        larger.0.extend_from_slice(&self.0);
        // The old memory is wiped by the drop of what was here.
        *self = larger;
    }
}

impl Drop for WipedBuffer {
    /// In one stroke: byte by byte, as `Vec<u8>` is wiped otherwise, takes milliseconds for a large vault. Beyond its
    /// length nothing was ever written.
    fn drop(&mut self) {
        self.0.fill(0);
        optimization_barrier(self.0.as_slice());
    }
}

impl Write for WipedBuffer {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    /// JSON is written in very small pieces, so this is worth a path of its own.
    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.0.capacity() - self.0.len() < bytes.len() {
            self.make_room(bytes.len());
        }
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A piece of valid JSON kept word for word. It may hold secrets (a record that could not be understood, a field of a
/// later version), so it prints as `..` and is wiped on drop.
#[derive(Clone)]
pub(crate) struct WipedJson(Zeroizing<String>);

impl WipedJson {
    /// The JSON text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&RawValue> for WipedJson {
    fn from(raw: &RawValue) -> Self {
        Self(Zeroizing::new(raw.get().to_owned()))
    }
}

impl Serialize for WipedJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_json::from_str::<&RawValue>(&self.0).map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

impl fmt::Debug for WipedJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WipedJson(..)")
    }
}

/// Reads a stream to its end into a buffer that never has to grow beyond `at_most` bytes.
pub(crate) fn read_to_end(mut from: impl io::Read, at_most: usize) -> io::Result<WipedBuffer> {
    let mut buffer = WipedBuffer(vec![0; at_most]);
    let mut length = 0;
    while let Some(room) = buffer.0.get_mut(length..).filter(|room| !room.is_empty()) {
        match from.read(room) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    // What is cut off was never written to.
    buffer.0.truncate(length);
    Ok(buffer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_that_grows_keeps_its_bytes() {
        let mut buffer = WipedBuffer::with_capacity(1);
        for byte in 0..=255_u8 {
            buffer.write_all(&[byte; 100]).unwrap();
        }
        assert_eq!(buffer.as_slice().len(), 25_600);
        assert_eq!(buffer.as_slice()[25_500], 255);
    }

    #[test]
    fn a_stream_is_read_to_its_end() {
        let bytes = [7; 100];
        assert_eq!(read_to_end(&bytes[..], 200).unwrap().as_slice(), bytes);
        assert_eq!(read_to_end(&bytes[..], 100).unwrap().as_slice(), bytes);
    }

    #[test]
    fn kept_json_prints_as_dots_and_writes_as_it_was() {
        let json = WipedJson::from(serde_json::from_str::<&RawValue>(r#"{"secret" : "ABC"}"#).unwrap());
        assert_eq!(format!("{json:?}"), "WipedJson(..)");
        assert_eq!(serde_json::to_string(&json).unwrap(), r#"{"secret" : "ABC"}"#);
    }
}
