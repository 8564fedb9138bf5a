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

/// One PDF file. Wiped on drop; prints as `Pdf(..)`.
pub struct Pdf(pub(crate) Zeroizing<Vec<u8>>);

impl Pdf {
    /// The only way to the bytes: for a file the person asked for.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Pdf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pdf(..)")
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Display;
    use std::ops::Deref;

    use static_assertions::assert_not_impl_any;

    use super::*;
    use crate::samples::{IDENTITY, kit};
    use crate::{Paper, Secret, Sheet};

    // Claims about absent traits; unlike a `compile_fail` doctest they cannot pass by accident.
    assert_not_impl_any!(Html: Clone, Display, Deref, serde::Serialize);
    assert_not_impl_any!(Pdf: Clone, Display, Deref, serde::Serialize);
    assert_not_impl_any!(Secret<'static>: Clone, Display, Deref, PartialEq, serde::Serialize);
    assert_not_impl_any!(Sheet<'static>: Clone, fmt::Debug, Display, serde::Serialize);

    #[test]
    fn nothing_printed_holds_the_secret() {
        let printed =
            format!("{:?} {:?} {:?}", Secret(IDENTITY), crate::html(&kit()), crate::pdf(&kit(), Paper::A4));
        assert_eq!(printed, "Secret(..) Html(..) Pdf(..)");
    }
}
