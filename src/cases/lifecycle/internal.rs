//! Steps that handlers take among themselves: named in clear beside a sealed record of the case, which bears them out.
//!
//! The law lets a reporter go without an acknowledgement who wants none, or whom it could reveal (VBL 5:8 second point),
//! and asks for feedback to a reasonable extent (third point). Why a duty is waived is sealed: the server knows that it is,
//! for its mails and the order of the inbox.

use sigill_sealing::day::Day;

use super::{Days, OutOfTurn};

crate::text_column! {
    /// A step that comes with an envelope of the internal thread.
    pub enum InternalStep {
        /// There is to be no acknowledgement.
        WaiveAcknowledgement = "waive-acknowledgement",
        /// There is to be one after all.
        UnwaiveAcknowledgement = "unwaive-acknowledgement",
        /// There is to be no feedback.
        WaiveFeedback = "waive-feedback",
        /// There is to be some after all.
        UnwaiveFeedback = "unwaive-feedback",
        /// It is kept whatever its period.
        Hold = "hold",
        /// It is kept no longer than its period.
        Release = "release",
        /// A decision to erase it is registered.
        DecideErasure = "decide-erasure",
        /// There is none after all.
        UndecideErasure = "undecide-erasure",
        /// Its writer proposes to erase it before its day.
        ProposeErasure = "propose-erasure",
        /// Nobody does any more.
        WithdrawErasure = "withdraw-erasure",
    }
}

/// The days since which duties are waived, the server's own.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Waived {
    /// Since when there is to be no acknowledgement.
    pub acknowledgement: Option<Day>,
    /// Since when there is to be no feedback.
    pub feedback: Option<Day>,
}

impl InternalStep {
    /// Takes this step on `today`: the days with what it set or took away. What has been given is waived no more. A duty that
    /// is waived already stays so since its day, and one that is not is not taken back: so a record that the columns have
    /// lost sight of can be put right.
    pub fn take(self, days: Days, today: Day) -> Result<Days, OutOfTurn> {
        let mut after = days;
        match self {
            Self::WaiveAcknowledgement if days.acknowledged.is_some() => return Err(OutOfTurn),
            Self::WaiveFeedback if days.fed_back.is_some() => return Err(OutOfTurn),
            Self::WaiveAcknowledgement => {
                after.waived.acknowledgement.get_or_insert(today);
            }
            Self::UnwaiveAcknowledgement => after.waived.acknowledgement = None,
            Self::WaiveFeedback => {
                after.waived.feedback.get_or_insert(today);
            }
            Self::UnwaiveFeedback => after.waived.feedback = None,
            // Of these no clock of the law knows: `retention` takes them.
            Self::Hold
            | Self::Release
            | Self::DecideErasure
            | Self::UndecideErasure
            | Self::ProposeErasure
            | Self::WithdrawErasure => {}
        }
        Ok(after)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{State, Step, months_after};
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn a_waived_duty_is_not_due_and_is_due_again_when_that_is_taken_back() {
        let days = Days::of_receipt(day("2027-11-22"));
        let waived = InternalStep::WaiveAcknowledgement.take(days, day("2027-11-23")).unwrap();
        assert_eq!(waived.acknowledge_by(), None);
        // Feedback is due when it would have been: three months from the seventh day, in a leap year.
        assert_eq!(waived.feedback_by(), Some(day("2028-02-29")));
        let neither = InternalStep::WaiveFeedback.take(waived, day("2027-11-30")).unwrap();
        assert_eq!((neither.acknowledge_by(), neither.feedback_by()), (None, None));
        let back = InternalStep::UnwaiveAcknowledgement.take(neither, day("2027-12-24")).unwrap();
        assert_eq!((back.acknowledge_by(), back.feedback_by()), (Some(day("2027-11-29")), None));
        assert_eq!(InternalStep::UnwaiveFeedback.take(back, day("2027-12-24")), Ok(days));
    }

    #[test]
    fn a_duty_is_waived_since_the_day_on_which_it_first_was() {
        let days = Days::of_receipt(day("2026-11-22"));
        let once = InternalStep::WaiveFeedback.take(days, day("2026-11-23")).unwrap();
        assert_eq!(InternalStep::WaiveFeedback.take(once, day("2026-12-01")), Ok(once));
        assert_eq!(InternalStep::UnwaiveFeedback.take(days, day("2026-12-01")), Ok(days));
    }

    #[test]
    fn what_was_given_is_not_waived_and_what_is_waived_is_not_given() {
        let today = day("2026-11-24");
        let days = Days::of_receipt(day("2026-11-22"));
        let pairs = [
            (Step::Acknowledge, InternalStep::WaiveAcknowledgement),
            (Step::Feedback, InternalStep::WaiveFeedback),
        ];
        for (step, waiving) in pairs {
            let (_, given) = State::Received.take(step, days, today).unwrap();
            assert_eq!(waiving.take(given, today), Err(OutOfTurn));
            let waived = waiving.take(days, today).unwrap();
            for state in [State::Received, State::Acknowledged, State::Closed] {
                assert_eq!(state.take(step, waived, today), Err(OutOfTurn));
            }
            // Closing and opening again take no waiver away.
            let (closed, after) = State::Received.take(Step::Close, waived, today).unwrap();
            assert_eq!(closed.take(Step::Reopen, after, today), Ok((State::Received, waived)));
        }
    }

    proptest! {
        #[test]
        fn waiving_the_acknowledgement_moves_no_day_of_the_feedback(
            received in 1..=3_600_000_i32,
            acknowledged in prop::option::of(0..=400),
            waived in 0..=400,
        ) {
            let Some(received) = Day::from_number(received) else { return Ok(()) };
            let given = acknowledged.and_then(|after| received.plus(after));
            let days = Days { acknowledged: given, ..Days::of_receipt(received) };
            let Some(today) = received.plus(waived) else { return Ok(()) };
            match InternalStep::WaiveAcknowledgement.take(days, today) {
                Ok(after) => {
                    prop_assert!(given.is_none());
                    prop_assert_eq!(after.acknowledge_by(), None);
                    prop_assert_eq!(after.feedback_by(), days.feedback_by());
                    let from = received.plus(7);
                    prop_assert_eq!(after.feedback_by(), from.and_then(|day| months_after(day, 3)));
                    prop_assert_eq!(InternalStep::UnwaiveAcknowledgement.take(after, today), Ok(days));
                }
                Err(OutOfTurn) => prop_assert!(given.is_some()),
            }
        }
    }
}
