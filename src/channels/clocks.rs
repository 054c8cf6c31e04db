//! What a channel's signed settings say of the law's clocks: by whose calendar days are counted, and what counts as the
//! acknowledgement.

use chrono_tz::Tz;
use serde::Deserialize;
use sigill_sealing::day::Day;
use sigill_sealing::id::ChannelId;

use super::settings::Acknowledgement;
use super::store;
use crate::clock::{Clock, DEFAULT_ZONE};
use crate::storage::{Connection, Error};

/// The part of the settings that the clocks turn on. Whoever stored the settings has checked the rest.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub struct Clocks {
    /// The time zone whose calendar days count.
    pub zone: Tz,
    /// What counts as the acknowledgement of a report.
    pub acknowledgement: Acknowledgement,
}

impl Clocks {
    /// Those of a channel that names none, or is none.
    pub const DEFAULT: Self = Self { zone: DEFAULT_ZONE, acknowledgement: Acknowledgement::Handler };

    /// Reads them out of settings as signed; nothing if they stand not in it.
    #[must_use]
    pub fn read(settings: &str) -> Option<Self> {
        serde_json::from_str(settings).ok()
    }

    /// Those of a channel's newest settings. A channel that is not there has the usual ones: whoever asks for its day finds
    /// out on their own that it is not.
    pub fn find(connection: &mut Connection, channel: ChannelId) -> Result<Self, Error> {
        match store::find_newest_settings(connection, channel)? {
            Some(settings) => Self::read(&settings).ok_or(Error::Unreadable),
            None => Ok(Self::DEFAULT),
        }
    }
}

/// What is the acknowledgement of a report that was sealed under an epoch which is there: what its settings say, whatever
/// later ones do.
pub fn acknowledgement_under(
    connection: &mut Connection,
    channel: ChannelId,
    epoch: u64,
) -> Result<Acknowledgement, Error> {
    let named = store::find_keyring(connection, channel, epoch)?.ok_or(Error::Unreadable)?;
    let settings = store::find_settings(connection, channel, named.settings)?.ok_or(Error::Unreadable)?;
    Clocks::read(&settings).map(|clocks| clocks.acknowledgement).ok_or(Error::Unreadable)
}

/// The calendar day it is in a channel.
pub fn today_in(connection: &mut Connection, clock: &dyn Clock, channel: ChannelId) -> Result<Day, Error> {
    Clocks::find(connection, channel).map(|clocks| clock.today(clocks.zone))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::channels::settings::{OrganisationKind, Settings, Text};

    #[test]
    fn the_clocks_are_those_that_the_settings_name() {
        let name = Text { sv: "Lunda kommun".to_owned(), en: "Lunda Municipality".to_owned() };
        let mut settings = Settings::defaults(OrganisationKind::Municipality, name, true);
        let read = |settings: &Settings| {
            Clocks::read(std::str::from_utf8(&settings.to_bytes().unwrap()).unwrap()).unwrap()
        };
        assert_eq!(read(&settings), Clocks::DEFAULT);
        settings.zone = Tz::Pacific__Auckland;
        settings.acknowledgement = Acknowledgement::Receipt;
        let other = Clocks { zone: Tz::Pacific__Auckland, acknowledgement: Acknowledgement::Receipt };
        assert_eq!(read(&settings), other);
        assert_eq!(Clocks::read("{\"zone\":\"Nowhere/At_All\",\"acknowledgement\":\"handler\"}"), None);
    }
}
