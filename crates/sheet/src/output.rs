//! What a sheet becomes: wiped when dropped, printed by nobody. Does not write files.

use std::fmt;

use zeroize::Zeroizing;

/// One HTML page, complete in itself. Wiped on drop; prints as `Html(..)`.
pub struct Html(pub(crate) Zeroizing<String>);

impl Html {
    /// The only way to the text: for a file the person asked for, or for the page that is printed.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Html(..)")
    }
}
