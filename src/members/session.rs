//! Sessions: a random token in a cookie, of which the server keeps a hash.

mod store;

use rand::{CryptoRng, RngCore};
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::{hex, parse_hex};
use sigill_sealing::id::MemberId;
use sigill_sealing::secret::Secret;

use super::{SessionHash, SessionId};
use crate::app::App;
use crate::audit::{self, Deed, Entry};
use crate::clock::DEFAULT_ZONE;
use crate::storage::{Error, Tx};

/// A session that nobody used for so many minutes has ended.
pub const IDLE: i64 = 8 * 60;
/// A session ends so many minutes after the sign-in, however it was used.
pub const LONGEST: i64 = 24 * 60;
/// A use is written down only so many minutes after the last that was: reading the inbox is no write each time.
const GRAIN: i64 = 5;

/// What a cookie holds: 256 random bits. Only its hash is a column.
pub struct SessionToken(Secret<[u8; 32]>);

impl SessionToken {
    /// Draws a new token.
    pub fn generate(rng: &mut (impl RngCore + CryptoRng)) -> Self {
        let mut bytes = [0; 32];
        rng.fill_bytes(&mut bytes);
        Self(Secret::new(bytes))
    }

    /// Reads a cookie's value, if it has the form of one of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        parse_hex(text).ok().map(|bytes| Self(Secret::new(bytes)))
    }

    /// The cookie's value.
    #[must_use]
    pub fn written(&self) -> Secret<String> {
        Secret::new(hex(self.0.expose()))
    }

    /// What is stored of it.
    #[must_use]
    pub fn hash(&self) -> SessionHash {
        SessionHash::from_bytes(*Digest::of(self.0.expose()).as_bytes())
    }
}

/// A session as stored.
#[derive(Clone, Copy, Debug)]
pub struct Session {
    /// What its member's list calls it.
    pub id: SessionId,
    /// Whose it is.
    pub member: MemberId,
    /// The minute of the sign-in, since 1970.
    pub begun: i64,
    /// The minute of the last use that was written down; the true one is less than five later.
    pub used: i64,
}

impl Session {
    /// Whether it is still good in `minute`. A clock that went back ends none.
    #[must_use]
    pub fn is_good(&self, minute: i64) -> bool {
        minute.saturating_sub(self.used) < IDLE && minute.saturating_sub(self.begun) < LONGEST
    }
}

/// Begins a session of `member` in the caller's transaction, and clears away sessions that have ended.
pub fn begin(
    tx: &mut Tx<'_>,
    member: MemberId,
    token: SessionHash,
    minute: i64,
    rng: &mut (impl RngCore + CryptoRng),
) -> Result<(), Error> {
    let mut id = [0; 16];
    rng.fill_bytes(&mut id);
    delete_ended(tx, minute)?;
    let session = Session { id: SessionId::from_bytes(id), member, begun: minute, used: minute };
    store::insert_session(tx, token, &session)
}

/// Clears away sessions that have ended.
pub(super) fn delete_ended(tx: &mut Tx<'_>, minute: i64) -> Result<(), Error> {
    store::delete_ended_sessions(tx, minute.saturating_sub(IDLE), minute.saturating_sub(LONGEST))
}

/// The good session of `token`, if there is one; that it was used is written down now and then.
pub async fn find(app: &App, token: &SessionToken) -> Result<Option<Session>, Error> {
    let (hash, minute) = (token.hash(), app.clock.minute());
    let found = app.db.read(move |connection| store::find_session(connection, hash)).await?;
    let Some(session) = found.filter(|session| session.is_good(minute)) else { return Ok(None) };
    if minute.saturating_sub(session.used) >= GRAIN {
        app.db.run_tx("use_session", move |tx| store::update_session_use(tx, hash, minute)).await?;
    }
    Ok(Some(session))
}

/// The sessions of `member` that are good, in the order of their random ids.
pub async fn list(app: &App, member: MemberId) -> Result<Vec<Session>, Error> {
    let minute = app.clock.minute();
    let all = app.db.read(move |connection| store::list_sessions(connection, member)).await?;
    Ok(all.into_iter().filter(|session| session.is_good(minute)).collect())
}

/// Ends a session of `member`. One that has ended already, and one that is not theirs, is left at that: the answer to an
/// earlier try may have been lost.
pub async fn end(app: &App, member: MemberId, id: SessionId) -> Result<(), Error> {
    let (day, rng) = (app.clock.today(DEFAULT_ZONE), app.rng);
    app.db
        .run_tx("end_session", move |tx| {
            if store::delete_session(tx, member, id)? {
                let deed = Deed::SessionEnded { member: member.to_string() };
                audit::append(tx, &Entry { day, channel: None, deed }, &mut rng.clone())?;
            }
            Ok(())
        })
        .await
}

/// Ends every session of `member` but `kept`, in the caller's transaction.
pub fn end_others(tx: &mut Tx<'_>, member: MemberId, kept: SessionId) -> Result<(), Error> {
    store::delete_other_sessions(tx, member, kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::rngs::OsRng;

    #[test]
    fn a_session_ends_when_idle_and_at_the_latest_after_a_day() {
        let session = |begun, used| Session {
            id: SessionId::from_bytes([0; 16]),
            member: MemberId::from_bytes([0; 16]),
            begun,
            used,
        };
        assert!(session(0, 0).is_good(IDLE - 1));
        assert!(!session(0, 0).is_good(IDLE));
        assert!(session(0, LONGEST - 1).is_good(LONGEST - 1));
        assert!(!session(0, LONGEST - 1).is_good(LONGEST));
        assert!(session(100, 100).is_good(0));
    }

    #[test]
    fn a_token_reads_back_and_nothing_else_reads_as_one() {
        let token = SessionToken::generate(&mut OsRng);
        let again = SessionToken::parse(token.written().expose()).unwrap();
        assert!(again.hash() == token.hash());
        assert!(SessionToken::parse("").is_none());
        assert!(SessionToken::parse(&token.written().expose().to_uppercase()).is_none());
    }
}
