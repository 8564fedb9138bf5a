//! A set or the log leaves the vault: on paper, as a document, as a text. Codes only after the passphrase was asked for;
//! what is made is wiped when dropped, and written to disk by nobody here.

use std::time::SystemTime;

use recovery::{CodeState, Effect, EventKind, RecoveryCode, RecoverySet, SetId, SetKind, SetSummary};
use sheet::{Block, Code, Codes, Fact, Grouping, Key, Paper, Secret, Sheet, Tick};
use vault::Passphrase;
use zeroize::Zeroizing;

use super::{care::day_of, overview::title};
use crate::{ActionError, Clock, Desk};

/// In which form something leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetFormat {
    /// A page to be printed at once.
    Print,
    /// A PDF file.
    Pdf,
    /// A web page.
    Html,
    /// A text.
    Text,
    /// A table (RFC 4180).
    Csv,
    /// As the service writes it.
    OwnLayout,
}

/// Something made to leave. Wiped when dropped.
pub struct Output {
    /// What a file of it may be called; names nobody's account.
    pub name: String,
    /// The bytes.
    pub bytes: Zeroizing<Vec<u8>>,
}

impl Desk {
    /// A set as a document or a file.
    ///
    /// # Errors
    /// [`ActionError::Unlock`] when the passphrase is not accepted, [`ActionError::NoOwnLayout`],
    /// [`ActionError::RecoveryClosed`], [`ActionError::NoSuchSet`].
    pub fn output_set(
        &mut self,
        id: SetId,
        format: SheetFormat,
        paper: Paper,
        passphrase: &Passphrase,
        clock: impl Clock,
    ) -> Result<Output, ActionError> {
        self.verify_with_recovery_open(passphrase, &clock)?;
        let now = clock.now();
        let set = self.recovery_set_contents(id, now)?;
        let name = format!("recovery-codes.{}", format.ending());
        let bytes = match format {
            SheetFormat::Print | SheetFormat::Html | SheetFormat::Pdf => {
                printed(&page(set, now), format, paper)
            }
            SheetFormat::Text => into_bytes(recovery::write::text(set)),
            SheetFormat::Csv => into_bytes(recovery::write::csv(set)),
            SheetFormat::OwnLayout => {
                into_bytes(recovery::write::as_service(set).ok_or(ActionError::NoOwnLayout)?)
            }
        };
        let what = if format == SheetFormat::Print { EventKind::Printed } else { EventKind::Exported };
        self.remember_recovery(Some(id), &what, now);
        Ok(Output { name, bytes })
    }

    /// The log as a table (RFC 4180).
    ///
    /// # Errors
    /// [`ActionError::RecoveryClosed`]: the whole log lies in the compartment, the summary has only the newest events.
    pub fn recovery_log_csv(&self, now: SystemTime) -> Result<String, ActionError> {
        Ok(recovery::write::log::csv(self.recovery_contents(now)?))
    }

    /// The log as JSON.
    ///
    /// # Errors
    /// As [`Desk::recovery_log_csv`].
    pub fn recovery_log_json(&self, now: SystemTime) -> Result<String, ActionError> {
        Ok(recovery::write::log::json(self.recovery_contents(now)?))
    }
}

/// A sheet as a file of the format, which is one of those that sheets have.
pub(crate) fn printed(sheet: &Sheet<'_>, format: SheetFormat, paper: Paper) -> Zeroizing<Vec<u8>> {
    match format {
        SheetFormat::Pdf => Zeroizing::new(sheet::pdf(sheet, paper).expose().to_owned()),
        _ => Zeroizing::new(sheet::html(sheet).expose().as_bytes().to_owned()),
    }
}

/// A set as it is kept on paper.
fn page(set: &RecoverySet, now: SystemTime) -> Sheet<'_> {
    let summary = SetSummary::from(set);
    let fact = |label: &'static str, value: String| Fact { label: label.into(), value: value.into() };
    let known = [
        ("Account", set.account.clone()),
        ("New ones are made at", set.site.clone()),
        ("Made", set.generated.map(day_of)),
        ("Expires", set.expires.map(day_of)),
        ("Using one", effect_in_words(set.effect).map(str::to_owned)),
    ];
    let facts = known.into_iter().filter_map(|(label, value)| Some(fact(label, value?))).collect();
    let codes = match (set.kind, set.codes.as_slice()) {
        (SetKind::SingleKey, [key]) => Block::Key(Key {
            label: "The key".into(),
            secret: Secret(key.text.expose()),
            grouping: Grouping::Printed,
            qr: None,
        }),
        (_, codes) => Block::Codes(Codes { codes: codes.iter().map(code).collect() }),
    };
    Sheet {
        title: format!("Recovery codes: {}", title(&summary)).into(),
        subtitle: format!("As of {}", day_of(now)).into(),
        footer: "Anyone who holds this page can use these codes. Tick each one you have used.".into(),
        blocks: vec![Block::Facts(facts), codes],
    }
}

fn code(code: &RecoveryCode) -> Code<'_> {
    let tick = match code.state {
        CodeState::Unused => Tick::Open,
        CodeState::Used { .. } => Tick::Used,
        CodeState::Reserved { .. } | CodeState::Unsure { .. } => Tick::Unsure,
        CodeState::Invalid { .. } => Tick::Invalid,
    };
    Code { number: code.number, text: Secret(code.text.expose()), tick }
}

fn effect_in_words(effect: Effect) -> Option<&'static str> {
    match effect {
        Effect::Consume => Some("spends it"),
        Effect::Replace => Some("spends it; the service then shows a new one, once"),
        Effect::DisablesTwoFactor => Some("turns two-factor authentication off"),
        Effect::Reusable => Some("does not spend it"),
        Effect::Unknown => None,
    }
}

impl SheetFormat {
    /// How the name of such a file ends.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Print | Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Text | Self::OwnLayout => "txt",
            Self::Csv => "csv",
        }
    }
}

/// The same memory, so that no copy is left behind.
fn into_bytes(mut text: Zeroizing<String>) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(std::mem::take(&mut *text).into_bytes())
}
