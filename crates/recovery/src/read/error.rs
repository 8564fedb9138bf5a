//! Why a file is not read at all: what happened, and what to do next. A file without codes is no error.

/// Why a file is not read. Never tells what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No byte.
    #[error("The file is empty. Download it again from the page of the service.")]
    Empty,
    /// Far more than codes need.
    #[error("The file is larger than {limit} MB, much larger than recovery codes are. Choose the file with the codes alone, or paste them as text.", limit = limit >> 20)]
    TooLarge {
        /// The most bytes that are read of such a file.
        limit: usize,
    },
    /// An archive.
    #[error("The file is a {0} archive. Unpack it and choose the file with the codes inside.")]
    Archive(&'static str),
    /// A picture.
    #[error("The file is a {0} picture. Scan it if it shows a QR code, or type the codes as text.")]
    Picture(&'static str),
    /// Some other document that is not text.
    #[error(
        "The file is a {0} document, which is not read here. Open it, copy the codes and paste them as text."
    )]
    Document(&'static str),
    /// Encrypted with age or the like.
    #[error("The file is encrypted. Decrypt it first and choose the result.")]
    Encrypted,
    /// No text.
    #[error(
        "The file is no text. Choose the file that the service let you download, or paste the codes as text."
    )]
    Binary,
    /// A PDF that cannot be taken apart.
    #[error("The PDF is damaged. Download it again, or open it, copy the codes and paste them as text.")]
    PdfDamaged,
    /// A PDF under a password.
    #[error("The PDF is locked with a password. Open it, copy the codes and paste them as text.")]
    PdfLocked,
    /// A PDF of pictures.
    #[error(
        "The PDF holds no text, its pages are pictures. Scan it if it shows a QR code, or type the codes as text."
    )]
    PdfWithoutText,
    /// A PDF that unpacks to far more than codes need.
    #[error(
        "The PDF unpacks to much more than recovery codes need. Open it, copy the codes and paste them as text."
    )]
    PdfTooLarge,
    /// More codes or sets than anybody keeps.
    #[error("The file holds more than {codes} codes or {sets} sets. Split it and read the parts one by one.", codes = crate::read::Reading::MOST_CODES, sets = crate::read::Reading::MOST_SETS)]
    TooMany,
}
