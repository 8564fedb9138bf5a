//! The authenticator: a message comes in, its command is found, an answer goes out. What each command does is in
//! `command/`; how messages travel is in `hid/` and `door/`.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use approval::{
    Approver, Cancel, Clock, Consent, Gesture, Program, Purpose, Refusal, Request, Shown, Site, Subject,
};

use crate::cbor::{Map, Value};
use crate::command::credential_management::Listing;
use crate::command::get_assertion::Assertions;
use crate::command::large_blobs::Writing;
use crate::command::{self, Command};
use crate::model::{BuiltInVerification, Model};
use crate::params::Params;
use crate::permit::Approvers;
use crate::pin::PinState;
use crate::site::RelyingParty;
use crate::status::Status;
use crate::store::CredentialStore;

/// Who asks, and how the question is taken back.
#[derive(Clone, Debug)]
pub struct Call {
    /// Who asks.
    pub program: Program,
    /// Takes it back.
    pub cancel: Cancel,
}

impl Call {
    /// A call of nobody knows whom.
    pub fn unknown() -> Self {
        Self { program: Program::Unknown, cancel: Cancel::new() }
    }
}

/// A CTAP 2.2 authenticator over a store. One message at a time: [`handle`](Self::handle) waits while a person is asked.
pub struct Authenticator<S> {
    pub(crate) model: Model,
    pub(crate) store: S,
    pub(crate) pin: PinState,
    pub(crate) following: Option<Following>,
    pub(crate) writing: Option<Writing>,
    pub(crate) powered_up: SystemTime,
    approver: Arc<dyn Approver>,
    clock: Arc<dyn Clock>,
}

/// What the next command may go on with (CTAP 2.2 §6, "stateful commands"): only if it is the very next one, and soon.
pub(crate) struct Following {
    pub since: SystemTime,
    pub what: What,
}

pub(crate) enum What {
    Assertions(Box<Assertions>),
    Listing(Listing),
}

/// CTAP 2.2 §6.3: between two commands of one sequence.
const SOON: Duration = Duration::from_secs(30);

impl<S: CredentialStore> Authenticator<S> {
    /// An authenticator that has just been powered up.
    pub fn new(model: Model, store: S, approver: Arc<dyn Approver>, clock: Arc<dyn Clock>) -> Self {
        let powered_up = clock.now();
        Self {
            model,
            store,
            pin: PinState::new(),
            following: None,
            writing: None,
            powered_up,
            approver,
            clock,
        }
    }

    /// Answers one CTAP2 message: a command byte and its parameters (CTAP 2.2 §6). The first byte of the answer is the
    /// status.
    pub fn handle(&mut self, message: &[u8], call: &Call) -> Vec<u8> {
        match self.dispatch(message, call) {
            Ok(answer) => {
                let mut bytes = vec![0];
                if let Some(map) = answer {
                    bytes.extend(Value::from(map).to_bytes());
                }
                bytes
            }
            Err(status) => vec![status.code()],
        }
    }

    fn dispatch(&mut self, message: &[u8], call: &Call) -> Result<Option<Map>, Status> {
        if message.len() > self.model.max_message {
            return Err(Status::RequestTooLarge);
        }
        let (code, parameters) = message.split_first().ok_or(Status::InvalidLength)?;
        let command = Command::from_code(*code).ok_or(Status::InvalidCommand)?;
        let following = self.following.take().filter(|following| self.is_soon(following.since));
        if command != Command::LargeBlobs {
            self.writing = None;
        }
        let mut params = Params::read(parameters)?;
        match command {
            Command::MakeCredential => command::make_credential::run(self, &mut params, call).map(Some),
            Command::GetAssertion => command::get_assertion::run(self, &mut params, call).map(Some),
            Command::GetInfo => command::get_info::run(self).map(Some),
            Command::ClientPin => command::client_pin::run(self, &mut params, call).map(Some),
            Command::Reset => command::reset::run(self, call).map(|()| None),
            Command::GetNextAssertion => command::get_next_assertion::run(self, following).map(Some),
            Command::CredentialManagement => {
                command::credential_management::run(self, &mut params, following).map(none_if_empty)
            }
            Command::Selection => command::selection::run(self, call).map(|()| None),
            Command::LargeBlobs => command::large_blobs::run(self, &mut params).map(none_if_empty),
            Command::Config => command::config::run(self, &mut params).map(|()| None),
        }
    }

    /// Pulls the plug and puts it in again: everything volatile is gone.
    pub fn power_cycle(&mut self) {
        self.pin = PinState::new();
        self.following = None;
        self.writing = None;
        self.powered_up = self.now();
    }

    /// What kind of authenticator it is.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// What it keeps.
    pub fn store(&self) -> &S {
        &self.store
    }

    /// What it keeps, to be changed from the owner's side.
    pub fn store_mut(&mut self) -> &mut S {
        &mut self.store
    }

    pub(crate) fn now(&self) -> SystemTime {
        self.clock.now()
    }

    pub(crate) fn is_soon(&self, since: SystemTime) -> bool {
        self.now().duration_since(since).is_ok_and(|past| past < SOON)
    }

    /// Whether a PIN has been set.
    pub(crate) fn has_pin(&self) -> Result<bool, Status> {
        Ok(self.store.device()?.pin.is_some())
    }

    /// Whether the approver can verify.
    pub(crate) fn verifies(&self) -> bool {
        self.model.verification != BuiltInVerification::Absent
    }

    /// What the approver's word counts for.
    pub(crate) fn approvers(&self) -> Approvers {
        if self.verifies() { Approvers::Verify } else { Approvers::OnlyConsent }
    }

    /// "Protected by some form of user verification" (CTAP 2.2 §6.1.2).
    pub(crate) fn is_protected(&self) -> Result<bool, Status> {
        Ok(self.verifies() || self.has_pin()?)
    }

    /// CTAP 2.2 §6.1.2 and §6.2.2 wherever verification is needed and was not offered: a PIN would help, or nothing.
    pub(crate) fn verification_missing(&self) -> Result<Status, Status> {
        Ok(if self.has_pin()? { Status::PuatRequired } else { Status::OperationDenied })
    }

    /// A request made now.
    pub(crate) fn request(&self, purpose: Purpose, subject: Subject, needs: Gesture, call: &Call) -> Request {
        Request::new(purpose, subject, call.program.clone(), self.now()).needing(needs)
    }

    /// Puts a request to the person; a refusal is the status that CTAP gives it.
    pub(crate) fn ask(&self, request: Request, call: &Call) -> Result<Consent, Refusal> {
        approval::ask(&*self.approver, &*self.clock, request, &call.cancel)
    }
}

impl From<Refusal> for Status {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Denied | Refusal::NotVerified => Self::OperationDenied,
            Refusal::Expired => Self::UserActionTimeout,
            Refusal::Withdrawn => Self::KeepaliveCancel,
            Refusal::CredentialExcluded => Self::CredentialExcluded,
        }
    }
}

/// The site, for a person's eyes.
pub(crate) fn shown(party: &RelyingParty) -> Site {
    Site { id: Shown::new(&party.id), name: party.name.as_deref().map(Shown::new) }
}

fn none_if_empty(map: Map) -> Option<Map> {
    (!map.is_empty()).then_some(map)
}
