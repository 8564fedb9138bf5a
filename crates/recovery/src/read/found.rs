//! What was found in a file: a proposal for a person to look at. Nothing of it is stored before somebody says yes.

use std::time::SystemTime;

use sha2::{Digest, Sha256};

use crate::{
    CodeState, CodeText, Effect, Order, RecoveryCode, RecoverySet, Regeneration, SetId, SetKind, Source,
    Standing,
};

/// Everything found in one file.
#[derive(Debug, Default)]
pub struct Reading {
    /// The sets, in the order of the file. None for a file without codes.
    pub sets: Vec<FoundSet>,
    /// Secrets that belong elsewhere and were not taken for codes.
    pub elsewhere: Vec<Elsewhere>,
    /// The service that a file without codes is about.
    pub about: Option<String>,
}

impl Reading {
    /// The most sets that are read from one file.
    pub const MOST_SETS: usize = 64;
    /// The most codes that are read from one file.
    pub const MOST_CODES: usize = 10_000;
}

/// A set as a file shows it.
#[derive(Debug)]
pub struct FoundSet {
    /// See [`RecoverySet::service`].
    pub service: Option<String>,
    /// What the name of the file calls it, to propose where nothing names the service.
    pub suggested: Option<String>,
    /// The login name, from the text or the name of the file.
    pub account: Option<String>,
    /// The page where a new set is made, or the site named in the file.
    pub site: Option<String>,
    /// Many codes or one key.
    pub kind: SetKind,
    /// What using one does.
    pub effect: Effect,
    /// Whether they are asked for in an order.
    pub order: Order,
    /// What a new set does to the old one.
    pub regeneration: Regeneration,
    /// When the service made it.
    pub generated: Option<Stated>,
    /// When its codes stop working.
    pub expires: Option<Stated>,
    /// The codes, in printed order.
    pub codes: Vec<FoundCode>,
    /// What read it.
    pub read_by: ReadBy,
    /// Whether the service makes people spend one code at set-up, so that one may be used although nothing says so.
    pub at_setup: AtSetup,
}

/// One code as a file shows it.
#[derive(Debug)]
pub struct FoundCode {
    /// The printed number.
    pub number: Option<u32>,
    /// The code, as printed; a wrapped one is joined.
    pub text: CodeText,
    /// The mark that says it is used.
    pub used: Option<UsedMark>,
    /// Why somebody should compare it with the original.
    pub doubt: Option<Doubt>,
    /// The line it begins in, from 1.
    pub line: u32,
}

/// The mark on a used code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UsedMark {
    /// When, if the file says so.
    pub at: Option<Stated>,
    /// The words beside it.
    pub note: String,
}

/// A day or a moment as a file states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// ISO 8601, only as exact as the file: `2026-11-21`, `2026-11-21T22:22:26+05:30`.
    pub iso: String,
    /// The same as a time; in UTC where the file names no zone.
    pub at: SystemTime,
}

/// What makes a code doubtful.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// It holds letters and digits that look alike (0 and O, 1, I and l), and the text seems to come from a picture.
    LooksAlike,
    /// It is not shaped like the others.
    OddOneOut,
    /// It is not shaped like the codes of its service.
    UnlikeService,
    /// It may be one key or several codes.
    Grouping,
}

/// What read a set.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ReadBy {
    /// The entry of a known service in the table.
    Known(String),
    /// The reader that knows no service.
    General,
}

/// Whether a service spends a code while it is set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AtSetup {
    /// Nothing is known of it.
    SpendsNone,
    /// It does: ask which one.
    SpendsOne,
}

/// A secret that is no recovery code.
#[derive(Debug)]
pub struct Elsewhere {
    /// What it is, and so where it belongs.
    pub kind: ElsewhereKind,
    /// The line, from 1.
    pub line: u32,
    /// The secret, to be passed on to the place where it belongs.
    pub secret: CodeText,
}

/// What a secret is that is no recovery code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ElsewhereKind {
    /// An `otpauth://` or `otpauth-migration://` URI: it makes one-time codes.
    OtpAuth,
    /// The base32 secret of one-time codes.
    SetupKey,
    /// An age identity: it opens encrypted files.
    AgeIdentity,
}

impl FoundSet {
    /// The set as it is stored once the person has seen it. The marks of used codes become states.
    pub fn into_set(self, id: SetId, source: Option<Source>, now: SystemTime) -> RecoverySet {
        let code = |found: FoundCode| {
            let mut code = RecoveryCode::unused(found.number, found.text);
            if let Some(mark) = found.used {
                code.state = CodeState::Used { at: mark.at.map(|at| at.at), note: mark.note };
            }
            code
        };
        RecoverySet {
            id,
            service: self.service,
            account: self.account,
            site: self.site,
            label: String::new(),
            login: None,
            kind: self.kind,
            effect: self.effect,
            order: self.order,
            regeneration: self.regeneration,
            generated: self.generated.map(|stated| stated.at),
            imported: now,
            modified: now,
            expires: self.expires.map(|stated| stated.at),
            source,
            standing: Standing::Active,
            codes: self.codes.into_iter().map(code).collect(),
        }
    }
}

impl Source {
    /// The source for this file; of its name only the last part is kept.
    pub fn of(file: &[u8], file_name: &str) -> Self {
        let name = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
        Self { file_name: name.to_owned(), sha256: Sha256::digest(file).into() }
    }
}
