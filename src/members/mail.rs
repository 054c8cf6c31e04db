//! A member's mail address: entered at the desk, and confirmed there by the code that is mailed.

pub mod routes;
mod wire;

use std::sync::Arc;

use sigill_sealing::id::MemberId;
use thiserror::Error;

use super::{attempts, designations};
use crate::app::App;
use crate::audit::{self, Deed, Entry};
use crate::clock::DEFAULT_ZONE;
use crate::config::MailAddress;
use crate::http::locale::Locale;
use crate::notifications::addresses::{self, AddressError, Standing, Typed};
use crate::storage::{self, Tx};

/// Why an address was not entered.
#[derive(Debug, Error)]
pub(super) enum EnterError {
    /// The operator has set up no mails.
    #[error("mails are off")]
    Off,
    /// Too many codes were asked for: wait.
    #[error("too many codes were asked for")]
    SlowDown {
        /// For how long.
        seconds: i64,
    },
    /// The address.
    #[error(transparent)]
    Address(#[from] AddressError),
}

impl From<storage::Error> for EnterError {
    fn from(cause: storage::Error) -> Self {
        Self::Address(cause.into())
    }
}

/// Where mails to `member` go, and shall go.
pub(super) async fn find(app: &App, member: MemberId) -> Result<Standing, storage::Error> {
    let (key, minute) = (Arc::clone(&app.server_key), app.clock.minute());
    app.db.read(move |connection| addresses::find(connection, &key, member, minute)).await
}

/// Enters an address of `member`; the job sends the code.
pub(super) async fn enter(
    app: &App,
    member: MemberId,
    address: MailAddress,
    language: Locale,
) -> Result<(), EnterError> {
    if !app.config.mail.is_on() {
        return Err(EnterError::Off);
    }
    let (key, minute, rng) = (Arc::clone(&app.server_key), app.clock.minute(), app.rng);
    app.db
        .run_tx("enter_mail_address", move |tx| {
            let subject = attempts::subject_of_mail(&key, member);
            if let Some(until) = attempts::slowed_until(tx, subject, minute)? {
                return Err(EnterError::SlowDown { seconds: (until - minute) * 60 });
            }
            if addresses::enter(tx, &key, member, (&address, language), minute, &mut rng.clone())? {
                attempts::count(tx, subject, minute)?;
            }
            Ok(())
        })
        .await
}

/// Holds what `member` typed to the code that was mailed.
pub(super) async fn confirm(app: &App, member: MemberId, typed: String) -> Result<Typed, AddressError> {
    let (key, minute, rng) = (Arc::clone(&app.server_key), app.clock.minute(), app.rng);
    let day = app.clock.today(DEFAULT_ZONE);
    app.db
        .run_tx("confirm_mail_address", move |tx| {
            let outcome = addresses::confirm(tx, &key, member, &typed, minute, &mut rng.clone())?;
            if outcome == (Typed::Right { is_new: true }) {
                let deed = Deed::MailAddressConfirmed { member: member.to_string() };
                audit::append(tx, &Entry { day, channel: None, deed }, &mut rng.clone())?;
            }
            Ok(outcome)
        })
        .await
}

/// Forgets the address of a member who is nothing in any channel any more.
pub fn forget_leaver(tx: &mut Tx<'_>, member: MemberId) -> Result<(), storage::Error> {
    if designations::list_of_member(tx, member)?.is_empty() {
        // That they left is in the log, with the epoch that says so.
        addresses::remove(tx, member)?;
    }
    Ok(())
}

/// Forgets the address of `member`, and what was to be sent there.
pub(super) async fn remove(app: &App, member: MemberId) -> Result<(), storage::Error> {
    let (day, rng) = (app.clock.today(DEFAULT_ZONE), app.rng);
    app.db
        .run_tx("remove_mail_address", move |tx| {
            if addresses::remove(tx, member)? {
                let deed = Deed::MailAddressRemoved { member: member.to_string() };
                audit::append(tx, &Entry { day, channel: None, deed }, &mut rng.clone())?;
            }
            Ok(())
        })
        .await
}
