//! The SQL of who is told.

use diesel::prelude::*;
use sigill_sealing::day::Day;
use sigill_sealing::holder::Holder;
use sigill_sealing::id::MemberId;

use crate::cases::lifecycle::{Days, Waived};
use crate::cases::store::still_designated;
use crate::cases::{CaseId, HolderColumn};
use crate::storage::columns::Date;
use crate::storage::schema::{cases, designations, wraps};
use crate::storage::{Connection, Error};

/// Who may open a case: members who hold its newest key and work in its channel.
pub(in crate::cases) fn list_readers(
    connection: &mut Connection,
    case: CaseId,
) -> Result<Vec<MemberId>, Error> {
    let rows: Vec<HolderColumn> = cases::table
        .inner_join(wraps::table.on(wraps::case_id.eq(cases::id)))
        .inner_join(designations::table.on(still_designated()))
        .filter(cases::id.eq(case))
        .filter(wraps::generation.eq(cases::generation))
        .select(wraps::holder)
        .load(connection)?;
    let members = rows.into_iter().filter_map(|holder| match Holder::from(holder) {
        Holder::Member(member) => Some(member),
        Holder::Recovery => None,
    });
    Ok(members.collect())
}

type CaseDays = (CaseId, Date, Option<Date>, Option<Date>, Option<Date>, Option<Date>, Option<Date>);

/// Every case in which something may be due, and its days.
pub(super) fn list_open(connection: &mut Connection) -> Result<Vec<(CaseId, Days)>, Error> {
    let no_acknowledgement = cases::acknowledged.is_null().and(cases::acknowledgement_waived.is_null());
    let no_feedback = cases::fed_back.is_null().and(cases::feedback_waived.is_null());
    let rows: Vec<CaseDays> = cases::table
        .filter(no_acknowledgement.or(no_feedback))
        .select((
            cases::id,
            cases::received,
            cases::acknowledged,
            cases::fed_back,
            cases::closed,
            cases::acknowledgement_waived,
            cases::feedback_waived,
        ))
        .load(connection)?;
    let days = |(id, received, acknowledged, fed_back, closed, no_acknowledgement, no_feedback): CaseDays| {
        let day = |day: Option<Date>| day.map(Day::from);
        let days = Days {
            received: received.into(),
            acknowledged: day(acknowledged),
            fed_back: day(fed_back),
            closed: day(closed),
            waived: Waived { acknowledgement: day(no_acknowledgement), feedback: day(no_feedback) },
        };
        (id, days)
    };
    Ok(rows.into_iter().map(days).collect())
}
