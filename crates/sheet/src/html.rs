//! A sheet as one HTML page for a preview and for the system's print dialog: no script, no network, no style but its own.
//! The paper is whatever the dialog has; line breaks are the browser's.

mod escape;
mod picture;

use std::fmt::{self, Write};

use zeroize::Zeroizing;

use crate::{Block, Code, Codes, Fact, Html, Key, Sheet, Tick, Words};
use escape::Escaped;

/// The whole style of the page. [`STYLE_HASH`] names exactly these bytes.
const STYLE: &str = include_str!("html/style.css");

/// SHA-256 of [`STYLE`] for the policy of the page (CSP level 3 §2.3.1): no other style, and none in an attribute, applies.
const STYLE_HASH: &str = "sha256-Ie1RzIO/a9LN9R5KNOBL6sf0y9P41YmdeBMjD8wPmdE=";

/// `sheet` as one HTML page, complete in itself, black on white on every desktop. Every name in it is escaped.
pub fn html(sheet: &Sheet<'_>) -> Html {
    // Written twice, first only to count: a string that grows would leave copies of the secrets behind.
    let mut length = Length(0);
    write_page(sheet, &mut length).expect("counting takes everything");
    let mut page = Zeroizing::new(String::with_capacity(length.0));
    write_page(sheet, &mut *page).expect("a string takes everything");
    Html(page)
}

/// Counts what is written.
struct Length(usize);

impl Write for Length {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 += text.len();
        Ok(())
    }
}

fn write_page(sheet: &Sheet<'_>, out: &mut impl Write) -> fmt::Result {
    let title = Escaped(&sheet.title);
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{STYLE_HASH}'; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<header>\n<h1 dir=\"auto\">{title}</h1>\n"
    )?;
    words(out, "p", "subtitle", &sheet.subtitle)?;
    out.write_str("</header>\n")?;
    for block in &sheet.blocks {
        write_block(block, out)?;
    }
    words(out, "footer", "footer", &sheet.footer)?;
    out.write_str("</main>\n</body>\n</html>\n")
}

fn write_block(block: &Block<'_>, out: &mut impl Write) -> fmt::Result {
    match block {
        Block::Heading(text) => words(out, "h2", "heading", text),
        Block::Text(text) => words(out, "p", "text", text),
        Block::Note(text) => words(out, "aside", "note", text),
        Block::Facts(facts) => write_facts(facts, out),
        Block::Command(text) => write_command(text, out),
        Block::Key(key) => write_key(key, out),
        Block::Qr(qr) => {
            out.write_str("<section class=\"alone\">\n")?;
            picture::qr(qr, out)?;
            words(out, "p", "caption", &qr.caption)?;
            out.write_str("</section>\n")
        }
        Block::Codes(codes) => write_codes(codes, out),
        Block::Fields(labels) => write_fields(labels, out),
    }
}

/// One element around `text`, or nothing around nothing. Each is a paragraph of its own for bidirectional text (UAX #9), so
/// that what a name does to the direction ends with the name.
fn words(out: &mut impl Write, element: &str, class: &str, text: &str) -> fmt::Result {
    if text.is_empty() {
        return Ok(());
    }
    writeln!(out, "<{element} class=\"{class}\" dir=\"auto\">{}</{element}>", Escaped(text))
}

fn write_facts(facts: &[Fact<'_>], out: &mut impl Write) -> fmt::Result {
    out.write_str("<dl class=\"facts\">\n")?;
    for Fact { label, value } in facts {
        writeln!(
            out,
            "<div><dt dir=\"auto\">{}</dt><dd dir=\"auto\">{}</dd></div>",
            Escaped(label),
            Escaped(value)
        )?;
    }
    out.write_str("</dl>\n")
}

/// Each line is a block, so that a line that goes on is seen by its indent.
fn write_command(text: &str, out: &mut impl Write) -> fmt::Result {
    out.write_str("<pre class=\"command\" dir=\"ltr\">")?;
    for line in text.lines() {
        write!(out, "<code>{}</code>", Escaped(line))?;
    }
    out.write_str("</pre>\n")
}

/// Nothing stands between the groups, so that a copied key is the key.
fn write_key(key: &Key<'_>, out: &mut impl Write) -> fmt::Result {
    out.write_str("<section class=\"key\">\n<div>\n")?;
    words(out, "p", "label", &key.label)?;
    out.write_str("<p class=\"groups\" dir=\"ltr\">")?;
    for row in key.grouping.rows(key.secret.expose()) {
        out.write_str("<span class=\"row\">")?;
        for group in row {
            write!(out, "<span>{}</span>", Escaped(group))?;
        }
        out.write_str("</span>")?;
    }
    out.write_str("</p>\n")?;
    if let Some(qr) = &key.qr {
        words(out, "p", "caption", &qr.caption)?;
    }
    out.write_str("</div>\n")?;
    if let Some(qr) = &key.qr {
        picture::qr(qr, out)?;
    }
    out.write_str("</section>\n")
}

fn write_codes(codes: &Codes<'_>, out: &mut impl Write) -> fmt::Result {
    let longest = codes.codes.iter().map(|code| code.text.expose().chars().count()).max().unwrap_or(0);
    let columns = match (longest, codes.codes.len()) {
        (0..=28, 0..=5) | (29.., _) => "one",
        (0..=14, 11..) => "three",
        _ => "two",
    };
    writeln!(out, "<ol class=\"codes {columns}\">")?;
    for Code { number, text, tick } in &codes.codes {
        out.write_str("<li>")?;
        picture::tick(*tick, out)?;
        if let Some(number) = number {
            write!(out, "<span class=\"number\">{number}</span>")?;
        }
        let text = Escaped(text.expose());
        match tick {
            Tick::Open | Tick::Unsure => writeln!(out, "<code dir=\"ltr\">{text}</code></li>")?,
            Tick::Used | Tick::Invalid => writeln!(out, "<code dir=\"ltr\"><s>{text}</s></code></li>")?,
        }
    }
    out.write_str("</ol>\n")
}

fn write_fields(labels: &[Words<'_>], out: &mut impl Write) -> fmt::Result {
    out.write_str("<section class=\"fields\">\n")?;
    for label in labels {
        writeln!(out, "<p class=\"field\" dir=\"auto\">{}</p>", Escaped(label))?;
    }
    out.write_str("</section>\n")
}

#[cfg(test)]
mod tests;
