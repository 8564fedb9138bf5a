//! What a set that was just read means beside the sets that are stored: the same one, one with fewer codes because some
//! were used elsewhere, one that a service made anew. It only tells; the person decides and `using` acts.

use std::collections::HashMap;
use std::sync::Arc;

use crate::read::FoundSet;
use crate::{CodeState, RecoverySet, Regeneration, SetId, Standing};

#[cfg(test)]
mod tests;

/// What a found set is beside the stored ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reconciled {
    /// Nothing like it is stored.
    New,
    /// A stored set has just these codes, apart from those that are spent there already.
    Same(Match),
    /// As the same, but the file marks codes as used that are not spent in the vault: [`Match::used`].
    Marked(Match),
    /// A stored set has these and more, which may have been used elsewhere: ask.
    Subset(Match),
    /// A stored set has some of these and no others.
    Superset(Match),
    /// Both have codes that the other has not.
    Overlap(Match),
    /// A stored set of the same service and account has none of these: the service made them anew.
    Disjoint {
        /// The stored set in force.
        set: SetId,
        /// What to do with it.
        then: Regenerated,
    },
}

/// How a found set and a stored one lie over each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The stored set.
    pub set: SetId,
    /// Places in the stored set of codes that are not spent there and not in the file.
    pub missing: Vec<usize>,
    /// Places in the found set of codes that are not in the stored one.
    pub added: Vec<usize>,
    /// Places in the stored set of codes that are not spent there and are marked as used in the file.
    pub used: Vec<usize>,
}

/// What a new set means for the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Regenerated {
    /// The old codes no longer work: supersede it.
    Supersede,
    /// The old codes go on working: keep both.
    KeepBoth,
    /// Nobody knows: ask.
    Ask,
}

/// The stored sets, prepared for looking up codes: linear in their number, however many sets come after.
pub struct Stored<'a> {
    sets: &'a [Arc<RecoverySet>],
    places: HashMap<[u8; 32], Vec<(usize, usize)>>,
}

impl<'a> Stored<'a> {
    /// Looks at every stored code once.
    pub fn new(sets: &'a [Arc<RecoverySet>]) -> Self {
        let mut places: HashMap<_, Vec<_>> = HashMap::new();
        for (index, set) in sets.iter().enumerate() {
            for (at, code) in set.codes.iter().enumerate() {
                places.entry(code.text.digest()).or_default().push((index, at));
            }
        }
        Self { sets, places }
    }

    /// What `found` is beside the stored sets.
    pub fn reconcile(&self, found: &FoundSet) -> Reconciled {
        match self.most_alike(found) {
            Some((set, shared)) => compare(found, set, &shared),
            None => self.predecessor(found).map_or(Reconciled::New, |set| Reconciled::Disjoint {
                set: set.id,
                then: match (found.regeneration, set.regeneration) {
                    (Regeneration::Adds, _) | (_, Regeneration::Adds) => Regenerated::KeepBoth,
                    (Regeneration::Replaces, _) | (_, Regeneration::Replaces) => Regenerated::Supersede,
                    _ => Regenerated::Ask,
                },
            }),
        }
    }

    /// The stored set that shares the most codes, and those as places in the found and the stored set. Short codes may be
    /// the same by chance: sets of different services must share more than half.
    fn most_alike(&self, found: &FoundSet) -> Option<(&RecoverySet, Shared)> {
        let mut shared: HashMap<usize, Shared> = HashMap::new();
        for (from, code) in found.codes.iter().enumerate() {
            for (index, at) in self.places.get(&code.text.digest()).into_iter().flatten() {
                shared.entry(*index).or_default().push((from, *at));
            }
        }
        let alike = |(index, shared): (usize, Shared)| {
            let set = self.sets.get(index)?;
            let enough = may_be_equal(&found.service, &set.service) || shared.len() * 2 > found.codes.len();
            enough.then_some((index, set, shared))
        };
        let most = shared.into_iter().filter_map(alike).max_by_key(|(index, set, shared)| {
            (shared.len(), set.standing == Standing::Active, std::cmp::Reverse(*index))
        });
        most.map(|(_, set, shared)| (&**set, shared))
    }

    /// The set in force of the same service and account, the newest of several. A file that does not name its account may
    /// belong to any.
    fn predecessor(&self, found: &FoundSet) -> Option<&RecoverySet> {
        let service = found.service.as_ref()?;
        let of_service = self.sets.iter().map(Arc::as_ref).filter(|set| {
            set.standing == Standing::Active
                && set.kind == found.kind
                && set.service.as_ref() == Some(service)
                && may_be_equal(&found.account, &set.account)
        });
        of_service.max_by_key(|set| (set.account == found.account, set.imported))
    }
}

/// Pairs of places: in the found set, in the stored one.
type Shared = Vec<(usize, usize)>;

fn compare(found: &FoundSet, set: &RecoverySet, shared: &Shared) -> Reconciled {
    let mut in_file = vec![false; set.codes.len()];
    let mut known = vec![false; found.codes.len()];
    let mut used = Vec::new();
    for (from, at) in shared {
        for (marks, place) in [(&mut known, from), (&mut in_file, at)] {
            if let Some(mark) = marks.get_mut(*place) {
                *mark = true;
            }
        }
        let marked = found.codes.get(*from).is_some_and(|code| code.used.is_some());
        if marked && set.codes.get(*at).is_some_and(|code| is_open(&code.state)) {
            used.push(*at);
        }
    }
    let places = |marks: &[bool]| -> Vec<usize> {
        marks.iter().enumerate().filter(|(_, mark)| !**mark).map(|(place, _)| place).collect()
    };
    let mut missing = places(&in_file);
    missing.retain(|at| set.codes.get(*at).is_some_and(|code| is_open(&code.state)));
    used.sort_unstable();
    used.dedup();
    let matched = Match { set: set.id, missing, added: places(&known), used };
    match (matched.missing.is_empty(), matched.added.is_empty()) {
        (true, true) if !matched.used.is_empty() => Reconciled::Marked(matched),
        (true, true) => Reconciled::Same(matched),
        (false, true) => Reconciled::Subset(matched),
        (true, false) => Reconciled::Superset(matched),
        (false, false) => Reconciled::Overlap(matched),
    }
}

/// Whether a code may still be good, so that its absence from a file means something.
fn is_open(state: &CodeState) -> bool {
    matches!(state, CodeState::Unused | CodeState::Reserved { .. } | CodeState::Unsure { .. })
}

/// Whether two names may mean the same: equal but for case, or one is not known.
fn may_be_equal(one: &Option<String>, other: &Option<String>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.to_lowercase() == other.to_lowercase(),
        _ => true,
    }
}
