//! The one door to a signature: a [`Permit`] is made of a [`Consent`] to this very ceremony, or says of itself that nobody
//! was there. Its flags follow from that and from nothing else.

use approval::{Consent, Gesture, Purpose, Subject};

use crate::credential::Backup;
use crate::key::SigningKey;
use crate::secret::sha256;
use crate::site::SiteHash;
use crate::status::Status;

/// What is to be signed for whom: the client data of a ceremony, or the challenge of U2F, and the site.
pub(crate) fn subject(site: &SiteHash, client_data_hash: &[u8]) -> Subject {
    Subject(sha256(&[&site.0, client_data_hash]))
}

/// Whether the approver's word that somebody was verified counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Approvers {
    /// It is this authenticator's verification.
    Verify,
    /// This authenticator has none built in: a PIN verifies, or nothing does.
    OnlyConsent,
}

/// Whether a PIN/UV token proved verification for this ceremony.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ByToken {
    Verified,
    NotVerified,
}

/// Allows one signature for each of some credentials of one ceremony. Not `Clone`.
#[derive(Debug)]
pub(crate) struct Permit {
    subject: Subject,
    is_present: bool,
    is_verified: bool,
    left: usize,
}

/// The flags of authenticator data that say what the person did (WebAuthn §6.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Flags(u8);

impl Flags {
    const UP: u8 = 0x01;
    const UV: u8 = 0x04;

    /// The byte, with what is known of backups.
    pub fn with_backup(self, backup: Backup) -> u8 {
        self.0
            | match backup {
                Backup::DeviceBound => 0,
                Backup::Eligible => 0x08,
                Backup::BackedUp => 0x18,
            }
    }
}

impl Permit {
    /// The person said yes to this ceremony: `signatures` credentials may each sign once.
    pub fn given(
        consent: Consent,
        purpose: Purpose,
        subject: Subject,
        (approvers, by_token): (Approvers, ByToken),
        signatures: usize,
    ) -> Result<Self, Status> {
        let gesture = consent.spend(purpose, subject).ok_or(Status::OperationDenied)?;
        let is_verified =
            (gesture == Gesture::Verified && approvers == Approvers::Verify) || by_token == ByToken::Verified;
        Ok(Self { subject, is_present: true, is_verified, left: signatures })
    }

    /// Nobody was asked, as a client that looks around before it asks wants it (CTAP 2.2 §6.2.2, `up` false). What is
    /// signed says so: no site takes it for a sign-in.
    pub fn silent(subject: Subject, by_token: ByToken) -> Self {
        Self { subject, is_present: false, is_verified: by_token == ByToken::Verified, left: 1 }
    }

    /// What the signature will say.
    pub fn flags(&self) -> Flags {
        let up = if self.is_present { Flags::UP } else { 0 };
        let uv = if self.is_verified { Flags::UV } else { 0 };
        Flags(up | uv)
    }

    /// Whether the person was verified for this ceremony.
    pub fn is_verified(&self) -> bool {
        self.is_verified
    }

    /// Signs `message` for the ceremony of `subject`, and for no other; counts down.
    pub fn sign(&mut self, subject: Subject, key: &SigningKey, message: &[u8]) -> Result<Vec<u8>, Status> {
        if subject != self.subject {
            return Err(Status::OperationDenied);
        }
        self.left = self.left.checked_sub(1).ok_or(Status::NotAllowed)?;
        key.sign(message).map_err(|_| Status::Other)
    }

    /// Signs `message` as the device itself, which attests to the credential just made: part of the same ceremony.
    pub fn attest(&self, subject: Subject, key: &SigningKey, message: &[u8]) -> Result<Vec<u8>, Status> {
        if subject != self.subject {
            return Err(Status::OperationDenied);
        }
        key.sign(message).map_err(|_| Status::Other)
    }
}

#[cfg(test)]
mod tests {
    use approval::{Cancel, Decision, FixedClock, Program, Request, ScriptedApprover, Step};
    use std::sync::Arc;
    use std::time::UNIX_EPOCH;

    use super::*;
    use crate::key::Algorithm;

    const HERE: Subject = Subject([1; 32]);

    const BY_NOTHING: (Approvers, ByToken) = (Approvers::OnlyConsent, ByToken::NotVerified);

    fn consent(gesture: Gesture) -> Consent {
        let clock = Arc::new(FixedClock::new(UNIX_EPOCH));
        let yes = Step::Answer(Decision::yes(gesture));
        let person = ScriptedApprover::always(Arc::clone(&clock), yes);
        let request = Request::new(Purpose::SignIn, HERE, Program::Unknown, UNIX_EPOCH);
        approval::ask(&person, &clock, request, &Cancel::new()).unwrap()
    }

    #[test]
    fn a_permit_signs_as_often_as_it_says_and_only_its_own_ceremony() {
        let key = SigningKey::generate(Algorithm::EdDsa).unwrap();
        let mut permit =
            Permit::given(consent(Gesture::Present), Purpose::SignIn, HERE, BY_NOTHING, 2).unwrap();
        assert!(permit.sign(Subject([2; 32]), &key, b"x").is_err());
        assert!(permit.sign(HERE, &key, b"x").is_ok());
        assert!(permit.sign(HERE, &key, b"x").is_ok());
        assert!(permit.sign(HERE, &key, b"x").is_err());
    }

    #[test]
    fn a_consent_to_something_else_is_no_permit() {
        let elsewhere = Subject([2; 32]);
        assert!(
            Permit::given(consent(Gesture::Verified), Purpose::SignIn, elsewhere, BY_NOTHING, 1).is_err()
        );
        assert!(Permit::given(consent(Gesture::Verified), Purpose::Register, HERE, BY_NOTHING, 1).is_err());
    }

    #[test]
    fn flags_say_what_the_person_did() {
        use Approvers::{OnlyConsent, Verify};
        let given = |gesture, approvers, by| {
            Permit::given(consent(gesture), Purpose::SignIn, HERE, (approvers, by), 1).unwrap().flags()
        };
        let (present, verified) = (Gesture::Present, Gesture::Verified);
        let rows = [
            (given(present, Verify, ByToken::NotVerified), Backup::DeviceBound, 0x01),
            (given(verified, Verify, ByToken::NotVerified), Backup::DeviceBound, 0x05),
            (given(verified, OnlyConsent, ByToken::NotVerified), Backup::DeviceBound, 0x01),
            (given(present, OnlyConsent, ByToken::Verified), Backup::Eligible, 0x0d),
            (Permit::silent(HERE, ByToken::NotVerified).flags(), Backup::BackedUp, 0x18),
            (Permit::silent(HERE, ByToken::Verified).flags(), Backup::DeviceBound, 0x04),
        ];
        for (flags, backup, byte) in rows {
            assert_eq!(flags.with_backup(backup), byte);
        }
        static_assertions::assert_not_impl_any!(Permit: Clone);
    }
}
