//! Opening and durably saving vaults of 100, 1,000 and 10,000 accounts without the key derivation, beside the `age` tool
//! on the same files. `age` is a process of its own, so a run that does nothing is printed as well. Then handing out a
//! recovery code of 1,000 sets: two durable files.

use std::{
    convert::Infallible,
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
    time::{Duration, SystemTime},
};

use keepward_bench::{Contender, print, race};
use otp::{OtpKey, OtpSecret};
use recovery::{
    CodeState, CodeText, Effect, Order, RecoveryCode, RecoverySet, Regeneration, SetId, SetKind, Standing,
};
use vault::{
    Account, DiskFolder, LockedVault, MemorySecretStore, Passphrase, Place, Rollback, SecretStore, Timestamp,
    UnlockedVault, WorkFactor,
};

const MOMENT: SystemTime = SystemTime::UNIX_EPOCH;
const TWO_MINUTES: Duration = Duration::from_secs(120);

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
    let folder = std::env::current_exe()?.with_file_name("bench-recovery");
    remove(&folder)?;
    hand_out(&folder);
    remove(&folder)
}

/// Taking a code of a compartment of 1,000 sets with 15 codes each, beside a vault of 1,000 accounts.
fn hand_out(folder: &Path) {
    let (mut vault, passphrase) = made(folder, 1_000);
    let open = |vault: &mut UnlockedVault| {
        vault.open_recovery(&passphrase, MOMENT, TWO_MINUTES, Rollback::Refuse).expect("a sound compartment")
    };
    let mut recovery = open(&mut vault);
    let sets: Vec<_> = (0..1_000).map(|nth| Arc::new(recovery_set(nth))).collect();
    recovery
        .change(&mut vault, MOMENT, |all| {
            all.sets.clone_from(&sets);
            Ok::<_, Infallible>(())
        })
        .expect("room on the disk");
    let mut nth = 0;
    let mut take = || {
        nth += 1;
        recovery
            .change(&mut vault, MOMENT, |all| {
                let id = all.sets.get(nth).map(|set| set.id).ok_or(())?;
                let set = all.set_mut(id).ok_or(())?;
                set.codes.first_mut().ok_or(())?.state = CodeState::Reserved { at: MOMENT };
                Ok::<_, ()>(())
            })
            .expect("room on the disk");
    };
    let mut contenders = [Contender::new("vault: take a code, durable", &mut take)];
    race(60, &mut contenders);
    let kib = |file: &str| fs::metadata(folder.join(file)).map_or(0, |it| it.len() / 1_024);
    let title = format!(
        "1,000 sets of 15 codes, recovery.age of {} KiB and vault.age of {} KiB",
        kib("recovery.age"),
        kib("vault.age")
    );
    print(&title, &contenders);
    drop(contenders);
    let mut opened = Vec::new();
    let mut contenders =
        [Contender::new("vault: open the recovery codes (weak scrypt)", || opened.push(open(&mut vault)))];
    race(20, &mut contenders);
    print("the same", &contenders);
}

fn recovery_set(nth: u32) -> RecoverySet {
    let code = |place: u32| {
        let bits = (u64::from(nth) * 15 + u64::from(place)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let text = format!("{:08x}-{:08x}", bits >> 32, bits & 0xffff_ffff);
        RecoveryCode::unused(Some(place), CodeText::new(text).expect("17 letters are a code"))
    };
    RecoverySet {
        id: SetId::random(),
        service: Some(format!("service{nth:04}")),
        account: Some(format!("person{nth}@example.org")),
        site: Some(format!("https://service{nth}.example/settings/recovery-codes")),
        label: String::new(),
        login: None,
        kind: SetKind::List,
        effect: Effect::Consume,
        order: Order::Any,
        regeneration: Regeneration::Replaces,
        generated: Some(MOMENT),
        imported: MOMENT,
        modified: MOMENT,
        expires: None,
        source: None,
        standing: Standing::Active,
        codes: (0..15).map(code).collect(),
    }
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
    let (vault, _) = made_with(folder, secrets.clone(), accounts);
    vault.enable_quick_unlock().expect("a keyring in memory");
    let entry = format!("daily-identity-{}", vault.vault_id());
    let line = secrets.get(&entry).ok().flatten().expect("just stored");
    let identity = folder.join("identity.txt");
    fs::write(&identity, line.as_bytes())?;
    Ok((vault.lock(), identity))
}

/// A vault of so many accounts, open.
fn made(folder: &Path, accounts: u32) -> (UnlockedVault, Passphrase) {
    made_with(folder, Arc::new(MemorySecretStore::new()), accounts)
}

fn made_with(folder: &Path, secrets: Arc<MemorySecretStore>, accounts: u32) -> (UnlockedVault, Passphrase) {
    let place = Place {
        folder: Arc::new(DiskFolder::new(folder)),
        secrets,
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
    (vault, passphrase)
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
