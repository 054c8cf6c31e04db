//! JSON values, read strictly and written in one way.

use super::{DEPTH_LIMIT, INTEGER_LIMIT, JsonError, LENGTH_LIMIT};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::collections::HashSet;
use std::fmt;

/// A JSON value within the protocol's bounds. An object keeps the order of its names.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// An integer, at most [`INTEGER_LIMIT`].
    Integer(u64),
    /// A string
    Text(String),
    /// An array
    List(Vec<Value>),
    /// An object; no name twice.
    Object(Vec<(String, Value)>),
}

/// Builds an object; the names come out in this order.
pub fn object<'a>(entries: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    Value::Object(entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

impl Value {
    /// A string, of whatever is displayed: ids, digests, days, keys.
    pub fn text(shown: impl fmt::Display) -> Self {
        Self::Text(shown.to_string())
    }

    /// A list of what `each` makes of the items.
    pub fn list<T>(items: impl IntoIterator<Item = T>, each: impl FnMut(T) -> Self) -> Self {
        Self::List(items.into_iter().map(each).collect())
    }

    /// `null` for nothing, otherwise what `some` makes of it.
    pub fn nullable<T>(item: Option<T>, some: impl FnOnce(T) -> Self) -> Self {
        item.map_or(Self::Null, some)
    }

    /// Writes the value without white space, names in their order: the same bytes as
    /// `JSON.stringify`.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Writing to a string fails only if a Serialize implementation says so, and
        // ours does not.
        let json = serde_json::to_string(self);
        debug_assert!(json.is_ok());
        json.unwrap_or_default()
    }
}

/// Says what kind of value it is, not what stands in it: values are opened content.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "Null",
            Self::Bool(_) => "Bool",
            Self::Integer(_) => "Integer",
            Self::Text(_) => "Text",
            Self::List(_) => "List",
            Self::Object(_) => "Object",
        })
    }
}

impl From<u64> for Value {
    fn from(integer: u64) -> Self {
        Self::Integer(integer)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(flag) => serializer.serialize_bool(*flag),
            Self::Integer(integer) => serializer.serialize_u64(*integer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(values) => serializer.collect_seq(values),
            Self::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (name, value) in entries {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

pub(super) fn parse(document: &[u8]) -> Result<Value, JsonError> {
    if document.len() > LENGTH_LIMIT {
        return Err(JsonError::Length);
    }
    let mut deserializer = serde_json::Deserializer::from_slice(document);
    // Its error quotes what it read, so it goes no further.
    let value = Strict { depth: 0 }.deserialize(&mut deserializer).ok().ok_or(JsonError::Syntax)?;
    deserializer.end().ok().ok_or(JsonError::Syntax)?;
    Ok(value)
}

/// Reads a value at a depth, and refuses what `serde_json` alone would take.
#[derive(Clone, Copy)]
struct Strict {
    depth: usize,
}

impl Strict {
    fn deeper<E: Error>(self) -> Result<Self, E> {
        if self.depth == DEPTH_LIMIT {
            Err(E::custom("too deep"))
        } else {
            Ok(Self { depth: self.depth + 1 })
        }
    }
}

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

// What is not visited here is refused: negative numbers, fractions, exponents and −0
// arrive as i64 or f64.
impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("strict I-JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Bool(flag))
    }

    fn visit_u64<E: Error>(self, integer: u64) -> Result<Value, E> {
        if integer > INTEGER_LIMIT { Err(E::custom("too large")) } else { Ok(Value::Integer(integer)) }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let inside = self.deeper()?;
        let mut values = Vec::new();
        while let Some(value) = elements.next_element_seed(inside)? {
            values.push(value);
        }
        Ok(Value::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let inside = self.deeper()?;
        let mut names = HashSet::new();
        let mut object = Vec::new();
        while let Some(name) = entries.next_key::<String>()? {
            if !names.insert(name.clone()) {
                return Err(A::Error::custom("a name twice"));
            }
            object.push((name, entries.next_value_seed(inside)?));
        }
        Ok(Value::Object(object))
    }
}
