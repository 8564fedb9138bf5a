//! A full disk and a read-only one, as small memory file systems: whoever is root ignores file modes, so only a mount
//! shows what happens. Skipped where mounting is not allowed.
use std::{fs, path::PathBuf, process::Command};

use crate::home::{CODES, Home};

/// A file system of its own, taken away in the end.
struct Disk(tempfile::TempDir);

impl Disk {
    fn of(kib: u32) -> Option<Self> {
        let disk = Self(tempfile::tempdir().unwrap());
        if disk.mount(&["-t", "tmpfs", "-o", &format!("size={kib}k"), "keepward-test"]) {
            return Some(disk);
        }
        println!("skipped: mounting a tmpfs is not allowed here");
        None
    }

    fn mount(&self, words: &[&str]) -> bool {
        Command::new("mount")
            .args(words)
            .arg(self.0.path())
            .output()
            .is_ok_and(|output| output.status.success())
    }

    fn vault(&self) -> PathBuf {
        self.0.path().join("vault")
    }

    fn fill_up(&self) {
        let mut size = 1 << 20;
        let mut file = fs::File::create(self.0.path().join("ballast")).unwrap();
        while size > 0 {
            while std::io::Write::write_all(&mut file, &vec![0; size]).is_ok() {}
            size /= 2;
        }
    }

    fn make_room(&self) {
        fs::remove_file(self.0.path().join("ballast")).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg(self.0.path()).output());
    }
}

const NEW: &str = "otpauth://totp/New:one?secret=GEZDGNBVGEZDGNAA";

#[test]
fn on_a_full_disk_nothing_is_saved_and_nothing_is_lost() {
    let Some(disk) = Disk::of(512) else { return };
    let home = Home::with_folder(disk.vault())
        .fill(&["otpauth://hotp/Library:reader?secret=GEZDGNBVGEZDGNBV&issuer=Library"]);
    disk.fill_up();
    assert!(home.unlocked(&["add", NEW]).failed(1).contains("disk is full"));
    assert!(
        home.unlocked(&["code", "library"]).failed(1).contains("disk is full"),
        "no code of a counter unsaved"
    );
    assert_eq!(home.names(), ["Library:reader"]);
    assert!(home.run(&["lock-info"]).done().contains("locked"));
    disk.make_room();
    home.unlocked(&["add", NEW]).done();
    assert_eq!(home.names(), ["Library:reader", "New:one"]);
}

#[test]
fn on_a_full_disk_no_code_is_handed_out_unsaved_and_none_becomes_unused() {
    let Some(disk) = Disk::of(512) else { return };
    let home = Home::with_folder(disk.vault()).fill(&[]).with_compartment();
    home.import("github-recovery-codes.txt", &CODES.join("\n"), &[]).said(0);
    home.unlocked(&["recovery", "take", "github"]).said(0);
    let before = home.only_set();
    disk.fill_up();
    for words in [
        &["recovery", "take", "github"][..],
        &["recovery", "used", "github"],
        &["recovery", "undo", "github"],
        &[
            "recovery",
            "import",
            &home.file("more.txt", "11111-aaaa1\n22222-bbbb2\n33333-cccc3"),
            "--yes",
            "--json",
        ],
    ] {
        assert!(home.unlocked(words).failed(1).contains("disk is full"), "{words:?}");
    }
    let kit = disk.vault().join("kit.txt");
    home.unlocked(&["recovery", "kit", "make", "--out", kit.to_str().unwrap()]).failed(1);
    assert!(!kit.exists(), "no page of a kit that is none");
    assert_eq!(home.only_set(), before);
    disk.make_room();
    assert_eq!(
        home.unlocked(&["recovery", "take", "github"]).out,
        format!("{}\n", CODES[1]),
        "the first stays out"
    );
    home.unlocked(&["recovery", "used", "github", "--position", "1"]).said(0);
    let set = home.only_set();
    assert_eq!((&set["used"], &set["handed_out"]), (&1.into(), &1.into()));
}

#[test]
fn on_a_full_disk_no_half_vault_is_made() {
    let Some(disk) = Disk::of(512) else { return };
    let home = Home::with_folder(disk.vault());
    disk.fill_up();
    assert!(home.unlocked(&["init"]).failed(1).contains("disk is full"));
    home.unlocked(&["list"]).failed(5);
    disk.make_room();
    assert_eq!(home.unlocked(&["init"]).code, 0);
}

#[test]
fn on_a_read_only_disk_codes_are_still_there() {
    let Some(disk) = Disk::of(512) else { return };
    let home = Home::with_folder(disk.vault())
        .fill(&["otpauth://totp/GitHub:ann?secret=GEZDGNBVGEZDGNBV&issuer=GitHub"]);
    assert!(disk.mount(&["-o", "remount,ro"]));
    assert_eq!(home.unlocked(&["code", "github"]).done().len(), 7);
    assert_eq!(home.names(), ["GitHub:ann"]);
    assert!(home.unlocked(&["add", NEW]).failed(1).contains("cannot be written"));
    assert!(home.unlocked(&["export", "--show-secrets"]).done().starts_with("otpauth://"));
    fs::write(home.path("new"), "another").unwrap();
    assert!(
        home.unlocked(&["passwd", "--new-passphrase-file", &home.path("new")])
            .failed(1)
            .contains("cannot be written")
    );
    assert!(disk.mount(&["-o", "remount,rw"]));
    assert_eq!(home.names(), ["GitHub:ann"]);
}
