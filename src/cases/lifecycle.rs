//! The states of a case and the days that the law counts from them.
//!
//! Everything here is computed from days alone: the day a report came in, the day it was acknowledged, the day feedback
//! was given, the day the case was closed, and the days since which a duty is waived. Swedish Act 2021:890 (VBL) 5:8;
//! LAW.md L9 and L10.

use sigill_sealing::day::Day;

use crate::channels::settings::Acknowledgement;

mod internal;

pub use internal::{InternalStep, Waived};

/// Days within which a report is to be acknowledged (VBL 5:8 second point).
pub const ACKNOWLEDGE_WITHIN: i32 = 7;
/// Calendar months within which feedback is to be given (VBL 5:8 third point).
pub const FEEDBACK_WITHIN_MONTHS: u16 = 3;

crate::text_column! {
    /// Where a case is on its way.
    pub enum State {
        /// The report is in; nobody has answered.
        Received = "received",
        /// A handler has acknowledged it.
        Acknowledged = "acknowledged",
        /// Closed. The reporter can still write until the case is erased, and what the law still wants is still due.
        Closed = "closed",
    }
}

crate::text_column! {
    /// A step that a handler's signed message takes, named in clear for the clocks.
    pub enum Step {
        /// Tells the reporter that the report has been received.
        Acknowledge = "acknowledge",
        /// Tells the reporter what was done and why.
        Feedback = "feedback",
        /// Ends the case.
        Close = "close",
        /// Takes up a closed case again.
        Reopen = "reopen",
    }
}

/// The days of a case that the clocks turn on, each the server's own.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Days {
    /// When the report came in.
    pub received: Day,
    /// When it was first acknowledged.
    pub acknowledged: Option<Day>,
    /// When feedback was first given.
    pub fed_back: Option<Day>,
    /// When it was closed, if it is.
    pub closed: Option<Day>,
    /// Which of the duties are none in this case.
    pub waived: Waived,
}

/// A step that cannot be taken from where the case is.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the case is not in a state that allows this step")]
pub struct OutOfTurn;

impl State {
    /// Where a report stands that comes in on `today`, and its days. Where the channel's signed settings say so, the receipt
    /// that filing gives is the acknowledgement (PROTOCOL.md section 4), and no step bears it out.
    #[must_use]
    pub fn at_filing(today: Day, acknowledgement: Acknowledgement) -> (Self, Days) {
        let received = Days::of_receipt(today);
        match acknowledgement {
            Acknowledgement::Handler => (Self::Received, received),
            Acknowledgement::Receipt => (Self::Acknowledged, Days { acknowledged: Some(today), ..received }),
        }
    }

    /// Takes `step` on `today`: the state after it, and the days with what it set. A day that was set stays: the law asks
    /// for the first acknowledgement and the first feedback. Closing is neither, and ends neither clock: both can still be
    /// given in a closed case, which stays closed.
    ///
    /// What is waived is not given: whoever would is told that it is, and takes the waiver back first. An acknowledgement
    /// that could reveal the reporter is not to be sent by somebody who has not seen that it could.
    pub fn take(self, step: Step, days: Days, today: Day) -> Result<(Self, Days), OutOfTurn> {
        let mut after = days;
        let is_waived = match step {
            Step::Acknowledge => days.waived.acknowledgement.is_some(),
            Step::Feedback => days.waived.feedback.is_some(),
            Step::Close | Step::Reopen => false,
        };
        if is_waived {
            return Err(OutOfTurn);
        }
        let state = match (self, step) {
            (Self::Received | Self::Acknowledged, Step::Acknowledge) => {
                after.acknowledged.get_or_insert(today);
                Self::Acknowledged
            }
            (Self::Closed, Step::Acknowledge) => {
                after.acknowledged.get_or_insert(today);
                self
            }
            (Self::Received | Self::Acknowledged | Self::Closed, Step::Feedback) => {
                after.fed_back.get_or_insert(today);
                self
            }
            (Self::Received | Self::Acknowledged, Step::Close) => {
                after.closed = Some(today);
                Self::Closed
            }
            (Self::Closed, Step::Reopen) => {
                after.closed = None;
                if days.acknowledged.is_some() { Self::Acknowledged } else { Self::Received }
            }
            (Self::Closed, Step::Close) | (Self::Received | Self::Acknowledged, Step::Reopen) => {
                return Err(OutOfTurn);
            }
        };
        Ok((state, after))
    }
}

impl Days {
    /// Those of a case that came in on that day, and of which nothing else is known.
    #[must_use]
    pub fn of_receipt(received: Day) -> Self {
        Self { received, acknowledged: None, fed_back: None, closed: None, waived: Waived::default() }
    }

    /// The last day for the acknowledgement; none once it is given or as long as it is waived, or when the calendar ends.
    /// That the case was closed changes nothing.
    #[must_use]
    pub fn acknowledge_by(&self) -> Option<Day> {
        let is_due = self.acknowledged.is_none() && self.waived.acknowledgement.is_none();
        is_due.then(|| self.received.plus(ACKNOWLEDGE_WITHIN)).flatten()
    }

    /// The last day for feedback: three calendar months from the acknowledgement, or, where none was given, from the
    /// seventh day after receipt; none once feedback is given, or as long as it is waived.
    ///
    /// So the law counts it: an acknowledgement that came late begins the three months too, and closing the case without
    /// telling the reporter what was done ends nothing. The seventh day counts as well where the acknowledgement is waived:
    /// where it could reveal the reporter, that none was given was not due to the reporter, as the law has it; where the
    /// reporter wanted none, the law names no day, and the one that it names for everybody else is never too late. So the
    /// day is the same for both, and the server need not know which it was.
    #[must_use]
    pub fn feedback_by(&self) -> Option<Day> {
        if self.fed_back.is_some() || self.waived.feedback.is_some() {
            return None;
        }
        let from = self.acknowledged.or_else(|| self.received.plus(ACKNOWLEDGE_WITHIN))?;
        months_after(from, FEEDBACK_WITHIN_MONTHS)
    }
}

/// The day of the same number `months` calendar months later, or that month's last day where it has no such number
/// (Regulation 1182/71, article 3.2 c, which Swedish practice follows for periods in months).
#[must_use]
pub fn months_after(day: Day, months: u16) -> Option<Day> {
    let month_count = u16::from(day.month()) - 1 + months;
    let year = day.year().checked_add(month_count / 12)?;
    let month = u8::try_from(month_count % 12 + 1).ok()?;
    (1..=day.day()).rev().find_map(|of_month| Day::new(year, month, of_month).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn received(text: &str) -> Days {
        Days::of_receipt(day(text))
    }

    #[test]
    fn a_report_is_to_be_acknowledged_by_the_seventh_day() {
        assert_eq!(received("2026-11-22").acknowledge_by(), Some(day("2026-11-29")));
        assert_eq!(received("2028-02-25").acknowledge_by(), Some(day("2028-03-03")));
    }

    #[test]
    fn feedback_is_due_three_months_after_the_acknowledgement() {
        let days = Days { acknowledged: Some(day("2026-11-30")), ..received("2026-11-28") };
        assert_eq!(days.feedback_by(), Some(day("2027-02-28")));
    }

    #[test]
    fn feedback_is_due_three_months_after_the_seventh_day_where_none_was_given() {
        assert_eq!(received("2026-11-22").feedback_by(), Some(day("2027-02-28")));
        assert_eq!(received("2027-11-22").feedback_by(), Some(day("2028-02-29")));
    }

    #[test]
    fn a_receipt_acknowledges_where_the_settings_say_so() {
        let today = day("2026-11-22");
        let waiting = State::at_filing(today, Acknowledgement::Handler);
        assert_eq!(waiting, (State::Received, received("2026-11-22")));
        let (state, days) = State::at_filing(today, Acknowledgement::Receipt);
        assert_eq!((state, days.acknowledge_by()), (State::Acknowledged, None));
        assert_eq!(days.feedback_by(), Some(day("2027-02-22")));
        // A handler's own acknowledgement comes on top of it and moves nothing.
        assert_eq!(state.take(Step::Acknowledge, days, day("2026-11-30")), Ok((state, days)));
    }

    #[test]
    fn a_closed_case_takes_what_the_law_still_wants_and_stays_closed() {
        let days = received("2026-11-22");
        let today = day("2026-11-23");
        let (closed, after) = State::Received.take(Step::Close, days, today).unwrap();
        assert_eq!((closed, after.closed), (State::Closed, Some(today)));
        let later = day("2026-11-24");
        let (state, told) = closed.take(Step::Feedback, after, later).unwrap();
        assert_eq!((state, told), (State::Closed, Days { fed_back: Some(later), ..after }));
        let (state, told) = closed.take(Step::Acknowledge, after, later).unwrap();
        assert_eq!((state, told), (State::Closed, Days { acknowledged: Some(later), ..after }));
        let open = Days { acknowledged: Some(later), ..days };
        assert_eq!(state.take(Step::Reopen, told, later), Ok((State::Acknowledged, open)));
        assert_eq!(closed.take(Step::Close, after, later), Err(OutOfTurn));
        assert_eq!(State::Received.take(Step::Reopen, days, today), Err(OutOfTurn));
    }

    /// The cases that both TypeScript clients read too: one rule, wherever days are counted.
    #[test]
    fn the_clocks_are_those_that_every_reader_counts() {
        let text = include_str!("../../tests/vectors/clocks.json");
        let vectors: serde_json::Value = serde_json::from_str(text).unwrap();
        let read = |days: &serde_json::Value, name: &str| days[name].as_str().map(day);
        let read_days = |days: &serde_json::Value| Days {
            received: read(days, "received").unwrap(),
            acknowledged: read(days, "acknowledged"),
            fed_back: read(days, "fed_back"),
            closed: read(days, "closed"),
            waived: Waived::default(),
        };
        let due = vectors["due"].as_array().unwrap();
        for case in due {
            let days = read_days(&case["days"]);
            assert_eq!(days.acknowledge_by(), read(case, "acknowledge_by"), "{case}");
            assert_eq!(days.feedback_by(), read(case, "feedback_by"), "{case}");
        }
        let waived = vectors["waived"].as_array().unwrap();
        for case in waived {
            let since = |duty: &str| case["waived"][duty].as_bool().unwrap().then(|| day("2026-11-23"));
            let waived = Waived { acknowledgement: since("acknowledgement"), feedback: since("feedback") };
            let days = Days { waived, ..read_days(&case["days"]) };
            assert_eq!(days.acknowledge_by(), read(case, "acknowledge_by"), "{case}");
            assert_eq!(days.feedback_by(), read(case, "feedback_by"), "{case}");
        }
        let courses = vectors["courses"].as_array().unwrap();
        for case in courses {
            let begun = (State::Received, received(case["received"].as_str().unwrap()));
            let steps = case["steps"].as_array().unwrap();
            let (state, days) = steps.iter().fold(begun, |(state, days), step| {
                let taken = Step::parse(step["step"].as_str().unwrap()).unwrap();
                // What is out of turn changes nothing.
                state.take(taken, days, read(step, "day").unwrap()).unwrap_or((state, days))
            });
            assert_eq!(state.as_str(), case["state"], "{case}");
            assert_eq!(days, read_days(&case["days"]), "{case}");
        }
        assert!(due.len() >= 8 && waived.len() >= 4 && courses.len() >= 6);
    }

    #[test]
    fn the_first_acknowledgement_is_the_one_that_counts() {
        let first =
            State::Received.take(Step::Acknowledge, received("2026-11-22"), day("2026-11-23")).unwrap();
        let second = first.0.take(Step::Acknowledge, first.1, day("2026-12-01")).unwrap();
        assert_eq!(second, first);
    }

    pub(super) fn any_day() -> impl Strategy<Value = Day> {
        (1..=3_600_000_i32).prop_filter_map("within the calendar", Day::from_number)
    }

    proptest! {
        #[test]
        fn months_later_is_the_same_number_or_the_months_last(from in any_day(), months in 0_u16..=24) {
            if let Some(to) = months_after(from, months) {
                let apart = (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month()) - i32::from(from.month());
                prop_assert_eq!(apart, i32::from(months));
                let last = to.plus(1).is_none_or(|next| next.day() == 1);
                prop_assert!(to.day() == from.day() || (to.day() < from.day() && last));
            } else {
                prop_assert!(from.year() > 9990);
            }
        }

        #[test]
        fn a_later_day_never_gives_an_earlier_deadline(from in any_day()) {
            if let (Some(next), Some(this)) = (from.plus(1), months_after(from, 3)) {
                prop_assert!(months_after(next, 3).is_none_or(|then| then >= this));
            }
        }

        #[test]
        fn feedback_falls_three_months_after_the_day_that_counts(from in any_day(), given in prop::option::of(0..=400)) {
            let acknowledged = given.and_then(|days| from.plus(days));
            let counts = acknowledged.or_else(|| from.plus(7));
            let days = Days { acknowledged, ..Days::of_receipt(from) };
            prop_assert_eq!(days.feedback_by(), counts.and_then(|day| months_after(day, 3)));
            prop_assert_eq!(Days { fed_back: Some(from), ..days }.feedback_by(), None);
            if let (Some(by), Some(counts)) = (days.feedback_by(), counts) {
                prop_assert!((89..=92).contains(&(by.number() - counts.number())));
            }
        }
    }
}
