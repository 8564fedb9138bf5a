//! How the values of a set are written: the words of JSON and of the screen. Decides nothing.
use std::time::SystemTime;

use actions::{CodeState, Doubt, Effect, ElsewhereKind, Low, NoticeKind, Paper, SetKind, Standing, Variant};

use crate::line;

pub(super) fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Consume => "consume",
        Effect::Replace => "replace",
        Effect::DisablesTwoFactor => "disables-2fa",
        Effect::Reusable => "reusable",
        Effect::Unknown => "unknown",
    }
}

pub(super) fn effect_of(line: line::Effect) -> Effect {
    match line {
        line::Effect::Consume => Effect::Consume,
        line::Effect::Replace => Effect::Replace,
        line::Effect::Disables2fa => Effect::DisablesTwoFactor,
        line::Effect::Reusable => Effect::Reusable,
        line::Effect::Unknown => Effect::Unknown,
    }
}

pub(super) fn kind(kind: SetKind) -> &'static str {
    match kind {
        SetKind::List => "list",
        SetKind::SingleKey => "single_key",
    }
}

pub(super) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Active => "active",
        Standing::Superseded { .. } => "superseded",
        Standing::Archived { .. } => "archived",
    }
}

pub(super) fn low(low: Low) -> &'static str {
    match low {
        Low::Empty => "empty",
        Low::Low => "low",
        Low::Enough => "enough",
    }
}

pub(super) fn state(state: &CodeState) -> &'static str {
    match state {
        CodeState::Unused => "unused",
        CodeState::Reserved { .. } => "handed-out",
        CodeState::Used { .. } => "used",
        CodeState::Invalid { .. } => "refused",
        CodeState::Unsure { .. } => "unsure",
    }
}

pub(super) fn variant(variant: Variant) -> &'static str {
    match variant {
        Variant::AsPrinted => "as-printed",
        Variant::WithoutSpaces => "without-spaces",
        Variant::WithoutDashes => "without-dashes",
        Variant::Compact => "compact",
        Variant::Lower => "lower",
        Variant::Upper => "upper",
    }
}

pub(super) fn variant_of(line: line::Variant) -> Variant {
    match line {
        line::Variant::AsPrinted => Variant::AsPrinted,
        line::Variant::WithoutSpaces => Variant::WithoutSpaces,
        line::Variant::WithoutDashes => Variant::WithoutDashes,
        line::Variant::Compact => Variant::Compact,
        line::Variant::Lower => Variant::Lower,
        line::Variant::Upper => Variant::Upper,
    }
}

pub(super) fn notice(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Empty => "empty",
        NoticeKind::Expiring => "expiring",
        NoticeKind::Low => "low",
        NoticeKind::NoKit => "no-kit",
        NoticeKind::KitUnproven => "kit-unproven",
    }
}

/// Why to look twice at a code.
pub(super) fn doubt(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::LooksAlike => "letters and digits that look alike",
        Doubt::OddOneOut => "not shaped like the others",
        Doubt::UnlikeService => "not shaped like the codes of this service",
        Doubt::Grouping => "one key, or several codes",
    }
}

/// A secret that is no recovery code, and where it belongs.
pub(super) fn elsewhere(kind: ElsewhereKind) -> &'static str {
    match kind {
        ElsewhereKind::OtpAuth => {
            "the setup of one-time codes, which is no recovery code. Store it with `keepward add -`."
        }
        ElsewhereKind::SetupKey => {
            "a key that makes one-time codes, which is no recovery code. Store it with `keepward add`."
        }
        ElsewhereKind::AgeIdentity => {
            "an age key, which is no recovery code. It opens encrypted files; keep it elsewhere."
        }
    }
}

/// The same in JSON, as `recovery parse` writes it.
pub(super) fn elsewhere_kind(kind: ElsewhereKind) -> &'static str {
    match kind {
        ElsewhereKind::OtpAuth => "otpauth",
        ElsewhereKind::SetupKey => "setup_key",
        ElsewhereKind::AgeIdentity => "age_identity",
    }
}

pub(super) fn paper(line: line::Paper) -> Paper {
    match line {
        line::Paper::A4 => Paper::A4,
        line::Paper::Letter => Paper::Letter,
    }
}

/// A moment in JSON, ISO 8601 in UTC.
pub(super) fn moment(at: Option<SystemTime>) -> Option<String> {
    at.map(recovery::write::moment)
}

/// `1 code`, `2 codes`.
pub(super) fn codes(count: usize) -> String {
    if count == 1 { "1 code".to_owned() } else { format!("{count} codes") }
}
