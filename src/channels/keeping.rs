//! What a channel's signed settings say of how long its cases are kept.

use serde::Deserialize;
use sigill_sealing::id::ChannelId;

use super::settings::OrganisationKind;
use super::store;
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

    /// That of a channel's newest settings. [`Error::Unreadable`] where there are none: nothing is erased by a guess.
    pub fn find(connection: &mut Connection, channel: ChannelId) -> Result<Self, Error> {
        let settings = store::find_newest_settings(connection, channel)?;
        settings.and_then(|settings| Self::read(&settings)).ok_or(Error::Unreadable)
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
}
