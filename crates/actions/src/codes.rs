//! The list of codes: search, order and pages, showing and copying a code, counting one on.
//! Only the rows that are asked for are computed. Writes nothing to the clipboard: the shell does.
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use otp::{Code, Kind, OtpKey};
use vault::{Account, AccountId, ActivityKind, Timestamp};

use crate::{
    ActionError, Desk,
    desk::{event, in_use},
    search::Words,
};

mod list;
mod on_screen;
#[cfg(test)]
mod tests;

pub(crate) use list::List;
pub(crate) use on_screen::OnScreen;

/// Which rows are wanted.
#[derive(Clone, Debug)]
pub struct CodesQuery {
    /// What the person typed; every word must be found in issuer, name or tags.
    pub text: String,
    /// The first row wanted, counted from 0.
    pub from: u32,
    /// How many rows are wanted at most.
    pub count: u32,
    /// The present moment.
    pub now: SystemTime,
}

/// Some rows of the list.
#[derive(Debug)]
pub struct CodePage {
    /// The rows, in order.
    pub rows: Vec<CodeRow>,
    /// The number of the first row.
    pub from: u32,
    /// How many rows match the search.
    pub total: u32,
    /// How many of them are pinned; they come first.
    pub pinned: u32,
    /// How many accounts there are with any text, without the bin.
    pub accounts: u32,
}

/// One line of the list.
#[derive(Debug)]
pub struct CodeRow {
    /// The account.
    pub id: AccountId,
    /// The service.
    pub issuer: String,
    /// The login name.
    pub name: String,
    /// The icon chosen by the person.
    pub icon: Option<String>,
    /// The code; `None` while it is hidden, or while none of a counter was asked for.
    pub code: Option<Code>,
    /// The code after it, if the person wants to see it.
    pub next: Option<Code>,
    /// How long the code is valid.
    pub timing: Timing,
    /// Among the first.
    pub pinned: bool,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// A newly scanned code waits for its confirmation.
    pub waits_for_confirmation: bool,
}

/// When the code of a row changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// By the clock.
    Timed {
        /// Until the next code.
        valid_for: Duration,
        /// From one code to the next.
        period: Duration,
    },
    /// When the person asks for the next one (HOTP).
    Counter,
}

/// A code for the clipboard.
#[derive(Debug)]
pub struct CopiedCode {
    /// What goes into the clipboard.
    pub code: Code,
    /// When it should be cleared again; `None` if the person does not want that.
    pub clears_in: Option<Duration>,
    /// How long the code is valid; `None` for a counter.
    pub valid_for: Option<Duration>,
}

impl Desk {
    /// The rows a query asks for.
    ///
    /// # Errors
    /// [`ActionError::Locked`] and its kin when the vault is not open.
    pub fn codes(&mut self, query: &CodesQuery) -> Result<CodePage, ActionError> {
        self.renew_list()?;
        let words = Words::new(&query.text);
        let (from, wanted) = (size(query.from), size(query.count));
        let (mut total, mut pinned, mut page) = (0, 0, Vec::new());
        for entry in self.list.matching(&words) {
            if total >= from && page.len() < wanted {
                page.push(entry.account());
            }
            total += 1;
            pinned += usize::from(entry.account().pinned);
        }
        let rows = page.into_iter().map(|account| self.row(account, query.now)).collect();
        Ok(CodePage {
            rows,
            from: query.from,
            total: number(total),
            pinned: number(pinned),
            accounts: number(self.list.len()),
        })
    }

    /// Shows a hidden code for a short while.
    ///
    /// # Errors
    /// [`ActionError::NoSuchAccount`].
    pub fn reveal(&mut self, id: AccountId, now: SystemTime) -> Result<CodeRow, ActionError> {
        self.find(id)?;
        self.on_screen.reveal(id, now);
        Ok(self.row(self.find(id)?, now))
    }

    /// The next code of a counter. The counter behind it is on disk before the code is handed out, so that no code is
    /// ever shown twice (RFC 4226 §7.2).
    ///
    /// # Errors
    /// [`ActionError::Key`] for codes that go by the clock; whatever keeps the disk from being written.
    pub fn advance(&mut self, id: AccountId, now: SystemTime) -> Result<CodeRow, ActionError> {
        let handed_out = self.change_account(id, ActivityKind::Advanced, now, |account| {
            let handed_out = account.key.clone();
            account.key = handed_out.advanced()?.into();
            Ok(handed_out)
        })?;
        self.on_screen.hand_out(id, handed_out, now);
        Ok(self.row(self.find(id)?, now))
    }

    /// The present code, for the clipboard. A counter is advanced first, unless its last code is still on screen.
    ///
    /// # Errors
    /// As [`Desk::advance`].
    pub fn copy(&mut self, id: AccountId, now: SystemTime) -> Result<CopiedCode, ActionError> {
        if matches!(self.find(id)?.key.kind(), Kind::Hotp { .. })
            && self.on_screen.handed_out(id, now).is_none()
        {
            self.advance(id, now)?;
        }
        let account = self.find(id)?;
        let time = shifted(account, now);
        let key = self.on_screen.handed_out(id, now).unwrap_or(&account.key);
        Ok(CopiedCode {
            code: key.code_at(time),
            valid_for: key.valid_for(time),
            clears_in: self.settings().clears_clipboard_in(),
        })
    }

    /// Counts a use, some time after the code was copied: nobody waits for the disk with a code in hand. Several
    /// within one minute are one line of the history.
    ///
    /// # Errors
    /// Whatever keeps the disk from being written.
    pub fn note_use(&mut self, id: AccountId, now: SystemTime) -> Result<(), ActionError> {
        let at = Timestamp::from(now);
        self.change(now, |contents| {
            let account = in_use(contents, id)?;
            account.uses = account.uses.saturating_add(1);
            account.last_used = Some(at);
            account.modified = at;
            let minute = at.unix() / 60;
            let already = contents
                .activity
                .iter()
                .rev()
                .take_while(|event| event.at.unix() / 60 == minute)
                .any(|event| event.account == Some(id) && event.what == ActivityKind::Copied);
            if !already {
                contents.activity.record(event(id, ActivityKind::Copied, now));
            }
            Ok(())
        })
    }

    /// An account as a line of the list.
    pub(crate) fn row(&self, account: &Account, now: SystemTime) -> CodeRow {
        let time = shifted(account, now);
        let settings = self.settings();
        let visible = !settings.hide_codes || self.on_screen.is_revealed(account.id, now);
        let timing = timing(&account.key, time);
        let (code, next) = match timing {
            Timing::Counter => {
                (self.on_screen.handed_out(account.id, now).map(|key| key.code_at(time)), None)
            }
            Timing::Timed { .. } => (
                visible.then(|| account.key.code_at(time)),
                (visible && settings.show_next).then(|| account.key.next_code_at(time)),
            ),
        };
        CodeRow {
            id: account.id,
            issuer: account.issuer.clone(),
            name: account.name.clone(),
            icon: account.icon.clone(),
            code,
            next,
            timing,
            pinned: account.pinned,
            tags: account.tags.clone(),
            waits_for_confirmation: account.replacement.is_some(),
        }
    }
}

/// The moment by the service's clock: `now` and the offset the person set for the account.
pub(crate) fn shifted(account: &Account, now: SystemTime) -> SystemTime {
    let offset = Duration::from_secs(account.clock_offset_secs.unsigned_abs().into());
    let shifted =
        if account.clock_offset_secs < 0 { now.checked_sub(offset) } else { now.checked_add(offset) };
    shifted.unwrap_or(UNIX_EPOCH)
}

/// When the code of `key` changes.
pub(crate) fn timing(key: &OtpKey, time: SystemTime) -> Timing {
    match (key.valid_for(time), key.period()) {
        (Some(valid_for), Some(period)) => {
            Timing::Timed { valid_for, period: Duration::from_secs(period.secs().into()) }
        }
        (None, _) | (_, None) => Timing::Counter,
    }
}

fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// How many there are; a vault cannot hold more accounts than a `u32` counts.
fn number(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}
