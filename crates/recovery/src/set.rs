//! A set of recovery codes as a service handed it out, and what is known about its service's habits.
//!
//! How sets are read from files is in `read`, what may be done with them in `using`.

use std::time::SystemTime;

use crate::{LoginId, RecoveryCode, SetId};

/// One set. Cloning shares the codes, it never copies them.
#[derive(Clone, Debug)]
pub struct RecoverySet {
    /// Names this set for ever.
    pub id: SetId,
    /// The service as a lower-case slug (`github`), for a plugin the platform with its site
    /// (`wordpress:blog.example.net`), else the host named in the file.
    pub service: Option<String>,
    /// The login name at the service.
    pub account: Option<String>,
    /// The address of the page where a new set is made.
    pub site: Option<String>,
    /// The person's own name for it; empty when the service says enough.
    pub label: String,
    /// The login this set belongs to, once the person has said so.
    pub login: Option<LoginId>,
    /// Many codes or one key.
    pub kind: SetKind,
    /// What using one does.
    pub effect: Effect,
    /// Whether the service asks for them in an order.
    pub order: Order,
    /// What making a new set does to this one.
    pub regeneration: Regeneration,
    /// When the service made it.
    pub generated: Option<SystemTime>,
    /// When it was stored here.
    pub imported: SystemTime,
    /// When anything of it last changed; two copies of a vault are merged by it.
    pub modified: SystemTime,
    /// When its codes stop working.
    pub expires: Option<SystemTime>,
    /// The file it was read from.
    pub source: Option<Source>,
    /// Whether it is the one in force.
    pub standing: Standing,
    /// The codes, in the order of the file.
    pub codes: Vec<RecoveryCode>,
}

/// Many codes, or one key that is printed in groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SetKind {
    /// Several codes, each good for itself.
    List,
    /// One key.
    SingleKey,
}

/// What using a code does to it and to the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// It is spent; the others stay.
    Consume,
    /// It is spent, and the service shows a new one exactly once (Atlassian, Microsoft).
    Replace,
    /// Two-factor authentication is off afterwards and has to be set up again (Bitwarden, Docker Hub).
    DisablesTwoFactor,
    /// It goes on working (Matrix, Ente).
    Reusable,
    /// Nobody knows; treated like [`Effect::Consume`].
    Unknown,
}

/// Whether the order of codes matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// Any code will do.
    Any,
    /// The service asks for them in the printed order, or by their numbers.
    AsPrinted,
}

/// What making a new set at the service does to the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Regeneration {
    /// The old codes stop working.
    Replaces,
    /// The old codes go on working beside the new ones (Rodauth).
    Adds,
    /// Nobody knows.
    Unknown,
}

/// The file a set was read from. Its text is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name without its folder; often the only thing that names the service.
    pub file_name: String,
    /// SHA-256 of its bytes: the same file is recognised when it comes again.
    pub sha256: [u8; 32],
}

/// Whether a set is the one in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its codes are handed out.
    Active,
    /// A newer set took its place; it is kept, and nothing of it is handed out.
    Superseded {
        /// The newer set.
        by: SetId,
        /// When that was noted.
        at: SystemTime,
    },
    /// The person put it away.
    Archived {
        /// When.
        at: SystemTime,
    },
}
