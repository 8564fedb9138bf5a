//! The collection of photographed and simulated QR codes that may lie beside the project, with what each picture holds.
//! It belongs to other projects and is only read.

use scan::LumaImage;
use std::path::{Path, PathBuf};

/// One picture of the collection.
pub struct Entry {
    pub id: String,
    /// Its part of the collection.
    pub set: String,
    pub picture: LumaImage,
    /// The texts on it; none for a picture without a code.
    pub expected: Vec<String>,
    /// Codes on it whose texts nobody has written down.
    pub unnamed: usize,
}

impl Entry {
    /// Whether one of `texts` is on the picture. Line ends and outer spaces do not count: the collection's texts come
    /// from files that lost them.
    pub fn has_any_of(&self, texts: &[String]) -> bool {
        texts.iter().any(|text| self.holds(text))
    }

    /// Whether each text on the picture is one of `texts`.
    pub fn all_among(&self, texts: &[String]) -> bool {
        self.expected.iter().all(|expected| texts.iter().any(|text| plain(text) == plain(expected)))
    }

    /// How many of `texts` are not on the picture.
    pub fn strangers(&self, texts: &[String]) -> usize {
        texts.iter().filter(|text| !self.holds(text)).count().saturating_sub(self.unnamed)
    }

    fn holds(&self, text: &str) -> bool {
        self.expected.iter().any(|expected| plain(expected) == plain(text))
    }
}

fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

/// Where the collection is, if it is there.
pub fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().find_map(|above| {
        let folder = above.join("shared/testdata/qr");
        folder.join("manifest.json").exists().then_some(folder)
    });
    folder.or_else(|| {
        println!("skipped: the collection shared/testdata/qr is absent");
        None
    })
}

/// All pictures, in the order of the manifest.
pub fn entries(folder: &Path) -> impl Iterator<Item = Entry> {
    let manifest = std::fs::read(folder.join("manifest.json")).expect("the manifest was there");
    let manifest: Vec<serde_json::Value> = serde_json::from_slice(&manifest).expect("the manifest is JSON");
    let folder = folder.to_owned();
    manifest.into_iter().map(move |entry| {
        let text = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
        let luma = image::open(folder.join(text("file"))).expect("the picture is there").into_luma8();
        let (width, height) = luma.dimensions();
        let expected = entry["expected"].as_array().map(Vec::as_slice).unwrap_or_default();
        let codes = entry["n_codes"].as_u64().and_then(|codes| usize::try_from(codes).ok()).unwrap_or(0);
        Entry {
            unnamed: codes.saturating_sub(expected.len()),
            id: text("id"),
            set: text("set"),
            picture: LumaImage::new(luma.into_raw(), width, height).expect("a whole picture"),
            expected: expected.iter().filter_map(|text| text.as_str().map(str::to_owned)).collect(),
        }
    })
}
