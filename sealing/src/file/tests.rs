use super::*;
use proptest::prelude::*;
use rand::rngs::OsRng;

/// Sizes at the edges: of a chunk, of a piece, of what Padmé gives.
const EDGES: [u64; 10] = [0, 1, 4096, 4097, 65_535, 65_536, 65_537, 8_126_464, 8_386_560, 8_388_609];

fn counting(size: u64) -> Vec<u8> {
    let size = usize::try_from(size).unwrap();
    let mut content = (0..251).collect::<Vec<u8>>().repeat(size / 251 + 1);
    content.truncate(size);
    content
}

/// Seals the content, written in steps of that many bytes.
fn sealed(content: &[u8], step: usize) -> (Vec<Piece>, FileReference) {
    let mut pieces = Vec::new();
    let mut sealer = FileSealer::start(&mut OsRng, |piece| {
        pieces.push(piece);
        Ok(())
    })
    .unwrap();
    content.chunks(step).for_each(|part| sealer.write(part).unwrap());
    let file = sealer.finish().unwrap();
    assert_eq!(Some(file.length), sealed_length(file.size));
    assert_eq!(
        file.length,
        u64::try_from(pieces.iter().map(|piece| piece.as_bytes().len()).sum::<usize>()).unwrap()
    );
    let reference = file.reference(FileId::from_bytes([1; 16]), "a".to_owned(), "b/c".to_owned()).unwrap();
    (pieces, reference)
}

fn list(pieces: &[Vec<u8>]) -> Vec<Digest> {
    pieces.iter().map(|piece| Digest::of(piece)).collect()
}

/// The same file, but for the digest: what the owner of the key could have sealed.
fn meaning(reference: &FileReference, size: u64, pieces: &[Vec<u8>]) -> FileReference {
    let key = Identity::from_seed(*reference.key().expose());
    let digest = digest_of_pieces(&list(pieces));
    FileReference::new(reference.id(), "a".to_owned(), "b/c".to_owned(), size, key, digest).unwrap()
}

/// Opens all pieces as the reference and the list have it.
fn opened(
    reference: &FileReference,
    listed: Vec<Digest>,
    pieces: &[Vec<u8>],
) -> Result<Vec<u8>, FileDamaged> {
    let mut opener = FileOpener::start(reference, listed)?;
    let mut content = Vec::new();
    for piece in pieces {
        content.extend_from_slice(opener.open_piece(piece.clone())?.expose());
    }
    opener.finish()?;
    Ok(content)
}

fn bytes(pieces: Vec<Piece>) -> Vec<Vec<u8>> {
    pieces.into_iter().map(Piece::into_bytes).collect()
}

#[test]
fn a_file_of_any_size_opens_to_what_it_was() {
    for size in EDGES {
        let content = counting(size);
        let (pieces, reference) = sealed(&content, 100_003);
        assert!(pieces.iter().rev().skip(1).all(|piece| piece.as_bytes().len() == PIECE), "{size}");
        assert!(pieces.iter().all(|piece| piece.digest() == Digest::of(piece.as_bytes())), "{size}");
        let pieces = bytes(pieces);
        assert_eq!(reference.digest(), digest_of_pieces(&list(&pieces)), "{size}");
        assert!(opened(&reference, list(&pieces), &pieces).unwrap() == content, "{size}");
        // It is a plain age file of its place.
        let whole = crate::gate::Sealed::<kind::File>::through_gate(pieces.concat()).unwrap();
        let plain = crate::seal::open(&whole, reference.key()).unwrap();
        assert!(plain.expose().starts_with(&content), "{size}");
    }
}

#[test]
fn what_was_altered_on_its_way_is_not_opened() {
    let (pieces, reference) = sealed(&counting(16_800_000), 1_000_000);
    let pieces = bytes(pieces);
    let honest = list(&pieces);
    assert_eq!(pieces.len(), 3);
    let flipped = |piece: usize, place: usize| {
        let mut pieces = pieces.clone();
        pieces[piece][place] ^= 1;
        pieces
    };
    for other in [flipped(0, 30), flipped(1, PIECE - 1), flipped(2, 0)] {
        assert_eq!(opened(&reference, honest.clone(), &other), Err(FileDamaged));
        assert_eq!(opened(&reference, list(&other), &other), Err(FileDamaged));
        // Even whoever could change the reference's digest changes no byte of the file.
        let meant = meaning(&reference, reference.size(), &other);
        assert_eq!(opened(&meant, list(&other), &other), Err(FileDamaged));
    }
    let swapped = [pieces[0].clone(), pieces[2].clone(), pieces[1].clone()];
    assert_eq!(opened(&reference, honest.clone(), &swapped), Err(FileDamaged));
    assert_eq!(opened(&reference, list(&swapped), &swapped), Err(FileDamaged));
    let mut cut = pieces.clone();
    cut[2].pop();
    assert_eq!(opened(&reference, honest.clone(), &cut), Err(FileDamaged));
    assert_eq!(opened(&reference, honest.clone(), &pieces[..2]), Err(FileDamaged));
    assert_eq!(opened(&reference, honest[..2].to_vec(), &pieces[..2]), Err(FileDamaged));
    let longer = [pieces.as_slice(), &[vec![0]]].concat();
    assert_eq!(opened(&reference, honest, &longer), Err(FileDamaged));
}

#[test]
fn nothing_comes_out_after_something_was_wrong() {
    let (pieces, reference) = sealed(&counting(9_000_000), 65_536);
    let pieces = bytes(pieces);
    let mut opener = FileOpener::start(&reference, list(&pieces)).unwrap();
    assert!(opener.open_piece(pieces[1].clone()).is_err());
    assert!(opener.open_piece(pieces[0].clone()).is_err());
    assert_eq!(opener.finish(), Err(FileDamaged));
}

#[test]
fn padding_that_is_not_zeros_or_not_of_its_length_is_refused() {
    let (pieces, reference) = sealed(&counting(70_000), 70_000);
    let pieces = bytes(pieces);
    let padded = file_size(70_000).unwrap();
    let means = |size| opened(&meaning(&reference, size, &pieces), list(&pieces), &pieces);
    assert_eq!(means(70_000).unwrap().len(), 70_000);
    // One byte fewer than the file has: the last of it would be padding, and is not zero.
    assert_eq!(counting(70_000)[69_999], 221);
    assert_eq!(means(69_999), Err(FileDamaged));
    assert_eq!(means(padded).unwrap().len(), usize::try_from(padded).unwrap());
    assert_eq!(means(padded + 1), Err(FileDamaged));
    assert_eq!(means(60_000), Err(FileDamaged));
    assert_eq!(means(u64::from(u32::MAX)), Err(FileDamaged));
}

#[test]
fn a_piece_that_cannot_be_given_away_ends_the_sealing() {
    let mut sealer = FileSealer::start(&mut OsRng, |_| Err(io::ErrorKind::StorageFull.into())).unwrap();
    let error = (0..3000).find_map(|_| sealer.write(&[0; 4096]).err()).unwrap();
    assert_eq!(error.kind(), io::ErrorKind::StorageFull);
}

#[test]
fn padding_comes_in_steps_and_nothing_comes_after_it() {
    let mut given = Vec::new();
    let mut sealer = FileSealer::start(&mut OsRng, |piece| {
        given.push(piece);
        Ok(())
    })
    .unwrap();
    sealer.write(b"short").unwrap();
    assert!(!sealer.pad(1).unwrap() && !sealer.pad(4000).unwrap() && sealer.pad(90).unwrap());
    assert!(sealer.write(b"more").is_err());
    let file = sealer.finish().unwrap();
    let reference = file.reference(FileId::from_bytes([1; 16]), "a".to_owned(), "b/c".to_owned()).unwrap();
    let pieces = bytes(given);
    assert_eq!(opened(&reference, list(&pieces), &pieces).unwrap(), b"short");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn it_does_not_matter_in_which_steps_a_file_comes(size in 0_u64..300_000, step in 1_usize..90_000) {
        let content = counting(size);
        let (pieces, reference) = sealed(&content, step);
        let pieces = bytes(pieces);
        prop_assert!(opened(&reference, list(&pieces), &pieces).unwrap() == content);
    }

    #[test]
    fn one_flipped_bit_is_refused_whatever_the_list_says(size in 0_u64..100_000, place: prop::sample::Index, bit in 0_u8..8) {
        let (pieces, reference) = sealed(&counting(size), 65_536);
        let mut pieces = bytes(pieces);
        let place = place.index(pieces[0].len());
        pieces[0][place] ^= 1 << bit;
        let meant = meaning(&reference, size, &pieces);
        prop_assert_eq!(opened(&meant, list(&pieces), &pieces), Err(FileDamaged));
    }
}
