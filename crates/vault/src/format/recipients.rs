//! The keys that a file is encrypted to, and what each is for.
//!
//! They stand only inside the plaintext: who knows a recipient can make a file that opens.

use std::{fmt, iter};

use super::Rest;
use crate::Timestamp;

/// Every key that a file is encrypted to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recipients(Vec<Recipient>);

/// One of them.
#[derive(Clone, Debug)]
pub(crate) struct Recipient {
    /// The public key, `age1...`.
    pub key: String,
    /// What it is for.
    pub role: Role,
    /// When a kit was made.
    pub created: Option<Timestamp>,
    /// When a kit was last seen to open the vault.
    pub proven: Option<Timestamp>,
    /// Fields of a later version.
    pub rest: Rest,
}

/// What a recipient is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The identity in `vault-key.age`.
    Daily,
    /// The identity in `recovery-key.age`.
    Recovery,
    /// The identity that was in the key file before; there only while keys are being replaced.
    Retired,
    /// The identity on paper.
    Kit,
    /// The identity on a paper that is being made; in `recovery.age` only, until `vault.age` names it as the kit.
    ComingKit,
    /// A role of a later version. The file is encrypted to it as well.
    Later(String),
}

impl Recipient {
    /// A key that nothing more is known of.
    pub fn new(key: String, role: Role) -> Self {
        Self { key, role, created: None, proven: None, rest: Rest::default() }
    }
}

impl Recipients {
    /// One key and no other.
    pub fn only(key: String, role: Role) -> Self {
        Self(vec![Recipient::new(key, role)])
    }

    /// Every one.
    pub fn iter(&self) -> std::slice::Iter<'_, Recipient> {
        self.0.iter()
    }

    /// The public keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|it| it.key.as_str())
    }

    /// Whether this key is the only one of a key file that opens the file. It is not while keys are being replaced.
    pub fn is_settled_on(&self, key: &str) -> bool {
        self.0.iter().all(|it| match it.role {
            Role::Daily | Role::Recovery => it.key == key,
            Role::Retired => false,
            Role::Kit | Role::ComingKit | Role::Later(_) => true,
        })
    }

    /// The recipients when this key is the one in the key file: it, the kit, and those of later versions.
    pub fn settled_on(&self, key: &str, role: Role) -> Self {
        let known = self.0.iter().find(|it| it.key == key).cloned();
        let own = known.unwrap_or_else(|| Recipient::new(key.to_owned(), Role::Retired));
        let others = self
            .0
            .iter()
            .filter(|it| it.key != key && matches!(it.role, Role::Kit | Role::ComingKit | Role::Later(_)));
        Self(iter::once(Recipient { role, ..own }).chain(others.cloned()).collect())
    }

    /// The recipients while `to` takes the place of every key that was in the key file: all of them still open the file.
    pub fn handed_over(&self, to: String, role: Role) -> Self {
        let before = self.0.iter().filter(|it| it.key != to).cloned().map(|it| match it.role {
            Role::Daily | Role::Recovery => Recipient { role: Role::Retired, ..it },
            _ => it,
        });
        let own = Recipient::new(to.clone(), role);
        Self(iter::once(own).chain(before).collect())
    }

    /// Whether both name the same keys for the same.
    pub fn same_as(&self, other: &Self) -> bool {
        let sorted = |recipients: &Self| {
            let mut all: Vec<_> = recipients.iter().map(|it| (it.key.clone(), it.role.to_string())).collect();
            all.sort();
            all
        };
        sorted(self) == sorted(other)
    }

    /// Whether a key was in force and is no more.
    pub fn has_retired(&self, key: &str) -> bool {
        self.0.iter().any(|it| it.key == key && it.role == Role::Retired)
    }

    /// The kit.
    pub fn kit(&self) -> Option<&Recipient> {
        self.0.iter().find(|it| it.role == Role::Kit)
    }

    /// The kit that is being made.
    pub fn coming_kit(&self) -> Option<&Recipient> {
        self.0.iter().find(|it| it.role == Role::ComingKit)
    }

    /// The same with this kit and no other, or with none.
    pub fn with_kit(&self, kit: Option<Recipient>) -> Self {
        let others = self.0.iter().filter(|it| !matches!(it.role, Role::Kit | Role::ComingKit));
        let kit = kit.map(|kit| Recipient { role: Role::Kit, ..kit });
        Self(others.cloned().chain(kit).collect())
    }

    /// The same with a kit to come beside the present one.
    pub fn with_coming_kit(&self, kit: Recipient) -> Self {
        let others = self.0.iter().filter(|it| it.role != Role::ComingKit);
        Self(others.cloned().chain(iter::once(Recipient { role: Role::ComingKit, ..kit })).collect())
    }
}

impl FromIterator<Recipient> for Recipients {
    fn from_iter<I: IntoIterator<Item = Recipient>>(recipients: I) -> Self {
        Self(recipients.into_iter().collect())
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Daily => "daily",
            Self::Recovery => "recovery",
            Self::Retired => "retired",
            Self::Kit => "kit",
            Self::ComingKit => "coming-kit",
            Self::Later(word) => word,
        })
    }
}

impl From<&str> for Role {
    fn from(word: &str) -> Self {
        match word {
            "daily" => Self::Daily,
            "recovery" => Self::Recovery,
            "retired" => Self::Retired,
            "kit" => Self::Kit,
            "coming-kit" => Self::ComingKit,
            later => Self::Later(later.to_owned()),
        }
    }
}
