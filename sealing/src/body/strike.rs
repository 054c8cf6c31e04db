//! Striking an envelope: its file may go, its number and digest stay in the chain.

use super::{Link, Position, check_sharing, holders_value, take_holders, take_text, text_value};
use crate::{
    holder::Holders,
    identity::Recipient,
    role::{Author, Reporter},
    signature::VerifyingKey,
    strict_json::{JsonError, Object, Value, object},
    text::Text,
};

/// A strike.
pub struct Strike {
    /// What is struck: an earlier number of the same thread.
    pub refers: Link,
    /// On what ground.
    pub ground: Text,
    /// What of it may still be read.
    pub text: Text,
    /// Of a report: what the case stands on.
    pub remains: Option<Remains>,
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
    pub(super) fn read(position: &Position, body: &mut Object) -> Result<Self, JsonError> {
        let refers = position.earlier(body.object("refers", Link::read)?, "refers")?;
        let ground = take_text(body, "ground")?;
        if ground.is_empty() {
            return Err(JsonError::Form { name: "ground" });
        }
        let (text, remains) = body.object("remains", |remains| {
            Ok((take_text(remains, "text")?, remains.nullable_object("report", Remains::read)?))
        })?;
        Ok(Self { refers, ground, text, remains })
    }

    pub(super) fn entries(&self) -> Vec<(&'static str, Value)> {
        let remains = object([
            ("text", text_value(&self.text)),
            ("report", Value::nullable(self.remains.as_ref(), Remains::value)),
        ]);
        vec![("refers", self.refers.value()), ("ground", text_value(&self.ground)), ("remains", remains)]
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
