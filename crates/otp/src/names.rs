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

/// The label that [`split_label`] takes apart into just these two, before percent-encoding of each.
pub(crate) fn label_prefix<'a>(issuer: Option<&'a str>, account: &str) -> Option<&'a str> {
    match issuer {
        Some(issuer) => Some(issuer),
        None => account.contains(':').then_some(""),
    }
}
