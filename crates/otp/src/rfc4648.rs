//! Bytes as text: base16, base32 and base64 of RFC 4648, one bit loop for all three. Reading is tolerant
//! (either case, padding or none, spaces and dashes of people who group by four), writing is canonical.
//! It does not know what the bytes mean, and treats all of them as secret.

use zeroize::Zeroizing;

/// One of the alphabets of RFC 4648.
pub(crate) struct Encoding {
    /// How many bits one symbol carries.
    bits: u32,
    symbols: &'static [u8],
    value: fn(char) -> Option<u8>,
}

/// A character that does not belong to the alphabet, or one after the padding. Says no more: the text is secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ForeignCharacter;

/// RFC 4648 §8, written in lower case as mOTP hashes it.
pub(crate) const BASE16: Encoding =
    Encoding { bits: 4, symbols: b"0123456789abcdef", value: |c| c.to_digit(16).map(low_byte) };

/// RFC 4648 §6, written without padding as `otpauth://` wants it.
pub(crate) const BASE32: Encoding = Encoding {
    bits: 5,
    symbols: b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
    value: |c| match c {
        'A'..='Z' | 'a'..='z' => c.to_digit(36).map(|digit| low_byte(digit - 10)),
        '2'..='7' => c.to_digit(8).map(|digit| low_byte(digit + 24)),
        _ => None,
    },
};

/// RFC 4648 §4; read together with the URL-safe variant of §5.
pub(crate) const BASE64: Encoding = Encoding {
    bits: 6,
    symbols: b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
    value: |c| match c {
        'A'..='Z' => c.to_digit(36).map(|digit| low_byte(digit - 10)),
        'a'..='z' => c.to_digit(36).map(|digit| low_byte(digit + 16)),
        '0'..='9' => c.to_digit(10).map(|digit| low_byte(digit + 52)),
        '+' | '-' => Some(62),
        '/' | '_' => Some(63),
        _ => None,
    },
};

impl Encoding {
    /// The bytes of `text`. Bits beyond the last whole byte are dropped, not refused: services that draw their
    /// secret as random letters give away texts of any length, and every app drops the rest.
    pub(crate) fn decode(&self, text: &str) -> Result<Zeroizing<Vec<u8>>, ForeignCharacter> {
        // Never longer than the text, so it never grows and leaves no copy behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(text.len()));
        let (mut pending, mut pending_bits, mut padded) = (0_u32, 0_u32, false);
        for character in text.chars() {
            if let Some(value) = (self.value)(character) {
                if padded {
                    return Err(ForeignCharacter);
                }
                pending = pending << self.bits | u32::from(value);
                pending_bits += self.bits;
                if pending_bits >= 8 {
                    pending_bits -= 8;
                    bytes.push(low_byte(pending >> pending_bits));
                }
            } else if character == '=' {
                padded = true;
            } else if !separates_groups(character) {
                return Err(ForeignCharacter);
            }
        }
        Ok(bytes)
    }

    /// `bytes` in this alphabet, without padding.
    pub(crate) fn encode(&self, bytes: &[u8]) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 2));
        let (mut pending, mut pending_bits) = (0_u32, 0_u32);
        for byte in bytes {
            pending = pending << 8 | u32::from(*byte);
            pending_bits += 8;
            while pending_bits >= self.bits {
                pending_bits -= self.bits;
                text.push(self.symbol(pending >> pending_bits));
            }
        }
        if pending_bits > 0 {
            text.push(self.symbol(pending << (self.bits - pending_bits)));
        }
        text
    }

    fn symbol(&self, value: u32) -> char {
        let place = usize::from(low_byte(value)) % self.symbols.len();
        self.symbols.get(place).copied().map_or('=', char::from)
    }
}

/// What people and web pages put between groups of characters: white space, dashes and their typographic and
/// invisible cousins.
fn separates_groups(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn low_byte(value: u32) -> u8 {
    let [_, _, _, low] = value.to_be_bytes();
    low
}
#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// RFC 4648 §10, without padding.
    const VECTORS: [(&str, &str, &str, &str); 7] = [
        ("", "", "", ""),
        ("f", "66", "MY", "Zg"),
        ("fo", "666f", "MZXQ", "Zm8"),
        ("foo", "666f6f", "MZXW6", "Zm9v"),
        ("foob", "666f6f62", "MZXW6YQ", "Zm9vYg"),
        ("fooba", "666f6f6261", "MZXW6YTB", "Zm9vYmE"),
        ("foobar", "666f6f626172", "MZXW6YTBOI", "Zm9vYmFy"),
    ];

    #[test]
    fn encodings_are_those_of_the_rfc() {
        for (plain, hex, base32, base64) in VECTORS {
            for (encoding, text) in [(&BASE16, hex), (&BASE32, base32), (&BASE64, base64)] {
                assert_eq!(*encoding.encode(plain.as_bytes()), text);
                assert_eq!(**encoding.decode(text).unwrap(), *plain.as_bytes());
            }
        }
    }

    #[test]
    fn what_people_type_between_the_characters_is_passed_over() {
        for text in [
            "mzxw 6ytb",
            "MZXW-6YTB",
            "mZxW\u{a0}6yTb",
            "MZXW\u{2013}6YTB",
            "\u{200b}MZXW6YTB\n",
            "MZXW6YTB====",
        ] {
            assert_eq!(**BASE32.decode(text).unwrap(), *b"fooba", "{text:?}");
        }
    }

    #[test]
    fn url_safe_base64_reads_like_the_plain_one() {
        assert_eq!(BASE64.decode("-_-_").unwrap(), BASE64.decode("+/+/").unwrap());
    }

    #[test]
    fn foreign_characters_are_refused() {
        for text in ["MZXW0", "MZXW1", "MZXW8", "MZXW9", "M!", "M=Z", "\u{0}", "\u{ff2d}"] {
            assert_eq!(BASE32.decode(text), Err(ForeignCharacter), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn encodings_agree_with_data_encoding(bytes: Vec<u8>) {
            let peers = [
                (&BASE16, data_encoding::HEXLOWER),
                (&BASE32, data_encoding::BASE32_NOPAD),
                (&BASE64, data_encoding::BASE64_NOPAD),
            ];
            for (encoding, peer) in peers {
                let text = encoding.encode(&bytes);
                prop_assert_eq!(&*text, &peer.encode(&bytes));
                prop_assert_eq!(&*encoding.decode(&text).unwrap(), &bytes);
            }
        }

        #[test]
        fn no_text_makes_decoding_panic(text: String) {
            for encoding in [&BASE16, &BASE32, &BASE64] {
                let _ = encoding.decode(&text);
            }
        }
    }
}
