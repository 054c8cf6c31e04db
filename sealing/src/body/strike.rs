//! Striking an envelope, which takes two members: one proposes, another confirms. Its file may go then, its number and
//! digest stay in the chain.

use super::{Link, Position, check_sharing, holders_value, take_holders, take_text, text_value};
use crate::{
    digest::Digest,
    file_reference::{self, FileReference},
    holder::Holders,
    identity::Recipient,
    role::{Author, Reporter},
    signature::VerifyingKey,
    strict_json::{JsonError, Object, Value, object},
    text::Text,
};

/// How often at the most what was left of a letter is struck again.
pub const MOST_TIMES: usize = 100;

/// One member's half of a strike.
pub struct Strike {
    /// What is struck: an earlier number of the same thread.
    pub refers: Link,
    /// Which half.
    pub half: Half,
}

/// The two halves.
pub enum Half {
    /// It is proposed.
    Proposed(Proposal),
    /// Another member agrees to the proposal that stands there.
    Confirmed(Link),
}

/// What is proposed.
pub struct Proposal {
    /// On what ground.
    pub ground: Text,
    /// Of what was left of a letter that was struck: the confirmations by which it stands in the letter's place, the first
    /// first. At most [`MOST_TIMES`].
    pub of: Vec<Link>,
    /// The `prev` of everything that it stands for, which holds together what stood before and after once the files are gone:
    /// of the letter first, of each earlier proposal, and of what it strikes itself last. One more than `of` has.
    pub prev: Vec<Digest>,
    /// The words that stand in its place, which are the proposer's.
    pub text: Text,
    /// The files of it that stay.
    pub files: Vec<FileReference>,
    /// Of a report: what the case stands on.
    pub report: Option<Remains>,
}

/// What of a struck report always remains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remains {
    /// The report's reporter recipient.
    pub reporter: Recipient<Reporter>,
    /// The report's verifying key.
    pub verify: VerifyingKey<Author>,
    /// Who got a wrap at filing.
    pub wrapped: Holders,
    /// Whom the reporter excludes.
    pub excluded: Holders,
}

impl Strike {
    /// What is proposed, if it is that half.
    #[must_use]
    pub const fn proposal(&self) -> Option<&Proposal> {
        if let Half::Proposed(proposal) = &self.half { Some(proposal) } else { None }
    }

    pub(super) fn read(position: &Position, body: &mut Object) -> Result<Self, JsonError> {
        let refers = position.earlier(body.object("refers", Link::read)?, "refers")?;
        let proposed = body.nullable_object("proposes", Proposal::read)?;
        for of in proposed.iter().flat_map(|proposal| &proposal.of) {
            position.earlier(*of, "of")?;
        }
        let half = match (proposed, body.nullable_object("confirms", Link::read)?) {
            (Some(proposal), None) => Half::Proposed(proposal),
            (None, Some(proposal)) if refers.n < proposal.n => {
                Half::Confirmed(position.earlier(proposal, "confirms")?)
            }
            _ => return Err(JsonError::Form { name: "confirms" }),
        };
        Ok(Self { refers, half })
    }

    pub(super) fn entries(&self) -> Vec<(&'static str, Value)> {
        let (proposes, confirms) = match &self.half {
            Half::Proposed(proposal) => (Some(proposal), None),
            Half::Confirmed(proposal) => (None, Some(proposal)),
        };
        vec![
            ("refers", self.refers.value()),
            ("proposes", Value::nullable(proposes, Proposal::value)),
            ("confirms", Value::nullable(confirms, Link::value)),
        ]
    }
}

impl Proposal {
    fn read(body: &mut Object) -> Result<Self, JsonError> {
        let ground = take_text(body, "ground")?;
        if ground.is_empty() {
            return Err(JsonError::Form { name: "ground" });
        }
        let of = body.objects("of", MOST_TIMES, Link::read)?;
        let prev = body.strings("prev", MOST_TIMES + 1, Digest::parse)?;
        if prev.len() != of.len() + 1 {
            return Err(JsonError::Form { name: "prev" });
        }
        Ok(Self {
            ground,
            of,
            prev,
            text: take_text(body, "text")?,
            files: file_reference::take_list(body)?,
            report: body.nullable_object("report", Remains::read)?,
        })
    }

    fn value(&self) -> Value {
        object([
            ("ground", text_value(&self.ground)),
            ("of", Value::list(&self.of, Link::value)),
            ("prev", Value::list(&self.prev, Value::text)),
            ("text", text_value(&self.text)),
            ("files", file_reference::list_value(&self.files)),
            ("report", Value::nullable(self.report.as_ref(), Remains::value)),
        ])
    }
}

impl Remains {
    fn read(report: &mut Object) -> Result<Self, JsonError> {
        let remains = Self {
            reporter: report.read("reporter", Recipient::parse)?,
            verify: report.read("verify", VerifyingKey::parse)?,
            wrapped: take_holders(report, "wrapped")?,
            excluded: take_holders(report, "excluded")?,
        };
        check_sharing(&remains.wrapped, &remains.excluded)?;
        Ok(remains)
    }

    fn value(&self) -> Value {
        object([
            ("reporter", Value::text(&self.reporter)),
            ("verify", Value::text(self.verify)),
            ("wrapped", holders_value(&self.wrapped)),
            ("excluded", holders_value(&self.excluded)),
        ])
    }
}
