//! A tus client that nobody here wrote sends files through the real server.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::json;
use sigill_sealing::holder::Holders;
use sigill_sealing::id::FileId;
use tokio::net::TcpStream;
use tus_uploader::async_trait::async_trait;
use tus_uploader::http::{Response, StatusCode};
use tus_uploader::url::Url;
use tus_uploader::{
    Client, Error, Extension, NewUpload, Transport, TransportBody, TransportRequest, TransportResponse,
    UploadMetadata,
};

use super::{World, references};
use crate::support::database::TestDatabase;
use crate::support::files::Prepared;
use crate::support::http::Request;
use crate::support::reporter::{Reporter, WORDS};

/// How the client's requests reach the server: as they are, but that opening an upload is signed by its reporter, and that the
/// network breaks once.
#[derive(Clone)]
struct Line {
    intake: SocketAddr,
    reporter: Arc<Reporter>,
    is_to_break: Arc<AtomicBool>,
    methods: Arc<Mutex<Vec<String>>>,
}

#[async_trait]
impl Transport for Line {
    async fn send(&self, request: TransportRequest) -> tus_uploader::Result<TransportResponse> {
        let (parts, body) = request.into_parts();
        let method = parts.method.as_str().to_owned();
        self.methods.lock().unwrap().push(method.clone());
        let path = parts.uri.path_and_query().unwrap().as_str();
        let body = if let TransportBody::Bytes(bytes) = body { bytes } else { Vec::new() };
        let asked = if method == "POST" {
            self.reporter.sign("POST", path, b"", &self.reporter.nonce().await)
        } else {
            Request::new(&method, path)
        };
        let asked = parts
            .headers
            .iter()
            .filter(|(name, _)| *name != "content-length")
            .fold(asked.with_body(&body), |asked, (name, value)| {
                asked.header(name.as_str(), value.to_str().unwrap())
            });
        if method == "PATCH" && self.is_to_break.swap(false, Ordering::Relaxed) {
            let mut socket = TcpStream::connect(self.intake).await?;
            let half = asked.clone().with_body(&body[..body.len() / 2]);
            half.write_announcing(&mut socket, body.len()).await?;
            return Err(Error::transport(std::io::Error::from(std::io::ErrorKind::ConnectionReset)));
        }
        let answer = asked.try_send(self.intake).await.map_err(Error::transport)?;
        let mut response = Response::builder().status(StatusCode::from_u16(answer.status).unwrap());
        for (name, value) in &answer.headers {
            response = response.header(name, value);
        }
        Ok(response.body(answer.body).unwrap())
    }
}

#[tokio::test]
async fn another_s_tus_client_sends_resumes_and_ends() {
    let world = World::on(TestDatabase::sqlite()).await;
    let intake = world.reporter.intake;
    let line = Line {
        intake,
        reporter: Arc::new(world.reporter.comes_back()),
        is_to_break: Arc::new(AtomicBool::new(true)),
        methods: Arc::default(),
    };
    let endpoint = format!("http://{intake}{}", Reporter::files(Some(world.channel.id)));
    let client = Client::with_transport(Url::parse(&endpoint).unwrap(), line.clone())
        .with_endpoint_origin_restriction()
        .with_max_chunk_size(1 << 20);

    let able = client.server_capabilities().await.unwrap();
    assert!(able.supports_extension(Extension::Creation) && able.supports_extension(Extension::Termination));
    assert!(!able.supports_extension(Extension::CreationWithUpload));

    let prepared = Prepared::of(3_500_000);
    let length = u64::try_from(prepared.sealed.len()).unwrap();
    let (upload, opened) =
        client.create_upload(NewUpload::new(length, UploadMetadata::default())).await.unwrap();
    assert_eq!(opened.offset(), 0);
    let sent = upload.upload(prepared.sealed.clone()).await.unwrap();
    assert_eq!((sent.offset(), sent.length()), (length, Some(length)));
    assert!(!line.is_to_break.load(Ordering::Relaxed), "the network never broke");
    // It asked how far it had come before it went on.
    let methods = line.methods.lock().unwrap().clone();
    let first = methods.iter().position(|method| method == "PATCH").unwrap();
    assert!(methods[first..].iter().any(|method| method == "HEAD"), "{methods:?}");

    let id = FileId::parse(upload.url().path().rsplit('/').next().unwrap()).unwrap();
    let staged = prepared.named(id);
    let named = staged.name();
    let (reference, content) = staged.refer("rapport.odt");
    let filed = world.reporter.seal_with(&world.channel, Holders::default(), &WORDS, vec![reference]);
    let mut body = Reporter::filing(&world.channel, &filed);
    body["files"] = json!([named]);
    world.reporter.post("/api/cases", &body).await.expect(201);
    let visit = world.reporter.visit().await;
    assert!(world.reporter.open_file(references(&visit.conversation)[0].1).await == content);

    let (other, _) = client.create_upload(NewUpload::new(length, UploadMetadata::default())).await.unwrap();
    assert_eq!(other.info().await.unwrap().offset(), 0);
    other.terminate().await.unwrap();
    assert!(other.info().await.is_err());
}
