//! The downloaded file afterwards: deleted when it is what was read, left alone when it is anything else.
use super::*;

/// Stores what is in a file of this name.
fn stored(desk: &mut Desk, path: &PathBuf) -> u32 {
    let bytes = fs::read(path).unwrap();
    let preview = desk.read_recovery(&bytes, ImportSource::File(path.clone()), now()).unwrap();
    desk.accept_import(preview.id, as_seen(&preview), now()).unwrap();
    preview.id
}

fn downloaded(folder: &tempfile::TempDir) -> PathBuf {
    let path = folder.path().join(GITHUB);
    fs::write(&path, codes(0, 16).join("\n")).unwrap();
    path
}

#[track_caller]
fn left_alone(desk: &mut Desk, id: u32, path: &PathBuf, bytes: &[u8]) {
    let refused = desk.delete_imported_file(id);
    assert!(matches!(refused, Err(ActionError::NotDeleted(_))), "{refused:?}");
    assert_eq!(fs::read(path).unwrap(), bytes);
}

#[test]
fn the_file_that_was_read_is_deleted_once() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, path) = (open_desk(), downloaded(&folder));
    let id = stored(&mut desk, &path);
    // Also when the compartment has closed meanwhile.
    desk.close_recovery_in_time(later(500));
    desk.delete_imported_file(id).unwrap();
    assert!(!path.exists());
    assert!(matches!(desk.delete_imported_file(id), Err(ActionError::NoSuchImport)));
}

#[test]
fn its_bytes_are_overwritten_before_it_goes() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, path) = (open_desk(), downloaded(&folder));
    let id = stored(&mut desk, &path);
    let mut held = fs::File::open(&path).unwrap();
    desk.delete_imported_file(id).unwrap();
    let mut left = Vec::new();
    std::io::Read::read_to_end(&mut held, &mut left).unwrap();
    assert!(!left.is_empty() && left.iter().all(|byte| *byte == 0));
}

#[test]
fn nothing_is_deleted_before_it_is_stored_or_for_a_pasted_text() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, path) = (open_desk(), downloaded(&folder));
    let bytes = fs::read(&path).unwrap();
    let preview = desk.read_recovery(&bytes, ImportSource::File(path.clone()), now()).unwrap();
    assert!(matches!(desk.delete_imported_file(preview.id), Err(ActionError::NoSuchImport)));
    let pasted = desk.read_recovery(&bytes, ImportSource::Pasted, now()).unwrap();
    assert!(!pasted.can_delete_file && pasted.file_name.is_none());
    desk.accept_import(pasted.id, as_seen(&pasted), now()).unwrap();
    assert!(matches!(desk.delete_imported_file(pasted.id), Err(ActionError::NoSuchImport)));
    assert!(path.exists());
}

#[test]
fn a_file_that_took_its_place_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, path) = (open_desk(), downloaded(&folder));
    let id = stored(&mut desk, &path);
    fs::write(&path, b"a letter").unwrap();
    left_alone(&mut desk, id, &path, b"a letter");
    fs::write(&path, codes(0, 16).join("\n") + "\nmore").unwrap();
    let more = fs::read(&path).unwrap();
    left_alone(&mut desk, id, &path, &more);
}

#[test]
fn what_a_link_leads_to_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, path) = (open_desk(), downloaded(&folder));
    let bytes = fs::read(&path).unwrap();
    let link = folder.path().join("link").join(GITHUB);
    fs::create_dir(folder.path().join("link")).unwrap();
    symlink(&path, &link).unwrap();
    let id = stored(&mut desk, &link);
    left_alone(&mut desk, id, &path, &bytes);
    assert!(link.is_symlink());
}

#[test]
fn a_file_with_a_second_name_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, path) = (open_desk(), downloaded(&folder));
    let bytes = fs::read(&path).unwrap();
    let id = stored(&mut desk, &path);
    let second = folder.path().join("second");
    fs::hard_link(&path, &second).unwrap();
    left_alone(&mut desk, id, &path, &bytes);
    fs::remove_file(second).unwrap();
    desk.delete_imported_file(id).unwrap();
}

#[test]
fn a_file_that_is_gone_is_told_and_can_be_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, path) = (open_desk(), downloaded(&folder));
    let id = stored(&mut desk, &path);
    let bytes = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    assert!(matches!(desk.delete_imported_file(id), Err(ActionError::NotDeleted(_))));
    fs::write(&path, bytes).unwrap();
    desk.delete_imported_file(id).unwrap();
}
