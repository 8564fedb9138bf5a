//! The words that services and people write beside codes, in the languages that Keepward has met. Lower case.

/// Says that a code is spent.
const USED: &[&str] = &[
    "used",
    "spent",
    "consumed",
    "redeemed",
    "expired",
    "invalid",
    "done", // English
    "benutzt",
    "verwendet",
    "verbraucht",
    "gebraucht",
    "eingelöst",
    "ungültig", // German
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

/// Whether a table's cell says yes to "used".
pub(crate) fn is_yes(cell: &str) -> bool {
    const YES: &[&str] = &[
        "1", "true", "yes", "y", "x", "ja", "j", "oui", "sí", "si", "sim", "tak", "да", "✓", "✔", "☑", "✅",
        "✗", "✘",
    ];
    let cell = cell.trim().to_lowercase();
    YES.contains(&cell.as_str()) || cell.split_whitespace().next().and_then(said) == Some(Said::Used)
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
    fn used_is_said_in_many_ways_and_denied_in_some() {
        for word in ["used", "(Used)", "USADO,", "benutzt.", "已使用"] {
            assert_eq!(said(word), Some(Said::Used), "{word}");
        }
        assert_eq!(said("unused"), Some(Said::NotUsed));
        assert_eq!(said("laptop"), None);
        assert!(is_yes("Yes") && is_yes("used on Monday") && !is_yes("no") && !is_yes(""));
    }
}
