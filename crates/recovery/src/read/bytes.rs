//! The bytes of a file become text, or a sentence about what else they are. It bounds sizes before anything is unpacked.

use zeroize::Zeroizing;

use super::ReadError;

/// The most bytes of a text file. Ten thousand codes take a third of it.
pub(crate) const LARGEST_TEXT: usize = 1 << 20;
/// The most bytes of a PDF, which may carry fonts and a logo.
pub(crate) const LARGEST_PDF: usize = 16 << 20;

/// What bytes are.
pub(crate) enum Content {
    Text(Zeroizing<String>),
    Pdf,
}

/// What the first bytes of files that are no text look like.
const MAGIC: &[(&[u8], ReadError)] = &[
    (b"PK\x03\x04", ReadError::Archive("ZIP")),
    (b"PK\x05\x06", ReadError::Archive("ZIP")),
    (b"\x1f\x8b", ReadError::Archive("GZIP")),
    (b"BZh", ReadError::Archive("BZIP2")),
    (b"\xfd7zXZ\x00", ReadError::Archive("XZ")),
    (b"7z\xbc\xaf\x27\x1c", ReadError::Archive("7-Zip")),
    (b"Rar!\x1a\x07", ReadError::Archive("RAR")),
    (b"\x28\xb5\x2f\xfd", ReadError::Archive("Zstandard")),
    (b"\x89PNG\r\n\x1a\n", ReadError::Picture("PNG")),
    (b"\xff\xd8\xff", ReadError::Picture("JPEG")),
    (b"GIF8", ReadError::Picture("GIF")),
    (b"II*\x00", ReadError::Picture("TIFF")),
    (b"MM\x00*", ReadError::Picture("TIFF")),
    (b"{\\rtf", ReadError::Document("RTF")),
    (b"\xd0\xcf\x11\xe0", ReadError::Document("Word or Excel")),
    (b"age-encryption.org/", ReadError::Encrypted),
    (b"-----BEGIN AGE ENCRYPTED FILE-----", ReadError::Encrypted),
    (b"-----BEGIN PGP MESSAGE-----", ReadError::Encrypted),
];

/// Tells what `file` is and decodes text: UTF-8 or UTF-16, with or without a byte order mark.
pub(crate) fn content(file: &[u8]) -> Result<Content, ReadError> {
    if file.is_empty() {
        return Err(ReadError::Empty);
    }
    if let Some((_, error)) = MAGIC.iter().find(|(magic, _)| file.starts_with(magic)) {
        return Err(*error);
    }
    if file.starts_with(b"RIFF") && file.get(8..12) == Some(b"WEBP") {
        return Err(ReadError::Picture("WebP"));
    }
    // ISO 32000-1 Annex H, note 13: readers look for the header in the first 1,024 bytes.
    let start = file.get(..1024).unwrap_or(file);
    let (limit, is_pdf) = match start.windows(5).any(|window| window == b"%PDF-") {
        true => (LARGEST_PDF, true),
        false => (LARGEST_TEXT, false),
    };
    if file.len() > limit {
        return Err(ReadError::TooLarge { limit });
    }
    if is_pdf {
        return Ok(Content::Pdf);
    }
    let text = decode(file).ok_or(ReadError::Binary)?;
    let is_odd = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{b}' | '\u{85}');
    match text.chars().any(is_odd) {
        true => Err(ReadError::Binary),
        false => Ok(Content::Text(text)),
    }
}

fn decode(file: &[u8]) -> Option<Zeroizing<String>> {
    match file {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        // Codes and the words around them are mostly ASCII, so in UTF-16 every second byte is zero.
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => utf16(file, u16::from_le_bytes),
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => utf16(file, u16::from_be_bytes),
        _ => utf8(file).or_else(|| western(file)),
    }
}

fn utf8(bytes: &[u8]) -> Option<Zeroizing<String>> {
    std::str::from_utf8(bytes).ok().map(|text| Zeroizing::new(text.to_owned()))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<Zeroizing<String>> {
    let (pairs, rest) = bytes.as_chunks();
    // Room for all of it, because a string that grows leaves copies behind.
    let mut text = Zeroizing::new(String::with_capacity(pairs.len() * 3));
    for c in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        text.push(c.ok()?);
    }
    rest.is_empty().then_some(text)
}

/// Old Windows files: the letters above ASCII as in Latin-1. Only for text that is mostly ASCII; codes always are.
fn western(bytes: &[u8]) -> Option<Zeroizing<String>> {
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    (high * 8 < bytes.len() && !bytes.contains(&0)).then(|| {
        let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 2));
        // The gap of control characters holds quotes and dashes in Windows-1252; none of them is part of a code.
        text.extend(bytes.iter().map(|byte| match byte {
            0x80..=0x9f => '\u{fffd}',
            byte => char::from(*byte),
        }));
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(file: &[u8]) -> Result<String, ReadError> {
        match content(file)? {
            Content::Text(text) => Ok(text.to_string()),
            Content::Pdf => panic!("no PDF"),
        }
    }

    #[test]
    fn every_encoding_is_the_same_text() {
        let words = "Códigos\r\n12345678";
        let units: Vec<u16> = words.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let latin: Vec<u8> = words.chars().map(|c| u8::try_from(c).unwrap()).collect();
        for file in [
            words.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", words.as_bytes()].concat(),
            [b"\xff\xfe".as_slice(), &little].concat(),
            [b"\xfe\xff".as_slice(), &big].concat(),
            little,
            big,
            latin,
        ] {
            assert_eq!(text(&file).as_deref(), Ok(words));
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        for (file, error) in [
            (b"".as_slice(), ReadError::Empty),
            (b"PK\x03\x04whatever", ReadError::Archive("ZIP")),
            (b"\x1f\x8b\x08", ReadError::Archive("GZIP")),
            (b"\x89PNG\r\n\x1a\n", ReadError::Picture("PNG")),
            (b"RIFF0000WEBPVP8 ", ReadError::Picture("WebP")),
            (b"age-encryption.org/v1\n", ReadError::Encrypted),
            (b"\x00\x01\x02\x03", ReadError::Binary),
            (b"\x7fELF\x02\x01", ReadError::Binary),
            (b"\xff\xfe\x00\xd8", ReadError::Binary),
            (b"\x93\x94\x95\x96", ReadError::Binary),
        ] {
            assert_eq!(text(file), Err(error));
        }
        assert_eq!(text(&vec![b'a'; 50 << 20]), Err(ReadError::TooLarge { limit: LARGEST_TEXT }));
        let pdf = [b"%PDF-1.7\n".as_slice(), &vec![b'a'; 50 << 20]].concat();
        assert!(matches!(content(&pdf), Err(ReadError::TooLarge { limit: LARGEST_PDF })));
    }
}
