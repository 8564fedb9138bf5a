//! A COSE key as SubjectPublicKeyInfo (WebAuthn §5.2.1.1, getPublicKey), for sites that read no CBOR. What is before the
//! key is the same for every key of a kind, so it is written out.

use crate::cbor::Value;

const P256: &[u8] = &[
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
    0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
];
const P384: &[u8] = &[
    0x30, 0x76, 0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x05, 0x2b, 0x81,
    0x04, 0x00, 0x22, 0x03, 0x62, 0x00, 0x04,
];
const ED25519: &[u8] = &[0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
/// With a modulus of 2,048 bits, behind a zero, and an exponent of three bytes.
const RSA_2048: &[u8] = &[
    0x30, 0x82, 0x01, 0x22, 0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01,
    0x05, 0x00, 0x03, 0x82, 0x01, 0x0f, 0x00, 0x30, 0x82, 0x01, 0x0a, 0x02, 0x82, 0x01, 0x01, 0x00,
];
const RSA_EXPONENT: &[u8] = &[0x02, 0x03];

/// The DER, for the kinds of key that we make.
pub(crate) fn spki(cose: &Value) -> Option<Vec<u8>> {
    let map = cose.as_map()?;
    let bytes = |key: i64| map.get(key).and_then(Value::as_bytes);
    match map.get(3).and_then(Value::as_i64)? {
        -7 => Some([P256, bytes(-2)?, bytes(-3)?].concat()),
        -35 => Some([P384, bytes(-2)?, bytes(-3)?].concat()),
        -8 => Some([ED25519, bytes(-2)?].concat()),
        -257 => {
            let (modulus, exponent) = (bytes(-1)?, bytes(-2)?);
            let is_usual = modulus.len() == 256 && exponent.len() == 3;
            is_usual.then(|| [RSA_2048, modulus, RSA_EXPONENT, exponent].concat())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::signature::{self, ParsedPublicKey, VerificationAlgorithm};

    use super::*;
    use crate::key::{Algorithm, SigningKey};

    #[test]
    fn every_kind_of_key_is_read_back_from_its_der() {
        for algorithm in Algorithm::ALL {
            let judge: &'static dyn VerificationAlgorithm = match algorithm {
                Algorithm::Es256 => &signature::ECDSA_P256_SHA256_ASN1,
                Algorithm::EdDsa => &signature::ED25519,
                Algorithm::Es384 => &signature::ECDSA_P384_SHA384_ASN1,
                Algorithm::Rs256 => &signature::RSA_PKCS1_2048_8192_SHA256,
            };
            let key = SigningKey::generate(algorithm).unwrap();
            let der = spki(&key.cose_key()).unwrap();
            let public = ParsedPublicKey::new(judge, der).unwrap();
            public.verify_sig(b"message", &key.sign(b"message").unwrap()).unwrap();
        }
    }
}
