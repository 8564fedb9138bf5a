//! authenticatorSelection (CTAP 2.2 §6.9): is this the one?

use approval::{Gesture, Purpose, Subject};

use crate::authenticator::{Authenticator, Call};
use crate::status::Status;
use crate::store::CredentialStore;

pub(crate) fn run<S: CredentialStore>(device: &mut Authenticator<S>, call: &Call) -> Result<(), Status> {
    let subject = Subject([0; 32]);
    let request = device.request(Purpose::ChooseAuthenticator, subject, Gesture::Present, call);
    let consent = device.ask(request, call)?;
    consent.spend(Purpose::ChooseAuthenticator, subject).map(|_| ()).ok_or(Status::OperationDenied)
}
