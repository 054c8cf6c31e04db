//! Reading a form as it comes: its fields whole, its files sealed on their way.

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::web::Payload;
use futures_util::StreamExt;
use sigill_sealing::code::CaseCode;
use sigill_sealing::id::ChannelId;

use super::attached::Attached;
use super::fields::Fields;
use super::file_name::{as_file_name, as_file_type, out_of_a_form};
use super::opening;
use super::sealing::{self, NotArrived, Sender};
use crate::app::App;
use crate::http::body::{expect_type, read};
use crate::http::multipart::{MULTIPART, Parts};
use crate::http::{Failure, Problem};
use crate::storage;

/// How much of files that were refused is read, in bytes, before the connection is given up.
const SPILL: u64 = 8 << 30;
/// The longest name of a field, in bytes: ours are shorter than 64.
const MOST_NAME: usize = 256;
/// What each part counts as beside its name and what was typed in it, in bytes.
const EACH_PART: usize = 64;

/// Whose files come with a form.
#[derive(Clone, Copy)]
pub(super) enum Whose {
    /// Whoever has its code, in this channel.
    Channel(ChannelId),
    /// Nobody's, for the channel takes none without script.
    Closed,
    /// Nobody's, for the channel could not be found.
    Lost,
    /// Of the case that its code opens.
    OfCode,
}

impl Whose {
    /// In which channel, if that is known before the form is read.
    fn channel(self) -> Option<ChannelId> {
        match self {
            Self::Channel(channel) => Some(channel),
            Self::Closed | Self::Lost | Self::OfCode => None,
        }
    }

    /// Why one is not taken that is nobody's.
    fn refusal(self) -> NotArrived {
        match self {
            // To add it again would help nobody.
            Self::Closed => NotArrived::NotHere,
            Self::Channel(_) | Self::Lost | Self::OfCode => NotArrived::Nobodys,
        }
    }
}

/// Reads a form's fields; its files are sealed as they come, for the code that comes before them. What the fields came in is
/// let go of at once.
pub(super) async fn receive(
    app: &App,
    request: &HttpRequest,
    payload: Payload,
    limit: usize,
    whose: Whose,
) -> Result<(Fields, Attached), Failure> {
    let mut attached = Attached::default();
    if expect_type(request, MULTIPART).is_err() {
        expect_type(request, "application/x-www-form-urlencoded")?;
        let body = read(payload, limit).await?;
        let fields = Fields::parse(&body).ok_or_else(|| Failure::new(Problem::Malformed))?;
        return Ok((fields, attached));
    }
    let (mut parts, mut fields) = (Parts::of(request, payload), Fields::default());
    let held = parts.held();
    let (mut left, mut spill) = (limit, SPILL);
    let mut code = None;
    let mut channel = whose.channel();
    // Why no file is taken any more.
    let mut closed: Option<NotArrived> = None;
    // Why it is not known whose they are.
    let mut unknown: Option<storage::Error> = None;
    loop {
        let mut part = match parts.next().await {
            Ok(Some(part)) => part,
            Ok(None) => return Ok((fields, attached)),
            Err(failure) => return cut(fields, attached, failure),
        };
        let field = part.name();
        if field.len() > MOST_NAME {
            return Err(Failure::new(Problem::Malformed));
        }
        let Some(rest) = left.checked_sub(EACH_PART + field.len()) else {
            return cut(fields, attached, Failure::new(Problem::TooLarge));
        };
        left = rest;
        let Some(claims) = part.claims() else {
            let typed = match part.text(left).await {
                Ok(typed) => typed,
                Err(failure) => return cut(fields, attached, failure),
            };
            left -= typed.len().min(left);
            if field == "code" && code.is_none() {
                code = CaseCode::parse(&typed).ok().map(Arc::new);
                if let (Whose::OfCode, Some(code)) = (whose, &code) {
                    match opening::channel_of(app, code).await {
                        Ok(found) => channel = found,
                        Err(cause) => {
                            Failure::from(cause).log();
                            unknown = Some(cause);
                        }
                    }
                }
            }
            if !fields.push(field, typed) {
                return Err(Failure::new(Problem::Malformed));
            }
            continue;
        };
        let named = Some(out_of_a_form(&claims.name)).filter(|name| !name.is_empty());
        let named = named.map(|name| as_file_name(&name));
        let called = named.clone().unwrap_or_default();
        if let (Some(channel), Some(code)) = (channel, &code) {
            // Each that is begun costs a writing, so none is that would be refused as the one before it.
            if let Some(why) = closed.as_ref().and_then(NotArrived::of_all) {
                if named.is_some() {
                    attached.refuse(called, why);
                }
            } else {
                let sender = Sender { app, channel, code, held: &held };
                let media_type = as_file_type(claims.media_type.as_deref());
                match sealing::arrive(&sender, named, media_type, &mut part).await {
                    Ok(arrived) => attached.arrived.extend(arrived),
                    Err(NotArrived::Cut(failure)) => {
                        let problem = failure.problem();
                        attached.refuse(called, NotArrived::Cut(failure));
                        return cut(fields, attached, Failure::new(problem));
                    }
                    Err(why) => {
                        why.log();
                        closed = why.of_all();
                        attached.refuse(called, why);
                        if attached.has_refused_many() {
                            closed = Some(NotArrived::TooMany);
                        }
                    }
                }
            }
        } else if named.is_some() {
            // Nothing is thrown away without a word.
            attached.refuse(called, unknown.map_or_else(|| whose.refusal(), NotArrived::Storage));
        }
        // What is left of one that was refused is read and thrown away: a browser shows an answer only once it has sent all.
        while let Some(bytes) = part.next().await {
            let bytes = match bytes {
                Ok(bytes) => bytes,
                Err(failure) => return cut(fields, attached, failure),
            };
            let Some(rest) = spill.checked_sub(u64::try_from(bytes.len()).unwrap_or(u64::MAX)) else {
                return cut(fields, attached, Failure::new(Problem::TooLarge));
            };
            spill = rest;
            held.let_go(bytes.len());
        }
    }
}

/// A form that did not come to its end: what came of it is kept, if it said whose it is.
fn cut(fields: Fields, mut attached: Attached, failure: Failure) -> Result<(Fields, Attached), Failure> {
    if fields.find("code").is_none() {
        return Err(failure);
    }
    attached.cut = Some(failure);
    Ok((fields, attached))
}
