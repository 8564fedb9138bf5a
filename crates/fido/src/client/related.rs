//! Related origins (WebAuthn §5.11): a site may name, in a document of its own, other origins that may use its passkeys.
//! The document is fetched by whoever has a network.

use serde::Deserialize;

use crate::client::error::ClientError;
use crate::client::origin::{Caller, Origin};

/// Fetches the document of a relying party.
pub trait RelatedOrigins {
    /// The body of `https://ID/.well-known/webauthn`, fetched without credentials and referrer, served as JSON; `None`
    /// when there is none.
    fn fetch(&self, id: &str) -> Option<Vec<u8>>;
}

/// Fetches nothing: only what an address itself covers is allowed.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoRelatedOrigins;

impl RelatedOrigins for NoRelatedOrigins {
    fn fetch(&self, _: &str) -> Option<Vec<u8>> {
        None
    }
}

#[derive(Deserialize)]
struct Document {
    origins: Vec<String>,
}

/// More labels than this are not looked at (WebAuthn §5.11.1 wants five at least).
const MOST_LABELS: usize = 5;
/// No document of names is larger.
const LARGEST: usize = 256 * 1024;

/// The relying party that the caller acts for: `wanted`, or its own domain when it names none.
pub(crate) fn relying_party(
    caller: &Caller,
    wanted: Option<String>,
    related: &dyn RelatedOrigins,
) -> Result<String, ClientError> {
    let Some(id) = wanted else { return Ok(caller.origin.domain().to_owned()) };
    if caller.origin.covers(&id) {
        return Ok(id);
    }
    // Only a domain that somebody owns can name others; and it must be spelt as one before it is asked.
    let is_whole = Origin::parse(&format!("https://{id}")).is_ok_and(|origin| origin.label().is_some());
    if is_whole && related.fetch(&id).is_some_and(|document| names(&document, &caller.origin)) {
        return Ok(id);
    }
    Err(ClientError::WrongSite)
}

/// Whether the document names the origin among its first labels.
fn names(document: &[u8], origin: &Origin) -> bool {
    if document.len() > LARGEST {
        return false;
    }
    let Ok(Document { origins }) = serde_json::from_slice(document) else { return false };
    let mut labels: Vec<String> = Vec::new();
    for named in origins.iter().filter_map(|text| Origin::parse(text).ok()) {
        let Some(label) = named.label() else { continue };
        if !labels.iter().any(|seen| seen == label) {
            if labels.len() >= MOST_LABELS {
                continue;
            }
            labels.push(label.to_owned());
        }
        if named == *origin {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Document(&'static str);

    impl RelatedOrigins for Document {
        fn fetch(&self, id: &str) -> Option<Vec<u8>> {
            (id == "example.com").then(|| self.0.as_bytes().to_vec())
        }
    }

    fn allowed(origin: &str, id: &str, document: &'static str) -> bool {
        let caller = Caller::at(Origin::parse(origin).unwrap());
        relying_party(&caller, Some(id.to_owned()), &Document(document)).is_ok()
    }

    #[test]
    fn an_origin_that_the_site_names_is_allowed() {
        let document = r#"{"origins": ["https://example.de", "https://shop.example"]}"#;
        assert!(allowed("https://example.de", "example.com", document));
        assert!(!allowed("https://example.fr", "example.com", document));
        assert!(!allowed("https://example.de", "example.org", document), "another site's document");
        assert!(!allowed("https://example.de", "com", document));
    }

    #[test]
    fn a_sixth_label_is_not_looked_at_and_a_known_one_is() {
        let document = r#"{"origins": ["https://a.com", "https://b.com", "https://c.com", "https://d.com",
            "https://e.com", "https://f.com", "https://a.org"]}"#;
        assert!(!allowed("https://f.com", "example.com", document));
        assert!(allowed("https://a.org", "example.com", document), "the label `a` is one of the five");
    }

    #[test]
    fn what_is_no_document_allows_nothing() {
        for document in ["", "[]", r#"{"origins": "https://example.de"}"#, r#"{"origins": [1]}"#] {
            assert!(!allowed("https://example.de", "example.com", document), "{document}");
        }
    }
}
