//! Striking: what may be struck, by whose word, and what was (PROTOCOL.md section 4).
//!
//! One member proposes, another confirms. What stands in the place of what was struck is struck again by striking the
//! proposal that says it; that proposal may be gone then too, and the confirmation that names it stands in the chain.

use super::{Damage, Entry, Shown, State, Writer};
use crate::body::{Content, Half, Link, Proposal, Strike, ThreadName};
use std::collections::{BTreeMap, BTreeSet};

/// The conversation's number of the contact details.
const CONTACT: u64 = 1;

/// The halves of strikes read so far.
#[derive(Default)]
pub(super) struct Strikes {
    /// What confirmations say is struck.
    struck: BTreeSet<u64>,
    /// The proposals that they name.
    agreed: BTreeSet<u64>,
}

/// By which halves something is struck.
#[derive(Clone, Copy)]
struct By {
    proposal: u64,
    confirmation: u64,
}

impl Strikes {
    /// Whether half a strike strikes what stands there, may be struck, and is by whom it must be. Takes it in if so.
    pub(super) fn take(
        &mut self,
        thread: ThreadName,
        entries: &[Entry],
        strike: &Strike,
        writer: Writer,
    ) -> Result<(), Damage> {
        let target = find(entries, strike.refers).ok_or(Damage::Strike)?;
        if self.struck.contains(&target.n) {
            return Err(Damage::Strike);
        }
        match &strike.half {
            Half::Proposed(proposal) if self.may_be_struck(thread, target, proposal) => Ok(()),
            Half::Proposed(_) => Err(Damage::Strike),
            Half::Confirmed(link) => {
                let proposal = find(entries, *link).ok_or(Damage::Strike)?;
                if self.struck.contains(&proposal.n) || !confirms(proposal, strike.refers, writer) {
                    return Err(Damage::Strike);
                }
                self.struck.insert(target.n);
                self.agreed.insert(proposal.n);
                Ok(())
            }
        }
    }

    /// Whether that may be struck: of what is gone already nobody can tell its kind.
    fn may_be_struck(&self, thread: ThreadName, target: &Entry, proposal: &Proposal) -> bool {
        let in_conversation = thread == ThreadName::Conversation;
        if (in_conversation && target.n == CONTACT) || (!in_conversation && proposal.report.is_some()) {
            return false;
        }
        let is_report = in_conversation && target.n == 0;
        let Some(shown) = target.shown() else {
            return is_gone(target) && (proposal.report.is_some() || !is_report);
        };
        let states_report = match &shown.body.get().content {
            Content::Report(_) => true,
            Content::Message(message) if message.step.is_none() => false,
            Content::Note(note) if note.counted.is_none() => false,
            Content::Triage(triage) if triage.counted.is_none() => false,
            Content::Strike(Strike { half: Half::Proposed(earlier), .. })
                if self.agreed.contains(&target.n) =>
            {
                earlier.report.is_some()
            }
            Content::Message(_)
            | Content::Note(_)
            | Content::Triage(_)
            | Content::Strike(_)
            | Content::Contact(_)
            | Content::Act(_)
            | Content::Grant(_)
            | Content::Rekey(_) => return false,
        };
        states_report == proposal.report.is_some()
    }
}

/// Whether what stands there is a proposal to strike just that, by somebody else; of one that is gone that shows in the end.
fn confirms(proposal: &Entry, refers: Link, writer: Writer) -> bool {
    let Some(shown) = proposal.shown() else { return is_gone(proposal) };
    let is_of_it = proposed(shown).is_some_and(|strike| strike.refers == refers);
    is_of_it && shown.writer != writer
}

/// Marks what two members struck, whether its file is there still or not.
pub(super) fn settle(entries: &mut [Entry]) {
    let mut found: BTreeMap<u64, By> = BTreeMap::new();
    // The newest first: what struck an earlier proposal stands in its place.
    for entry in entries.iter().rev() {
        let Some((refers, link)) = entry.shown().and_then(confirmed) else { continue };
        let stands = || {
            let proposal = find(entries, link)?;
            proposal.shown().and_then(proposed).map(|_strike| link.n)
        };
        let again = found.get(&link.n).map(|by| by.proposal);
        if let Some(proposal) = again.or_else(stands) {
            found.insert(refers.n, By { proposal, confirmation: entry.n });
        }
    }
    for entry in entries {
        if let Some(By { proposal, confirmation }) = found.get(&entry.n).copied() {
            entry.state = State::Struck { proposal, confirmation };
        }
    }
}

/// The strike, if an envelope proposes one.
fn proposed(shown: &Shown) -> Option<&Strike> {
    shown.body.get().content.as_strike().filter(|strike| strike.proposal().is_some())
}

/// What an envelope says is struck, and by which proposal, if it confirms one.
fn confirmed(shown: &Shown) -> Option<(Link, Link)> {
    match shown.body.get().content.as_strike()? {
        Strike { refers, half: Half::Confirmed(proposal) } => Some((*refers, *proposal)),
        Strike { half: Half::Proposed(_), .. } => None,
    }
}

/// What stands at a number, if it is what the link says.
fn find(entries: &[Entry], link: Link) -> Option<&Entry> {
    entries.iter().find(|entry| entry.n == link.n && entry.digest == Some(link.hash))
}

/// Whether the server serves a digest there and no file.
fn is_gone(entry: &Entry) -> bool {
    entry.damage() == Some(Damage::Missing) && entry.digest.is_some()
}
