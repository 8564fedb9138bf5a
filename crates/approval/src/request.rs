//! What a person is asked: everything that an approver shows and everything that a consent is bound to. It decides nothing.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use crate::Shown;

/// What the person did. `Verified` implies presence, so "verified but absent" cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gesture {
    /// Said yes.
    Present,
    /// Said yes, and gave the passphrase or passed a check of the system for this very request. An open vault, a
    /// keyring or an answer to an earlier request is none of these.
    Verified,
}

/// What is asked, so that the approver can say it in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Make a passkey for the site.
    Register,
    /// The site already has a passkey here and asked that there be no second one: whatever the person does, none is made.
    AlreadyRegistered,
    /// Sign in to the site.
    SignIn,
    /// Is this the authenticator to be used? Nothing is signed.
    ChooseAuthenticator,
    /// Let the program that asks act in the person's name for some minutes, within what its request says.
    GrantToken,
    /// Erase every credential of a device.
    Reset,
}

/// Which program asks, as far as that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Program {
    /// The kernel or the socket does not tell. The site it names is not proven either.
    Unknown,
    /// A browser that has been paired, which vouches for the site.
    Browser(Shown),
    /// A part of Keepward itself, by its name.
    Ourselves(Shown),
}

/// The site that would be signed in to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The relying party's identifier, a domain.
    pub id: Shown,
    /// What the site calls itself. It is the site's word alone.
    pub name: Option<Shown>,
}

/// One account the person may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// What the account is called at the site, often a mail address.
    pub name: Shown,
    /// What the person is called there.
    pub display_name: Option<Shown>,
}

/// Tells requests apart; no two of one run are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RequestId(u64);

impl RequestId {
    /// The number, for a log or a window's address.
    pub fn number(self) -> u64 {
        self.0
    }

    fn next() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// The digest of what will be done if the person says yes: for a ceremony that of its client data and site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject(pub [u8; 32]);

/// One thing a person is asked. It cannot be changed or copied once made, so that a [`Consent`](crate::Consent) is to
/// what was shown.
#[derive(Debug)]
pub struct Request {
    id: RequestId,
    subject: Subject,
    purpose: Purpose,
    needs: Gesture,
    program: Program,
    site: Option<Site>,
    accounts: Vec<Account>,
    expires: SystemTime,
}

impl Request {
    /// How long a person has, unless the request says otherwise. CTAP 2.2 §6.1.2 leaves it to the authenticator;
    /// browsers give up after some minutes.
    pub const PATIENCE: Duration = Duration::from_secs(60);

    /// A request for `purpose`, made at `now`, that asks for a yes and nothing more.
    pub fn new(purpose: Purpose, subject: Subject, program: Program, now: SystemTime) -> Self {
        Self {
            id: RequestId::next(),
            subject,
            purpose,
            needs: Gesture::Present,
            program,
            site: None,
            accounts: Vec::new(),
            expires: now + Self::PATIENCE,
        }
    }

    /// The same, asking for no less than `gesture`.
    pub fn needing(self, gesture: Gesture) -> Self {
        Self { needs: gesture, ..self }
    }

    /// The same, about `site`.
    pub fn about(self, site: Site) -> Self {
        Self { site: Some(site), ..self }
    }

    /// The same, for one of `accounts`: the approver lets the person choose when there are several.
    pub fn among(self, accounts: Vec<Account>) -> Self {
        Self { accounts, ..self }
    }

    /// The same, ending `patience` after `now`.
    pub fn within(self, patience: Duration, now: SystemTime) -> Self {
        Self { expires: now + patience, ..self }
    }

    /// Which request this is.
    pub fn id(&self) -> RequestId {
        self.id
    }

    /// What would be done.
    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// What is asked.
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// The least that the person must do.
    pub fn needs(&self) -> Gesture {
        self.needs
    }

    /// Who asks.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The site it is about, if it is about one.
    pub fn site(&self) -> Option<&Site> {
        self.site.as_ref()
    }

    /// The accounts it may be for, in the order in which they are offered.
    pub fn accounts(&self) -> &[Account] {
        &self.accounts
    }

    /// From this moment on no answer counts.
    pub fn expires(&self) -> SystemTime {
        self.expires
    }
}
