//! Thread i: the handlers' own.

use super::{
    Alarm, Conversation, Damage, Entry, Facts, Served, ServedFile, Writer,
    strikes::Strikes,
    walk::{Opener, Placed, Walk},
};
use crate::{
    body::{Content, Link, ThreadBody, ThreadName},
    envelope::Verified,
    keyring::KeyringChain,
    kind,
    standing::{Floor, NoStanding, judge},
    wrap::CaseKeys,
};

/// The internal thread of a case, read from number 0 beside its conversation.
pub struct Internal {
    entries: Vec<Entry>,
    alarms: Vec<Alarm>,
    pub(super) floor: Floor,
}

impl Internal {
    /// Every number, in order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What the page must say.
    #[must_use]
    pub fn alarms(&self) -> &[Alarm] {
        &self.alarms
    }

    /// The last envelope.
    #[must_use]
    pub fn head(&self) -> Option<Link> {
        let last = self.entries.last()?;
        Some(Link { n: last.n, hash: last.digest? })
    }

    pub(super) fn read(
        facts: &Facts,
        keys: &CaseKeys,
        conversation: &Conversation,
        keyrings: &KeyringChain,
        served: &[Served],
    ) -> Self {
        let mut walk = Walk {
            thread: ThreadName::Internal,
            case: facts.case,
            reporter: facts.verify,
            keyrings,
            opener: Opener::Member(keys),
            floor: Floor::default(),
            entries: Vec::new(),
            alarms: Vec::new(),
            strikes: Strikes::default(),
        };
        let mut last_seen = 0;
        for (n, one) in walk.in_order(served) {
            let outcome = match one.map(|served| &served.file) {
                None | Some(ServedFile::Gone(_)) => Err(Damage::Missing),
                Some(ServedFile::Bytes(bytes)) => open(&mut walk, conversation, last_seen, n, bytes),
            };
            if let Ok((_, body)) = &outcome {
                last_seen = body.get().position.seen.map_or(last_seen, |seen| seen.n);
            }
            walk.push(n, one, outcome);
        }
        walk.settle(served);
        let Walk { entries, alarms, floor, .. } = walk;
        Self { entries, alarms, floor }
    }
}

fn open(
    walk: &mut Walk<'_>,
    conversation: &Conversation,
    last_seen: u64,
    n: u64,
    bytes: &[u8],
) -> Result<(Writer, Verified<ThreadBody>), Damage> {
    let Placed { body, member_key } = walk.place::<kind::Internal>(n, bytes)?;
    let position = &body.get().position;
    let key = member_key.ok_or(Damage::Standing(NoStanding::Writer))?;
    // The schema has a head in every body of this thread.
    let seen = position.seen.ok_or(Damage::Seen)?;
    let Some(shown) = conversation.digest_at(seen.n) else {
        // Its writer saw more of the conversation than the server shows us.
        walk.alarm(Alarm::HeldBack { thread: ThreadName::Conversation, n: seen.n });
        return Err(Damage::Seen);
    };
    if shown != seen.hash {
        walk.alarm(Alarm::HeldBack { thread: ThreadName::Conversation, n: seen.n });
        return Err(Damage::Seen);
    }
    if seen.n < last_seen {
        return Err(Damage::Seen);
    }
    let standing = conversation.standing_at(seen.n).ok_or(Damage::Seen)?;
    // What it saw is older than itself. Of that only the day counts: who missed an epoch there wrote in good faith.
    let floor = Floor { day: walk.floor.day.max(conversation.day_at(seen.n)), ..walk.floor };
    let (holder, _) = judge(walk.keyrings, standing, floor, &key, position.keyring, position.day)
        .map_err(Damage::Standing)?;
    if !Writer::Holder(holder).may_write(&body.get().content) {
        return Err(Damage::Standing(NoStanding::Writer));
    }
    if position.generation != standing.generation() {
        return Err(Damage::Standing(NoStanding::Generation));
    }
    if let Content::Strike(strike) = &body.get().content {
        walk.take_strike(strike, Writer::Holder(holder))?;
    }
    walk.floor = floor;
    Ok((Writer::Holder(holder), body))
}
