//! What is looked for: improbable words in every form in which bytes commonly come to rest.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use rand::RngCore as _;
use rand::rngs::OsRng;

/// A word that stands nowhere but where a story puts it.
pub(super) fn canary() -> String {
    let mut bytes = [0; 10];
    OsRng.fill_bytes(&mut bytes);
    format!("kanarie{}", sigill_sealing::encoding::hex(&bytes))
}

/// One form of one secret.
pub(crate) struct Needle {
    /// Whose it is, and in what form.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// Every form of `secret`. One of six bytes or fewer would be found by chance.
pub(super) fn needles(of: &str, secret: &[u8]) -> Vec<Needle> {
    assert!(secret.len() > 6);
    let lower = sigill_sealing::encoding::hex(secret);
    let mut forms = vec![
        ("as it is", secret.to_vec()),
        ("hex", lower.clone().into_bytes()),
        ("capital hex", lower.to_uppercase().into_bytes()),
        ("percent", percent(&lower)),
        ("capital percent", percent(&lower.to_uppercase())),
    ];
    if let Ok(text) = std::str::from_utf8(secret) {
        let units: Vec<u16> = text.encode_utf16().collect();
        forms.push(("UTF-16 LE", units.iter().flat_map(|unit| unit.to_le_bytes()).collect()));
        forms.push(("UTF-16 BE", units.iter().flat_map(|unit| unit.to_be_bytes()).collect()));
    }
    for (offset, name) in
        ["base64", "base64, one byte later", "base64, two bytes later"].into_iter().enumerate()
    {
        forms.push((name, inner_base64(secret, offset)));
    }
    forms.into_iter().map(|(form, bytes)| Needle { name: format!("{of}, {form}"), bytes }).collect()
}

fn percent(hex: &str) -> Vec<u8> {
    hex.as_bytes().chunks(2).flat_map(|pair| [b"%", pair].concat()).collect()
}

/// The part of the base64 of `secret` that is the same whatever stands before it and after it, when it begins `offset`
/// bytes into a group of three.
fn inner_base64(secret: &[u8], offset: usize) -> Vec<u8> {
    let padded = [vec![0; offset], secret.to_vec()].concat();
    let whole = STANDARD_NO_PAD.encode(padded);
    // A symbol holds six bits; those that share bits with a neighbour are left out.
    let first = (offset * 8).div_ceil(6);
    let last = (offset + secret.len()) * 8 / 6;
    whole.as_bytes()[first..last].to_vec()
}

#[test]
fn base64_is_found_wherever_the_secret_begins() {
    let secret = b"kanarie-i-gruvan";
    for before in 0..9 {
        let text = [vec![b'x'; before], secret.to_vec(), b"yz".to_vec()].concat();
        let encoded = base64::engine::general_purpose::STANDARD.encode(text).into_bytes();
        let form = inner_base64(secret, before % 3);
        assert!(form.len() > 18 && encoded.windows(form.len()).any(|window| window == form), "{before}");
    }
}
