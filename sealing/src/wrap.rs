//! Wraps: a case's keys, sealed to one member or to recovery (PROTOCOL.md section 6).

use crate::{
    body::{MOST_GENERATION, take_generation},
    case_id::CaseId,
    day::Day,
    envelope::{self, EnvelopeError, Verified},
    exclusion::WrapRecipient,
    gate::Sealed,
    holder::Holder,
    id::ChannelId,
    identity::{Addressee, Identity, Recipient},
    keyring::KeyringChain,
    kind::{self, Kind},
    role::{Author, Case, Handler, Recovery, Role},
    seal::SealError,
    signature::{KeyId, SigningKey, VerifyingKey},
    strict_json::{JsonError, Object, Value, object, read_object},
};

/// Why a wrap is refused: the case is shown as damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WrapError {
    /// It does not open or verify.
    #[error("the wrap does not open")]
    Envelope(#[from] EnvelopeError),
    /// It is not of its form.
    #[error("the wrap is not of its form")]
    Form(#[from] JsonError),
    /// It is another receiver's.
    #[error("the wrap is for somebody else")]
    Receiver,
    /// Signed at filing, but not of the first generation.
    #[error("the wrap is not of the generation its signer can give")]
    Generation,
}

/// The keys of a case, for one receiver.
pub struct Wrap {
    /// The case.
    pub case: CaseId,
    /// The channel.
    pub channel: ChannelId,
    /// The key id of the receiver's verifying key.
    pub to: KeyId,
    /// Every generation's identity, generation 0 first.
    pub keys: CaseKeys,
    /// The reporter's verifying key, which the case id binds.
    pub verify: VerifyingKey<Author>,
    /// Its writer's day.
    pub day: Day,
}

/// The identities of a case, generation 0 first; never none.
pub struct CaseKeys {
    first: Identity<Case>,
    later: Vec<Identity<Case>>,
}

impl CaseKeys {
    /// The keys of a new case.
    #[must_use]
    pub const fn new(first: Identity<Case>) -> Self {
        Self { first, later: Vec::new() }
    }

    /// Adds the next generation.
    pub fn push(&mut self, next: Identity<Case>) {
        self.later.push(next);
    }

    /// The highest generation there is a key of.
    #[must_use]
    pub fn generation(&self) -> u64 {
        u64::try_from(self.later.len()).unwrap_or(MOST_GENERATION)
    }

    /// The identity of a generation.
    #[must_use]
    pub fn get(&self, generation: u64) -> Option<&Identity<Case>> {
        self.iter().find(|(number, _)| *number == generation).map(|(_, identity)| identity)
    }

    /// The identity of generation 0, which the case id binds.
    #[must_use]
    pub const fn first(&self) -> &Identity<Case> {
        &self.first
    }

    /// Every generation and its identity, generation 0 first.
    #[must_use]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (u64, &Identity<Case>)> {
        let later = self.later.iter().enumerate();
        let later = later.map(|(index, key)| (u64::try_from(index).map_or(MOST_GENERATION, |i| i + 1), key));
        std::iter::once((0, &self.first)).chain(later)
    }

    /// A copy, for a wrap of its own.
    #[must_use]
    pub fn copy(&self) -> Self {
        let copy = |key: &Identity<Case>| Identity::from_seed(*key.expose());
        Self { first: copy(&self.first), later: self.later.iter().map(copy).collect() }
    }

    /// Whether every generation that both have is the same.
    #[must_use]
    pub fn agree(&self, other: &Self) -> bool {
        self.iter().zip(other.iter()).all(|((_, own), (_, others))| own.recipient() == others.recipient())
    }
}

/// A role that wraps are sealed to: members and recovery, nobody else.
///
/// ```
/// use sigill_sealing::{role::{Case, Handler}, wrap::Receives};
/// fn opens_wraps<R: Receives>() {}
/// opens_wraps::<Handler>();
/// ```
///
/// ```compile_fail
/// use sigill_sealing::{role::{Case, Handler}, wrap::Receives};
/// fn opens_wraps<R: Receives>() {}
/// opens_wraps::<Case>();
/// ```
pub trait Receives: Role {}
impl Receives for Handler {}
impl Receives for Recovery {}

/// Who signed a wrap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrapSigner {
    /// The reporter, at filing.
    Reporter,
    /// A member or recovery, later. It counts once the thread shows their standing and a
    /// grant or rekey of theirs that names the receiver
    /// ([`crate::thread::Conversation::confirms`]).
    Holder(Holder),
}

/// A wrap that opened and verified, and who signed it.
pub struct OpenedWrap {
    /// The wrap.
    pub wrap: Verified<Wrap>,
    /// Who signed it.
    pub signer: WrapSigner,
}

impl Wrap {
    /// Signs and seals a wrap to its receiver: by the reporter at filing, later by a
    /// member or recovery.
    pub fn seal(
        &self,
        signer: &SigningKey<Author>,
        to: WrapRecipient<'_>,
    ) -> Result<Sealed<kind::Wrap>, SealError> {
        let to = match to {
            WrapRecipient::Member(recipient) => Addressee::from(recipient),
            WrapRecipient::Recovery(recipient) => Addressee::from(recipient),
        };
        envelope::seal(Kind::Wrap, &self.value(), signer, &[to])
    }

    /// Opens a wrap with the receiver's identity. `receiver` is the key they sign with.
    ///
    /// A wrap made at filing is signed by the key it carries; that key is bound to the case
    /// id, which whoever opens the case checks with the report
    /// ([`crate::thread::MemberCase::open`]).
    pub fn open<R: Receives>(
        sealed: &Sealed<kind::Wrap>,
        identity: &Identity<R>,
        receiver: &VerifyingKey<Author>,
        keyrings: &KeyringChain,
    ) -> Result<OpenedWrap, WrapError> {
        let opened = envelope::open(sealed, identity)?;
        let by = opened.by();
        let carried = carried_key(opened.unverified_body().expose())?;
        let (verified, signer) = if carried.id() == by {
            (opened.verify(&carried)?, WrapSigner::Reporter)
        } else {
            let (key, holder) = keyrings.author(by).ok_or(EnvelopeError::Unknown)?;
            (opened.verify(&key)?, WrapSigner::Holder(holder))
        };
        let wrap = verified.read(Self::read)?;
        if wrap.get().to != receiver.id() {
            return Err(WrapError::Receiver);
        }
        if signer == WrapSigner::Reporter && wrap.get().keys.generation() != 0 {
            return Err(WrapError::Generation);
        }
        Ok(OpenedWrap { wrap, signer })
    }

    fn read(wrap: &mut Object) -> Result<Self, JsonError> {
        let case = wrap.read("case", CaseId::parse)?;
        let (channel, to) = (wrap.id("channel")?, wrap.key_id("to")?);
        let generation = take_generation(wrap, "gen")?;
        let most = usize::try_from(MOST_GENERATION + 1).unwrap_or(usize::MAX);
        let mut keys = wrap.strings("keys", most, Identity::parse)?.into_iter();
        let keys =
            CaseKeys { first: keys.next().ok_or(JsonError::Form { name: "keys" })?, later: keys.collect() };
        if keys.generation() != generation {
            return Err(JsonError::Form { name: "keys" });
        }
        let (verify, day) = (wrap.read("verify", VerifyingKey::parse)?, wrap.day("day")?);
        Ok(Self { case, channel, to, keys, verify, day })
    }

    fn value(&self) -> Value {
        let key = |(_, key): (u64, &Identity<Case>)| Value::from(key.written().expose().as_str());
        object([
            ("v", Value::Integer(1)),
            ("kind", Kind::Wrap.name().into()),
            ("case", Value::text(self.case)),
            ("channel", Value::text(self.channel)),
            ("to", Value::text(self.to)),
            ("gen", self.keys.generation().into()),
            ("keys", Value::list(self.keys.iter(), key)),
            ("verify", Value::text(self.verify)),
            ("day", Value::text(self.day)),
        ])
    }

    /// The recipient of generation 0, which the case id binds.
    #[must_use]
    pub fn recipient(&self) -> Recipient<Case> {
        self.keys.first().recipient()
    }
}

/// The reporter's key that a wrap carries, read before anything is verified: it says under
/// which key a wrap made at filing verifies.
fn carried_key(bytes: &[u8]) -> Result<VerifyingKey<Author>, JsonError> {
    read_object(bytes)?.read("verify", VerifyingKey::parse)
}
