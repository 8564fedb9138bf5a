//! The collection of downloaded recovery codes that may lie beside the project, each with the parse that a careful person
//! made of it. It belongs to other projects and is only read.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// One file of the collection.
pub struct Entry {
    pub name: String,
    pub file: Vec<u8>,
    /// The name it was downloaded under.
    pub file_name: Option<String>,
    /// What it holds, as `keepward recovery parse` prints it.
    pub expected: Value,
}

/// Where the collection is, if it is there.
pub fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().find_map(|above| {
        let folder = above.join("shared/testdata/backup-codes");
        folder.join("README.md").exists().then_some(folder)
    });
    folder.or_else(|| {
        println!("skipped: the collection shared/testdata/backup-codes is absent");
        None
    })
}

/// All files, by name.
pub fn entries(folder: &Path) -> Vec<Entry> {
    let files = std::fs::read_dir(folder).expect("the folder was there");
    let mut names: Vec<PathBuf> = files.map(|file| file.expect("a readable folder").path()).collect();
    names.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    names.sort();
    let entry = |path: PathBuf| {
        let expected = std::fs::read(&path).expect("the expected parse");
        let expected: Value = serde_json::from_slice(&expected).expect("the expected parse is JSON");
        Entry {
            name: path.file_stem().expect("it has an ending").to_string_lossy().into_owned(),
            file: std::fs::read(path.with_extension("txt")).expect("the file beside it"),
            file_name: expected.get("original_filename").and_then(Value::as_str).map(str::to_owned),
            expected,
        }
    };
    names.into_iter().map(entry).collect()
}
