//! The protocol's types as columns, so that a store binds no bytes that could be anything.
//!
//! The sealing crate knows no database, hence the wrappers: `Raw::from(id)` and `Date::from(day)` go into queries, come out of
//! them, and turn back with `into()`. Types of the domains are made columns by [`stored_bytes!`](crate::stored_bytes) and
//! [`text_column!`](crate::text_column).

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types;
use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::gate::Sealed;
use sigill_sealing::id::Id;
use std::marker::PhantomData;

/// A stored value that has not its type's form: the row was written by something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a stored value has not the form of its column")]
pub struct Malformed;

/// A value that is a fixed number of bytes.
pub trait FixedBytes: Sized {
    /// The bytes, as stored.
    fn as_slice(&self) -> &[u8];
    /// The value of stored bytes, if they are as many as there must be.
    fn from_slice(bytes: &[u8]) -> Option<Self>;
}

impl<Of> FixedBytes for Id<Of> {
    fn as_slice(&self) -> &[u8] {
        self.as_bytes()
    }
    fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::from_bytes)
    }
}

impl FixedBytes for Digest {
    fn as_slice(&self) -> &[u8] {
        self.as_bytes()
    }
    fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::from_bytes)
    }
}

/// An id or digest of the sealing crate as a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = sql_types::Binary)]
pub struct Raw<T: FixedBytes>(pub T);

impl<T: FixedBytes> From<T> for Raw<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<Of> From<Raw<Self>> for Id<Of> {
    fn from(column: Raw<Self>) -> Self {
        column.0
    }
}

impl From<Raw<Self>> for Digest {
    fn from(column: Raw<Self>) -> Self {
        column.0
    }
}

impl<DB: Backend, T: FixedBytes + std::fmt::Debug> ToSql<sql_types::Binary, DB> for Raw<T>
where
    [u8]: ToSql<sql_types::Binary, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.as_slice().to_sql(out)
    }
}

impl<DB: Backend, T: FixedBytes> FromSql<sql_types::Binary, DB> for Raw<T>
where
    Vec<u8>: FromSql<sql_types::Binary, DB>,
{
    fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(T::from_slice(&Vec::from_sql(value)?).ok_or(Malformed)?))
    }
}

/// A day as a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = sql_types::Date)]
pub struct Date {
    // Both, for the one is what the protocol knows and the other what Diesel does.
    day: Day,
    stored: chrono::NaiveDate,
}

impl From<Day> for Date {
    fn from(day: Day) -> Self {
        // Chrono's calendar holds all of ours; its first day has the number 1.
        let stored = chrono::NaiveDate::from_num_days_from_ce_opt(day.number() + 1);
        Self { day, stored: stored.unwrap_or(chrono::NaiveDate::MAX) }
    }
}

impl From<Date> for Day {
    fn from(column: Date) -> Self {
        column.day
    }
}

impl<DB: Backend> ToSql<sql_types::Date, DB> for Date
where
    chrono::NaiveDate: ToSql<sql_types::Date, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.stored.to_sql(out)
    }
}

impl<DB: Backend> FromSql<sql_types::Date, DB> for Date
where
    chrono::NaiveDate: FromSql<sql_types::Date, DB>,
{
    fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
        let stored = chrono::NaiveDate::from_sql(value)?;
        let day = Day::from_number(chrono::Datelike::num_days_from_ce(&stored) - 1).ok_or(Malformed)?;
        Ok(Self { day, stored })
    }
}

/// A sealed thing on its way in: only what came through the gate, or was sealed here, can be stored.
#[derive(Debug, AsExpression)]
#[diesel(sql_type = sql_types::Binary)]
pub struct Incoming<'a, P: 'static>(pub &'a Sealed<P>);

impl<'a, P> From<&'a Sealed<P>> for Incoming<'a, P> {
    fn from(sealed: &'a Sealed<P>) -> Self {
        Self(sealed)
    }
}

impl<DB: Backend, P: std::fmt::Debug> ToSql<sql_types::Binary, DB> for Incoming<'_, P>
where
    [u8]: ToSql<sql_types::Binary, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.as_bytes().to_sql(out)
    }
}

/// A sealed thing that was stored: it can be served, and nothing else.
#[derive(FromSqlRow)]
pub struct Stored<P> {
    bytes: Vec<u8>,
    place: PhantomData<fn() -> P>,
}

impl<P> Stored<P> {
    /// The bytes, to be served.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl<P> std::fmt::Debug for Stored<P> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Stored({} bytes)", self.bytes.len())
    }
}

impl<DB: Backend, P> FromSql<sql_types::Binary, DB> for Stored<P>
where
    Vec<u8>: FromSql<sql_types::Binary, DB>,
{
    fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self { bytes: Vec::from_sql(value)?, place: PhantomData })
    }
}

/// Makes a newtype of a fixed number of bytes that is a column: `stored_bytes! { /// What for. pub struct Locator(32); }`.
#[macro_export]
macro_rules! stored_bytes {
    ($($(#[$attribute:meta])* $visibility:vis struct $name:ident($length:literal);)+) => {$(
        $(#[$attribute])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = diesel::sql_types::Binary)]
        $visibility struct $name([u8; $length]);

        impl $name {
            /// The value of these bytes.
            #[must_use]
            $visibility const fn from_bytes(bytes: [u8; $length]) -> Self {
                Self(bytes)
            }

            /// The bytes, as stored.
            #[must_use]
            $visibility const fn as_bytes(&self) -> &[u8; $length] {
                &self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($name))
            }
        }

        impl<DB: diesel::backend::Backend> diesel::serialize::ToSql<diesel::sql_types::Binary, DB> for $name
        where
            [u8]: diesel::serialize::ToSql<diesel::sql_types::Binary, DB>,
        {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, DB>,
            ) -> diesel::serialize::Result {
                self.0.as_slice().to_sql(out)
            }
        }

        impl<DB: diesel::backend::Backend> diesel::deserialize::FromSql<diesel::sql_types::Binary, DB> for $name
        where
            Vec<u8>: diesel::deserialize::FromSql<diesel::sql_types::Binary, DB>,
        {
            fn from_sql(value: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                let bytes: Vec<u8> = diesel::deserialize::FromSql::from_sql(value)?;
                Ok(Self(bytes.try_into().map_err(|_bytes| $crate::storage::columns::Malformed)?))
            }
        }
    )+};
}

/// Makes an enum whose variants are words in a column: `text_column! { pub enum Way { /// Doc. Recovery = "recovery" } }`.
#[macro_export]
macro_rules! text_column {
    ($(#[$attribute:meta])* $visibility:vis enum $name:ident {
        $($(#[$variant_attribute:meta])* $variant:ident = $word:literal,)+
    }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = diesel::sql_types::Text)]
        $visibility enum $name {
            $($(#[$variant_attribute])* $variant,)+
        }

        impl $name {
            /// The word, as stored and sent.
            #[must_use]
            $visibility const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// The variant of a word, if it is one.
            #[must_use]
            $visibility fn parse(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }

        impl<DB: diesel::backend::Backend> diesel::serialize::ToSql<diesel::sql_types::Text, DB> for $name
        where
            str: diesel::serialize::ToSql<diesel::sql_types::Text, DB>,
        {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, DB>,
            ) -> diesel::serialize::Result {
                self.as_str().to_sql(out)
            }
        }

        impl<DB: diesel::backend::Backend> diesel::deserialize::FromSql<diesel::sql_types::Text, DB> for $name
        where
            String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB>,
        {
            fn from_sql(value: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                let word: String = diesel::deserialize::FromSql::from_sql(value)?;
                Ok(Self::parse(&word).ok_or($crate::storage::columns::Malformed)?)
            }
        }
    };
}
