//! Who is told by mail that there is something to do: whoever may open the case just then, and nobody else. So somebody whom a
//! report concerns gets the mails that they would get without it.

pub(super) mod store;

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use sigill_sealing::day::Day;
use sigill_sealing::id::MemberId;

use super::CaseId;
use super::lifecycle::Days;
use crate::app::App;
use crate::notifications::{self, Batch};
use crate::storage::{Connection, Error, Tx};

/// On how many days before the last one for the acknowledgement it is told: on the fifth day, and on the last.
const ACKNOWLEDGEMENT: [i32; 2] = [2, 0];
/// And before the last one for feedback.
const FEEDBACK: [i32; 3] = [14, 7, 0];
/// When a duty is late it is told again each time so many days have gone.
const LATE: i32 = 7;
/// So many days are made up for after a time without a server.
const LONGEST_ABSENCE: i32 = 31;

/// Who may open `case`: members who hold its newest key and work in its channel.
pub(super) fn list_readers(connection: &mut Connection, case: CaseId) -> Result<Vec<MemberId>, Error> {
    store::list_readers(connection, case)
}

/// Tells whoever may open `case`, with the mails of `batch`, if mails are on.
pub fn tell_readers(tx: &mut Tx<'_>, case: CaseId, batch: Option<Batch>) -> Result<(), Error> {
    let Some(batch) = batch else { return Ok(()) };
    let readers = store::list_readers(tx, case)?;
    notifications::enqueue(tx, readers, batch)
}

/// Looks once a day, from the first hour at which mails go, whether a duty comes near or is late, and tells with the mails of
/// that hour.
pub async fn tell_duties(app: &App) -> Result<(), Error> {
    let Some(batch) = Batch::first_of_today(&app.config.mail, app.clock.as_ref()) else { return Ok(()) };
    let today = batch.day();
    let is_done = move |reminded: Option<Day>| reminded.is_some_and(|day| day >= today);
    if is_done(app.db.read(notifications::find_reminded).await?) {
        return Ok(());
    }
    app.db
        .run_tx("tell_duties", move |tx| {
            let reminded = notifications::find_reminded(tx)?;
            if is_done(reminded) {
                return Ok(());
            }
            notifications::set_reminded(tx, today)?;
            let absent = reminded.map_or(1, |day| today.number() - day.number()).min(LONGEST_ABSENCE);
            let since = today.number() - absent + 1..=today.number();
            let mut readers = BTreeSet::new();
            for (case, days) in store::list_open(tx)? {
                if is_told(&days, &since) {
                    readers.extend(store::list_readers(tx, case)?);
                }
            }
            notifications::enqueue(tx, readers, batch)
        })
        .await
}

/// Whether a duty of such a case is told on one of these days.
fn is_told(days: &Days, on: &RangeInclusive<i32>) -> bool {
    let told = |by: i32, ahead: &[i32]| {
        on.clone().any(|day| {
            let left = by - day;
            ahead.contains(&left) || (left < 0 && left % LATE == 0)
        })
    };
    days.acknowledge_by().is_some_and(|by| told(by.number(), &ACKNOWLEDGEMENT))
        || days.feedback_by().is_some_and(|by| told(by.number(), &FEEDBACK))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::lifecycle::Waived;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    /// How many days after 2026-11-22 such a case is told of, until `last` days after it.
    fn told(days: &Days, last: i32) -> Vec<i32> {
        let begin = day("2026-11-22").number();
        (0..=last).filter(|after| is_told(days, &(begin + after..=begin + after))).collect()
    }

    const RECEIVED: &str = "2026-11-22";

    fn received() -> Days {
        Days::of_receipt(day(RECEIVED))
    }

    #[test]
    fn the_acknowledgement_is_told_on_the_fifth_day_and_the_last_and_weekly_when_late() {
        let days = Days { fed_back: Some(day("2026-11-23")), ..received() };
        assert_eq!(told(&days, 30), [5, 7, 14, 21, 28]);
        let done = Days { acknowledged: Some(day("2026-11-24")), ..days };
        assert_eq!(told(&done, 400), Vec::<i32>::new());
    }

    #[test]
    fn feedback_is_told_two_weeks_before_one_week_before_on_the_last_day_and_weekly_when_late() {
        // Due on 2027-02-22, 92 days after.
        let days = Days { acknowledged: Some(day(RECEIVED)), ..received() };
        assert_eq!(told(&days, 107), [78, 85, 92, 99, 106]);
        assert_eq!(told(&Days { closed: Some(day("2026-12-01")), ..days }, 92), [78, 85, 92]);
    }

    #[test]
    fn a_waived_duty_is_not_told() {
        let waived = Waived { acknowledgement: Some(day("2026-11-24")), feedback: None };
        assert_eq!(told(&Days { waived, ..received() }, 80), Vec::<i32>::new());
        let waived = Waived { feedback: Some(day("2026-11-24")), ..waived };
        assert_eq!(told(&Days { waived, ..received() }, 400), Vec::<i32>::new());
    }

    #[test]
    fn a_day_on_which_nobody_looked_is_made_up_for() {
        let begin = day(RECEIVED).number();
        assert!(is_told(&received(), &(begin + 4..=begin + 6)));
        assert!(!is_told(&received(), &(begin + 1..=begin + 4)));
    }
}
