//! Calendar days: the only time a reporter causes.

use std::fmt;

/// A day of the Gregorian calendar, 0001-01-01 to 9999-12-31, written `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    // In this order, so that the derived order is the calendar's.
    year: u16,
    month: u8,
    of_month: u8,
}

/// Text that is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a day of the form YYYY-MM-DD")]
pub struct DayError;

const fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

impl Day {
    /// The last day there is, 9999-12-31.
    pub const LAST: Self = Self { year: 9999, month: 12, of_month: 31 };

    /// A day from its numbers, if the calendar has it.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, DayError> {
        let exists = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day);
        exists.then_some(Self { year, month, of_month: day }).ok_or(DayError)
    }

    /// Reads `YYYY-MM-DD`: ASCII digits, every zero written.
    pub fn parse(text: &str) -> Result<Self, DayError> {
        fn number(digits: &[u8]) -> Option<u16> {
            digits.iter().try_fold(0_u16, |value, digit| {
                digit.is_ascii_digit().then(|| value * 10 + u16::from(digit - b'0'))
            })
        }
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return Err(DayError) };
        let year = number(&[*y1, *y2, *y3, *y4]).ok_or(DayError)?;
        let month = number(&[*m1, *m2]).and_then(|month| u8::try_from(month).ok()).ok_or(DayError)?;
        let day = number(&[*d1, *d2]).and_then(|day| u8::try_from(day).ok()).ok_or(DayError)?;
        Self::new(year, month, day)
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.of_month
    }

    /// Days since 0001-01-01, which is 0: the difference of two is the days between.
    #[must_use]
    pub fn number(self) -> i32 {
        let before = i32::from(self.year) - 1;
        let months: i32 = (1..self.month).map(|month| i32::from(days_in(self.year, month))).sum();
        before * 365 + before / 4 - before / 100 + before / 400 + months + i32::from(self.of_month) - 1
    }

    /// The day with that number (see [`Day::number`]), if it is within the bounds.
    #[must_use]
    pub fn from_number(number: i32) -> Option<Self> {
        // The mean year is 365.2425 days, so the guess is right or one short or over.
        let guess = i32::try_from(i64::from(number) * 10_000 / 3_652_425 + 1).ok()?;
        (guess - 1..=guess + 1).rev().find_map(|year| {
            let first = Self::new(u16::try_from(year).ok()?, 1, 1).ok()?;
            let mut left = number - first.number();
            if left < 0 {
                return None;
            }
            (1..=12).find_map(|month| {
                let length = i32::from(days_in(first.year, month));
                if left < length {
                    return Self::new(first.year, month, u8::try_from(left + 1).ok()?).ok();
                }
                left -= length;
                None
            })
        })
    }

    /// The day that many days later (earlier if negative), within the bounds.
    #[must_use]
    pub fn plus(self, days: i32) -> Option<Self> {
        self.number().checked_add(days).and_then(Self::from_number)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.of_month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_have_their_number_and_their_text() {
        let last = Day::LAST.number();
        let mut before = None;
        // Every day of the first and last centuries, and every hundredth between.
        for number in (0..40_000).chain((40_000..last - 40_000).step_by(100)).chain(last - 40_000..=last) {
            let day = Day::from_number(number).unwrap();
            assert_eq!(day.number(), number);
            assert_eq!(Day::parse(&day.to_string()), Ok(day));
            assert!(before < Some(day));
            before = Some(day);
        }
        assert_eq!(Day::from_number(-1), None);
        assert_eq!(Day::from_number(last + 1), None);
    }

    #[test]
    fn days_the_calendar_lacks_are_refused() {
        for text in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-04-31",
            "0000-01-01",
            "2026-1-01",
            "2026-01-1",
            "+026-01-01",
            "2026/01/01",
            "2026-01-01 ",
            "２026-01-01",
            "",
        ] {
            assert_eq!(Day::parse(text), Err(DayError), "{text}");
        }
        assert_eq!(Day::parse("2000-02-29").unwrap().plus(1), Day::parse("2000-03-01").ok());
        assert_eq!(Day::parse("2026-11-22").unwrap().plus(-22), Day::parse("2026-10-31").ok());
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in ".*") {
            if let Ok(day) = Day::parse(&text) {
                prop_assert_eq!(day.to_string(), text);
            }
        }

        #[test]
        fn from_any_number_never_panics(number: i32, days: i32) {
            let _ = Day::from_number(number).and_then(|day| day.plus(days));
        }
    }
}
