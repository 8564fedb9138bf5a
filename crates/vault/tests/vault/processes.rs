//! Several processes at one vault, and processes that are killed. A child is this test program again, running one of the
//! ignored tests below.

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use vault::{
    ChangeError, DiskFolder, Lock, LockGuard, LockedVault, MemoryFolder, ReplaceError, Rollback, Stamp,
    UnlockError, UnlockedVault, VaultError, VaultFolder,
};

use crate::support::*;

const FOLDER: &str = "KEEPWARD_TEST_FOLDER";
const NAME: &str = "KEEPWARD_TEST_NAME";
const COUNT: &str = "KEEPWARD_TEST_COUNT";

fn on_disk(folder: &Path) -> LockedVault {
    LockedVault::find(place(Arc::new(DiskFolder::new(folder)))).unwrap().expect("a vault")
}

fn unlocked(folder: &Path) -> UnlockedVault {
    on_disk(folder).unlock(&words(WORDS), at(1), Rollback::Refuse).unwrap()
}

fn new_on_disk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    drop(LockedVault::create(place(Arc::new(DiskFolder::new(folder.path()))), &words(WORDS), at(0)).unwrap());
    folder
}

/// Starts this program again with one of the ignored tests.
fn child(test: &str, folder: &Path, name: &str, count: usize) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", &format!("processes::{test}"), "--ignored", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .env(NAME, name)
        .env(COUNT, count.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// What a child says it saved.
fn acknowledged(out: BufReader<ChildStdout>) -> impl Iterator<Item = String> {
    // The first one stands behind what the test harness prints.
    out.lines().map_while(Result::ok).filter_map(|line| Some(line.split_once("saved ")?.1.to_owned()))
}

#[test]
#[ignore = "a child of the tests below"]
fn saves_in_a_loop() {
    let (Some(folder), Ok(name)) = (env::var_os(FOLDER), env::var(NAME)) else { return };
    let count: usize = env::var(COUNT).unwrap().parse().unwrap();
    let mut vault = unlocked(Path::new(&folder));
    for nth in 0..count {
        let account = format!("{name}-{nth}");
        add(&mut vault, &account, 1);
        println!("saved {account}");
        std::io::stdout().flush().unwrap();
    }
}

#[test]
#[ignore = "a child of the tests below"]
fn guesses() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    for _ in 0..2 {
        let wrong = on_disk(Path::new(&folder)).unlock(&words("wrong"), at(0), Rollback::Refuse);
        assert!(matches!(wrong, Err(UnlockError::WrongPassphrase { .. })));
    }
}

#[test]
fn killed_at_any_moment_nothing_acknowledged_is_lost() {
    let folder = new_on_disk();
    let mut expected = Vec::new();
    for round in 0..12_u64 {
        let mut saver = child("saves_in_a_loop", folder.path(), &format!("round{round}"), 100_000);
        let out = BufReader::new(saver.stdout.take().unwrap());
        let mut said = acknowledged(out);
        // At least one, then at another step of a save from round to round.
        expected.extend(said.by_ref().take(1 + usize::try_from(round / 3).unwrap()));
        let vault_file = DiskFolder::new(folder.path());
        let before = vault_file.stamp("vault.age").unwrap();
        let is_there = |step| match step {
            0 => true,
            1 => folder.path().join("vault.age.tmp").exists(),
            _ => vault_file.stamp("vault.age").unwrap() != before,
        };
        while !is_there(round % 3) {
            assert!(saver.try_wait().unwrap().is_none(), "the child saves until it is killed");
        }
        saver.kill().unwrap();
        saver.wait().unwrap();
        expected.extend(said);
        let vault = unlocked(folder.path());
        let there = names(&vault);
        for name in &expected {
            assert!(
                there.contains(&name.as_str()),
                "{name} was acknowledged and is lost after round {round}"
            );
        }
        let unacknowledged = there.len() - expected.len();
        assert!(unacknowledged <= 1 + usize::try_from(round).unwrap(), "at most one a round");
    }
    assert!(expected.len() > 12, "the child saved");
    // A temp file of the last round, if any, is gone with the next save.
    add(&mut unlocked(folder.path()), "after", 1);
    assert!(!folder.path().join("vault.age.tmp").exists());
}

#[test]
fn two_writers_lose_nothing_of_each_other() {
    let folder = new_on_disk();
    let writers = ["left", "right"].map(|name| child("saves_in_a_loop", folder.path(), name, 40));
    let done = writers.map(|writer| writer.wait_with_output().unwrap().status.success());
    assert_eq!(done, [true, true]);
    let vault = unlocked(folder.path());
    let there = names(&vault);
    assert_eq!(there.len(), 80);
    for writer in ["left", "right"] {
        let order: Vec<_> =
            (0..40).map(|nth| there.iter().position(|it| **it == format!("{writer}-{nth}"))).collect();
        assert!(order.iter().all(Option::is_some) && order.is_sorted());
    }
    // One revision for each save, after the one that made the vault.
    assert_eq!(vault.revision(), 81);
}

#[test]
fn two_processes_share_the_back_off() {
    let folder = new_on_disk();
    assert!(child("guesses", folder.path(), "", 0).wait().unwrap().success());
    let soon = on_disk(folder.path()).unlock(&words(WORDS), at(0), Rollback::Refuse);
    assert!(matches!(soon, Err(UnlockError::TooSoon { retry_in }) if retry_in == Duration::from_secs(1)));
    drop(unlocked(folder.path()));
    assert!(
        child("guesses", folder.path(), "", 0).wait().unwrap().success(),
        "success resets it for others too"
    );
}

#[test]
fn the_files_are_for_the_person_alone() {
    use std::os::unix::fs::PermissionsExt;
    let above = tempfile::tempdir().unwrap();
    let folder = above.path().join("data/keepward");
    let mut vault =
        LockedVault::create(place(Arc::new(DiskFolder::new(&folder))), &words(WORDS), at(0)).unwrap();
    add(&mut vault, "ann", 0);
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&folder), mode(&folder.join("snapshots"))), (0o700, 0o700));
    for file in
        ["vault.age", "vault-key.age", "state.json", "lock", "lock-attempts", "snapshots/vault-key.age"]
    {
        assert_eq!(mode(&folder.join(file)), 0o600, "{file}");
    }
}

#[test]
fn a_lock_that_is_held_is_waited_for_only_so_long() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (DiskFolder::new(folder.path()), DiskFolder::new(folder.path()));
    let brief = Duration::from_millis(40);
    let held = one.lock(Lock::Saving, brief).unwrap();
    assert!(held.is_some() && other.lock(Lock::Saving, brief).unwrap().is_none());
    assert!(other.lock(Lock::Attempts, brief).unwrap().is_some(), "another lock");
    drop(held);
    assert!(other.lock(Lock::Saving, brief).unwrap().is_some());
}

/// A folder whose lock another program never gives back.
struct NeverFree(MemoryFolder);

impl VaultFolder for NeverFree {
    fn name(&self) -> String {
        self.0.name()
    }
    fn read(&self, file: &str, limit: u64) -> std::io::Result<Option<Vec<u8>>> {
        self.0.read(file, limit)
    }
    fn stamp(&self, file: &str) -> std::io::Result<Option<Stamp>> {
        self.0.stamp(file)
    }
    fn list(&self, sub_folder: Option<&str>) -> std::io::Result<Vec<String>> {
        self.0.list(sub_folder)
    }
    fn replace(&self, file: &str, bytes: &[u8]) -> Result<Stamp, ReplaceError> {
        self.0.replace(file, bytes)
    }
    fn rename(&self, from: &str, to: &str) -> std::io::Result<()> {
        self.0.rename(from, to)
    }
    fn remove(&self, file: &str) -> std::io::Result<()> {
        self.0.remove(file)
    }
    fn lock(&self, lock: Lock, patience: Duration) -> std::io::Result<Option<LockGuard>> {
        if lock == Lock::Saving { Ok(None) } else { self.0.lock(lock, patience) }
    }
}

#[test]
fn a_program_that_hangs_on_the_lock_is_a_sentence_and_nothing_changes() {
    let (folder, vault) = new_vault(&["ann"]);
    drop(vault);
    let stuck = Arc::new(NeverFree(folder.after_restart()));
    let locked = LockedVault::find(place(stuck.clone())).unwrap().expect("a vault");
    let mut vault = locked.unlock(&words(WORDS), at(1), Rollback::Refuse).unwrap();
    let change = vault.change(at(2), adding("bob", 2));
    assert!(matches!(change, Err(ChangeError::Vault(VaultError::Busy { .. }))));
    assert_eq!(names(&vault), ["ann"]);
    assert_eq!(stuck.0.get("vault.age"), folder.get("vault.age"));
}
