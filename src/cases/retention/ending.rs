//! What handlers say of a case's end: that it is held, that a decision is registered, that one of them proposes to erase it
//! now. Each comes with a record of the case that bears it out; why stays sealed.

use sigill_sealing::day::Day;

use super::super::CaseId;
use super::super::lifecycle::{InternalStep, OutOfTurn};
use super::early::Proposer;
use super::rule::Standing;
use super::store::{self, Row};
use crate::channels::keeping::Keepings;
use crate::storage::{Error, Tx};

/// What the end of a case turns on, as its members are told.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Ending {
    /// Since when it is kept whatever its period.
    pub held: Option<Day>,
    /// Since when a decision to erase it is registered.
    pub decided: Option<Day>,
    /// The day on which it is erased, once that is near.
    pub erase_on: Option<Day>,
    /// Whether a member proposes to erase it before.
    pub is_proposed: bool,
}

/// Takes those of the steps that are of a case's end, on `today`, by the member whose mark is `by`.
///
/// A decision is a public channel's, for a closed case, and a proposal a private one's for a closed case that nobody holds.
/// What is said already stays since its day, and what is taken back need not be there.
pub fn take_steps<E: From<OutOfTurn> + From<Error>>(
    tx: &mut Tx<'_>,
    case: CaseId,
    steps: &[InternalStep],
    today: Day,
    by: Proposer,
) -> Result<(), E> {
    let Some(row) = store::find_row(tx, case)? else { return Ok(()) };
    let mut standing = row.standing;
    let before = store::find_proposer(tx, case)?;
    let mut proposer = before;
    for step in steps {
        match step {
            InternalStep::Hold => {
                standing.held.get_or_insert(today);
                proposer = None;
            }
            InternalStep::Release => standing.held = None,
            InternalStep::DecideErasure => {
                if standing.closed.is_none() || !is_public(tx, row)? {
                    return Err(OutOfTurn.into());
                }
                standing.decided.get_or_insert(today);
            }
            InternalStep::UndecideErasure => standing.decided = None,
            InternalStep::ProposeErasure => {
                let is_free = standing.closed.is_some() && standing.held.is_none();
                if !is_free || is_public(tx, row)? {
                    return Err(OutOfTurn.into());
                }
                proposer = Some(by);
            }
            InternalStep::WithdrawErasure => proposer = None,
            InternalStep::WaiveAcknowledgement
            | InternalStep::UnwaiveAcknowledgement
            | InternalStep::WaiveFeedback
            | InternalStep::UnwaiveFeedback => {}
        }
    }
    if standing != row.standing || proposer != before {
        store::update_ending(tx, case, standing, proposer)?;
    }
    Ok(())
}

/// Whether a case is a public record.
pub(super) fn is_public(tx: &mut Tx<'_>, case: Row) -> Result<bool, Error> {
    Ok(Keepings::find(tx, case.channel)?.of(case.received).is_public)
}

/// A case that was reopened is proposed no more and has no day. A decision to erase it is none any more, for it was about
/// the record as it stood: nobody has decided on what comes now.
pub fn reopen(tx: &mut Tx<'_>, case: CaseId) -> Result<(), Error> {
    match store::find_row(tx, case)? {
        Some(row) => store::update_ending(tx, case, Standing { decided: None, ..row.standing }, None),
        None => Ok(()),
    }
}
