//! Which account, set or question a person means by a name: the surest way of reading it that fits any, and only if it fits
//! one.
use std::fmt;

use actions::{AccountId, CodeRow, QuestionId, QuestionSummary, SetId, SetOverview, Standing};

use crate::failure::Failure;

/// What a name can be of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Thing {
    Account,
    Set,
    Question,
}

impl Thing {
    /// The verb that lists them.
    pub(crate) fn listed_by(self) -> &'static str {
        match self {
            Self::Account => "keepward list",
            Self::Set => "keepward recovery status",
            Self::Question => "keepward recovery question list",
        }
    }

    pub(crate) fn several(self) -> &'static str {
        match self {
            Self::Account => "accounts",
            Self::Set => "sets of recovery codes",
            Self::Question => "security questions",
        }
    }
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Account => "account",
            Self::Set => "set of recovery codes",
            Self::Question => "security question",
        })
    }
}

/// `issuer:name`, as names are printed and read; without the colon when one of them is empty.
pub(crate) fn name_of(issuer: &str, name: &str) -> String {
    match (issuer, name) {
        ("", name) => name.to_owned(),
        (issuer, "") => issuer.to_owned(),
        (issuer, name) => format!("{issuer}:{name}"),
    }
}

/// A set as it is printed and read: its title, with the login name where that says more.
pub(crate) fn name_of_set(set: &SetOverview) -> String {
    match set.summary.account.as_deref() {
        Some(account) if account != set.title => name_of(&set.title, account),
        _ => set.title.clone(),
    }
}

/// The one account that `wanted` names.
///
/// In this order: its id; exactly `issuer:name`; the whole issuer or the whole name, whatever the case; a part of
/// `issuer:name`, whatever the case.
pub(crate) fn find<'a>(rows: &'a [CodeRow], wanted: &str) -> Result<&'a CodeRow, Failure> {
    let id: Option<AccountId> = wanted.parse().ok();
    let lower = wanted.to_lowercase();
    let readings: [&dyn Fn(&CodeRow) -> bool; 4] = [
        &|row| Some(row.id) == id,
        &|row| name_of(&row.issuer, &row.name) == wanted,
        &|row| row.issuer.to_lowercase() == lower || row.name.to_lowercase() == lower,
        &|row| name_of(&row.issuer, &row.name).to_lowercase().contains(&lower),
    ];
    let told = |row: &CodeRow| format!("{} {}", row.id, name_of(&row.issuer, &row.name));
    surest(rows.iter(), Thing::Account, wanted, &readings, told)
}

/// The one set that `wanted` names, before all among those in force.
///
/// In this order: its id; exactly its name; the whole title, service, account or `service:account`, whatever the case; a part
/// of its name or service, whatever the case.
pub(crate) fn find_set<'a>(sets: &'a [SetOverview], wanted: &str) -> Result<&'a SetOverview, Failure> {
    let id: Option<SetId> = wanted.parse().ok();
    let lower = wanted.to_lowercase();
    let service = |set: &SetOverview| set.summary.service.clone().unwrap_or_default();
    let account = |set: &SetOverview| set.summary.account.clone().unwrap_or_default();
    let readings: [&dyn Fn(&SetOverview) -> bool; 4] = [
        &|set| Some(set.summary.id) == id,
        &|set| name_of_set(set) == wanted,
        &|set| {
            let names =
                [set.title.clone(), service(set), account(set), name_of(&service(set), &account(set))];
            names.iter().any(|name| name.to_lowercase() == lower)
        },
        &|set| {
            let names = [name_of_set(set), name_of(&service(set), &account(set))];
            names.iter().any(|name| name.to_lowercase().contains(&lower))
        },
    ];
    let told = |set: &SetOverview| format!("{} {}", set.summary.id, name_of_set(set));
    let is_in_force = |set: &&SetOverview| set.summary.standing == Standing::Active;
    match surest(sets.iter().filter(is_in_force), Thing::Set, wanted, &readings, told) {
        Err(Failure::NotFound(..)) => surest(sets.iter(), Thing::Set, wanted, &readings, told),
        found => found,
    }
}

/// The one security question that `wanted` names: its id; its whole service, whatever the case; a part of service and
/// question, whatever the case.
pub(crate) fn find_question<'a>(
    questions: &'a [QuestionSummary],
    wanted: &str,
) -> Result<&'a QuestionSummary, Failure> {
    let id: Option<QuestionId> = wanted.parse().ok();
    let lower = wanted.to_lowercase();
    let readings: [&dyn Fn(&QuestionSummary) -> bool; 3] = [
        &|question| Some(question.id) == id,
        &|question| question.service.to_lowercase() == lower,
        &|question| format!("{} {}", question.service, question.question).to_lowercase().contains(&lower),
    ];
    let told =
        |question: &QuestionSummary| format!("{} {} {}", question.id, question.service, question.question);
    surest(questions.iter(), Thing::Question, wanted, &readings, told)
}

/// The one that fits the first reading which any fits.
fn surest<'a, T>(
    all: impl Iterator<Item = &'a T> + Clone,
    thing: Thing,
    wanted: &str,
    readings: &[&dyn Fn(&T) -> bool],
    told: impl Fn(&T) -> String,
) -> Result<&'a T, Failure> {
    let not_found = || Failure::NotFound(thing, wanted.to_owned());
    if wanted.is_empty() {
        return Err(not_found());
    }
    for reading in readings {
        let fitting: Vec<_> = all.clone().filter(|it| reading(it)).collect();
        match fitting.as_slice() {
            [] => {}
            [it] => return Ok(it),
            several => {
                let names = several.iter().map(|it| told(it)).collect();
                return Err(Failure::Ambiguous { thing, name: wanted.to_owned(), names });
            }
        }
    }
    Err(not_found())
}
