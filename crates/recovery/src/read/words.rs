//! The words that services and people write beside codes, in the languages that Keepward has met. Lower case.

/// Says that a code is spent.
const USED: &[&str] = &[
    "used",
    "spent",
    "consumed",
    "redeemed",
    "expired",
    "invalid",
    "done",
    "revoked",
    "inactive",
    "disabled",
    "lost", // English
    "benutzt",
    "verwendet",
    "verbraucht",
    "gebraucht",
    "eingelöst",
    "ungültig",
    "widerrufen",
    "inaktiv", // German
    "utilisé",
    "utilise",
    "utilisée",
    "consommé", // French
    "usado",
    "usada",
    "utilizado",
    "utilizada",
    "gastado", // Spanish, Portuguese
    "usato",
    "usata",
    "utilizzato", // Italian
    "gebruikt",
    "brugt",
    "använd",
    "brukt",
    "käytetty", // Dutch, Danish, Swedish, Norwegian, Finnish
    "użyty",
    "użyte",
    "wykorzystany",
    "použito",
    "použitý", // Polish, Czech
    "использован",
    "использовано",
    "використано",
    "kullanıldı", // Russian, Ukrainian, Turkish
    "已使用",
    "使用済み",
    "使用済",
    "사용됨", // Chinese, Japanese, Korean
];

/// Takes that back: it can still be used.
const NOT_USED: &[&str] = &[
    "unused",
    "not",
    "never",
    "available",
    "free",
    "valid",
    "active",
    "unbenutzt",
    "nicht",
    "frei",
    "gültig",
    "non",
    "disponible",
    "disponível",
    "não",
    "no",
    "libre",
    "libero",
    "niet",
    "ongebruikt",
    "nie",
    "unverbraucht",
    "ungenutzt",
];

/// What `word` says of the code beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    Used,
    NotUsed,
}

/// What a word says of the code beside it; its case and the signs around it do not matter.
pub(crate) fn said(word: &str) -> Option<Said> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if USED.contains(&word.as_str()) {
        return Some(Said::Used);
    }
    NOT_USED.contains(&word.as_str()).then_some(Said::NotUsed)
}

/// Words that deny what follows them.
const DENIES: &[&str] = &[
    "not",
    "no",
    "never",
    "cannot",
    "don't",
    "doesn't",
    "isn't",
    "won't",
    "can't",
    "nicht",
    "kein",
    "nie",
    "non",
    "ne",
    "pas",
    "n'est",
    "não",
    "niet",
    "don\u{2019}t",
    "doesn\u{2019}t",
    "isn\u{2019}t",
];

/// Words for a code that works.
const WORKS: &[&str] = &[
    "valid",
    "active",
    "available",
    "works",
    "work",
    "working",
    "usable",
    "use",
    "accepted",
    "good",
    "gültig",
    "aktiv",
    "verfügbar",
    "benutzbar",
    "benutzen",
    "verwenden",
    "valide",
    "valido",
    "válido",
    "disponible",
    "disponível",
    "geldig",
];

/// What the words beside a code say of it, taken together: "no longer valid" is used, "not yet used" is not. `None` if they
/// say nothing of it that is understood.
pub(crate) fn remark(text: &str) -> Option<Said> {
    const REACH: usize = 3;
    let words: Vec<String> = words(text).take(64).collect();
    if let [only] = words.as_slice() {
        return said(only);
    }
    for (at, word) in words.iter().enumerate() {
        if DENIES.contains(&word.as_str()) {
            let after = words.iter().skip(at + 1).take(REACH);
            let denied = after.map(String::as_str).find_map(|word| match () {
                () if WORKS.contains(&word) => Some(Said::Used),
                () if USED.contains(&word) => Some(Said::NotUsed),
                () => None,
            });
            if denied.is_some() {
                return denied;
            }
        } else if let Some(said) = said(word) {
            return Some(said);
        }
    }
    None
}

/// Whether a table's cell says yes to "used".
pub(crate) fn is_yes(cell: &str) -> bool {
    const YES: &[&str] = &[
        "1", "true", "yes", "y", "x", "ja", "j", "oui", "sí", "si", "sim", "tak", "да", "✓", "✔", "☑", "✅",
        "✗", "✘",
    ];
    let cell = cell.trim().to_lowercase();
    YES.contains(&cell.as_str())
        || cell.parse::<f64>().is_ok_and(|number| number != 0.0)
        || remark(&cell) == Some(Said::Used)
}

/// Whether a table's cell says no, as in a column that tells which codes are left.
pub(crate) fn is_no(cell: &str) -> bool {
    const NO: &[&str] = &["0", "false", "no", "n", "nein", "non", "não", "nie", "нет"];
    let cell = cell.trim().to_lowercase();
    NO.contains(&cell.as_str()) || remark(&cell) == Some(Said::Used)
}

/// Words for more than one code.
const CODES: &[&str] = &[
    "codes",
    "codes:",
    "passcodes",
    "tokens",
    "códigos",
    "codigos",
    "codici",
    "kody",
    "kódy",
    "kodlar",
    "koder",
    "коды",
    "коди",
    "passwords",
    "wiederherstellungscodes",
    "backupcodes",
    "notfallcodes",
    "sicherungscodes",
    "herstelcodes",
    "代码",
    "コード",
    "코드",
    "keys",
    "tans",
    "otps",
    "c0des",
];

/// Words for one code or key.
const CODE: &[&str] = &[
    "code",
    "passcode",
    "token",
    "key",
    "código",
    "codigo",
    "codice",
    "clave",
    "chave",
    "chiave",
    "clé",
    "cle",
    "schlüssel",
    "wiederherstellungscode",
    "wiederherstellungsschlüssel",
    "sicherheitsschlüssel",
    "kod",
    "klucz",
    "код",
    "ключ",
    "sleutel",
    "phrase",
    "scratch",
    "nøgle",
    "nyckel",
];

/// Words that, before a word for codes, say that they are for recovery.
const RECOVERY: &[&str] = &[
    "recovery",
    "backup",
    "back-up",
    "rescue",
    "scratch",
    "emergency",
    "restore",
    "fallback",
    "reserve",
    "one-time",
    "onetime",
    "single-use",
    "authentication",
    "security",
    "recuperación",
    "recuperacion",
    "recuperação",
    "recuperacao",
    "respaldo",
    "seguridad",
    "segurança",
    "secours",
    "récupération",
    "recupero",
    "riserva",
    "ripristino",
    "zapasowe",
    "резервные",
    "восстановления",
    "yedek",
    "herstel",
    "backup-codes",
    "recovery-codes",
    "backup-code",
    "recovery-code",
];

/// Whether `word`, in lower case and without signs around it, is one for codes.
pub(crate) fn is_codes(word: &str) -> bool {
    CODES.contains(&word) || ["-codes", "_codes"].iter().any(|end| word.ends_with(end))
}

/// Whether `word` is one for a single code or key.
pub(crate) fn is_code(word: &str) -> bool {
    CODE.contains(&word) || ["-code", "-key", "_code", "_key"].iter().any(|end| word.ends_with(end))
}

/// Whether `word` says that codes are for recovery.
pub(crate) fn is_recovery(word: &str) -> bool {
    RECOVERY.contains(&word)
        || ["wiederherstellung", "sicherung", "notfall"].iter().any(|start| word.starts_with(start))
}

/// Words of a text in lower case, without the signs around them.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_read_before_their_words() {
        for text in [
            "(no longer valid)",
            "not valid any more",
            "- nicht mehr gültig",
            "do not use, already used",
            "doesn't work",
            "revoked",
        ] {
            assert_eq!(remark(text), Some(Said::Used), "{text}");
        }
        for text in ["(not used)", "not yet used", "unused", "never used", "still valid"] {
            assert_eq!(remark(text), Some(Said::NotUsed), "{text}");
        }
        assert_eq!(remark("gave to Tom"), None);
    }

    #[test]
    fn used_is_said_in_many_ways_and_denied_in_some() {
        for word in ["used", "(Used)", "USADO,", "benutzt.", "已使用"] {
            assert_eq!(said(word), Some(Said::Used), "{word}");
        }
        assert_eq!(said("unused"), Some(Said::NotUsed));
        assert_eq!(said("laptop"), None);
        assert!(is_yes("Yes") && is_yes("used on Monday") && !is_yes("no") && !is_yes(""));
    }
}
