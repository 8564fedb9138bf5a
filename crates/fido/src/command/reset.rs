//! authenticatorReset (CTAP 2.2 §6.6): a device like new. Nothing in a vault is ever erased this way.

use std::time::Duration;

use approval::{Gesture, Purpose, Subject};

use crate::authenticator::{Authenticator, Call};
use crate::model::ResetRule;
use crate::pin::PinState;
use crate::status::Status;
use crate::store::CredentialStore;

/// How long after power-up it is taken.
const AFTER_POWER_UP: Duration = Duration::from_secs(10);

pub(crate) fn run<S: CredentialStore>(device: &mut Authenticator<S>, call: &Call) -> Result<(), Status> {
    let since = device.now().duration_since(device.powered_up);
    match device.model.reset {
        ResetRule::Never => return Err(Status::NotAllowed),
        ResetRule::AfterPowerUp if since.is_ok_and(|past| past < AFTER_POWER_UP) => {}
        ResetRule::AfterPowerUp => return Err(Status::NotAllowed),
        ResetRule::Always => {}
    }
    let subject = Subject([0; 32]);
    let needs = if device.verifies() { Gesture::Verified } else { Gesture::Present };
    let consent = device.ask(device.request(Purpose::Reset, subject, needs, call), call)?;
    consent.spend(Purpose::Reset, subject).ok_or(Status::OperationDenied)?;
    device.store.clear()?;
    device.pin = PinState::new();
    Ok(())
}
