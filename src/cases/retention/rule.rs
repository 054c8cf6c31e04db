//! When a case is to be erased: one rule, with what differs between private and public channels in it.
//!
//! Swedish Act 2021:890 (VBL) 7:8 and 8:4: at most two years after it was closed; but records of a public body are destroyed
//! by its own registered decision alone. Days in, a day out: nothing here knows what time it is.

use sigill_sealing::day::Day;

use super::super::lifecycle::months_after;
use crate::channels::keeping::Keeping;

/// How many days ahead it is told that a case is going to be erased.
pub const AHEAD: i32 = 60;
/// How many days lie between its being told and its being erased at least, however long ago its day was.
pub const NOTICE: i32 = 14;
/// On how many days it has to have been looked before anything is erased.
pub(super) const LOOKS: u64 = 7;
/// More days than this between two looks, and counting begins anew: so it does where a clock was put ahead by mistake.
const LONGEST_GAP: i32 = 7;
/// So far a clock may go back without counting anew, in days, as it does about midnight.
const LEAST_BACK: i32 = -1;
/// How often a decision that is missing is told of, in days: as any duty that is late.
const AGAIN: i32 = 7;
/// How often it is told that a case is still held, in days: half a year. On which day its handlers look at it again stands in
/// their record, sealed.
const REVIEW: i32 = 182;

/// What the end of a case turns on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Standing {
    /// When it was closed, if it is. Reopening clears it, and closing again begins anew.
    pub closed: Option<Day>,
    /// Since when it is kept whatever its period.
    pub held: Option<Day>,
    /// When a decision to erase it was registered.
    pub decided: Option<Day>,
}

/// What becomes of a case.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fate {
    /// It is not closed.
    Open,
    /// It is held since that day, closed or not.
    Held(Day),
    /// It is a public record whose period ends on that day, and no decision is registered.
    Undecided(Day),
    /// It is erased on that day.
    Due(Day),
}

/// What becomes of a case of that standing.
#[must_use]
pub fn fate(keeping: Keeping, standing: Standing) -> Fate {
    if let Some(held) = standing.held {
        return Fate::Held(held);
    }
    let Some(closed) = standing.closed else { return Fate::Open };
    // Beyond the calendar is never.
    let end = months_after(closed, keeping.months.into()).unwrap_or(Day::LAST);
    if keeping.is_public && standing.decided.is_none() { Fate::Undecided(end) } else { Fate::Due(end) }
}

/// On which day a case is erased that is due on `due`, as it is told `today`; none yet if that is far off. Whoever was told a
/// day `before` is not put off again; who was not has their notice.
pub(super) fn announced(due: Day, today: Day, before: Option<Day>) -> Option<Day> {
    if due.number() - today.number() > AHEAD {
        return None;
    }
    let noticed = today.plus(NOTICE)?;
    Some(due.max(before.map_or(noticed, |before| before.min(noticed))))
}

/// Whether those who may open a case are told today of what becomes of it. `since` are the days that nobody looked at yet.
pub(super) fn is_told(fate: Fate, before: Option<Day>, on: Option<Day>, since: (Day, Day)) -> bool {
    let (first, last) = (since.0.number(), since.1.number());
    let within = |day: i32| (first..=last).contains(&day);
    match (fate, on) {
        (Fate::Due(_), Some(on)) => before.is_none() || within(on.number() - NOTICE),
        (Fate::Undecided(end), _) => {
            let end = end.number();
            let is_again = (first..=last).any(|day| day >= end && (day - end) % AGAIN == 0);
            within(end - AHEAD) || within(end - NOTICE) || is_again
        }
        (Fate::Held(held), _) => {
            let held = held.number();
            (first..=last).any(|day| day > held && (day - held) % REVIEW == 0)
        }
        (Fate::Open | Fate::Due(_), _) => false,
    }
}

/// How often it was looked what is to be erased.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Look {
    /// The last day.
    pub(super) day: Day,
    /// On how many days, without a long gap.
    pub(super) looks: u64,
}

/// What a look is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Next {
    /// Somebody has looked today.
    Done,
    /// The next of an unbroken row.
    GoesOn(Look),
    /// The first, or the first after a gap: what was told before counts no more.
    Begins(Look),
}

/// The look of `today` after the last.
pub(super) fn next_look(last: Option<Look>, today: Day) -> Next {
    let begins = Next::Begins(Look { day: today, looks: 1 });
    let Some(last) = last else { return begins };
    match today.number() - last.day.number() {
        LEAST_BACK..=0 => Next::Done,
        1..=LONGEST_GAP => Next::GoesOn(Look { day: today, looks: last.looks.saturating_add(1) }),
        _ => begins,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRIVATE: Keeping = Keeping { is_public: false, months: 24 };
    const PUBLIC: Keeping = Keeping { is_public: true, months: 24 };

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn closed(on: &str) -> Standing {
        Standing { closed: Some(day(on)), held: None, decided: None }
    }

    #[test]
    fn a_private_case_ends_with_its_period_unless_it_is_open_or_held() {
        let standing = closed("2027-01-20");
        assert_eq!(fate(PRIVATE, standing), Fate::Due(day("2029-01-20")));
        assert_eq!(fate(Keeping { months: 1, ..PRIVATE }, standing), Fate::Due(day("2027-02-20")));
        assert_eq!(
            fate(PRIVATE, Standing { held: Some(day("2028-01-01")), ..standing }),
            Fate::Held(day("2028-01-01"))
        );
        let open = Standing { closed: None, decided: Some(day("2027-01-01")), held: None };
        assert_eq!(fate(PRIVATE, open), Fate::Open);
        assert_eq!(fate(PUBLIC, open), Fate::Open);
        let held = Standing { held: Some(day("2028-01-01")), ..open };
        assert_eq!(fate(PRIVATE, held), Fate::Held(day("2028-01-01")));
        // Closed on a day that no February has.
        assert_eq!(
            fate(Keeping { months: 12, ..PRIVATE }, closed("2028-02-29")),
            Fate::Due(day("2029-02-28"))
        );
        assert_eq!(fate(PRIVATE, closed("9999-01-01")), Fate::Due(Day::LAST));
    }

    #[test]
    fn a_public_record_ends_by_a_registered_decision_and_not_before_its_period() {
        let standing = closed("2027-01-20");
        let end = day("2029-01-20");
        assert_eq!(fate(PUBLIC, standing), Fate::Undecided(end));
        let decided = Standing { decided: Some(day("2027-06-01")), ..standing };
        assert_eq!(fate(PUBLIC, decided), Fate::Due(end));
        assert_eq!(
            fate(PUBLIC, Standing { held: Some(day("2027-06-02")), ..decided }),
            Fate::Held(day("2027-06-02"))
        );
    }

    #[test]
    fn nothing_is_erased_without_notice_and_nobody_is_put_off_twice() {
        let today = day("2027-01-20");
        let told = |due: &str, before: Option<&str>| {
            announced(day(due), today, before.map(day)).map(|on| on.to_string())
        };
        assert_eq!(told("2027-03-22", None), None);
        assert_eq!(told("2027-03-21", None).as_deref(), Some("2027-03-21"));
        // Long past, as after a release or a shorter period.
        assert_eq!(told("2020-01-01", None).as_deref(), Some("2027-02-03"));
        assert_eq!(told("2020-01-01", Some("2027-01-25")).as_deref(), Some("2027-01-25"));
        // The period was made longer, and shorter.
        assert_eq!(told("2027-03-01", Some("2027-01-25")).as_deref(), Some("2027-03-01"));
        assert_eq!(told("2027-01-25", Some("2027-03-01")).as_deref(), Some("2027-02-03"));
    }

    #[test]
    fn it_is_told_first_two_months_and_then_two_weeks_before() {
        let due = day("2027-06-01");
        let mut before = None;
        let mut told = Vec::new();
        for left in (0..=70).rev() {
            let today = due.plus(-left).unwrap();
            let on = announced(due, today, before);
            if is_told(Fate::Due(due), before, on, (today, today)) {
                told.push(left);
            }
            before = on;
        }
        assert_eq!(told, [60, 14]);
    }

    #[test]
    fn a_decision_that_is_missing_is_told_of_before_and_then_every_week() {
        let end = day("2027-06-01");
        let told: Vec<i32> = (-70..=21)
            .filter(|after| {
                let today = end.plus(*after).unwrap();
                is_told(Fate::Undecided(end), None, None, (today, today))
            })
            .collect();
        assert_eq!(told, [-60, -14, 0, 7, 14, 21]);
        // Days on which nobody looked are made up for.
        let since = (end.plus(-15).unwrap(), end.plus(-12).unwrap());
        assert!(is_told(Fate::Undecided(end), None, None, since));
        assert!(!is_told(Fate::Open, None, None, since));
    }

    #[test]
    fn a_case_that_is_held_is_told_of_every_half_year() {
        let held = day("2027-01-20");
        let told: Vec<i32> = (0..=400)
            .filter(|after| {
                let today = held.plus(*after).unwrap();
                is_told(Fate::Held(held), None, None, (today, today))
            })
            .collect();
        assert_eq!(told, [182, 364]);
        let since = (held.plus(180).unwrap(), held.plus(183).unwrap());
        assert!(is_told(Fate::Held(held), None, None, since));
    }

    #[test]
    fn a_clock_that_jumps_begins_the_counting_anew() {
        let last = Look { day: day("2027-01-20"), looks: 9 };
        let next = |today: &str| next_look(Some(last), day(today));
        let first = |today: &str| Next::Begins(Look { day: day(today), looks: 1 });
        assert_eq!([next("2027-01-20"), next("2027-01-19")], [Next::Done, Next::Done]);
        assert_eq!(next("2027-01-21"), Next::GoesOn(Look { day: day("2027-01-21"), looks: 10 }));
        assert_eq!(next("2027-01-27"), Next::GoesOn(Look { day: day("2027-01-27"), looks: 10 }));
        assert_eq!(next("2027-01-28"), first("2027-01-28"));
        assert_eq!(next("2030-01-20"), first("2030-01-20"));
        assert_eq!(next("2027-01-18"), first("2027-01-18"));
        assert_eq!(next_look(None, day("2027-01-20")), first("2027-01-20"));
    }
}
