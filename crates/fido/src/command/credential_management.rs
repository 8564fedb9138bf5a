//! authenticatorCredentialManagement (CTAP 2.2 §6.8): what is here, and removing or renaming it. Every subcommand that
//! begins something needs a token with the permission for it.

use std::sync::Arc;

use crate::authenticator::{Authenticator, Following, What};
use crate::cbor::{Map, Value};
use crate::command::ceremony;
use crate::credential::{Credential, CredentialId, Residence};
use crate::params::{Item, Params};
use crate::pin::token::{Permissions, Proof};
use crate::site::{Names, SiteHash, User};
use crate::status::Status;
use crate::store::CredentialStore;

/// What is still to be told; the last one is next.
pub(crate) enum Listing {
    Sites(Vec<SiteHash>),
    Credentials(Vec<Arc<Credential>>),
}

pub(crate) fn run<S: CredentialStore>(
    device: &mut Authenticator<S>,
    params: &mut Params,
    following: Option<Following>,
) -> Result<Map, Status> {
    let subcommand: u64 = params.required(0x01)?;
    let listing = match following {
        Some(Following { what: What::Listing(listing), .. }) => Some(listing),
        _ => None,
    };
    match (subcommand, listing) {
        (0x03, Some(Listing::Sites(sites))) => next_site(device, sites),
        (0x05, Some(Listing::Credentials(credentials))) => next_credential(device, credentials),
        (0x03 | 0x05, _) => Err(Status::NotAllowed),
        (0x01 | 0x02 | 0x04 | 0x06 | 0x07, _) => authorised(device, params, subcommand),
        _ => Err(Status::InvalidSubcommand),
    }
}

fn authorised<S: CredentialStore>(
    device: &mut Authenticator<S>,
    params: &mut Params,
    subcommand: u64,
) -> Result<Map, Status> {
    let given: Option<Map> = params.optional(0x02)?;
    let proof = ceremony::proof(params, 0x04, 0x03)?.ok_or(Status::PuatRequired)?;
    let raw = given.as_ref().map(|map| Value::from(map.clone()).to_bytes()).unwrap_or_default();
    let code = u8::try_from(subcommand).map_err(|_| Status::InvalidSubcommand)?;
    match subcommand {
        0x01 | 0x02 => {
            authenticate(device, &proof, &[&[code]])?;
            // A token of one site learns nothing of the others.
            match bound_site(device) {
                Some(_) => return Err(Status::PinAuthInvalid),
                None if subcommand == 0x01 => return metadata(device),
                None => {}
            }
            let mut sites = device.store.sites()?;
            sites.reverse();
            let total = sites.len();
            Ok(next_site(device, sites)?.with(0x05, total))
        }
        _ => {
            let given = given.ok_or(Status::MissingParameter)?;
            let mut given = Params::from_value(given.into())?;
            match subcommand {
                0x04 => {
                    let site = SiteHash(given.required(0x01)?);
                    authenticate(device, &proof, &[&[code], &raw])?;
                    of_the_site(device, site)?;
                    let mut credentials = device.store.of_site(&site)?;
                    credentials.reverse();
                    let total = credentials.len();
                    Ok(next_credential(device, credentials)?.with(0x09, total))
                }
                0x06 => {
                    let id = descriptor(given.required(0x02)?)?;
                    authenticate(device, &proof, &[&[code], &raw])?;
                    let credential = known(device, id.as_ref())?;
                    device.store.remove(&credential.id)?;
                    Ok(Map::new())
                }
                _ => {
                    let id = descriptor(given.required(0x02)?)?;
                    let user: User = given.required(0x03)?;
                    authenticate(device, &proof, &[&[code], &raw])?;
                    let credential = known(device, id.as_ref())?;
                    if credential.user.as_ref().is_some_and(|here| here.id != user.id) {
                        return Err(Status::InvalidParameter);
                    }
                    device.store.update(credential.renamed(user))?;
                    Ok(Map::new())
                }
            }
        }
    }
}

fn authenticate<S: CredentialStore>(
    device: &mut Authenticator<S>,
    proof: &Proof,
    parts: &[&[u8]],
) -> Result<(), Status> {
    let now = device.now();
    proof.of_command(device.pin.token.as_mut(), Permissions::CREDENTIAL_MANAGEMENT, parts, now)
}

/// The site that the token is bound to, if it is.
fn bound_site<S>(device: &Authenticator<S>) -> Option<SiteHash> {
    device.pin.token.as_ref().and_then(|token| token.site()).map(SiteHash::of)
}

/// A token that is bound to a site manages only that site's credentials.
fn of_the_site<S>(device: &Authenticator<S>, site: SiteHash) -> Result<(), Status> {
    match bound_site(device) {
        Some(bound) if bound != site => Err(Status::PinAuthInvalid),
        _ => Ok(()),
    }
}

/// The discoverable credential of this name.
fn known<S: CredentialStore>(
    device: &Authenticator<S>,
    id: Option<&CredentialId>,
) -> Result<Arc<Credential>, Status> {
    let id = id.ok_or(Status::NoCredentials)?;
    let credential = device.store.find(id)?.ok_or(Status::NoCredentials)?;
    of_the_site(device, credential.site)?;
    if credential.residence == Residence::Discoverable { Ok(credential) } else { Err(Status::NoCredentials) }
}

/// The identifier in a descriptor; none, if no credential has one like it.
fn descriptor(value: Value) -> Result<Option<CredentialId>, Status> {
    let mut fields = Params::from_value(value)?;
    let id: Vec<u8> = fields.required("id")?;
    let _: String = fields.required("type")?;
    Ok(CredentialId::new(id))
}

/// §6.8.2.
fn metadata<S: CredentialStore>(device: &Authenticator<S>) -> Result<Map, Status> {
    Ok(Map::new().with(0x01, device.store.discoverable()?).with(0x02, device.store.room()?))
}

/// §6.8.3.
fn next_site<S: CredentialStore>(
    device: &mut Authenticator<S>,
    mut sites: Vec<SiteHash>,
) -> Result<Map, Status> {
    let site = sites.pop().ok_or(Status::NoCredentials)?;
    let party = device.store.of_site(&site)?.into_iter().find_map(|credential| credential.party.clone());
    go_on(device, Listing::Sites(sites));
    Ok(Map::new().maybe(0x03, party.map(|party| party.to_value())).with(0x04, site.0))
}

/// §6.8.4.
fn next_credential<S: CredentialStore>(
    device: &mut Authenticator<S>,
    mut credentials: Vec<Arc<Credential>>,
) -> Result<Map, Status> {
    let credential = credentials.pop().ok_or(Status::NoCredentials)?;
    go_on(device, Listing::Credentials(credentials));
    Ok(Map::new()
        .maybe(0x06, credential.user.as_ref().map(|user| user.to_value(Names::Told)))
        .with(0x07, credential.id.descriptor())
        .with(0x08, credential.key.cose_key())
        .with(0x0a, credential.protection.level())
        .maybe(0x0b, credential.large_blob_key.as_ref().map(|key| key.expose().to_vec()))
        .with(0x0c, credential.third_party_payment))
}

fn go_on<S: CredentialStore>(device: &mut Authenticator<S>, listing: Listing) {
    let is_over = match &listing {
        Listing::Sites(sites) => sites.is_empty(),
        Listing::Credentials(credentials) => credentials.is_empty(),
    };
    let since = device.now();
    device.following = (!is_over).then_some(Following { since, what: What::Listing(listing) });
}
