//! What a new credential is vouched for with (WebAuthn §6.5): nothing, itself, or a batch key whose certificate a test
//! authority signed. No hardware stands behind any of it, and the certificates say so.

use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    PublicKeyData, SignatureAlgorithm, date_time_ymd,
};
use thiserror::Error;

use crate::key::{Algorithm, SigningKey};
use crate::model::Aaguid;

/// How a device attests.
#[derive(Debug)]
pub enum Attestation {
    /// It does not: format `none`.
    None,
    /// With the new key itself: format `packed`, no certificate.
    Own,
    /// With a key of a batch of devices: format `packed` with certificates, and `fido-u2f` for U2F.
    Batch(Batch),
}

/// An attestation key (ES256) and its certificate.
#[derive(Debug)]
pub struct Batch {
    pub(crate) key: SigningKey,
    /// DER.
    pub(crate) certificate: Vec<u8>,
}

/// Enterprise attestation (CTAP 2.2 §7.1): a certificate that tells one device from another, for sites that are listed
/// in it or that the platform vouches for.
#[derive(Debug)]
pub struct Enterprise {
    /// The sites that may have it on their own word.
    pub sites: Vec<String>,
    /// The key and certificate of this one device.
    pub batch: Batch,
}

/// No certificate could be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("No attestation certificate could be made. Start Keepward again.")]
pub struct AttestationError;

impl From<rcgen::Error> for AttestationError {
    fn from(_: rcgen::Error) -> Self {
        Self
    }
}

/// Signs the certificates of simulated devices. A tester gives its own certificate to the server under test.
pub struct TestAuthority {
    issuer: Issuer<'static, KeyPair>,
    certificate: Vec<u8>,
}

/// id-fido-gen-ce-aaguid (WebAuthn §8.2.1).
const AAGUID_EXTENSION: [u64; 11] = [1, 3, 6, 1, 4, 1, 45_724, 1, 1, 4, 0];

impl TestAuthority {
    /// A new authority, with a key of its own.
    ///
    /// # Errors
    /// [`AttestationError`] when the certificate cannot be made.
    pub fn generate() -> Result<Self, AttestationError> {
        let key = KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256)?;
        let mut params = names(CertificateParams::new(Vec::new())?, "Keepward Test Authority");
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let certificate = params.self_signed(&key)?.der().to_vec();
        Ok(Self { issuer: Issuer::new(params, key), certificate })
    }

    /// Its certificate, DER: what a relying party would trust.
    pub fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    /// A new key for devices of this model, with a certificate as WebAuthn §8.2.1 wants it.
    ///
    /// # Errors
    /// [`AttestationError`] when the certificate cannot be made.
    pub fn batch(&self, aaguid: Aaguid) -> Result<Batch, AttestationError> {
        self.issue(aaguid, "Keepward Virtual Security Key")
    }

    /// A new key for one device, named by `serial` in its certificate.
    ///
    /// # Errors
    /// [`AttestationError`] when the certificate cannot be made.
    pub fn enterprise(
        &self,
        aaguid: Aaguid,
        serial: &str,
        sites: Vec<String>,
    ) -> Result<Enterprise, AttestationError> {
        let batch = self.issue(aaguid, &format!("Keepward Virtual Security Key {serial}"))?;
        Ok(Enterprise { sites, batch })
    }

    fn issue(&self, aaguid: Aaguid, name: &str) -> Result<Batch, AttestationError> {
        let key = SigningKey::generate(Algorithm::Es256).map_err(|_| AttestationError)?;
        let mut params = names(CertificateParams::new(Vec::new())?, name);
        params.is_ca = IsCa::ExplicitNoCa;
        // The content is an OCTET STRING of sixteen bytes.
        let content = [&[0x04, 0x10][..], &aaguid.0].concat();
        let oid = AAGUID_EXTENSION.split_last().map(|(_, oid)| oid).unwrap_or_default();
        params.custom_extensions = vec![CustomExtension::from_oid_content(oid, content)];
        let certificate = params.signed_by(&Point(&key), &self.issuer)?.der().to_vec();
        Ok(Batch { key, certificate })
    }
}

/// WebAuthn §8.2.1: country, organisation, this very unit, and a name.
fn names(mut params: CertificateParams, name: &str) -> CertificateParams {
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CountryName, "DE");
    params.distinguished_name.push(DnType::OrganizationName, "Keepward (software, for tests)");
    params.distinguished_name.push(DnType::OrganizationalUnitName, "Authenticator Attestation");
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2099, 12, 31);
    params
}

/// Our key, as rcgen wants to see the public half.
struct Point<'k>(&'k SigningKey);

impl PublicKeyData for Point<'_> {
    fn der_bytes(&self) -> &[u8] {
        self.0.public_bytes()
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &rcgen::PKCS_ECDSA_P256_SHA256
    }
}
