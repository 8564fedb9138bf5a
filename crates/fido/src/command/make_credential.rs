//! authenticatorMakeCredential (CTAP 2.2 §6.1): a new credential for a site, if the person wants one and the site has none
//! here that it excludes.

use std::sync::Arc;

use approval::{Account, Gesture, Purpose, Refusal, Shown};

use crate::attestation::{Attestation, Batch};
use crate::auth_data;
use crate::authenticator::{Authenticator, Call, shown};
use crate::cbor::{Map, Value};
use crate::command::ceremony::{self, Options, Verification};
use crate::credential::{Credential, CredentialId, Descriptors, Protection, Residence};
use crate::extension::make::MakeExtensions;
use crate::key::{Algorithm, SigningKey};
use crate::params::{Item, Params};
use crate::permit::{self, Permit};
use crate::pin::token::Permissions;
use crate::site::{RelyingParty, SiteHash, User};
use crate::status::Status;
use crate::store::CredentialStore;

pub(crate) fn run<S: CredentialStore>(
    device: &mut Authenticator<S>,
    params: &mut Params,
    call: &Call,
) -> Result<Map, Status> {
    let client_data_hash: [u8; 32] = params.required(0x01)?;
    let party: RelyingParty = params.required(0x02)?;
    let user: User = params.required(0x03)?;
    let wanted: Vec<Value> = params.required(0x04)?;
    let excluded: Option<Descriptors> = params.optional(0x05)?;
    let extensions: Option<Params> = params.optional(0x06)?;
    let options: Options = params.optional(0x07)?.unwrap_or_default();
    let proof = ceremony::proof(params, 0x08, 0x09)?;
    let enterprise: Option<u64> = params.optional(0x0a)?;
    let formats: Option<Vec<Value>> = params.optional(0x0b)?;

    // Steps 1 and 2.
    if proof.as_ref().is_some_and(|proof| proof.param.is_empty()) {
        return Err(device.touched(call));
    }
    // Step 3.
    let algorithm = chosen(wanted, &device.model.algorithms)?;
    // Step 5. `up` cannot be switched off here.
    if options.up == Some(false) {
        return Err(Status::InvalidOption);
    }
    let residence = match options.rk {
        Some(true) => Residence::Discoverable,
        _ => Residence::ServerSide,
    };
    // Step 6.
    let verification = device.always_verified(device.verification(&options, proof.as_ref())?)?;
    // Steps 7 and 8: makeCredUvNotRqd holds, so only a discoverable credential needs verification.
    let is_unverified = verification == Verification::None;
    if is_unverified && residence == Residence::Discoverable && device.is_protected()? && device.has_pin()? {
        return Err(Status::PuatRequired);
    }
    let verification = match residence {
        // A client that does not ask our own verifier is not sent away: the question asks for it.
        Residence::Discoverable if is_unverified && device.verifies() => Verification::BuiltIn,
        _ => verification,
    };
    // Step 9.
    let enterprise = wants_enterprise(device, enterprise, &party)?;
    // Step 11.1. Step 11.2, built-in verification, is part of the one question below.
    device.proven(proof.as_ref(), Permissions::MAKE_CREDENTIAL, &party.id, &client_data_hash)?;
    let extensions = MakeExtensions::read(device, extensions, residence)?;

    let site = SiteHash::of(&party.id);
    let subject = permit::subject(&site, &client_data_hash);
    let excluded = is_excluded(device, &site, excluded, verification)?;
    let replaced = match residence {
        Residence::Discoverable => of_user(device, &site, &user)?,
        Residence::ServerSide => None,
    };
    // Where the approver can verify, nothing that exists gives way to a mere yes.
    let needs = match &replaced {
        Some(_) if device.verifies() => Verification::BuiltIn.gesture(),
        _ => verification.gesture(),
    };
    if residence == Residence::Discoverable && replaced.is_none() && device.store.room()? == 0 && !excluded {
        return Err(Status::KeyStoreFull);
    }

    // Steps 12 to 14: one question, which says whether there is anything to agree to.
    let purpose = if excluded { Purpose::AlreadyRegistered } else { Purpose::Register };
    let request =
        device.request(purpose, subject, needs, call).about(shown(&party)).among(vec![account(&user)]);
    let may_tell = excluded && needs == Gesture::Present;
    let consent = device.ask(request, call).map_err(|refusal| match (may_tell, refusal) {
        // Step 12: "regardless of whether user presence is obtained or the authenticator times out".
        (true, Refusal::Expired) => Status::CredentialExcluded,
        (_, other) => device.refused(other),
    })?;
    let by = (device.approvers(), verification.by_token());
    let mut permit = Permit::given(consent, purpose, subject, by, 1)?;
    if let Some(token) = device.pin.token.as_mut() {
        token.spend();
    }

    // Steps 15 to 18.
    let key = Arc::new(SigningKey::generate(algorithm).map_err(|_| Status::Other)?);
    let id = CredentialId::generate();
    let made = extensions.apply(device, &party, permit.is_verified())?;
    let credential = Credential {
        id: id.clone(),
        site,
        party: Some(party),
        user: Some(user),
        residence,
        key: Arc::clone(&key),
        protection: made.protection,
        hmac_secrets: made.hmac_secrets,
        large_blob_key: made.large_blob_key.clone(),
        blob: made.blob,
        third_party_payment: made.third_party_payment,
        created: device.now(),
    };
    device.store.add(credential, replaced.as_ref())?;

    // Step 19.
    let flags = permit.flags().with_backup(device.store.backup());
    let count = device.store.count(&id)?;
    let attested = auth_data::Attested { aaguid: device.model.aaguid, id: &id, key: &key };
    let auth_data = auth_data::write(&site, flags, count, Some(&attested), &made.outputs);
    let message = [&auth_data[..], &client_data_hash].concat();
    let (format, statement) = match (&device.model.enterprise, &device.model.attestation) {
        _ if wants_none(formats) => ("none", Map::new()),
        (Some(known), _) if enterprise => ("packed", with_batch(&permit, subject, &known.batch, &message)?),
        (_, Attestation::None) => ("none", Map::new()),
        (_, Attestation::Own) => {
            let signature = permit.sign(subject, &key, &message)?;
            ("packed", Map::new().with("alg", algorithm.cose()).with("sig", signature))
        }
        (_, Attestation::Batch(batch)) => ("packed", with_batch(&permit, subject, batch, &message)?),
    };
    Ok(Map::new()
        .with(0x01, format)
        .with(0x02, auth_data)
        .with(0x03, statement)
        .maybe(0x04, enterprise.then_some(true))
        .maybe(0x05, made.large_blob_key.map(|key| key.expose().to_vec())))
}

/// Step 3: every entry is looked at, the first that we know is taken.
fn chosen(wanted: Vec<Value>, known: &[Algorithm]) -> Result<Algorithm, Status> {
    let mut chosen = None;
    for entry in wanted {
        let mut fields = Params::from_value(entry)?;
        let number: i64 = fields.required("alg")?;
        let kind: String = fields.required("type")?;
        let algorithm =
            Algorithm::from_cose(number).filter(|one| kind == "public-key" && known.contains(one));
        chosen = chosen.or(algorithm);
    }
    chosen.ok_or(Status::UnsupportedAlgorithm)
}

/// Step 9: whether the certificate of this one device goes out.
fn wants_enterprise<S: CredentialStore>(
    device: &Authenticator<S>,
    wish: Option<u64>,
    party: &RelyingParty,
) -> Result<bool, Status> {
    let Some(wish) = wish else { return Ok(false) };
    let known = device.model.enterprise.as_ref().ok_or(Status::InvalidParameter)?;
    if !device.store.device()?.enterprise_attestation {
        return Err(Status::InvalidParameter);
    }
    match wish {
        // On the site's own word: only for sites that are listed.
        1 => Ok(known.sites.contains(&party.id)),
        // The platform vouches.
        2 => Ok(true),
        _ => Err(Status::InvalidOption),
    }
}

/// Step 12: whether a credential of the list is here, as far as the client may know.
fn is_excluded<S: CredentialStore>(
    device: &Authenticator<S>,
    site: &SiteHash,
    list: Option<Descriptors>,
    verification: Verification,
) -> Result<bool, Status> {
    for id in list.map(|list| list.0).unwrap_or_default() {
        let Some(credential) = device.store.find(&id)? else { continue };
        let may_show = credential.protection != Protection::Required || verification != Verification::None;
        if credential.site == *site && may_show {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Step 17: the discoverable credential of this user that the new one takes the place of.
fn of_user<S: CredentialStore>(
    device: &Authenticator<S>,
    site: &SiteHash,
    user: &User,
) -> Result<Option<CredentialId>, Status> {
    let same = |credential: &Arc<Credential>| credential.user.as_ref().is_some_and(|here| here.id == user.id);
    Ok(device.store.of_site(site)?.into_iter().find(same).map(|credential| credential.id.clone()))
}

/// The user, for a person's eyes.
pub(crate) fn account(user: &User) -> Account {
    let display_name = user.display_name.as_deref().map(Shown::new);
    let name = user.name.as_deref().or(user.display_name.as_deref()).unwrap_or("(no name)");
    Account { name: Shown::new(name), display_name }
}

/// attestationFormatsPreference: nothing but "none" means that no statement is wanted.
fn wants_none(formats: Option<Vec<Value>>) -> bool {
    formats.is_some_and(|formats| matches!(formats.as_slice(), [Value::Text(format)] if format == "none"))
}

fn with_batch(
    permit: &Permit,
    subject: approval::Subject,
    batch: &Batch,
    message: &[u8],
) -> Result<Map, Status> {
    let signature = permit.attest(subject, &batch.key, message)?;
    let chain = vec![Value::from(batch.certificate.as_slice())];
    Ok(Map::new().with("alg", batch.key.algorithm().cose()).with("sig", signature).with("x5c", chain))
}
