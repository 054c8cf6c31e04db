//! Sealing to recipients and opening with an identity: age files without grease.
//!
//! age adds a stanza of random text to every header ("grease"), which would hide
//! whether a recipient was added. So the header is written here, as the age
//! specification has it, and the payload by age.

mod payload;

use crate::gate::{Refusal, Sealed};
use crate::hybrid;
use crate::identity::{Addressee, Identity};
use crate::kind::Place;
use crate::role::Role;
use crate::secret::Plaintext;
use crate::strict_json::JsonError;
use age::stream::StreamWriter;
use payload::AfterHeader;
use std::io::{self, BufRead, Read, Write};

/// Why nothing was sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The content cannot be padded to a size of its place: it is too long.
    #[error("the content is too long for its place")]
    TooLong,
    /// The body would not be read again: two names alike, an integer too large, too deep.
    #[error("the body is not strict I-JSON")]
    Body(#[source] JsonError),
    /// What was to be sealed is not of its place: a wrong number of recipients, a wrong size.
    #[error("not what its place takes")]
    Place(#[source] Refusal),
    /// The cipher or the output failed.
    #[error("sealing failed")]
    Failed(#[source] io::Error),
}

/// Why a sealed thing did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// It is sealed to others.
    #[error("not sealed to this identity")]
    NotForUs,
    /// It was sealed to us and is damaged, cut or forged.
    #[error("damaged")]
    Damaged,
}

/// Seals content, already padded to a size of its place.
pub fn seal<P: Place>(content: &Plaintext, to: &[Addressee]) -> Result<Sealed<P>, SealError> {
    let mut sealer = StreamSealer::start(Vec::new(), to).map_err(SealError::Failed)?;
    sealer.write_all(content.expose()).map_err(SealError::Failed)?;
    let bytes = sealer.finish().map_err(SealError::Failed)?;
    Sealed::from_sealer(bytes).map_err(SealError::Place)
}

/// Opens content, padding included.
pub fn open<P: Place, R: Role>(sealed: &Sealed<P>, identity: &Identity<R>) -> Result<Plaintext, OpenError> {
    open_age(sealed.as_bytes(), identity)
}

/// Opens any age file; [`open`] lets only in what came through the gate.
fn open_age<R: Role>(file: &[u8], identity: &Identity<R>) -> Result<Plaintext, OpenError> {
    // The content is shorter than the file, so that no copy is left behind by growing.
    let mut content = Plaintext::new(Vec::with_capacity(file.len()));
    StreamOpener::start(file, identity)?
        .read_to_end(content.bytes_mut())
        .map_err(|_io| OpenError::Damaged)?;
    Ok(content)
}

/// Seals a stream, for files: write the content and its padding, then [`finish`].
///
/// [`finish`]: StreamSealer::finish
pub struct StreamSealer<W: Write>(StreamWriter<AfterHeader<W>>);

impl<W: Write> StreamSealer<W> {
    /// Writes the header.
    pub fn start(output: W, to: &[Addressee]) -> io::Result<Self> {
        payload::start(output, to).map(Self)
    }

    /// Writes the last chunk. Without it the file does not open.
    pub fn finish(self) -> io::Result<W> {
        self.0.finish().map(AfterHeader::into_inner)
    }
}

impl<W: Write> Write for StreamSealer<W> {
    fn write(&mut self, content: &[u8]) -> io::Result<usize> {
        self.0.write(content)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Opens a stream that came through the gate. What is read is authentic chunk by chunk;
/// that the end is the end is known only once it is reached without an error.
pub struct StreamOpener<R>(age::stream::StreamReader<R>);

impl<B: BufRead> StreamOpener<B> {
    /// Reads the header, line by line: age would parse it anew for nearly every byte of an
    /// input without a buffer.
    pub fn start<R: Role>(file: B, identity: &Identity<R>) -> Result<Self, OpenError> {
        let identity = hybrid::Identity::from_seed(identity.expose()).ok_or(OpenError::Damaged)?;
        let decryptor = age::Decryptor::new_buffered(file).map_err(|_told_no_more| OpenError::Damaged)?;
        match decryptor.decrypt(std::iter::once::<&dyn age::Identity>(&identity)) {
            Ok(reader) => Ok(Self(reader)),
            Err(age::DecryptError::NoMatchingKeys) => Err(OpenError::NotForUs),
            Err(_) => Err(OpenError::Damaged),
        }
    }
}

impl<R: Read> Read for StreamOpener<R> {
    fn read(&mut self, content: &mut [u8]) -> io::Result<usize> {
        self.0.read(content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::{ContactDetails, Conversation, CustodianDetails, File, Internal};
    use crate::role::{Case, Custodian, Reporter};

    fn identities() -> (Identity<Case>, Identity<Reporter>) {
        (Identity::from_seed([1; 32]), Identity::from_seed([2; 32]))
    }

    #[test]
    fn what_is_sealed_passes_the_gate_and_opens_for_each_recipient_only() {
        let (case, reporter) = identities();
        let content = Plaintext::new(vec![b' '; 4096]);
        let to = [Addressee::from(&case.recipient()), Addressee::from(&reporter.recipient())];
        let sealed: Sealed<Conversation> = seal(&content, &to).unwrap();
        assert_eq!(open(&sealed, &case).unwrap().expose(), content.expose());
        assert_eq!(open(&sealed, &reporter).unwrap().expose(), content.expose());
        assert_eq!(open(&sealed, &Identity::<Case>::from_seed([3; 32])).err(), Some(OpenError::NotForUs));
        let again: Sealed<Conversation> = Sealed::through_gate(sealed.as_bytes().to_vec()).unwrap();
        assert_eq!(again.digest(), sealed.digest());
        let elsewhere = Sealed::<Internal>::through_gate(sealed.into_bytes());
        assert_eq!(elsewhere.err(), Some(Refusal::StanzaCount));
    }

    #[test]
    fn what_is_not_of_its_place_is_not_sealed() {
        let (case, _) = identities();
        let to = [Addressee::from(&case.recipient())];
        let sealed =
            |length, to: &[Addressee]| seal::<Internal>(&Plaintext::new(vec![b' '; length]), to).map(drop);
        assert!(matches!(sealed(4095, &to), Err(SealError::Place(Refusal::Size))));
        assert!(matches!(sealed(4096, &[]), Err(SealError::Place(Refusal::StanzaCount))));
        assert!(sealed(4096, &to).is_ok());
    }

    #[test]
    fn contact_details_are_sealed_twice_without_more_padding() {
        let (case, _) = identities();
        let custodian = Identity::<Custodian>::from_seed([4; 32]);
        let content = Plaintext::new(vec![b' '; 2048]);
        let inner = seal::<ContactDetails>(&content, &[Addressee::from(&case.recipient())]).unwrap();
        let length = u64::try_from(inner.as_bytes().len()).unwrap();
        assert_eq!(crate::gate::sealed_once(length), Some(2048));
        let twice = |bytes: &[u8]| {
            let to = [Addressee::from(&custodian.recipient())];
            seal::<CustodianDetails>(&Plaintext::new(bytes.to_vec()), &to)
        };
        let outer = twice(inner.as_bytes()).unwrap();
        assert_eq!(open(&outer, &custodian).unwrap().expose(), inner.as_bytes());
        assert!(twice(&inner.as_bytes()[1..]).is_err());
    }

    #[test]
    fn a_stream_of_several_chunks_opens_and_a_cut_one_does_not() {
        let (case, _) = identities();
        let content: Vec<u8> = (0..253_952_u32).map(|place| place.to_le_bytes()[0]).collect();
        let mut sealer = StreamSealer::start(Vec::new(), &[Addressee::from(&case.recipient())]).unwrap();
        content.chunks(1000).for_each(|piece| sealer.write_all(piece).unwrap());
        let bytes = sealer.finish().unwrap();
        let file = Sealed::<File>::through_gate(bytes.clone()).unwrap();
        assert_eq!(open(&file, &case).unwrap().expose(), content);
        let cut = &bytes[..bytes.len() - 65_552];
        assert_eq!(open_age(cut, &case).err(), Some(OpenError::Damaged));
    }

    #[test]
    fn one_flipped_bit_anywhere_is_refused() {
        let (case, _) = identities();
        let to = [Addressee::from(&case.recipient())];
        let sealed = seal::<Internal>(&Plaintext::new(vec![b' '; 4096]), &to).unwrap();
        for place in (0..sealed.as_bytes().len()).step_by(29) {
            let mut bytes = sealed.as_bytes().to_vec();
            bytes[place] ^= 1;
            if let Ok(flipped) = Sealed::<Internal>::through_gate(bytes) {
                assert!(open(&flipped, &case).is_err(), "{place}");
            }
        }
    }
}
