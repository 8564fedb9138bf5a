//! A set or the log leaves the vault: on paper, as a document, as a text. Codes only after the passphrase was asked for;
//! what is made is wiped when dropped, and written to disk by nobody here.

use std::time::SystemTime;

use recovery::{CodeState, EventKind, RecoverySet, SetId, SetSummary};
use sheet::{Paper, Sheet};
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
        self.vault()?.verify(passphrase, &clock)?;
        let now = clock.now();
        let set = self.recovery_set_contents(id, now)?;
        let name = recovery::write::file_name(set, ending(format));
        let bytes = match format {
            SheetFormat::Print | SheetFormat::Html => into_bytes(sheet::html(&page(set, now), paper)),
            SheetFormat::Pdf => sheet::pdf(&page(set, now), paper),
            SheetFormat::Text => into_bytes(recovery::write::text(set)),
            SheetFormat::Csv => into_bytes(recovery::write::csv(set)),
            SheetFormat::OwnLayout => {
                into_bytes(recovery::write::own_layout(set).ok_or(ActionError::NoOwnLayout)?)
            }
        };
        let what = if format == SheetFormat::Print { EventKind::Printed } else { EventKind::Exported };
        self.remember_recovery(Some(id), &what, now);
        Ok(Output { name, bytes })
    }

    /// The log as a table (RFC 4180).
    ///
    /// # Errors
    /// [`ActionError::Locked`] and its kin when the vault is not open.
    pub fn recovery_log_csv(&self) -> Result<String, ActionError> {
        Ok(recovery::write::log_csv(self.vault()?.recovery_summary()))
    }

    /// The log as JSON.
    ///
    /// # Errors
    /// As [`Desk::recovery_log_csv`].
    pub fn recovery_log_json(&self) -> Result<String, ActionError> {
        Ok(recovery::write::log_json(self.vault()?.recovery_summary()))
    }
}

fn page(set: &RecoverySet, now: SystemTime) -> Sheet<'_> {
    let mut page = Sheet::new(&title(&SetSummary::from(set)), "Recovery codes");
    page
}

pub(crate) fn ending(format: SheetFormat) -> &'static str {
    match format {
        SheetFormat::Print | SheetFormat::Html => "html",
        SheetFormat::Pdf => "pdf",
        SheetFormat::Text | SheetFormat::OwnLayout => "txt",
        SheetFormat::Csv => "csv",
    }
}

/// The same memory, so that no copy is left behind.
pub(crate) fn into_bytes(mut text: Zeroizing<String>) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(std::mem::take(&mut *text).into_bytes())
}
