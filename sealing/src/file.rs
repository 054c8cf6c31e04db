//! A file sealed and opened piece by piece (PROTOCOL.md section 5): memory for a piece is
//! all that is needed, whatever the file's size.
//!
//! A file is padded with zeros to its Padmé size and sealed to an identity of its own. The
//! sealed bytes count in pieces of [`PIECE`] bytes, each with its digest; the digest of
//! their list stands in the reference that an envelope carries.

use crate::digest::Digest;
use crate::file_reference::FileReference;
use crate::gate::{inspect, sealed_once_length};
use crate::id::FileId;
use crate::identity::{Addressee, Identity};
use crate::kind::{self, Place};
use crate::padding::file_size;
use crate::role::File;
use crate::seal::{StreamOpener, StreamSealer};
use crate::secret::Plaintext;
use crate::strict_json::JsonError;
use rand_core::{CryptoRng, RngCore};
use sha2::{Digest as _, Sha256};
use std::io::{self, BufRead, Read, Write};
use std::mem;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};

/// Bytes of a piece of the sealed file; the last may be shorter.
pub const PIECE: usize = 8 << 20;
/// The same, where lengths of files are counted.
const PIECE_LENGTH: u64 = 8 << 20;
/// What is padded and opened at a time.
const STEP: usize = 64 << 10;

/// Why a sealed file is not what its reference says: its list of digests is another, a piece
/// of it was altered, cut or exchanged, or it was sealed against the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the file is damaged")]
pub struct FileDamaged;

/// The length in bytes of a sealed file whose true size is this; `None` from about 2^64 on.
#[must_use]
pub fn sealed_length(size: u64) -> Option<u64> {
    file_size(size).and_then(sealed_once_length)
}

/// How many pieces a sealed file of that length has.
#[must_use]
pub const fn pieces(length: u64) -> u64 {
    length.div_ceil(PIECE_LENGTH)
}

/// The digest that a reference carries: SHA-256 of the pieces' digests, one after another.
#[must_use]
pub fn digest_of_pieces(pieces: &[Digest]) -> Digest {
    let mut hash = Sha256::new();
    for piece in pieces {
        hash.update(piece.as_bytes());
    }
    Digest::from_bytes(hash.finalize().into())
}

/// A piece of a sealed file. It comes from a [`FileSealer`] alone, so whoever stores pieces
/// stores no plaintext.
pub struct Piece {
    bytes: Vec<u8>,
    digest: Digest,
}

impl Piece {
    /// The sealed bytes: 1 to [`PIECE`].
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The sealed bytes: 1 to [`PIECE`].
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Their SHA-256.
    #[must_use]
    pub const fn digest(&self) -> Digest {
        self.digest
    }
}

/// What is known of a file once it is sealed.
pub struct SealedFile {
    /// The identity it is sealed to.
    pub key: Identity<File>,
    /// Its true size in bytes.
    pub size: u64,
    /// The length in bytes of what was sealed: all pieces together.
    pub length: u64,
    /// The digest of its pieces' digests.
    pub digest: Digest,
}

impl SealedFile {
    /// The reference for an envelope. Refused if name or type is not of its form.
    pub fn reference(self, id: FileId, name: String, media_type: String) -> Result<FileReference, JsonError> {
        FileReference::new(id, name, media_type, self.size, self.key, self.digest)
    }
}

/// Seals a file as it comes, and gives each piece away as soon as it is whole.
pub struct FileSealer<G: FnMut(Piece) -> io::Result<()>> {
    sealer: StreamSealer<Pieces<G>>,
    key: Identity<File>,
    size: u64,
    /// Bytes of padding that are sealed already.
    padding: u64,
}

impl<G: FnMut(Piece) -> io::Result<()>> FileSealer<G> {
    /// Draws the file's identity and begins. `give` is called with every piece, in order;
    /// its failure ends the sealing.
    pub fn start(rng: &mut (impl CryptoRng + RngCore), give: G) -> io::Result<Self> {
        let key = Identity::generate(rng);
        let sealer = StreamSealer::start(Pieces::new(give), &[Addressee::from(&key.recipient())])?;
        Ok(Self { sealer, key, size: 0, padding: 0 })
    }

    /// Seals what comes next of the file. Refused once it is being padded.
    pub fn write(&mut self, content: &[u8]) -> io::Result<()> {
        if self.padding > 0 {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let more = u64::try_from(content.len()).map_err(io::Error::other)?;
        self.size = self.size.checked_add(more).ok_or(io::ErrorKind::FileTooLarge)?;
        self.sealer.write_all(content)
    }

    /// Seals at most that many bytes of the padding that follows the file; whether all of it is there. The padding of a
    /// large file has several pieces: whoever must not hold them all calls this until then, and gives each away.
    pub fn pad(&mut self, most: u64) -> io::Result<bool> {
        let padded = file_size(self.size).ok_or(io::ErrorKind::FileTooLarge)?;
        let left = padded.saturating_sub(self.size).saturating_sub(self.padding);
        self.padding += io::copy(&mut io::repeat(0).take(left.min(most)), &mut self.sealer)?;
        Ok(left <= most)
    }

    /// Pads the file as far as that is still to be done, seals the rest and gives the last piece.
    pub fn finish(mut self) -> io::Result<SealedFile> {
        self.pad(u64::MAX)?;
        let (length, digests) = self.sealer.finish()?.finish()?;
        Ok(SealedFile { key: self.key, size: self.size, length, digest: digest_of_pieces(&digests) })
    }
}

/// Cuts what is sealed into pieces.
struct Pieces<G> {
    piece: Vec<u8>,
    given: Vec<Digest>,
    length: u64,
    give: G,
}

impl<G: FnMut(Piece) -> io::Result<()>> Pieces<G> {
    const fn new(give: G) -> Self {
        Self { piece: Vec::new(), given: Vec::new(), length: 0, give }
    }

    fn give(&mut self) -> io::Result<()> {
        let bytes = mem::take(&mut self.piece);
        self.length += u64::try_from(bytes.len()).map_err(io::Error::other)?;
        let digest = Digest::of(&bytes);
        self.given.push(digest);
        (self.give)(Piece { bytes, digest })
    }

    /// Gives the last piece. The length of all, and the digest of each.
    fn finish(mut self) -> io::Result<(u64, Vec<Digest>)> {
        if !self.piece.is_empty() {
            self.give()?;
        }
        Ok((self.length, self.given))
    }
}

impl<G: FnMut(Piece) -> io::Result<()>> Write for Pieces<G> {
    fn write(&mut self, sealed: &[u8]) -> io::Result<usize> {
        let room = PIECE - self.piece.len();
        let taken = sealed.get(..room).unwrap_or(sealed);
        if self.piece.capacity() - self.piece.len() < taken.len() {
            // Most files are small: a whole piece is set aside once it is clear that it fills.
            let wanted = if self.piece.is_empty() { taken.len() } else { room };
            self.piece.reserve_exact(wanted);
        }
        self.piece.extend_from_slice(taken);
        if self.piece.len() == PIECE {
            self.give()?;
        }
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Opens a file piece by piece. Each is held to the list of digests, and the list to the
/// reference, before any of it is opened.
pub struct FileOpener {
    key: Identity<File>,
    size: u64,
    length: u64,
    pieces: Vec<Digest>,
    /// How many pieces were opened.
    next: usize,
    /// How many bytes came out, padding included.
    opened: u64,
    state: Opening,
}

enum Opening {
    /// The header has not come.
    Begun,
    /// More pieces are to come.
    Goes(SyncSender<Vec<u8>>, Box<StreamOpener<Fed>>),
    /// The end was reached, and is the end.
    Whole,
    /// Something was wrong; nothing more is opened.
    Damaged,
}

impl FileOpener {
    /// Begins with the list of the pieces' digests as the server gave it. Refused unless it
    /// is the list that the reference means, and as long as the size it states asks for.
    pub fn start(reference: &FileReference, pieces: Vec<Digest>) -> Result<Self, FileDamaged> {
        let length = sealed_length(reference.size()).ok_or(FileDamaged)?;
        let listed = u64::try_from(pieces.len()).map_err(|_more_than_any_file_has| FileDamaged)?;
        if listed != self::pieces(length) || digest_of_pieces(&pieces) != reference.digest() {
            return Err(FileDamaged);
        }
        let key = Identity::from_seed(*reference.key().expose());
        let (size, state) = (reference.size(), Opening::Begun);
        Ok(Self { key, size, length, pieces, next: 0, opened: 0, state })
    }

    /// Opens the next piece and gives what of the file is in it, without the padding. The
    /// first failure is the last: what came out before is authentic but no whole file.
    pub fn open_piece(&mut self, bytes: Vec<u8>) -> Result<Plaintext, FileDamaged> {
        let state = mem::replace(&mut self.state, Opening::Damaged);
        let digest = self.pieces.get(self.next).ok_or(FileDamaged)?;
        let last = self.next + 1 == self.pieces.len();
        let whole = if last { (self.length - 1) % PIECE_LENGTH + 1 } else { PIECE_LENGTH };
        if u64::try_from(bytes.len()) != Ok(whole) || Digest::of(&bytes) != *digest {
            return Err(FileDamaged);
        }
        let (feed, mut opener) = match state {
            Opening::Begun => {
                inspect(&bytes, self.length, &kind::File::SHAPE).map_err(|_refused| FileDamaged)?;
                let (feed, input) = Fed::new();
                feed.send(bytes).map_err(|_never_gone| FileDamaged)?;
                let opener = StreamOpener::start(input, &self.key).map_err(|_not_opened| FileDamaged)?;
                (feed, Box::new(opener))
            }
            Opening::Goes(feed, opener) => {
                feed.send(bytes).map_err(|_never_gone| FileDamaged)?;
                (feed, opener)
            }
            Opening::Whole | Opening::Damaged => return Err(FileDamaged),
        };
        self.next += 1;
        if last {
            // Who reads finds the end where nobody can send any more.
            drop(feed);
            let content = self.read(&mut opener)?;
            if Some(self.opened) != file_size(self.size) {
                return Err(FileDamaged);
            }
            self.state = Opening::Whole;
            Ok(content)
        } else {
            let content = self.read(&mut opener)?;
            self.state = Opening::Goes(feed, opener);
            Ok(content)
        }
    }

    /// Whether every piece was opened, and the end was the end.
    pub fn finish(self) -> Result<(), FileDamaged> {
        if matches!(self.state, Opening::Whole) { Ok(()) } else { Err(FileDamaged) }
    }

    /// Reads all that can be opened now; the padding is looked at and left out.
    fn read(&mut self, opener: &mut StreamOpener<Fed>) -> Result<Plaintext, FileDamaged> {
        // A chunk may wait in the opener for its last bytes, and comes with this piece.
        let mut content = Plaintext::new(Vec::with_capacity(PIECE + STEP));
        let mut step = Plaintext::new(vec![0; STEP]);
        loop {
            let read = match opener.read(step.bytes_mut()) {
                Ok(0) => return Ok(content),
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(content),
                Err(_not_authentic) => return Err(FileDamaged),
            };
            let read = step.expose().get(..read).ok_or(FileDamaged)?;
            let of_file = usize::try_from(self.size.saturating_sub(self.opened)).unwrap_or(usize::MAX);
            let (of_file, padding) = read.split_at_checked(of_file).unwrap_or((read, &[]));
            if padding.iter().any(|byte| *byte != 0) {
                return Err(FileDamaged);
            }
            content.bytes_mut().extend_from_slice(of_file);
            self.opened += u64::try_from(read.len()).map_err(|_less_than_a_step| FileDamaged)?;
        }
    }
}

/// Reads the pieces that were sent, and says [`io::ErrorKind::WouldBlock`] where more are to
/// come: age keeps what it has read so far and goes on from there.
struct Fed {
    pieces: Receiver<Vec<u8>>,
    piece: io::Cursor<Vec<u8>>,
}

impl Fed {
    fn new() -> (SyncSender<Vec<u8>>, Self) {
        let (feed, pieces) = sync_channel(1);
        (feed, Self { pieces, piece: io::Cursor::new(Vec::new()) })
    }
}

impl BufRead for Fed {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.piece.fill_buf()?.is_empty() {
            match self.pieces.try_recv() {
                Ok(piece) => self.piece = io::Cursor::new(piece),
                Err(TryRecvError::Empty) => {
                    // Whoever waits for the next piece need not keep this one.
                    self.piece = io::Cursor::default();
                    return Err(io::ErrorKind::WouldBlock.into());
                }
                Err(TryRecvError::Disconnected) => {}
            }
        }
        self.piece.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.piece.consume(amount);
    }
}

impl Read for Fed {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.fill_buf()?;
        self.piece.read(into)
    }
}

#[cfg(test)]
mod tests;
