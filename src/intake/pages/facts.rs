//! What a channel's keyring and settings say, as pages show it.

use sigill_sealing::code::OwnerFingerprint;
use sigill_sealing::digest::Digest;
use sigill_sealing::keyring::{Clock as Whose, Epoch, KeyringChain, Pin, Status};
use thiserror::Error;

use super::channel::Recipients;
use crate::channels::Channel;
use crate::channels::settings::Settings;
use crate::clock::Clock;
use crate::http::locale::Locale;
use crate::http::{Failure, Problem};

/// The settings that are stored are others than the owner signed.
#[derive(Debug, Error)]
#[error("the settings of a channel are not those that its keyring names")]
struct OtherSettings;

/// A verified keyring with the settings that it names.
pub(in crate::intake) struct Facts {
    epoch: Epoch,
    /// What the channel says and asks.
    pub(in crate::intake) settings: Settings,
    /// Whom reports are sealed to.
    pub(super) recipients: Recipients,
    /// The fingerprint of the owner's key, in its five groups.
    pub(super) fingerprint: String,
}

impl Facts {
    /// Reads and verifies. Nothing pins the owner here: that is for the browser, by its link.
    pub(super) fn read(channel: &Channel) -> Result<Self, Failure> {
        let chain = KeyringChain::verify(channel.id, &[&channel.note], &Pin::Nothing)
            .map_err(|cause| Failure::caused(Problem::Unavailable, cause))?;
        let epoch = chain.newest().clone();
        let lines = epoch.lines();
        if lines.settings != Digest::of(channel.settings.as_bytes()) {
            return Err(Failure::caused(Problem::Unavailable, OtherSettings));
        }
        let settings = Settings::parse(channel.settings.as_bytes())
            .map_err(|cause| Failure::caused(Problem::Unavailable, cause))?;
        let recipients = Recipients::of(lines);
        let fingerprint = OwnerFingerprint::of(&lines.owner).to_string();
        Ok(Self { epoch, settings, recipients, fingerprint })
    }

    /// What may be done with the keyring today, in the channel's own zone.
    pub(super) fn status(&self, clock: &dyn Clock) -> Status {
        self.epoch.status(clock.today(self.settings.zone), Whose::Server)
    }

    /// Whether the server path is open.
    pub(in crate::intake) fn server_path(&self) -> bool {
        self.epoch.lines().policy.server_path
    }

    /// The language to answer in: the one asked for, or Swedish where the channel does not offer it.
    pub(super) fn locale(&self, asked: Locale) -> Locale {
        self.settings.locale(asked)
    }
}
