//! Documents that leave the vault as files. The place is made first, readable by its owner alone, and never in the place of
//! another file; a document that was not written whole leaves no file behind.
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use crate::{
    failure::Failure,
    output::{Format, Output},
    reading::is_standard_input,
};

/// Where a document goes.
pub(crate) enum Destination {
    StandardOutput,
    File(NewFile),
}

/// A file that is empty so far.
pub(crate) struct NewFile {
    path: PathBuf,
    file: File,
    is_whole: bool,
}

impl Destination {
    /// Makes the file, before anything is done that would be lost without it. Standard output takes one thing only.
    pub(crate) fn make(path: &Path, output: &Output) -> Result<Self, Failure> {
        if !is_standard_input(path) {
            let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
            let file = file.map_err(Failure::OutputFile)?;
            return Ok(Self::File(NewFile { path: path.to_owned(), file, is_whole: false }));
        }
        match output.format() {
            Format::Plain => Ok(Self::StandardOutput),
            Format::Json => {
                Err(Failure::Usage("Standard output takes the document or JSON, not both.".to_owned()))
            }
        }
    }

    /// Writes the document. Gives the name of its file.
    pub(crate) fn fill(self, bytes: &[u8], output: &mut Output) -> Result<Option<String>, Failure> {
        match self {
            Self::StandardOutput => output.document(bytes).map(|()| None),
            Self::File(file) => file.fill(bytes).map(Some).map_err(Failure::OutputFile),
        }
    }
}

impl NewFile {
    fn fill(mut self, bytes: &[u8]) -> io::Result<String> {
        self.file.write_all(bytes)?;
        self.file.sync_all()?;
        self.is_whole = true;
        Ok(self.path.to_string_lossy().into_owned())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.is_whole {
            let _nothing_else_to_do = fs::remove_file(&self.path);
        }
    }
}
