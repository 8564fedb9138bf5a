//! The first version of the plaintext: its objects as they are in the file, and what they mean.
//!
//! `expose()` of a secret is called here (in `account`) and nowhere else in this room.

mod account;
mod activity;

use std::collections::HashSet;
use std::sync::Arc;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::value::RawValue;

use self::account::AccountOut;
use self::activity::ActivityOut;
use super::object::Text;
use super::parts::in_parts;
use super::{Document, FORMAT, Recipient, Role, VERSION};
use crate::lineage::Lineage;
use crate::set_aside::{DamagedRecord, List, RecordDamage};
use crate::wiped::WipedBuffer;
use crate::{Account, Contents};

object! {
    /// The whole plaintext. The records are cut out first and read one by one, so that one of them can be damaged.
    struct DocumentV1<'a> {
        format: &'a str,
        version: u64,
        vault_id: &'a str,
        revision: u64,
        writes: &'a RawValue,
        recipients: Vec<RecipientV1<'a>>,
        accounts: Vec<&'a RawValue>,
        activity: Vec<&'a RawValue>,
    }
}

object! {
    /// One recipient.
    struct RecipientV1<'a> {
        recipient: Text<'a>,
        role: Text<'a>,
    }
}

/// Reads a plaintext of this version; `None` when it is not one.
pub(super) fn read(text: &str) -> Option<Document> {
    let found: DocumentV1<'_> = serde_json::from_str(text).ok()?;
    if found.format? != FORMAT || found.version? != VERSION {
        return None;
    }
    let mut set_aside = Vec::new();
    let (accounts, activity) = (found.accounts?, found.activity.unwrap_or_default());
    let mut ids = HashSet::with_capacity(accounts.len());
    let unique = |account: &Arc<Account>| ids.insert(account.id).then_some(()).ok_or(RecordDamage::SameId);
    let accounts = read_list(&accounts, List::Accounts, &mut set_aside, account::read, unique);
    let activity = read_list(&activity, List::Activity, &mut set_aside, activity::read, |_| Ok(()));
    Some(Document {
        vault_id: found.vault_id?.parse().ok()?,
        revision: found.revision?,
        lineage: found.writes.map(lineage).unwrap_or_default(),
        recipients: found.recipients?.into_iter().map(recipient).collect::<Option<_>>()?,
        contents: Contents { accounts, activity: activity.into_iter().collect() },
        set_aside: set_aside.into(),
        rest: found.rest.into(),
    })
}

/// Tolerant, because no code and no key depends on it.
fn lineage(found: &RawValue) -> Lineage {
    serde_json::from_str::<Vec<&str>>(found.get()).unwrap_or_default().into_iter().collect()
}

fn recipient(found: RecipientV1<'_>) -> Option<Recipient> {
    Some(Recipient {
        key: found.recipient?.0.into_owned(),
        role: Role::from(&*found.role?.0),
        rest: found.rest.into(),
    })
}

/// Reads the records of a list, then checks each against the others; those that fail are set aside where they stood.
fn read_list<T: Send>(
    records: &[&RawValue],
    list: List,
    set_aside: &mut Vec<DamagedRecord>,
    read: impl Fn(&RawValue) -> Result<T, RecordDamage> + Sync,
    mut check: impl FnMut(&T) -> Result<(), RecordDamage>,
) -> Vec<T> {
    let found = in_parts(records, |part| part.iter().map(|raw| read(raw)).collect::<Vec<_>>());
    let mut good = Vec::with_capacity(records.len());
    for (position, (raw, found)) in records.iter().zip(found.into_iter().flatten()).enumerate() {
        match found.and_then(|record| check(&record).map(|()| record)) {
            Ok(record) => good.push(record),
            Err(damage) => {
                let (name, raw) = (account::name_of(raw), (*raw).into());
                set_aside.push(DamagedRecord { name, damage, position, list, raw });
            }
        }
    }
    good
}

/// Writes a plaintext of this version: compact, known fields first.
pub(super) fn write(document: &Document) -> Result<WipedBuffer, serde_json::Error> {
    // An account takes 250 to 350 bytes; when the guess is wrong the buffer grows without leaving copies.
    let records = document.contents.accounts.len() + document.contents.activity.len() / 4;
    let mut out = WipedBuffer::with_capacity(4_096 + records * 384);
    serde_json::to_writer(&mut out, &DocumentOut(document))?;
    Ok(out)
}

struct DocumentOut<'a>(&'a Document);

impl Serialize for DocumentOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Document { vault_id, revision, lineage, recipients, contents, set_aside, rest } = self.0;
        let recipients: Vec<_> = recipients.iter().map(recipient_out).collect();
        let accounts = ListOut {
            list: List::Accounts,
            set_aside,
            records: || contents.accounts.iter().map(|a| AccountOut(a)),
        };
        let activity = ListOut {
            list: List::Activity,
            set_aside,
            records: || contents.activity.iter().map(ActivityOut),
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("format", FORMAT)?;
        map.serialize_entry("version", &VERSION)?;
        map.serialize_entry("vault_id", &vault_id.to_string())?;
        map.serialize_entry("revision", revision)?;
        if !lineage.is_empty() {
            map.serialize_entry("writes", &lineage.words())?;
        }
        map.serialize_entry("recipients", &recipients)?;
        map.serialize_entry("accounts", &accounts)?;
        map.serialize_entry("activity", &activity)?;
        for (name, value) in rest.as_fields() {
            map.serialize_entry(&name, value)?;
        }
        map.end()
    }
}

fn recipient_out(recipient: &Recipient) -> RecipientV1<'_> {
    RecipientV1 {
        recipient: Some(recipient.key.as_str().into()),
        role: Some(Text(recipient.role.to_string().into())),
        rest: recipient.rest.as_fields(),
    }
}

/// Good records in their order, and between them the damaged ones at the places they were found in.
struct ListOut<'a, F> {
    list: List,
    set_aside: &'a [DamagedRecord],
    records: F,
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
