//! JSON objects that keep what they do not know: `serde`'s derive plus the rest of the fields, word for word.
//!
//! `#[serde(flatten)]` would do it too, at several times the cost and without borrowing.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

/// A string that is borrowed from the plaintext when it holds no escapes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Text<'a>(pub Cow<'a, str>);

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Self(Cow::Borrowed(text))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;
        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(TextVisitor)
    }
}

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// The fields of an object that its reader does not know.
pub(super) type RestOf<'a> = Vec<(Text<'a>, &'a RawValue)>;

/// Declares an object of the file. Every field may be missing when it is read and is left out when it is `None`;
/// fields that are not declared are kept in `rest` and written back after the others.
macro_rules! object {
    ($(#[$doc:meta])* $vis:vis struct $name:ident<$a:lifetime> { $($field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Default)]
        $vis struct $name<$a> {
            $($field: Option<$type>,)*
            rest: crate::format::object::RestOf<$a>,
        }

        impl<'de: $a, $a> serde::Deserialize<'de> for $name<$a> {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct ObjectVisitor;
                impl<$a> serde::de::Visitor<$a> for ObjectVisitor {
                    type Value = $name<$a>;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("an object")
                    }
                    fn visit_map<M: serde::de::MapAccess<$a>>(self, mut map: M) -> Result<$name<$a>, M::Error> {
                        let mut object = $name::default();
                        while let Some(name) = map.next_key::<crate::format::object::Text<$a>>()? {
                            match &*name.0 {
                                // Twice the same field: which one is meant nobody knows, and one would be lost.
                                $(stringify!($field) if object.$field.is_some() => {
                                    return Err(serde::de::Error::duplicate_field(stringify!($field)));
                                })*
                                $(stringify!($field) => object.$field = map.next_value()?,)*
                                _ => object.rest.push((name, map.next_value()?)),
                            }
                        }
                        Ok(object)
                    }
                }
                deserializer.deserialize_map(ObjectVisitor)
            }
        }

        impl serde::Serialize for $name<'_> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serde::Serializer::serialize_map(serializer, None)?;
                $(if let Some(value) = &self.$field {
                    serde::ser::SerializeMap::serialize_entry(&mut map, stringify!($field), value)?;
                })*
                for (name, value) in &self.rest {
                    serde::ser::SerializeMap::serialize_entry(&mut map, name, value)?;
                }
                serde::ser::SerializeMap::end(map)
            }
        }
    };
}
