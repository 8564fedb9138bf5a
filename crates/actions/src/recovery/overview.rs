//! What a person wants to know on a Sunday: which sets there are, how much is left of each, and which logins have none.
//! Needs no passphrase: it is made of the summary in the daily vault, which holds no code.

use std::{
    collections::HashMap,
    time::{Duration, SystemTime},
};

use chrono::{DateTime, Datelike, Local, NaiveDate};
use recovery::services::Service;
use recovery::{Low, QuestionSummary, SetId, SetSummary, Standing, Summary};
use serde::{Deserialize, Serialize};
use vault::{Account, AccountId, Timestamp};

use super::{kit::kit_dates, names::display_name};
use crate::{ActionError, Desk, Settings, search::folded, settings::NoticeRest};

/// How long before it expires a set is worth a word.
pub const EXPIRES_SOON: Duration = Duration::from_secs(30 * 86_400);
/// How long a notice rests once it was seen.
pub const NOTICE_RESTS: Duration = Duration::from_secs(7 * 86_400);
/// After how long a kit should be tried again.
pub const KIT_PROOF_LASTS: Duration = Duration::from_secs(183 * 86_400);

/// The compartment from outside.
#[derive(Debug)]
pub struct RecoveryOverview {
    /// Whether there is a compartment at all. The first import makes it.
    pub exists: bool,
    /// How long codes may still be shown before the passphrase is asked for again; zero while it is closed.
    pub open_for: Duration,
    /// Sets in force, those that want attention first; then the superseded and archived ones, the newest first.
    pub sets: Vec<SetOverview>,
    /// Security questions, without their answers.
    pub questions: Vec<QuestionSummary>,
    /// How many codes were used today, by the calendar of this computer.
    pub used_today: usize,
    /// The same for this month.
    pub used_this_month: usize,
    /// The same for ever, with those that a file only said to be used.
    pub used_ever: usize,
    /// Accounts without any code on file.
    pub missing: Vec<AccountRef>,
    /// The one thing worth saying, if there is any.
    pub notice: Option<RecoveryNotice>,
    /// The emergency kit.
    pub kit: KitDates,
}

/// One set from outside, and what the calendar says of it.
#[derive(Debug)]
pub struct SetOverview {
    /// The set.
    pub summary: SetSummary,
    /// What it is called.
    pub title: String,
    /// The account it is linked to.
    pub account: Option<AccountId>,
    /// Two-factor authentication is off besides once one was used, as far as is known of the service.
    pub also_disables: bool,
    /// Its codes stop working within [`EXPIRES_SOON`].
    pub expires_soon: bool,
    /// Its codes work no more.
    pub expired: bool,
}

/// An account by its names.
#[derive(Debug)]
pub struct AccountRef {
    /// The account.
    pub id: AccountId,
    /// The service.
    pub issuer: String,
    /// The login name.
    pub name: String,
    /// The icon chosen by the person.
    pub icon: Option<String>,
}

/// When the kit was made and last tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KitDates {
    /// When the kit in force was made; `None` without one.
    pub made: Option<SystemTime>,
    /// When it last proved to open the vault.
    pub proven: Option<SystemTime>,
}

/// What is worth one quiet sentence. The first that applies, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecoveryNotice {
    /// Nothing is left of these sets.
    Empty(Vec<SetId>),
    /// These sets stop working soon.
    Expiring(Vec<SetId>),
    /// Little is left of these sets.
    Low(Vec<SetId>),
    /// There are codes, and no kit to get at them on the worst day.
    NoKit,
    /// The kit was never tried, or not for [`KIT_PROOF_LASTS`].
    KitUnproven,
}

/// What a notice is about; the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// Nothing is left of a set.
    Empty,
    /// A set stops working soon.
    Expiring,
    /// Little is left of a set.
    Low,
    /// There is no kit.
    NoKit,
    /// The kit was not tried for long.
    KitUnproven,
}

impl RecoveryNotice {
    /// What it is about.
    pub fn kind(&self) -> NoticeKind {
        match self {
            Self::Empty(_) => NoticeKind::Empty,
            Self::Expiring(_) => NoticeKind::Expiring,
            Self::Low(_) => NoticeKind::Low,
            Self::NoKit => NoticeKind::NoKit,
            Self::KitUnproven => NoticeKind::KitUnproven,
        }
    }
}

impl Desk {
    /// Lets a notice rest for [`NOTICE_RESTS`]; one that is more urgent is told all the same.
    ///
    /// # Errors
    /// [`ActionError::Settings`]: then it rests until the app ends.
    pub fn dismiss_recovery_notice(&mut self, kind: NoticeKind, now: SystemTime) -> Result<(), ActionError> {
        let until = Timestamp::from(now + NOTICE_RESTS).unix();
        let recovery_notice_rests = Some(NoticeRest { kind, until });
        self.save_settings(Settings { recovery_notice_rests, ..self.settings().clone() }).map(drop)
    }

    /// Whether the person wants to be told.
    fn may_tell(&self, notice: &RecoveryNotice, now: SystemTime) -> bool {
        // A rest that ends later than any that begins now was written by a clock that was ahead.
        let (from, longest) = (Timestamp::from(now).unix(), Timestamp::from(now + NOTICE_RESTS).unix());
        let rests = self.settings().recovery_notice_rests;
        let rests = rests.filter(|rest| from < rest.until && rest.until <= longest);
        rests.is_none_or(|rest| notice.kind() < rest.kind)
    }

    /// The compartment from outside.
    ///
    /// # Errors
    /// [`ActionError::Locked`] and its kin when the vault is not open.
    pub fn recovery_overview(&self, now: SystemTime) -> Result<RecoveryOverview, ActionError> {
        let vault = self.vault()?;
        let nothing = Summary::default();
        let found = vault.recovery_summary();
        let summary = found.unwrap_or(&nothing);
        let accounts: Vec<&Account> = vault.contents().accounts.iter().map(|account| &**account).collect();
        let kit = kit_dates(vault);
        let mut sets: Vec<_> = summary.sets.iter().map(|set| SetOverview::new(set, &accounts, now)).collect();
        sets.sort_by_cached_key(order);
        let used = || summary.sets.iter().flat_map(|set| &set.used);
        let today = local_date(now);
        let on_day =
            |fits: &dyn Fn(NaiveDate) -> bool| used().flatten().filter(|at| fits(local_date(**at))).count();
        Ok(RecoveryOverview {
            exists: found.is_some(),
            open_for: self.recovery_open_for(now),
            questions: summary.questions.clone(),
            used_today: on_day(&|day| day == today),
            used_this_month: on_day(&|day| (day.year(), day.month()) == (today.year(), today.month())),
            used_ever: used().count(),
            missing: missing(&accounts, summary),
            notice: notice(&sets, kit, now).filter(|notice| self.may_tell(notice, now)),
            sets,
            kit,
        })
    }
}

impl SetOverview {
    pub(crate) fn new(set: &SetSummary, accounts: &[&Account], now: SystemTime) -> Self {
        let is_in_force = set.standing == Standing::Active;
        let expired = set.expires.is_some_and(|at| at <= now);
        let soon = set.expires.is_some_and(|at| at <= now + EXPIRES_SOON);
        Self {
            title: title(set),
            account: accounts.iter().find(|account| is_linked(account, set)).map(|account| account.id),
            also_disables: set.service.as_deref().and_then(Service::of).is_some_and(|it| it.also_disables),
            expires_soon: is_in_force && soon && !expired,
            expired: is_in_force && expired,
            summary: set.clone(),
        }
    }

    fn is_in_force(&self) -> bool {
        self.summary.standing == Standing::Active
    }
}

/// What a set is called: the person's name for it, else the service, else its account.
pub(crate) fn title(set: &SetSummary) -> String {
    let service = set.service.as_deref().map(display_name);
    match (set.label.as_str(), service, &set.account) {
        ("", Some(service), _) => service,
        ("", None, Some(account)) => account.clone(),
        ("", None, None) => "Recovery codes".to_owned(),
        (label, ..) => label.to_owned(),
    }
}

/// What wants attention stands first, then names in the order of the alphabet; what is out of force stands last.
fn order(set: &SetOverview) -> (bool, Low, bool, String) {
    let low = if set.is_in_force() { set.summary.low() } else { Low::Enough };
    (!set.is_in_force(), low, !set.expires_soon && !set.expired, folded(&set.title))
}

fn is_linked(account: &Account, set: &SetSummary) -> bool {
    set.login.is_some_and(|login| login.as_bytes() == account.id.as_bytes())
}

/// Whether the names of a set that nobody linked say that it belongs to this account. A set that names no account can belong
/// to the only one at its service, not to each of several.
fn seems_to_belong(account: &Account, set: &SetSummary, at_service: usize) -> bool {
    let same_account = match &set.account {
        Some(name) => folded(name) == folded(&account.name),
        None => at_service == 1,
    };
    let service = set.service.as_deref().map(|slug| folded(&display_name(slug)));
    set.login.is_none() && same_account && service.is_some_and(|service| service == folded(&account.issuer))
}

fn missing(accounts: &[&Account], summary: &Summary) -> Vec<AccountRef> {
    let in_use = || accounts.iter().copied().filter(|account| account.binned.is_none());
    let mut at_service: HashMap<String, usize> = HashMap::new();
    in_use().for_each(|account| *at_service.entry(folded(&account.issuer)).or_default() += 1);
    let has_codes = |account: &Account| {
        let among = at_service.get(&folded(&account.issuer)).copied().unwrap_or_default();
        let mut in_force = summary.sets.iter().filter(|set| set.standing == Standing::Active);
        in_force.any(|set| is_linked(account, set) || seems_to_belong(account, set, among))
    };
    in_use().filter(|account| !has_codes(account)).map(AccountRef::from).collect()
}

fn notice(sets: &[SetOverview], kit: KitDates, now: SystemTime) -> Option<RecoveryNotice> {
    let ids = |wanted: &dyn Fn(&SetOverview) -> bool| -> Vec<SetId> {
        sets.iter().filter(|set| set.is_in_force() && wanted(set)).map(|set| set.summary.id).collect()
    };
    let (empty, expiring, low) = (
        ids(&|set| set.summary.low() == Low::Empty),
        ids(&|set| set.expires_soon || set.expired),
        ids(&|set| set.summary.low() == Low::Low),
    );
    let is_proven =
        kit.proven.is_some_and(|at| now.duration_since(at).is_ok_and(|age| age <= KIT_PROOF_LASTS));
    match () {
        () if !empty.is_empty() => Some(RecoveryNotice::Empty(empty)),
        () if !expiring.is_empty() => Some(RecoveryNotice::Expiring(expiring)),
        () if !low.is_empty() => Some(RecoveryNotice::Low(low)),
        () if !sets.is_empty() && kit.made.is_none() => Some(RecoveryNotice::NoKit),
        () if kit.made.is_some() && !is_proven => Some(RecoveryNotice::KitUnproven),
        () => None,
    }
}

/// The day on the wall calendar of this computer.
fn local_date(at: SystemTime) -> NaiveDate {
    DateTime::<Local>::from(at).date_naive()
}

impl From<&Account> for AccountRef {
    fn from(account: &Account) -> Self {
        Self {
            id: account.id,
            issuer: account.issuer.clone(),
            name: account.name.clone(),
            icon: account.icon.clone(),
        }
    }
}
