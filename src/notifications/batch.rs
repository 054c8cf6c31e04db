//! The fixed hours at which mails go, by Stockholm's clocks.

use chrono::{DateTime, Datelike as _, TimeZone as _, Timelike as _};
use sigill_sealing::day::Day;

use crate::clock::{Clock, DEFAULT_ZONE};
use crate::config::Mail;

/// What comes in so many seconds before an hour waits for the next: else the mail would tell that it came just then.
const QUIET: i64 = 3600;

/// An hour of a day at which mails go. The earlier one is the lesser.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Batch {
    /// The day.
    pub(super) day: Day,
    /// The hour, from 0 to 23.
    pub(super) hour: u8,
}

impl Batch {
    /// With which mails it goes what comes now; with none where mails are off.
    #[must_use]
    pub fn next(mail: &Mail, clock: &dyn Clock) -> Option<Self> {
        if !mail.is_on() {
            return None;
        }
        let soon = Self::at(clock.second().saturating_add(QUIET))?;
        match mail.hours.after(soon.hour) {
            Some(hour) => Some(Self { hour, ..soon }),
            None => Some(Self { day: soon.day.plus(1)?, hour: mail.hours.first() }),
        }
    }

    /// The first mails of today, once their hour has come.
    #[must_use]
    pub fn first_of_today(mail: &Mail, clock: &dyn Clock) -> Option<Self> {
        let now = Self::now(clock)?;
        let first = Self { hour: mail.hours.first(), ..now };
        (mail.is_on() && first <= now).then_some(first)
    }

    /// The day of it.
    #[must_use]
    pub fn day(self) -> Day {
        self.day
    }

    /// The hour that it is: mails of this and of earlier ones are due.
    pub(super) fn now(clock: &dyn Clock) -> Option<Self> {
        Self::at(clock.second())
    }

    /// How many hours of the clocks lie between an earlier one and this.
    pub(super) fn hours_since(self, earlier: Self) -> u64 {
        let days = i64::from(self.day.number()) - i64::from(earlier.day.number());
        let hours = days * 24 + i64::from(self.hour) - i64::from(earlier.hour);
        u64::try_from(hours).unwrap_or_default()
    }

    fn at(second: i64) -> Option<Self> {
        let local = DateTime::from_timestamp(second, 0)?.with_timezone(&DEFAULT_ZONE);
        let day = Day::from_number(local.num_days_from_ce() - 1)?;
        Some(Self { day, hour: u8::try_from(local.hour()).ok()? })
    }

    /// As a mail's `Date` (RFC 5322, 3.3), in one length.
    pub(super) fn written(self) -> String {
        let (year, month, day) = (self.day.year(), self.day.month(), self.day.day());
        let local =
            DEFAULT_ZONE.with_ymd_and_hms(year.into(), month.into(), day.into(), self.hour.into(), 0, 0);
        // An hour that the clocks leave out is written as the one after it.
        let moment = local.earliest().or_else(|| {
            let later = u32::from(self.hour) + 1;
            DEFAULT_ZONE.with_ymd_and_hms(year.into(), month.into(), day.into(), later, 0, 0).earliest()
        });
        moment.map(|moment| moment.format("%a, %d %b %Y %H:%M:%S %z").to_string()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    struct At(i64);

    impl Clock for At {
        fn second(&self) -> i64 {
            self.0
        }
    }

    fn mail() -> Mail {
        let text = "[mail]\nhost = \"localhost\"\nfrom = \"a@example.se\"\nhours = [8, 13]";
        Config::parse(text, std::iter::empty()).unwrap().mail
    }

    /// A moment of Stockholm's clocks, with its distance from UTC.
    fn at(moment: &str) -> At {
        At(DateTime::parse_from_rfc3339(moment).unwrap().timestamp())
    }

    fn next(moment: &str) -> (String, u8) {
        let batch = Batch::next(&mail(), &at(moment)).unwrap();
        (batch.day.to_string(), batch.hour)
    }

    #[test]
    fn what_comes_less_than_an_hour_before_waits_for_the_next() {
        for (moment, day, hour) in [
            ("2027-01-20T06:59:59+01:00", "2027-01-20", 8),
            ("2027-01-20T07:00:00+01:00", "2027-01-20", 13),
            ("2027-01-20T08:00:00+01:00", "2027-01-20", 13),
            ("2027-01-20T11:59:59+01:00", "2027-01-20", 13),
            ("2027-01-20T12:00:00+01:00", "2027-01-21", 8),
            ("2027-01-20T23:30:00+01:00", "2027-01-21", 8),
            ("2027-12-31T13:00:00+01:00", "2028-01-01", 8),
            // The days on which the clocks are moved.
            ("2027-03-28T06:59:59+02:00", "2027-03-28", 8),
            ("2027-10-31T11:59:59+01:00", "2027-10-31", 13),
        ] {
            assert_eq!(next(moment), (day.to_owned(), hour), "{moment}");
        }
    }

    #[test]
    fn nothing_goes_where_mails_are_off() {
        let clock = at("2027-01-20T10:00:00+01:00");
        assert_eq!(Batch::next(&Mail::default(), &clock), None);
        assert_eq!(Batch::first_of_today(&Mail::default(), &clock), None);
    }

    #[test]
    fn the_first_of_a_day_comes_with_its_hour() {
        let first = |moment| Batch::first_of_today(&mail(), &at(moment));
        assert_eq!(first("2027-01-20T07:59:59+01:00"), None);
        let batch = first("2027-01-20T08:00:00+01:00").unwrap();
        assert_eq!((batch.hour, first("2027-01-20T23:00:00+01:00")), (8, Some(batch)));
    }

    #[test]
    fn a_date_is_written_in_one_length_on_every_day() {
        let day = |text: &str| Day::parse(text).unwrap();
        let written = |text, hour| Batch { day: day(text), hour }.written();
        assert_eq!(written("2027-01-20", 13), "Wed, 20 Jan 2027 13:00:00 +0100");
        assert_eq!(written("2027-07-01", 8), "Thu, 01 Jul 2027 08:00:00 +0200");
        // Left out by the clocks.
        assert_eq!(written("2027-03-28", 2), "Sun, 28 Mar 2027 03:00:00 +0200");
    }
}
