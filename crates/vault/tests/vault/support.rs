//! What the tests of the vault share: a place, an account, and a way into the files that goes around the vault.

use std::io::{self, Read, Write};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use age::secrecy::SecretString;
use otp::{OtpKey, OtpSecret};
use vault::{
    Account, Contents, Lock, LockGuard, LockedVault, MemoryFolder, MemorySecretStore, Passphrase, Place,
    ReplaceError, Rollback, SecretStore, Stamp, UnlockedVault, VaultFolder, WorkFactor,
};

/// A folder in which something happens: some files cannot be read, and another program is quicker once.
#[derive(Default)]
pub struct Meddled {
    pub inner: Arc<MemoryFolder>,
    pub unreadable: Mutex<Vec<String>>,
    pub before_saving: Mutex<Option<Meddling>>,
}

type Meddling = Box<dyn FnOnce(&MemoryFolder) + Send>;

impl VaultFolder for Meddled {
    fn name(&self) -> String {
        self.inner.name()
    }
    fn read(&self, file: &str, limit: u64) -> io::Result<Option<Vec<u8>>> {
        if self.unreadable.lock().unwrap().iter().any(|it| it == file) {
            return Err(io::Error::from_raw_os_error(5)); // EIO
        }
        self.inner.read(file, limit)
    }
    fn stamp(&self, file: &str) -> io::Result<Option<Stamp>> {
        self.inner.stamp(file)
    }
    fn list(&self, sub_folder: Option<&str>) -> io::Result<Vec<String>> {
        self.inner.list(sub_folder)
    }
    fn replace(&self, file: &str, bytes: &[u8]) -> Result<Stamp, ReplaceError> {
        self.unreadable.lock().unwrap().retain(|it| it != file);
        self.inner.replace(file, bytes)
    }
    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.unreadable
            .lock()
            .unwrap()
            .iter_mut()
            .filter(|it| *it == from)
            .for_each(|it| *it = to.to_owned());
        self.inner.rename(from, to)
    }
    fn remove(&self, file: &str) -> io::Result<()> {
        self.inner.remove(file)
    }
    fn lock(&self, lock: Lock, patience: Duration) -> io::Result<Option<LockGuard>> {
        if lock == Lock::Saving
            && let Some(meddle) = self.before_saving.lock().unwrap().take()
        {
            meddle(&self.inner);
        }
        self.inner.lock(lock, patience)
    }
}

/// Stops a test that would show nothing without a program: `npm test` sets up all of them.
pub fn needs(program: &str, package: &str) {
    let found =
        Command::new("sh").args(["-c", &format!("command -v {program}")]).stdout(Stdio::null()).status();
    assert!(
        found.is_ok_and(|status| status.success()),
        "{program} is not installed, so this test shows nothing. Install the package {package}, or run `npm test`."
    );
}

/// The passphrase of every vault in these tests, unless a test needs another.
pub const WORDS: &str = "glacier violin otter";

pub fn words(text: &str) -> Passphrase {
    Passphrase::from(text.to_owned())
}

/// 2025-11-22 00:49:12 UTC and so many seconds.
pub fn at(secs: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_763_772_552 + secs)
}

pub fn place(folder: Arc<dyn VaultFolder>) -> Place {
    place_with(folder, Arc::new(MemorySecretStore::absent()))
}

pub fn place_with(folder: Arc<dyn VaultFolder>, secrets: Arc<dyn SecretStore>) -> Place {
    Place { folder, secrets, work_factor: WorkFactor::weak_for_tests() }
}

/// A new vault in memory with these accounts.
pub fn new_vault(names: &[&str]) -> (Arc<MemoryFolder>, UnlockedVault) {
    let folder = Arc::new(MemoryFolder::new());
    let mut vault = LockedVault::create(place(folder.clone()), &words(WORDS), at(0)).unwrap();
    for name in names {
        add(&mut vault, name, 0);
    }
    (folder, vault)
}

pub fn account(name: &str, secs: u64) -> Account {
    let secret = OtpSecret::from_base32("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").unwrap();
    let mut account = Account::new(Arc::new(OtpKey::totp(secret)), at(secs).into());
    (account.issuer, account.name) = ("Acme".to_owned(), name.to_owned());
    account
}

/// A change that adds an account.
pub fn adding(name: &str, secs: u64) -> impl FnMut(&mut Contents) -> Result<(), std::convert::Infallible> {
    let account = Arc::new(account(name, secs));
    move |contents| {
        contents.accounts.push(account.clone());
        Ok(())
    }
}

pub fn add(vault: &mut UnlockedVault, name: &str, secs: u64) {
    vault.change(at(secs), adding(name, secs)).unwrap();
}

pub fn names(vault: &UnlockedVault) -> Vec<&str> {
    vault.contents().accounts.iter().map(|account| account.name.as_str()).collect()
}

/// The vault in a folder, which must be there.
pub fn found(folder: &Arc<MemoryFolder>) -> LockedVault {
    LockedVault::find(place(folder.clone())).unwrap().expect("a vault")
}

pub fn open(folder: &Arc<MemoryFolder>, passphrase: &str, secs: u64) -> UnlockedVault {
    found(folder).unlock(&words(passphrase), at(secs), Rollback::Refuse).unwrap()
}

/// The daily identity, by the age library alone.
pub fn identity(folder: &dyn VaultFolder, passphrase: &str) -> age::x25519::Identity {
    let key_file = folder.read("vault-key.age", 100_000).unwrap().unwrap();
    let opener = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    let text = String::from_utf8(age::decrypt(&opener, &key_file).unwrap()).unwrap();
    text.lines().find(|line| line.starts_with("AGE-SECRET-KEY-1")).unwrap().parse().unwrap()
}

/// What is inside `vault.age`, by the age library alone.
pub fn plaintext(folder: &dyn VaultFolder, passphrase: &str) -> String {
    let file = folder.read("vault.age", u64::MAX).unwrap().unwrap();
    let decryptor = age::Decryptor::new(&file[..]).unwrap();
    let identity = identity(folder, passphrase);
    let identity: &dyn age::Identity = &identity;
    let mut text = String::new();
    decryptor.decrypt(std::iter::once(identity)).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// A vault file with this inside, as a stranger could make one who has the passphrase.
pub fn sealed(folder: &dyn VaultFolder, passphrase: &str, plaintext: &str) -> Vec<u8> {
    let recipient = identity(folder, passphrase).to_public();
    let recipient: &dyn age::Recipient = &recipient;
    let mut writer =
        age::Encryptor::with_recipients(std::iter::once(recipient)).unwrap().wrap_output(Vec::new()).unwrap();
    writer.write_all(plaintext.as_bytes()).unwrap();
    writer.finish().unwrap()
}
