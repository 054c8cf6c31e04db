//! A file as an answer that is saved and never shown.

use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::HttpResponse;
use actix_web::body::{BodySize, BoxBody, MessageBody, SizedStream};
use actix_web::http::StatusCode;
use actix_web::http::header::{
    self, Charset, ContentDisposition, ContentType, DispositionParam, DispositionType, ExtendedValue,
};
use actix_web::web::Bytes;
use futures_util::Stream;

/// Most heads of answers that a thread keeps for the next ones.
const KEPT: usize = 128;

/// A file of that name and size in bytes, whose content is read as it goes.
pub fn attachment<E: std::error::Error + 'static>(
    name: &str,
    size: u64,
    content: impl Stream<Item = Result<Bytes, E>> + 'static,
) -> HttpResponse {
    let name = ExtendedValue {
        charset: Charset::Ext("UTF-8".to_owned()),
        language_tag: None,
        value: name.as_bytes().to_vec(),
    };
    let disposition = ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::FilenameExt(name)],
    };
    HttpResponse::Ok()
        .content_type(ContentType::octet_stream())
        .insert_header(disposition)
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(Attached(SizedStream::new(size, Box::pin(content)).boxed()))
}

/// The content, and when it is over nothing of the name is left either: a thread keeps the heads of answers that were sent,
/// with all their headers, until it needs them for others.
struct Attached(BoxBody);

impl MessageBody for Attached {
    type Error = Box<dyn std::error::Error>;

    fn size(&self) -> BodySize {
        self.0.size()
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.0).poll_next(context)
    }
}

impl Drop for Attached {
    fn drop(&mut self) {
        // Each head is emptied as it is taken.
        let heads: Vec<HttpResponse> = (0..KEPT).map(|_| HttpResponse::new(StatusCode::OK)).collect();
        drop(heads);
    }
}
