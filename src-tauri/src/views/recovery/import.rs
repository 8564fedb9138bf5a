//! What a downloaded file holds, before any of it is stored: the person sees every code, corrects what was read wrongly, and
//! sends back what to keep. Comes out only while the compartment is open.

use std::fmt;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{AccountRef, Regeneration, SetKind, Shown, UseEffect, count};
use crate::views::Typed;

/// What was found in one file or text.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportPreview {
    /// Its number until it is accepted or given up.
    pub id: u32,
    /// The file's name.
    pub file_name: Option<String>,
    /// Whether the file can be deleted afterwards.
    pub can_delete_file: bool,
    /// The sets.
    pub sets: Vec<PreviewSet>,
    /// Secrets that are no recovery codes.
    pub elsewhere: Vec<ElsewhereLine>,
    /// The original, to compare with; only its beginning if it is long.
    pub truncated_original: Shown,
}

/// One set of a file.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PreviewSet {
    /// Its place in the preview.
    pub index: u32,
    /// The service whose entry read it; none for the general reader.
    pub known: Option<String>,
    /// What the file says about it.
    pub facts: SetFacts,
    /// Its codes.
    pub codes: Vec<PreviewCode>,
    /// What it is beside the stored sets.
    pub reconciled: Reconciled,
    /// The service makes people spend one while setting up.
    pub may_have_spent_one: bool,
    /// The login name of the stored set that it would take the place of.
    pub rival_account: Option<String>,
    /// The account that it seems to belong to.
    pub suggested_account: Option<AccountRef>,
}

/// What the person may correct about a set.
#[derive(Clone, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SetFacts {
    /// The person's own name for it.
    pub label: String,
    /// The service.
    pub service: String,
    /// The login name.
    pub account: String,
    /// Where new ones are made.
    pub site: String,
    /// The account of the vault it belongs to.
    pub account_id: Option<String>,
    /// Many codes or one key.
    pub kind: SetKind,
    /// What using one does.
    pub effect: UseEffect,
    /// Whether they are asked for in an order.
    pub ordered: bool,
    /// What a new set does to this one.
    pub regeneration: Regeneration,
    /// The day on which its codes stop working, `2027-01-31`; empty for none.
    pub expires_on: String,
}

/// One code of a file.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PreviewCode {
    /// The number printed beside it.
    pub number: Option<u32>,
    /// The code.
    pub text: Shown,
    /// Whether it is marked as used.
    pub used: bool,
    /// Why to look twice, as a sentence.
    pub doubt: Option<String>,
}

/// What a set is beside the stored ones.
#[derive(Debug, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Reconciled {
    /// Nothing like it is stored.
    New,
    /// It is stored already.
    Same {
        /// The stored set.
        set_id: String,
        /// What it is called.
        title: String,
    },
    /// It is stored already, and some of its codes are marked as used since.
    Marked {
        /// The stored set.
        set_id: String,
        /// What it is called.
        title: String,
        /// How many.
        count: u32,
    },
    /// The stored set has more codes: used elsewhere?
    Subset {
        /// The stored set.
        set_id: String,
        /// What it is called.
        title: String,
        /// How many are not in the file.
        missing: u32,
    },
    /// The service made new codes, and the stored ones work no more.
    Regenerated {
        /// The stored set.
        set_id: String,
        /// What it is called.
        title: String,
    },
    /// The service made new codes beside the stored ones.
    Added {
        /// The stored set.
        set_id: String,
        /// What it is called.
        title: String,
    },
}

/// A secret that is no recovery code.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ElsewhereLine {
    /// The line, from 1.
    pub line: u32,
    /// What it is.
    pub what: ElsewhereKind,
    /// It waits in the adding sheet.
    pub offered: bool,
}

/// What a secret is that is no recovery code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ElsewhereKind {
    /// An enrolment link.
    Otpauth,
    /// A secret of one-time codes.
    TotpSecret,
    /// An age key.
    AgeKey,
}

/// What the person decided about one set.
#[derive(Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportDecision {
    /// Its place in the preview.
    pub index: u32,
    /// Whether to store it.
    pub take: bool,
    /// What is right about it.
    pub facts: SetFacts,
    /// Its codes as the person saw them.
    pub codes: Vec<ImportedCode>,
    /// The site made the person spend one at set-up: the first of the list is marked.
    pub spent_one: bool,
    /// The codes that the file does not have any more were used.
    pub missing_were_used: bool,
    /// The codes of the stored set work no more; otherwise they belong to another account.
    pub replaces: bool,
}

/// One code as the person saw it.
#[derive(Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportedCode {
    /// The number printed beside it.
    pub number: Option<u32>,
    /// The code.
    pub text: Typed,
    /// Whether it is used.
    pub used: bool,
}

impl From<actions::ImportPreview> for ImportPreview {
    fn from(preview: actions::ImportPreview) -> Self {
        Self {
            id: preview.id,
            file_name: preview.file_name,
            can_delete_file: preview.can_delete_file,
            sets: preview.sets.into_iter().enumerate().map(PreviewSet::from).collect(),
            elsewhere: preview.elsewhere.into_iter().map(ElsewhereLine::from).collect(),
            truncated_original: preview.original.into(),
        }
    }
}

impl From<(usize, actions::PreviewSet)> for PreviewSet {
    fn from((index, set): (usize, actions::PreviewSet)) -> Self {
        Self {
            index: count(index),
            known: set.known,
            facts: set.facts.into(),
            codes: set.codes.into_iter().map(PreviewCode::from).collect(),
            reconciled: set.outcome.into(),
            may_have_spent_one: set.may_have_spent_one,
            rival_account: set.rival_account,
            suggested_account: set.suggested_account.map(AccountRef::from),
        }
    }
}

impl From<actions::PreviewCode> for PreviewCode {
    fn from(code: actions::PreviewCode) -> Self {
        let doubt = code.doubt.map(|doubt| {
            match doubt {
                actions::Doubt::LooksAlike => {
                    "0 and O, or 1, I and l, look alike here. Compare it with the original."
                }
                actions::Doubt::OddOneOut => {
                    "It is not shaped like the others. Compare it with the original."
                }
                actions::Doubt::UnlikeService => {
                    "This service's codes usually look different. Compare it with the original."
                }
                actions::Doubt::Grouping => {
                    "This may be one key or several codes. Compare it with the original."
                }
            }
            .to_owned()
        });
        Self { number: code.number, text: code.text.into(), used: code.used, doubt }
    }
}

impl From<actions::ImportOutcome> for Reconciled {
    fn from(outcome: actions::ImportOutcome) -> Self {
        use actions::ImportOutcome as Outcome;
        match outcome {
            Outcome::New => Self::New,
            Outcome::Same(set) => Self::Same { set_id: set.id.to_string(), title: set.title },
            Outcome::Marked(set, marked) => {
                Self::Marked { set_id: set.id.to_string(), title: set.title, count: count(marked) }
            }
            Outcome::Subset(set, missing) => {
                Self::Subset { set_id: set.id.to_string(), title: set.title, missing: count(missing) }
            }
            Outcome::Regenerated(set) => Self::Regenerated { set_id: set.id.to_string(), title: set.title },
            Outcome::Added(set) => Self::Added { set_id: set.id.to_string(), title: set.title },
        }
    }
}

impl From<actions::ElsewhereLine> for ElsewhereLine {
    fn from(line: actions::ElsewhereLine) -> Self {
        let what = match line.kind {
            actions::ElsewhereKind::OtpAuth => ElsewhereKind::Otpauth,
            actions::ElsewhereKind::SetupKey => ElsewhereKind::TotpSecret,
            actions::ElsewhereKind::AgeIdentity => ElsewhereKind::AgeKey,
        };
        Self { line: line.line, what, offered: line.offered }
    }
}

impl From<actions::SetFacts> for SetFacts {
    fn from(facts: actions::SetFacts) -> Self {
        Self {
            label: facts.label,
            service: facts.service,
            account: facts.account,
            site: facts.site,
            account_id: facts.linked.map(|id| id.to_string()),
            kind: facts.kind.into(),
            effect: facts.effect.into(),
            ordered: facts.order == actions::Order::AsPrinted,
            regeneration: facts.regeneration.into(),
            expires_on: facts.expires_on,
        }
    }
}

impl From<SetFacts> for actions::SetFacts {
    fn from(facts: SetFacts) -> Self {
        Self {
            label: facts.label,
            service: facts.service,
            account: facts.account,
            site: facts.site,
            // An id that is none links to nothing.
            linked: facts.account_id.and_then(|id| id.parse().ok()),
            kind: facts.kind.into(),
            effect: facts.effect.into(),
            order: if facts.ordered { actions::Order::AsPrinted } else { actions::Order::Any },
            regeneration: facts.regeneration.into(),
            expires_on: facts.expires_on,
        }
    }
}

impl From<ImportDecision> for actions::ImportDecision {
    fn from(decision: ImportDecision) -> Self {
        let code = |code: ImportedCode| actions::DecidedCode {
            number: code.number,
            text: code.text.take(),
            used: code.used,
        };
        Self {
            index: decision.index,
            take: decision.take,
            facts: decision.facts.into(),
            codes: decision.codes.into_iter().map(code).collect(),
            spent_one: decision.spent_one,
            missing_were_used: decision.missing_were_used,
            replaces: decision.replaces,
        }
    }
}

impl fmt::Debug for ImportDecision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ImportDecision({}, ..)", self.index)
    }
}
