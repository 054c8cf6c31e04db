//! On the server path: the reference of a file that waits for its report, sealed to and
//! signed by the reporter, so that the server keeps nothing it could open by itself.

use crate::{
    code::CaseCode,
    envelope::{self, EnvelopeError, Verified},
    file_reference::FileReference,
    gate::Sealed,
    identity::Addressee,
    kind::{self, Kind},
    seal::SealError,
    strict_json::{JsonError, Value, object},
};

/// Why a staged reference is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StagedError {
    /// It does not open with the code, or was not signed by it.
    #[error("the staged reference does not open")]
    Envelope(#[from] EnvelopeError),
    /// It is not of its form.
    #[error("the staged reference is not of its form")]
    Form(#[from] JsonError),
}

/// Seals a file's reference under the form's code.
pub fn seal(file: &FileReference, code: &CaseCode) -> Result<Sealed<kind::Staged>, SealError> {
    let body =
        object([("v", Value::Integer(1)), ("kind", Kind::Staged.name().into()), ("file", file.value())]);
    let to = [Addressee::from(&code.reporter().identity().recipient())];
    envelope::seal(Kind::Staged, &body, &code.signing().signing_key(), &to)
}

/// Opens a file's reference with the code.
pub fn open(sealed: &Sealed<kind::Staged>, code: &CaseCode) -> Result<Verified<FileReference>, StagedError> {
    let verify = code.signing().signing_key().verifying_key();
    let body = envelope::open(sealed, &code.reporter().identity())?.verify(&verify)?;
    Ok(body.read(|staged| staged.object("file", FileReference::read))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{digest::Digest, id::FileId, identity::Identity};

    #[test]
    fn a_staged_reference_opens_with_its_own_code_only() {
        let (code, other) = (CaseCode::from_bytes([1; 15]), CaseCode::from_bytes([2; 15]));
        let (id, key) = (FileId::from_bytes([3; 16]), Identity::from_seed([4; 32]));
        let (name, kind) = ("bilaga.pdf".to_owned(), "application/pdf".to_owned());
        let file = FileReference::new(id, name, kind, 17, key, Digest::of(b"sealed")).unwrap();
        let sealed = seal(&file, &code).unwrap();
        let opened = open(&sealed, &code).ok().unwrap().into_inner();
        assert_eq!((opened.id(), opened.name(), opened.size()), (id, "bilaga.pdf", 17));
        assert_eq!((opened.key().expose(), opened.digest()), (&[4; 32], file.digest()));
        assert!(matches!(open(&sealed, &other), Err(StagedError::Envelope(_))));
    }
}
