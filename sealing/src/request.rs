//! What proves a request: the bytes that a reporter or somebody invited signs with each request and a member with each
//! that changes something, and what a member signs at sign-in and for new ways in (PROTOCOL.md sections 7 and 9).

use crate::digest::Digest;
use crate::id::MemberId;

/// Bytes of a server's nonce, and of a challenge.
pub const NONCE_BYTES: usize = 32;

/// What is signed with a request: method ‖ 0x00 ‖ path with query as sent ‖ 0x00 ‖ SHA-256(body) ‖ nonce.
#[must_use]
pub fn request_bytes(method: &str, path: &str, body: &[u8], nonce: &[u8; NONCE_BYTES]) -> Vec<u8> {
    let hash = Digest::of(body);
    [method.as_bytes(), &[0], path.as_bytes(), &[0], hash.as_bytes(), nonce].concat()
}

/// What is signed at sign-in: the desk's origin ‖ 0x00 ‖ member id ‖ challenge. The origin is that of the page the
/// member sees, so that a challenge which another site carried on serves nobody.
#[must_use]
pub fn sign_in_bytes(origin: &str, member: MemberId, challenge: &[u8; NONCE_BYTES]) -> Vec<u8> {
    [origin.as_bytes(), &[0], member.as_bytes(), challenge].concat()
}

/// What is signed for new ways in: the desk's origin ‖ 0x00 ‖ member id ‖ challenge ‖ SHA-256(change), `change` being the
/// JSON that says what is new, as sent. Whoever sees the signature can have nothing else changed by it.
#[must_use]
pub fn credentials_bytes(
    origin: &str,
    member: MemberId,
    challenge: &[u8; NONCE_BYTES],
    change: &[u8],
) -> Vec<u8> {
    let hash = Digest::of(change);
    [origin.as_bytes(), &[0], member.as_bytes(), challenge, hash.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::role;
    use crate::signature::{Credentials, Request, SignIn, Signature, SigningKey};

    #[test]
    fn a_signature_for_new_ways_in_holds_for_its_change_alone_and_never_signs_anybody_in() {
        let key = SigningKey::<role::SignIn>::from_seed([7; 32]);
        let (member, other) = (MemberId::from_bytes([1; 16]), MemberId::from_bytes([2; 16]));
        let bytes = credentials_bytes("https://desk.example", member, &[3; 32], b"{}");
        let signature: Signature<Credentials> = key.sign(&bytes);
        let holds = |bytes: &[u8]| key.verifying_key().verify(bytes, &signature).is_ok();
        assert!(holds(&bytes));
        assert!(!holds(&credentials_bytes("https://desk.example", member, &[3; 32], b"{} ")));
        assert!(!holds(&credentials_bytes("https://desk.example", other, &[3; 32], b"{}")));
        assert!(!holds(&credentials_bytes("https://desk.example", member, &[4; 32], b"{}")));
        assert!(!holds(&credentials_bytes("https://else.example", member, &[3; 32], b"{}")));
        let taken_for_sign_in = Signature::<SignIn>::from_bytes(*signature.as_bytes());
        assert!(key.verifying_key().verify(&bytes, &taken_for_sign_in).is_err());
    }

    #[test]
    fn a_signature_holds_for_its_method_path_body_and_nonce_alone() {
        let key = SigningKey::<role::Access>::from_seed([7; 32]);
        let signature: Signature<Request> = key.sign(&request_bytes("POST", "/api/cases", b"{}", &[1; 32]));
        let holds = |method, path, body: &[u8], nonce| {
            key.verifying_key().verify(&request_bytes(method, path, body, &nonce), &signature).is_ok()
        };
        assert!(holds("POST", "/api/cases", b"{}", [1; 32]));
        assert!(!holds("GET", "/api/cases", b"{}", [1; 32]));
        assert!(!holds("POST", "/api/case", b"{}", [1; 32]));
        assert!(!holds("POST", "/api/cases", b"{} ", [1; 32]));
        assert!(!holds("POST", "/api/cases", b"{}", [2; 32]));
    }
}
