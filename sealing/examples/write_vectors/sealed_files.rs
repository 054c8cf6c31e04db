//! Makes `files-by-rust.json`, whose keys are random.

use crate::files::content;
use rand::rngs::OsRng;
use serde_json::{Value, json};
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::base64;
use sigill_sealing::file::FileSealer;
use sigill_sealing::gate::inspect;
use sigill_sealing::kind::{File, Place};

/// At the edges of a chunk, of a piece, and of what Padmé gives.
const SIZES: [u64; 11] =
    [0, 1, 4096, 4097, 65_535, 65_536, 65_537, 8_386_560, 8_388_608, 8_388_609, 16_777_217];
/// Bytes of the nonce behind the header.
const NONCE: usize = 16;

/// Files sealed in Rust.
pub(crate) fn make() -> Value {
    let one = |size: u64| {
        let mut bytes = Vec::new();
        let mut digests = Vec::new();
        let mut sealer = FileSealer::start(&mut OsRng, |piece| {
            digests.push(piece.digest());
            bytes.extend_from_slice(piece.as_bytes());
            Ok(())
        })
        .unwrap();
        sealer.write(&content(size)).unwrap();
        let file = sealer.finish().unwrap();
        let header = inspect(&bytes, file.length, &File::SHAPE).unwrap().header;
        json!({
            "size": size, "counting": 251, "identity": file.key.written().expose(),
            "header_base64": base64(&bytes[..header]),
            "nonce_base64": base64(&bytes[header..header + NONCE]),
            "length": file.length,
            "pieces": digests.iter().map(Digest::to_string).collect::<Vec<_>>(),
            "digest": file.digest.to_string(),
        })
    };
    json!({ "files": SIZES.map(one) })
}
