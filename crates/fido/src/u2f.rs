//! U2F, also called CTAP1 (FIDO U2F raw message formats 1.2; CTAP 2.2 §7.3 and §8): register, authenticate, version. Its
//! credentials are ordinary ones that know no account; CTAP2 finds them as well.

use std::sync::Arc;

use approval::{Gesture, Purpose, Refusal, Shown, Site};
use data_encoding::HEXLOWER;

use crate::attestation::Attestation;
use crate::authenticator::{Authenticator, Call};
use crate::credential::{Credential, CredentialId, Protection, Residence};
use crate::key::{Algorithm, SigningKey};
use crate::permit::{self, ByToken, Permit};
use crate::site::SiteHash;
use crate::status::Status;
use crate::store::CredentialStore;

/// Two bytes at the end of every answer (ISO 7816-4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    NoError,
    /// The person must do something first; or, when only looked for, the key handle is ours.
    ConditionsNotSatisfied,
    /// The key handle is not ours.
    WrongData,
    WrongLength,
    InstructionNotSupported,
    ClassNotSupported,
    CommandNotAllowed,
    Unknown,
}

impl Word {
    fn bytes(self) -> [u8; 2] {
        match self {
            Self::NoError => [0x90, 0x00],
            Self::ConditionsNotSatisfied => [0x69, 0x85],
            Self::WrongData => [0x6a, 0x80],
            Self::WrongLength => [0x67, 0x00],
            Self::InstructionNotSupported => [0x6d, 0x00],
            Self::ClassNotSupported => [0x6e, 0x00],
            Self::CommandNotAllowed => [0x69, 0x86],
            Self::Unknown => [0x6f, 0x00],
        }
    }
}

impl From<Status> for Word {
    fn from(_: Status) -> Self {
        Self::Unknown
    }
}

impl From<crate::store::StoreError> for Word {
    fn from(_: crate::store::StoreError) -> Self {
        Self::Unknown
    }
}

impl<S: CredentialStore> Authenticator<S> {
    /// Answers one U2F message: an APDU in, data and two status bytes out.
    pub fn handle_u2f(&mut self, apdu: &[u8], call: &Call) -> Vec<u8> {
        self.following = None;
        self.writing = None;
        match self.u2f(apdu, call) {
            Ok(mut data) => {
                data.extend(Word::NoError.bytes());
                data
            }
            Err(word) => word.bytes().to_vec(),
        }
    }

    fn u2f(&mut self, apdu: &[u8], call: &Call) -> Result<Vec<u8>, Word> {
        let (&[class, instruction, control, _], rest) = apdu.split_first_chunk().ok_or(Word::WrongLength)?;
        if !self.model.speaks_u2f() {
            return Err(Word::InstructionNotSupported);
        }
        // CTAP 2.2 §7.2: U2F cannot verify, so it is off while verification is always needed.
        if self.store.device()?.always_uv {
            return Err(Word::CommandNotAllowed);
        }
        if class != 0 {
            return Err(Word::ClassNotSupported);
        }
        let data = data(rest)?;
        match instruction {
            0x01 => self.u2f_register(data, call),
            0x02 => self.u2f_authenticate(control, data, call),
            0x03 if data.is_empty() => Ok(b"U2F_V2".to_vec()),
            0x03 => Err(Word::WrongLength),
            _ => Err(Word::InstructionNotSupported),
        }
    }

    fn u2f_register(&mut self, data: &[u8], call: &Call) -> Result<Vec<u8>, Word> {
        let data: &[u8; 64] = data.try_into().map_err(|_| Word::WrongLength)?;
        let (challenge, site) = halves(data);
        let mut permit = self.u2f_ask(Purpose::Register, &site, &challenge, call)?;
        let key = SigningKey::generate(Algorithm::Es256).map_err(|_| Word::Unknown)?;
        let id = CredentialId::generate();
        let point = key.public_bytes().to_vec();
        let credential = Credential {
            id: id.clone(),
            site,
            party: None,
            user: None,
            residence: Residence::ServerSide,
            key: Arc::new(key),
            protection: Protection::Optional,
            hmac_secrets: None,
            large_blob_key: None,
            blob: None,
            third_party_payment: false,
            created: self.now(),
        };
        self.store.add(credential, None)?;
        let Attestation::Batch(batch) = &self.model.attestation else {
            return Err(Word::InstructionNotSupported);
        };
        let message = [&[0][..], &site.0, &challenge, id.as_bytes(), &point].concat();
        let signature = permit.sign(permit::subject(&site, &challenge), &batch.key, &message)?;
        let length = u8::try_from(id.as_bytes().len()).map_err(|_| Word::Unknown)?;
        Ok([&[0x05][..], &point, &[length], id.as_bytes(), &batch.certificate, &signature].concat())
    }

    fn u2f_authenticate(&mut self, control: u8, data: &[u8], call: &Call) -> Result<Vec<u8>, Word> {
        let (first, rest) = data.split_first_chunk::<64>().ok_or(Word::WrongLength)?;
        let (challenge, site) = halves(first);
        let (&length, handle) = rest.split_first().ok_or(Word::WrongLength)?;
        if handle.len() != usize::from(length) {
            return Err(Word::WrongLength);
        }
        let id = CredentialId::new(handle.to_vec()).ok_or(Word::WrongData)?;
        // What needs verification, or signs in another way, does not exist for U2F.
        let is_ours = |credential: &Arc<Credential>| {
            credential.site == site
                && credential.protection != Protection::Required
                && credential.key.algorithm() == Algorithm::Es256
        };
        let credential = self.store.find(&id)?.filter(is_ours).ok_or(Word::WrongData)?;
        let subject = permit::subject(&site, &challenge);
        let mut permit = match control {
            0x07 => return Err(Word::ConditionsNotSatisfied),
            0x03 => self.u2f_ask(Purpose::SignIn, &site, &challenge, call)?,
            0x08 => Permit::silent(subject, ByToken::NotVerified),
            _ => return Err(Word::WrongData),
        };
        // Only the bit of presence has a meaning here.
        let presence = permit.flags().with_backup(crate::credential::Backup::DeviceBound) & 1;
        let count = self.store.count(&id)?.to_be_bytes();
        let message = [&site.0[..], &[presence], &count, &challenge].concat();
        let signature = permit.sign(subject, &credential.key, &message)?;
        Ok([&[presence][..], &count, &signature].concat())
    }

    fn u2f_ask(
        &self,
        purpose: Purpose,
        site: &SiteHash,
        challenge: &[u8; 32],
        call: &Call,
    ) -> Result<Permit, Word> {
        let subject = permit::subject(site, challenge);
        // U2F names its site by a digest alone.
        let name = Site { id: Shown::new(&format!("U2F {}", HEXLOWER.encode(&site.0))), name: None };
        let request = self.request(purpose, subject, Gesture::Present, call).about(name);
        let consent = self.ask(request, call).map_err(|refusal| match refusal {
            Refusal::Denied | Refusal::NotVerified | Refusal::Expired | Refusal::Withdrawn => {
                Word::ConditionsNotSatisfied
            }
            Refusal::CredentialExcluded => Word::Unknown,
        })?;
        let by = (self.approvers(), ByToken::NotVerified);
        Ok(Permit::given(consent, purpose, subject, by, 1)?)
    }
}

/// The challenge, and the site.
fn halves(data: &[u8; 64]) -> ([u8; 32], SiteHash) {
    let (challenge, site) = data.split_at(32);
    let fixed = |half: &[u8]| half.try_into().expect("half of 64 is 32");
    (fixed(challenge), SiteHash(fixed(site)))
}

/// The data of an APDU, short or extended; the length that is expected back is passed over.
fn data(rest: &[u8]) -> Result<&[u8], Word> {
    let (length, rest) = match rest {
        [] | [_] | [0, _, _] => return Ok(&[]),
        [0, high, low, rest @ ..] => (usize::from(u16::from_be_bytes([*high, *low])), rest),
        [length, rest @ ..] => (usize::from(*length), rest),
    };
    let (data, expected) = rest.split_at_checked(length).ok_or(Word::WrongLength)?;
    if expected.len() <= 3 { Ok(data) } else { Err(Word::WrongLength) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_found_in_short_and_extended_apdus() {
        type Row = (&'static [u8], Result<&'static [u8], Word>);
        let rows: [Row; 9] = [
            (&[], Ok(&[])),
            (&[0], Ok(&[])),
            (&[0, 0, 0], Ok(&[])),
            (&[2, 7, 8], Ok(&[7, 8])),
            (&[2, 7, 8, 0], Ok(&[7, 8])),
            (&[0, 0, 2, 7, 8], Ok(&[7, 8])),
            (&[0, 0, 2, 7, 8, 0, 0], Ok(&[7, 8])),
            (&[3, 7, 8], Err(Word::WrongLength)),
            (&[0, 0, 1, 7, 1, 2, 3, 4], Err(Word::WrongLength)),
        ];
        for (bytes, expected) in rows {
            assert_eq!(data(bytes), expected, "{bytes:?}");
        }
    }
}
