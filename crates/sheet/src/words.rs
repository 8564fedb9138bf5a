//! What stands on a sheet: blocks, in the order they are read. Secrets are borrowed, so that whoever owns them wipes them.
//!
//! Nothing here knows how it looks; that is `html` and `pdf`.

use std::borrow::Cow;
use std::fmt;

use crate::{Grouping, Qr};

/// Text that is no secret: a heading, a sentence, the name of a service. It may come from anywhere and hold anything.
pub type Words<'a> = Cow<'a, str>;

/// A page to print. Has no `Debug`, `Clone` or `Serialize`, so that it leaves as [`html`](crate::html) or
/// [`pdf`](crate::pdf) alone.
pub struct Sheet<'a> {
    /// The largest line, and the title of the document.
    pub title: Words<'a>,
    /// The line below it: a date, a name. May be empty.
    pub subtitle: Words<'a>,
    /// The small line at the foot of every page, before the page's number. May be empty.
    pub footer: Words<'a>,
    /// Everything else.
    pub blocks: Vec<Block<'a>>,
}

/// One part of a sheet. A page never breaks inside a block, except between rows of codes and in a block that is longer than
/// a page.
pub enum Block<'a> {
    /// A short line above what belongs together. It never ends a page.
    Heading(Words<'a>),
    /// A paragraph.
    Text(Words<'a>),
    /// A remark in a frame.
    Note(Words<'a>),
    /// What is known: service, account, made on, expires.
    Facts(Vec<Fact<'a>>),
    /// A command to type, in one fixed width. A line that does not fit goes on indented.
    Command(Words<'a>),
    /// A secret that can be typed back, with its QR code beside it if it has one.
    Key(Key<'a>),
    /// A QR code by itself.
    Qr(Qr<'a>),
    /// Recovery codes.
    Codes(Codes<'a>),
    /// Blank lines to write on, each with its label; an empty label gives one more line.
    Fields(Vec<Words<'a>>),
}

/// What is known of one thing, in one row.
pub struct Fact<'a> {
    /// "Service", "Account".
    pub label: Words<'a>,
    /// Its name.
    pub value: Words<'a>,
}

/// A secret as text, in groups and large enough to be typed back.
pub struct Key<'a> {
    /// A small line above it; may be empty.
    pub label: Words<'a>,
    /// The text.
    pub secret: Secret<'a>,
    /// Where it is divided.
    pub grouping: Grouping,
    /// The same as a QR code, beside it.
    pub qr: Option<Qr<'a>>,
}

/// Codes in as many columns as the longest allows, down each column first.
pub struct Codes<'a> {
    /// In the order of the service.
    pub codes: Vec<Code<'a>>,
}

/// One row of [`Codes`].
pub struct Code<'a> {
    /// The number the service asks for, if it numbers them.
    pub number: Option<u32>,
    /// The code.
    pub text: Secret<'a>,
    /// What its box holds.
    pub tick: Tick,
}

/// What stands in the box before a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tick {
    /// Nothing: it can be used.
    Open,
    /// A tick: it is used, and struck through.
    Used,
    /// A question mark: it was handed out, and nobody knows whether it was used.
    Unsure,
    /// A cross: the service refuses it, and it is struck through.
    Invalid,
}

/// A text that must stay secret, borrowed for as long as the sheet lives. Prints as `Secret(..)`; has no `Clone`, `Display`,
/// `Deref`, `PartialEq` or `Serialize`.
pub struct Secret<'a>(pub &'a str);

impl<'a> Secret<'a> {
    /// The only way to the text. Reviewers grep for `.expose(`; the caller must not copy or log it.
    pub(crate) fn expose(&self) -> &'a str {
        self.0
    }
}

impl fmt::Debug for Secret<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}
