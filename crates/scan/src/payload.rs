//! The text of one QR code. It is probably a secret, so it is wiped on drop and never printed by `Debug`.
//! Whether it is an enrolment is for `otp` to say.

use std::fmt;
use zeroize::Zeroizing;

/// The text one QR code holds (ISO/IEC 18004 §7.4: the segments put together, their character sets resolved).
///
/// Segments without a declared character set are read as UTF-8 where they are valid UTF-8, otherwise in the set the
/// decoder recognises (Shift JIS, GB 18030, ISO 8859-1). A symbol holds at most 7,089 characters.
pub struct Payload(Zeroizing<String>);

impl Payload {
    /// Takes over `text`, which is wiped when the payload is dropped.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// Adds to `known` what `more` has and `known` has not, in order.
    pub(crate) fn gather(known: &mut Vec<Self>, more: Vec<Self>) {
        for payload in more {
            if !known.iter().any(|earlier| earlier.0 == payload.0) {
                known.push(payload);
            }
        }
    }

    /// The text. The caller must not log it: most codes this app sees hold a secret.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Payload(..)")
    }
}
