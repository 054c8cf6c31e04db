//! Makes `derivations.json`.

use serde_json::{Value, json};
use sigill_sealing::code::{CaseCode, ChannelRecoveryCode, InvitationCode, VaultRecoveryCode};
use sigill_sealing::derive::{PasskeyOutput, SelfSeed, StretchedPassphrase};
use sigill_sealing::encoding::hex;

const CODES: [[u8; 15]; 2] = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14], [255; 15]];
const SEEDS: [[u8; 32]; 2] = [[7; 32], [255; 32]];

pub(crate) fn make() -> Value {
    let mut rows = Vec::new();
    let mut row = |from: &str, info: &str, input: &[u8], salt: &[u8; 32], output: &[u8; 32]| {
        rows.push(json!({
            "from": from, "info": format!("sigill/v1/{info}"), "input_hex": hex(input), "salt_hex": hex(salt),
            "output_hex": hex(output),
        }));
    };
    let none = [0; 32];
    for bytes in CODES {
        let code = CaseCode::from_bytes(bytes);
        row("case-code", "access", &bytes, &none, code.access().expose());
        row("case-code", "reporter", &bytes, &none, code.reporter().expose());
        row("case-code", "signing", &bytes, &none, code.signing().expose());
        row("case-code", "receipt", &bytes, &none, code.receipt_salt().expose());
        row("case-code", "retry", &bytes, &none, code.retry_key().expose());
        let code = VaultRecoveryCode::from_bytes(bytes);
        row("vault-recovery-code", "sign-in", &bytes, &none, code.sign_in().expose());
        row("vault-recovery-code", "vault/unlock", &bytes, &none, code.unlock().expose());
        let code = InvitationCode::from_bytes(bytes);
        row("invitation-code", "invitation/access", &bytes, &none, code.access().expose());
        row("invitation-code", "invitation/mac", &bytes, &none, code.mac_key().expose());
        let code = ChannelRecoveryCode::from_bytes(bytes);
        row("channel-recovery-code", "recovery/identity", &bytes, &none, code.recovery().expose());
        row("channel-recovery-code", "recovery/signing", &bytes, &none, code.signing().expose());
    }
    for bytes in SEEDS {
        let passphrase = StretchedPassphrase::from_bytes(bytes);
        row("passphrase", "sign-in", &bytes, &none, passphrase.sign_in().expose());
        row("passphrase", "vault/unlock", &bytes, &none, passphrase.unlock().expose());
        row("passkey", "vault/unlock", &bytes, &none, PasskeyOutput::from_bytes(bytes).unlock().expose());
        let own = SelfSeed::from_bytes(bytes);
        row("self", "desk/access", &bytes, &none, own.desk().expose());
        for salt in SEEDS {
            row("self", "index", &bytes, &salt, own.index_key(&salt).expose());
            row("self", "seen", &bytes, &salt, own.seen_key(&salt).expose());
        }
    }
    Value::Array(rows)
}
