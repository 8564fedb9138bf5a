//! authenticatorGetNextAssertion (CTAP 2.2 §6.3): the next of several accounts signs, under the consent that was given for
//! them all.

use crate::authenticator::{Authenticator, Following, What};
use crate::cbor::Map;
use crate::command::get_assertion;
use crate::status::Status;
use crate::store::CredentialStore;

pub(crate) fn run<S: CredentialStore>(
    device: &mut Authenticator<S>,
    following: Option<Following>,
) -> Result<Map, Status> {
    match following {
        Some(Following { what: What::Assertions(assertions), .. }) => {
            get_assertion::next(device, *assertions)
        }
        _ => Err(Status::NotAllowed),
    }
}
