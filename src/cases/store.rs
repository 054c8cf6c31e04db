//! The SQL of cases, wraps and envelopes that intake and desk share.

mod envelopes;

use diesel::prelude::*;
use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::gate::Sealed;
use sigill_sealing::holder::Holder;
use sigill_sealing::id::ChannelId;
use sigill_sealing::kind::{Anchor, Wrap};

use super::lifecycle::{Days, State, Waived};
use super::retention::{Ending, Proposer};
use super::{CaseId, FilingDigest, HolderColumn, Locator, Path, RetryDigest};
use crate::storage::columns::{Date, Incoming, Raw, Stored};
use crate::storage::schema::{cases, designations, retries, wraps};
use crate::storage::{Connection, Error, Tx};

pub use envelopes::{
    EnvelopeRow, NewEnvelope, count_envelopes, find_envelope, insert_envelope, list_envelopes, list_lengths,
    measure_envelopes,
};

/// A case to be stored.
#[derive(Debug)]
pub struct NewCase<'a> {
    /// The server's own name for it.
    pub id: CaseId,
    /// To which channel.
    pub channel: ChannelId,
    /// How its reporter's requests find it.
    pub locator: Locator,
    /// How a retry is known.
    pub filing: FilingDigest,
    /// How it came.
    pub path: Path,
    /// Where it stands.
    pub state: State,
    /// Its days, the server's own.
    pub days: Days,
    /// The leaf of the proof of filing.
    pub leaf: Digest,
    /// Sealed to the reporter.
    pub anchor: &'a Sealed<Anchor>,
}

/// A case as its row tells it.
#[derive(Clone, Copy, Debug)]
pub struct CaseRow {
    /// The server's own name for it.
    pub id: CaseId,
    /// Of which channel.
    pub channel: ChannelId,
    /// How a retry is known.
    pub filing: FilingDigest,
    /// How it came.
    pub path: Path,
    /// Where it is on its way.
    pub state: State,
    /// The newest generation of its key.
    pub generation: u64,
    /// What the clocks turn on.
    pub days: Days,
    /// What its end turns on.
    pub ending: Ending,
}

pub(super) type CaseColumns = (
    CaseId,
    Raw<ChannelId>,
    FilingDigest,
    Path,
    State,
    i64,
    Date,
    Option<Date>,
    Option<Date>,
    Option<Date>,
    Option<Date>,
    Option<Date>,
    Option<Date>,
    Option<Date>,
    Option<Date>,
    Option<Proposer>,
);

/// The columns of [`CaseRow`], in its order.
pub type CaseSelection = (
    cases::id,
    cases::channel,
    cases::filing_digest,
    cases::path,
    cases::state,
    cases::generation,
    cases::received,
    cases::acknowledged,
    cases::fed_back,
    cases::closed,
    cases::acknowledgement_waived,
    cases::feedback_waived,
    cases::held,
    cases::erasure_decided,
    cases::erase_on,
    cases::erasure_proposed,
);

/// What [`CaseRow`] is made of.
pub(super) const CASE: CaseSelection = (
    cases::id,
    cases::channel,
    cases::filing_digest,
    cases::path,
    cases::state,
    cases::generation,
    cases::received,
    cases::acknowledged,
    cases::fed_back,
    cases::closed,
    cases::acknowledgement_waived,
    cases::feedback_waived,
    cases::held,
    cases::erasure_decided,
    cases::erase_on,
    cases::erasure_proposed,
);

impl From<CaseColumns> for CaseRow {
    fn from(columns: CaseColumns) -> Self {
        let (id, channel, filing, path, state, generation, received, acknowledged, fed_back, closed, ..) =
            columns;
        let (.., no_acknowledgement, no_feedback, held, decided, erase_on, proposed) = columns;
        let day = |column: Option<Date>| column.map(Day::from);
        let days = Days {
            received: received.into(),
            acknowledged: day(acknowledged),
            fed_back: day(fed_back),
            closed: day(closed),
            waived: Waived { acknowledgement: day(no_acknowledgement), feedback: day(no_feedback) },
        };
        let ending = Ending {
            held: day(held),
            decided: day(decided),
            erase_on: day(erase_on),
            is_proposed: proposed.is_some(),
        };
        let generation = number(generation);
        Self { id, channel: channel.into(), filing, path, state, generation, days, ending }
    }
}

/// A number in a thread, or of a generation, as a column; beyond 2^63 there is none.
pub(super) fn column(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// A number in a thread from its column, which is checked to be 0 or more.
fn number(n: i64) -> u64 {
    u64::try_from(n).unwrap_or_default()
}

/// Adds a case. [`Error::Taken`] if its locator is.
pub fn insert_case(tx: &mut Tx<'_>, case: &NewCase<'_>) -> Result<(), Error> {
    diesel::insert_into(cases::table)
        .values((
            cases::id.eq(case.id),
            cases::channel.eq(Raw(case.channel)),
            cases::locator.eq(case.locator),
            cases::filing_digest.eq(case.filing),
            cases::path.eq(case.path),
            cases::state.eq(case.state),
            cases::received.eq(Date::from(case.days.received)),
            cases::acknowledged.eq(case.days.acknowledged.map(Date::from)),
            cases::fed_back.eq(case.days.fed_back.map(Date::from)),
            cases::closed.eq(case.days.closed.map(Date::from)),
            cases::leaf.eq(Raw(case.leaf)),
            cases::anchor.eq(Incoming(case.anchor)),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// Adds one holder's access to a case.
pub fn insert_wrap(
    tx: &mut Tx<'_>,
    case: CaseId,
    holder: Holder,
    generation: u64,
    sealed: &Sealed<Wrap>,
) -> Result<(), Error> {
    diesel::insert_into(wraps::table)
        .values((
            wraps::case_id.eq(case),
            wraps::holder.eq(HolderColumn::from(holder)),
            wraps::generation.eq(column(generation)),
            wraps::sealed.eq(Incoming(sealed)),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// Stores where a case has come to.
pub fn update_state(tx: &mut Tx<'_>, case: CaseId, state: State, days: &Days) -> Result<(), Error> {
    diesel::update(cases::table.find(case))
        .set((
            cases::state.eq(state),
            cases::acknowledged.eq(days.acknowledged.map(Date::from)),
            cases::fed_back.eq(days.fed_back.map(Date::from)),
            cases::closed.eq(days.closed.map(Date::from)),
            cases::acknowledgement_waived.eq(days.waived.acknowledgement.map(Date::from)),
            cases::feedback_waived.eq(days.waived.feedback.map(Date::from)),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// The case of a locator.
pub fn find_case_by_locator(connection: &mut Connection, locator: Locator) -> Result<Option<CaseRow>, Error> {
    let row: Option<CaseColumns> =
        cases::table.filter(cases::locator.eq(locator)).select(CASE).first(connection).optional()?;
    Ok(row.map(CaseRow::from))
}

/// That whoever holds a wrap works in the case's channel today: a key that somebody took along opens no door here.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn still_designated() -> _ {
    let same_member = designations::member.eq(wraps::holder);
    let same_channel = designations::channel.eq(cases::channel);
    same_member.and(same_channel).and(designations::until.is_null())
}

/// Every case whose newest key `holder` holds while they work in its channel, in the order of the cases' random ids.
pub fn list_cases_of(connection: &mut Connection, holder: Holder) -> Result<Vec<CaseRow>, Error> {
    let rows: Vec<CaseColumns> = cases::table
        .inner_join(wraps::table.on(wraps::case_id.eq(cases::id)))
        .inner_join(designations::table.on(still_designated()))
        .filter(wraps::holder.eq(HolderColumn::from(holder)))
        .filter(wraps::generation.eq(cases::generation))
        .order(cases::id)
        .select(CASE)
        .load(connection)?;
    Ok(rows.into_iter().map(CaseRow::from).collect())
}

/// Those of the cases whose newest key `holder` holds, and in whose channel they work.
pub fn list_held_of(
    connection: &mut Connection,
    holder: Holder,
    among: &[CaseId],
) -> Result<Vec<CaseId>, Error> {
    let held = cases::table
        .inner_join(wraps::table.on(wraps::case_id.eq(cases::id)))
        .inner_join(designations::table.on(still_designated()))
        .filter(cases::id.eq_any(among.iter().copied()))
        .filter(wraps::holder.eq(HolderColumn::from(holder)))
        .filter(wraps::generation.eq(cases::generation));
    Ok(held.select(cases::id).load(connection)?)
}

/// A case, if `holder` holds its newest key and works in its channel.
pub fn find_case_of(
    connection: &mut Connection,
    case: CaseId,
    holder: Holder,
) -> Result<Option<CaseRow>, Error> {
    let row: Option<CaseColumns> = cases::table
        .inner_join(wraps::table.on(wraps::case_id.eq(cases::id)))
        .inner_join(designations::table.on(still_designated()))
        .filter(cases::id.eq(case))
        .filter(wraps::holder.eq(HolderColumn::from(holder)))
        .filter(wraps::generation.eq(cases::generation))
        .select(CASE)
        .first(connection)
        .optional()?;
    Ok(row.map(CaseRow::from))
}

/// Stores that a case has been re-keyed.
pub fn update_generation(tx: &mut Tx<'_>, case: CaseId, generation: u64) -> Result<(), Error> {
    diesel::update(cases::table.find(case))
        .set(cases::generation.eq(column(generation)))
        .execute(tx.connection())?;
    Ok(())
}

/// A case's anchor, as it is served.
pub fn find_anchor(connection: &mut Connection, id: CaseId) -> Result<Option<Vec<u8>>, Error> {
    let anchor: Option<Stored<Anchor>> =
        cases::table.find(id).select(cases::anchor).first(connection).optional()?;
    Ok(anchor.map(Stored::into_bytes))
}

/// Remembers of which form the message at number `n` came. [`Error::Taken`] if that is remembered already.
pub fn insert_retry(tx: &mut Tx<'_>, case: CaseId, n: u64, digest: RetryDigest) -> Result<(), Error> {
    diesel::insert_into(retries::table)
        .values((retries::case_id.eq(case), retries::n.eq(column(n)), retries::digest.eq(digest)))
        .execute(tx.connection())?;
    Ok(())
}

/// Of which form the message at number `n` came, if it came on the server path.
pub fn find_retry(connection: &mut Connection, case: CaseId, n: u64) -> Result<Option<RetryDigest>, Error> {
    let digest = retries::table.find((case, column(n))).select(retries::digest);
    Ok(digest.first(connection).optional()?)
}
