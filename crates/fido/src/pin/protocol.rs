//! The two PIN/UV auth protocols (CTAP 2.2 §6.5.6 and §6.5.7): key agreement, encryption and authentication. What is sent
//! through them is not known here.

use std::fmt;

use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use aws_lc_rs::agreement::{self, ECDH_P256, PrivateKey, UnparsedPublicKey};
use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::{hkdf, hmac};
use zeroize::Zeroizing;

use crate::cbor::{Map, Value};
use crate::params::{Item, Params};
use crate::secret::{random, sha256};
use crate::status::Status;

/// Which protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Protocol {
    One,
    Two,
}

impl Protocol {
    pub const ALL: [Self; 2] = [Self::Two, Self::One];

    pub fn number(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
        }
    }
}

impl Item for Protocol {
    fn from_value(value: Value) -> Result<Self, Status> {
        match u64::from_value(value)? {
            1 => Ok(Self::One),
            2 => Ok(Self::Two),
            _ => Err(Status::InvalidParameter),
        }
    }
}

/// The public key of a client, on P-256, as an uncompressed point.
pub(crate) struct PeerKey([u8; 65]);

impl Item for PeerKey {
    /// A COSE key with just the values that CTAP 2.2 §6.5.6 names.
    fn from_value(value: Value) -> Result<Self, Status> {
        let mut fields = Params::from_value(value)?;
        let kind: i64 = fields.required(1)?;
        let algorithm: i64 = fields.required(3)?;
        let curve: i64 = fields.required(-1)?;
        if (kind, algorithm, curve) != (2, -25, 1) {
            return Err(Status::InvalidParameter);
        }
        let x: Vec<u8> = fields.required(-2)?;
        let y: Vec<u8> = fields.required(-3)?;
        let point = [&[4][..], &x, &y].concat().try_into().map_err(|_| Status::InvalidParameter)?;
        if x.len() == 32 { Ok(Self(point)) } else { Err(Status::InvalidParameter) }
    }
}

/// The authenticator's key for agreements. Its private half never leaves.
pub(crate) struct AgreementKey(PrivateKey);

impl AgreementKey {
    pub fn generate() -> Self {
        Self(PrivateKey::generate(&ECDH_P256).expect("AWS-LC makes P-256 keys"))
    }

    /// The public half: a COSE key of algorithm -25 (CTAP 2.2 §6.5.6, getPublicKey).
    pub fn public(&self) -> Value {
        let point = self.0.compute_public_key().expect("a P-256 key has a public half");
        let both = point.as_ref().get(1..).unwrap_or_default();
        let (x, y) = both.split_at(both.len() / 2);
        Map::new().with(1, 2).with(3, -25).with(-1, 1).with(-2, x).with(-3, y).into()
    }

    /// The shared secret with `peer`; a point off the curve is refused.
    pub fn agree(&self, protocol: Protocol, peer: &PeerKey) -> Result<SharedSecret, Status> {
        let peer = UnparsedPublicKey::new(&ECDH_P256, &peer.0);
        agreement::agree(&self.0, peer, Status::InvalidParameter, |z| {
            Ok(match protocol {
                Protocol::One => {
                    let key = Zeroizing::new(sha256(&[z]));
                    SharedSecret { protocol, hmac: key.clone(), aes: key }
                }
                Protocol::Two => SharedSecret {
                    protocol,
                    hmac: derived(z, b"CTAP2 HMAC key"),
                    aes: derived(z, b"CTAP2 AES key"),
                },
            })
        })
    }
}

/// HKDF-SHA-256 with a salt of 32 zero bytes.
fn derived(z: &[u8], purpose: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    hkdf::Salt::new(hkdf::HKDF_SHA256, &[0; 32])
        .extract(z)
        .expand(&[purpose], hkdf::HKDF_SHA256)
        .and_then(|okm| okm.fill(&mut *key))
        .expect("HKDF-SHA-256 gives 32 bytes");
    key
}

/// What both sides know. Wiped when dropped.
pub(crate) struct SharedSecret {
    protocol: Protocol,
    hmac: Zeroizing<[u8; 32]>,
    aes: Zeroizing<[u8; 32]>,
}

impl fmt::Debug for SharedSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SharedSecret(..)")
    }
}

impl SharedSecret {
    /// Encrypts whole blocks.
    pub fn encrypt(&self, plain: &[u8]) -> Vec<u8> {
        let iv = match self.protocol {
            Protocol::One => [0; 16],
            Protocol::Two => random(),
        };
        let encryptor = cbc::Encryptor::<aes::Aes256>::new(&(*self.aes).into(), &iv.into());
        let mut buffer = plain.to_vec();
        let sealed = encryptor
            .encrypt_padded::<NoPadding>(&mut buffer, plain.len())
            .expect("everything that is encrypted here is whole blocks");
        match self.protocol {
            Protocol::One => sealed.to_vec(),
            Protocol::Two => [&iv[..], sealed].concat(),
        }
    }

    /// Decrypts whole blocks: anything else was not encrypted by this protocol.
    pub fn decrypt(&self, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Status> {
        let (iv, sealed) = match self.protocol {
            Protocol::One => ([0; 16], sealed),
            Protocol::Two => {
                let (iv, sealed) = sealed.split_first_chunk().ok_or(Status::InvalidParameter)?;
                (*iv, sealed)
            }
        };
        let decryptor = cbc::Decryptor::<aes::Aes256>::new(&(*self.aes).into(), &iv.into());
        let mut buffer = Zeroizing::new(sealed.to_vec());
        if decryptor.decrypt_padded::<NoPadding>(&mut buffer).is_err() {
            return Err(Status::InvalidParameter);
        }
        Ok(buffer)
    }

    /// Authenticates a message, as a client does.
    pub fn authenticate(&self, message: &[u8]) -> Vec<u8> {
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &*self.hmac), message);
        match self.protocol {
            Protocol::One => tag.as_ref().iter().copied().take(16).collect(),
            Protocol::Two => tag.as_ref().to_vec(),
        }
    }

    /// Whether `proof` authenticates the message under this secret.
    pub fn verify(&self, parts: &[&[u8]], proof: &[u8]) -> Result<(), Status> {
        verify(self.protocol, &*self.hmac, parts, proof)
    }
}

/// Whether `proof` is the protocol's authentication of the message under `key`, in constant time: 16 bytes of the HMAC in
/// protocol one, all 32 in protocol two.
pub(crate) fn verify(protocol: Protocol, key: &[u8], parts: &[&[u8]], proof: &[u8]) -> Result<(), Status> {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, key));
    parts.iter().for_each(|part| context.update(part));
    let tag = context.sign();
    let expected = match protocol {
        Protocol::One => tag.as_ref().get(..16),
        Protocol::Two => Some(tag.as_ref()),
    };
    let is_equal = expected.is_some_and(|expected| verify_slices_are_equal(expected, proof).is_ok());
    if is_equal { Ok(()) } else { Err(Status::PinAuthInvalid) }
}
