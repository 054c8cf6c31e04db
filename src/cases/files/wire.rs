//! What goes over the wire about files, to reporters' browsers and to members' alike.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sigill_sealing::digest::Digest;
use sigill_sealing::file_reference::MOST_FILES;
use sigill_sealing::id::FileId;
use utoipa::ToSchema;

use super::{FileRow, Limits};
use crate::http::{Failure, Problem};

/// A file as the request names it whose envelope refers to it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedFile {
    id: String,
    /// SHA-256 of the digests of its sealed pieces, one after another.
    digest: String,
}

/// The files that a request names: each once, and no more than an envelope refers to.
pub fn read_names(named: &[NamedFile]) -> Result<Vec<(FileId, Digest)>, Failure> {
    let malformed = || Failure::new(Problem::Malformed);
    let mut seen = BTreeSet::new();
    let read = named.iter().map(|file| {
        let id = FileId::parse(&file.id).map_err(|_refused| malformed())?;
        let digest = Digest::parse(&file.digest).map_err(|_refused| malformed())?;
        if seen.insert(id) { Ok((id, digest)) } else { Err(malformed()) }
    });
    let read: Vec<_> = read.collect::<Result<_, _>>()?;
    if read.len() <= MOST_FILES { Ok(read) } else { Err(malformed()) }
}

/// The files of a case.
#[derive(Serialize, ToSchema)]
pub struct FilesAnswer {
    files: Vec<FileAnswer>,
    bounds: BoundsAnswer,
}

impl FilesAnswer {
    /// These, and what more is taken.
    #[must_use]
    pub fn of(rows: &[FileRow], limits: Limits) -> Self {
        Self { files: rows.iter().map(FileAnswer::of).collect(), bounds: BoundsAnswer::of(limits) }
    }
}

/// One file, whose name, type and key stand in the envelope that refers to it.
#[derive(Serialize, ToSchema)]
struct FileAnswer {
    id: String,
    /// The thread of that envelope, c or i.
    thread: &'static str,
    /// The number of that envelope.
    n: u64,
    /// How many bytes it has, sealed.
    length: u64,
    /// SHA-256 of each of its sealed pieces of 8 MiB.
    pieces: Vec<String>,
}

impl FileAnswer {
    fn of(row: &FileRow) -> Self {
        Self {
            id: row.id.to_string(),
            thread: row.thread.as_str(),
            n: row.n,
            length: row.length,
            pieces: row.pieces.iter().map(Digest::to_string).collect(),
        }
    }
}

/// What is taken of files.
#[derive(Serialize, ToSchema)]
pub struct BoundsAnswer {
    /// The largest file, in bytes, before it is sealed.
    largest: u64,
    /// What the files of a case may take together, in bytes, sealed: those of its conversation for its reporter, all of them
    /// for its handlers.
    per_case: u64,
    /// Whether any file is taken at present.
    open: bool,
}

impl BoundsAnswer {
    /// These.
    #[must_use]
    pub fn of(limits: Limits) -> Self {
        Self { largest: limits.largest, per_case: limits.per_case, open: limits.open }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(files: &serde_json::Value) -> Option<usize> {
        let named: Vec<NamedFile> = serde_json::from_value(files.clone()).ok()?;
        read_names(&named).ok().map(|read| read.len())
    }

    fn named(number: usize) -> serde_json::Value {
        json!({ "id": format!("{number:032x}"), "digest": "00".repeat(32) })
    }

    #[test]
    fn a_request_names_each_file_once_and_a_hundred_at_most() {
        let many = |count: usize| serde_json::Value::from((1..=count).map(named).collect::<Vec<_>>());
        assert_eq!((read(&json!([])), read(&many(MOST_FILES))), (Some(0), Some(MOST_FILES)));
        assert_eq!(read(&many(MOST_FILES + 1)), None);
        assert_eq!(read(&json!([named(1), named(2), named(1)])), None);
        assert_eq!(read(&json!([named(0)])), None);
        assert_eq!(read(&json!([{ "id": "1f".repeat(16), "digest": "AA".repeat(32) }])), None);
        assert_eq!(read(&json!([{ "id": "1f".repeat(16), "digest": "00".repeat(32), "name": "x" }])), None);
    }
}
