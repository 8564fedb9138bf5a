//! Who calls, and for which relying party it may speak (WebAuthn §5.1.3 steps 6 to 8; HTML, "is a registrable domain
//! suffix of or is equal to").

use std::fmt;

use thiserror::Error;
use url::{Host, Url};

/// The origin of a page: `https`, or `http` on the computer itself, with a domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    text: String,
    domain: String,
}

/// The text is no origin that may use passkeys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("The page has no secure address, so it cannot use passkeys. Open the site with https.")]
pub struct OriginError;

impl Origin {
    /// Reads an origin as browsers write it (HTML, serialisation of an origin): scheme, host and port, nothing behind.
    ///
    /// # Errors
    /// [`OriginError`] for an opaque origin, another scheme, an address in numbers, or another spelling.
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        let url = Url::parse(text).map_err(|_| OriginError)?;
        if url.origin().ascii_serialization() != text {
            return Err(OriginError);
        }
        let Some(Host::Domain(domain)) = url.host() else { return Err(OriginError) };
        let is_local = domain == "localhost" || domain.ends_with(".localhost");
        match url.scheme() {
            "https" => {}
            "http" if is_local => {}
            _ => return Err(OriginError),
        }
        Ok(Self { text: text.to_owned(), domain: domain.to_owned() })
    }

    /// As browsers write it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its effective domain.
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// Whether a page of this origin may speak for `id` without further proof.
    pub(crate) fn covers(&self, id: &str) -> bool {
        is_domain(id) && (self.domain == id || (is_below(&self.domain, id) && is_registrable(id)))
    }

    /// The label that names the registrable domain: `example` of `login.example.co.uk` (WebAuthn §5.11.1 counts them).
    pub(crate) fn label(&self) -> Option<&str> {
        psl::domain_str(&self.domain)?.split('.').next()
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

/// Who calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The origin of the document that calls.
    pub origin: Origin,
    /// The origin of the whole page, when the document stands in a page of another.
    pub top_origin: Option<Origin>,
}

impl Caller {
    /// A page of its own.
    pub fn at(origin: Origin) -> Self {
        Self { origin, top_origin: None }
    }
}

/// A domain in the spelling that is compared.
fn is_domain(id: &str) -> bool {
    matches!(Host::parse(id), Ok(Host::Domain(domain)) if domain == id)
}

fn is_below(domain: &str, id: &str) -> bool {
    domain.strip_suffix(id).is_some_and(|rest| rest.ends_with('.'))
}

/// Whether `id` is more than a public suffix: somebody owns it.
fn is_registrable(id: &str) -> bool {
    psl::domain_str(id).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_secure_origins_with_a_domain_are_taken() {
        for good in
            ["https://example.com", "https://example.com:8443", "http://localhost:3000", "http://a.localhost"]
        {
            assert_eq!(Origin::parse(good).unwrap().as_str(), good);
        }
        for bad in [
            "http://example.com",
            "https://192.0.2.1",
            "https://[2001:db8::1]",
            "https://example.com/",
            "https://example.com:443",
            "https://EXAMPLE.com",
            "https://user@example.com",
            "https://bücher.example",
            "file:///x",
            "null",
            "data:text/html,x",
            "moz-extension://abc",
            "",
        ] {
            assert_eq!(Origin::parse(bad), Err(OriginError), "{bad}");
        }
    }

    #[test]
    fn an_origin_covers_itself_and_what_somebody_owns_above_it() {
        let rows = [
            ("https://login.example.com", "login.example.com", true),
            ("https://login.example.com", "example.com", true),
            ("https://login.example.com:8443", "example.com", true),
            ("https://login.example.com", "com", false),
            ("https://example.com", "login.example.com", false),
            ("https://badexample.com", "example.com", false),
            ("https://example.co.uk", "co.uk", false),
            ("https://a.example.co.uk", "example.co.uk", true),
            ("https://one.github.io", "github.io", false),
            ("https://one.github.io", "one.github.io", true),
            ("https://example.com", "Example.com", false),
            ("https://example.com", "example.com.", false),
            ("https://example.com", "", false),
            ("https://example.com", "192.0.2.1", false),
            ("http://localhost", "localhost", true),
            ("http://a.localhost", "localhost", false),
        ];
        for (origin, id, expected) in rows {
            assert_eq!(Origin::parse(origin).unwrap().covers(id), expected, "{origin} for {id}");
        }
    }
}
