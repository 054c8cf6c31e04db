//! Makes `objects.json`: the names, tags and stretched passphrases of PROTOCOL.md sections
//! 6, 8, 9 and 10.

use rand::{SeedableRng, rngs::StdRng};
use serde_json::{Value, json};
use sigill_sealing::body::Claim;
use sigill_sealing::case_id::CaseId;
use sigill_sealing::code::{InvitationCode, OwnerFingerprint};
use sigill_sealing::derive::SelfSeed;
use sigill_sealing::encoding::{base64, hex};
use sigill_sealing::filing::leaf;
use sigill_sealing::id::{ChannelId, MemberId};
use sigill_sealing::identity::Identity;
use sigill_sealing::index::{Entry, seen_name};
use sigill_sealing::invitation::{Join, JoinKeys, Role, tag_join, tag_welcome};
use sigill_sealing::passphrase::{Cost, Passphrase};
use sigill_sealing::role::{Author, Case, Handler, Owner, Reporter};
use sigill_sealing::signature::{SigningKey, VerifyingKey};

fn case(seed: u8) -> CaseId {
    let verify = SigningKey::<Author>::from_seed([seed; 32]).verifying_key();
    CaseId::of(
        ChannelId::from_bytes([seed; 16]),
        &Identity::<Case>::from_seed([seed; 32]).recipient(),
        &Identity::<Reporter>::from_seed([seed + 1; 32]).recipient(),
        &verify,
    )
}

fn cases() -> Vec<Value> {
    let one = |seed: u8| {
        json!({
            "channel": ChannelId::from_bytes([seed; 16]).to_string(),
            "recipient": Identity::<Case>::from_seed([seed; 32]).recipient().to_string(),
            "reporter": Identity::<Reporter>::from_seed([seed + 1; 32]).recipient().to_string(),
            "verify_base64": SigningKey::<Author>::from_seed([seed; 32]).verifying_key().to_string(),
            "case": case(seed).to_string(),
            "reference": case(seed).reference().to_string(),
            "salt_hex": hex(&[seed; 32]),
            "leaf": leaf(&[seed; 32], case(seed)).to_string(),
        })
    };
    [3, 5, 7].map(one).to_vec()
}

fn fingerprints() -> Vec<Value> {
    let one = |seed: u8| {
        let owner: VerifyingKey<Owner> = SigningKey::from_seed([seed; 32]).verifying_key();
        json!({ "owner_base64": owner.to_string(), "fingerprint": OwnerFingerprint::of(&owner).to_string() })
    };
    [3, 5, 7].map(one).to_vec()
}

fn invitations() -> Vec<Value> {
    let owner: VerifyingKey<Owner> = SigningKey::from_seed([100; 32]).verifying_key();
    let one = |(number, role): (u8, Role)| {
        let code = InvitationCode::from_bytes([number; 15]);
        let channel = ChannelId::from_bytes([9; 16]);
        let join = Join {
            channel,
            member: MemberId::from_bytes([number; 16]),
            role,
            recipient: JoinKeys::Handler(Identity::<Handler>::from_seed([number; 32]).recipient()),
            verify: SigningKey::<Author>::from_seed([number; 32]).verifying_key(),
        }
        .to_json();
        let tag = tag_join(&code, join.as_bytes()).unwrap();
        let welcome = tag_welcome(&code, channel, &owner, join.as_bytes()).unwrap();
        json!({
            "code": code.written().expose(), "channel": channel.to_string(), "owner_base64": owner.to_string(),
            "join": join, "join_tag_hex": hex(tag.as_bytes()), "welcome_tag_hex": hex(welcome.as_bytes()),
        })
    };
    [(1, Role::Handler), (2, Role::Deputy)].map(one).to_vec()
}

fn passphrases() -> Vec<Value> {
    let words = "abacus abdomen drop-down felt-tip yo-yo zoom zoning";
    let one = |(name, cost, number): (&str, Cost, u8)| {
        let member = MemberId::from_bytes([number; 16]);
        let stretched = Passphrase::parse(words).ok().unwrap().stretch(member, cost).unwrap();
        json!({
            "typed": "  Abacus abdomen\tdrop-down felt-tip YO-YO zoom zoning\n", "words": words,
            "member": member.to_string(), "memory_kib": cost.memory_kib(), "passes": cost.passes(), "cost": name,
            "stretched_hex": hex(stretched.expose()),
        })
    };
    [
        ("for-vectors", Cost::FOR_VECTORS, 1),
        ("for-vectors", Cost::FOR_VECTORS, 2),
        ("protocol", Cost::PROTOCOL, 1),
    ]
    .map(one)
    .to_vec()
}

fn index() -> Vec<Value> {
    let one = |(seed, view): (u8, String)| {
        let own = SelfSeed::from_bytes([seed; 32]);
        let entry = Entry { case: case(seed), counter: 7, view };
        let sealed = entry.seal(&own, &mut StdRng::seed_from_u64(seed.into())).unwrap();
        json!({
            "self_hex": hex(&[seed; 32]), "salt_hex": hex(sealed.salt()), "case": case(seed).to_string(), "counter": 7,
            "key_hex": hex(own.index_key(sealed.salt()).expose()), "view": entry.view,
            "ciphertext_base64": base64(sealed.ciphertext()),
            "seen_hex": seen_name(&own, sealed.salt(), case(seed)).unwrap().to_string(),
        })
    };
    [(3, "{\"title\":\"r\u{f6}d\"}".to_owned()), (5, "x".repeat(5000))].map(one).to_vec()
}

fn claims() -> Vec<Value> {
    let one = |(old, new): (u8, u8)| {
        let key = SigningKey::<Author>::from_seed([old; 32]);
        let act = Claim::sign(case(old), &key, case(new)).act().unwrap();
        json!({
            "old": case(old).to_string(), "old_key_base64": key.verifying_key().to_string(), "new": case(new).to_string(),
            "text": act.text.expose(),
        })
    };
    [(3, 5), (5, 7)].map(one).to_vec()
}

/// Whose each entry of a filing is, as it opens: taken and refused.
fn holders() -> Value {
    let (locator, one, two) = ("0a".repeat(32), "01".repeat(16), "02".repeat(16));
    let list = |holders: Value| json!({ "v": 1, "locator": locator, "holders": holders });
    let many = |count: u8| -> Value { (1..=count).map(|n| format!("{n:02x}").repeat(16)).collect() };
    let accepted = [
        ("a handler, a dummy and recovery", list(json!([one, null, "recovery"]))),
        ("recovery alone", list(json!([null, "recovery", null]))),
        ("as many as there can be", list(many(101))),
    ];
    let refused = [
        ("nobody", list(json!([]))),
        ("dummies alone", list(json!([null, null]))),
        ("a member twice", list(json!([one, two, one]))),
        ("recovery twice", list(json!(["recovery", one, "recovery"]))),
        ("one too many", list(many(102))),
        ("an id in capitals", list(json!(["AB".repeat(16)]))),
        ("a word that is no holder", list(json!(["owner"]))),
        ("an empty holder", list(json!([""]))),
        ("a number", list(json!([1]))),
        ("a list within", list(json!([[one]]))),
        ("no list", list(json!(one))),
        ("another version", json!({ "v": 2, "locator": locator, "holders": [one] })),
        ("no version", json!({ "locator": locator, "holders": [one] })),
        ("no locator", json!({ "v": 1, "holders": [one] })),
        ("a locator in capitals", json!({ "v": 1, "locator": "AB".repeat(32), "holders": [one] })),
        ("a short locator", json!({ "v": 1, "locator": "ab".repeat(31), "holders": [one] })),
        ("a name too many", json!({ "v": 1, "locator": locator, "holders": [one], "kind": "holders" })),
        ("no object", json!([locator, [one]])),
    ];
    json!({
        "accepted": accepted.map(|(name, content)| json!({ "name": name, "content": content.to_string() })),
        "refused": refused.map(|(why, content)| json!({ "why": why, "content": content.to_string() })),
    })
}

pub(crate) fn make() -> Value {
    json!({
        "cases": cases(), "fingerprints": fingerprints(), "invitations": invitations(), "passphrases": passphrases(),
        "refused_passphrases": ["", "abacus abdomen", "abacus abdomen drop-down felt-tip yo-yo zoom zoningg"],
        "index": index(), "claims": claims(), "holders": holders(),
    })
}
