//! Who is a member of a case at a number of its conversation (PROTOCOL.md section 6).

use crate::{
    body::{Grant, KeyringRef, Rekey},
    day::Day,
    holder::{Holder, Holders},
    keyring::{Epoch, KeyringChain},
    role::Author,
    signature::VerifyingKey,
};

/// Why an author's envelope does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoStanding {
    /// It names a keyring that the reader never verified.
    #[error("it names an unknown keyring")]
    UnknownKeyring,
    /// It names an older epoch than an envelope before it.
    #[error("it names an older keyring than an envelope before it")]
    OldKeyring,
    /// The author's key does not stand in the keyring it names.
    #[error("its author is not in the keyring it names")]
    NotInKeyring,
    /// The author's key had left the keyring by that day.
    #[error("its author had left the keyring by then")]
    Left,
    /// The author is no member of the case at that number.
    #[error("its author is no member of the case")]
    NotAMember,
    /// Recovery may rekey, and nothing else, and only what was left to it; a member or the
    /// reporter may not write what another's alone is.
    #[error("its author may not write this")]
    Writer,
    /// It names somebody whom the keyring does not list as handler, deputy or recovery,
    /// or another key than theirs.
    #[error("it names somebody who cannot become a member")]
    NotEligible,
    /// It names somebody whom the reporter excluded and never allowed.
    #[error("it names somebody excluded")]
    Excluded,
    /// It does not follow from the generation in use.
    #[error("it is of another generation of the case key")]
    Generation,
}

/// The members of a case, whom its reporter excludes, and the generation of its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    members: Holders,
    excluded: Holders,
    generation: u64,
}

impl Standing {
    /// As the report has it.
    #[must_use]
    pub const fn at_filing(wrapped: Holders, excluded: Holders) -> Self {
        Self { members: wrapped, excluded, generation: 0 }
    }

    /// The members.
    #[must_use]
    pub const fn members(&self) -> &Holders {
        &self.members
    }

    /// Those excluded whom the reporter has not allowed since.
    #[must_use]
    pub const fn excluded(&self) -> &Holders {
        &self.excluded
    }

    /// The generation of the case key in use.
    #[must_use]
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// The reporter lets somebody excluded gain standing again.
    pub(crate) fn allow(&mut self, holder: Holder) {
        self.excluded.remove(holder);
    }

    /// A grant by an author with standing, who names that epoch.
    pub(crate) fn grant(&mut self, grant: &Grant, epoch: &Epoch) -> Result<(), NoStanding> {
        let key = epoch.lines().key_of(grant.member.into()).ok_or(NoStanding::NotEligible)?;
        if key.id() != grant.key {
            return Err(NoStanding::NotEligible);
        }
        if self.excluded.contains(grant.member) {
            return Err(NoStanding::Excluded);
        }
        self.members.insert(grant.member);
        Ok(())
    }

    /// A rekey by an author with standing, who names that epoch.
    pub(crate) fn rekey(&mut self, rekey: &Rekey, epoch: &Epoch) -> Result<(), NoStanding> {
        if rekey.from != self.generation {
            return Err(NoStanding::Generation);
        }
        if rekey.members.iter().any(|holder| epoch.lines().key_of(holder).is_none()) {
            return Err(NoStanding::NotEligible);
        }
        if rekey.members.meet(&self.excluded) {
            return Err(NoStanding::Excluded);
        }
        self.members = rekey.members.clone();
        self.generation = rekey.from + 1;
        Ok(())
    }
}

/// Below what an envelope of a thread may not go.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Floor {
    /// The highest epoch that a verified envelope before it named, of those the reader verified.
    pub(crate) epoch: u64,
    /// The latest day that a verified envelope before it stated and the server's stamp bore out; in
    /// thread i also one of the conversation up to what it saw.
    pub(crate) day: Option<Day>,
}

/// Judges a member's or recovery's envelope: the author's key stands in the keyring named,
/// which is no older than `floor`; it had not left by that day, nor by the floor's, for who has
/// left can write an earlier day; and the author is a member. Recovery writes only where no
/// other member of the case has a line in the keyring named, nor in a later one that was issued
/// before that day: whoever has the channel's recovery code takes no case from those who hold
/// it, whatever the server says of them.
pub(crate) fn judge<'a>(
    keyrings: &'a KeyringChain,
    standing: &Standing,
    floor: Floor,
    key: &VerifyingKey<Author>,
    named: KeyringRef,
    day: Day,
) -> Result<(Holder, &'a Epoch), NoStanding> {
    let epoch = keyrings.find(named.epoch, named.hash).ok_or(NoStanding::UnknownKeyring)?;
    if epoch.epoch() < floor.epoch {
        return Err(NoStanding::OldKeyring);
    }
    let (_, holder) = epoch.lines().author(key.id()).ok_or(NoStanding::NotInKeyring)?;
    let day = floor.day.map_or(day, |latest| latest.max(day));
    let left = keyrings.gone_since(epoch.epoch(), holder, key);
    if left.is_some_and(|left| day.number() > left.number() + 1) {
        return Err(NoStanding::Left);
    }
    if !standing.members.contains(holder) {
        return Err(NoStanding::NotAMember);
    }
    let later = |known: &Epoch| known.epoch() > epoch.epoch() && known.issued() < day;
    let in_force = |known: &&Epoch| known.epoch() == epoch.epoch() || later(known);
    let stands = |other: Holder| {
        let mut known = keyrings.iter().filter(in_force);
        other != Holder::Recovery && known.any(|epoch| epoch.lines().key_of(other).is_some())
    };
    if holder == Holder::Recovery && standing.members.iter().any(stands) {
        return Err(NoStanding::Writer);
    }
    Ok((holder, epoch))
}
