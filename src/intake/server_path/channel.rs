//! A channel as this path goes by it. Nothing pins its keyring here, and the page says so; that the note is whole, signed
//! by the owner it names, and names these very settings is checked all the same.

use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::keyring::{Clock, Epoch, KeyringChain, KeyringError, Lines, Pin, Status};
use thiserror::Error;

use crate::app::App;
use crate::channels::settings::{Settings, SettingsError};
use crate::channels::{self, Channel};
use crate::http::{Failure, Problem};
use crate::storage;

/// A channel whose newest keyring and settings hold together.
pub(super) struct Served {
    /// What the server knows of it.
    pub(super) channel: Channel,
    /// What it says and asks.
    pub(super) settings: Settings,
    /// The newest epoch, alone.
    pub(super) keyrings: KeyringChain,
    /// The day it is in the channel's zone.
    pub(super) today: Day,
}

/// Why a channel cannot be served.
#[derive(Debug, Error)]
pub(super) enum ServedError {
    /// The keyring does not verify.
    #[error("the keyring of a channel does not verify")]
    Keyring(#[from] KeyringError),
    /// The settings are not those that the keyring names.
    #[error("the settings of a channel are not those that its keyring names")]
    OtherSettings,
    /// The settings cannot be read.
    #[error("the settings of a channel cannot be read")]
    Settings(#[from] SettingsError),
    /// The database.
    #[error("the channel could not be read")]
    Storage(#[from] storage::Error),
}

impl From<ServedError> for Failure {
    fn from(error: ServedError) -> Self {
        match error {
            ServedError::Storage(cause) => cause.into(),
            ServedError::Keyring(_) | ServedError::OtherSettings | ServedError::Settings(_) => {
                Self::caused(Problem::Unavailable, error)
            }
        }
    }
}

/// The channel of an address, unless there is none.
pub(super) async fn find(app: &App, address: String) -> Result<Option<Served>, ServedError> {
    channels::find(&app.db, address).await?.map(|channel| read(app, channel)).transpose()
}

/// A channel with its keyring and settings verified.
pub(super) fn read(app: &App, channel: Channel) -> Result<Served, ServedError> {
    let keyrings = KeyringChain::verify(channel.id, &[&channel.note], &Pin::Nothing)?;
    if keyrings.newest().lines().settings != Digest::of(channel.settings.as_bytes()) {
        return Err(ServedError::OtherSettings);
    }
    let settings = Settings::parse(channel.settings.as_bytes())?;
    let today = app.clock.today(settings.zone);
    Ok(Served { channel, settings, keyrings, today })
}

impl Served {
    /// The newest epoch.
    pub(super) fn epoch(&self) -> &Epoch {
        self.keyrings.newest()
    }

    /// Its lines.
    pub(super) fn lines(&self) -> &Lines {
        self.epoch().lines()
    }

    /// Whether its owner lets reports and cases through the server.
    pub(super) fn is_open_to_server(&self) -> bool {
        self.lines().policy.server_path
    }

    /// What may be done with its keyring today.
    pub(super) fn status(&self) -> Status {
        self.epoch().status(self.today, Clock::Server)
    }
}
