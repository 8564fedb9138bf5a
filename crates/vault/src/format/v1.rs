//! The first version of the plaintext: its objects as they are in the file, and what they mean.
//!
//! `expose()` of a secret is called here (in `account`) and nowhere else in this room.

mod account;
mod activity;

use std::collections::HashSet;
use std::sync::Arc;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use self::account::AccountOut;
use self::activity::ActivityOut;
use super::head::{RecipientV1, lineage, read_recipients, recipients_out};
use super::list::{ListOut, read_list};
use super::{Document, FORMAT, RecoverySeen, VERSION};
use crate::set_aside::{List, RecordDamage};
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
        former_kits: Vec<RecipientV1<'a>>,
        accounts: Vec<&'a RawValue>,
        activity: Vec<&'a RawValue>,
        recovery: &'a RawValue,
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
    let accounts =
        read_list(&accounts, List::Accounts, &mut set_aside, account::name_of, account::read, unique);
    let activity =
        read_list(&activity, List::Activity, &mut set_aside, account::name_of, activity::read, |_| Ok(()));
    Some(Document {
        vault_id: found.vault_id?.parse().ok()?,
        revision: found.revision?,
        lineage: found.writes.map(lineage).unwrap_or_default(),
        recipients: read_recipients(found.recipients?)?,
        former_kits: read_recipients(found.former_kits.unwrap_or_default())?,
        contents: Contents { accounts, activity: activity.into_iter().collect() },
        recovery: found.recovery.map(RecoverySeen::read),
        set_aside: set_aside.into(),
        rest: found.rest.into(),
    })
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
        let Document {
            vault_id,
            revision,
            lineage,
            recipients,
            former_kits,
            contents,
            recovery,
            set_aside,
            rest,
        } = self.0;
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
        map.serialize_entry("recipients", &recipients_out(recipients))?;
        if former_kits.iter().len() > 0 {
            map.serialize_entry("former_kits", &recipients_out(former_kits))?;
        }
        map.serialize_entry("accounts", &accounts)?;
        map.serialize_entry("activity", &activity)?;
        if let Some(recovery) = recovery {
            map.serialize_entry("recovery", recovery.json())?;
        }
        for (name, value) in rest.as_fields() {
            map.serialize_entry(&name, value)?;
        }
        map.end()
    }
}
