//! A form with files, read part by part as it comes: nothing of a file is kept here.

use std::pin::Pin;
use std::task::{Context, Poll};

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderMap};
use actix_web::web::{Bytes, Payload};
use futures_util::{Stream, StreamExt};
use zeroize::Zeroizing;

use crate::http::body::failure_of;
use crate::http::streamed::{Held, Streamed};
use crate::http::{Failure, Problem};

/// The type of such a form.
pub const MULTIPART: &str = "multipart/form-data";

/// A form's parts, in the order in which its page has them.
pub struct Parts {
    form: Multipart,
    held: Held,
}

/// One part. It is read, or dropped: only then the next can be.
pub struct Part {
    field: Field,
    /// Whether all of it was read: the parser must not be asked again then.
    ended: bool,
}

/// What a part says of the file that it is.
pub struct Claims {
    /// What the file is called, as the browser wrote it; empty if nothing was chosen.
    pub name: String,
    /// The type the browser takes it for.
    pub media_type: Option<String>,
}

impl Parts {
    /// The parts of a request's body.
    #[must_use]
    pub fn of(request: &HttpRequest, payload: Payload) -> Self {
        let body = Streamed::of(request, payload);
        let held = body.held();
        Self { form: Multipart::new(request.headers(), body), held }
    }

    /// Where it is said what is held of the form.
    #[must_use]
    pub fn held(&self) -> Held {
        self.held.clone()
    }

    /// The next part, if there is one.
    pub async fn next(&mut self) -> Result<Option<Part>, Failure> {
        self.form
            .next()
            .await
            .transpose()
            .map_err(|error| failure(&error))
            .map(|field| field.map(|field| Part { field, ended: false }))
    }
}

impl Part {
    /// The name of its field.
    #[must_use]
    pub fn name(&self) -> String {
        self.field.name().unwrap_or_default().to_owned()
    }

    /// What it says of its file, if it is one: a field for files that was left empty claims a file without a name.
    #[must_use]
    pub fn claims(&self) -> Option<Claims> {
        let known = self.field.content_disposition()?.get_filename()?;
        let name = file_name(self.field.headers()).unwrap_or_else(|| known.to_owned());
        Some(Claims { name, media_type: self.field.content_type().map(ToString::to_string) })
    }

    /// What somebody typed in it: at most `limit` bytes. More is [`Problem::TooLarge`], which leaves the rest unread.
    pub async fn text(mut self, limit: usize) -> Result<Zeroizing<String>, Failure> {
        let mut typed = Zeroizing::new(Vec::new());
        while let Some(bytes) = self.next().await {
            let bytes = bytes?;
            if typed.len() + bytes.len() > limit {
                return Err(Failure::new(Problem::TooLarge));
            }
            typed.extend_from_slice(&bytes);
        }
        Ok(Zeroizing::new(String::from_utf8_lossy(&typed).into_owned()))
    }
}

impl Stream for Part {
    type Item = Result<Bytes, Failure>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let polled = Pin::new(&mut self.field).poll_next(context);
        self.ended = matches!(polled, Poll::Ready(None | Some(Err(_))));
        polled.map_err(|error| failure(&error))
    }
}

/// A file's name to the letter. What reads headers elsewhere takes a backslash for the mark of a letter that is meant, but
/// no browser writes it so: a quote in a name is `%22`, and a backslash is one.
fn file_name(headers: &HeaderMap) -> Option<String> {
    let disposition =
        String::from_utf8_lossy(headers.get(header::CONTENT_DISPOSITION)?.as_bytes()).into_owned();
    let (_, name) = disposition.split_once("; filename=\"")?;
    name.split_once('"').map(|(name, _)| name.to_owned())
}

fn failure(error: &MultipartError) -> Failure {
    if let MultipartError::Payload(error) = error {
        failure_of(error)
    } else {
        Failure::new(Problem::Malformed)
    }
}
