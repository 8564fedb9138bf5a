//! A PDF becomes the text on its pages, laid out in lines and columns as a person sees it (ISO 32000-1 §9.4). What its
//! streams unpack to is bounded; pictures, forms and drawn lines are not looked at.

use lopdf::{DecompressError, Document, Error, LoadOptions, ObjectId};
use zeroize::Zeroizing;

use super::ReadError;

mod font;
mod layout;
mod walk;

/// The most bytes that one stream, and all pages together, unpack to.
const LARGEST_STREAM: usize = 2 << 20;
const LARGEST_CONTENT: usize = 4 << 20;
/// The most streams of objects, each of which is unpacked while the file is loaded.
const MOST_OBJECT_STREAMS: usize = 256;
/// The most pages that are read. Codes take one.
const MOST_PAGES: usize = 50;

/// The text of a PDF.
pub(crate) fn text(file: &[u8]) -> Result<Zeroizing<String>, ReadError> {
    const OBJECT_STREAM: &[u8] = b"/ObjStm";
    if file.windows(OBJECT_STREAM.len()).filter(|window| *window == OBJECT_STREAM).count()
        > MOST_OBJECT_STREAMS
    {
        return Err(ReadError::PdfTooLarge);
    }
    let options = LoadOptions::with_max_decompressed_size(LARGEST_STREAM);
    let document = Document::load_mem_with_options(file, options).map_err(|error| refusal(&error))?;
    let mut text = Zeroizing::new(String::with_capacity(64 << 10));
    let mut left = LARGEST_CONTENT;
    for page in document.get_pages().into_values().take(MOST_PAGES) {
        read_page(&document, page, &mut left, &mut text)?;
    }
    match text.contains(char::is_alphanumeric) {
        true => Ok(text),
        false if document.is_encrypted() => Err(ReadError::PdfLocked),
        false => Err(ReadError::PdfWithoutText),
    }
}

fn read_page(
    document: &Document,
    page: ObjectId,
    left: &mut usize,
    text: &mut String,
) -> Result<(), ReadError> {
    let content = document.get_page_content_with_limit(page, *left).map_err(|error| refusal(&error))?;
    let content = Zeroizing::new(content);
    *left = left.saturating_sub(content.len());
    let fonts = font::fonts(document, page, LARGEST_STREAM).map_err(|error| refusal(&error))?;
    let pieces = walk::pieces(&content, &fonts);
    layout::write(pieces, text);
    Ok(())
}

fn refusal(error: &Error) -> ReadError {
    match error {
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => ReadError::PdfTooLarge,
        Error::Decryption(_) | Error::InvalidPassword | Error::AlreadyEncrypted => ReadError::PdfLocked,
        _ => ReadError::PdfDamaged,
    }
}

#[cfg(test)]
mod tests;
