//! Fields of a later version, kept through every rewrite and wiped like everything else.
//!
//! They are never looked at.

use std::sync::Arc;

use otp::{OtpKey, OtpSecret};

use super::object::{RestOf, Text};
use crate::wiped::WipedJson;

/// The unknown fields of one object.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rest(Vec<(String, WipedJson)>);

impl Rest {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The fields as they are written.
    pub(super) fn as_fields(&self) -> RestOf<'_> {
        self.0
            .iter()
            .filter_map(|(name, json)| {
                Some((Text::from(name.as_str()), serde_json::from_str(json.as_str()).ok()?))
            })
            .collect()
    }
}

impl From<RestOf<'_>> for Rest {
    fn from(fields: RestOf<'_>) -> Self {
        Self(fields.into_iter().map(|(name, json)| (name.0.into_owned(), json.into())).collect())
    }
}

/// The unknown fields of an account and of its keys. Nearly always nothing, so it costs one pointer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unknown(Option<Arc<Fields>>);

#[derive(Debug)]
struct Fields {
    account: Rest,
    /// By the secret they were found with: when a replacement is confirmed or a counter advances, they stay with it.
    keys: Vec<(Arc<OtpSecret>, Rest)>,
}

impl Unknown {
    /// What was found in the account and in its keys.
    pub fn new<'a>(account: Rest, keys: impl IntoIterator<Item = (&'a OtpKey, Rest)>) -> Self {
        let keys: Vec<_> = keys
            .into_iter()
            .filter(|(_, rest)| !rest.is_empty())
            .map(|(key, rest)| (Arc::clone(key.secret()), rest))
            .collect();
        Self((!account.is_empty() || !keys.is_empty()).then(|| Arc::new(Fields { account, keys })))
    }

    /// The unknown fields of the account itself.
    pub(super) fn of_account(&self) -> RestOf<'_> {
        self.0.as_ref().map(|fields| fields.account.as_fields()).unwrap_or_default()
    }

    /// The unknown fields of this key of it.
    pub(super) fn of_key(&self, key: &OtpKey) -> RestOf<'_> {
        let keys = self.0.iter().flat_map(|fields| &fields.keys);
        let found = keys.into_iter().find(|(secret, _)| Arc::ptr_eq(secret, key.secret()));
        found.map(|(_, rest)| rest.as_fields()).unwrap_or_default()
    }
}
