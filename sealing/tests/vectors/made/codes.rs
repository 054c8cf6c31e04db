//! Makes `codes.json`.

use serde_json::{Value, json};
use sigill_sealing::code::{
    CaseCode, ChannelRecoveryCode, InvitationCode, OwnerFingerprint, VaultRecoveryCode,
};
use sigill_sealing::encoding::hex;

pub(crate) const TYPES: [&str; 5] =
    ["case", "vault-recovery", "owner-fingerprint", "invitation", "channel-recovery"];

fn written(type_: &str, bytes: [u8; 15]) -> String {
    match type_ {
        "case" => CaseCode::from_bytes(bytes).written().expose().clone(),
        "vault-recovery" => VaultRecoveryCode::from_bytes(bytes).written().expose().clone(),
        "owner-fingerprint" => OwnerFingerprint::from_bytes(bytes).to_string(),
        "invitation" => InvitationCode::from_bytes(bytes).written().expose().clone(),
        "channel-recovery" => ChannelRecoveryCode::from_bytes(bytes).written().expose().clone(),
        other => panic!("no type of code: {other}"),
    }
}

pub(crate) fn make() -> Value {
    let samples = [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14],
        [0; 15],
        [255; 15],
        [0x9E, 0x37, 0x79, 0xB9, 0x7F, 0x4A, 0x7C, 0x15, 0xF3, 0x9C, 0xC0, 0x60, 0x5C, 0xED, 0xC8],
    ];
    let types: Vec<_> =
        TYPES.iter().zip(0..).map(|(name, number)| json!({ "name": name, "number": number })).collect();
    let codes: Vec<_> = TYPES
        .iter()
        .flat_map(|type_| {
            samples.map(
                |bytes| json!({ "type": type_, "bytes_hex": hex(&bytes), "written": written(type_, bytes) }),
            )
        })
        .collect();
    let read = [
        "000g4-0r40m-30e20-9185g-r38ed",
        "000G40R40M30E209185GR38ED",
        "OOoG4-oR4oM-3OE2O-9I85G-R38ED",
        "000G4-0R40M-30E20-9l85g-R38ED",
        "000G4-0R40M-30E20-9L85G-R38ED",
        "000G4-0R40M-30E20-9i85g-R38ED",
        "\t000G4 0R40M\r\n30E20\u{2013}9185G\u{2014}R38ED ",
        "\u{feff}0-0-0-G-4-0-R-4-0-M-3-0-E-2-0-9-1-8-5-G-R-3-8-E-D\u{200b}",
    ]
    .map(|text| json!({ "type": "case", "text": text, "bytes_hex": hex(&samples[0]) }));
    let dropped = "\t\n\u{b}\u{c}\r \u{85}\u{a0}\u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}-\u{ad}\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2043}\u{2212}\u{fe58}\u{fe63}\u{ff0d}\u{180e}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2060}\u{feff}";
    let symbol = |text: &str, position: usize| json!({ "type": "case", "text": text, "error": "symbol", "position": position });
    let length = |text: &str, symbols: usize| json!({ "type": "case", "text": text, "error": "length", "symbols": symbols });
    let refused = [
        length("", 0),
        length(" - ", 0),
        length("000G4-0R40M-30E20-9185G-R38E", 24),
        length("000G4-0R40M-30E20-9185G-R38ED-0", 26),
        symbol("U00G4-0R40M-30E20-9185G-R38ED", 1),
        symbol("000G4-0R40M-30E20-9185G-R38Eu", 25),
        symbol("0u", 2),
        symbol("000G4-0R40M-30E20-9185G-R38ED-00*", 28),
        symbol("000G4_0R40M-30E20-9185G-R38ED", 6),
        symbol("\u{ff10}00G4-0R40M-30E20-9185G-R38ED", 1),
        symbol("000G4-0R40M-30E20-9185G-R38\u{e9}D", 24),
        symbol("000G4-0R4\u{1f58b}M-30E20-9185G-R38ED", 9),
        json!({ "type": "case", "text": "000G4-0R40M-30E20-9185G-R38EE", "error": "check" }),
        json!({ "type": "invitation", "text": "000G4-0R40M-30E20-9185G-R38ED", "error": "check" }),
    ];
    json!({ "types": types, "codes": codes, "read": read, "dropped": dropped, "refused": refused })
}
