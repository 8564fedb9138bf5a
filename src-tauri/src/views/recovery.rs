//! The recovery compartment as the page sees it. The only code in here is the one that was handed out; what a file holds
//! before it is stored is in `import`.

mod import;

use std::{fmt, time::SystemTime};

use actions::{Effect, EventKind, Order, RecoveryNotice as Notice, Regeneration as Habit, SetKind as Kind};
use serde::{Deserialize, Serialize, Serializer};
use specta::Type;
use zeroize::Zeroizing;

use super::{or_never, seconds};
use crate::error::millis;

pub use import::{ImportDecision, ImportPreview, SetFacts};

/// Everything that may be known without the passphrase.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecoveryOverview {
    /// There is a compartment; the first import makes it.
    pub exists: bool,
    /// How long codes may still be shown; 0 while it is closed.
    pub open_for_ms: u32,
    /// What wants attention first, what is out of force last.
    pub sets: Vec<SetRow>,
    /// Security questions without their answers.
    pub questions: Vec<QuestionRow>,
    /// How many codes were used today.
    pub used_today: u32,
    /// The same for this month.
    pub used_this_month: u32,
    /// The same for ever.
    pub used_ever: u32,
    /// Accounts without any code on file.
    pub missing: Vec<AccountRef>,
    /// The one thing worth saying.
    pub notice: Option<RecoveryNotice>,
    /// The emergency kit.
    pub kit: KitStanding,
}

/// An account by its names.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AccountRef {
    /// The account.
    pub id: String,
    /// The service.
    pub issuer: String,
    /// The login name.
    pub name: String,
    /// The icon the person chose.
    pub icon: Option<String>,
}

/// One set from outside.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SetRow {
    /// The set.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The service as a slug.
    pub service: Option<String>,
    /// The login name.
    pub account: Option<String>,
    /// Where new ones are made.
    pub site: Option<String>,
    /// The account of the vault it is linked to.
    pub account_id: Option<String>,
    /// Many codes or one key.
    pub kind: SetKind,
    /// What using one does.
    pub effect: UseEffect,
    /// Two-factor authentication is off besides once one was used.
    pub also_disables: bool,
    /// Whether they are asked for in an order.
    pub ordered: bool,
    /// Whether it is in force.
    pub standing: SetStanding,
    /// How many can be handed out.
    pub unused: u32,
    /// How many were handed out and not answered for.
    pub reserved: u32,
    /// How many may have worked.
    pub unsure: u32,
    /// How many do not work.
    pub invalid: u32,
    /// How many are spent.
    pub used: u32,
    /// All of them.
    pub total: u32,
    /// How much is left.
    pub low: Left,
    /// When it was stored.
    pub imported_at: u32,
    /// When the service made it.
    pub generated_at: Option<u32>,
    /// When its codes stop working.
    pub expires_at: Option<u32>,
    /// That is soon.
    pub expiring: bool,
    /// That is past.
    pub expired: bool,
}

macro_rules! mirrored {
    ($(#[$doc:meta])* $view:ident of $source:path { $($(#[$each:meta])* $variant:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
        #[serde(rename_all = "camelCase")]
        pub enum $view {
            $($(#[$each])* $variant,)*
        }

        impl From<$source> for $view {
            fn from(source: $source) -> Self {
                use $source as Source;
                match source {
                    $(Source::$variant => Self::$variant,)*
                }
            }
        }

        impl From<$view> for $source {
            fn from(view: $view) -> Self {
                use $source as Source;
                match view {
                    $($view::$variant => Source::$variant,)*
                }
            }
        }
    };
}

mirrored! {
    /// Many codes or one key.
    SetKind of Kind {
        /// Several codes.
        List,
        /// One key.
        SingleKey,
    }
}

mirrored! {
    /// What using a code does.
    UseEffect of Effect {
        /// It is spent.
        Consume,
        /// The service shows a new one, once.
        Replace,
        /// Two-factor authentication is off afterwards.
        DisablesTwoFactor,
        /// It goes on working.
        Reusable,
        /// Nobody knows.
        Unknown,
    }
}

mirrored! {
    /// What a new set does to the old one.
    Regeneration of Habit {
        /// The old codes stop working.
        Replaces,
        /// They go on working.
        Adds,
        /// Nobody knows.
        Unknown,
    }
}

mirrored! {
    /// How much is left.
    Left of actions::Low {
        /// Nothing.
        Empty,
        /// Little.
        Low,
        /// Enough.
        Enough,
    }
}

/// Whether a set is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SetStanding {
    /// It is.
    Active,
    /// A newer one is.
    Superseded,
    /// The person put it away.
    Archived,
}

/// One security question.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct QuestionRow {
    /// The question.
    pub id: String,
    /// The service.
    pub service: String,
    /// The login name.
    pub account: Option<String>,
    /// What is asked.
    pub question: String,
}

/// The one thing worth saying.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecoveryNotice {
    /// What it is.
    pub kind: RecoveryNoticeKind,
    /// The sets it is about.
    pub set_ids: Vec<String>,
}

/// What is worth saying.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RecoveryNoticeKind {
    /// Nothing is left.
    Empty,
    /// They stop working soon.
    Expiring,
    /// Little is left.
    Low,
    /// There is no kit.
    NoKit,
    /// The kit was not tried for long.
    KitUnproven,
}

/// When the kit was made and last tried.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KitStanding {
    /// When it was made; none without one.
    pub made_at: Option<u32>,
    /// When it last opened the vault.
    pub proven_at: Option<u32>,
}

/// The kit opened the vault.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KitProven {
    /// When.
    pub proven_at: u32,
}

/// One set from inside, still without its codes.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SetView {
    /// The set from outside.
    pub row: SetRow,
    /// What became of each code.
    pub codes: Vec<CodeLine>,
    /// Whether the service prints numbers beside them.
    pub numbered: bool,
    /// What a new set does to this one.
    pub regeneration: Regeneration,
    /// The person's own name for it.
    pub label: String,
    /// The file it was read from.
    pub file_name: Option<String>,
    /// What happened to it, the newest first.
    pub history: Vec<RecoveryEventLine>,
    /// The newer set.
    pub superseded_by: Option<String>,
    /// Whether it can be written as its service writes it.
    pub has_own_layout: bool,
}

/// What became of one code.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CodeLine {
    /// Its place in the set.
    pub position: u32,
    /// The number printed beside it.
    pub number: Option<u32>,
    /// What became of it.
    pub state: CodeState,
    /// When.
    pub at: Option<u32>,
    /// The person's words.
    pub note: String,
    /// Whether the last change can be taken back.
    pub can_undo: bool,
}

/// What became of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CodeState {
    /// It can be handed out.
    Unused,
    /// It was, and nobody said whether it worked.
    Reserved,
    /// It is spent.
    Used,
    /// It does not work.
    Invalid,
    /// It may have worked.
    Unsure,
}

/// One line of the compartment's log.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecoveryEventLine {
    /// When.
    pub at: u32,
    /// On which computer.
    pub device: String,
    /// To which set, by its title.
    pub set: Option<String>,
    /// What, as a sentence.
    pub what: String,
}

/// Some of the log.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecoveryLogPage {
    /// How many lines there are.
    pub total: u32,
    /// Those that were asked for, the newest first.
    pub lines: Vec<RecoveryEventLine>,
}

/// A code that crosses to the page to be shown, large, to the person who asked for it. Wiped here when it is sent; cannot
/// be printed.
#[derive(Type)]
#[specta(type = String)]
pub struct Shown(Zeroizing<String>);

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl From<Zeroizing<String>> for Shown {
    fn from(text: Zeroizing<String>) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Shown(..)")
    }
}

/// ONE code, handed out.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HandedOut {
    /// Its set.
    pub set_id: String,
    /// Its place there.
    pub position: u32,
    /// The number printed beside it.
    pub number: Option<u32>,
    /// The code as printed.
    pub code: Shown,
    /// How it may be copied.
    pub variants: Vec<Variant>,
    /// Whether it is on the clipboard.
    pub copied: bool,
    /// When it is cleared from there; 0 for never.
    pub clears_in_ms: u32,
    /// What using it does.
    pub effect: UseEffect,
    /// The service may refuse it.
    pub expired: bool,
}

/// A way to copy a code.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Variant {
    /// What it is called.
    pub name: String,
}

/// What the person says of a code that was handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CodeAnswer {
    /// It worked.
    Worked,
    /// The service refused it.
    Refused,
    /// Nobody knows.
    Unsure,
    /// It was not tried.
    Returned,
}

/// Where a set or a kit goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SheetFormat {
    /// A preview with the desktop's print dialog.
    Print,
    /// A PDF file.
    Pdf,
    /// A web page.
    Html,
    /// A text file.
    Text,
    /// A table.
    Csv,
    /// As the service writes it.
    OwnLayout,
}

/// Where a kit goes: to paper, or to a file that is printed elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum KitFormat {
    /// A preview with the desktop's print dialog.
    Print,
    /// A PDF file.
    Pdf,
    /// A web page.
    Html,
}

impl From<KitFormat> for SheetFormat {
    fn from(format: KitFormat) -> Self {
        match format {
            KitFormat::Print => Self::Print,
            KitFormat::Pdf => Self::Pdf,
            KitFormat::Html => Self::Html,
        }
    }
}

impl From<SheetFormat> for actions::SheetFormat {
    fn from(format: SheetFormat) -> Self {
        match format {
            SheetFormat::Print => Self::Print,
            SheetFormat::Pdf => Self::Pdf,
            SheetFormat::Html => Self::Html,
            SheetFormat::Text => Self::Text,
            SheetFormat::Csv => Self::Csv,
            SheetFormat::OwnLayout => Self::OwnLayout,
        }
    }
}

/// In which form the log leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum LogFormat {
    /// A table.
    Csv,
    /// JSON.
    Json,
}

/// A backup that was chosen and not yet put in place.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BackupFound {
    /// The file's name.
    pub name: String,
    /// What is in it.
    pub parts: Vec<String>,
}

impl From<actions::RecoveryOverview> for RecoveryOverview {
    fn from(overview: actions::RecoveryOverview) -> Self {
        Self {
            exists: overview.exists,
            open_for_ms: millis(overview.open_for),
            sets: overview.sets.into_iter().map(SetRow::from).collect(),
            questions: overview.questions.into_iter().map(QuestionRow::from).collect(),
            used_today: count(overview.used_today),
            used_this_month: count(overview.used_this_month),
            used_ever: count(overview.used_ever),
            missing: overview.missing.into_iter().map(AccountRef::from).collect(),
            notice: overview.notice.map(RecoveryNotice::from),
            kit: KitStanding {
                made_at: overview.kit.made.map(moment),
                proven_at: overview.kit.proven.map(moment),
            },
        }
    }
}

impl From<actions::AccountRef> for AccountRef {
    fn from(account: actions::AccountRef) -> Self {
        let actions::AccountRef { id, issuer, name, icon } = account;
        Self { id: id.to_string(), issuer, name, icon }
    }
}

impl From<actions::SetOverview> for SetRow {
    fn from(set: actions::SetOverview) -> Self {
        let (total, low) = (count(set.summary.total()), set.summary.low().into());
        let summary = set.summary;
        Self {
            id: summary.id.to_string(),
            title: set.title,
            service: summary.service,
            account: summary.account,
            site: summary.site,
            account_id: set.account.map(|id| id.to_string()),
            kind: summary.kind.into(),
            effect: summary.effect.into(),
            also_disables: set.also_disables,
            ordered: summary.order == Order::AsPrinted,
            standing: match summary.standing {
                actions::Standing::Active => SetStanding::Active,
                actions::Standing::Superseded { .. } => SetStanding::Superseded,
                actions::Standing::Archived { .. } => SetStanding::Archived,
            },
            unused: count(summary.unused),
            reserved: count(summary.reserved),
            unsure: count(summary.unsure),
            invalid: count(summary.invalid),
            used: count(summary.used.len()),
            total,
            low,
            imported_at: moment(summary.imported),
            generated_at: summary.generated.map(moment),
            expires_at: summary.expires.map(moment),
            expiring: set.expires_soon,
            expired: set.expired,
        }
    }
}

impl From<actions::QuestionSummary> for QuestionRow {
    fn from(question: actions::QuestionSummary) -> Self {
        let actions::QuestionSummary { id, service, account, question, .. } = question;
        Self { id: id.to_string(), service, account, question }
    }
}

impl From<Notice> for RecoveryNotice {
    fn from(notice: Notice) -> Self {
        let (kind, sets) = match notice {
            Notice::Empty(sets) => (RecoveryNoticeKind::Empty, sets),
            Notice::Expiring(sets) => (RecoveryNoticeKind::Expiring, sets),
            Notice::Low(sets) => (RecoveryNoticeKind::Low, sets),
            Notice::NoKit => (RecoveryNoticeKind::NoKit, Vec::new()),
            Notice::KitUnproven => (RecoveryNoticeKind::KitUnproven, Vec::new()),
        };
        Self { kind, set_ids: sets.iter().map(ToString::to_string).collect() }
    }
}

impl From<actions::SetView> for SetView {
    fn from(set: actions::SetView) -> Self {
        Self {
            codes: set.codes.into_iter().map(CodeLine::from).collect(),
            numbered: set.numbered,
            regeneration: set.regeneration.into(),
            label: set.label,
            file_name: set.file_name,
            history: set.history.into_iter().map(RecoveryEventLine::from).collect(),
            superseded_by: set.superseded_by.map(|id| id.to_string()),
            has_own_layout: set.has_own_layout,
            row: set.overview.into(),
        }
    }
}

impl From<actions::CodeLine> for CodeLine {
    fn from(line: actions::CodeLine) -> Self {
        let (state, at, note) = match line.state {
            actions::CodeState::Unused => (CodeState::Unused, None, String::new()),
            actions::CodeState::Reserved { at } => (CodeState::Reserved, Some(at), String::new()),
            actions::CodeState::Used { at, note } => (CodeState::Used, at, note),
            actions::CodeState::Invalid { at, note } => (CodeState::Invalid, Some(at), note),
            actions::CodeState::Unsure { at } => (CodeState::Unsure, Some(at), String::new()),
        };
        Self {
            position: count(line.position),
            number: line.number,
            state,
            at: at.map(moment),
            note,
            can_undo: line.can_undo,
        }
    }
}

impl From<actions::RecoveryEvent> for RecoveryEventLine {
    fn from(event: actions::RecoveryEvent) -> Self {
        let what = sentence(&event.what, event.number);
        Self { at: moment(event.at), device: event.device, set: event.set, what }
    }
}

impl From<actions::RecoveryLog> for RecoveryLogPage {
    fn from(log: actions::RecoveryLog) -> Self {
        Self { total: count(log.total), lines: log.lines.into_iter().map(RecoveryEventLine::from).collect() }
    }
}

impl HandedOut {
    /// What the page shows of a code, once it is on the clipboard or is not.
    pub fn new(handed_out: actions::HandedOut, copied: bool) -> Self {
        Self {
            set_id: handed_out.set.to_string(),
            position: count(handed_out.position),
            number: handed_out.number,
            code: handed_out.for_clipboard().into(),
            variants: handed_out.variants.into_iter().map(Variant::from).collect(),
            copied,
            clears_in_ms: or_never(handed_out.clears_in),
            effect: handed_out.effect.into(),
            expired: handed_out.expired,
        }
    }
}

impl From<CodeAnswer> for actions::CodeAnswer {
    fn from(answer: CodeAnswer) -> Self {
        match answer {
            CodeAnswer::Worked => Self::Worked,
            CodeAnswer::Refused => Self::Refused,
            CodeAnswer::Unsure => Self::Unsure,
            CodeAnswer::Returned => Self::Returned,
        }
    }
}

/// What happened, in words. `number` is how people call the code: the printed number, or its place from 1.
fn sentence(what: &EventKind, number: Option<u32>) -> String {
    let of_set = match what {
        EventKind::Imported => "Stored",
        EventKind::Edited => "Details changed",
        EventKind::Superseded => "Replaced by a newer set",
        EventKind::Archived => "Put away or taken back",
        EventKind::Deleted => "Deleted for ever",
        EventKind::Printed => "Printed",
        EventKind::Exported => "Written to a file",
        EventKind::KitMade => "Emergency kit made",
        EventKind::KitProven => "Emergency kit tried: it opens the vault",
        EventKind::Reserved => "Handed out",
        EventKind::Revealed => "Shown",
        EventKind::Used => "Worked, spent",
        EventKind::Refused => "Did not work",
        EventKind::Returned => "Given back untried",
        EventKind::QuestionStored => "Security question stored",
        EventKind::Unsure => "Nobody knows whether it worked",
        EventKind::Undone => "Last change taken back",
        EventKind::Replaced => "Spent, and its new key stored",
        // A word of a later Keepward: better shown as it is than not at all.
        EventKind::Later(word) => word,
    };
    match number {
        Some(number) => format!("Code {number}: {}", of_set.to_lowercase()),
        None => of_set.to_owned(),
    }
}

impl From<actions::Variant> for Variant {
    fn from(variant: actions::Variant) -> Self {
        let name = match variant {
            actions::Variant::AsPrinted => "As printed",
            actions::Variant::WithoutSpaces => "Without spaces",
            actions::Variant::WithoutDashes => "Without dashes",
            actions::Variant::Compact => "Without spaces and dashes",
            actions::Variant::Lower => "In small letters",
            actions::Variant::Upper => "In capital letters",
        };
        Self { name: name.to_owned() }
    }
}

impl From<actions::ChosenBackup> for BackupFound {
    fn from(backup: actions::ChosenBackup) -> Self {
        let words = |part: &&str| match *part {
            "vault.age" => "Accounts",
            "recovery.age" => "Recovery codes",
            "vault-key.age" => "The key of the accounts",
            _ => "The key of the recovery codes",
        };
        Self { name: backup.name, parts: backup.parts.iter().map(|part| words(part).to_owned()).collect() }
    }
}

/// The vault was given a new passphrase with its kit. It is still locked.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KitRestored {
    /// What became of the recovery codes.
    pub recovery: RecoveryRestored,
    /// The disk did not let everything be finished; the next opening makes it good.
    pub unfinished: bool,
    /// The folder within the vault's that holds every file as it was.
    pub kept_in: String,
    /// What the person should know of codes that were used since, as a sentence.
    pub taken_over: Option<String>,
}

/// What became of the recovery codes when a kit opened the vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RecoveryRestored {
    /// They are back as well.
    Restored,
    /// There were none.
    None,
    /// There were some, and their file is not here.
    Missing,
}

/// A backup was put in place. The vault is locked.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BackupRestored {
    /// The folder within the vault's that holds the vault that was there.
    pub kept_in: Option<String>,
    /// What the person should know of codes that were used since, as a sentence.
    pub taken_over: Option<String>,
}

impl From<actions::RestoredFromKit> for KitRestored {
    fn from(restored: actions::RestoredFromKit) -> Self {
        Self {
            recovery: match restored.recovery {
                actions::RecoveryFromKit::Restored => RecoveryRestored::Restored,
                actions::RecoveryFromKit::NeverThere => RecoveryRestored::None,
                actions::RecoveryFromKit::Missing => RecoveryRestored::Missing,
            },
            unfinished: restored.unfinished.is_some(),
            kept_in: restored.kept_in,
            taken_over: restored.taken_over.sentence(),
        }
    }
}

impl From<actions::RestoredBackup> for BackupRestored {
    fn from(restored: actions::RestoredBackup) -> Self {
        let unknown = restored.spent_unknown.then(|| {
            "Whether codes were used since this backup was made could not be seen: some that count as unused may be spent."
                .to_owned()
        });
        Self { kept_in: restored.kept_in, taken_over: restored.taken_over.sentence().or(unknown) }
    }
}

impl From<SystemTime> for KitProven {
    fn from(at: SystemTime) -> Self {
        Self { proven_at: moment(at) }
    }
}

impl From<RecoveryNoticeKind> for actions::NoticeKind {
    fn from(kind: RecoveryNoticeKind) -> Self {
        match kind {
            RecoveryNoticeKind::Empty => Self::Empty,
            RecoveryNoticeKind::Expiring => Self::Expiring,
            RecoveryNoticeKind::Low => Self::Low,
            RecoveryNoticeKind::NoKit => Self::NoKit,
            RecoveryNoticeKind::KitUnproven => Self::KitUnproven,
        }
    }
}

/// A moment as it crosses to the page.
fn moment(at: SystemTime) -> u32 {
    seconds(at.into())
}

fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}
