use super::list;
use crate::made::codes::TYPES;
use crate::made::read;
use sigill_sealing::code::{
    CaseCode, ChannelRecoveryCode, CodeError, InvitationCode, OwnerFingerprint, VaultRecoveryCode,
};
use sigill_sealing::encoding::parse_hex;

fn parse(type_: &str, text: &str) -> Result<[u8; 15], CodeError> {
    match type_ {
        "case" => CaseCode::parse(text).map(|code| *code.expose()),
        "vault-recovery" => VaultRecoveryCode::parse(text).map(|code| *code.expose()),
        "owner-fingerprint" => OwnerFingerprint::parse(text).map(|code| *code.as_bytes()),
        "invitation" => InvitationCode::parse(text).map(|code| *code.expose()),
        "channel-recovery" => ChannelRecoveryCode::parse(text).map(|code| *code.expose()),
        other => panic!("no type of code: {other}"),
    }
}

const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

#[test]
fn codes_read_back_and_every_slip_is_caught() {
    for code in list("codes.json", "codes") {
        let (type_, written) = (code["type"].as_str().unwrap(), code["written"].as_str().unwrap());
        assert_eq!(parse(type_, written), Ok(parse_hex(code["bytes_hex"].as_str().unwrap()).unwrap()));
        for other in TYPES.iter().filter(|other| **other != type_) {
            assert_eq!(parse(other, written), Err(CodeError::Check), "{written} as {other}");
        }
        let symbols: Vec<char> = written.chars().filter(|symbol| *symbol != '-').collect();
        for place in 0..symbols.len() {
            for wrong in ALPHABET.chars().filter(|wrong| *wrong != symbols[place]) {
                let mut slipped = symbols.clone();
                slipped[place] = wrong;
                assert_eq!(parse(type_, &String::from_iter(&slipped)), Err(CodeError::Check), "{slipped:?}");
            }
            for other in (0..place).filter(|other| symbols[*other] != symbols[place]) {
                let mut swapped = symbols.clone();
                swapped.swap(place, other);
                assert_eq!(parse(type_, &String::from_iter(&swapped)), Err(CodeError::Check), "{swapped:?}");
            }
        }
    }
}

#[test]
fn codes_are_read_tolerantly() {
    for case in list("codes.json", "read") {
        let bytes = parse_hex(case["bytes_hex"].as_str().unwrap()).unwrap();
        assert_eq!(
            parse(case["type"].as_str().unwrap(), case["text"].as_str().unwrap()),
            Ok(bytes),
            "{case}"
        );
    }
    let expected = parse("case", "000G40R40M30E209185GR38ED").unwrap();
    for dropped in read("codes.json")["dropped"].as_str().unwrap().chars() {
        for text in [
            format!("{dropped}000G40R40M30E209185GR38ED"),
            format!("000G40R40M{dropped}30E209185GR38ED"),
            format!("000G40R40M30E209185GR38ED{dropped}"),
        ] {
            assert_eq!(parse("case", &text), Ok(expected), "U+{:04X}", u32::from(dropped));
        }
    }
}

#[test]
fn what_is_no_code_is_refused_for_the_right_reason() {
    for case in list("codes.json", "refused") {
        let number = |name: &str| usize::try_from(case[name].as_u64().unwrap()).unwrap();
        let expected = match case["error"].as_str().unwrap() {
            "symbol" => CodeError::Symbol { position: number("position") },
            "length" => CodeError::Length { symbols: number("symbols") },
            "check" => CodeError::Check,
            other => panic!("no error: {other}"),
        };
        assert_eq!(
            parse(case["type"].as_str().unwrap(), case["text"].as_str().unwrap()),
            Err(expected),
            "{case}"
        );
    }
}
