//! Files that a person names, read whole and bounded, into memory that is wiped. `-` is standard input. Knows nothing of
//! what is in them.
use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use recovery::read::LARGEST_FILE;
use zeroize::Zeroizing;

use crate::{ask, failure::Failure};

/// The bytes of a file, and one more than any reader takes of one that is longer, so that the reader says so.
pub(crate) fn bytes(from: &Path) -> Result<Zeroizing<Vec<u8>>, Failure> {
    if is_standard_input(from) {
        return collect(io::stdin().lock(), LARGEST_FILE).map_err(Failure::Input);
    }
    let read = || {
        let file = File::open(from)?;
        let length = usize::try_from(file.metadata()?.len()).unwrap_or(LARGEST_FILE);
        // A pipe has no length, and a file may grow meanwhile.
        let is_file = file.metadata()?.is_file();
        collect(file, if is_file { length.min(LARGEST_FILE) } else { LARGEST_FILE })
    };
    read().map_err(Failure::InputFile)
}

/// The text of a small file, without the line break at its end.
pub(crate) fn text(from: &Path) -> Result<Zeroizing<String>, Failure> {
    let mut text = match is_standard_input(from) {
        true => ask::standard_input()?,
        false => {
            let mut bytes = bytes(from)?;
            let text = String::from_utf8(std::mem::take(&mut *bytes)).map_err(|error| {
                drop(Zeroizing::new(error.into_bytes()));
                Failure::InputFile(io::ErrorKind::InvalidData.into())
            })?;
            Zeroizing::new(text)
        }
    };
    let length = text.trim_end_matches(['\r', '\n']).len();
    text.truncate(length);
    Ok(text)
}

/// Whether a name stands for standard input or output.
pub(crate) fn is_standard_input(name: &Path) -> bool {
    name.as_os_str() == "-"
}

/// At most `most` bytes and one more. Room for everything in advance: a growing buffer would leave copies behind.
fn collect(from: impl Read, most: usize) -> io::Result<Zeroizing<Vec<u8>>> {
    const PROBED: usize = 64; // so that the end of a file is found without growing
    let mut bytes = Zeroizing::new(Vec::with_capacity(most + 1 + PROBED));
    from.take(u64::try_from(most + 1).unwrap_or(u64::MAX)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_to_the_byte_after_the_bound_and_memory_never_moves() {
        for (length, read) in [(0, 0), (99, 99), (100, 100), (101, 101), (5_000, 101)] {
            let file = vec![b'a'; length];
            let bytes = collect(&*file, 100).unwrap();
            assert_eq!((bytes.len(), bytes.capacity()), (read, 100 + 1 + 64));
        }
    }
}
