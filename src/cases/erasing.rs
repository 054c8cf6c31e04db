//! Erasing a case: in one transaction everything that names it is gone, and what its files held is next.

use rand::{CryptoRng, RngCore};
use sigill_sealing::day::Day;

use super::files::delete_files_of_case;
use super::reminders::list_readers;
use super::retention::store::{self, Row};
use crate::audit::{self, Deed, Entry};
use crate::storage::{Error, Tx};

/// The tables in which a case leaves room.
pub(super) const TABLES: &[&str] =
    &["cases", "wraps", "envelopes", "retries", "index_entries", "files", "file_chunks", "removed_files"];

/// Erases a case: the wraps and the salts of its index entries, without which nothing of it opens, all ciphertext, its
/// locator, and the files, those that wait for its reporter or a member too. What remains is an entry of the audit log whose
/// leaf is a random number, and for each member who could open it one more in the count of the day.
///
/// Their objects are deleted, and the room that it had is overwritten, after the transaction: `removed_files` and
/// `unwiped_days` say so until it is done.
pub(super) fn erase(
    tx: &mut Tx<'_>,
    case: &Row,
    today: Day,
    rng: &mut (impl RngCore + CryptoRng),
) -> Result<(), Error> {
    let readers = list_readers(tx, case.id)?;
    delete_files_of_case(tx, case.id, Some(case.locator))?;
    store::delete_case(tx, case.id)?;
    for reader in readers {
        store::add_erased(tx, reader, today)?;
    }
    store::put_unwiped(tx, today)?;
    let deed = Deed::erased(rng);
    audit::append(tx, &Entry { day: today, channel: Some(case.channel), deed }, rng)
}
