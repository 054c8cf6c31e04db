//! What a channel's signed settings say of how long its cases are kept.

use serde::Deserialize;
use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::id::ChannelId;

use super::settings::OrganisationKind;
use super::{SUPERSEDED_DAYS, store};
use crate::storage::{Connection, Error};

/// The part of the settings that retention turns on. Whoever stored the settings has checked the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keeping {
    /// Whether the rules of public records hold: nothing is erased without a registered decision.
    pub is_public: bool,
    /// For how many calendar months a case is kept after it was closed.
    pub months: u8,
}

#[derive(Deserialize)]
struct Part {
    organisation: Organisation,
    retention_months: u8,
}

#[derive(Deserialize)]
struct Organisation {
    kind: OrganisationKind,
}

impl Keeping {
    /// Reads it out of settings as signed; nothing if it stands not in them.
    #[must_use]
    pub fn read(settings: &str) -> Option<Self> {
        let Part { organisation, retention_months: months } = serde_json::from_str(settings).ok()?;
        Some(Self { is_public: organisation.kind == OrganisationKind::Municipality, months })
    }
}

/// How each case of a channel is kept, by what its settings said when it came and say now.
///
/// No case is kept for longer than was said when it came: its reporter could read it then and is asked nothing later. A shorter
/// time holds for all, for what is not needed is not kept (VBL 7:8 and 8:4). And what came to a public body, or was kept by one
/// since, stays a public record whatever the channel's settings say later: nothing but a registered decision erases it.
#[derive(Clone, Debug)]
pub struct Keepings {
    newest: Keeping,
    earlier: Vec<Earlier>,
}

/// What an epoch said that another followed.
#[derive(Clone, Copy, Debug)]
struct Earlier {
    issued: Day,
    /// When the next was.
    followed: Day,
    /// Nothing where its settings cannot be read.
    keeping: Option<Keeping>,
}

impl Keepings {
    /// Those of a channel. [`Error::Unreadable`] where its newest settings cannot be read: nothing is erased by a guess.
    pub fn find(connection: &mut Connection, channel: ChannelId) -> Result<Self, Error> {
        let mut known: Vec<(Digest, Option<Keeping>)> = Vec::new();
        let mut epochs = Vec::new();
        for (issued, settings) in store::list_settings(connection, channel)? {
            let found = known.iter().find(|(digest, _)| *digest == settings).map(|(_, keeping)| *keeping);
            let keeping = if let Some(keeping) = found {
                keeping
            } else {
                let body = store::find_settings(connection, channel, settings)?;
                let keeping = body.as_deref().and_then(Keeping::read);
                known.push((settings, keeping));
                keeping
            };
            epochs.push((issued, keeping));
        }
        Self::among(&epochs).ok_or(Error::Unreadable)
    }

    fn among(epochs: &[(Day, Option<Keeping>)]) -> Option<Self> {
        let newest = epochs.last().and_then(|(_, keeping)| *keeping)?;
        let following = epochs.iter().skip(1);
        let earlier = epochs.iter().zip(following).map(|((issued, keeping), (followed, _))| Earlier {
            issued: *issued,
            followed: *followed,
            keeping: *keeping,
        });
        Some(Self { newest, earlier: earlier.collect() })
    }

    /// That of a case that comes now.
    #[must_use]
    pub const fn newest(&self) -> Keeping {
        self.newest
    }

    /// That of a case that came on a day.
    #[must_use]
    pub fn of(&self, received: Day) -> Keeping {
        // As long as a report may be sealed under an epoch that another followed.
        let in_force =
            |epoch: &&Earlier| epoch.followed.plus(SUPERSEDED_DAYS).is_none_or(|last| last >= received);
        self.earlier.iter().filter(in_force).fold(self.newest, |found, epoch| {
            let Some(said) = epoch.keeping else { return Keeping { is_public: true, ..found } };
            let is_told = epoch.issued <= received;
            Keeping {
                is_public: found.is_public || said.is_public,
                months: if is_told { found.months.min(said.months) } else { found.months },
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::channels::settings::{Settings, Text};

    #[test]
    fn how_long_cases_are_kept_is_what_the_settings_name() {
        let name = Text { sv: "Lunda".to_owned(), en: "Lunda".to_owned() };
        for (kind, is_public) in [(OrganisationKind::Municipality, true), (OrganisationKind::Company, false)]
        {
            let settings = Settings { retention_months: 7, ..Settings::defaults(kind, name.clone(), true) };
            let bytes = settings.to_bytes().unwrap();
            let read = Keeping::read(std::str::from_utf8(&bytes).unwrap());
            assert_eq!(read, Some(Keeping { is_public, months: 7 }));
        }
        assert_eq!(Keeping::read("{\"organisation\":{\"kind\":\"company\"}}"), None);
    }

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn keepings(epochs: &[(&str, Option<Keeping>)]) -> Option<Keepings> {
        let epochs: Vec<_> = epochs.iter().map(|(issued, keeping)| (day(issued), *keeping)).collect();
        Keepings::among(&epochs)
    }

    const fn private(months: u8) -> Keeping {
        Keeping { is_public: false, months }
    }

    const fn public(months: u8) -> Keeping {
        Keeping { is_public: true, months }
    }

    #[test]
    fn no_case_is_kept_for_longer_than_was_said_when_it_came_and_a_shorter_time_holds_for_all() {
        let found = keepings(&[
            ("2027-01-01", Some(private(6))),
            ("2027-03-01", Some(private(24))),
            ("2027-06-01", Some(private(12))),
        ]);
        let found = found.unwrap();
        let months = |received| found.of(day(received)).months;
        assert_eq!((months("2027-02-01"), months("2027-04-01"), months("2027-07-01")), (6, 12, 12));
        // A page that stood open promised what the epoch before said.
        assert_eq!((months("2027-03-03"), months("2027-03-04")), (6, 12));
        // Of what came before there was a channel nothing was said.
        assert_eq!(months("2026-12-01"), 12);
        assert_eq!(found.newest().months, 12);
        // A time that was short for a while binds for what came while it was.
        let mistaken = keepings(&[
            ("2027-01-01", Some(private(24))),
            ("2027-02-01", Some(private(1))),
            ("2027-02-10", Some(private(24))),
        ])
        .unwrap();
        let received = ["2027-01-20", "2027-02-05", "2027-02-20"];
        assert_eq!(received.map(|received| mistaken.of(day(received)).months), [24, 1, 24]);
    }

    #[test]
    fn what_was_a_public_record_once_stays_one() {
        let found = keepings(&[
            ("2027-01-01", Some(private(24))),
            ("2027-03-01", Some(public(24))),
            ("2027-06-01", Some(private(24))),
        ]);
        let found = found.unwrap();
        let received = ["2027-02-01", "2027-04-01", "2027-06-03", "2027-06-04"];
        assert_eq!(received.map(|received| found.of(day(received)).is_public), [true, true, true, false]);
        // What cannot be read may have said so; what holds now has to be read.
        let unread = keepings(&[("2027-01-01", None), ("2027-03-01", Some(private(24)))]).unwrap();
        assert_eq!(unread.of(day("2027-02-01")), public(24));
        assert_eq!(unread.of(day("2027-04-01")), private(24));
        assert!(keepings(&[("2027-01-01", Some(private(24))), ("2027-03-01", None)]).is_none());
        assert!(keepings(&[]).is_none());
    }
}
