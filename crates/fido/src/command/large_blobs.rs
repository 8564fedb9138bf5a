//! authenticatorLargeBlobs (CTAP 2.2 §6.10): one array of bytes that belong to credentials, encrypted by clients under
//! their large-blob keys. We keep it and check its digest; we cannot read it.

use crate::authenticator::Authenticator;
use crate::cbor::Map;
use crate::command::ceremony;
use crate::params::Params;
use crate::pin::token::{Permissions, Proof};
use crate::secret::sha256;
use crate::status::Status;
use crate::store::CredentialStore;

/// An array on its way in.
pub(crate) struct Writing {
    expected: usize,
    bytes: Vec<u8>,
}

/// Fewer bytes than an empty array with its digest cannot be one.
const SHORTEST: usize = 17;
/// The digest at the end.
const DIGEST: usize = 16;

pub(crate) fn run<S: CredentialStore>(
    device: &mut Authenticator<S>,
    params: &mut Params,
) -> Result<Map, Status> {
    let get: Option<u64> = params.optional(0x01)?;
    let set: Option<Vec<u8>> = params.optional(0x02)?;
    let offset: Option<u64> = params.optional(0x03)?;
    let length: Option<u64> = params.optional(0x04)?;
    let proof = ceremony::proof(params, 0x05, 0x06)?;
    let offset = size(offset.ok_or(Status::InvalidParameter)?)?;
    // §6.10.1: the message without its frame.
    let longest = device.model.max_message.saturating_sub(64);
    match (get, set) {
        (Some(count), None) if length.is_none() && proof.is_none() => {
            read(device, size(count)?, offset, longest)
        }
        (None, Some(bytes)) => {
            if bytes.len() > longest {
                return Err(Status::InvalidLength);
            }
            write(device, bytes, offset, length, proof)
        }
        _ => Err(Status::InvalidParameter),
    }
}

fn read<S: CredentialStore>(
    device: &Authenticator<S>,
    count: usize,
    offset: usize,
    longest: usize,
) -> Result<Map, Status> {
    if count > longest {
        return Err(Status::InvalidLength);
    }
    let rest = device.store.device()?.large_blobs.get(offset..).ok_or(Status::InvalidParameter)?;
    Ok(Map::new().with(0x01, rest.get(..count).unwrap_or(rest)))
}

fn write<S: CredentialStore>(
    device: &mut Authenticator<S>,
    fragment: Vec<u8>,
    offset: usize,
    length: Option<u64>,
    proof: Option<Proof>,
) -> Result<Map, Status> {
    let before = device.writing.take();
    let mut writing = match (offset, length) {
        (0, Some(length)) => {
            let expected = size(length)?;
            if expected > device.model.max_large_blobs {
                return Err(Status::LargeBlobStorageFull);
            }
            if expected < SHORTEST {
                return Err(Status::InvalidParameter);
            }
            Writing { expected, bytes: Vec::new() }
        }
        (0, None) => return Err(Status::InvalidParameter),
        (_, Some(_)) => return Err(Status::InvalidParameter),
        (_, None) => match before {
            Some(writing) if writing.bytes.len() == offset => writing,
            _ => return Err(Status::InvalidSeq),
        },
    };
    authorise(device, proof, &fragment, offset)?;
    writing.bytes.extend(fragment);
    if writing.bytes.len() > writing.expected {
        return Err(Status::InvalidParameter);
    }
    if writing.bytes.len() < writing.expected {
        device.writing = Some(writing);
        return Ok(Map::new());
    }
    let (array, digest) = writing.bytes.split_at(writing.bytes.len().saturating_sub(DIGEST));
    if sha256(&[array]).get(..DIGEST) != Some(digest) {
        return Err(Status::IntegrityFailure);
    }
    let mut bytes = Some(writing.bytes);
    device.store.change_device(&mut |state| {
        if let Some(bytes) = bytes.take() {
            state.large_blobs = bytes;
        }
    })?;
    Ok(Map::new())
}

/// Where somebody can be verified, they must have been.
fn authorise<S: CredentialStore>(
    device: &mut Authenticator<S>,
    proof: Option<Proof>,
    fragment: &[u8],
    offset: usize,
) -> Result<(), Status> {
    if !device.is_protected()? && !device.store.device()?.always_uv {
        return Ok(());
    }
    let proof = proof.ok_or(Status::PuatRequired)?;
    let offset = u32::try_from(offset).map_err(|_| Status::InvalidParameter)?.to_le_bytes();
    let digest = sha256(&[fragment]);
    let parts: [&[u8]; 4] = [&[0xff; 32], &[0x0c, 0x00], &offset, &digest];
    let now = device.now();
    proof.of_command(device.pin.token.as_mut(), Permissions::LARGE_BLOB_WRITE, &parts, now)
}

fn size(number: u64) -> Result<usize, Status> {
    usize::try_from(number).map_err(|_| Status::InvalidParameter)
}
