//! Files, links and locks on a real disk.

use super::*;

#[test]
fn a_file_replaced_by_another_has_another_stamp_even_when_all_else_is_alike() {
    let place = tempfile::tempdir().unwrap();
    let folder = DiskFolder::new(place.path());
    let first = folder.replace("file", b"one version").unwrap();
    assert_eq!(folder.stamp("file").unwrap(), Some(first));
    let path = place.path().join("file");
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, b"two version").unwrap();
    File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
    let second = folder.stamp("file").unwrap();
    assert_eq!(
        second.map(|it| (it.inode, it.size, it.modified_ns)),
        Some((first.inode, first.size, first.modified_ns))
    );
    assert_ne!(second, Some(first));
}

#[test]
fn what_a_killed_process_left_is_no_hindrance() {
    let place = tempfile::tempdir().unwrap();
    let folder = DiskFolder::new(place.path());
    fs::write(place.path().join("file.tmp"), b"half a fi").unwrap();
    folder.replace("file", b"whole file").unwrap();
    assert_eq!(folder.read("file", 100).unwrap().as_deref(), Some(&b"whole file"[..]));
    assert_eq!(folder.list(None).unwrap(), ["file"]);
}

#[test]
fn a_link_to_a_file_elsewhere_stays_a_link() {
    let (place, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let folder = DiskFolder::new(place.path());
    let real = elsewhere.path().join("real");
    fs::write(&real, b"old").unwrap();
    std::os::unix::fs::symlink(&real, place.path().join("file")).unwrap();
    assert_eq!(folder.list(None).unwrap(), ["file"]);
    let stamp = folder.replace("file", b"new").unwrap();
    assert_eq!(fs::read(&real).unwrap(), b"new");
    assert_eq!(folder.stamp("file").unwrap(), Some(stamp));
    assert!(place.path().join("file").is_symlink());
}

#[test]
fn a_link_to_where_nothing_is_yet_is_followed_and_one_to_nowhere_is_refused() {
    let (place, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let folder = DiskFolder::new(place.path());
    let (later, unplugged) = (elsewhere.path().join("later"), elsewhere.path().join("unplugged/file"));
    std::os::unix::fs::symlink(&later, place.path().join("file")).unwrap();
    folder.replace("file", b"new").unwrap();
    assert_eq!(fs::read(&later).unwrap(), b"new");
    std::os::unix::fs::symlink(&unplugged, place.path().join("other")).unwrap();
    let refused = folder.replace("other", b"new");
    let Err(ReplaceError::Kept(error)) = refused else { panic!("{refused:?}") };
    assert!(error.to_string().contains("unplugged/file, which is not there"), "{error}");
    assert!(place.path().join("other").is_symlink());
    folder.replace("third", b"third").unwrap();
    assert!(folder.rename("third", "other").is_err());
    folder.rename("third", "file").unwrap();
    assert_eq!(fs::read(&later).unwrap(), b"third");
    assert!(place.path().join("file").is_symlink());
}

#[test]
fn a_lock_that_may_not_be_made_is_no_lock_for_saving() {
    // Nobody may make files there, not even root.
    let folder = DiskFolder::new("/dev/pts");
    let refused = folder.lock(Lock::Saving, Duration::ZERO);
    assert_eq!(refused.err().map(|error| error.kind()), Some(ErrorKind::PermissionDenied));
    assert!(folder.lock(Lock::Attempts, Duration::ZERO).unwrap().is_some(), "reading stays possible");
    assert!(needs_none(Lock::Saving, &ErrorKind::ReadOnlyFilesystem.into()));
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let place = tempfile::tempdir().unwrap();
    let folder = DiskFolder::new(place.path());
    folder.replace("file", &[0; 11]).unwrap();
    assert_eq!(folder.read("file", 10).unwrap_err().kind(), ErrorKind::FileTooLarge);
    assert_eq!(folder.read("file", 11).unwrap().map(|bytes| bytes.len()), Some(11));
    assert_eq!(folder.read("absent", 10).unwrap(), None);
}

#[test]
fn what_is_no_ordinary_file_is_told_at_once() {
    let place = tempfile::tempdir().unwrap();
    let folder = DiskFolder::new(place.path());
    let pipe = |name: &str| {
        let mode = rustix::fs::Mode::from_raw_mode(0o600);
        rustix::fs::mkfifoat(rustix::fs::CWD, place.path().join(name), mode).unwrap();
    };
    let make_folder = |name: &str| fs::create_dir(place.path().join(name)).unwrap();
    let (saving, attempts) = (files::lock(Lock::Saving), files::lock(Lock::Attempts));
    pipe(files::VAULT);
    make_folder(files::KEY);
    pipe(saving);
    make_folder(attempts);
    let lock = |lock| folder.lock(lock, Duration::ZERO).err();
    for (name, refused) in [
        (files::VAULT, folder.read(files::VAULT, 10).err()),
        (files::VAULT, folder.stamp(files::VAULT).err()),
        (files::KEY, folder.read(files::KEY, 10).err()),
        (files::KEY, folder.stamp(files::KEY).err()),
        (saving, lock(Lock::Saving)),
        (attempts, lock(Lock::Attempts)),
    ] {
        let told = crate::VaultError::of_disk(name, refused.unwrap()).to_string();
        assert!(told.starts_with(name) && told.contains("it is no ordinary file"), "{told}");
    }
}
