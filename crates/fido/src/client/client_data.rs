//! The client data that a signature is over (WebAuthn §5.8.1), written exactly as §5.8.1.1 says, byte by byte.

use crate::client::origin::Caller;
use crate::secret::sha256;

/// Which ceremony.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ceremony {
    Create,
    Get,
}

/// The bytes of the client data.
pub(crate) struct ClientData(Vec<u8>);

impl ClientData {
    /// `challenge` is base64url without padding, as it stands in the options.
    pub fn new(ceremony: Ceremony, challenge: &str, caller: &Caller) -> Self {
        let kind = match ceremony {
            Ceremony::Create => "webauthn.create",
            Ceremony::Get => "webauthn.get",
        };
        let (type_, challenge, origin) = (quoted(kind), quoted(challenge), quoted(caller.origin.as_str()));
        let mut json =
            format!(r#"{{"type":{type_},"challenge":{challenge},"origin":{origin},"crossOrigin":"#);
        match &caller.top_origin {
            Some(top) if *top != caller.origin => {
                json.push_str(r#"true,"topOrigin":"#);
                json.push_str(&quoted(top.as_str()));
            }
            _ => json.push_str("false"),
        }
        json.push('}');
        Self(json.into_bytes())
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    pub fn hash(&self) -> [u8; 32] {
        sha256(&[&self.0])
    }
}

/// CCDToString (WebAuthn §5.8.1.2).
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            control @ '\0'..='\u{1f}' => quoted.push_str(&format!("\\u{:04x}", u32::from(control))),
            plain => quoted.push(plain),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::origin::Origin;

    #[test]
    fn client_data_is_written_to_the_letter() {
        let origin = |text| Origin::parse(text).unwrap();
        let mut caller = Caller::at(origin("https://example.com"));
        let plain = ClientData::new(Ceremony::Create, "abc_-", &caller);
        assert_eq!(
            std::str::from_utf8(plain.bytes()).unwrap(),
            r#"{"type":"webauthn.create","challenge":"abc_-","origin":"https://example.com","crossOrigin":false}"#
        );
        caller.top_origin = Some(origin("https://shop.example"));
        let framed = ClientData::new(Ceremony::Get, "abc", &caller);
        assert!(std::str::from_utf8(framed.bytes()).unwrap().ends_with(
            r#""origin":"https://example.com","crossOrigin":true,"topOrigin":"https://shop.example"}"#
        ));
    }

    #[test]
    fn text_is_escaped_as_the_specification_says() {
        assert_eq!(quoted("a\"b\\c\n\u{1f}é"), "\"a\\\"b\\\\c\\u000a\\u001fé\"");
    }
}
