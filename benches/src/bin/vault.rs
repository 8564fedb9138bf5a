//! Opening and durably saving vaults of 100, 1,000 and 10,000 accounts without the key derivation, beside the `age` tool
//! on the same files. `age` is a process of its own, so a run that does nothing is printed as well.

use std::{
    convert::Infallible,
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
    time::SystemTime,
};

use keepward_bench::{Contender, print, race};
use otp::{OtpKey, OtpSecret};
use vault::{
    Account, DiskFolder, LockedVault, MemorySecretStore, Passphrase, Place, Rollback, SecretStore, Timestamp,
    UnlockedVault, WorkFactor,
};

const MOMENT: SystemTime = SystemTime::UNIX_EPOCH;

fn main() -> io::Result<()> {
    if age(&["--version"]).is_err() {
        println!("skipped: age is not installed");
        return Ok(());
    }
    for (accounts, rounds) in [(100, 60), (1_000, 60), (10_000, 40)] {
        // Beside the program, which lies on a real disk; a temporary folder may be in memory.
        let folder = std::env::current_exe()?.with_file_name(format!("bench-vault-{accounts}"));
        remove(&folder)?;
        compare(&folder, accounts, rounds)?;
        remove(&folder)?;
    }
    Ok(())
}

fn compare(folder: &Path, accounts: u32, rounds: u32) -> io::Result<()> {
    let (locked, identity) = filled(folder, accounts)?;
    let open = || locked.quick_unlock(MOMENT, Rollback::Refuse).expect("the key in the keyring opens it");
    let mut saver = open();
    // Kept until the race is over: wiping them belongs to locking, not to opening.
    let mut opened = Vec::new();
    let file = folder.join("vault.age");
    let size = fs::metadata(&file)?.len();
    let (identity, file) = (identity.display().to_string(), file.display().to_string());
    let mut contenders = [
        Contender::new("age -d", || age(&["-d", "-i", &identity, &file]).expect("age opens it")),
        Contender::new("age --version (a bare process)", || age(&["--version"]).expect("age runs")),
        Contender::new("vault: open", || opened.push(open())),
        Contender::new("vault: save, durable", || note_use(&mut saver)),
    ];
    race(rounds, &mut contenders);
    print(&format!("{accounts} accounts, vault.age of {} KiB", size / 1_024), &contenders);
    Ok(())
}

/// A vault of so many accounts whose key lies in a keyring in memory, and in an identity file for `age`.
fn filled(folder: &Path, accounts: u32) -> io::Result<(LockedVault, PathBuf)> {
    let secrets = Arc::new(MemorySecretStore::new());
    let place = Place {
        folder: Arc::new(DiskFolder::new(folder)),
        secrets: secrets.clone(),
        work_factor: WorkFactor::weak_for_tests(),
    };
    let passphrase = Passphrase::from("bench".to_owned());
    let mut vault = LockedVault::create(place, &passphrase, MOMENT).expect("an empty folder");
    let all: Vec<_> = (0..accounts).map(|nth| Arc::new(account(nth))).collect();
    vault
        .change(MOMENT, |contents| {
            contents.accounts.clone_from(&all);
            Ok::<_, Infallible>(())
        })
        .expect("room on the disk");
    vault.enable_quick_unlock().expect("a keyring in memory");
    let entry = format!("daily-identity-{}", vault.vault_id());
    let line = secrets.get(&entry).ok().flatten().expect("just stored");
    let identity = folder.join("identity.txt");
    fs::write(&identity, line.as_bytes())?;
    Ok((vault.lock(), identity))
}

/// The most frequent save: one account was used.
fn note_use(vault: &mut UnlockedVault) {
    vault
        .change(MOMENT, |contents| {
            if let Some(account) = contents.accounts.first_mut() {
                Arc::make_mut(account).uses += 1;
            }
            Ok::<_, Infallible>(())
        })
        .expect("room on the disk");
}

fn account(nth: u32) -> Account {
    let bytes = nth.wrapping_mul(2_654_435_761).to_be_bytes().repeat(5);
    let key = OtpKey::totp(OtpSecret::new(bytes).expect("20 bytes are a secret"));
    let mut account = Account::new(Arc::new(key), Timestamp::from_unix(1_795_000_000));
    account.issuer = format!("Service {nth:05}");
    account.name = format!("person{nth}@example.org");
    account
}

fn age(arguments: &[&str]) -> io::Result<()> {
    let status = Command::new("age").args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other("age failed")) }
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}
