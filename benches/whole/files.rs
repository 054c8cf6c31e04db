//! Files: how fast large ones come and go, and how much memory the server takes while several do at once.
//!
//! Every file is sealed by the driver, or by the server on its own path, goes up over loopback, becomes part of a report,
//! comes down again, and opens to what was sent. Every figure stands beside what is asked of it on two cores with nothing
//! else to do. Fails if a file does not come back; never for being slow or large.

use std::io::Write as _;
use std::sync::Arc;
use std::time::Instant;

use rand::rngs::OsRng;
use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use sigill_sealing::code::CaseCode;
use sigill_sealing::digest::Digest;
use sigill_sealing::file::{FileOpener, FileSealer, PIECE, sealed_length};
use sigill_sealing::file_reference::FileReference;
use sigill_sealing::id::FileId;
use sigill_sealing::identity::{Identity, Recipient};
use sigill_sealing::role::Intake;
use tokio::sync::mpsc;

use super::client::Client;
use super::filing::Channel;
use super::server::Running;

/// Files on their way at once.
const AT_ONCE: usize = 4;
/// What one file is made of, over and over.
const PATTERN: usize = 251;

/// Mebibytes above idle that the server may take at the peak.
const MEMORY_MOST: f64 = 120.0;
/// Megabytes a second asked of the form without JavaScript.
const FORM_LEAST: f64 = 150.0;

/// What is asked of a figure, and whether it is reached.
fn asked(limit: &str, is_reached: bool) -> String {
    format!("(asked: {limit}{})", if is_reached { "" } else { "; FALLS SHORT" })
}

/// The memory at the peak, beside what is asked of it.
fn memory(running: &Running, idle: f64) -> String {
    let above = running.peak_mib() - idle;
    let asked = asked(&format!("at most {MEMORY_MOST:.0}"), above <= MEMORY_MOST);
    format!("{above:.1} MiB above idle at the peak {asked}")
}

/// What went through, in how long.
struct Pace {
    bytes: u64,
    began: Instant,
}

impl Pace {
    fn begin() -> Self {
        Self { bytes: 0, began: Instant::now() }
    }

    #[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "a figure to be read")]
    fn megabytes_a_second(&self) -> f64 {
        self.bytes as f64 / 1e6 / self.began.elapsed().as_secs_f64()
    }
}

/// Uploads [`AT_ONCE`] files of `size` bytes at once, files them with a report each, and fetches them again at once.
pub(super) async fn up_and_down(
    running: &Running,
    channel: &Arc<Channel>,
    to: &Recipient<Intake>,
    size: u64,
) {
    let idle = running.resident_mib();
    running.forget_peak();
    let mut pace = Pace::begin();
    let uploads = (0..AT_ONCE).map(|_| {
        let (intake, channel) = (running.intake.clone(), Arc::clone(channel));
        tokio::spawn(async move { upload(&intake, &channel, size).await })
    });
    let mut uploaded = Vec::new();
    for task in uploads.collect::<Vec<_>>() {
        uploaded.push(task.await.unwrap());
    }
    pace.bytes = sealed_length(size).unwrap() * u64::try_from(AT_ONCE).unwrap();
    println!(
        "{AT_ONCE} files of {} MiB up at once: {:.0} MB/s sealed by the driver beside it; {}",
        size >> 20,
        pace.megabytes_a_second(),
        memory(running, idle),
    );

    let mut cases = Vec::new();
    for (code, reference) in uploaded {
        let kept = Kept::of(&code, &reference);
        let mut client = Client::connect(&running.intake).await.unwrap();
        let body = channel.seal_with(&code, vec![reference], to);
        assert!(client.file(&code, body).await, "a report with a file was refused");
        cases.push(kept);
    }

    running.forget_peak();
    let mut pace = Pace::begin();
    let downloads = cases.into_iter().map(|kept| {
        let intake = running.intake.clone();
        tokio::spawn(async move { download(&intake, kept).await })
    });
    for task in downloads.collect::<Vec<_>>() {
        pace.bytes += task.await.unwrap();
    }
    println!(
        "the same down at once: {:.0} MB/s, opened by the driver beside it; {}",
        pace.megabytes_a_second(),
        memory(running, idle),
    );
}

/// What is kept of a file to fetch and open it.
struct Kept {
    code: CaseCode,
    reference: FileReference,
}

impl Kept {
    fn of(code: &CaseCode, reference: &FileReference) -> Self {
        let code = CaseCode::parse(code.written().expose()).unwrap();
        let key = Identity::from_seed(*reference.key().expose());
        let reference = FileReference::new(
            reference.id(),
            reference.name().to_owned(),
            reference.media_type().to_owned(),
            reference.size(),
            key,
            reference.digest(),
        );
        Self { code, reference: reference.unwrap() }
    }
}

/// Seals a file as it goes up, under a code of its own.
async fn upload(intake: &str, channel: &Channel, size: u64) -> (CaseCode, FileReference) {
    let code = CaseCode::generate(&mut OsRng);
    let mut client = Client::connect(intake).await.unwrap();
    let tus =
        [("tus-resumable", "1.0.0".to_owned()), ("upload-length", sealed_length(size).unwrap().to_string())];
    let path = format!("/api/case/files?channel={}", channel.id);
    let answer = client.send_with(Method::POST, &path, Vec::new(), &code, &headers(&tus)).await.unwrap();
    assert_eq!(answer.status(), 201, "an upload was refused");
    let at = answer.headers()["location"].to_str().unwrap().to_owned();
    let id = FileId::parse(at.rsplit('/').next().unwrap()).unwrap();

    let (give, mut pieces) = mpsc::channel(1);
    let sealing = tokio::task::spawn_blocking(move || {
        let mut sealer = FileSealer::start(&mut OsRng, |piece| {
            give.blocking_send(piece.into_bytes()).map_err(std::io::Error::other)
        })
        .unwrap();
        let content = content();
        let mut left = size;
        while left > 0 {
            let part = left.min(u64::try_from(content.len()).unwrap());
            sealer.write(&content[..usize::try_from(part).unwrap()]).unwrap();
            left -= part;
        }
        sealer.finish().unwrap()
    });
    let mut offset = 0;
    while let Some(piece) = pieces.recv().await {
        let length = u64::try_from(piece.len()).unwrap();
        offset = client.patch(&at, offset, piece).await;
        assert!(offset >= length, "the server has less than it was sent");
    }
    let sealed = sealing.await.unwrap();
    assert_eq!(offset, sealed.length);
    let name = "Utdrag ur diariet.bin".to_owned();
    (code, sealed.reference(id, name, "application/octet-stream".to_owned()).unwrap())
}

/// Fetches a file piece by piece and opens it. The bytes that came.
async fn download(intake: &str, kept: Kept) -> u64 {
    let mut client = Client::connect(intake).await.unwrap();
    let listed = client.get("/api/case/files", &kept.code).await.unwrap();
    let file = &listed["files"][0];
    assert_eq!(file["id"].as_str().unwrap(), kept.reference.id().to_string());
    let pieces: Vec<Digest> = file["pieces"]
        .as_array()
        .unwrap()
        .iter()
        .map(|piece| Digest::parse(piece.as_str().unwrap()).unwrap())
        .collect();
    let count = pieces.len();
    let size = kept.reference.size();
    let (give, mut given) = mpsc::channel::<Vec<u8>>(1);
    let reference = kept.reference;
    let opening = tokio::task::spawn_blocking(move || {
        let mut opener = FileOpener::start(&reference, pieces).unwrap();
        let mut whole = 0_u64;
        while let Some(piece) = given.blocking_recv() {
            let content = opener.open_piece(piece).unwrap();
            let bytes = content.expose();
            // The pattern is known by its place.
            let place = usize::try_from(whole % u64::try_from(PATTERN).unwrap()).unwrap();
            let first = u8::try_from(place).unwrap();
            assert!(bytes.first().is_none_or(|byte| *byte == first), "a file came back as another");
            whole += u64::try_from(bytes.len()).unwrap();
        }
        opener.finish().unwrap();
        whole
    });
    let mut came = 0;
    let id = file["id"].as_str().unwrap();
    for n in 0..count {
        let piece = client.bytes(&format!("/api/case/files/{id}/{n}"), &kept.code).await.unwrap();
        came += u64::try_from(piece.len()).unwrap();
        give.send(piece).await.unwrap();
    }
    drop(give);
    assert_eq!(opening.await.unwrap(), size, "a file came back cut");
    came
}

/// Sends one file of `size` bytes by the form without JavaScript, which seals it as it comes.
pub(super) async fn by_form(running: &Running, size: u64) {
    let form = reqwest::get(format!("{}/sv/c/lunda/report/server", running.intake)).await.unwrap();
    let form = String::from_utf8(form.bytes().await.unwrap().to_vec()).unwrap();
    let hidden = |name: &str| {
        let (_before, field) = form.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
        field.split('"').next().unwrap().to_owned()
    };
    let boundary = "----sigillbench";
    let field = |name: &str, value: &str| {
        format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let head = format!(
        "{}{}--{boundary}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"Utdrag.bin\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n",
        field("code", &hidden("code")),
        field("epoch", &hidden("epoch")),
    );
    let tail = format!("\r\n{}--{boundary}--\r\n", field("q-what", "Se filen."));
    let whole = u64::try_from(head.len() + tail.len()).unwrap() + size;
    let address = running.intake.strip_prefix("http://").unwrap().to_owned();
    let request = format!(
        "POST /sv/c/lunda/report/server HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nOrigin: {}\r\n\
         Content-Type: multipart/form-data; boundary={boundary}\r\nContent-Length: {whole}\r\n\r\n{head}",
        running.intake,
    );
    let idle = running.resident_mib();
    running.forget_peak();
    let mut pace = Pace::begin();
    let answer = tokio::task::spawn_blocking(move || {
        let mut socket = std::net::TcpStream::connect(address).unwrap();
        socket.write_all(request.as_bytes()).unwrap();
        let content = content();
        let mut left = size;
        while left > 0 {
            let part = left.min(u64::try_from(content.len()).unwrap());
            socket.write_all(&content[..usize::try_from(part).unwrap()]).unwrap();
            left -= part;
        }
        socket.write_all(tail.as_bytes()).unwrap();
        std::io::read_to_string(socket).unwrap()
    });
    let answer = answer.await.unwrap();
    pace.bytes = size;
    assert!(
        answer.starts_with("HTTP/1.1 200"),
        "{}",
        answer.split("class=\"problems\"").nth(1).unwrap_or(&answer)
    );
    let speed = pace.megabytes_a_second();
    println!(
        "without JavaScript, {} MiB through HTTP, multipart, sealing and durable writing: {speed:.0} MB/s {}; {}",
        size >> 20,
        asked(&format!("at least {FORM_LEAST:.0}"), speed >= FORM_LEAST),
        memory(running, idle),
    );
}

/// Whole rounds of the pattern, about a piece of them.
fn content() -> Vec<u8> {
    let rounds = PIECE / PATTERN;
    (0..rounds * PATTERN).map(|place| u8::try_from(place % PATTERN).unwrap()).collect()
}

fn headers(pairs: &[(&'static str, String)]) -> HeaderMap {
    pairs
        .iter()
        .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_str(value).unwrap()))
        .collect()
}

impl Client {
    /// Sends what comes next of an upload; where the server stands after it.
    async fn patch(&mut self, at: &str, offset: u64, piece: Vec<u8>) -> u64 {
        let more = [("tus-resumable", "1.0.0".to_owned()), ("upload-offset", offset.to_string())];
        let mut more = headers(&more);
        more.insert(CONTENT_TYPE, HeaderValue::from_static("application/offset+octet-stream"));
        let answer = self.send_bare(Method::PATCH, at, piece, &more).await.unwrap();
        assert_eq!(answer.status(), 204, "a piece was refused");
        answer.headers()["upload-offset"].to_str().unwrap().parse().unwrap()
    }

    /// The bytes that lie somewhere, for the holder of a code.
    async fn bytes(&mut self, path: &str, code: &CaseCode) -> Option<Vec<u8>> {
        let answer = self.send_with(Method::GET, path, Vec::new(), code, &HeaderMap::new()).await?;
        if answer.status() != 200 {
            return None;
        }
        Some(answer.bytes().await.ok()?.to_vec())
    }
}
