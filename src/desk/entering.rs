//! A report that came by telephone, in a meeting or on paper, entered at the desk (VBL 5:8 first point, 8:1): filed as any
//! other, by whoever answers for the channel's reports, and on the day it reached the organisation. A deputy enters what goes
//! to deputies: where every handler is shut out of a case, nobody else could open one of the reprisals told there.

pub(super) mod routes;
mod wire;

use std::sync::Arc;

use sigill_sealing::holder::Holder;
use sigill_sealing::id::MemberId;
use sigill_sealing::stamp::ENTERED_WITHIN;
use thiserror::Error;

use crate::app::App;
use crate::cases::filing::{self, Filed, Filing, FilingError};
use crate::cases::{self, FilingDigest, Locator, Thread};
use crate::channels::clocks::today_in;
use crate::members::designations::{self, Role};
use crate::storage;

/// An entered report that is durable.
#[derive(Debug)]
pub(super) struct Entered {
    /// What was filed.
    pub(super) filed: Filed,
    /// The anchor as it is stored, for its sender to hold against the one that was sealed.
    pub(super) anchor: Vec<u8>,
    /// The first two envelopes as they are stored: who enters a report that concerns all handlers cannot ask for them.
    pub(super) envelopes: Vec<Vec<u8>>,
}

/// Why nothing was entered.
#[derive(Debug, Error)]
pub(super) enum EnterError {
    /// Its sender is neither owner nor handler of that channel, nor a deputy to whom it goes.
    #[error("the sender enters no reports in this channel")]
    NotDesignated,
    /// It is said to have come on a day to come, or more than a year ago.
    #[error("the report came on no day on which it can have come")]
    Day,
    /// The filing was refused.
    #[error(transparent)]
    Filing(#[from] FilingError),
}

impl From<storage::Error> for EnterError {
    fn from(error: storage::Error) -> Self {
        Self::Filing(FilingError::Storage(error))
    }
}

/// Files what `member` was told, under the locator of the code that their browser made for its reporter.
pub(super) async fn enter(
    app: &App,
    member: MemberId,
    locator: Locator,
    digest: FilingDigest,
    filing: Filing,
) -> Result<Entered, EnterError> {
    // A retry is answered as the first time, whatever has changed since.
    if filing::find_retry(app, locator, digest).await?.is_none() {
        check(app, member, &filing).await?;
    }
    let filed = filing::file_report(app, locator, digest, filing).await?;
    let stored = app.db.read(move |connection| {
        let anchor = cases::store::find_anchor(connection, filed.case)?;
        let envelopes = cases::store::list_envelopes(connection, filed.case, Thread::Conversation, 0, 2)?;
        Ok::<_, storage::Error>((anchor, envelopes))
    });
    let (anchor, envelopes) = stored.await?;
    // It was stored by now, whatever reads it: one that is gone in between is as good as none.
    let anchor = anchor.ok_or(FilingError::Storage(storage::Error::Unreadable))?;
    Ok(Entered { filed, anchor, envelopes: envelopes.into_iter().map(|envelope| envelope.sealed).collect() })
}

async fn check(app: &App, member: MemberId, filing: &Filing) -> Result<(), EnterError> {
    let (channel, received) = (filing.channel, filing.received);
    let clock = Arc::clone(&app.clock);
    let found = app.db.read(move |connection| {
        let role = designations::find(connection, channel, member)?;
        Ok::<_, storage::Error>((role, today_in(connection, clock.as_ref(), channel)?))
    });
    let (role, today) = found.await?;
    let may = match role {
        Some(Role::Owner | Role::Handler) => true,
        // Deputies are sealed to if and only if no handler is.
        Some(Role::Deputy) => filing.wraps.are_known_to_go_to(Holder::Member(member)),
        Some(Role::Auditor) | None => false,
    };
    if !may {
        return Err(EnterError::NotDesignated);
    }
    let ago = received.map_or(0, |received| today.number() - received.number());
    // A year typed wrong would have the clocks run out unseen.
    if (0..=ENTERED_WITHIN).contains(&ago) { Ok(()) } else { Err(EnterError::Day) }
}
