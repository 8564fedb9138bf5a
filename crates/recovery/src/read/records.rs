//! Codes that a file keeps in fields, as CSV and JSON do: nothing has to be guessed but the service.

use std::collections::HashMap;

use zeroize::Zeroizing;

use super::dates::{NumberOrder, dates};
use super::draft::{Draft, DraftCode};
use super::file_name::FileName;
use super::identify::captures;
use super::{AtSetup, FoundSet, ReadBy, Stated, UsedMark};
use crate::code::is_dash;
use crate::services::{Captured, Layout, Service};
use crate::{Effect, Order, Regeneration, SetKind};

/// A set as its fields say.
#[derive(Default)]
pub(crate) struct Record {
    pub service: Option<String>,
    pub account: Option<String>,
    pub site: Option<String>,
    pub generated: Option<Stated>,
    pub expires: Option<Stated>,
    pub kind: Option<SetKind>,
    pub codes: Vec<RecordCode>,
    /// The names of its fields, in lower case.
    pub keys: Vec<String>,
}

/// A code as its fields say.
pub(crate) struct RecordCode {
    pub number: Option<u32>,
    pub text: Zeroizing<String>,
    pub used: Option<UsedMark>,
    pub row: usize,
}

impl Record {
    /// The set; `None` for a record without codes.
    pub fn into_set(self, file: Option<&FileName>, line_of: impl Fn(usize) -> u32) -> Option<FoundSet> {
        if self.codes.is_empty() {
            return None;
        }
        let (service, captured) = self.identify(file);
        let layout = service.and_then(|service| service.layouts().iter().find(|layout| self.fits(layout)));
        let single = if self.codes.len() == 1 {
            layout.map_or(SetKind::List, |layout| layout.kind)
        } else {
            SetKind::List
        };
        let kind = self.kind.unwrap_or(single);
        let codes = self.codes.iter().map(|code| DraftCode {
            number: code.number,
            groups: vec![code.text.as_str()],
            joint: " ",
            used: code.used.clone(),
            doubt: None,
            row: code.row,
            column: 0,
        });
        let codes = Draft { kind, codes: codes.collect() }.found(line_of);
        let effect = layout.and_then(|layout| layout.effect).or(service.map(|service| service.effect));
        let site = captured.site.clone();
        Some(FoundSet {
            service: service
                .map(|service| match &self.service {
                    // A plugin's full name is kept as it is.
                    Some(name) if name.starts_with(&format!("{}:", service.slug)) => name.clone(),
                    _ => service.name_at(site.as_deref()),
                })
                .or(self.service.map(|name| name.to_lowercase())),
            suggested: file.and_then(FileName::suggestion),
            account: self.account.or(captured.account).or(file.and_then(|file| file.address.clone())),
            site: service.and_then(|service| service.page.clone()).or(self.site),
            kind,
            effect: effect.unwrap_or(Effect::Unknown),
            order: service.map_or(Order::Any, |service| service.order),
            regeneration: service.map_or(Regeneration::Unknown, |service| service.regeneration),
            generated: self.generated.or(captured_date(file)),
            expires: self.expires,
            codes,
            read_by: service.map_or(ReadBy::General, |service| ReadBy::Known(service.slug.clone())),
            at_setup: service.map_or(AtSetup::SpendsNone, |service| service.at_setup),
        })
    }

    fn identify(&self, file: Option<&FileName>) -> (Option<&'static Service>, Captured) {
        if let Some(name) = &self.service {
            let by_name = Service::all()
                .iter()
                .find(|service| service.names().any(|known| known.eq_ignore_ascii_case(name)));
            return (by_name.or_else(|| Service::of(name)), Captured::default());
        }
        let in_name = file.and_then(|file| {
            Service::all().iter().find_map(|service| Some((service, captures(service, file)?)))
        });
        if let Some((service, captured)) = in_name {
            return (Some(service), captured);
        }
        let has = |keys: &String| keys.split('+').all(|key| self.keys.iter().any(|of_file| of_file == key));
        let by_keys = Service::all().iter().find(|service| {
            let is_printed = |layout: &&Layout| self.codes.iter().all(|code| is_printed(&code.text, layout));
            let mut layouts = service.layouts().iter().filter(is_printed);
            service.json_keys().iter().any(has) && layouts.any(|layout| self.fits(layout))
        });
        (by_keys, Captured::default())
    }

    fn fits(&self, layout: &Layout) -> bool {
        let compact = |text: &str| -> Zeroizing<String> {
            Zeroizing::new(text.chars().filter(|c| !is_dash(*c) && !c.is_whitespace()).collect())
        };
        self.codes.iter().all(|code| layout.fits(&compact(&code.text)))
    }
}

/// Whether a code is grouped as the service prints it in its list; a single key is often ungrouped in a file.
fn is_printed(text: &str, layout: &Layout) -> bool {
    layout.kind == SetKind::SingleKey
        || layout.separator.is_empty()
        || text.split(&layout.separator).map(str::len).eq(layout.groups.iter().copied())
}

fn captured_date(file: Option<&FileName>) -> Option<Stated> {
    file.and_then(|file| file.date.clone())
}

/// What a field is about, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Code,
    Key,
    Number,
    Used,
    /// The opposite of used.
    Available,
    UsedAt,
    Note,
    Service,
    Account,
    Site,
    Generated,
    Expires,
    Kind,
}

/// What a field is about; its case and what separates its words do not matter.
pub(crate) fn field(name: &str) -> Option<Field> {
    let name: String =
        name.chars().filter(|c| c.is_alphanumeric() || *c == '#').collect::<String>().to_lowercase();
    Some(match name.as_str() {
        "code"
        | "codes"
        | "backupcode"
        | "backupcodes"
        | "recoverycodes"
        | "recoverycode"
        | "otp"
        | "token"
        | "tokens"
        | "rescuecodes"
        | "scratchcodes"
        | "emergencycodes"
        | "backuptokens"
        | "recoverytokens"
        | "c\u{f3}digo"
        | "codigo"
        | "value"
        | "emergencyscratchcodes"
        | "onetimecodes"
        | "statictokens"
        | "passcodes" => Field::Code,
        "recoverykey"
        | "emergencykey"
        | "securitykey"
        | "emergencyrecoverykey"
        | "scratchtoken"
        | "recoveryphrase"
        | "mnemonic" => Field::Key,
        "number" | "no" | "nr" | "#" | "n" | "index" | "id" | "position" => Field::Number,
        "used" | "isused" | "consumed" | "status" | "state" | "usado" | "benutzt" | "verwendet"
        | "utilis\u{e9}" | "spent" => Field::Used,
        "available" | "unused" | "valid" | "active" | "isvalid" | "isavailable" | "remaining"
        | "verfügbar" | "gültig" | "disponible" => Field::Available,
        "usedat" | "usedon" | "lastused" | "lastusedat" | "consumedat" | "dateused" | "useddate" => {
            Field::UsedAt
        }
        "note" | "notes" | "comment" | "remark" => Field::Note,
        "service" | "issuer" | "name" | "title" | "provider" | "app" | "dienst" | "servicio" => {
            Field::Service
        }
        "account" | "user" | "username" | "login" | "email" | "mail" | "mailaddress" | "emailaddress"
        | "accountname" | "konto" => Field::Account,
        "site" | "url" | "website" | "domain" => Field::Site,
        "generated" | "generatedat" | "created" | "createdat" | "generatedon" | "createdon" | "issuedat"
        | "date" | "timestamp" => Field::Generated,
        "expires" | "expiresat" | "expiry" | "expirydate" | "validuntil" => Field::Expires,
        "kind" | "type" => Field::Kind,
        _ => return None,
    })
}

/// The date in a field.
pub(crate) fn date(text: &str) -> Option<Stated> {
    dates(text, NumberOrder::MonthFirst).into_iter().next().map(|(_, stated)| stated)
}

/// A login name in a field.
pub(crate) fn account(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty() && text.len() <= 254 && !text.contains(char::is_control)).then(|| text.to_owned())
}

/// Records of one service and account as one, in the order in which the first of each came.
pub(crate) fn by_owner(rows: Vec<(Option<String>, Option<String>, RecordCode)>) -> Vec<Record> {
    let mut places: HashMap<(Option<String>, Option<String>), usize> = HashMap::new();
    let mut records: Vec<Record> = Vec::new();
    for (service, account, code) in rows {
        let place = *places.entry((service.clone(), account.clone())).or_insert(records.len());
        if place == records.len() {
            records.push(Record { service, account, ..Record::default() });
        }
        if let Some(record) = records.get_mut(place) {
            record.codes.push(code);
        }
    }
    records
}
