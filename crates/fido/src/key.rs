//! The key pairs of credentials: made, stored as PKCS #8, shown as COSE, and used to sign. Nothing here asks whether a
//! signature is permitted: only `permit.rs` may call [`SigningKey::sign`].

use std::fmt;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{self, KeySize};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair,
    RSA_PKCS1_SHA256, RsaKeyPair,
};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::cbor::{Map, Value};

/// A signature algorithm that we know (IANA, COSE algorithms).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// ECDSA with P-256 and SHA-256.
    Es256,
    /// Ed25519.
    EdDsa,
    /// ECDSA with P-384 and SHA-384.
    Es384,
    /// RSASSA-PKCS1-v1_5 with SHA-256, 2,048 bits: for sites of an older Windows.
    Rs256,
}

impl Algorithm {
    /// All of them, the ones we would choose first.
    pub const ALL: [Self; 4] = [Self::Es256, Self::EdDsa, Self::Es384, Self::Rs256];

    /// The number that COSE gives it.
    pub fn cose(self) -> i64 {
        match self {
            Self::Es256 => -7,
            Self::EdDsa => -8,
            Self::Es384 => -35,
            Self::Rs256 => -257,
        }
    }

    /// The algorithm of a COSE number.
    pub fn from_cose(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.cose() == number)
    }
}

/// The bytes are no key of that algorithm, or the system could make none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("The key of this passkey cannot be used. Restore it from a copy, or make a new passkey at the site.")]
pub struct KeyError;

impl From<aws_lc_rs::error::Unspecified> for KeyError {
    fn from(_: aws_lc_rs::error::Unspecified) -> Self {
        Self
    }
}

impl From<aws_lc_rs::error::KeyRejected> for KeyError {
    fn from(_: aws_lc_rs::error::KeyRejected) -> Self {
        Self
    }
}

/// A private key. AWS-LC holds it and wipes it when it is dropped. No `Clone`, `Serialize` or `Display`.
pub struct SigningKey(Pair);

enum Pair {
    Es256(EcdsaKeyPair),
    EdDsa(Ed25519KeyPair),
    Es384(EcdsaKeyPair),
    Rs256(RsaKeyPair),
}

impl SigningKey {
    /// A new key. RSA takes a moment, the others none.
    ///
    /// # Errors
    /// [`KeyError`] when AWS-LC makes none.
    pub fn generate(algorithm: Algorithm) -> Result<Self, KeyError> {
        Ok(Self(match algorithm {
            Algorithm::Es256 => Pair::Es256(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING)?),
            Algorithm::EdDsa => Pair::EdDsa(Ed25519KeyPair::generate()?),
            Algorithm::Es384 => Pair::Es384(EcdsaKeyPair::generate(&ECDSA_P384_SHA384_ASN1_SIGNING)?),
            Algorithm::Rs256 => Pair::Rs256(rsa::KeyPair::generate(KeySize::Rsa2048)?),
        }))
    }

    /// Reads a key as [`to_pkcs8`](Self::to_pkcs8) writes it.
    ///
    /// # Errors
    /// [`KeyError`] when the bytes are no such key.
    pub fn from_pkcs8(algorithm: Algorithm, bytes: &[u8]) -> Result<Self, KeyError> {
        Ok(Self(match algorithm {
            Algorithm::Es256 => {
                Pair::Es256(EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, bytes)?)
            }
            Algorithm::EdDsa => Pair::EdDsa(Ed25519KeyPair::from_pkcs8_maybe_unchecked(bytes)?),
            Algorithm::Es384 => {
                Pair::Es384(EcdsaKeyPair::from_pkcs8(&ECDSA_P384_SHA384_ASN1_SIGNING, bytes)?)
            }
            Algorithm::Rs256 => Pair::Rs256(RsaKeyPair::from_pkcs8(bytes)?),
        }))
    }

    /// The key as PKCS #8 (RFC 5208), for the vault and for an export that the person asked for. Wiped when dropped; a
    /// caller must not copy or log it.
    ///
    /// # Errors
    /// [`KeyError`] when AWS-LC cannot write it.
    pub fn to_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        let copy = |der: &[u8]| Zeroizing::new(der.to_vec());
        Ok(match &self.0 {
            Pair::Es256(pair) | Pair::Es384(pair) => copy(pair.to_pkcs8v1()?.as_ref()),
            Pair::EdDsa(pair) => copy(pair.to_pkcs8v1()?.as_ref()),
            Pair::Rs256(pair) => copy(AsDer::<Pkcs8V1Der<'_>>::as_der(pair)?.as_ref()),
        })
    }

    /// What kind of key it is.
    pub fn algorithm(&self) -> Algorithm {
        match &self.0 {
            Pair::Es256(_) => Algorithm::Es256,
            Pair::EdDsa(_) => Algorithm::EdDsa,
            Pair::Es384(_) => Algorithm::Es384,
            Pair::Rs256(_) => Algorithm::Rs256,
        }
    }

    /// The public half as the primitive has it: an uncompressed point, 32 bytes of Ed25519, or PKCS #1.
    pub fn public_bytes(&self) -> &[u8] {
        match &self.0 {
            Pair::Es256(pair) | Pair::Es384(pair) => pair.public_key().as_ref(),
            Pair::EdDsa(pair) => pair.public_key().as_ref(),
            Pair::Rs256(pair) => pair.public_key().as_ref(),
        }
    }

    /// The public half as a COSE key (RFC 9053 §7, RFC 8230 §4), as WebAuthn §6.5.1.1 has it.
    pub fn cose_key(&self) -> Value {
        let map = Map::new().with(3, self.algorithm().cose());
        match &self.0 {
            Pair::Es256(pair) => point(map, 1, pair.public_key().as_ref()),
            Pair::Es384(pair) => point(map, 2, pair.public_key().as_ref()),
            Pair::EdDsa(pair) => map.with(1, 1).with(-1, 6).with(-2, pair.public_key().as_ref()),
            Pair::Rs256(pair) => {
                let key = pair.public_key();
                let modulus = key.modulus().big_endian_without_leading_zero();
                let exponent = key.exponent().big_endian_without_leading_zero();
                map.with(1, 3).with(-1, modulus).with(-2, exponent)
            }
        }
        .into()
    }

    /// Signs, in the form that WebAuthn §6.5.5 wants: ASN.1 for ECDSA.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        let random = SystemRandom::new();
        Ok(match &self.0 {
            Pair::Es256(pair) | Pair::Es384(pair) => pair.sign(&random, message)?.as_ref().to_vec(),
            Pair::EdDsa(pair) => pair.sign(message).as_ref().to_vec(),
            Pair::Rs256(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature)?;
                signature
            }
        })
    }
}

/// A point of `curve`, from its uncompressed form: 4, x, y.
fn point(map: Map, curve: i64, uncompressed: &[u8]) -> Map {
    let both = uncompressed.get(1..).unwrap_or_default();
    let (x, y) = both.split_at(both.len() / 2);
    map.with(1, 2).with(-1, curve).with(-2, x).with(-3, y)
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SigningKey({:?}, ..)", self.algorithm())
    }
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::signature::{self, UnparsedPublicKey, VerificationAlgorithm};

    use super::*;

    #[test]
    fn every_kind_of_key_is_stored_and_read_and_still_signs_as_itself() {
        for algorithm in Algorithm::ALL {
            let key = SigningKey::generate(algorithm).unwrap();
            let again = SigningKey::from_pkcs8(algorithm, &key.to_pkcs8().unwrap()).unwrap();
            assert_eq!(again.public_bytes(), key.public_bytes(), "{algorithm:?}");
            assert_eq!(again.cose_key(), key.cose_key(), "{algorithm:?}");
            let judge: &dyn VerificationAlgorithm = match algorithm {
                Algorithm::Es256 => &signature::ECDSA_P256_SHA256_ASN1,
                Algorithm::EdDsa => &signature::ED25519,
                Algorithm::Es384 => &signature::ECDSA_P384_SHA384_ASN1,
                Algorithm::Rs256 => &signature::RSA_PKCS1_2048_8192_SHA256,
            };
            let judge = UnparsedPublicKey::new(judge, key.public_bytes());
            judge.verify(b"message", &again.sign(b"message").unwrap()).unwrap();
            assert!(judge.verify(b"another", &again.sign(b"message").unwrap()).is_err());
        }
    }

    #[test]
    fn a_key_of_another_algorithm_is_refused() {
        let key = SigningKey::generate(Algorithm::Es256).unwrap().to_pkcs8().unwrap();
        for other in [Algorithm::EdDsa, Algorithm::Es384, Algorithm::Rs256] {
            assert!(SigningKey::from_pkcs8(other, &key).is_err(), "{other:?}");
        }
    }

    #[test]
    fn a_key_prints_nothing_of_itself_and_cannot_be_copied() {
        let key = SigningKey::generate(Algorithm::EdDsa).unwrap();
        assert_eq!(format!("{key:?}"), "SigningKey(EdDsa, ..)");
        static_assertions::assert_not_impl_any!(SigningKey: Clone, serde::Serialize, std::ops::Deref);
    }
}
