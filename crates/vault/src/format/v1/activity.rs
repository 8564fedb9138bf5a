//! An event as it is in the file.
//!
//! A word that this version does not know is kept as it is.

use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::format::object::Text;
use crate::set_aside::RecordDamage::{self, Bad, Malformed, Missing};
use crate::{Activity, ActivityKind, Timestamp};

object! {
    /// One event.
    struct ActivityV1<'a> {
        at: Timestamp,
        account: Text<'a>,
        what: Text<'a>,
    }
}

/// Reads an event.
pub(super) fn read(raw: &RawValue) -> Result<Activity, RecordDamage> {
    let found: ActivityV1<'_> = serde_json::from_str(raw.get()).map_err(|_| Malformed)?;
    let account = found.account.map(|id| id.0.parse()).transpose().map_err(|_| Bad("account"))?;
    Ok(Activity {
        at: found.at.ok_or(Missing("at"))?,
        account,
        what: ActivityKind::from(&*found.what.ok_or(Missing("what"))?.0),
        rest: found.rest.into(),
    })
}

/// An event on its way into the file.
pub(super) struct ActivityOut<'a>(pub &'a Activity);

impl Serialize for ActivityOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let event = self.0;
        ActivityV1 {
            at: Some(event.at),
            account: event.account.map(|id| Text(id.to_string().into())),
            what: Some(event.what.as_str().into()),
            rest: event.rest.as_fields(),
        }
        .serialize(serializer)
    }
}
