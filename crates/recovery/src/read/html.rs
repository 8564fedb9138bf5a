//! A saved page becomes the text a person sees: rows of tables are lines, struck-out text is marked, scripts and styles are
//! gone. Tags are tokenised as the HTML standard says (html.spec.whatwg.org §13.2.5); no tree is built, so nothing nests.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};
use zeroize::Zeroizing;

use super::page::{CHECKED, STRUCK, UNCHECKED};

/// Whether a text is a page rather than a text that mentions a tag.
pub(crate) fn is_page(text: &str, ending: &str) -> bool {
    let start: String = text.trim_start().chars().take(200).collect::<String>().to_lowercase();
    let begins = ["<!doctype html", "<html", "<head", "<body", "<table", "<ul", "<ol", "<div", "<pre"];
    begins.iter().any(|tag| start.starts_with(tag))
        || (matches!(ending, "html" | "htm" | "xhtml") && text.contains('<') && text.contains("</"))
}

/// Tags that end a line where they begin and end.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "title",
    "tr",
    "ul",
];

/// Tags whose content nobody sees.
const UNSEEN: &[&str] = &["script", "style", "template", "noscript", "svg", "head"];

/// The text of a page.
pub(crate) fn text(page: &str) -> Zeroizing<String> {
    // Marks are longer than the tags they stand for only where tags are short; twice is room enough for all of them.
    let mut out =
        Text { text: Zeroizing::new(String::with_capacity(page.len() * 2 + 64)), ..Text::default() };
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(page, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => out.start(&tag),
            Token::EndTag(tag) => out.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => out.push(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    out.text
}

#[derive(Default)]
struct Text {
    text: Zeroizing<String>,
    /// The innermost unseen tag, and the tags of the same name inside it.
    unseen: Option<(&'static str, usize)>,
    /// Open tags that strike out, and what a cell of a table ended.
    struck: Vec<String>,
    pre: usize,
}

impl Text {
    fn start(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).to_lowercase();
        if let Some((unseen, depth)) = &mut self.unseen {
            *depth += usize::from(*unseen == name && !tag.self_closing);
            // The title is in the head, and people see it above the page.
            if name != "title" && name != "body" {
                return;
            }
            self.unseen = self.unseen.take().filter(|(unseen, _)| *unseen != "head");
        }
        if let Some(unseen) = UNSEEN.iter().find(|unseen| **unseen == name).filter(|_| !tag.self_closing) {
            self.unseen = Some((unseen, 0));
            return;
        }
        let attribute = |wanted: &[u8]| {
            tag.attributes.get(wanted).map(|value| String::from_utf8_lossy(value).to_lowercase())
        };
        match name.as_str() {
            "td" | "th" => self.text.push('\t'),
            "input" if attribute(b"type").as_deref() == Some("checkbox") => {
                let mark =
                    if tag.attributes.contains_key(b"checked".as_slice()) { CHECKED } else { UNCHECKED };
                self.text.push(mark);
                self.text.push(' ');
            }
            name if BLOCKS.contains(&name) => self.text.push('\n'),
            _ => {}
        }
        self.pre += usize::from(name == "pre");
        let styled = attribute(b"style").is_some_and(|style| style.contains("line-through"))
            || attribute(b"class").is_some_and(|class| {
                class.split_whitespace().any(|word| {
                    matches!(word, "used" | "is-used" | "strikethrough" | "line-through" | "struck")
                })
            });
        let is_row = matches!(
            name.as_str(),
            "tr" | "table" | "tbody" | "ul" | "ol" | "body" | "br" | "input" | "img" | "hr"
        );
        if (matches!(name.as_str(), "del" | "s" | "strike") || styled && !is_row) && self.struck.len() < 64 {
            self.text.push_str(STRUCK);
            self.struck.push(name);
        }
    }

    fn end(&mut self, name: &str) {
        let name = name.to_lowercase();
        if let Some((unseen, depth)) = &mut self.unseen {
            match (*unseen == name, *depth) {
                (true, 0) => self.unseen = None,
                (true, _) => *depth -= 1,
                (false, _) => {}
            }
            return;
        }
        if self.struck.last() == Some(&name) {
            self.struck.pop();
            while self.text.ends_with(' ') {
                self.text.pop();
            }
            self.text.push_str(STRUCK);
            self.text.push(' ');
        }
        self.pre = self.pre.saturating_sub(usize::from(name == "pre"));
        if BLOCKS.contains(&name.as_str()) {
            self.text.push('\n');
        }
    }

    fn push(&mut self, text: &str) {
        if self.unseen.is_some() {
            return;
        }
        if self.pre > 0 {
            self.text.push_str(text);
            return;
        }
        for c in text.chars() {
            // Line ends and rows of blanks of the source are one blank on the page.
            let blank = c.is_ascii_whitespace();
            if blank && self.text.ends_with([' ', '\n', '\t']) {
                continue;
            }
            self.text.push(if blank { ' ' } else { c });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_what_a_person_sees() {
        let page = "<!DOCTYPE html><html><head><title>Site - Codes</title><style>td{width:120px}</style></head><body>\n<script>var a='12345678'</script>\
            <p>Call +44&nbsp;20 &mdash; now</p><table><tr><td>98252256</td><td><del>21544267</del></td></tr></table><ul><li>a<li>b</ul></body></html>";
        let text = text(page);
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        assert_eq!(
            lines,
            ["Site - Codes", "Call +44\u{a0}20 \u{2014} now", "98252256\t~~21544267~~", "a", "b"]
        );
    }

    #[test]
    fn boxes_and_styles_are_marks() {
        let page = "<div><input type=checkbox checked> 1234</div><p style='text-decoration: line-through'>5678</p><span class=\"used\">9</span>";
        assert_eq!(text(page).trim(), "\u{2611} 1234\n\n~~5678~~ \n~~9~~");
    }

    #[test]
    fn text_that_mentions_a_tag_is_no_page() {
        assert!(is_page("\n<!DOCTYPE HTML>", ""));
        assert!(is_page("x <b>1</b>", "html"));
        assert!(!is_page("use <b>", "txt"));
    }
}
