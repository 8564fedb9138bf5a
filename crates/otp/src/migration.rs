//! Google Authenticator's export: `otpauth-migration://`, a protobuf batch of accounts in one or more QR codes,
//! read and written. A bad entry is reported beside the good ones and never stops them.

mod entry;
mod wire;

use std::{fmt, num::NonZeroUsize};

use prost::Message;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::{OtpAuth, SecretError, percent, rfc4648::BASE64};
use wire::{Entry, Payload};

/// The longest batch that is read, in bytes. A QR code holds 2,953, pasted text may be more.
const LONGEST_URI: usize = 64 * 1024;

/// One picture of an export.
#[derive(Debug)]
pub struct Batch {
    /// The accounts that could be read, in their order.
    pub entries: Vec<OtpAuth>,
    /// The accounts that could not.
    pub problems: Vec<EntryProblem>,
    /// Which picture of the export this is, from 0.
    pub index: u32,
    /// How many pictures the export has, at least 1.
    pub size: u32,
    /// The same in every picture of one export.
    pub id: i32,
}

/// What [`write()`] made of some accounts.
#[derive(Debug)]
pub struct Written {
    /// One URI for each picture, in their order. They hold the secrets and are wiped when dropped.
    pub pictures: Vec<Zeroizing<String>>,
    /// The accounts this format cannot carry.
    pub problems: Vec<EntryProblem>,
}

/// One account that was left out, and why. It names the account and never holds its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryProblem {
    /// The place of the account among all that were to be read or written, from 0.
    pub position: usize,
    /// What the account is called, as far as that could be read; may be empty.
    pub name: String,
    /// What is wrong with it.
    pub reason: EntryError,
}

/// Why one account of a batch was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum EntryError {
    /// The bytes of the entry are no protobuf.
    #[error("its part of the picture is damaged. Scan the picture again")]
    Damaged,
    /// A secret that is none.
    #[error("it has no usable secret. Set the account up anew at the service")]
    Secret(#[from] SecretError),
    /// A hash this format or Keepward does not have (MD5 among them).
    #[error(
        "its codes use another hash than SHA-1, SHA-256 or SHA-512. Set the account up anew at the service"
    )]
    Algorithm,
    /// A number of digits this format does not have.
    #[error("it wants a number of digits that is not 6 or 8. Move this account with its own QR code")]
    Digits,
    /// Neither TOTP nor HOTP.
    #[error("it is neither by the clock nor by counting. Move this account with its own QR code")]
    Kind,
    /// Another period than the 30 seconds this format means.
    #[error("its codes do not live 30 seconds. Move this account with its own QR code")]
    Period,
    /// A counter below 0, or too large to be written.
    #[error("its counter is out of range. Set the account up anew at the service")]
    Counter,
    /// A name of more than 1 KiB.
    #[error("its name is longer than 1 KiB. Shorten the name there and export again")]
    NameTooLong,
}

/// Why nothing of a batch could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MigrationError {
    /// Another kind of text.
    #[error(
        "This is not an export of Google Authenticator: it does not begin with \u{201c}otpauth-migration://\u{201d}. \
         In that app choose \u{201c}Transfer accounts\u{201d}, then \u{201c}Export accounts\u{201d}."
    )]
    NotMigration,
    /// More than 64 KiB.
    #[error("The export is longer than 64 KiB, longer than any QR code holds. Scan its pictures one by one.")]
    TooLong,
    /// Cut off or changed on its way.
    #[error(
        "The export is damaged or cut off. Show the picture again in Google Authenticator and scan the whole of it."
    )]
    Damaged,
}

/// Reads one picture of an export.
///
/// # Errors
/// [`MigrationError`] if it is no batch at all; entries that cannot be read become [`Batch::problems`].
pub fn parse(uri: &str) -> Result<Batch, MigrationError> {
    let payload = payload(uri.trim())?;
    let (mut entries, mut problems) = (Vec::new(), Vec::new());
    for (position, bytes) in payload.entries.iter().enumerate() {
        match Entry::decode(bytes.as_slice()) {
            Ok(entry) => {
                let (issuer, account) = entry::names(&entry);
                let name = entry::shown(issuer.as_deref(), &account);
                match entry::read(entry, issuer, account) {
                    Ok(account) => entries.push(account),
                    Err(reason) => problems.push(EntryProblem { position, name, reason }),
                }
            }
            Err(_) => {
                problems.push(EntryProblem { position, name: String::new(), reason: EntryError::Damaged })
            }
        }
    }
    Ok(Batch {
        entries,
        problems,
        index: u32::try_from(payload.batch_index).unwrap_or(0),
        size: u32::try_from(payload.batch_size).unwrap_or(0).max(1),
        id: payload.batch_id,
    })
}

/// Writes `accounts` as pictures of at most `per_picture` accounts each (Google's app puts ten in one). `id`
/// ties the pictures together; choose it at random for each export.
pub fn write(accounts: &[&OtpAuth], per_picture: NonZeroUsize, id: i32) -> Written {
    let (mut entries, mut problems) = (Vec::new(), Vec::new());
    for (position, account) in accounts.iter().enumerate() {
        match entry::of(account) {
            Ok(entry) => entries.push(entry),
            Err(reason) => {
                let name = entry::shown(account.issuer.as_deref(), &account.account);
                problems.push(EntryProblem { position, name, reason });
            }
        }
    }
    let pictures = entries.chunks(per_picture.get());
    let size = i32::try_from(pictures.len()).unwrap_or(i32::MAX);
    let pictures = pictures.zip(0..).map(|(entries, index)| picture(entries, index, size, id)).collect();
    Written { pictures, problems }
}

fn payload(uri: &str) -> Result<Payload, MigrationError> {
    if uri.len() > LONGEST_URI {
        return Err(MigrationError::TooLong);
    }
    let (place, query) = uri.split_once('?').unwrap_or((uri, ""));
    let (scheme, _) = place.split_once(':').ok_or(MigrationError::NotMigration)?;
    if !scheme.eq_ignore_ascii_case("otpauth-migration") {
        return Err(MigrationError::NotMigration);
    }
    let data = query
        .split('&')
        .find_map(|pair| pair.split_once('=').filter(|(name, _)| name.eq_ignore_ascii_case("data")))
        .map(|(_, value)| value)
        .ok_or(MigrationError::Damaged)?;
    // A plus sign is a digit of base64 here, and a space is a plus sign that some form decoder spoiled.
    let text = Zeroizing::new(percent::decode(data).replace(' ', "+"));
    let bytes = BASE64.decode(&text).map_err(|_| MigrationError::Damaged)?;
    let payload = Payload::decode(bytes.as_slice()).map_err(|_| MigrationError::Damaged)?;
    if payload.entries.is_empty() { Err(MigrationError::Damaged) } else { Ok(payload) }
}

fn picture(entries: &[Entry], index: i32, size: i32, id: i32) -> Zeroizing<String> {
    let payload = Payload {
        entries: entries.iter().map(Message::encode_to_vec).collect(),
        version: 1,
        batch_size: size,
        batch_index: index,
        batch_id: id,
    };
    let bytes = Zeroizing::new(payload.encode_to_vec());
    let mut data = BASE64.encode(&bytes);
    // Google's reader wants the padding.
    while !data.len().is_multiple_of(4) {
        data.push('=');
    }
    let mut uri = Zeroizing::new(String::with_capacity(64 + 3 * data.len()));
    uri.push_str("otpauth-migration://offline?data=");
    percent::encode(&data, &mut uri);
    uri
}

impl fmt::Display for EntryProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { position, name, reason } = self;
        match name.as_str() {
            "" => write!(f, "Account {} of the export was left out: {reason}.", position + 1),
            name => write!(f, "\u{201c}{name}\u{201d} was left out: {reason}."),
        }
    }
}

#[cfg(test)]
mod tests;
