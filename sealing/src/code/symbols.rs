//! Symbols of a code: Crockford's base 32, the Damm check over GF(32), reading and
//! writing.

use super::{CODE_BYTES, CodeError};
use zeroize::Zeroizing;

/// Crockford's base 32; a symbol's value is its place.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Symbols that carry random bits.
const DATA_SYMBOLS: usize = CODE_BYTES * 8 / 5;
/// With the check symbol.
const SYMBOLS: usize = DATA_SYMBOLS + 1;
/// Symbols between two hyphens.
const GROUP: usize = 5;

/// Multiplies by 2 in GF(32) with the polynomial x^5 + x^2 + 1.
const fn double(element: u8) -> u8 {
    let doubled = element << 1;
    if doubled & 0b10_0000 == 0 { doubled } else { doubled ^ 0b10_0101 }
}

/// The Damm check symbol after these symbols. The last interim value being 0 after the
/// check symbol too is the same statement; comparing reads better.
fn check_symbol(type_number: u8, symbols: &[u8]) -> u8 {
    symbols.iter().fold(type_number, |interim, symbol| double(interim ^ symbol))
}

/// Eight symbols of five bits for every five bytes, most significant first.
pub(crate) fn from_bytes(bytes: &[u8]) -> impl Iterator<Item = u8> {
    bytes.as_chunks::<5>().0.iter().flat_map(|chunk| {
        let bits = chunk.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        (0..8).rev().map(move |place| (bits >> (5 * place)).to_le_bytes()[0] & 31)
    })
}

/// The character of a symbol's value; values are under 32.
pub(crate) fn character(symbol: u8) -> Option<char> {
    ALPHABET.get(usize::from(symbol)).copied().map(char::from)
}

/// The value of a character, by the tolerant reading.
fn value(character: char) -> Option<u8> {
    let character = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET
        .iter()
        .position(|symbol| char::from(*symbol) == character)
        .and_then(|place| place.try_into().ok())
}

/// What reading drops anywhere: white space, hyphens and dashes, characters without
/// width. The same list stands in the vectors.
fn is_dropped(character: char) -> bool {
    character.is_whitespace()
        || matches!(character,
            '-' | '\u{AD}' | '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}'
            | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

pub(super) fn write(type_number: u8, bytes: &[u8; CODE_BYTES]) -> String {
    let mut symbols = Zeroizing::new([0; SYMBOLS]);
    let [data @ .., check] = &mut *symbols;
    data.iter_mut().zip(from_bytes(bytes)).for_each(|(place, symbol)| *place = symbol);
    *check = check_symbol(type_number, data);
    // Enough from the start, so that growing leaves no copy behind.
    let mut text = String::with_capacity(SYMBOLS + SYMBOLS / GROUP);
    for group in symbols.chunks(GROUP) {
        if !text.is_empty() {
            text.push('-');
        }
        text.extend(group.iter().copied().filter_map(character));
    }
    text
}

pub(super) fn read(type_number: u8, text: &str) -> Result<[u8; CODE_BYTES], CodeError> {
    let mut symbols = Zeroizing::new([0; SYMBOLS]);
    let mut count = 0_usize;
    for character in text.chars().filter(|character| !is_dropped(*character)) {
        let symbol = value(character).ok_or(CodeError::Symbol { position: count + 1 })?;
        if let Some(place) = symbols.get_mut(count) {
            *place = symbol;
        }
        count += 1;
    }
    if count != SYMBOLS {
        return Err(CodeError::Length { symbols: count });
    }
    let [data @ .., check] = &*symbols;
    if check_symbol(type_number, data) != *check {
        return Err(CodeError::Check);
    }
    let mut bytes = [0; CODE_BYTES];
    for (chunk, eight) in bytes.as_chunks_mut::<5>().0.iter_mut().zip(data.as_chunks::<8>().0) {
        let bits = eight.iter().fold(0_u64, |bits, symbol| bits << 5 | u64::from(*symbol));
        let [_, _, _, five @ ..] = bits.to_be_bytes();
        *chunk = five;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BYTES: [u8; CODE_BYTES] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];

    #[test]
    fn the_example_of_the_protocol_is_written_and_read() {
        assert_eq!(write(0, &BYTES), "000G4-0R40M-30E20-9185G-R38ED");
        assert_eq!(read(0, "000G4-0R40M-30E20-9185G-R38ED"), Ok(BYTES));
        assert_eq!(read(0, "\u{FEFF} ooog4\u{2014}oR4oM 3\u{200B}0E209i85gr38e\u{AD}d\n"), Ok(BYTES));
    }

    #[test]
    fn what_is_wrong_is_told_without_quoting_it() {
        assert_eq!(read(0, ""), Err(CodeError::Length { symbols: 0 }));
        assert_eq!(read(0, "000G4-0R40M-30E20-9185G-R38E"), Err(CodeError::Length { symbols: 24 }));
        assert_eq!(read(0, "000G4-0R40M-30E20-9185G-R38EDD"), Err(CodeError::Length { symbols: 26 }));
        assert_eq!(read(0, "000G4-0R40M-30E20-9185G-R38EU"), Err(CodeError::Symbol { position: 25 }));
        assert_eq!(read(0, "000G4-0R40M-30E20-9185G-R38EE"), Err(CodeError::Check));
        for type_number in 1..5 {
            assert_eq!(read(type_number, "000G4-0R40M-30E20-9185G-R38ED"), Err(CodeError::Check));
        }
    }

    proptest! {
        #[test]
        fn every_code_reads_back(bytes: [u8; CODE_BYTES], type_number in 0_u8..5) {
            prop_assert_eq!(read(type_number, &write(type_number, &bytes)), Ok(bytes));
        }

        #[test]
        fn one_wrong_symbol_is_always_caught(bytes: [u8; CODE_BYTES], type_number in 0_u8..5, place in 0..SYMBOLS, by in 1_u8..32) {
            let mut symbols: Vec<char> = write(type_number, &bytes).chars().filter(|c| *c != '-').collect();
            symbols[place] = character(value(symbols[place]).unwrap() ^ by).unwrap();
            prop_assert_eq!(read(type_number, &symbols.iter().collect::<String>()), Err(CodeError::Check));
        }

        #[test]
        fn two_symbols_swapped_are_always_caught(bytes: [u8; CODE_BYTES], type_number in 0_u8..5, place in 1..SYMBOLS) {
            let mut symbols: Vec<char> = write(type_number, &bytes).chars().filter(|c| *c != '-').collect();
            prop_assume!(symbols[place] != symbols[place - 1]);
            symbols.swap(place, place - 1);
            prop_assert_eq!(read(type_number, &symbols.iter().collect::<String>()), Err(CodeError::Check));
        }

        #[test]
        fn another_type_is_always_caught(bytes: [u8; CODE_BYTES], one in 0_u8..5, other in 0_u8..5) {
            prop_assume!(one != other);
            prop_assert_eq!(read(other, &write(one, &bytes)), Err(CodeError::Check));
        }

        #[test]
        fn reading_never_panics(text in "\\PC*") {
            let _ = read(0, &text);
        }
    }
}
