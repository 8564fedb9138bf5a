//! Lists of records, of which any may be damaged: it is set aside where it stood and the others are read.
//!
//! It knows nothing of what a record is.

use serde::ser::{Serialize, SerializeSeq, Serializer};
use serde_json::value::RawValue;

use super::parts::in_parts;
use crate::set_aside::{DamagedRecord, List, RecordDamage};

/// Reads the records of a list, then checks each against the others; those that fail are set aside where they stood,
/// under the name by which the person knows them.
pub(super) fn read_list<T: Send>(
    records: &[&RawValue],
    list: List,
    set_aside: &mut Vec<DamagedRecord>,
    name_of: impl Fn(&RawValue) -> Option<String>,
    read: impl Fn(&RawValue) -> Result<T, RecordDamage> + Sync,
    mut check: impl FnMut(&T) -> Result<(), RecordDamage>,
) -> Vec<T> {
    let found = in_parts(records, |part| part.iter().map(|raw| read(raw)).collect::<Vec<_>>());
    let mut good = Vec::with_capacity(records.len());
    for (position, (raw, found)) in records.iter().zip(found.into_iter().flatten()).enumerate() {
        match found.and_then(|record| check(&record).map(|()| record)) {
            Ok(record) => good.push(record),
            Err(damage) => {
                let (name, raw) = (name_of(raw), (*raw).into());
                set_aside.push(DamagedRecord { name, damage, position, list, raw });
            }
        }
    }
    good
}

/// Good records in their order, and between them the damaged ones at the places they were found in.
pub(super) struct ListOut<'a, F> {
    pub list: List,
    pub set_aside: &'a [DamagedRecord],
    pub records: F,
}

impl<F, I> Serialize for ListOut<'_, F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut damaged = self.set_aside.iter().filter(|record| record.list == self.list).peekable();
        let mut list = serializer.serialize_seq(None)?;
        let mut position = 0;
        for record in (self.records)() {
            while let Some(kept) = damaged.next_if(|kept| kept.position <= position) {
                list.serialize_element(&kept.raw)?;
                position += 1;
            }
            list.serialize_element(&record)?;
            position += 1;
        }
        for kept in damaged {
            list.serialize_element(&kept.raw)?;
        }
        list.end()
    }
}
