//! Who may open a case from here on: what the wraps of a writing are, and what goes with whoever they leave out.

use std::collections::BTreeSet;

use sigill_sealing::gate::Sealed;
use sigill_sealing::holder::Holder;
use sigill_sealing::id::MemberId;
use sigill_sealing::keyring::{KeyringChain, Pin};
use sigill_sealing::kind::Wrap;

use super::store;
use super::writing::WriteError;
use crate::cases::{self, store::CaseRow};
use crate::channels::store as channels;
use crate::members::designations::{self, Role};
use crate::storage::{Connection, Error, Tx};

/// One holder's wrap as it is brought: whose, of which generation, the sealed keys.
pub(super) type BroughtWrap = (Holder, u64, Sealed<Wrap>);

/// A grant or rekey that may be written.
#[derive(Debug)]
pub(super) struct Change {
    /// The generation that the wraps belong to.
    generation: u64,
    /// Whom there is something to do for: who holds the case anew, and where its writer left, everybody who remains.
    told: Vec<MemberId>,
    /// Whether the key is replaced.
    is_rekey: bool,
}

impl Change {
    /// Whether it gives the case, under another key, to a member who does not hold it.
    pub(super) fn gives_anew(&self) -> bool {
        self.is_rekey && !self.told.is_empty()
    }
}

/// What the wraps do, if there are any: a grant adds holders to the newest generation, a rekey brings the next. Each holder
/// stands in the newest keyring.
///
/// Whom a rekey may leave out, lest one person take a case from all others, at once or one by one: its writer, who steps
/// aside; whoever has no line in the newest keyring any more; and anybody, if the channel's owner writes it, who answers
/// for whom it designates. Recovery stays, once it holds a case, and leaves out nobody who has a line.
pub(super) fn check(
    connection: &mut Connection,
    writer: Holder,
    case: &CaseRow,
    wraps: &[BroughtWrap],
) -> Result<Option<Change>, WriteError> {
    let Some((_, generation, _)) = wraps.first() else { return Ok(None) };
    let distinct: BTreeSet<Holder> = wraps.iter().map(|(holder, _, _)| *holder).collect();
    let alike = wraps.iter().all(|(_, other, _)| other == generation) && distinct.len() == wraps.len();
    let is_grant = *generation == case.generation;
    let is_rekey = *generation == case.generation.saturating_add(1);
    if !alike || !(is_grant || is_rekey) {
        return Err(WriteError::Wraps);
    }
    let keyring = channels::find_newest_keyring(connection, case.channel)?.ok_or(WriteError::Wraps)?;
    let chain = KeyringChain::verify(case.channel, &[&keyring.note], &Pin::Nothing)
        .map_err(|_damaged| WriteError::Wraps)?;
    let known = |holder: &Holder| match holder {
        Holder::Member(id) => chain.newest().lines().member(*id).is_some(),
        Holder::Recovery => true,
    };
    if !distinct.iter().all(known) {
        return Err(WriteError::Wraps);
    }
    let present = store::list_holders(connection, case.id, case.generation)?;
    if is_grant && present.iter().any(|holder| distinct.contains(holder)) {
        return Err(WriteError::Wraps);
    }
    if is_rekey {
        let is_owner = match writer {
            Holder::Member(member) => {
                designations::find(connection, case.channel, member)? == Some(Role::Owner)
            }
            Holder::Recovery => false,
        };
        let mut left_out = present.iter().filter(|holder| !distinct.contains(holder));
        let may_leave_out = |holder: &Holder| match holder {
            Holder::Recovery => false,
            Holder::Member(_) => is_owner || *holder == writer || !known(holder),
        };
        if !left_out.all(may_leave_out) {
            return Err(WriteError::LeftOut);
        }
    }
    // Who remains where the writer left makes another key, so that all of them have something to do.
    let writer_left = is_rekey && !distinct.contains(&writer);
    let told = distinct.iter().filter(|holder| writer_left || !present.contains(holder));
    let told = told.filter_map(|holder| match holder {
        Holder::Member(id) => Some(*id),
        Holder::Recovery => None,
    });
    Ok(Some(Change { generation: *generation, told: told.collect(), is_rekey }))
}

/// Stores a grant or rekey that [`check`] let through; gives whom to tell. Whoever a rekey leaves out loses what was kept
/// here for them, older keys, index entry and draft alike.
pub(super) fn change(
    tx: &mut Tx<'_>,
    case: &CaseRow,
    wraps: &[BroughtWrap],
    change: Change,
) -> Result<Vec<MemberId>, Error> {
    let Change { generation, told, is_rekey } = change;
    if is_rekey {
        for holder in store::list_ever_holders(tx, case.id)? {
            if !wraps.iter().any(|(kept, _, _)| *kept == holder) {
                store::delete_holder(tx, case.id, holder)?;
            }
        }
        cases::store::update_generation(tx, case.id, generation)?;
    }
    for (holder, _, sealed) in wraps {
        cases::store::insert_wrap(tx, case.id, *holder, generation, sealed)?;
    }
    Ok(told)
}
