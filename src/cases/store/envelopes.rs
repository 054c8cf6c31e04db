//! The SQL of envelopes: each stands in one of a case's two threads, at a number of its own.

use diesel::prelude::*;
use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::gate::Sealed;
use sigill_sealing::kind::{Conversation, Internal};

use super::super::room::Held;
use super::super::{CaseId, Thread};
use super::{column, number};
use crate::storage::columns::{Date, Incoming, Raw};
use crate::storage::schema::envelopes;
use crate::storage::{Connection, Error, Tx};

diesel::define_sql_function! {
    /// How many bytes a value has, in either database; it is told without the value being read.
    fn length(value: diesel::sql_types::Binary) -> diesel::sql_types::Integer;
}

/// One sealed envelope, as it is served.
#[derive(Debug)]
pub struct EnvelopeRow {
    /// Its number in the thread.
    pub n: u64,
    /// The day it came.
    pub day: Day,
    /// SHA-256 of the bytes; stays when they are struck.
    pub digest: Digest,
    /// The bytes; empty once it was struck.
    pub sealed: Vec<u8>,
}

/// An envelope on its way into either thread.
#[derive(Debug)]
pub enum NewEnvelope<'a> {
    /// Into the conversation.
    Conversation(&'a Sealed<Conversation>),
    /// Into the internal thread.
    Internal(&'a Sealed<Internal>),
}

impl NewEnvelope<'_> {
    /// The thread it goes into.
    #[must_use]
    pub fn thread(&self) -> Thread {
        match self {
            Self::Conversation(_) => Thread::Conversation,
            Self::Internal(_) => Thread::Internal,
        }
    }

    /// How many bytes it has.
    #[must_use]
    pub fn length(&self) -> usize {
        match self {
            Self::Conversation(sealed) => sealed.as_bytes().len(),
            Self::Internal(sealed) => sealed.as_bytes().len(),
        }
    }

    /// SHA-256 of its bytes.
    #[must_use]
    pub fn digest(&self) -> Digest {
        match self {
            Self::Conversation(sealed) => sealed.digest(),
            Self::Internal(sealed) => sealed.digest(),
        }
    }
}

/// Adds the envelope of number `n`. [`Error::Taken`] if there is one.
pub fn insert_envelope(
    tx: &mut Tx<'_>,
    case: CaseId,
    n: u64,
    day: Day,
    envelope: &NewEnvelope<'_>,
) -> Result<(), Error> {
    let place = (
        envelopes::case_id.eq(case),
        envelopes::thread.eq(envelope.thread()),
        envelopes::n.eq(column(n)),
        envelopes::day.eq(Date::from(day)),
        envelopes::digest.eq(Raw(envelope.digest())),
    );
    match envelope {
        NewEnvelope::Conversation(sealed) => diesel::insert_into(envelopes::table)
            .values((place, envelopes::sealed.eq(Incoming(sealed))))
            .execute(tx.connection())?,
        NewEnvelope::Internal(sealed) => diesel::insert_into(envelopes::table)
            .values((place, envelopes::sealed.eq(Incoming(sealed))))
            .execute(tx.connection())?,
    };
    Ok(())
}

/// How many envelopes a thread has, which is the number of the next: they stand from 0 on without gaps.
pub fn count_envelopes(connection: &mut Connection, case: CaseId, thread: Thread) -> Result<u64, Error> {
    let last: Option<i64> = envelopes::table
        .filter(envelopes::case_id.eq(case).and(envelopes::thread.eq(thread)))
        .select(diesel::dsl::max(envelopes::n))
        .first(connection)?;
    Ok(last.map_or(0, |last| number(last).saturating_add(1)))
}

/// What a thread holds. Looks at each of its envelopes: not for the thread that writes, if it can be done before.
pub fn measure_envelopes(connection: &mut Connection, case: CaseId, thread: Thread) -> Result<Held, Error> {
    let (envelopes, bytes): (i64, Option<i64>) = envelopes::table
        .filter(envelopes::case_id.eq(case).and(envelopes::thread.eq(thread)))
        .select((diesel::dsl::count_star(), diesel::dsl::sum(length(envelopes::sealed))))
        .first(connection)?;
    Ok(Held { envelopes: number(envelopes), bytes: number(bytes.unwrap_or_default()) })
}

/// The digest and the day of what stands at a number.
pub fn find_envelope(
    connection: &mut Connection,
    case: CaseId,
    thread: Thread,
    n: u64,
) -> Result<Option<(Digest, Day)>, Error> {
    let row: Option<(Raw<Digest>, Date)> = envelopes::table
        .find((case, thread, column(n)))
        .select((envelopes::digest, envelopes::day))
        .first(connection)
        .optional()?;
    Ok(row.map(|(digest, day)| (digest.into(), day.into())))
}

/// How many bytes each envelope of a thread takes from number `from` on, at most `most` of them.
pub fn list_lengths(
    connection: &mut Connection,
    case: CaseId,
    thread: Thread,
    from: u64,
    most: i64,
) -> Result<Vec<u64>, Error> {
    let lengths: Vec<i32> = envelopes::table
        .filter(envelopes::case_id.eq(case).and(envelopes::thread.eq(thread)))
        .filter(envelopes::n.ge(column(from)))
        .order(envelopes::n)
        .limit(most)
        .select(length(envelopes::sealed))
        .load(connection)?;
    Ok(lengths.into_iter().map(|length| number(length.into())).collect())
}

/// At most `most` envelopes of a thread from number `from` on.
pub fn list_envelopes(
    connection: &mut Connection,
    case: CaseId,
    thread: Thread,
    from: u64,
    most: i64,
) -> Result<Vec<EnvelopeRow>, Error> {
    let rows: Vec<(i64, Date, Raw<Digest>, Vec<u8>)> = envelopes::table
        .filter(envelopes::case_id.eq(case))
        .filter(envelopes::thread.eq(thread))
        .filter(envelopes::n.ge(column(from)))
        .order(envelopes::n)
        .limit(most)
        .select((envelopes::n, envelopes::day, envelopes::digest, envelopes::sealed))
        .load(connection)?;
    Ok(rows
        .into_iter()
        .map(|(n, day, digest, sealed)| EnvelopeRow {
            n: number(n),
            day: day.into(),
            digest: digest.into(),
            sealed,
        })
        .collect())
}
