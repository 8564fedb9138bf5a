//! The fonts of a page: which characters bytes stand for, and how wide they are (ISO 32000-1 §9.6 to §9.10).

use std::collections::{BTreeMap, HashMap};

use lopdf::{Dictionary, Document, Encoding, Error, Object, ObjectId};
use zeroize::Zeroizing;

/// A font.
pub(crate) struct Font<'a> {
    encoding: Encoding<'a>,
    /// Widths by character code, in thousandths of the size.
    widths: HashMap<u16, f32>,
    default_width: f32,
    /// Whether a character takes two bytes.
    is_wide: bool,
}

pub(crate) type Fonts<'a> = BTreeMap<Vec<u8>, Font<'a>>;

/// The fonts of a page by their names there. A font whose encoding cannot be made out is left out.
pub(crate) fn fonts(document: &Document, page: ObjectId, limit: usize) -> Result<Fonts<'_>, Error> {
    let mut fonts = Fonts::new();
    for (name, dictionary) in document.get_page_fonts(page)? {
        match dictionary.get_font_encoding_with_limit(document, limit) {
            Ok(encoding) => {
                let (widths, default_width, is_wide) = widths(document, dictionary);
                fonts.insert(name, Font { encoding, widths, default_width, is_wide });
            }
            Err(error @ Error::Decompress(_)) => return Err(error),
            Err(_) => {}
        }
    }
    Ok(fonts)
}

impl Font<'_> {
    /// The characters that `bytes` stand for; none if they stand for nothing.
    pub fn text(&self, bytes: &[u8]) -> Zeroizing<String> {
        Zeroizing::new(Document::decode_text(&self.encoding, bytes).unwrap_or_default())
    }

    /// The width of each character of `bytes`, in thousandths of the size, and whether it is a blank.
    pub fn widths<'s>(&'s self, bytes: &'s [u8]) -> impl Iterator<Item = (f32, bool)> + 's {
        let size = if self.is_wide { 2 } else { 1 };
        bytes.chunks(size).map(|code| {
            let code = code.iter().fold(0_u16, |code, byte| code << 8 | u16::from(*byte));
            let width = self.widths.get(&code).copied().unwrap_or(self.default_width);
            (width, code == 32 && !self.is_wide)
        })
    }
}

fn widths(document: &Document, font: &Dictionary) -> (HashMap<u16, f32>, f32, bool) {
    let get = |from: &'_ Dictionary, key: &[u8]| {
        from.get(key).ok().and_then(|value| document.dereference(value).ok()).map(|(_, value)| value.clone())
    };
    let mut widths = HashMap::new();
    let name = font.get(b"BaseFont").and_then(Object::as_name).unwrap_or_default();
    let is_wide = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Type0");
    if !is_wide {
        let first = get(font, b"FirstChar")
            .and_then(|first| first.as_i64().ok())
            .and_then(|first| u16::try_from(first).ok());
        if let (Some(first), Some(Object::Array(array))) = (first, get(font, b"Widths")) {
            widths.extend(
                (first..=u16::MAX).zip(array.iter().take(256).filter_map(|width| width.as_float().ok())),
            );
        }
        // The standard fonts carry no widths: Courier's are 600, those of the others near 550.
        let is_courier = name.windows(7).any(|part| part == b"Courier");
        return (widths, if is_courier { 600.0 } else { 550.0 }, false);
    }
    let descendant = match get(font, b"DescendantFonts") {
        Some(Object::Array(array)) => {
            array.first().and_then(|first| document.dereference(first).ok()).map(|(_, first)| first.clone())
        }
        _ => None,
    };
    let Some(Object::Dictionary(descendant)) = descendant else { return (widths, 1000.0, true) };
    let default = get(&descendant, b"DW").and_then(|width| width.as_float().ok()).unwrap_or(1000.0);
    if let Some(Object::Array(array)) = get(&descendant, b"W") {
        cid_widths(&array, &mut widths);
    }
    (widths, default, true)
}

/// ISO 32000-1 §9.7.4.3: `first [w w w]` and `first last w`, one after the other.
fn cid_widths(array: &[Object], widths: &mut HashMap<u16, f32>) {
    let code = |object: Option<&Object>| {
        object.and_then(|object| object.as_i64().ok()).and_then(|code| u16::try_from(code).ok())
    };
    let mut items = array.iter();
    while let Some(first) = code(items.next()) {
        match items.next() {
            Some(Object::Array(row)) => {
                widths.extend((first..=u16::MAX).zip(row.iter().filter_map(|width| width.as_float().ok())));
            }
            last @ Some(_) => {
                let (Some(last), Some(width)) =
                    (code(last), items.next().and_then(|width| width.as_float().ok()))
                else {
                    return;
                };
                widths.extend((first..=last).map(|code| (code, width)));
            }
            None => return,
        }
    }
}
