//! What proves a request: the bytes that a reporter or somebody invited signs with each request, and a member at
//! sign-in (PROTOCOL.md sections 7 and 9).

use crate::digest::Digest;
use crate::id::MemberId;

/// Bytes of a server's nonce, and of a challenge at sign-in.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::role;
    use crate::signature::{Request, Signature, SigningKey};

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
