//! Deeds either side states.

use super::{Link, Position, take_text, text_value};
use crate::{
    case_id::CaseId,
    holder::Holder,
    role::Author,
    signature::{Continues, Signature, SigningKey, VerifyingKey},
    strict_json::{JsonError, Object, Value},
    text::Text,
    word::words,
};

words! {
    /// Which deed.
    What:
    /// The reporter withdraws the report.
    Withdraw = "withdraw",
    /// The reporter approves minutes.
    Approve = "approve",
    /// The reporter corrects minutes.
    Correct = "correct",
    /// Either side asks for a meeting or a call.
    Meeting = "meeting",
    /// The reporter tells of reprisals.
    Retaliation = "retaliation",
    /// The reporter lets somebody excluded gain standing again.
    Allow = "allow",
    /// Its writer has read so far: how a reporter's next visit knows what is new.
    Read = "read",
    /// A member opens the contact details, and says why.
    ContactOpened = "contact-opened",
    /// The reporter goes on here from an older case.
    Continues = "continues",
}

/// Who may do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    Reporter,
    Member,
    Either,
}

impl What {
    pub(crate) const fn by(self) -> By {
        match self {
            Self::Withdraw
            | Self::Approve
            | Self::Correct
            | Self::Retaliation
            | Self::Allow
            | Self::Continues => By::Reporter,
            Self::ContactOpened => By::Member,
            Self::Read | Self::Meeting => By::Either,
        }
    }
}

/// An act.
pub struct Act {
    /// Which deed.
    pub what: What,
    /// What it is about.
    pub refers: Option<Link>,
    /// Its words; for `allow` and `continues` as [`Act::allow`] and [`Claim`] write them.
    pub text: Text,
}

impl Act {
    /// The act that lets somebody excluded gain standing again.
    pub fn allow(holder: Holder) -> Result<Self, JsonError> {
        let text = Text::new(holder.to_string()).map_err(|_refused| JsonError::Form { name: "text" })?;
        Ok(Self { what: What::Allow, refers: None, text })
    }

    /// Whom an act `allow` allows.
    #[must_use]
    pub fn allowed(&self) -> Option<Holder> {
        (self.what == What::Allow).then(|| Holder::parse(self.text.expose()).ok()).flatten()
    }

    /// The older case that an act `continues` claims.
    #[must_use]
    pub fn claim(&self) -> Option<Claim> {
        (self.what == What::Continues).then(|| Claim::parse(self.text.expose())).flatten()
    }

    pub(super) fn read(position: &Position, body: &mut Object) -> Result<Self, JsonError> {
        let what = body.read("what", What::parse)?;
        let refers = body.nullable_object("refers", Link::read)?;
        let refers = refers.map(|link| position.earlier(link, "refers")).transpose()?;
        let act = Self { what, refers, text: take_text(body, "text")? };
        let refers_fits = match what {
            What::ContactOpened => act.refers.is_some_and(|link| link.n == 1),
            What::Allow | What::Continues => act.refers.is_none(),
            What::Approve | What::Correct | What::Read => act.refers.is_some(),
            What::Withdraw | What::Meeting | What::Retaliation => true,
        };
        if !refers_fits {
            return Err(JsonError::Form { name: "refers" });
        }
        let text_fits = match what {
            What::Allow => act.allowed().is_some(),
            What::Continues => act.claim().is_some(),
            What::ContactOpened => !act.text.is_empty(),
            What::Withdraw
            | What::Approve
            | What::Correct
            | What::Meeting
            | What::Retaliation
            | What::Read => true,
        };
        if text_fits { Ok(act) } else { Err(JsonError::Form { name: "text" }) }
    }

    pub(super) fn entries(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("what", self.what.word().into()),
            ("refers", Value::nullable(self.refers, |link| link.value())),
            ("text", text_value(&self.text)),
        ]
    }
}

/// The text of an act `continues`: the old case's id and a signature by the old case's
/// key, which proves that the same person goes on. The old thread is told nothing.
#[derive(Debug, Clone, Copy)]
pub struct Claim {
    old: CaseId,
    signature: Signature<Continues>,
}

impl Claim {
    /// Signs with the old case's key that its reporter goes on in the new case.
    #[must_use]
    pub fn sign(old: CaseId, old_key: &SigningKey<Author>, new: CaseId) -> Self {
        Self { old, signature: old_key.sign(&Self::signed(old, new)) }
    }

    /// The old case it claims. Nothing is known of it before it verifies.
    #[must_use]
    pub const fn old(&self) -> CaseId {
        self.old
    }

    /// Whether the reporter of the old case, whose key that is, says so.
    #[must_use]
    pub fn is_by(&self, old_key: &VerifyingKey<Author>, new: CaseId) -> bool {
        old_key.verify(&Self::signed(self.old, new), &self.signature).is_ok()
    }

    /// The act that carries it.
    pub fn act(&self) -> Result<Act, JsonError> {
        let text = Text::new(format!("{} {}", self.old, self.signature));
        let text = text.map_err(|_refused| JsonError::Form { name: "text" })?;
        Ok(Act { what: What::Continues, refers: None, text })
    }

    fn parse(text: &str) -> Option<Self> {
        let (old, signature) = text.split_once(' ')?;
        Some(Self { old: CaseId::parse(old).ok()?, signature: Signature::parse(signature).ok()? })
    }

    fn signed(old: CaseId, new: CaseId) -> [u8; 64] {
        let mut both = [0; 64];
        let (first, second) = both.split_at_mut(32);
        first.copy_from_slice(old.as_bytes());
        second.copy_from_slice(new.as_bytes());
        both
    }
}
