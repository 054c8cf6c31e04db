//! Where mails to a member go: entered by them, and confirmed by a code that is mailed there before anything else is.

use rand::rngs::OsRng;
use sigill_sealing::day::Day;
use sigill_sealing::id::MemberId;
use thiserror::Error;

use super::{CodeHash, store};
use crate::config::{LONGEST_ADDRESS, MailAddress};
use crate::http::locale::Locale;
use crate::server_key::{Purpose, ServerKey, Unsealable};
use crate::storage::{self, Connection, Tx};

/// Minutes for which an address waits for its code to be sent.
const WAITING: i64 = 24 * 60;
/// Minutes for which a code is good once it is sent.
pub(super) const GOOD: u32 = 30;
/// How often a code may be typed wrong.
const TRIES: i64 = 5;
/// Digits of a code.
pub(super) const DIGITS: usize = 8;

/// What a member has entered and confirmed.
#[derive(Debug)]
pub struct Standing {
    /// Where mails go.
    pub confirmed: Option<Confirmed>,
    /// Where they shall go once the code is typed.
    pub pending: Option<Pending>,
}

/// A confirmed address.
#[derive(Debug)]
pub struct Confirmed {
    /// The address.
    pub address: MailAddress,
    /// The language of mails to it.
    pub language: Locale,
    /// The day on which the mail server refused it for good; nothing is sent there since.
    pub refused: Option<Day>,
}

/// An address that waits for its code.
#[derive(Debug)]
pub struct Pending {
    /// The address.
    pub address: MailAddress,
    /// The language of mails to it.
    pub language: Locale,
    /// Whether the code was sent.
    pub is_sent: bool,
    /// The day on which the mail server refused it for good; no code goes there.
    pub refused: Option<Day>,
}

/// What became of a code that was typed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Typed {
    /// The address is confirmed.
    Right {
        /// Whether it was not before this.
        is_new: bool,
    },
    /// It is another code; so many tries are left.
    Wrong {
        /// How many.
        left: u32,
    },
    /// No code waits, or it is too old, or was typed wrong too often: ask for another.
    Expired,
}

/// Why an address could not be looked at or stored.
#[derive(Debug, Error)]
pub enum AddressError {
    /// It was sealed to another server key.
    #[error("a mail address cannot be sealed or opened")]
    ServerKey(#[from] Unsealable),
    /// The database.
    #[error("a mail address could not be read or stored")]
    Storage(#[from] storage::Error),
}

/// One place for an address: table, column and row.
#[derive(Clone, Copy)]
pub(super) enum Place {
    Confirmed,
    Pending,
}

/// Seals `address` for the row of `member` in that table alone. All are of one length.
fn seal(
    key: &ServerKey,
    place: Place,
    member: MemberId,
    address: &MailAddress,
    rng: &mut OsRng,
) -> Result<Vec<u8>, Unsealable> {
    let mut padded = address.as_str().as_bytes().to_vec();
    padded.resize(LONGEST_ADDRESS, 0);
    key.seal(Purpose::MailAddress, &place.of(member), &padded, rng)
}

/// Opens what was sealed for that place.
pub(super) fn open(
    key: &ServerKey,
    place: Place,
    member: MemberId,
    sealed: &[u8],
) -> Result<MailAddress, Unsealable> {
    let opened = key.open(Purpose::MailAddress, &place.of(member), sealed)?;
    let text = std::str::from_utf8(&opened).map_err(|_malformed| Unsealable)?;
    MailAddress::parse(text.trim_end_matches('\0')).ok_or(Unsealable)
}

impl Place {
    fn of(self, member: MemberId) -> Vec<u8> {
        let column: &[u8] = match self {
            Self::Confirmed => b"mail_addresses/sealed/",
            Self::Pending => b"mail_confirmations/sealed/",
        };
        [column, member.as_bytes()].concat()
    }
}

/// What stands of a code in its row.
pub(super) fn hash(key: &ServerKey, member: MemberId, code: &str) -> CodeHash {
    CodeHash::from_bytes(key.mac(Purpose::MailCode, &[member.as_bytes(), code.as_bytes()].concat()))
}

/// Whether mails to `member` arrive, as far as is known: to an address that they confirmed, which the mail server has not
/// refused for good since.
pub fn reach(connection: &mut Connection, key: &ServerKey, member: MemberId) -> Result<bool, storage::Error> {
    let row = store::find_address(connection, member)?.filter(|row| row.refused.is_none());
    Ok(row.is_some_and(|row| open(key, Place::Confirmed, member, &row.sealed).is_ok()))
}

/// What `member` has entered and confirmed. What was sealed to another server key is as good as never entered: that it can be
/// entered anew is all that helps where the key is lost.
pub fn find(
    connection: &mut Connection,
    key: &ServerKey,
    member: MemberId,
    minute: i64,
) -> Result<Standing, storage::Error> {
    let confirmed = store::find_address(connection, member)?.and_then(|row| {
        let address = open(key, Place::Confirmed, member, &row.sealed).ok()?;
        Some(Confirmed { address, language: row.language, refused: row.refused })
    });
    let waiting = store::find_confirmation(connection, member)?.filter(|row| row.expires > minute);
    let pending = waiting.and_then(|row| {
        let address = open(key, Place::Pending, member, &row.sealed).ok()?;
        Some(Pending { address, language: row.language, is_sent: row.code.is_some(), refused: row.refused })
    });
    Ok(Standing { confirmed, pending })
}

/// Enters an address. Nothing but a code is sent to it until that is typed; mails go to the one before as long. An address that
/// is confirmed already, and takes mails, only gets its language; whether a code is to be sent.
pub fn enter(
    tx: &mut Tx<'_>,
    key: &ServerKey,
    member: MemberId,
    (address, language): (&MailAddress, Locale),
    minute: i64,
    rng: &mut OsRng,
) -> Result<bool, AddressError> {
    let standing = find(tx, key, member, minute)?;
    let is_same = |confirmed: &Confirmed| confirmed.address == *address && confirmed.refused.is_none();
    if standing.confirmed.as_ref().is_some_and(is_same) {
        store::update_language(tx, member, language)?;
        store::delete_confirmation(tx, member)?;
        return Ok(false);
    }
    let sealed = seal(key, Place::Pending, member, address, rng)?;
    store::put_confirmation(tx, member, &sealed, language, minute.saturating_add(WAITING))?;
    Ok(true)
}

/// Holds what `member` typed to the code that was mailed. The code that confirmed an address is right as often as it is typed:
/// an answer may have been lost.
pub fn confirm(
    tx: &mut Tx<'_>,
    key: &ServerKey,
    member: MemberId,
    typed: &str,
    minute: i64,
    rng: &mut OsRng,
) -> Result<Typed, AddressError> {
    let typed: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    let typed = hash(key, member, &typed);
    let Some(row) = store::find_confirmation(tx, member)? else {
        let was = store::find_address(tx, member)?.is_some_and(|row| row.code == typed);
        return Ok(if was { Typed::Right { is_new: false } } else { Typed::Expired });
    };
    let Some(code) = row.code.filter(|_sent| row.expires > minute && row.tries < TRIES) else {
        return Ok(Typed::Expired);
    };
    if code != typed {
        let tries = row.tries.saturating_add(1);
        store::update_code_tries(tx, member, tries)?;
        return Ok(Typed::Wrong { left: u32::try_from(TRIES - tries).unwrap_or_default() });
    }
    let address = open(key, Place::Pending, member, &row.sealed)?;
    let sealed = seal(key, Place::Confirmed, member, &address, rng)?;
    store::put_address(tx, member, &sealed, row.language, code)?;
    store::delete_confirmation(tx, member)?;
    Ok(Typed::Right { is_new: true })
}

/// Forgets a member's address, one that waits, and what was to be sent there; whether there was one that mails went to.
pub fn remove(tx: &mut Tx<'_>, member: MemberId) -> Result<bool, storage::Error> {
    store::delete_confirmation(tx, member)?;
    store::delete_address(tx, member)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_address_opens_in_its_own_place_and_tells_no_length() {
        let key = ServerKey::generate(&mut OsRng);
        let (one, two) = (MemberId::from_bytes([1; 16]), MemberId::from_bytes([2; 16]));
        let address = |text| MailAddress::parse(text).unwrap();
        let sealed = |text| seal(&key, Place::Pending, one, &address(text), &mut OsRng).unwrap();
        let (short, long) = (sealed("a@b.se"), sealed("anna.andersson@forvaltning.example.se"));
        assert_eq!(short.len(), long.len());
        assert_eq!(open(&key, Place::Pending, one, &short).unwrap().as_str(), "a@b.se");
        assert!(open(&key, Place::Confirmed, one, &short).is_err());
        assert!(open(&key, Place::Pending, two, &short).is_err());
    }
}
