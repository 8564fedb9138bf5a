//! authenticatorGetAssertion (CTAP 2.2 §6.2): a credential of the site signs, once the person has agreed.

use std::sync::Arc;

use approval::{Account, Purpose, Shown, Subject};

use crate::auth_data;
use crate::authenticator::{Authenticator, Call, Following, What, shown};
use crate::cbor::Map;
use crate::command::ceremony::{self, Options, Verification};
use crate::command::make_credential::account;
use crate::credential::{Credential, Descriptors, Protection, Residence};
use crate::extension::get::GetExtensions;
use crate::model::AccountChoice;
use crate::params::Params;
use crate::permit::{self, Permit};
use crate::pin::token::Permissions;
use crate::site::{Names, RelyingParty, SiteHash, site_id};
use crate::status::Status;
use crate::store::CredentialStore;

/// A ceremony in which the person has agreed and credentials are still to sign (authenticatorGetNextAssertion).
pub(crate) struct Assertions {
    site: SiteHash,
    subject: Subject,
    client_data_hash: [u8; 32],
    permit: Permit,
    extensions: GetExtensions,
    /// Those that have not signed yet; the last one is next.
    left: Vec<Arc<Credential>>,
    names: Names,
}

pub(crate) fn run<S: CredentialStore>(
    device: &mut Authenticator<S>,
    params: &mut Params,
    call: &Call,
) -> Result<Map, Status> {
    let id = site_id(params.required(0x01)?)?;
    let client_data_hash: [u8; 32] = params.required(0x02)?;
    let allowed: Option<Descriptors> = params.optional(0x03)?;
    let extensions: Option<Params> = params.optional(0x04)?;
    let options: Options = params.optional(0x05)?.unwrap_or_default();
    let proof = ceremony::proof(params, 0x06, 0x07)?;

    // Steps 1 and 2.
    if proof.as_ref().is_some_and(|proof| proof.param.is_empty()) {
        return Err(device.touched(call));
    }
    // Step 4.
    if options.rk.is_some() {
        return Err(Status::UnsupportedOption);
    }
    let is_silent = options.up == Some(false);
    let verification = device.verification(&options, proof.as_ref())?;
    // Step 5: a client that only looks around needs none.
    let verification = if is_silent { verification } else { device.always_verified(verification)? };
    // Step 6.1. Step 6.2, built-in verification, is part of the one question below.
    device.proven(proof.as_ref(), Permissions::GET_ASSERTION, &id, &client_data_hash)?;
    // Nobody is verified without being asked.
    if is_silent && verification == Verification::BuiltIn {
        return Err(Status::InvalidOption);
    }
    let extensions = GetExtensions::read(device, extensions, is_silent)?;

    // Step 7. An empty list counts as none: that is how clients of old say so.
    let site = SiteHash::of(&id);
    let allowed = allowed.map(|list| list.0).filter(|ids| !ids.is_empty());
    let is_named = allowed.is_some();
    // A device whose owner chooses in a window tells nobody behind the owner's back which sites and accounts it has.
    let choice = device.model.account_choice;
    if is_silent && !is_named && choice == AccountChoice::Approver {
        return Err(Status::UpRequired);
    }
    let mut found = match allowed {
        Some(ids) => named(device, &site, ids)?,
        None => device.store.of_site(&site)?,
    };
    found.retain(|credential| match credential.protection {
        Protection::Optional => true,
        Protection::OptionalWithList => is_named || verification != Verification::None,
        Protection::Required => verification != Verification::None,
    });
    if found.is_empty() {
        return Err(Status::NoCredentials);
    }
    // Step 11: of those that the client named, any one.
    if is_named {
        found.truncate(1);
    }

    // Steps 8 and 9.
    let subject = permit::subject(&site, &client_data_hash);
    let several = found.len() > 1;
    let is_chosen = several && choice == AccountChoice::Approver && !is_silent;
    let permit = if is_silent {
        found.truncate(1);
        Permit::silent(subject, verification.by_token())
    } else {
        let party = RelyingParty { id, name: None };
        let accounts = if choice == AccountChoice::Approver || !several {
            found.iter().map(|credential| credential.user.as_ref().map_or_else(nameless, account)).collect()
        } else {
            Vec::new()
        };
        let request = device
            .request(Purpose::SignIn, subject, verification.gesture(), call)
            .about(shown(&party))
            .among(accounts);
        let consent = device.ask(request, call).map_err(|refusal| device.refused(refusal))?;
        if choice == AccountChoice::Approver {
            found = found.into_iter().skip(consent.account()).take(1).collect();
        }
        let by = (device.approvers(), verification.by_token());
        Permit::given(consent, Purpose::SignIn, subject, by, found.len())?
    };
    if !is_silent && let Some(token) = device.pin.token.as_mut() {
        token.spend();
    }

    // Steps 10 to 12. Names go out only to whoever was verified, and only to tell several accounts apart.
    let names = if permit.is_verified() && found.len() > 1 { Names::Told } else { Names::Hidden };
    let total = found.len();
    found.reverse();
    let assertions = Assertions { site, subject, client_data_hash, permit, extensions, left: found, names };
    let answer = next(device, assertions)?;
    Ok(answer.maybe(0x05, (total > 1).then_some(total)).maybe(0x06, is_chosen.then_some(true)))
}

/// The next credential signs; what is left is kept for the next command.
pub(crate) fn next<S: CredentialStore>(
    device: &mut Authenticator<S>,
    mut assertions: Assertions,
) -> Result<Map, Status> {
    let credential = assertions.left.pop().ok_or(Status::NotAllowed)?;
    let made = assertions.extensions.apply(&credential, assertions.permit.is_verified())?;
    let flags = assertions.permit.flags().with_backup(device.store.backup());
    let count = device.store.count(&credential.id)?;
    let auth_data = auth_data::write(&assertions.site, flags, count, None, &made.outputs);
    let message = [&auth_data[..], &assertions.client_data_hash].concat();
    let signature = assertions.permit.sign(assertions.subject, &credential.key, &message)?;
    let user = match credential.residence {
        Residence::Discoverable => credential.user.as_ref().map(|user| user.to_value(assertions.names)),
        Residence::ServerSide => None,
    };
    let answer = Map::new()
        .with(0x01, credential.id.descriptor())
        .with(0x02, auth_data)
        .with(0x03, signature)
        .maybe(0x04, user)
        .maybe(0x07, made.large_blob_key.map(|key| key.expose().to_vec()));
    if !assertions.left.is_empty() {
        let since = device.now();
        device.following = Some(Following { since, what: What::Assertions(Box::new(assertions)) });
    }
    Ok(answer)
}

/// The credentials of the list that are here and are the site's, in the order of the list.
fn named<S: CredentialStore>(
    device: &Authenticator<S>,
    site: &SiteHash,
    ids: Vec<crate::credential::CredentialId>,
) -> Result<Vec<Arc<Credential>>, Status> {
    let mut found = Vec::new();
    for id in ids {
        found.extend(device.store.find(&id)?.filter(|credential| credential.site == *site));
    }
    Ok(found)
}

/// What U2F made knows no account.
fn nameless() -> Account {
    Account { name: Shown::new("(security key)"), display_name: None }
}
