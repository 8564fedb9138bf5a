//! Care for a set: correcting what is known about it, putting it away, deleting it for ever.

use std::time::SystemTime;

use chrono::NaiveDate;
use recovery::{Effect, EventKind, LoginId, Order, RecoverySet, Regeneration, SetId, SetKind};
use vault::{AccountId, Passphrase, Timestamp};

use super::{SetView, names::slug_of, opening::event_of};
use crate::{ActionError, Clock, Desk, account_text::LONGEST_NAME};

/// The longest address that is kept, in bytes.
const LONGEST_SITE: usize = 2_000;

/// What the person may correct about a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetFacts {
    /// The person's own name for it.
    pub label: String,
    /// The service; a name that is known becomes its slug.
    pub service: String,
    /// The login name.
    pub account: String,
    /// The address where new ones are made.
    pub site: String,
    /// The account of the vault it belongs to.
    pub linked: Option<AccountId>,
    /// Many codes or one key.
    pub kind: SetKind,
    /// What using one does.
    pub effect: Effect,
    /// Whether they are asked for in an order.
    pub order: Order,
    /// What a new set does to this one.
    pub regeneration: Regeneration,
    /// The day on which its codes stop working, `2027-01-31`; empty for none.
    pub expires_on: String,
}

impl SetFacts {
    /// Gives a set all these facts.
    ///
    /// # Errors
    /// [`ActionError::Facts`] names what cannot be kept; the set may hold some of them then.
    pub(crate) fn put_into(&self, set: &mut RecoverySet, now: SystemTime) -> Result<(), ActionError> {
        self.put(None, set, now)
    }

    /// Gives a set those of these facts that are not as they were proposed: what nobody touched stays as it is there.
    ///
    /// # Errors
    /// As [`SetFacts::put_into`].
    pub(super) fn put_changes_into(
        &self,
        proposed: &Self,
        set: &mut RecoverySet,
        now: SystemTime,
    ) -> Result<(), ActionError> {
        self.put(Some(proposed), set, now)
    }

    fn put(
        &self,
        proposed: Option<&Self>,
        set: &mut RecoverySet,
        now: SystemTime,
    ) -> Result<(), ActionError> {
        let as_proposed = |same: fn(&Self, &Self) -> bool| proposed.is_some_and(|it| same(it, self));
        if !as_proposed(|a, b| a.label == b.label) {
            set.label = line(&self.label)?;
        }
        if !as_proposed(|a, b| a.service == b.service) {
            set.service = some(line(&self.service)?).map(|name| slug_of(&name, set.service.as_deref()));
        }
        if !as_proposed(|a, b| a.account == b.account) {
            set.account = some(line(&self.account)?);
        }
        if !as_proposed(|a, b| a.site == b.site) {
            set.site = some(site(&self.site)?);
        }
        if !as_proposed(|a, b| a.linked == b.linked) {
            set.login = self.linked.map(login_of);
        }
        if !as_proposed(|a, b| a.kind == b.kind) {
            set.kind = self.kind;
        }
        if !as_proposed(|a, b| a.effect == b.effect) {
            set.effect = self.effect;
        }
        if !as_proposed(|a, b| a.order == b.order) {
            set.order = self.order;
        }
        if !as_proposed(|a, b| a.regeneration == b.regeneration) {
            set.regeneration = self.regeneration;
        }
        // The hour that a file names is finer than the day on the screen: it stays while the day does.
        let day = self.expires_on.trim();
        let same_day = set.expires.map(day_of).unwrap_or_default() == day;
        if !same_day && !as_proposed(|a, b| a.expires_on == b.expires_on) {
            set.expires = expiry(day)?;
        }
        set.modified = now;
        Ok(())
    }
}

/// Why a fact about a set cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FactsError {
    /// More than 200 characters.
    #[error("A name has more than {LONGEST_NAME} characters. Shorten it.")]
    LongName,
    /// A line break or another control character.
    #[error("A name contains a line break or an invisible character. Type it again.")]
    Invisible,
    /// No web address.
    #[error("The address of the page is no web address. It has to begin with https:// or http://.")]
    Site,
    /// No day.
    #[error("The day on which the codes expire is no day. Write it as 2027-01-31.")]
    Day,
}

impl Desk {
    /// Corrects what is known about a set.
    ///
    /// # Errors
    /// [`ActionError::Facts`], [`ActionError::NoSuchSet`], [`ActionError::RecoveryClosed`].
    pub fn edit_set(&mut self, id: SetId, facts: &SetFacts, now: SystemTime) -> Result<SetView, ActionError> {
        self.change_set(id, &EventKind::Edited, now, |set| facts.put_into(set, now).map(|()| None))?;
        self.recovery_set(id, now)
    }

    /// Puts a set away; nothing of it is handed out any more.
    ///
    /// # Errors
    /// [`ActionError::Use`] for one that is not in force.
    pub fn archive_set(&mut self, id: SetId, now: SystemTime) -> Result<(), ActionError> {
        self.change_set(id, &EventKind::Archived, now, |set| Ok(set.archive(now).map(|()| None)?)).map(drop)
    }

    /// Puts a set back in force.
    ///
    /// # Errors
    /// [`ActionError::Use`] for one that is in force.
    pub fn unarchive_set(&mut self, id: SetId, now: SystemTime) -> Result<(), ActionError> {
        self.change_set(id, &EventKind::Archived, now, |set| Ok(set.unarchive(now).map(|()| None)?)).map(drop)
    }

    /// Deletes a set for ever. Earlier versions of the compartment still hold it.
    ///
    /// # Errors
    /// [`ActionError::Unlock`] when the passphrase is not accepted, [`ActionError::NoSuchSet`].
    pub fn delete_set(
        &mut self,
        id: SetId,
        passphrase: &Passphrase,
        clock: impl Clock,
    ) -> Result<(), ActionError> {
        self.verify_with_recovery_open(passphrase, &clock)?;
        let now = clock.now();
        self.change_recovery(now, |recovery| {
            let before = recovery.sets.len();
            recovery.sets.retain(|set| set.id != id);
            if recovery.sets.len() == before {
                return Err(ActionError::NoSuchSet);
            }
            recovery.log.record(event_of(None, EventKind::Deleted, now));
            Ok(())
        })
    }
}

pub(crate) fn login_of(account: AccountId) -> LoginId {
    LoginId::from_bytes(*account.as_bytes())
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

pub(crate) fn line(text: &str) -> Result<String, FactsError> {
    let text = text.trim();
    match text {
        _ if text.chars().count() > LONGEST_NAME => Err(FactsError::LongName),
        _ if text.contains(char::is_control) => Err(FactsError::Invisible),
        _ => Ok(text.to_owned()),
    }
}

/// Only what a browser opens as a page: the address is a link on the screen.
pub(super) fn site(text: &str) -> Result<String, FactsError> {
    let text = text.trim();
    let is_page = text.starts_with("https://") || text.starts_with("http://");
    let is_plain =
        text.len() <= LONGEST_SITE && !text.contains(|c: char| c.is_control() || c.is_whitespace());
    match text {
        "" => Ok(String::new()),
        _ if is_plain && is_page => Ok(text.to_owned()),
        // A host alone, as files name it.
        _ if is_plain && is_host(text) => Ok(format!("https://{text}")),
        _ => Err(FactsError::Site),
    }
}

/// Whether a text begins with a host and perhaps a port, and not with the scheme of something else.
fn is_host(text: &str) -> bool {
    let (authority, _) = text.split_once('/').unwrap_or((text, ""));
    match authority.split_once(':') {
        None => authority.contains('.'),
        Some((host, port)) => !host.is_empty() && port.parse::<u16>().is_ok(),
    }
}

/// The end of the day, by the calendar of Greenwich: nobody loses a day of a code that still works. Only days that the vault
/// can store, to 2106.
fn expiry(day: &str) -> Result<Option<SystemTime>, FactsError> {
    if day.is_empty() {
        return Ok(None);
    }
    let day: NaiveDate = day.parse().map_err(|_| FactsError::Day)?;
    let end = day.and_hms_opt(23, 59, 59).ok_or(FactsError::Day)?.and_utc();
    let secs = u32::try_from(end.timestamp()).map_err(|_| FactsError::Day)?;
    Ok(Some(Timestamp::from_unix(secs).into()))
}

/// A moment as the day it falls on.
pub(crate) fn day_of(at: SystemTime) -> String {
    chrono::DateTime::<chrono::Utc>::from(at).date_naive().to_string()
}
