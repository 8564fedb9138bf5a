//! An event of the recovery compartment as it is in the file, and in the summary of it.

use recovery::{Event, EventKind};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::Timestamp;
use crate::format::Rest;
use crate::format::object::Text;
use crate::set_aside::RecordDamage::{self, Bad, Malformed, Missing};

object! {
    /// One event.
    struct EventV1<'a> {
        at: Timestamp,
        device: Text<'a>,
        set: &'a str,
        code: usize,
        what: Text<'a>,
    }
}

/// Reads an event.
pub(super) fn read(raw: &RawValue) -> Result<(Event, Rest), RecordDamage> {
    let found: EventV1<'_> = serde_json::from_str(raw.get()).map_err(|_| Malformed)?;
    let event = Event {
        at: found.at.ok_or(Missing("at"))?.into(),
        device: found.device.map(|text| text.0.into_owned()).unwrap_or_default(),
        set: found.set.map(str::parse).transpose().map_err(|_| Bad("set"))?,
        code: found.code,
        what: EventKind::from(&*found.what.ok_or(Missing("what"))?.0),
    };
    Ok((event, found.rest.into()))
}

/// An event on its way into the file.
pub(super) struct EventOut<'a> {
    pub event: &'a Event,
    pub rest: Option<&'a Rest>,
}

impl Serialize for EventOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Event { at, device, set, code, what } = self.event;
        let set = set.map(|id| id.to_string());
        EventV1 {
            at: Some((*at).into()),
            device: Some(device.as_str().into()).filter(|_| !device.is_empty()),
            set: set.as_deref(),
            code: *code,
            what: Some(what.as_str().into()),
            rest: self.rest.map(Rest::as_fields).unwrap_or_default(),
        }
        .serialize(serializer)
    }
}
