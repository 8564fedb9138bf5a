//! What the words around codes say: whose they are, when they were made, until when they work, which site made them.

use super::Stated;
use super::dates::{NumberOrder, dates};
use super::words::{is_code, is_codes, is_recovery, words};

/// What some text says.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub account: Option<String>,
    pub generated: Option<Stated>,
    pub expires: Option<Stated>,
    /// The host of the first address.
    pub host: Option<String>,
    /// The name in a title, in lower case.
    pub title: Option<String>,
}

/// Words before the day when codes were made.
const GENERATED: &[&str] = &[
    "generated",
    "created",
    "issued",
    "gerados",
    "gerado",
    "geradas",
    "criados",
    "erstellt",
    "erzeugt",
    "generiert",
    "générés",
    "généré",
    "créés",
    "créé",
    "generados",
    "generado",
    "creados",
    "generati",
    "creati",
    "gegenereerd",
    "gemaakt",
    "wygenerowano",
    "utworzono",
    "созданы",
    "generated_at",
    "created_at",
];

/// Words that begin a line with such a day and nothing else.
const DATE: &[&str] = &["date", "datum", "fecha", "data"];

/// Words before the day when codes stop working.
const EXPIRES: &[&str] = &[
    "expire",
    "expires",
    "expiry",
    "expiration",
    "valid",
    "until",
    "gültig",
    "ablaufdatum",
    "verfallen",
    "expirent",
    "expiran",
    "caducan",
    "vencem",
    "válidos",
    "scadono",
    "scadenza",
    "geldig",
    "expires_at",
];

/// Words before a login name.
const ACCOUNT: &[&str] = &[
    "account",
    "user",
    "username",
    "login",
    "email",
    "e-mail",
    "mail",
    "netid",
    "to",
    "benutzer",
    "benutzername",
    "konto",
    "usuario",
    "usuário",
    "cuenta",
    "conta",
    "utilisateur",
    "compte",
    "utente",
    "gebruiker",
    "identifier",
    "userid",
];

/// What lines that hold no codes say. `order` is how numbers in dates are read.
pub(crate) fn facts<'a>(lines: impl Iterator<Item = &'a str> + Clone, order: NumberOrder) -> Facts {
    let mut facts = Facts::default();
    for line in lines.clone() {
        time(line, order, &mut facts);
        facts.host = facts.host.take().or_else(|| host(line));
        facts.title = facts.title.take().or_else(|| title(line));
    }
    facts.account = lines.clone().find_map(labelled_account).or_else(|| lines.clone().find_map(address));
    facts
}

/// The order of numbers that a text's own dates and words suggest.
pub(crate) fn number_order(text: &str) -> NumberOrder {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit() && c != '/').filter_map(|word| {
        let mut parts = word.split('/').map(|part| part.parse::<u32>().ok());
        Some((parts.next()??, parts.next()??, parts.next()??))
    });
    if let Some((first, ..)) = numbers.find(|(first, second, _)| *first > 12 || *second > 12) {
        return if first > 12 { NumberOrder::DayFirst } else { NumberOrder::MonthFirst };
    }
    let is_english =
        words(text).any(|word| matches!(word.as_str(), "the" | "codes" | "generated" | "your" | "created"));
    if is_english { NumberOrder::MonthFirst } else { NumberOrder::DayFirst }
}

/// What a word before a day says of it.
#[derive(Clone, Copy, PartialEq)]
enum Says {
    Generated,
    Expires,
}

fn says(word: &str) -> Option<Says> {
    if GENERATED.contains(&word) {
        return Some(Says::Generated);
    }
    (EXPIRES.contains(&word) || word.starts_with("expir")).then_some(Says::Expires)
}

fn time(line: &str, order: NumberOrder, facts: &mut Facts) {
    if !line.contains(|c: char| c.is_ascii_digit()) || dates_a_mail(line) {
        return;
    }
    for (place, stated) in dates(line, order) {
        // The nearest such word before the day decides, so that a line may state both.
        let before = tail(line.get(..place.start).unwrap_or_default());
        let is_dated = words(before).next().is_some_and(|word| DATE.contains(&word.as_str()));
        match words(before).filter_map(|word| says(&word)).last().or(is_dated.then_some(Says::Generated)) {
            Some(Says::Generated) => facts.generated = facts.generated.take().or(Some(stated)),
            Some(Says::Expires) => facts.expires = facts.expires.take().or(Some(stated)),
            None => {}
        }
    }
}

/// The last words of a text. What is further away says nothing of what follows.
fn tail(text: &str) -> &str {
    let start = text.char_indices().rev().nth(79).map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

/// RFC 5322 §3.3: a day of the week, a comma and a zone in digits.
fn dates_a_mail(line: &str) -> bool {
    line.starts_with("Date: ") && (line.contains(" +") || line.contains(" -"))
}

/// `Account: ann`, `for account ann@example.org`, `User ann`.
fn labelled_account(line: &str) -> Option<String> {
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(':') {
        let label = words(before).last();
        let value = after.split_whitespace().next().unwrap_or_default();
        let value = value.trim_matches(['<', '>', '(', ')', '"', ',', ';', '\u{201c}', '\u{201d}']);
        if label.is_some_and(|label| ACCOUNT.contains(&label.as_str())) && is_account(value) {
            return Some(value.to_owned());
        }
        rest = after;
    }
    let mut words = line.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let is_label = matches!(
            word.to_lowercase().as_str(),
            "account" | "user" | "konto" | "compte" | "cuenta" | "conta"
        );
        if is_label && let Some(address) = words.peek().and_then(|next| address(next)) {
            return Some(address);
        }
    }
    None
}

fn is_account(value: &str) -> bool {
    (2..=254).contains(&value.len()) && value.chars().all(|c| c.is_alphanumeric() || "._-+@'\\".contains(c))
}

/// The first e-mail address of a line that is a person's.
fn address(line: &str) -> Option<String> {
    const NOBODYS: &[&str] = &[
        "no-reply",
        "noreply",
        "do-not-reply",
        "donotreply",
        "support",
        "help",
        "info",
        "security",
        "contact",
        "service",
        "admin",
        "abuse",
        "postmaster",
        "hilfe",
        "soporte",
        "suporte",
        "aide",
        "account",
        "accounts",
        "notifications",
        "team",
        "hello",
    ];
    line.split(|c: char| c.is_whitespace() || "<>()[]{},;\"|".contains(c)).find_map(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let word = word.strip_prefix("mailto:").unwrap_or(word);
        let (local, domain) = word.split_once('@')?;
        let is_plain =
            |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "._-+".contains(c));
        let is_address = is_plain(local) && is_plain(domain) && domain.contains('.') && word.len() <= 254;
        (is_address && !NOBODYS.contains(&local.to_lowercase().as_str()) && !line.contains("Message-ID"))
            .then(|| word.to_owned())
    })
}

/// The host of an address in the line, without `www.`.
fn host(line: &str) -> Option<String> {
    let start = line.find("https://").map(|at| at + 8).or_else(|| line.find("http://").map(|at| at + 7))?;
    let rest = line.get(start..)?;
    let end = rest.find(|c: char| !(c.is_alphanumeric() || "-.".contains(c))).unwrap_or(rest.len());
    let host = rest.get(..end)?.trim_end_matches('.').to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    host.contains('.').then(|| host.to_owned())
}

/// The site a title names after "for" without `https://` before it.
pub(crate) fn bare_host(line: &str) -> Option<String> {
    let mut words = line
        .split_whitespace()
        .skip_while(|word| !matches!(word.to_lowercase().as_str(), "for" | "-" | "\u{2013}"));
    words.next()?;
    let word = words.next()?.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_host = word.chars().all(|c| c.is_alphanumeric() || "-.".contains(c)) && !word.contains("..");
    let end = word.rsplit('.').next().unwrap_or_default();
    let has_ending = word.contains('.') && end.len() >= 2 && end.chars().all(char::is_alphabetic);
    (is_host && has_ending).then_some(word)
}

/// The name in `ACME Backup Codes`, `Your ACME recovery codes`, `ACME - 2FA Backup Codes`, in lower case.
fn title(line: &str) -> Option<String> {
    const NO_NAMES: &[&str] = &[
        "2fa",
        "mfa",
        "two-factor",
        "two",
        "factor",
        "authentication",
        "authenticator",
        "multi-factor",
        "two-step",
        "2-step",
        "account",
        "login",
        "access",
        "app",
        "verification",
        "subject",
        "re",
        "fwd",
        "here",
        "are",
        "personal",
        "new",
        "de",
        "do",
        "of",
        "und",
        "and",
        "used",
        "unused",
        "active",
        "old",
        "emergency",
        "downloaded",
        "exported",
        "step",
        "totp",
        "otp",
        "static",
        "printable",
        "all",
        "available",
        "remaining",
        "single",
        "use",
        "time",
        "one",
        "encryption",
        "master",
        "secret",
        "my",
    ];
    const VERBS: &[&str] = &[
        "save",
        "store",
        "keep",
        "print",
        "copy",
        "download",
        "write",
        "use",
        "get",
        "view",
        "generate",
        "regenerate",
        "treat",
        "put",
        "enter",
        "each",
        "any",
        "if",
        "when",
        "some",
        "no",
        "these",
        "those",
        "this",
        "for",
        "with",
        "is",
        "guarde",
        "guardar",
        "bewahren",
        "speichern",
        "conservez",
        "guarda",
        "setup",
        "set",
        "create",
        "show",
        "hide",
        "scan",
        "invalid",
        "lost",
        "need",
        "more",
        "about",
    ];
    const DETERMINERS: &[&str] = &[
        "your", "the", "these", "this", "our", "ihre", "deine", "die", "der", "vos", "votre", "les", "tus",
        "sus", "seus", "suas", "os", "i", "a", "an", "its",
    ];
    let line = line.trim();
    let line = line.get(..line.find(['(', ':']).filter(|at| *at > 12).unwrap_or(line.len())).unwrap_or(line);
    const OTHER_HEADERS: &[&str] =
        &["From:", "To:", "Date:", "Message-ID:", "Reply-To:", "Cc:", "Sender:", "Von:", "An:"];
    if OTHER_HEADERS.iter().any(|header| line.starts_with(header)) {
        return None;
    }
    let line = line.strip_prefix("Subject:").unwrap_or(line);
    let all: Vec<&str> = line.split_whitespace().collect();
    if all.is_empty() || all.len() > 10 || line.ends_with(['.', '!', '?']) {
        return None;
    }
    let plain: Vec<String> =
        all.iter().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).collect();
    let last = plain.iter().position(|word| is_codes(word) || is_code(word))?;
    let before = plain.get(..last)?;
    let end = last
        - before
            .iter()
            .rev()
            .take_while(|word| is_recovery(word) || NO_NAMES.contains(&word.as_str()))
            .count();
    // What is after the words for codes must not go on as a sentence.
    let is_title = plain.iter().skip(last).filter(|word| !word.is_empty()).count() <= 4;
    let from = plain
        .get(..end)?
        .iter()
        .rposition(|word| DETERMINERS.contains(&word.as_str()))
        .map_or(0, |at| at + 1);
    let pairs = all.get(from..end)?.iter().zip(plain.get(from..end)?);
    let name: Vec<(&&str, &String)> =
        pairs.filter(|(_, word)| !word.is_empty() && !NO_NAMES.contains(&word.as_str())).collect();
    let is_name = name.len() <= 4
        && name.first().is_some_and(|(word, plain)| {
            word.contains(|c: char| c.is_uppercase() || c.is_ascii_digit())
                && !VERBS.contains(&plain.as_str())
        })
        && name.iter().all(|(_, word)| word.contains(char::is_alphabetic));
    (is_title && is_name).then(|| name.iter().map(|(_, word)| word.as_str()).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Facts {
        facts([line].into_iter(), NumberOrder::MonthFirst)
    }

    #[test]
    fn a_title_names_a_service() {
        for (line, name) in [
            ("DebateForge Backup Codes", Some("debateforge")),
            ("DVD Profiler Liste - 2FA Backup Codes", Some("dvd profiler liste")),
            ("VoxPEP - C\u{f3}digos de Backup MFA", Some("voxpep")),
            ("Subject: Your ACME recovery codes (order #4821-7733-0912)", Some("acme")),
            ("Binance - Backup Key", Some("binance")),
            ("Your recovery codes", None),
            ("SAVE YOUR BACKUP CODES.", None),
            ("Treat your recovery codes with the same level of attention as your password!", None),
            ("Two Factor Backup Codes:", None),
            ("RECOVERY C0DES - photo scan", None),
            ("Backup codes:", None),
            ("Get new codes", None),
            ("Generate new recovery codes", None),
            ("Keep these codes in a safe place.", None),
            ("Recovery codes successfully generated", None),
        ] {
            assert_eq!(of(line).title.as_deref(), name, "{line}");
        }
    }

    #[test]
    fn accounts_stand_beside_words_for_them() {
        for (line, account) in [
            ("Account: alice_gamer77", Some("alice_gamer77")),
            ("NetID: asmith4      Generated: 11/21/2026 10:22 AM", Some("asmith4")),
            (
                "backup codes for account alice.smith2024@example.com. Keep them safe!",
                Some("alice.smith2024@example.com"),
            ),
            ("(test@carbon.super)", Some("test@carbon.super")),
            ("From: Security <no-reply@acme.example>", None),
            ("Message-ID: <A1B2-C3D4@mail.acme.example>", None),
        ] {
            assert_eq!(of(line).account.as_deref(), account, "{line}");
        }
    }

    #[test]
    fn days_mean_what_the_words_before_them_say() {
        let generated = |line| of(line).generated.map(|stated| stated.iso);
        assert_eq!(
            generated("These 8 codes were created on 2026-11-21 for ticket"),
            Some("2026-11-21".to_owned())
        );
        assert_eq!(generated("Date: Sat, 21 Nov 2026 22:22:26 +0000"), None);
        assert_eq!(generated("printed 3 Feb 2025, 8 codes"), None);
        assert_eq!(
            of("These codes expire on 03/21/2027.").expires.map(|stated| stated.iso),
            Some("2027-03-21".to_owned())
        );
    }
}
