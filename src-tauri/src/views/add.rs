//! What was read and can be added, as the page sees it: names and digits, never the secret.

use std::fmt;

use actions::Algorithm;
use scan::camera::CameraInfo;
use serde::{Deserialize, Serialize};
use specta::Type;
use zeroize::Zeroizing;

use super::Kind;
use crate::error::{UiError, millis};

/// What was found in what was read.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Offer {
    /// Accounts that can be added.
    pub candidates: Vec<Candidate>,
    /// How far an export over several pictures has been gathered.
    pub batch: Option<Batch>,
    /// What the person should know about the rest, in two sentences.
    pub notice: Option<String>,
}

/// An account that was read and not yet added.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Candidate {
    /// Its number until it is added or given up.
    pub id: u32,
    /// The service, if it named itself.
    pub issuer: String,
    /// The login name.
    pub name: String,
    /// Which codes it makes.
    #[specta(type = Kind)]
    pub kind: &'static str,
    /// The hash, as a person may read it.
    pub algorithm: &'static str,
    /// How many characters a code has.
    pub digits: u8,
    /// Seconds from one code to the next; none for a counter.
    pub period_secs: Option<u32>,
    /// The present code; none for a counter.
    pub code: Option<String>,
    /// How long it is valid; 0 for a counter.
    pub valid_for_ms: u32,
    /// The account that has the same secret.
    pub already: Option<String>,
    /// The account that has the same names and another secret.
    pub same_name: Option<String>,
}

impl Offer {
    /// The offer of several files, `unread` of which were no pictures.
    pub fn beside(mut self, unread: usize) -> Self {
        let sentence = match unread {
            0 => return self,
            1 => "One file could not be read as a picture.".to_owned(),
            more => format!("{more} files could not be read as pictures."),
        };
        self.notice = Some(match self.notice {
            Some(notice) => format!("{notice} {sentence}"),
            None => sentence,
        });
        self
    }
}

/// How far an export over several pictures has been gathered.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Batch {
    /// How many pictures were read.
    pub have: u32,
    /// How many there are.
    pub of: u32,
}

/// A camera to choose.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Camera {
    /// What starts it.
    pub id: String,
    /// The name it gives itself.
    pub name: String,
}

/// What the person calls a new account.
#[derive(Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NewAccount {
    /// The number of what was read.
    pub candidate: u32,
    /// The service.
    pub issuer: String,
    /// The login name.
    pub name: String,
    /// Words to find it by.
    pub tags: Vec<String>,
}

/// An account typed in by hand.
#[derive(Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ManualForm {
    /// The service.
    pub issuer: String,
    /// The login name.
    pub name: String,
    /// What the service shows as the secret.
    pub secret: Typed,
    /// Which codes.
    pub kind: Kind,
    /// Which hash: `SHA-1`, `SHA-256` or `SHA-512`.
    pub algorithm: String,
    /// How many digits.
    pub digits: u8,
    /// Seconds from one code to the next.
    pub period_secs: u32,
    /// Where the counter starts.
    pub counter: u32,
    /// The PIN of mOTP and Yandex; empty for the others.
    pub pin: Typed,
}

/// Something secret that the person typed: it comes in once, is wiped, and cannot be sent back or printed.
#[derive(Deserialize, Type)]
#[serde(from = "String")]
#[specta(type = String)]
pub struct Typed(Zeroizing<String>);

impl From<String> for Typed {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl Typed {
    /// Hands the text on to whoever keeps it; no copy stays here.
    pub fn take(self) -> Zeroizing<String> {
        self.0
    }
}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Typed(..)")
    }
}

impl From<actions::Offer> for Offer {
    fn from(offer: actions::Offer) -> Self {
        Self {
            candidates: offer.candidates.into_iter().map(Candidate::from).collect(),
            batch: offer.batch.map(|batch| Batch { have: batch.have, of: batch.of }),
            notice: offer.notice.map(|notice| notice.to_string()),
        }
    }
}

impl From<actions::Candidate> for Candidate {
    fn from(candidate: actions::Candidate) -> Self {
        Self {
            id: candidate.id.into(),
            issuer: candidate.issuer,
            name: candidate.name,
            kind: candidate.kind,
            algorithm: candidate.algorithm,
            digits: candidate.digits,
            period_secs: candidate.period_secs,
            code: candidate.code.map(|code| code.grouped()),
            valid_for_ms: candidate.valid_for.map_or(0, millis),
            already: candidate.already.map(|id| id.to_string()),
            same_name: candidate.same_name.map(|id| id.to_string()),
        }
    }
}

impl From<CameraInfo> for Camera {
    fn from(camera: CameraInfo) -> Self {
        Self { id: camera.id, name: camera.name }
    }
}

impl From<NewAccount> for actions::CandidateEdit {
    fn from(account: NewAccount) -> Self {
        let NewAccount { candidate: _, issuer, name, tags } = account;
        Self { issuer, name, tags }
    }
}

impl TryFrom<ManualForm> for actions::ManualForm {
    type Error = UiError;

    fn try_from(form: ManualForm) -> Result<Self, UiError> {
        Ok(Self {
            issuer: form.issuer,
            name: form.name,
            secret: form.secret.take(),
            kind: match form.kind {
                Kind::Totp => actions::FormKind::Totp,
                Kind::Hotp => actions::FormKind::Hotp,
                Kind::Steam => actions::FormKind::Steam,
                Kind::Motp => actions::FormKind::Motp,
                Kind::Yandex => actions::FormKind::Yandex,
            },
            algorithm: form.algorithm.parse::<Algorithm>().map_err(|_| UiError::BadParameter)?,
            digits: form.digits,
            period_secs: form.period_secs,
            counter: form.counter.into(),
            pin: form.pin.take(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(notice: Option<&str>) -> Offer {
        Offer { candidates: Vec::new(), batch: None, notice: notice.map(str::to_owned) }
    }

    #[test]
    fn files_that_were_no_pictures_are_told_beside_what_was_found() {
        assert_eq!(offer(None).beside(0).notice, None);
        assert_eq!(offer(None).beside(1).notice.as_deref(), Some("One file could not be read as a picture."));
        assert_eq!(
            offer(Some("One entry has no secret.")).beside(2).notice.as_deref(),
            Some("One entry has no secret. 2 files could not be read as pictures.")
        );
    }
}
