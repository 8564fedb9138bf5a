//! The last writes of a vault, by which one copy is known to come from another.
//!
//! A revision alone does not tell: two computers that share a folder can both make a revision 8 out of the same 7. It
//! decides nothing; whoever reads a file again does.

use std::iter;

/// A vault that was written more often than this behind an open one counts as another branch, which is the safe mistake.
const LIMIT: usize = 128;

/// The random numbers of the last writes, newest last. Empty in a file that no program with this field has written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lineage(Vec<u64>);

impl Lineage {
    /// The lineage after one more write.
    pub fn followed(&self) -> Self {
        let surplus = (self.0.len() + 1).saturating_sub(LIMIT);
        Self(self.0.iter().copied().skip(surplus).chain(iter::once(rand::random())).collect())
    }

    /// Whether a copy with this lineage holds the last write of `earlier`.
    pub fn continues(&self, earlier: &Self) -> bool {
        earlier.0.last().is_none_or(|last| self.0.contains(last))
    }

    /// The last write alone: what another file notes of this one.
    pub fn last(&self) -> Self {
        Self(self.0.last().copied().into_iter().collect())
    }

    /// The numbers as they are in the file.
    pub fn words(&self) -> Vec<String> {
        self.0.iter().map(|write| format!("{write:016x}")).collect()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Words that are no numbers are left out: then the copy cannot be shown to continue an open one, and that is told.
impl<'a> FromIterator<&'a str> for Lineage {
    fn from_iter<I: IntoIterator<Item = &'a str>>(words: I) -> Self {
        Self(words.into_iter().filter_map(|word| u64::from_str_radix(word, 16).ok()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_continues_what_it_was_made_of_and_no_branch_of_it() {
        let base = Lineage::default().followed();
        let (one, other) = (base.followed(), base.followed());
        assert!(one.continues(&base) && one.continues(&one) && one.followed().continues(&one));
        assert!(!base.continues(&one) && !one.continues(&other) && !other.followed().continues(&one));
        assert!(one.continues(&Lineage::default()), "nothing is claimed of a file of earlier programs");
    }

    #[test]
    fn it_is_bounded_and_reads_back_from_its_words() {
        let long = (0..LIMIT * 2).fold(Lineage::default(), |lineage, _| lineage.followed());
        assert_eq!(long.0.len(), LIMIT);
        let words = long.words();
        assert_eq!(words.iter().map(String::as_str).collect::<Lineage>(), long);
        assert_eq!(["", "x", "12345678901234567"].into_iter().collect::<Lineage>(), Lineage::default());
    }
}
