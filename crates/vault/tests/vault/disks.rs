//! Full and read-only disks, for real: small tmpfs mounts, because the administrator ignores file modes.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use recovery::CodeState;
use vault::{
    ChangeError, DiskFolder, LockedVault, RecoveryChangeError, RecoveryError, RecoveryUnlocked, Rollback,
    UnlockError, UnlockedVault, VaultError,
};

use crate::recovery_support::*;
use crate::support::*;

/// A file system of 64 KiB that is unmounted on drop.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// `None`, and a line that says so, where mounting is not permitted.
    fn mount() -> Option<Self> {
        let at = tempfile::tempdir().unwrap();
        let mounted = mount(&["-t", "tmpfs", "-o", "size=64k", "tmpfs"], at.path());
        if !mounted {
            println!("skipped: mounting a tmpfs is not permitted here");
        }
        mounted.then_some(Self(at))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// The vault's folder is not the mount itself, which is there already.
    fn folder(&self) -> PathBuf {
        self.path().join("keepward")
    }

    fn make_read_only(&self) {
        assert!(mount(&["-o", "remount,ro"], self.path()));
    }

    fn make_writable(&self) {
        assert!(mount(&["-o", "remount,rw"], self.path()));
    }

    /// Writes a file until nothing more fits.
    fn fill(&self) -> PathBuf {
        let path = self.path().join("filler");
        let mut file = File::create(&path).unwrap();
        while file.write_all(&[0; 512]).is_ok() {}
        path
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.path()).status();
    }
}

fn mount(args: &[&str], at: &Path) -> bool {
    Command::new("mount").args(args).arg(at).output().is_ok_and(|output| output.status.success())
}

fn created(folder: &Path) -> Result<UnlockedVault, VaultError> {
    LockedVault::create(place(Arc::new(DiskFolder::new(folder))), &words(WORDS), at(0))
}

fn found_in(folder: &Path) -> LockedVault {
    LockedVault::find(place(Arc::new(DiskFolder::new(folder)))).unwrap().expect("a vault")
}

#[test]
fn a_full_disk_is_a_sentence_and_nothing_is_lost() {
    let Some(disk) = SmallDisk::mount() else { return };
    let mut vault = created(&disk.folder()).unwrap();
    add(&mut vault, "ann", 0);
    let filler = disk.fill();
    for secs in [1, 9_000] {
        let change = vault.change(at(secs), adding("bob", secs));
        assert!(matches!(change, Err(ChangeError::Vault(VaultError::DiskFull))), "{change:?}");
        assert_eq!(names(&vault), ["ann"]);
    }
    let left: Vec<_> = fs::read_dir(disk.folder()).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().ends_with(".tmp")), "{left:?}");
    let passphrase = vault.change_passphrase(&words(WORDS), &words("new"), at(9_001));
    assert!(matches!(passphrase, Err(UnlockError::Vault(VaultError::DiskFull))), "{passphrase:?}");
    // It still opens while the disk is full, and saves when there is room again.
    let wrong = found_in(&disk.folder()).unlock(&words("x"), at(9_002), Rollback::Refuse);
    assert!(matches!(wrong, Err(UnlockError::WrongPassphrase { .. })));
    let mut again = found_in(&disk.folder()).unlock(&words(WORDS), at(9_003), Rollback::Refuse).unwrap();
    assert_eq!(names(&again), ["ann"]);
    fs::remove_file(filler).unwrap();
    add(&mut again, "bob", 9_004);
    vault.refresh().unwrap();
    assert_eq!(names(&vault), ["ann", "bob"]);
}

#[test]
fn a_full_disk_marks_no_code_and_loses_none() {
    let Some(disk) = SmallDisk::mount() else { return };
    let mut vault = created(&disk.folder()).unwrap();
    let mut recovery = opened(&mut vault, WORDS, 1);
    import(&mut recovery, &mut vault, "github", 3, 2);
    let filler = disk.fill();
    let id = recovery.contents(at(3)).unwrap().sets[0].id;
    let mut reserve = |recovery: &mut RecoveryUnlocked| {
        recovery.change(&mut vault, at(3), |all| {
            all.set_mut(id).ok_or(())?.codes[0].state = CodeState::Reserved { at: at(3) };
            Ok::<_, ()>(())
        })
    };
    let Err(RecoveryChangeError::Recovery(RecoveryError::Unlock(UnlockError::Vault(VaultError::DiskFull)))) =
        reserve(&mut recovery)
    else {
        panic!("it said nothing of the full disk")
    };
    let is_unused = |recovery: &RecoveryUnlocked| {
        recovery.contents(at(3)).unwrap().sets[0].codes[0].state == CodeState::Unused
    };
    assert!(is_unused(&recovery), "a code that was not marked on disk is not handed out");
    let mut other = found_in(&disk.folder()).unlock(&words(WORDS), at(4), Rollback::Refuse).unwrap();
    assert!(is_unused(&other.open_recovery(&words(WORDS), at(3), TWO_MINUTES, Rollback::Refuse).unwrap()));
    fs::remove_file(filler).unwrap();
    reserve(&mut recovery).unwrap();
    assert!(!is_unused(&recovery));
}

#[test]
fn a_vault_is_not_half_made_on_a_full_disk() {
    let Some(disk) = SmallDisk::mount() else { return };
    let filler = disk.fill();
    assert!(matches!(created(&disk.folder()), Err(VaultError::DiskFull)));
    assert!(LockedVault::find(place(Arc::new(DiskFolder::new(disk.folder())))).unwrap().is_none());
    fs::remove_file(filler).unwrap();
    created(&disk.folder()).unwrap();
}

#[test]
fn a_read_only_disk_opens_and_refuses_to_save_with_a_sentence() {
    let Some(disk) = SmallDisk::mount() else { return };
    let mut vault = created(&disk.folder()).unwrap();
    add(&mut vault, "ann", 0);
    disk.make_read_only();
    let change = vault.change(at(1), adding("bob", 1));
    assert!(matches!(change, Err(ChangeError::Vault(VaultError::ReadOnlyDisk))), "{change:?}");
    assert_eq!(names(&vault), ["ann"]);
    let locked = found_in(&disk.folder());
    for wait in [0, 1] {
        let wrong = locked.unlock(&words("x"), at(2), Rollback::Refuse).err();
        assert!(
            matches!(wrong, Some(UnlockError::WrongPassphrase { retry_in }) if retry_in.as_secs() == wait)
        );
    }
    assert!(matches!(
        locked.unlock(&words(WORDS), at(2), Rollback::Refuse),
        Err(UnlockError::TooSoon { .. })
    ));
    let opened = locked.unlock(&words(WORDS), at(3), Rollback::Refuse).unwrap();
    assert_eq!(names(&opened), ["ann"]);
    drop(opened);
    disk.make_writable();
    add(&mut vault, "bob", 4);
}

#[test]
fn a_vault_cannot_be_made_on_a_read_only_disk() {
    let Some(disk) = SmallDisk::mount() else { return };
    disk.make_read_only();
    let made = created(&disk.folder()).err();
    assert!(matches!(made, Some(VaultError::ReadOnlyDisk)), "{made:?}");
}

#[test]
fn a_folder_that_is_a_file_is_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("keepward");
    fs::write(&file, b"mine").unwrap();
    assert!(LockedVault::find(place(Arc::new(DiskFolder::new(&file)))).is_err());
    assert!(created(&file).is_err());
    assert_eq!(fs::read(file).unwrap(), b"mine");
}
