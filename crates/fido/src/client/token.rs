//! The authenticator as a client talks to it: a message there, an answer back.

use crate::authenticator::{Authenticator, Call};
use crate::cbor::{Map, Value};
use crate::client::error::ClientError;
use crate::status::Status;
use crate::store::CredentialStore;

/// Something that answers CTAP2 messages.
pub trait Token {
    /// Sends a message, and waits for the answer: a status byte and CBOR.
    fn transact(&mut self, message: &[u8]) -> Vec<u8>;
}

/// An authenticator in the same process.
pub struct Direct<'a, S> {
    /// The authenticator.
    pub device: &'a mut Authenticator<S>,
    /// Who asks it.
    pub call: Call,
}

impl<S: CredentialStore> Token for Direct<'_, S> {
    fn transact(&mut self, message: &[u8]) -> Vec<u8> {
        self.device.handle(message, &self.call)
    }
}

/// What a client wants to know of an authenticator.
pub(crate) struct Abilities {
    pub verifies: bool,
    pub transports: Vec<String>,
    pub extensions: Vec<String>,
    pub longest_list: usize,
}

/// Sends a command; an answer without a map is an empty one.
pub(crate) fn command(token: &mut dyn Token, code: u8, parameters: Map) -> Result<Map, Status> {
    let mut message = vec![code];
    if !parameters.is_empty() {
        message.extend(Value::from(parameters).to_bytes());
    }
    let answer = token.transact(&message);
    match answer.split_first() {
        Some((0, [])) => Ok(Map::new()),
        Some((0, bytes)) => match Value::read(bytes) {
            Ok(Value::Map(map)) => Ok(map),
            _ => Err(Status::Other),
        },
        Some((code, _)) => Err(Status::from_code(*code).unwrap_or(Status::Other)),
        None => Err(Status::Other),
    }
}

/// Asks what the authenticator can do.
pub(crate) fn abilities(token: &mut dyn Token) -> Result<Abilities, ClientError> {
    let info = command(token, 0x04, Map::new())?;
    let texts = |key: u8| match info.get(key) {
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_text).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    let options = info.get(0x04).and_then(Value::as_map);
    let verifies = options.and_then(|options| options.get("uv")) == Some(&Value::Bool(true));
    let longest = info.get(0x07).and_then(Value::as_i64).and_then(|most| usize::try_from(most).ok());
    Ok(Abilities {
        verifies,
        transports: texts(0x09),
        extensions: texts(0x02),
        longest_list: longest.filter(|most| *most > 0).unwrap_or(1),
    })
}

impl Abilities {
    pub fn knows(&self, extension: &str) -> bool {
        self.extensions.iter().any(|known| known == extension)
    }
}

/// Descriptors of credentials.
pub(crate) fn descriptors(ids: &[Vec<u8>]) -> Vec<Value> {
    ids.iter().map(|id| Map::new().with("id", id.as_slice()).with("type", "public-key").into()).collect()
}

/// Those of `ids` that the authenticator has, found by silent looks of no more than it takes at a time.
pub(crate) fn present(
    token: &mut dyn Token,
    abilities: &Abilities,
    site: &str,
    ids: &[Vec<u8>],
) -> Result<Vec<Vec<u8>>, ClientError> {
    let mut found = Vec::new();
    for id in ids {
        // One at a time: an authenticator names only one of a list.
        let look = Map::new()
            .with(0x01, site)
            .with(0x02, [0; 32])
            .with(0x03, descriptors(std::slice::from_ref(id)))
            .with(0x05, Map::new().with("up", false));
        match command(token, 0x02, look) {
            Ok(_) => found.push(id.clone()),
            Err(Status::NoCredentials) => {}
            Err(other) => return Err(other.into()),
        }
        if found.len() >= abilities.longest_list {
            break;
        }
    }
    Ok(found)
}
