//! Text made safe to stand anywhere in an HTML page. Leaves line breaks alone; the style decides what they do.

use std::fmt::{self, Write};

use crate::unseen::{is_unseen, named};

/// Displays as its text with everything replaced that HTML would read as markup, in elements and in quoted attributes, and
/// what would not be seen by its code point.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\n' => f.write_char('\n')?,
                c if is_unseen(c) => named(c).try_for_each(|c| f.write_char(c))?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_html_reads_is_left() {
        assert_eq!(
            Escaped("<b title=\"x\" id='y'>&amp;</b>").to_string(),
            "&lt;b title=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;&lt;/b&gt;"
        );
    }

    #[test]
    fn what_is_not_seen_is_named_and_everything_else_stays() {
        assert_eq!(Escaped("a\0b\u{1b}c\u{202e}d\ne").to_string(), "a[U+0]b[U+1B]c[U+202E]d\ne");
        for kept in ["Банк 銀行 🏦", "❤\u{fe0f}", "می\u{200c}خواهم"] {
            assert_eq!(Escaped(kept).to_string(), kept);
        }
    }
}
