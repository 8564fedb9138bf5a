//! Percent-encoding of RFC 3986 §2.1, forgiving when read and strict when written. What it reads may be a
//! secret, so everything it returns wipes itself.

use zeroize::Zeroizing;

/// Decodes text outside a query, where `+` is a plus sign (`ann+work@example.org`). A `%` without two hex
/// digits stays as it is; bytes that are not UTF-8 are read as Latin-1, which is what such services mean.
pub(crate) fn decode(text: &str) -> Zeroizing<String> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = match tail {
            [high, low, after @ ..] if *first == b'%' => {
                if let (Some(high), Some(low)) = (hex_digit(*high), hex_digit(*low)) {
                    bytes.push(high << 4 | low);
                    after
                } else {
                    bytes.push(*first);
                    tail
                }
            }
            _ => {
                bytes.push(*first);
                tail
            }
        };
    }
    match String::from_utf8(std::mem::take(&mut *bytes)) {
        Ok(text) => Zeroizing::new(text),
        Err(not_utf8) => {
            let bytes = Zeroizing::new(not_utf8.into_bytes());
            let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 2));
            text.extend(bytes.iter().copied().map(char::from));
            text
        }
    }
}

/// Decodes a value of a query, where `+` is a space as HTML forms write it: more services print
/// `issuer=My+Company` for a space than leave a real plus sign unescaped.
pub(crate) fn decode_form(text: &str) -> Zeroizing<String> {
    decode(&Zeroizing::new(text.replace('+', " ")))
}

/// Appends `text` to `uri` with everything escaped but the unreserved characters of RFC 3986 §2.3 and `@`,
/// which is safe in a path as in a query and keeps addresses readable.
pub(crate) fn encode(text: &str, uri: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push('%');
            for digit in [byte >> 4, byte & 0x0f] {
                uri.extend(char::from_digit(u32::from(digit), 16).map(|digit| digit.to_ascii_uppercase()));
            }
        }
    }
}

fn hex_digit(character: u8) -> Option<u8> {
    char::from(character).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn plus_is_a_space_only_in_a_query() {
        assert_eq!(*decode("a+b%2Bc%20d"), "a+b+c d");
        assert_eq!(*decode_form("a+b%2Bc%20d"), "a b+c d");
    }

    #[test]
    fn stray_percent_signs_stay() {
        for text in ["100%", "%", "%%", "%4", "%zz", "50%zz%"] {
            assert_eq!(*decode(text), text);
        }
        assert_eq!(*decode("%%41"), "%A");
    }

    #[test]
    fn bytes_that_are_not_utf8_are_latin1() {
        assert_eq!(*decode("%E9t%E9"), "été");
    }

    #[test]
    fn only_unreserved_characters_are_left_alone() {
        let mut uri = String::new();
        encode("aZ0-._~@ :/?&=+%#é", &mut uri);
        assert_eq!(uri, "aZ0-._~@%20%3A%2F%3F%26%3D%2B%25%23%C3%A9");
    }

    proptest! {
        #[test]
        fn what_is_encoded_decodes_to_itself(text: String) {
            let mut uri = String::new();
            encode(&text, &mut uri);
            prop_assert!(uri.is_ascii());
            prop_assert_eq!(&*decode(&uri), &text);
            prop_assert_eq!(&*decode_form(&uri), &text);
        }
    }
}
