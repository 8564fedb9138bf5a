//! Secrets in a file that are no recovery codes: what makes one-time codes, what opens files. They are taken out before
//! anything is read as a code.

use zeroize::Zeroizing;

use super::page::Line;
use super::rows::Row;
use super::words::words;
use super::{Elsewhere, ElsewhereKind};
use crate::CodeText;
use crate::code::is_dash;

/// How such secrets begin. c2sp.org/age for identities.
const BEGINNINGS: &[(&str, ElsewhereKind)] = &[
    ("otpauth://", ElsewhereKind::OtpAuth),
    ("otpauth-migration://", ElsewhereKind::OtpAuth),
    ("age-secret-key-", ElsewhereKind::AgeIdentity),
    ("age-plugin-", ElsewhereKind::AgeIdentity),
];

/// The most that are taken from one file.
const MOST: usize = 200;

/// Takes such secrets out of the lines.
pub(crate) fn take(lines: &mut [Line]) -> Vec<Elsewhere> {
    let mut found = Vec::new();
    for line in lines {
        while found.len() < MOST {
            let lower = Zeroizing::new(line.text.to_ascii_lowercase());
            let first = BEGINNINGS
                .iter()
                .filter_map(|(start, kind)| Some((lower.find(start)?, *kind)))
                .min_by_key(|(at, _)| *at);
            let Some((at, kind)) = first else { break };
            let rest = line.text.get(at..).unwrap_or_default();
            let end = rest.find(|c: char| c.is_whitespace() || "\"'<>`".contains(c)).unwrap_or(rest.len());
            let secret = rest.get(..end).unwrap_or_default().to_owned();
            let mut without = Zeroizing::new(String::with_capacity(line.text.len()));
            without.push_str(line.text.get(..at).unwrap_or_default());
            without.push_str(rest.get(end..).unwrap_or_default());
            line.text = without;
            if let Ok(secret) = CodeText::new(secret) {
                found.push(Elsewhere { kind, line: line.number, secret });
            }
        }
        found.extend(setup_key(line));
        // A recipient of age encrypts only and is no secret, but looks like a key.
        if line.text.split_whitespace().any(|word| word.len() >= 58 && word.starts_with("age1")) {
            line.text.clear();
        }
    }
    found
}

/// `Setup key: JBSW Y3DP EHPK 3PXP` and the like.
fn setup_key(line: &mut Line) -> Option<Elsewhere> {
    const LABELS: &[&str] =
        &["secret", "setup", "totp", "otp", "authenticator", "seed", "enrolment", "enrollment", "manual"];
    let (label, value) = line.text.rsplit_once([':', '='])?;
    let is_label =
        label.split_whitespace().count() <= 8 && words(label).any(|word| LABELS.contains(&word.as_str()));
    if !is_label || !is_base32(value) {
        return None;
    }
    let secret = CodeText::new(value.to_owned()).ok()?;
    line.text = Zeroizing::new(label.to_owned());
    Some(Elsewhere { kind: ElsewhereKind::SetupKey, line: line.number, secret })
}

/// Whether a single key that no known service prints is the secret of one-time codes: it is base32, and the text speaks of an
/// authenticator.
pub(crate) fn is_setup_key(printed: &str, rows: &[Row<'_>]) -> bool {
    is_base32(printed)
        && rows.iter().flat_map(|row| words(row.text)).any(|word| {
            word.starts_with("authentic")
                || word.starts_with("authentif")
                || matches!(word.as_str(), "totp" | "otp" | "2fa" | "setup")
        })
}

/// Whether a text is base32 (RFC 4648 §6) of ten bytes or more, in groups or not, as secrets are printed.
fn is_base32(text: &str) -> bool {
    let compact = || text.trim().chars().filter(|c| !c.is_whitespace() && !is_dash(*c) && *c != '=');
    let one_case = !compact().any(|c| c.is_ascii_lowercase()) || !compact().any(|c| c.is_ascii_uppercase());
    let count = compact().count();
    one_case
        && (16..=128).contains(&count)
        && matches!(count % 8, 0 | 2 | 4 | 5 | 7)
        && compact().all(|c| matches!(c.to_ascii_uppercase(), 'A'..='Z' | '2'..='7'))
}

/// The service that an `otpauth://` URI names: its issuer, in lower case.
pub(crate) fn issuer(uri: &str) -> Option<String> {
    let (path, query) = uri.split_once('?')?;
    let parameter = query.split('&').find_map(|pair| pair.strip_prefix("issuer="));
    let label = || path.rsplit('/').next().and_then(|label| label.split([':', '%']).next());
    let issuer = parameter.or_else(label)?.replace(['+'], " ").replace("%20", " ");
    let is_plain = !issuer.is_empty()
        && issuer.len() <= 64
        && issuer.chars().all(|c| c.is_alphanumeric() || " .-_".contains(c));
    is_plain.then(|| issuer.to_lowercase())
}
