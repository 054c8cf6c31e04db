//! Files: sealed as a browser seals them, sent by tus 1.0, fetched piece by piece and opened.

use rand::rngs::OsRng;
use serde_json::{Value, json};
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::base64;
use sigill_sealing::file::{FileOpener, FileSealer, SealedFile};
use sigill_sealing::file_reference::FileReference;
use sigill_sealing::id::{ChannelId, FileId};

use super::handler::Handler;
use super::http::{Answer, Request, text};
use super::reporter::Reporter;

/// A file as it is before it has a name on the server.
pub(crate) struct Prepared {
    pub(crate) content: Vec<u8>,
    pub(crate) sealed: Vec<u8>,
    file: SealedFile,
}

/// A file that was sent and waits for its envelope.
pub(crate) struct Staged {
    pub(crate) content: Vec<u8>,
    pub(crate) id: FileId,
    pub(crate) digest: Digest,
    file: SealedFile,
}

impl Prepared {
    /// One of so many bytes, none of whose pieces is like another.
    pub(crate) fn of(length: usize) -> Self {
        Self::with((0..length).map(|place| (place % 251).to_le_bytes()[0]).collect())
    }

    pub(crate) fn with(content: Vec<u8>) -> Self {
        let mut sealed = Vec::new();
        let mut sealing = FileSealer::start(&mut OsRng, |piece| {
            sealed.extend_from_slice(piece.as_bytes());
            Ok(())
        })
        .unwrap();
        sealing.write(&content).unwrap();
        let file = sealing.finish().unwrap();
        Self { content, sealed, file }
    }

    /// What opens it.
    pub(crate) fn key(&self) -> &[u8; 32] {
        self.file.key.expose()
    }

    /// It was sent whole, and this is what the server calls it.
    pub(crate) fn named(self, id: FileId) -> Staged {
        Staged { content: self.content, id, digest: self.file.digest, file: self.file }
    }
}

impl Staged {
    /// As a request names it.
    pub(crate) fn name(&self) -> Value {
        name(self.id, self.digest)
    }

    /// As an envelope refers to it, and its content to compare with.
    pub(crate) fn refer(self, named: &str) -> (FileReference, Vec<u8>) {
        self.refer_as(named, "application/octet-stream")
    }

    /// The same, of a file that claims to be of a type.
    pub(crate) fn refer_as(self, named: &str, kind: &str) -> (FileReference, Vec<u8>) {
        (self.file.reference(self.id, named.to_owned(), kind.to_owned()).unwrap(), self.content)
    }
}

pub(crate) fn name(id: FileId, digest: Digest) -> Value {
    json!({ "id": id.to_string(), "digest": digest.to_string() })
}

/// A request of tus 1.0.
pub(crate) fn tus(method: &str, path: &str) -> Request {
    Request::new(method, path).header("Tus-Resumable", "1.0.0")
}

/// One that goes on with an upload.
pub(crate) fn going_on(path: &str, offset: usize, bytes: &[u8]) -> Request {
    tus("PATCH", path)
        .header("Upload-Offset", &offset.to_string())
        .header("Content-Type", "application/offset+octet-stream")
        .with_body(bytes)
}

/// How far an upload has come.
#[track_caller]
pub(crate) fn offset(answer: &Answer) -> usize {
    assert!([200, 204].contains(&answer.status), "{} {:?}", answer.status, answer.header("upload-offset"));
    answer.header("upload-offset").unwrap().parse().unwrap()
}

/// The address of an upload that was opened, and its id.
#[track_caller]
pub(crate) fn location(answer: &Answer) -> (String, FileId) {
    let problem = String::from_utf8_lossy(&answer.body);
    assert_eq!(answer.status, 201, "{}", problem.trim_end());
    let path = answer.header("location").unwrap();
    (path.to_owned(), FileId::parse(path.rsplit('/').next().unwrap()).unwrap())
}

impl Reporter {
    /// Where their files are opened: for a case to be in that channel, or for the one that they have.
    pub(crate) fn files(to: Option<ChannelId>) -> String {
        let query = to.map(|channel| format!("?channel={channel}")).unwrap_or_default();
        format!("/api/case/files{query}")
    }

    /// Asks for an upload of so many bytes.
    pub(crate) async fn open_upload(&self, to: Option<ChannelId>, length: usize) -> Answer {
        let (path, nonce) = (Self::files(to), self.nonce().await);
        let request = self.sign("POST", &path, b"", &nonce).header("Tus-Resumable", "1.0.0");
        self.send(request.header("Upload-Length", &length.to_string())).await
    }

    /// How far their upload at this address has come.
    pub(crate) async fn offset(&self, path: &str) -> usize {
        offset(&self.send(tus("HEAD", path)).await)
    }

    /// Opens an upload and sends all of a file.
    pub(crate) async fn stage(&self, to: Option<ChannelId>, prepared: Prepared) -> Staged {
        let (path, id) = location(&self.open_upload(to, prepared.sealed.len()).await);
        let taken = self.send(going_on(&path, 0, &prepared.sealed)).await;
        assert_eq!(offset(&taken), prepared.sealed.len());
        prepared.named(id)
    }

    /// The files of their case, as the server lists them.
    pub(crate) async fn list_files(&self) -> Vec<Value> {
        listed(self.get("/api/case/files").await.expect(200))
    }

    pub(crate) async fn get_piece(&self, file: FileId, piece: usize) -> Answer {
        self.get(&format!("/api/case/files/{file}/{piece}")).await
    }

    /// Fetches a file by the list, and opens it.
    pub(crate) async fn open_file(&self, reference: &FileReference) -> Vec<u8> {
        let (row, mut opener) = begin(&self.list_files().await, reference);
        let mut content = Vec::new();
        for piece in 0..pieces(&row).len() {
            take(&mut opener, self.get_piece(reference.id(), piece).await, &mut content);
        }
        opener.finish().unwrap();
        content
    }
}

impl Handler<'_> {
    /// Asks for an upload of so many bytes in a case.
    pub(crate) async fn open_upload(&self, case: &str, length: usize) -> Answer {
        let request = tus("POST", &format!("/api/cases/{case}/files"));
        self.send(request.header("Upload-Length", &length.to_string())).await
    }

    /// Opens an upload and sends all of a file.
    pub(crate) async fn stage(&self, case: &str, prepared: Prepared) -> Staged {
        let (path, id) = location(&self.open_upload(case, prepared.sealed.len()).await);
        let taken = self.send_unsigned(going_on(&path, 0, &prepared.sealed)).await;
        assert_eq!(offset(&taken), prepared.sealed.len());
        prepared.named(id)
    }

    /// The files of a case, as the server lists them.
    pub(crate) async fn list_files(&self, case: &str) -> Vec<Value> {
        listed(self.get(&format!("/api/cases/{case}/files")).await.expect(200))
    }

    pub(crate) async fn get_piece(&self, case: &str, file: FileId, piece: usize) -> Answer {
        self.get(&format!("/api/cases/{case}/files/{file}/{piece}")).await
    }

    /// Fetches a file by the list, and opens it.
    pub(crate) async fn open_file(&self, case: &str, reference: &FileReference) -> Vec<u8> {
        let (row, mut opener) = begin(&self.list_files(case).await, reference);
        let mut content = Vec::new();
        for piece in 0..pieces(&row).len() {
            take(&mut opener, self.get_piece(case, reference.id(), piece).await, &mut content);
        }
        opener.finish().unwrap();
        content
    }
}

fn listed(mut answer: Value) -> Vec<Value> {
    serde_json::from_value(answer["files"].take()).unwrap()
}

fn pieces(row: &Value) -> Vec<Digest> {
    row["pieces"].as_array().unwrap().iter().map(|digest| Digest::parse(text(digest)).unwrap()).collect()
}

/// Holds the row of a file to its reference.
fn begin(rows: &[Value], reference: &FileReference) -> (Value, FileOpener) {
    let id = reference.id().to_string();
    let row = rows.iter().find(|row| row["id"] == id).unwrap_or_else(|| panic!("{id} is not in {rows:?}"));
    (row.clone(), FileOpener::start(reference, pieces(row)).unwrap())
}

fn take(opener: &mut FileOpener, piece: Answer, content: &mut Vec<u8>) {
    assert_eq!(piece.status, 200);
    assert_eq!(piece.header("content-type"), Some("application/octet-stream"));
    content.extend_from_slice(opener.open_piece(piece.body).unwrap().expose());
}

/// The request that brings an envelope of the conversation and names files, as the intake takes it.
pub(crate) fn letter_with(n: u64, sealed: &[u8], files: &[Value]) -> Value {
    json!({ "n": n, "sealed": base64(sealed), "files": files })
}
