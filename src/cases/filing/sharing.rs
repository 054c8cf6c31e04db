//! Who gets a filing: its wraps, and whether they are whose the keyring says.

use std::collections::BTreeSet;

use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::gate::Sealed;
use sigill_sealing::holder::Holder;
use sigill_sealing::keyring::{Clock as KeyringClock, KeyringChain, Lines, Pin, Status};
use sigill_sealing::kind::{Parcel, Wrap};
use sigill_sealing::parcel::{Parcel as Opened, ParcelError};
use sigill_sealing::seal::OpenError;

use super::{Filing, FilingError};
use crate::cases::Locator;
use crate::channels::{SUPERSEDED_DAYS, store as channels};
use crate::server_key::ServerKey;
use crate::storage::Connection;

/// The wraps of a filing.
#[derive(Debug)]
pub enum Wraps {
    /// Sealed here, on the server path, or sent from the desk, which is told who holds its cases anyway.
    Known(Vec<(Holder, Sealed<Wrap>)>),
    /// Sent by a browser, in one parcel that this server alone opens.
    Sealed(Sealed<Parcel>),
}

impl Wraps {
    /// Whether `holder` gets one of them, as far as can be told without opening a parcel.
    #[must_use]
    pub fn are_known_to_go_to(&self, holder: Holder) -> bool {
        match self {
            Self::Known(wraps) => wraps.iter().any(|(each, _)| *each == holder),
            Self::Sealed(_) => false,
        }
    }
}

/// Opens the wraps and holds them to the lines of an epoch that may still be filed to on `today`. Opening takes a third of
/// a millisecond: not for the thread that writes.
pub(super) fn judge(
    connection: &mut Connection,
    key: &ServerKey,
    locator: Locator,
    filing: &mut Filing,
    today: Day,
) -> Result<Vec<(Holder, Sealed<Wrap>)>, FilingError> {
    let lines = find_lines(connection, filing, today)?;
    let wraps = match std::mem::replace(&mut filing.wraps, Wraps::Known(Vec::new())) {
        Wraps::Known(wraps) => wraps,
        Wraps::Sealed(parcel) => {
            let locator = Digest::from_bytes(*locator.as_bytes());
            Opened::open(&parcel, &key.filing_identity(), locator).map_err(not_opened)?.wraps
        }
    };
    if follows(&lines, &wraps) { Ok(wraps) } else { Err(FilingError::Holders) }
}

fn not_opened(error: ParcelError) -> FilingError {
    match error {
        ParcelError::Open(OpenError::NotForUs) => FilingError::ServerKey,
        ParcelError::Open(OpenError::Damaged) | ParcelError::Form(_) | ParcelError::Locator => {
            FilingError::Holders
        }
    }
}

/// The lines of the epoch that the filing names.
fn find_lines(connection: &mut Connection, filing: &Filing, today: Day) -> Result<Lines, FilingError> {
    let named = channels::find_keyring(connection, filing.channel, filing.epoch)?;
    let Some(row) = named.filter(|row| row.digest == filing.keyring) else {
        return Err(FilingError::NoKeyring);
    };
    let next = channels::find_keyring(connection, filing.channel, filing.epoch.saturating_add(1))?;
    if next.is_some_and(|next| today.number() > next.issued.number() + SUPERSEDED_DAYS) {
        return Err(FilingError::OldKeyring);
    }
    let chain = KeyringChain::verify(filing.channel, &[&row.note], &Pin::Nothing)
        .map_err(|_damaged| FilingError::NoKeyring)?;
    let keyring = chain.newest();
    match keyring.status(today, KeyringClock::Server) {
        Status::Valid | Status::Grace => Ok(keyring.lines().clone()),
        Status::NotYet | Status::Expired => Err(FilingError::OldKeyring),
    }
}

/// Whether somebody holds a wrap, everybody once, and deputies if and only if no handler does.
fn follows(lines: &Lines, wraps: &[(Holder, Sealed<Wrap>)]) -> bool {
    let handlers = count(wraps, |id| lines.handlers.iter().any(|line| line.id == id));
    let deputies = count(wraps, |id| lines.deputies.iter().any(|line| line.id == id));
    let recovery = wraps.iter().filter(|(holder, _)| *holder == Holder::Recovery).count();
    let distinct: BTreeSet<_> = wraps.iter().map(|(holder, _)| *holder).collect();
    let everybody_known = handlers + deputies + recovery == wraps.len();
    let each_once = distinct.len() == wraps.len() && !wraps.is_empty();
    let never_both = handlers == 0 || deputies == 0;
    everybody_known && each_once && never_both
}

fn count(wraps: &[(Holder, Sealed<Wrap>)], is: impl Fn(sigill_sealing::id::MemberId) -> bool) -> usize {
    wraps.iter().filter(|(holder, _)| matches!(holder, Holder::Member(id) if is(*id))).count()
}
