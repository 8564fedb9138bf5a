//! The table of services that hand out recovery codes, read once from `services.toml`. A new service is a new entry there.
//! It knows facts only; what they mean for a file is in `read`, for handing out in `using`, for printing in `write`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::read::AtSetup;
use crate::{Effect, Order, Regeneration, SetKind};

mod alphabet;
mod pattern;
#[cfg(test)]
mod tests;

pub(crate) use alphabet::Alphabet;
pub(crate) use pattern::{Captured, DATE, NamePattern};

/// One service.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Its name in the vault.
    pub slug: String,
    /// Its name on the screen.
    pub name: String,
    /// Whether it is a plugin, so that the site belongs to its name in the vault.
    #[serde(default)]
    plugin: bool,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    files: Vec<NamePattern>,
    #[serde(default)]
    marks: Vec<String>,
    #[serde(default)]
    markup: Vec<String>,
    #[serde(default)]
    json: Vec<String>,
    /// The page where a new set is made.
    pub page: Option<String>,
    /// What using a code does.
    #[serde(with = "EffectWord")]
    pub effect: Effect,
    /// Whether two-factor authentication is off besides once a code was used.
    #[serde(default)]
    pub also_disables: bool,
    /// Whether codes are asked for in an order.
    #[serde(default = "any_order", with = "OrderWord")]
    pub order: Order,
    /// What a new set does to the old one.
    #[serde(with = "RegenerationWord")]
    pub regeneration: Regeneration,
    /// How codes may be typed.
    pub typing: Typing,
    /// Whether it spends a code at set-up.
    #[serde(default = "spends_none", with = "AtSetupWord")]
    pub at_setup: AtSetup,
    #[serde(default)]
    columns: Columns,
    #[serde(default)]
    distinctive: bool,
    #[serde(default)]
    layouts: Vec<Layout>,
    file: Option<FileLayout>,
}

/// How codes may be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Typing {
    /// Capitals matter, or nobody knows.
    Exact,
    /// Capitals do not matter.
    AnyCase,
    /// Only the digits count.
    Digits,
}

/// In which direction columns are read where no numbers say so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Columns {
    #[default]
    Across,
    Down,
}

/// How the codes of a service look.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Layout {
    #[serde(with = "SetKindWord")]
    pub kind: SetKind,
    /// How many, where that is fixed.
    pub count: Option<usize>,
    /// The lengths of the groups of one code.
    #[serde(default)]
    pub groups: Vec<usize>,
    /// What stands between groups.
    #[serde(default)]
    pub separator: String,
    /// What it begins with.
    #[serde(default)]
    pub prefix: String,
    #[serde(default)]
    pub alphabet: Alphabet,
    /// Whether small and capital letters are mixed, so that a set without either is none of these.
    #[serde(default)]
    pub mixed: bool,
    /// How many words it has, if it is a phrase.
    pub words: Option<usize>,
    /// What using it does, where that differs from the service's other codes.
    #[serde(default, with = "option_effect")]
    pub effect: Option<Effect>,
}

impl Layout {
    /// How many characters a code has besides what stands between groups.
    pub fn length(&self) -> usize {
        self.groups.iter().sum()
    }

    /// Whether a code without its grouping is one of these.
    pub fn fits(&self, compact: &str) -> bool {
        self.words.is_none()
            && compact.len() == self.length()
            && compact.starts_with(&self.prefix)
            && compact.chars().all(|c| self.alphabet.holds(c))
    }
}

/// How a service writes its download.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileLayout {
    #[serde(default)]
    pub head: String,
    pub line: String,
    #[serde(default)]
    pub used: String,
    #[serde(default)]
    pub foot: String,
    pub end: String,
    #[serde(default = "one")]
    pub first: u32,
    #[serde(default)]
    pub joined: bool,
}

impl Service {
    /// Every known service.
    pub fn all() -> &'static [Self] {
        &TABLE
    }

    /// The service of a set, by the name it has in the vault. Of several plugins of one platform the first.
    pub fn of(name: &str) -> Option<&'static Self> {
        let slug = name.split(':').next().unwrap_or_default();
        TABLE.iter().find(|service| service.slug == slug)
    }

    /// The name in the vault, with the site where that belongs to it.
    pub(crate) fn name_at(&self, site: Option<&str>) -> String {
        match site.filter(|_| self.plugin) {
            Some(site) => format!("{}:{site}", self.slug),
            None => self.slug.clone(),
        }
    }

    /// Every name it goes by.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        [&self.name, &self.slug].into_iter().chain(&self.also).map(String::as_str)
    }

    pub(crate) fn files(&self) -> &[NamePattern] {
        &self.files
    }

    pub(crate) fn marks(&self) -> &[String] {
        &self.marks
    }

    pub(crate) fn markup(&self) -> &[String] {
        &self.markup
    }

    pub(crate) fn json_keys(&self) -> &[String] {
        &self.json
    }

    pub(crate) fn layouts(&self) -> &[Layout] {
        &self.layouts
    }

    pub(crate) fn columns(&self) -> Columns {
        self.columns
    }

    pub(crate) fn is_distinctive(&self) -> bool {
        self.distinctive
    }

    pub(crate) fn is_plugin(&self) -> bool {
        self.plugin
    }

    pub(crate) fn file(&self) -> Option<&FileLayout> {
        self.file.as_ref()
    }
}

/// Whether using a code of this service, by its name in the vault, also turns two-factor authentication off.
pub fn also_disables(name: &str) -> bool {
    Service::of(name).is_some_and(|service| service.also_disables)
}

static TABLE: LazyLock<Vec<Service>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Table {
        service: Vec<Service>,
    }
    let table: Table = toml::from_str(include_str!("services.toml"))
        .expect("the table is part of this crate and a test reads it");
    table.service
});

fn any_order() -> Order {
    Order::Any
}

fn spends_none() -> AtSetup {
    AtSetup::SpendsNone
}

fn one() -> u32 {
    1
}

// The words of the table for enums that nobody else reads from text.
#[derive(Deserialize)]
#[serde(remote = "Effect", rename_all = "snake_case")]
enum EffectWord {
    Consume,
    Replace,
    DisablesTwoFactor,
    Reusable,
    Unknown,
}

#[derive(Deserialize)]
#[serde(remote = "Order", rename_all = "snake_case")]
enum OrderWord {
    Any,
    AsPrinted,
}

#[derive(Deserialize)]
#[serde(remote = "Regeneration", rename_all = "snake_case")]
enum RegenerationWord {
    Replaces,
    Adds,
    Unknown,
}

#[derive(Deserialize)]
#[serde(remote = "AtSetup", rename_all = "snake_case")]
enum AtSetupWord {
    SpendsNone,
    SpendsOne,
}

#[derive(Deserialize)]
#[serde(remote = "SetKind", rename_all = "snake_case")]
enum SetKindWord {
    List,
    SingleKey,
}

mod option_effect {
    use super::{Deserialize, Effect, EffectWord};

    pub fn deserialize<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Effect>, D::Error> {
        #[derive(Deserialize)]
        struct Word(#[serde(with = "EffectWord")] Effect);
        Ok(Some(Word::deserialize(from)?.0))
    }
}
