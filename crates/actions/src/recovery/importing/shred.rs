//! Deleting the file that was read, and nothing else: neither what a link leads to, nor what took its place meanwhile.

use std::{
    fs::{self, File, Metadata, OpenOptions},
    io::{self, Read, Seek, Write},
    os::unix::fs::MetadataExt,
    path::Path,
};

use recovery::Source;
use zeroize::Zeroizing;

/// Overwrites a file once and removes it, if it still is what was read.
pub(super) fn shred(path: &Path, origin: &Source) -> io::Result<()> {
    let listed = fs::symlink_metadata(path)?;
    refuse_unless(listed.is_file(), "it is a link or no file at all")?;
    refuse_unless(listed.nlink() == 1, "it has a second name in another folder")?;
    let mut file = OpenOptions::new().read(true).write(true).open(path)?;
    let opened = file.metadata()?;
    refuse_unless(is_same(&listed, &opened), CHANGED)?;
    refuse_unless(is_as_read(&mut file, &opened, origin)?, CHANGED)?;
    file.rewind()?;
    overwrite(&mut file, opened.len())?;
    refuse_unless(is_same(&fs::symlink_metadata(path)?, &opened), CHANGED)?;
    fs::remove_file(path)
}

const CHANGED: &str = "it is not the file any more that was read";

fn refuse_unless(fits: bool, why: &'static str) -> io::Result<()> {
    if fits { Ok(()) } else { Err(io::Error::other(why)) }
}

fn is_same(one: &Metadata, other: &Metadata) -> bool {
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Whether its bytes are those that were read. A file that has grown since is another one.
fn is_as_read(file: &mut File, opened: &Metadata, origin: &Source) -> io::Result<bool> {
    let room = usize::try_from(opened.len()).unwrap_or_default();
    let mut bytes = Zeroizing::new(Vec::with_capacity(room));
    file.take(opened.len()).read_to_end(&mut bytes)?;
    Ok(Source::of(&bytes, &origin.file_name).sha256 == origin.sha256)
}

fn overwrite(file: &mut File, length: u64) -> io::Result<()> {
    io::copy(&mut io::repeat(0).take(length), file)?;
    file.flush()?;
    file.sync_all()
}
