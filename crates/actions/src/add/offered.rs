//! The table on which scanned accounts wait, and the gathering of exports that come in several pictures.
//! In memory only; wiped when the vault is locked or the offer is discarded.
use std::{collections::BTreeMap, fmt, sync::Arc, time::SystemTime};

use otp::{OtpAuth, OtpKey};
use vault::Account;
use zeroize::Zeroize;

use crate::{ActionError, account_text::shortened};

/// More accounts than anybody scans in one go; a bound, so that a screen full of codes cannot fill the memory.
pub(super) const MOST_CANDIDATES: usize = 1_000;

/// The number of a candidate at the desk. Never used twice between two starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CandidateId(u32);

impl From<u32> for CandidateId {
    fn from(number: u32) -> Self {
        Self(number)
    }
}

impl From<CandidateId> for u32 {
    fn from(id: CandidateId) -> Self {
        id.0
    }
}

/// How far an export over several pictures has been gathered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Batch {
    /// How many pictures were read.
    pub have: u32,
    /// How many there are.
    pub of: u32,
}

/// "2 of 3".
impl fmt::Display for Batch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} of {}", self.have, self.of)
    }
}

/// One account as it was read.
#[derive(Debug)]
pub(crate) struct Scanned {
    pub(crate) issuer: String,
    pub(crate) name: String,
    pub(crate) key: Arc<OtpKey>,
    other: Vec<(String, String)>,
}

impl From<OtpAuth> for Scanned {
    fn from(enrolment: OtpAuth) -> Self {
        Self {
            issuer: shortened(&enrolment.issuer.unwrap_or_default()),
            name: shortened(&enrolment.account),
            key: Arc::new(enrolment.key),
            other: enrolment.other,
        }
    }
}

/// Parameters nobody knows may hold secrets too.
impl Drop for Scanned {
    fn drop(&mut self) {
        for (name, value) in &mut self.other {
            name.zeroize();
            value.zeroize();
        }
    }
}

impl Scanned {
    /// A new account that nobody has named yet.
    pub(super) fn account(&self, now: SystemTime) -> Account {
        let mut account = Account::new(Arc::clone(&self.key), now.into());
        account.other.clone_from(&self.other);
        account
    }

    fn same_as(&self, other: &Self) -> bool {
        self.issuer == other.issuer && self.name == other.name && self.key.same_as(&other.key)
    }
}

/// What waits at the desk.
#[derive(Debug, Default)]
pub(crate) struct Offered {
    last: u32,
    waiting: BTreeMap<CandidateId, Scanned>,
    /// The export that is being gathered. Another one takes its place; what was read of the first stays on the table.
    gathering: Option<Gathering>,
}

#[derive(Debug)]
struct Gathering {
    id: i32,
    of: u32,
    pictures: BTreeMap<u32, Vec<CandidateId>>,
}

impl Offered {
    pub(crate) fn get(&self, id: CandidateId) -> Result<&Scanned, ActionError> {
        self.waiting.get(&id).ok_or(ActionError::NoSuchCandidate)
    }

    pub(crate) fn remove(&mut self, id: CandidateId) {
        self.waiting.remove(&id);
    }

    /// Forgets everything, but gives out no number twice: a click that comes late must not add another account.
    pub(crate) fn clear(&mut self) {
        *self = Self { last: self.last, ..Self::default() };
    }

    /// Puts an account on the table, unless it lies there already. `None` when the table is full.
    pub(super) fn put(&mut self, scanned: Scanned) -> Option<CandidateId> {
        if let Some((id, _)) = self.waiting.iter().find(|(_, waiting)| waiting.same_as(&scanned)) {
            return Some(*id);
        }
        if self.waiting.len() >= MOST_CANDIDATES {
            return None;
        }
        self.last = self.last.checked_add(1)?;
        let id = CandidateId(self.last);
        self.waiting.insert(id, scanned);
        Some(id)
    }

    /// Notes one picture of an export and gives everything gathered so far, in the order of the pictures.
    pub(super) fn gather(
        &mut self,
        id: i32,
        index: u32,
        of: u32,
        ids: Vec<CandidateId>,
    ) -> (Batch, Vec<CandidateId>) {
        let mut gathering = match self.gathering.take() {
            Some(gathering) if gathering.id == id && gathering.of == of => gathering,
            _ => Gathering { id, of, pictures: BTreeMap::new() },
        };
        // A picture beyond the number announced counts as the last one, so that "4 of 3" is never shown.
        gathering.pictures.insert(index.min(of.saturating_sub(1)), ids);
        let have = u32::try_from(gathering.pictures.len()).unwrap_or(u32::MAX);
        let waiting = gathering
            .pictures
            .values()
            .flatten()
            .copied()
            .filter(|id| self.waiting.contains_key(id))
            .collect();
        self.gathering = Some(gathering);
        (Batch { have, of }, waiting)
    }
}
