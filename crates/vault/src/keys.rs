//! The two encryptions of a vault, both plain age (c2sp.org/age): a passphrase around an identity, and identities around
//! the records. Nothing here knows what the records are or where they lie.

mod fresh;

use std::io::{self, Write};
use std::iter;
use std::marker::PhantomData;

use age::secrecy::{ExposeSecret, SecretString};
use age::{DecryptError, Decryptor, Encryptor};
use zeroize::Zeroizing;

pub(crate) use self::fresh::Fresh;
use crate::wiped::{self, WipedBuffer};
use crate::{Damage, Passphrase, Timestamp, VaultError, WorkFactor};

/// How every age file begins.
const AGE_HEAD: &[u8] = b"age-encryption.org/v1\n";

/// An ordinary age X25519 identity. What it is for is part of its type, so that the keyring can never be handed the one
/// for recovery codes. Wiped on drop by the age library.
pub(crate) struct Identity<For>(age::x25519::Identity, PhantomData<For>);

/// Opens `vault.age`; lies in `vault-key.age`.
pub(crate) type DailyIdentity = Identity<Daily>;
/// Opens `recovery.age`; lies in `recovery-key.age`.
pub(crate) type RecoveryIdentity = Identity<Recovery>;
/// Opens both; exists only on paper.
pub(crate) type KitIdentity = Identity<Paper>;

/// See [`DailyIdentity`].
pub(crate) enum Daily {}
/// See [`RecoveryIdentity`].
pub(crate) enum Recovery {}
/// See [`KitIdentity`].
pub(crate) enum Paper {}

impl<For> Identity<For> {
    /// A new one from the system's random numbers.
    pub fn generate() -> Self {
        Self(age::x25519::Identity::generate(), PhantomData)
    }

    /// The identity in a line `AGE-SECRET-KEY-1...`.
    pub fn from_line(line: &str) -> Option<Self> {
        line.trim().parse().ok().map(|identity| Self(identity, PhantomData))
    }

    /// The only way to the key: the line `AGE-SECRET-KEY-1...`, wiped on drop.
    pub fn line(&self) -> SecretString {
        self.0.to_string()
    }

    /// The public half, `age1...`. Who knows it can make a file that opens, so it is kept inside the plaintext only.
    pub fn recipient(&self) -> String {
        self.0.to_public().to_string()
    }
}

/// A key file did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyFileError {
    /// The passphrase is not the one. A flipped bit in the wrapped key looks the same.
    WrongPassphrase,
    /// No passphrase opens it.
    Damaged(Damage),
}

/// Wraps an identity with a passphrase and makes sure that the passphrase opens it again: everything else hangs on
/// this one file.
pub(crate) fn make_key_file<For>(
    identity: &Identity<For>,
    passphrase: &Passphrase,
    work_factor: WorkFactor,
    now: Timestamp,
) -> Result<Vec<u8>, VaultError> {
    if passphrase.is_empty() {
        return Err(VaultError::EmptyPassphrase);
    }
    let mut recipient = age::scrypt::Recipient::new(secret(passphrase));
    recipient.set_work_factor(work_factor.log_n());
    let identity_file = identity_file(identity, now);
    let wrapped = encrypt_to(iter::once(recipient_of(&recipient)), identity_file.as_bytes())?;
    match open_key_file::<For>(&wrapped, passphrase) {
        Ok(read_back) if read_back.recipient() == identity.recipient() => Ok(wrapped),
        _ => Err(VaultError::NotEncrypted),
    }
}

/// An identity file as `age-keygen` writes it.
fn identity_file<For>(identity: &Identity<For>, now: Timestamp) -> Zeroizing<String> {
    // Filled by hand into room that is there: a growing string would leave copies of the key behind.
    let mut text = Zeroizing::new(String::with_capacity(256));
    text.push_str("# created: ");
    text.push_str(&now.calendar());
    text.push_str("\n# public key: ");
    text.push_str(&identity.recipient());
    text.push('\n');
    text.push_str(identity.line().expose_secret());
    text.push('\n');
    text
}

/// Opens a key file.
pub(crate) fn open_key_file<For>(
    key_file: &[u8],
    passphrase: &Passphrase,
) -> Result<Identity<For>, KeyFileError> {
    let decryptor =
        Decryptor::new_buffered(key_file).map_err(|error| KeyFileError::Damaged(damage(key_file, &error)))?;
    if !decryptor.is_scrypt() {
        return Err(KeyFileError::Damaged(Damage::NotAKeyFile));
    }
    let mut opener = age::scrypt::Identity::new(secret(passphrase));
    opener.set_max_work_factor(WorkFactor::READ_LIMIT);
    let stream = decryptor.decrypt(iter::once(identity_of(&opener))).map_err(|error| match error {
        // At this stage only the wrapped file key is decrypted.
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => KeyFileError::WrongPassphrase,
        other => KeyFileError::Damaged(damage(key_file, &other)),
    })?;
    let text = wiped::read_to_end(stream, key_file.len())
        .map_err(|error| KeyFileError::Damaged(damage(key_file, &DecryptError::Io(error))))?;
    let text = std::str::from_utf8(text.as_slice()).unwrap_or_default();
    // An identity file may hold comments and empty lines (age(1), IDENTITIES AND IDENTITY FILES).
    text.lines().find_map(Identity::from_line).ok_or(KeyFileError::Damaged(Damage::NotAKeyFile))
}

/// Encrypts a plaintext to recipients `age1...`.
pub(crate) fn encrypt<'a>(
    plaintext: &WipedBuffer,
    recipients: impl Iterator<Item = &'a str>,
) -> Result<Vec<u8>, VaultError> {
    let recipients: Vec<age::x25519::Recipient> = recipients
        .map(|key| key.parse().map_err(|_| VaultError::UnknownRecipient))
        .collect::<Result<_, _>>()?;
    encrypt_to(recipients.iter().map(recipient_of), plaintext.as_slice())
}

fn encrypt_to<'a>(
    recipients: impl Iterator<Item = &'a dyn age::Recipient>,
    plaintext: &[u8],
) -> Result<Vec<u8>, VaultError> {
    let encryptor = Encryptor::with_recipients(recipients).map_err(|_| VaultError::NotEncrypted)?;
    // Room for the header, and 16 bytes for each chunk of 64 KiB.
    let sealed = Vec::with_capacity(plaintext.len() + plaintext.len() / 4_096 + 1_024);
    let write = |sealed| -> io::Result<Vec<u8>> {
        let mut writer = encryptor.wrap_output(sealed)?;
        writer.write_all(plaintext)?;
        // Without this the last chunk is missing.
        writer.finish()
    };
    write(sealed).map_err(|_| VaultError::NotEncrypted)
}

/// Decrypts a file.
pub(crate) fn decrypt<For>(file: &[u8], identity: &Identity<For>) -> Result<WipedBuffer, Damage> {
    let decryptor = Decryptor::new_buffered(file).map_err(|error| damage(file, &error))?;
    let identities = iter::once(identity_of(&identity.0));
    let stream = decryptor.decrypt(identities).map_err(|error| damage(file, &error))?;
    wiped::read_to_end(stream, file.len()).map_err(|error| damage(file, &DecryptError::Io(error)))
}

/// Whether a file is encrypted to other keys; only its header is looked at.
pub(crate) fn is_for_others<For>(file: &[u8], identity: &Identity<For>) -> bool {
    let identities = iter::once(identity_of(&identity.0));
    let opened = Decryptor::new_buffered(file).and_then(|decryptor| decryptor.decrypt(identities));
    matches!(opened, Err(DecryptError::NoMatchingKeys))
}

/// What is wrong with a file at first sight; an age file shows no more without its key.
pub(crate) fn damage_at_first_sight(file: &[u8]) -> Option<Damage> {
    Decryptor::new_buffered(file).err().map(|error| damage(file, &error))
}

/// Whether a file is encrypted with a passphrase, as key files are.
pub(crate) fn is_key_file(file: &[u8]) -> bool {
    Decryptor::new_buffered(file).is_ok_and(|decryptor| decryptor.is_scrypt())
}

/// Says why a file does not open in terms of the file.
fn damage(file: &[u8], error: &DecryptError) -> Damage {
    let begins_well = file.starts_with(AGE_HEAD);
    match error {
        _ if file.is_empty() => Damage::Empty,
        DecryptError::NoMatchingKeys => Damage::OtherKeys,
        DecryptError::ExcessiveWork { .. } => Damage::TooMuchWork,
        DecryptError::UnknownFormat => Damage::NotAge,
        DecryptError::Io(error) if begins_well && error.kind() == io::ErrorKind::UnexpectedEof => {
            Damage::Truncated
        }
        _ if !begins_well => Damage::NotAge,
        // Header, MAC, chunk or wrapped key do not fit; the library may add more such cases.
        _ => Damage::Altered,
    }
}

fn recipient_of(recipient: &impl age::Recipient) -> &dyn age::Recipient {
    recipient
}

fn identity_of(identity: &impl age::Identity) -> &dyn age::Identity {
    identity
}

/// Its own copy for the age library, wiped on drop. `to_owned` makes a string without spare room, so that boxing it
/// moves nothing.
fn secret(passphrase: &Passphrase) -> SecretString {
    SecretString::from(passphrase.expose().to_owned())
}

#[cfg(test)]
mod tests;
