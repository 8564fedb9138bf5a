//! One login of the person: who it is for, and the key its codes come from.
//!
//! It computes no code (that is `otp`) and knows nothing of files.

use std::fmt;
use std::sync::Arc;

use otp::OtpKey;
use zeroize::Zeroize;

use crate::format::Unknown;
use crate::{AccountId, Timestamp};

/// One login. Cloning is cheap in secrets: the keys are shared, never copied.
///
/// The texts are wiped on drop like the keys, because people write recovery codes into notes.
#[derive(Clone)]
pub struct Account {
    /// Names this account for ever.
    pub id: AccountId,
    /// The service, as the person calls it.
    pub issuer: String,
    /// The login name at the service.
    pub name: String,
    /// Where the codes come from.
    pub key: Arc<OtpKey>,
    /// A newly scanned key that the service has not confirmed yet; `key` stays in force until then.
    pub replacement: Option<Arc<OtpKey>>,
    /// The icon chosen by the person, as its slug.
    pub icon: Option<String>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// Free text.
    pub notes: String,
    /// Shown first and in the tray.
    pub pinned: bool,
    /// Added to the clock before the code is computed, for services whose clock is wrong. Seconds.
    pub clock_offset_secs: i32,
    /// How often the code was used.
    pub uses: u32,
    /// When the code was last used.
    pub last_used: Option<Timestamp>,
    /// When it was added.
    pub created: Timestamp,
    /// When anything of it last changed; two copies of a vault are merged by it.
    pub modified: Timestamp,
    /// When it was put into the bin; `None` while it is in use.
    pub binned: Option<Timestamp>,
    /// Parameters of the enrolment URI that have no meaning here, kept for export.
    pub other: Vec<(String, String)>,
    /// Fields of a later version, kept through every rewrite.
    pub(crate) unknown: Unknown,
}

impl Account {
    /// A new account with a random id and nothing but a key; set what else is known on the value.
    pub fn new(key: Arc<OtpKey>, now: Timestamp) -> Self {
        Self {
            id: AccountId::random(),
            issuer: String::new(),
            name: String::new(),
            key,
            replacement: None,
            icon: None,
            tags: Vec::new(),
            notes: String::new(),
            pinned: false,
            clock_offset_secs: 0,
            uses: 0,
            last_used: None,
            created: now,
            modified: now,
            binned: None,
            other: Vec::new(),
            unknown: Unknown::default(),
        }
    }
}

/// Only the id: what people write into names and notes has no place in a log.
impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Account({}, ..)", self.id)
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        self.issuer.zeroize();
        self.name.zeroize();
        self.notes.zeroize();
        self.tags.iter_mut().for_each(Zeroize::zeroize);
        for (name, value) in &mut self.other {
            name.zeroize();
            value.zeroize();
        }
    }
}
