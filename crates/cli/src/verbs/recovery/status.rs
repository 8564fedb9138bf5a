//! `recovery status`: which sets there are and how much is left. Shows no code and needs no passphrase where quick unlock is
//! on.
use actions::{Clock, Low, RecoveryNotice, RecoveryOverview, SetOverview, Standing, SystemClock};
use serde::Serialize;

use super::{question::Asked, words};
use crate::{
    failure::Failure,
    line::Everywhere,
    named::{name_of, name_of_set},
    opening,
    output::{Format, Output, one_line},
};

#[derive(Serialize)]
struct Overview<'a> {
    exists: bool,
    sets: Vec<Set<'a>>,
    questions: Vec<Asked<'a>>,
    used: Used,
    /// Accounts without any code on file.
    missing: Vec<Account<'a>>,
    notice: Option<Notice>,
    kit: Kit,
}

#[derive(Serialize)]
struct Set<'a> {
    id: String,
    title: &'a str,
    service: Option<&'a str>,
    account: Option<&'a str>,
    site: Option<&'a str>,
    linked: Option<String>,
    kind: &'static str,
    effect: &'static str,
    standing: &'static str,
    total: usize,
    unused: usize,
    handed_out: usize,
    unsure: usize,
    refused: usize,
    used: usize,
    low: &'static str,
    generated: Option<String>,
    imported: Option<String>,
    expires: Option<String>,
    expires_soon: bool,
    expired: bool,
}

#[derive(Serialize)]
struct Used {
    today: usize,
    this_month: usize,
    ever: usize,
}

#[derive(Serialize)]
struct Account<'a> {
    id: String,
    issuer: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct Notice {
    kind: &'static str,
    sets: Vec<String>,
}

#[derive(Serialize)]
struct Kit {
    made: Option<String>,
    proven: Option<String>,
}

pub(super) fn run(everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    let desk = opening::open(everywhere, output)?;
    let overview = desk.recovery_overview(SystemClock.now())?;
    match output.format() {
        Format::Json => output.json(&Overview::from(&overview)),
        Format::Plain => print(&overview, output),
    }
}

fn print(overview: &RecoveryOverview, output: &mut Output) -> Result<(), Failure> {
    if overview.sets.is_empty() {
        output.remark("No recovery codes are stored yet. Import a file with `keepward recovery import`.");
    }
    overview.sets.iter().try_for_each(|set| output.line(&line(set)))?;
    let RecoveryOverview { used_today, used_this_month, used_ever, .. } = overview;
    if *used_ever > 0 {
        output
            .line(&format!("Used today: {used_today}; this month: {used_this_month}; ever: {used_ever}."))?;
    }
    let missing: Vec<_> =
        overview.missing.iter().map(|account| one_line(&name_of(&account.issuer, &account.name))).collect();
    if !overview.sets.is_empty() && !missing.is_empty() {
        output.line(&format!("No codes on file for: {}.", missing.join(", ")))?;
    }
    if let Some(notice) = &overview.notice {
        output.remark(sentence(notice));
    }
    Ok(())
}

fn line(set: &SetOverview) -> String {
    let it = &set.summary;
    let counted = [(it.reserved, "handed out"), (it.unsure, "unsure"), (it.invalid, "refused")];
    let counted =
        counted.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!(", {count} {what}"));
    let low = match (it.standing, it.low()) {
        (Standing::Superseded { .. }, _) => " (a newer set took its place)",
        (Standing::Archived { .. }, _) => " (put away)",
        (Standing::Active, Low::Empty) => " (empty)",
        (Standing::Active, Low::Low) => " (low)",
        (Standing::Active, Low::Enough) => "",
    };
    let expires = match (set.expired, set.expires_soon, it.expires) {
        (true, ..) => " (expired)".to_owned(),
        (false, true, Some(at)) => format!(" (expires {})", recovery::write::day(at)),
        _ => String::new(),
    };
    let name = one_line(&name_of_set(set));
    format!("{name}  {} of {} left{}{low}{expires}", it.unused, it.total(), counted.collect::<String>())
}

fn sentence(notice: &RecoveryNotice) -> &'static str {
    match notice {
        RecoveryNotice::Empty(_) => "A set is used up. Make new codes at the service and import them.",
        RecoveryNotice::Expiring(_) => {
            "A set expires soon or has expired. Make new codes at the service and import them."
        }
        RecoveryNotice::Low(_) => "Little is left of a set. Make new codes at the service and import them.",
        RecoveryNotice::NoKit => {
            "There is no emergency kit: without the passphrase all of this is lost. Make one with `keepward recovery kit make`."
        }
        RecoveryNotice::KitUnproven => {
            "The emergency kit was not tried for half a year. Prove it with `keepward recovery kit test`."
        }
    }
}

impl<'a> From<&'a RecoveryOverview> for Overview<'a> {
    fn from(it: &'a RecoveryOverview) -> Self {
        Self {
            exists: it.exists,
            sets: it.sets.iter().map(Set::from).collect(),
            questions: it.questions.iter().map(Asked::from).collect(),
            used: Used { today: it.used_today, this_month: it.used_this_month, ever: it.used_ever },
            missing: it
                .missing
                .iter()
                .map(|account| Account {
                    id: account.id.to_string(),
                    issuer: &account.issuer,
                    name: &account.name,
                })
                .collect(),
            notice: it.notice.as_ref().map(|notice| Notice {
                kind: words::notice(notice.kind()),
                sets: match notice {
                    RecoveryNotice::Empty(ids) | RecoveryNotice::Expiring(ids) | RecoveryNotice::Low(ids) => {
                        ids.iter().map(ToString::to_string).collect()
                    }
                    RecoveryNotice::NoKit | RecoveryNotice::KitUnproven => Vec::new(),
                },
            }),
            kit: Kit { made: words::moment(it.kit.made), proven: words::moment(it.kit.proven) },
        }
    }
}

impl<'a> From<&'a SetOverview> for Set<'a> {
    fn from(set: &'a SetOverview) -> Self {
        let it = &set.summary;
        Self {
            id: it.id.to_string(),
            title: &set.title,
            service: it.service.as_deref(),
            account: it.account.as_deref(),
            site: it.site.as_deref(),
            linked: set.account.map(|id| id.to_string()),
            kind: words::kind(it.kind),
            effect: words::effect(it.effect),
            standing: words::standing(it.standing),
            total: it.total(),
            unused: it.unused,
            handed_out: it.reserved,
            unsure: it.unsure,
            refused: it.invalid,
            used: it.used.len(),
            low: words::low(it.low()),
            generated: words::moment(it.generated),
            imported: words::moment(Some(it.imported)),
            expires: words::moment(it.expires),
            expires_soon: set.expires_soon,
            expired: set.expired,
        }
    }
}
