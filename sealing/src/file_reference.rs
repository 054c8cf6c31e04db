//! How an envelope refers to a file (PROTOCOL.md section 5): with the file's own key, so
//! that whoever opens the envelope opens the file.

use crate::{
    digest::Digest,
    id::FileId,
    identity::Identity,
    role::File,
    strict_json::{JsonError, Object, Value, object},
};
use std::collections::HashSet;

/// The most files one envelope refers to.
pub const MOST_FILES: usize = 100;
/// The most bytes of a file's name.
pub const MOST_NAME_BYTES: usize = 255;
/// The most bytes of a file's type.
pub const MOST_TYPE_BYTES: usize = 127;

/// A file's name, type, true size, key and digest.
pub struct FileReference {
    id: FileId,
    name: String,
    media_type: String,
    size: u64,
    key: Identity<File>,
    digest: Digest,
}

impl FileReference {
    /// A reference to a file that is sealed already. Refused if name or type is not of its
    /// form (see [`is_name`]).
    pub fn new(
        id: FileId,
        name: String,
        media_type: String,
        size: u64,
        key: Identity<File>,
        digest: Digest,
    ) -> Result<Self, JsonError> {
        if !is_name(&name) {
            return Err(JsonError::Form { name: "name" });
        }
        if !is_media_type(&media_type) {
            return Err(JsonError::Form { name: "type" });
        }
        Ok(Self { id, name, media_type, size, key, digest })
    }

    /// The file's id, by which the server knows it.
    #[must_use]
    pub const fn id(&self) -> FileId {
        self.id
    }

    /// The name it had on the writer's computer, safe to show on one line and to save by.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The type it claims: a hint, never to be trusted.
    #[must_use]
    pub fn media_type(&self) -> &str {
        &self.media_type
    }

    /// Its true size in bytes; what follows in the opened file is padding.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The identity it is sealed to.
    #[must_use]
    pub const fn key(&self) -> &Identity<File> {
        &self.key
    }

    /// SHA-256 of the concatenated SHA-256 digests of the sealed file's 8 MiB pieces.
    #[must_use]
    pub const fn digest(&self) -> Digest {
        self.digest
    }

    /// Whether both refer to the same file by the same name and key.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let known = |file: &Self| (file.id, file.size, file.digest, file.key.recipient());
        known(self) == known(other) && self.name == other.name && self.media_type == other.media_type
    }

    pub(crate) fn read(file: &mut Object) -> Result<Self, JsonError> {
        let id = file.id("id")?;
        let (name, media_type) = (file.string("name")?, file.string("type")?);
        let (size, key) = (file.integer("size")?, file.read("key", Identity::parse)?);
        Self::new(id, name, media_type, size, key, file.digest("digest")?)
    }

    pub(crate) fn value(&self) -> Value {
        object([
            ("id", Value::text(self.id)),
            ("name", self.name.as_str().into()),
            ("type", self.media_type.as_str().into()),
            ("size", self.size.into()),
            ("key", self.key.written().expose().as_str().into()),
            ("digest", Value::text(self.digest)),
        ])
    }
}

/// Whether a file may have this name: 1 to 255 bytes, no `/`, no control character, none
/// that turns the direction of writing (it hides the true ending), neither `.` nor `..`.
#[must_use]
pub fn is_name(name: &str) -> bool {
    (1..=MOST_NAME_BYTES).contains(&name.len())
        && name != "."
        && name != ".."
        && !name.chars().any(|character| character == '/' || character.is_control() || turns(character))
}

/// The bidirectional controls.
const fn turns(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_media_type(media_type: &str) -> bool {
    (1..=MOST_TYPE_BYTES).contains(&media_type.len())
        && media_type.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Takes `files`: at most [`MOST_FILES`], no id twice.
pub(crate) fn take_list(body: &mut Object) -> Result<Vec<FileReference>, JsonError> {
    let files = body.objects("files", MOST_FILES, FileReference::read)?;
    let mut ids = HashSet::new();
    if files.iter().all(|file| ids.insert(file.id)) {
        Ok(files)
    } else {
        Err(JsonError::Form { name: "files" })
    }
}

pub(crate) fn list_value(files: &[FileReference]) -> Value {
    Value::list(files, FileReference::value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_leaves_its_line_or_folder_is_refused() {
        for name in ["bilaga.pdf", "\u{e5}\u{e4}\u{f6} 1.txt", "a\\b", "...", &"a".repeat(255)] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", ".", "..", "a/b", "a\nb", "a\u{202e}fdp.exe", "\u{200f}", "\u{7f}", &"a".repeat(256)]
        {
            assert!(!is_name(name), "{name:?}");
        }
    }
}
