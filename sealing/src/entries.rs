//! What a filing's request shows of its wraps: an entry for everybody who could hold one, in
//! random order, and nothing of whose it is (PROTOCOL.md section 7).
//!
//! Who gets no wrap has a dummy in its place, sealed to nobody. Whose each entry is stands in
//! a file sealed to the server alone, so that whoever reads the request on its way (a proxy
//! that inspects TLS) does not see whom a report is kept from.

use crate::{
    digest::Digest,
    envelope::padded,
    filing::Filed,
    gate::Sealed,
    holder::Holder,
    id::MemberId,
    identity::{Addressee, Identity, Recipient},
    keyring::Lines,
    kind,
    padding::WRAP_UNIT,
    role::Intake,
    seal::{self, OpenError, SealError},
    secret::Plaintext,
    strict_json::{JsonError, Value, object, read_object},
};
use rand_core::{CryptoRng, RngCore};
use std::collections::HashSet;

/// The most entries a filing has: 50 handlers, 50 deputies and recovery.
pub const MOST_ENTRIES: usize = 101;

/// The wraps of a filing as they are sent.
pub struct Entries {
    /// One for each handler and deputy of the keyring and for recovery: a wrap or a dummy.
    pub wraps: Vec<Sealed<kind::Wrap>>,
    /// Whose each is.
    pub holders: Sealed<kind::Holders>,
}

impl Entries {
    /// Adds a dummy for everybody of `lines` who gets no wrap, mixes them, and seals to the
    /// server whose each is. `filed` was filed by those lines.
    pub fn seal(
        filed: &Filed,
        lines: &Lines,
        to: &Recipient<Intake>,
        rng: &mut (impl CryptoRng + RngCore),
    ) -> Result<Self, SealError> {
        // Drawn even if nobody needs it, so that it costs the same; one is enough, for what is
        // sealed to it twice cannot be told from what is sealed to two.
        let nobody = [Addressee::throw_away(rng)];
        let mut entries = Vec::new();
        for keeper in lines.keepers() {
            let mut place = [0; 16];
            rng.fill_bytes(&mut place);
            let entry = match filed.wraps.iter().find(|wrap| wrap.holder == keeper) {
                Some(wrap) => (place, Some(keeper), wrap.sealed.clone()),
                None => (place, None, dummy(&nobody)?),
            };
            entries.push(entry);
        }
        entries.sort_by_key(|(place, ..)| *place);
        let holders = entries.iter().map(|(_, holder, _)| *holder).collect();
        let holders = EntryHolders { locator: filed.locator(), holders }.seal(to)?;
        Ok(Self { wraps: entries.into_iter().map(|(.., wrap)| wrap).collect(), holders })
    }
}

/// What has the shape of a wrap made at filing, and holds nothing that anybody could open.
fn dummy(nobody: &[Addressee]) -> Result<Sealed<kind::Wrap>, SealError> {
    let blank = Plaintext::new(vec![b' '; padded(0, WRAP_UNIT)?]);
    seal::seal(&blank, nobody)
}

/// Whose each entry of a filing is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryHolders {
    /// The filing it belongs to. Without it somebody who saw a request could send its entries
    /// again under a code of their own and another epoch, and learn from the refusal who is
    /// among them.
    pub locator: Digest,
    /// For each entry its holder; nobody for a dummy.
    pub holders: Vec<Option<Holder>>,
}

/// Why it is not known whose the entries are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EntriesError {
    /// The file does not open: it is sealed to another key than the server has, or damaged.
    #[error("the file of holders does not open")]
    Open(#[source] OpenError),
    /// It is not of its form.
    #[error("the file of holders is not of its form")]
    Form(#[source] JsonError),
    /// It belongs to another filing.
    #[error("the file of holders belongs to another filing")]
    Locator,
    /// It names more or fewer entries than there are.
    #[error("the file of holders has another number of entries")]
    Count,
}

impl EntryHolders {
    /// Seals it to the server. Its length depends on the number of entries alone.
    pub fn seal(&self, to: &Recipient<Intake>) -> Result<Sealed<kind::Holders>, SealError> {
        let mut content = self.to_json().into_bytes();
        Self::parse(&content).map_err(SealError::Body)?;
        // No holder is longer in text than a member.
        let member = Some(Holder::Member(MemberId::from_bytes([0; 16])));
        let longest = Self { locator: self.locator, holders: vec![member; self.holders.len()] };
        content.resize(padded(longest.to_json().len(), WRAP_UNIT)?, b' ');
        seal::seal(&Plaintext::new(content), &[Addressee::from(to)])
    }

    /// Opens it with the server's identity, for the filing under `locator`.
    pub fn open(
        sealed: &Sealed<kind::Holders>,
        identity: &Identity<Intake>,
        locator: Digest,
    ) -> Result<Self, EntriesError> {
        let content = seal::open(sealed, identity).map_err(EntriesError::Open)?;
        let read = Self::parse(content.expose()).map_err(EntriesError::Form)?;
        if read.locator == locator { Ok(read) } else { Err(EntriesError::Locator) }
    }

    /// Drops the dummies of a filing's entries, and gives every other its holder.
    pub fn assign<E>(&self, entries: Vec<E>) -> Result<Vec<(Holder, E)>, EntriesError> {
        if entries.len() != self.holders.len() {
            return Err(EntriesError::Count);
        }
        let pairs = self.holders.iter().zip(entries);
        Ok(pairs.filter_map(|(holder, entry)| holder.map(|holder| (holder, entry))).collect())
    }

    /// Reads what opened, padding included: no holder twice, and somebody among them.
    pub fn parse(content: &[u8]) -> Result<Self, JsonError> {
        let form = JsonError::Form { name: "holders" };
        let mut read = read_object(content.trim_ascii_end())?;
        read.constant("v", 1)?;
        let locator = read.digest("locator")?;
        let Value::List(values) = read.value("holders")? else { return Err(form) };
        read.end()?;
        let holders = values.iter().map(|value| match value {
            Value::Null => Ok(None),
            Value::Text(text) => Holder::parse(text).map(Some).map_err(|_quotes_input| form),
            Value::Bool(_) | Value::Integer(_) | Value::List(_) | Value::Object(_) => Err(form),
        });
        let holders: Vec<_> = holders.collect::<Result<_, _>>()?;
        let mut seen = HashSet::new();
        let each_once = holders.iter().flatten().all(|holder| seen.insert(*holder));
        let somebody = !seen.is_empty() && holders.len() <= MOST_ENTRIES;
        if each_once && somebody { Ok(Self { locator, holders }) } else { Err(form) }
    }

    fn to_json(&self) -> String {
        let holder = |holder: &Option<Holder>| holder.map_or(Value::Null, Value::text);
        let list = Value::list(&self.holders, holder);
        object([("v", Value::Integer(1)), ("locator", Value::text(self.locator)), ("holders", list)])
            .to_json()
    }
}

#[cfg(test)]
mod tests;
