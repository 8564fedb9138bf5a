//! CSV with a line of names above: which column holds the codes, which says that one is used. Tables without such a line are
//! read as text.

use zeroize::Zeroizing;

use super::records::{Field, Record, RecordCode, account, by_owner, date, field};
use super::words::{is_no, is_yes};
use super::{Reading, UsedMark};
use crate::SetKind;

/// The records of a table; `None` if the first line names no column of codes.
pub(crate) fn records(text: &str) -> Option<Vec<Record>> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|delimiter| first.bytes().filter(|byte| byte == delimiter).count())?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(true)
        .from_reader(text.as_bytes());
    let fields: Vec<Option<Field>> = reader.headers().ok()?.iter().map(field).collect();
    let column = |wanted: Field| fields.iter().position(|field| *field == Some(wanted));
    let code = column(Field::Code).or_else(|| column(Field::Key))?;
    // A single word above a list is a title.
    if fields.len() < 2 {
        return None;
    }
    let kind = column(Field::Key).filter(|key| *key == code).map(|_| SetKind::SingleKey);
    let mut rows = Vec::new();
    let mut row = csv::StringRecord::new();
    while reader.read_record(&mut row).ok()? && rows.len() <= Reading::MOST_CODES {
        let cell = |wanted: Field| {
            column(wanted).and_then(|at| row.get(at)).map(str::trim).filter(|cell| !cell.is_empty())
        };
        let line = row.position().map_or(0, csv::Position::line);
        let Some(text) = row.get(code).map(str::trim).filter(|text| !text.is_empty()) else { continue };
        let used_at = cell(Field::UsedAt).and_then(date);
        let is_used = cell(Field::Used).is_some_and(|cell| is_yes(cell) || date(cell).is_some())
            || cell(Field::UsedAt).is_some_and(|cell| used_at.is_some() || is_yes(cell))
            || cell(Field::Available).is_some_and(is_no);
        let used = is_used.then(|| UsedMark {
            at: used_at.or_else(|| cell(Field::Used).and_then(date)),
            note: cell(Field::Note).unwrap_or_default().to_owned(),
        });
        let code = RecordCode {
            number: cell(Field::Number).and_then(|number| number.parse().ok()),
            text: Zeroizing::new(text.to_owned()),
            used,
            row: usize::try_from(line).unwrap_or(0),
        };
        rows.push((cell(Field::Service).map(str::to_owned), cell(Field::Account).and_then(account), code));
    }
    let mut records = by_owner(rows);
    for record in &mut records {
        record.kind = kind.filter(|_| record.codes.len() == 1);
    }
    (!records.is_empty()).then_some(records)
}
