//! Striking: what may be struck, by whose word, and what was (PROTOCOL.md section 4).
//!
//! One member proposes, another confirms. What stands in the place of what was struck is struck again by striking the
//! proposal that says it. That proposal may be gone then too, and nobody can tell any more what it said: the one that strikes
//! it names the confirmation by which it stood, which its readers saw, and that alone is followed.

use super::{Damage, Entry, Shown, State, Writer};
use crate::{
    body::{Content, Half, Link, Proposal, Strike, ThreadName},
    digest::Digest,
    envelope::EnvelopeError,
    file_reference::FileReference,
    seal::OpenError,
};
use std::collections::BTreeMap;

/// The conversation's number of the contact details.
const CONTACT: u64 = 1;

/// The halves of strikes read so far.
#[derive(Default)]
pub(super) struct Strikes {
    /// What was struck, by which proposal: only where that was read.
    struck: BTreeMap<u64, Link>,
}

/// A thread as far as it was read, and by whom.
#[derive(Clone, Copy)]
pub(super) struct Read<'a> {
    pub(super) thread: ThreadName,
    pub(super) entries: &'a [Entry],
    /// A reporter may not be shown again what they wrote.
    pub(super) by_reporter: bool,
}

/// By which halves something is struck.
#[derive(Clone, Copy)]
struct By {
    proposal: u64,
    confirmation: u64,
}

impl Strikes {
    /// Whether half a strike strikes what stands there, may be struck, and is by whom it must be. Takes it in if so.
    pub(super) fn take(&mut self, read: Read<'_>, strike: &Strike, writer: Writer) -> Result<(), Damage> {
        let target = find(read.entries, strike.refers).ok_or(Damage::Strike)?;
        let before = self.struck.get(&target.n).copied();
        match &strike.half {
            Half::Proposed(proposal) if before.is_none() && self.may_be_struck(read, target, proposal) => {
                Ok(())
            }
            Half::Proposed(_) => Err(Damage::Strike),
            Half::Confirmed(link) => self.confirm(read, (target, strike.refers), *link, writer, before),
        }
    }

    /// A proposal can be confirmed again, by whoever finds that what it strikes was not deleted.
    fn confirm(
        &mut self,
        read: Read<'_>,
        (target, refers): (&Entry, Link),
        link: Link,
        writer: Writer,
        before: Option<Link>,
    ) -> Result<(), Damage> {
        let proposal = find(read.entries, link).ok_or(Damage::Strike)?;
        if before.is_some_and(|before| before != link) || self.struck.contains_key(&proposal.n) {
            return Err(Damage::Strike);
        }
        let Some(shown) = proposal.shown() else {
            // Whether it was one shows in the end.
            return if is_gone(proposal) { Ok(()) } else { Err(Damage::Strike) };
        };
        let proposed = proposed(shown).filter(|(of, _)| *of == refers && shown.writer != writer);
        let (_, proposed) = proposed.ok_or(Damage::Strike)?;
        // What it strikes may have been agreed to since.
        if target.shown().is_some() && before.is_none() && !self.may_be_struck(read, target, proposed) {
            return Err(Damage::Strike);
        }
        self.struck.insert(target.n, link);
        Ok(())
    }

    /// Whether that may be struck, by what is proposed: of what is gone already nobody can tell its kind.
    fn may_be_struck(&self, read: Read<'_>, target: &Entry, proposal: &Proposal) -> bool {
        let in_conversation = read.thread == ThreadName::Conversation;
        if (in_conversation && target.n == CONTACT) || (!in_conversation && proposal.report.is_some()) {
            return false;
        }
        let Some(shown) = target.shown() else {
            let is_report = in_conversation && target.n == 0;
            let is_unread = is_gone(target) || (read.by_reporter && is_kept_from_reader(target));
            return is_unread && (proposal.report.is_some() || !is_report);
        };
        let mut stood_before: &[Digest] = &[];
        let (states_report, files): (bool, &[FileReference]) = match &shown.body.get().content {
            Content::Report(report) => (true, &report.files),
            Content::Message(message) if message.step.is_none() => (false, &message.files),
            Content::Note(note) if note.counted.is_none() => (false, &note.files),
            Content::Triage(triage) if triage.counted.is_none() => (false, &[]),
            Content::Strike(Strike { refers, half: Half::Proposed(earlier) }) => {
                let stands = self.struck.get(&refers.n).is_some_and(|by| by.n == target.n);
                if !says_by_what_it_stands(read.entries, proposal, earlier, stands.then_some(target)) {
                    return false;
                }
                stood_before = if stands { &earlier.prev } else { &[] };
                (earlier.report.is_some(), &earlier.files)
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
        let is_remains = matches!(shown.body.get().content, Content::Strike(_));
        if !is_remains && !proposal.of.is_empty() {
            return false;
        }
        // The chain goes on over what is gone by what is said here, so it has to be what everybody can read yet.
        let prev = shown.body.get().position.prev;
        if proposal.prev.split_last() != Some((&prev, stood_before)) {
            return false;
        }
        let is_of_it = |kept: &FileReference| files.iter().any(|file| file.is_same(kept));
        states_report == proposal.report.is_some() && proposal.files.iter().all(is_of_it)
    }
}

/// Whether a proposal to strike an earlier one names every confirmation by which that stands, and none if it does not.
fn says_by_what_it_stands(
    entries: &[Entry],
    proposal: &Proposal,
    earlier: &Proposal,
    standing: Option<&Entry>,
) -> bool {
    match (standing, proposal.of.split_last()) {
        (None, last) => last.is_none(),
        (Some(_), None) => false,
        (Some(target), Some((last, before))) => {
            before == earlier.of
                && find(entries, *last).is_some_and(|entry| is_confirmation_of(entry, target))
        }
    }
}

/// Whether an entry confirms what another proposes.
fn is_confirmation_of(entry: &Entry, proposal: &Entry) -> bool {
    let confirmed = entry.shown().and_then(confirmed);
    confirmed.is_some_and(|(_, link)| link.n == proposal.n && Some(link.hash) == proposal.digest)
}

/// Marks what two members struck, whether its file is there still or not, and names the numbers of those that what is served
/// before them is not what stood there: their own files cannot say so any more.
pub(super) fn settle(entries: &mut [Entry]) -> Vec<u64> {
    let mut found: BTreeMap<u64, By> = BTreeMap::new();
    let mut unfounded = Vec::new();
    // The newest first: what struck an earlier proposal stands in its place. Of two that confirm the same the first counts.
    for entry in entries.iter().rev() {
        let Some((refers, link)) = entry.shown().and_then(confirmed) else { continue };
        let again = found.get(&link.n).map(|by| by.proposal);
        let stated = find(entries, link).and_then(Entry::shown);
        let stands = match again {
            // It was read, or whoever struck it says that it stood by this.
            Some(by) if stated.is_some() || is_vouched_for(entries, by, (refers, link)) => Some(by),
            Some(_) => None,
            None => stated.and_then(proposed).map(|_proposed| link.n),
        };
        match stands {
            Some(proposal) => {
                found.insert(refers.n, By { proposal, confirmation: entry.n });
            }
            None => unfounded.push(entry.n),
        }
    }
    let torn = found.iter().filter(|(n, by)| !is_joined(entries, **n, by.proposal));
    let torn = torn.map(|(n, _)| *n).collect();
    for entry in entries {
        if let Some(By { proposal, confirmation }) = found.get(&entry.n).copied() {
            entry.state = State::Struck { proposal, confirmation };
        } else if unfounded.contains(&entry.n) {
            entry.state = State::Damaged(Damage::Strike);
        }
    }
    torn
}

/// Whether what is served before a struck number is what stood there, as the proposal says by which it is struck.
fn is_joined(entries: &[Entry], n: u64, proposal: u64) -> bool {
    let at = |number: u64| entries.iter().find(|entry| entry.n == number);
    let Some((refers, proposal)) = at(proposal).and_then(Entry::shown).and_then(proposed) else {
        return false;
    };
    let prev = if refers.n == n {
        proposal.prev.last()
    } else {
        let confirms_it = |of: &Link| {
            find(entries, *of)
                .and_then(Entry::shown)
                .and_then(confirmed)
                .is_some_and(|(struck, _)| struck.n == n)
        };
        proposal.of.iter().position(confirms_it).and_then(|place| proposal.prev.get(place))
    };
    let before = match n.checked_sub(1) {
        Some(before) => at(before).and_then(|entry| entry.digest),
        None => Some(Digest::ZERO),
    };
    prev.is_some() && prev.copied() == before
}

/// Whether the proposal that stands in the place of one that is gone says that a confirmation of just that was one.
fn is_vouched_for(entries: &[Entry], by: u64, halves: (Link, Link)) -> bool {
    let by = entries.iter().find(|entry| entry.n == by).and_then(Entry::shown);
    let of = by.and_then(proposed).map_or(&[][..], |(_, proposal)| &proposal.of);
    of.iter().any(|of| find(entries, *of).and_then(Entry::shown).and_then(confirmed) == Some(halves))
}

/// What an envelope proposes to strike, and how, if it proposes it.
fn proposed(shown: &Shown) -> Option<(Link, &Proposal)> {
    let strike = shown.body.get().content.as_strike()?;
    strike.proposal().map(|proposal| (strike.refers, proposal))
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

/// Whether what stands there was not sealed to the reader.
fn is_kept_from_reader(entry: &Entry) -> bool {
    entry.damage() == Some(Damage::Envelope(EnvelopeError::Unseal(OpenError::NotForUs)))
}
