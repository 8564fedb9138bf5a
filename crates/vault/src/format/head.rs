//! What both files begin with: the last writes, and who can open the file.

use serde_json::value::RawValue;

use super::object::Text;
use super::recipients::{Recipient, Recipients, Role};
use crate::Timestamp;
use crate::lineage::Lineage;

object! {
    /// One recipient.
    pub(super) struct RecipientV1<'a> {
        recipient: Text<'a>,
        role: Text<'a>,
        created: Timestamp,
        proven: Timestamp,
    }
}

/// Tolerant, because no code and no key depends on it.
pub(super) fn lineage(found: &RawValue) -> Lineage {
    serde_json::from_str::<Vec<&str>>(found.get()).unwrap_or_default().into_iter().collect()
}

/// Strict: a file that is written to fewer keys than it was read with locks its owner out.
pub(super) fn read_recipients(found: Vec<RecipientV1<'_>>) -> Option<Recipients> {
    let recipient = |found: RecipientV1<'_>| {
        Some(Recipient {
            key: found.recipient?.0.into_owned(),
            role: Role::from(&*found.role?.0),
            created: found.created,
            proven: found.proven,
            rest: found.rest.into(),
        })
    };
    found.into_iter().map(recipient).collect()
}

/// Recipients on their way into the file.
pub(super) fn recipients_out(recipients: &Recipients) -> Vec<RecipientV1<'_>> {
    fn out(it: &Recipient) -> RecipientV1<'_> {
        RecipientV1 {
            recipient: Some(it.key.as_str().into()),
            role: Some(Text(it.role.to_string().into())),
            created: it.created,
            proven: it.proven,
            rest: it.rest.as_fields(),
        }
    }
    recipients.iter().map(out).collect()
}
