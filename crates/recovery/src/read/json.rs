//! JSON: an answer of a service's API, what a kit's QR code holds, what Keepward itself prints. Codes are in a list, or one is
//! under a name that says so.

use serde_json::{Map, Value};
use zeroize::{Zeroize, Zeroizing};

use super::records::{Field, Record, RecordCode, account, date, field};
use super::words::{is_no, is_yes};
use super::{Reading, UsedMark};
use crate::SetKind;

/// The records of a JSON text; `None` if it is no JSON or no object or list.
pub(crate) fn records(text: &str) -> Option<Vec<Record>> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let mut value: Value = serde_json::from_str(text).ok()?;
    let mut records = Vec::new();
    collect(&value, &Record::default(), &mut records);
    wipe(&mut value);
    Some(records)
}

/// Finds records in `value`; what an object says of itself also holds for what is inside it.
fn collect(value: &Value, outer: &Record, records: &mut Vec<Record>) {
    if records.len() > Reading::MOST_SETS {
        return;
    }
    match value {
        Value::Array(items) => {
            let codes = codes(items);
            if !codes.is_empty() {
                records.push(Record { codes, ..facts_of(outer) });
            } else {
                items.iter().for_each(|item| collect(item, outer, records));
            }
        }
        Value::Object(object) => {
            let mut record = about(object, outer);
            take_codes(object, &mut record);
            if record.codes.is_empty() {
                for (name, inner) in object {
                    // `{"github": [...]}`: the name of a list that is not about codes names the service.
                    let named = match inner {
                        Value::Array(items) if field(name).is_none() && !codes(items).is_empty() => {
                            Record { service: Some(name.clone()), ..facts_of(&record) }
                        }
                        _ => facts_of(&record),
                    };
                    collect(inner, &named, records);
                }
            } else {
                records.push(record);
            }
        }
        _ => {}
    }
}

/// A record like `outer` without its codes.
fn facts_of(outer: &Record) -> Record {
    Record {
        service: outer.service.clone(),
        account: outer.account.clone(),
        site: outer.site.clone(),
        generated: outer.generated.clone(),
        expires: outer.expires.clone(),
        kind: outer.kind,
        codes: Vec::new(),
        keys: outer.keys.clone(),
    }
}

/// What the plain fields of an object say.
fn about(object: &Map<String, Value>, outer: &Record) -> Record {
    let mut record = facts_of(outer);
    record.keys.extend(object.keys().map(|key| key.to_lowercase()));
    for (name, value) in object {
        let Value::String(text) = value else { continue };
        match field(name) {
            Some(Field::Service) => record.service = account(text),
            Some(Field::Account) => record.account = account(text),
            Some(Field::Site) => record.site = account(text),
            Some(Field::Generated) => record.generated = date(text),
            Some(Field::Expires) => record.expires = date(text),
            Some(Field::Kind) if text == "single_key" => record.kind = Some(SetKind::SingleKey),
            Some(Field::Kind) if text == "list" => record.kind = Some(SetKind::List),
            _ => {}
        }
    }
    record
}

/// The codes of an object: a list, one key, or a text of several lines.
fn take_codes(object: &Map<String, Value>, record: &mut Record) {
    for (name, value) in object {
        match (field(name), value) {
            (Some(Field::Code), Value::Array(items)) if record.codes.is_empty() => {
                record.codes = codes(items)
            }
            (Some(field @ (Field::Code | Field::Key)), Value::String(text)) if record.codes.is_empty() => {
                let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
                record.codes = lines.map(plain).collect();
                let is_key = field == Field::Key || !name.to_lowercase().ends_with('s');
                if record.codes.len() == 1 && is_key && record.kind.is_none() {
                    record.kind = Some(SetKind::SingleKey);
                }
            }
            _ => {}
        }
    }
    // As Keepward prints it: the used ones are listed again.
    if let Some(Value::Array(used)) = object.get("used") {
        let used: Vec<&str> = used.iter().filter_map(Value::as_str).collect();
        for code in record.codes.iter_mut().filter(|code| used.contains(&code.text.as_str())) {
            code.used.get_or_insert_default();
        }
    }
}

/// The codes of a list: texts, numbers, or objects that hold one each.
fn codes(items: &[Value]) -> Vec<RecordCode> {
    let codes: Option<Vec<RecordCode>> = items.iter().take(Reading::MOST_CODES + 1).map(code).collect();
    codes.filter(|codes| codes.iter().all(|code| may_be_code(&code.text))).unwrap_or_default()
}

fn code(item: &Value) -> Option<RecordCode> {
    match item {
        Value::String(text) => Some(plain(text)),
        // Without quotes a zero in front is lost already; what is left is shown all the same.
        Value::Number(number) => Some(plain(&number.to_string())),
        Value::Object(object) => {
            let text = object.iter().find_map(|(name, value)| match (field(name), value) {
                (Some(Field::Code | Field::Key), Value::String(text)) => Some(text),
                _ => None,
            })?;
            let mut code = plain(text);
            for (name, value) in object {
                match (field(name), value) {
                    (Some(Field::Number), Value::Number(number)) => {
                        code.number = number.as_u64().and_then(|number| u32::try_from(number).ok());
                    }
                    (Some(Field::Used), Value::Bool(true)) => _ = code.used.get_or_insert_default(),
                    (Some(Field::Used), Value::String(text)) if is_yes(text) => {
                        _ = code.used.get_or_insert_default()
                    }
                    (Some(Field::Used | Field::UsedAt), Value::Number(number))
                        if number.as_f64() != Some(0.0) =>
                    {
                        _ = code.used.get_or_insert_default()
                    }
                    (Some(Field::Available), Value::Bool(false)) => _ = code.used.get_or_insert_default(),
                    (Some(Field::Available), Value::Number(number)) if number.as_f64() == Some(0.0) => {
                        _ = code.used.get_or_insert_default()
                    }
                    (Some(Field::Available), Value::String(text)) if is_no(text) => {
                        _ = code.used.get_or_insert_default()
                    }
                    (Some(Field::UsedAt), Value::String(text)) => {
                        let at = date(text);
                        if at.is_some() || is_yes(text) {
                            code.used.get_or_insert_with(UsedMark::default).at = at;
                        }
                    }
                    _ => {}
                }
            }
            Some(code)
        }
        _ => None,
    }
}

fn plain(text: &str) -> RecordCode {
    RecordCode { number: None, text: Zeroizing::new(text.trim().to_owned()), used: None, row: 0 }
}

/// Whether a text in a list may be a code: short, and no address.
fn may_be_code(text: &str) -> bool {
    let has_digit_or_group =
        text.contains(|c: char| c.is_ascii_digit()) || text.contains(['-', ' ']) || text.len() >= 6;
    (4..=256).contains(&text.len()) && has_digit_or_group && !text.contains(['@', '/', ':', '.', ','])
}

fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(items) => items.iter_mut().for_each(wipe),
        Value::Object(object) => object.values_mut().for_each(wipe),
        _ => {}
    }
}
