//! What time it is: a parameter everywhere else.
//!
//! Whatever a reporter causes takes a day from here and nothing finer. Minutes and seconds are for members' sessions, for
//! second factors and for nonces that are never stored.

use chrono::{DateTime, Datelike as _};
use chrono_tz::Tz;
use sigill_sealing::day::Day;
use std::time::{SystemTime, UNIX_EPOCH};

/// The zone of a channel that names none.
pub const DEFAULT_ZONE: Tz = Tz::Europe__Stockholm;

/// Tells the time. Shared as `Arc<dyn Clock>`.
pub trait Clock: Send + Sync {
    /// Whole seconds since 1970-01-01 00:00 UTC, leap seconds left out.
    fn second(&self) -> i64;

    /// Whole minutes since then.
    fn minute(&self) -> i64 {
        self.second().div_euclid(60)
    }

    /// The calendar day where that zone's clocks hang.
    fn today(&self, zone: Tz) -> Day {
        // A second that chrono's calendar lacks lies far outside of Day's, too.
        DateTime::from_timestamp(self.second(), 0)
            .and_then(|now| Day::from_number(now.with_timezone(&zone).num_days_from_ce() - 1))
            .unwrap_or(Day::LAST)
    }
}

/// The system's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn second(&self) -> i64 {
        #[expect(clippy::disallowed_methods, reason = "the one place that asks the system")]
        let now = SystemTime::now();
        let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct At(i64);

    impl Clock for At {
        fn second(&self) -> i64 {
            self.0
        }
    }

    /// The zone's day at a moment written in UTC.
    fn day(moment: &str, zone: Tz) -> String {
        At(DateTime::parse_from_rfc3339(moment).unwrap().timestamp()).today(zone).to_string()
    }

    #[test]
    fn a_day_begins_at_the_zones_midnight() {
        // Winter: one hour before UTC. Summer: two.
        assert_eq!(day("2026-11-21T22:59:59Z", DEFAULT_ZONE), "2026-11-21");
        assert_eq!(day("2026-11-21T23:00:00Z", DEFAULT_ZONE), "2026-11-22");
        assert_eq!(day("2026-07-01T21:59:59Z", DEFAULT_ZONE), "2026-07-01");
        assert_eq!(day("2026-07-01T22:00:00Z", DEFAULT_ZONE), "2026-07-02");
    }

    #[test]
    fn the_days_on_which_clocks_are_moved_are_days_too() {
        for (from, to, date) in [
            ("2026-03-28T23:00:00Z", "2026-03-29T21:59:59Z", "2026-03-29"),
            ("2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z", "2026-10-25"),
        ] {
            assert_eq!((day(from, DEFAULT_ZONE).as_str(), day(to, DEFAULT_ZONE).as_str()), (date, date));
        }
    }

    #[test]
    fn zones_differ_in_their_day() {
        let moment = "2026-11-22T11:00:00Z";
        assert_eq!(day(moment, Tz::Pacific__Kiritimati), "2026-11-23");
        assert_eq!(day(moment, Tz::Pacific__Pago_Pago), "2026-11-22");
        assert_eq!(day("2026-11-22T10:59:59Z", Tz::Pacific__Pago_Pago), "2026-11-21");
    }

    #[test]
    fn minutes_are_whole() {
        assert_eq!((At(119).minute(), At(120).minute(), At(-1).minute()), (1, 2, -1));
        assert_eq!(At(i64::MAX).today(DEFAULT_ZONE), Day::LAST);
    }
}
