//! How guessing is slowed without locking anybody out.
//!
//! Two counts a name. Under *proof* count tries whose passphrase or recovery code is wrong: known and unknown names alike.
//! Who has the right one is not kept waiting by those, whoever makes them, for 90 random bits are not guessed. Under
//! *code* count tries whose proof was right and whose second factor was wrong: six digits are guessed, and only a thief of
//! the passphrase can make these. To that thief the two counts look like one.

mod store;

use sigill_sealing::id::MemberId;

use super::Subject;
use super::name::SignInName;
use crate::server_key::{Purpose, ServerKey};
use crate::storage::{Connection, Error, Tx};

/// So many wrong tries cost nothing: slips of the finger.
const FREE: i64 = 3;
/// The longest wait, in minutes.
const LONGEST_WAIT: i64 = 15;
/// So many minutes after the last wrong try and its wait all is forgotten.
const MEMORY: i64 = 24 * 60;

/// What was wrong in the tries of a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// The passphrase or recovery code.
    Proof,
    /// The second factor alone.
    Code,
}

/// What tries at `name` are counted under.
pub(super) fn subject(key: &ServerKey, wrong: Wrong, name: &SignInName) -> Subject {
    let tag = match wrong {
        Wrong::Proof => 0,
        Wrong::Code => 1,
    };
    Subject::from_bytes(key.mac(Purpose::Attempts, &[&[tag], name.as_str().as_bytes()].concat()))
}

/// What the codes are counted under that `member` has mailed to an address: whoever asks for many waits as whoever guesses.
pub(super) fn subject_of_mail(key: &ServerKey, member: MemberId) -> Subject {
    Subject::from_bytes(key.mac(Purpose::Attempts, &[&[2], member.as_bytes().as_slice()].concat()))
}

/// Tries at one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Attempts {
    failures: i64,
    not_before: i64,
}

/// How many minutes the next try waits after so many wrong ones.
fn wait(failures: i64) -> i64 {
    match failures.saturating_sub(FREE) {
        ..=0 => 0,
        slowed @ 1..=4 => 1 << (slowed - 1),
        _ => LONGEST_WAIT,
    }
}

/// The minute from which a try is taken again, if that is still to come.
pub(super) fn slowed_until(
    connection: &mut Connection,
    subject: Subject,
    minute: i64,
) -> Result<Option<i64>, Error> {
    let found = store::find_attempts(connection, subject)?;
    // A clock that went back keeps nobody waiting for longer than a wait can last.
    let ahead = |attempts: &Attempts| (1..=LONGEST_WAIT).contains(&(attempts.not_before - minute));
    Ok(found.filter(ahead).map(|attempts| attempts.not_before))
}

/// Counts a wrong try, and forgets all that are old: so names that somebody only ever tried once do not pile up.
pub(super) fn count(tx: &mut Tx<'_>, subject: Subject, minute: i64) -> Result<(), Error> {
    delete_old(tx, minute)?;
    let before = store::find_attempts(tx, subject)?;
    let remembered = before.filter(|attempts| minute.saturating_sub(attempts.not_before) < MEMORY);
    let failures = remembered.map_or(0, |attempts| attempts.failures).saturating_add(1);
    let attempts = Attempts { failures, not_before: minute.saturating_add(wait(failures)) };
    if before.is_some() {
        store::update_attempts(tx, subject, attempts)
    } else {
        store::insert_attempts(tx, subject, attempts)
    }
}

/// Forgets the wrong tries of a name whose member came in, and all that are old.
pub(super) fn forget(tx: &mut Tx<'_>, subject: Subject, minute: i64) -> Result<(), Error> {
    store::delete_attempts(tx, subject)?;
    delete_old(tx, minute)
}

/// Forgets the tries whose memory is over.
pub(super) fn delete_old(tx: &mut Tx<'_>, minute: i64) -> Result<(), Error> {
    store::delete_old_attempts(tx, minute.saturating_sub(MEMORY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_and_has_an_end() {
        let waits: Vec<_> = (0..=10).map(wait).collect();
        assert_eq!(waits, [0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15]);
        assert_eq!(wait(i64::MAX), LONGEST_WAIT);
    }

    #[test]
    fn the_two_counts_of_a_name_are_apart_and_tell_no_name() {
        let key = ServerKey::generate(&mut rand::rngs::OsRng);
        let name = SignInName::typed("anna");
        let other = ServerKey::generate(&mut rand::rngs::OsRng);
        assert!(subject(&key, Wrong::Proof, &name) != subject(&key, Wrong::Code, &name));
        assert!(subject(&key, Wrong::Proof, &name) != subject(&other, Wrong::Proof, &name));
    }
}
