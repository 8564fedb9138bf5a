//! Issuer and account name as foreign text: made safe to show, and told apart in a label. It judges no secret
//! and no other parameter.

/// The longest issuer or account name, in bytes of UTF-8.
pub(crate) const LONGEST_NAME: usize = 1024;

/// `text` without what a name must not do to a screen. Line breaks and tabs become spaces; control characters,
/// marks that turn the direction of writing (U+202E and its kin) and invisible characters that make two
/// different names look alike go; spaces at both ends go. Joiners stay, scripts and emoji need them.
pub(crate) fn clean(text: &str) -> String {
    let shown: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control() && !turns_direction(*c) && !is_invisible(*c))
        .collect();
    shown.trim().to_owned()
}

/// The directional formatting characters of Unicode UAX #9 §2.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00ad}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Issuer and account from a clean label and the issuer named beside it, if any.
///
/// The issuer beside the label counts. A prefix of the label is taken off only if it is that same issuer (or
/// empty): another prefix stays in the account name, because it may be all that tells two accounts apart (two
/// servers of one make). Without an issuer beside it, the label is split at its first colon; `:name` is a name
/// that has colons and no issuer.
pub(crate) fn split_label(label: &str, issuer: Option<String>) -> (Option<String>, String) {
    match (issuer, label.split_once(':')) {
        (Some(issuer), _) => {
            let account = without_prefix(label, &issuer).or(label.strip_prefix(':')).unwrap_or(label);
            let account = account.trim().to_owned();
            (Some(issuer), account)
        }
        (None, Some((prefix, account))) => {
            let prefix = prefix.trim();
            ((!prefix.is_empty()).then(|| prefix.to_owned()), account.trim().to_owned())
        }
        (None, None) => (None, label.to_owned()),
    }
}

fn without_prefix<'a>(label: &'a str, issuer: &str) -> Option<&'a str> {
    let (prefix, rest) = label.split_at_checked(issuer.len())?;
    let rest = rest.trim_start().strip_prefix(':')?;
    prefix.eq_ignore_ascii_case(issuer).then_some(rest)
}

/// What stands before the colon of the label that [`split_label`] takes apart into just these two; `None` if it
/// needs no colon.
pub(crate) fn label_prefix<'a>(issuer: Option<&'a str>, account: &str) -> Option<&'a str> {
    match issuer {
        Some(issuer) => Some(issuer),
        None => account.contains(':').then_some(""),
    }
}

/// The label that [`split_label`] takes apart into just these two.
pub(crate) fn label(issuer: Option<&str>, account: &str) -> String {
    match label_prefix(issuer, account) {
        Some(prefix) => format!("{prefix}:{account}"),
        None => account.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_lose_what_could_deceive_the_eye() {
        for (text, shown) in [
            (" ann\n", "ann"),
            ("a\tb\r\nc", "a b  c"),
            ("nul\0 bell\u{7} c1\u{85}\u{9b}", "nul bell c1"),
            ("\u{202e}moc.live\u{202c}", "moc.live"),
            ("\u{2066}a\u{2069}\u{200f}", "a"),
            ("Git\u{200b}Hub\u{feff}\u{ad}", "GitHub"),
            ("👩\u{200d}💻 می\u{200c}خواهم", "👩\u{200d}💻 می\u{200c}خواهم"),
            ("\u{2028}", ""),
        ] {
            assert_eq!(clean(text), shown, "{text:?}");
        }
    }

    #[test]
    fn labels_split_as_the_key_uri_format_says() {
        let split = |label, issuer: Option<&str>| split_label(label, issuer.map(str::to_owned));
        let is = |issuer: Option<&str>, account: &str| (issuer.map(str::to_owned), account.to_owned());
        assert_eq!(split("GitHub: ann", None), is(Some("GitHub"), "ann"));
        assert_eq!(split("GitHub : ann", Some("GitHub")), is(Some("GitHub"), "ann"));
        assert_eq!(split("GITHUB:ann", Some("GitHub")), is(Some("GitHub"), "ann"));
        assert_eq!(split("GitHubber:ann", Some("GitHub")), is(Some("GitHub"), "GitHubber:ann"));
        assert_eq!(split("a:b:c", Some("a:b")), is(Some("a:b"), "c"));
        assert_eq!(split("éa:c", Some("é")), is(Some("é"), "éa:c"));
        assert_eq!(split(":ann", None), is(None, "ann"));
        assert_eq!(split("GitHub:", None), is(Some("GitHub"), ""));
        assert_eq!(split("", Some("GitHub")), is(Some("GitHub"), ""));
        assert_eq!(split("GitHub", Some("GitHub")), is(Some("GitHub"), "GitHub"));
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing_more(text: String) {
            let once = clean(&text);
            prop_assert_eq!(clean(&once), once);
        }

        #[test]
        fn a_printed_label_splits_into_what_it_was_made_of(issuer: Option<String>, account: String) {
            let issuer = issuer.map(|issuer| clean(&issuer)).filter(|issuer| !issuer.is_empty());
            let account = clean(&account);
            let label = label(issuer.as_deref(), &account);
            prop_assert_eq!(split_label(&label, issuer.clone()), (issuer, account));
        }
    }
}
