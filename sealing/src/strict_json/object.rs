//! Reading an object by a schema: every name taken once, none left over.

use super::{JsonError, Value, parse};
use crate::day::Day;
use crate::digest::Digest;
use crate::encoding::{parse_base64, parse_base64_exact};
use crate::id::Id;
use crate::signature::KeyId;

/// An object being read. Each method takes one name out; [`end`](Self::end) refuses what
/// is left.
///
/// ```
/// use sigill_sealing::strict_json::read_object;
/// let mut seen = read_object(br#"{"n":3,"open":true}"#)?;
/// let (n, open) = (seen.integer("n")?, seen.flag("open")?);
/// seen.end()?;
/// assert!(n == 3 && open);
/// # Ok::<(), sigill_sealing::strict_json::JsonError>(())
/// ```
pub struct Object {
    entries: Vec<(String, Value)>,
}

/// Reads a document that is an object.
pub fn read_object(document: &[u8]) -> Result<Object, JsonError> {
    match parse(document)? {
        Value::Object(entries) => Ok(Object { entries }),
        Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Text(_) | Value::List(_) => {
            Err(JsonError::NotAnObject)
        }
    }
}

/// Whether text holds no control character but the line feed.
fn is_plain(text: &str) -> bool {
    text.chars().all(|character| character == '\n' || !character.is_control())
}

/// A string through a reading of its own.
fn text_of<T, E>(
    name: &'static str,
    value: &Value,
    read: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, JsonError> {
    let Value::Text(text) = value else { return Err(JsonError::Form { name }) };
    read(text).ok().ok_or(JsonError::Form { name })
}

impl Object {
    /// Takes a value of any form.
    pub fn value(&mut self, name: &'static str) -> Result<Value, JsonError> {
        let place =
            self.entries.iter().position(|(entry, _)| entry == name).ok_or(JsonError::Missing { name })?;
        Ok(self.entries.swap_remove(place).1)
    }

    /// Takes an integer, 0 to 2^53−1.
    pub fn integer(&mut self, name: &'static str) -> Result<u64, JsonError> {
        let Value::Integer(integer) = self.value(name)? else { return Err(JsonError::Form { name }) };
        Ok(integer)
    }

    /// Takes `true` or `false`.
    pub fn flag(&mut self, name: &'static str) -> Result<bool, JsonError> {
        let Value::Bool(flag) = self.value(name)? else { return Err(JsonError::Form { name }) };
        Ok(flag)
    }

    /// Takes a string of any characters.
    pub fn string(&mut self, name: &'static str) -> Result<String, JsonError> {
        let Value::Text(text) = self.value(name)? else { return Err(JsonError::Form { name }) };
        Ok(text)
    }

    /// Takes text: no control character (Unicode's Cc) but the line feed.
    pub fn text(&mut self, name: &'static str) -> Result<String, JsonError> {
        let text = self.string(name)?;
        if is_plain(&text) { Ok(text) } else { Err(JsonError::Form { name }) }
    }

    /// Takes a string through a reading of its own: `o.read("day", Day::parse)`.
    pub fn read<T, E>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<T, JsonError> {
        text_of(name, &self.value(name)?, read)
    }

    /// Takes an id.
    pub fn id<Of>(&mut self, name: &'static str) -> Result<Id<Of>, JsonError> {
        self.read(name, Id::parse)
    }

    /// Takes a key id.
    pub fn key_id(&mut self, name: &'static str) -> Result<KeyId, JsonError> {
        self.read(name, KeyId::parse)
    }

    /// Takes a digest.
    pub fn digest(&mut self, name: &'static str) -> Result<Digest, JsonError> {
        self.read(name, Digest::parse)
    }

    /// Takes a day.
    pub fn day(&mut self, name: &'static str) -> Result<Day, JsonError> {
        self.read(name, Day::parse)
    }

    /// Takes base64 of any length.
    pub fn base64(&mut self, name: &'static str) -> Result<Vec<u8>, JsonError> {
        self.read(name, parse_base64)
    }

    /// Takes base64 of exactly `N` bytes.
    pub fn base64_exact<const N: usize>(&mut self, name: &'static str) -> Result<[u8; N], JsonError> {
        self.read(name, parse_base64_exact)
    }

    /// Takes the one value there is: `"v":1`, or the kind an object must have.
    pub fn constant(&mut self, name: &'static str, expected: impl Into<Value>) -> Result<(), JsonError> {
        if self.value(name)? == expected.into() { Ok(()) } else { Err(JsonError::Form { name }) }
    }

    /// Takes an object, read whole by `read`, which may leave no name.
    pub fn object<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&mut Self) -> Result<T, JsonError>,
    ) -> Result<T, JsonError> {
        Self::whole(name, self.value(name)?, read)
    }

    /// Takes an object or `null`.
    pub fn nullable_object<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&mut Self) -> Result<T, JsonError>,
    ) -> Result<Option<T>, JsonError> {
        let value = self.value(name)?;
        if value == Value::Null { Ok(None) } else { Self::whole(name, value, read).map(Some) }
    }

    /// Takes a string through a reading of its own, or `null`.
    pub fn nullable<T, E>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<Option<T>, JsonError> {
        let value = self.value(name)?;
        if value == Value::Null { Ok(None) } else { text_of(name, &value, read).map(Some) }
    }

    /// Takes a list of at most `limit` objects, each read whole.
    pub fn objects<T>(
        &mut self,
        name: &'static str,
        limit: usize,
        mut read: impl FnMut(&mut Self) -> Result<T, JsonError>,
    ) -> Result<Vec<T>, JsonError> {
        self.list(name, limit)?.into_iter().map(|value| Self::whole(name, value, &mut read)).collect()
    }

    /// Takes a list of at most `limit` strings, each through a reading of its own.
    pub fn strings<T, E>(
        &mut self,
        name: &'static str,
        limit: usize,
        mut read: impl FnMut(&str) -> Result<T, E>,
    ) -> Result<Vec<T>, JsonError> {
        self.list(name, limit)?.iter().map(|value| text_of(name, value, &mut read)).collect()
    }

    /// Refuses what no method took.
    pub fn end(&self) -> Result<(), JsonError> {
        if self.entries.is_empty() { Ok(()) } else { Err(JsonError::Unknown) }
    }

    fn list(&mut self, name: &'static str, limit: usize) -> Result<Vec<Value>, JsonError> {
        let Value::List(values) = self.value(name)? else { return Err(JsonError::Form { name }) };
        if values.len() <= limit { Ok(values) } else { Err(JsonError::Form { name }) }
    }

    fn whole<T>(
        name: &'static str,
        value: Value,
        read: impl FnOnce(&mut Self) -> Result<T, JsonError>,
    ) -> Result<T, JsonError> {
        let Value::Object(entries) = value else { return Err(JsonError::Form { name }) };
        let mut object = Self { entries };
        let taken = read(&mut object)?;
        object.end()?;
        Ok(taken)
    }
}
