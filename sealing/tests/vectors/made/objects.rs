//! Makes `objects.json`: the names, tags and stretched passphrases of PROTOCOL.md sections
//! 6, 8, 9 and 10.

use rand::{SeedableRng, rngs::StdRng};
use serde_json::{Value, json};
use sigill_sealing::body::Claim;
use sigill_sealing::case_id::{CaseId, SharedWith};
use sigill_sealing::code::{InvitationCode, OwnerFingerprint};
use sigill_sealing::derive::SelfSeed;
use sigill_sealing::encoding::{base64, hex};
use sigill_sealing::filing::leaf;
use sigill_sealing::holder::{Holder, Holders};
use sigill_sealing::id::{ChannelId, MemberId};
use sigill_sealing::identity::Identity;
use sigill_sealing::index::{Entry, seen_name};
use sigill_sealing::invitation::{Join, JoinKeys, Role, tag_join, tag_welcome};
use sigill_sealing::passphrase::{Cost, Passphrase};
use sigill_sealing::role::{Author, Case, Handler, Owner, Reporter};
use sigill_sealing::signature::{SigningKey, VerifyingKey};

/// Everybody, recovery among them, or somebody kept from it, by the seed.
fn shared(seed: u8) -> [Holders; 2] {
    let member = |number: u8| Holder::Member(MemberId::from_bytes([number; 16]));
    match seed {
        3 => [[member(1), member(2), Holder::Recovery].into_iter().collect(), Holders::default()],
        5 => [[member(1)].into_iter().collect(), [member(2), Holder::Recovery].into_iter().collect()],
        _ => [[Holder::Recovery].into_iter().collect(), [member(2), member(1)].into_iter().collect()],
    }
}

fn case(seed: u8) -> CaseId {
    let [wrapped, excluded] = shared(seed);
    let verify = SigningKey::<Author>::from_seed([seed; 32]).verifying_key();
    CaseId::of(
        ChannelId::from_bytes([seed; 16]),
        &Identity::<Case>::from_seed([seed; 32]).recipient(),
        &Identity::<Reporter>::from_seed([seed + 1; 32]).recipient(),
        &verify,
        SharedWith { wrapped: &wrapped, excluded: &excluded },
    )
}

fn cases() -> Vec<Value> {
    let one = |seed: u8| {
        json!({
            "channel": ChannelId::from_bytes([seed; 16]).to_string(),
            "recipient": Identity::<Case>::from_seed([seed; 32]).recipient().to_string(),
            "reporter": Identity::<Reporter>::from_seed([seed + 1; 32]).recipient().to_string(),
            "verify_base64": SigningKey::<Author>::from_seed([seed; 32]).verifying_key().to_string(),
            "wrapped": shared(seed)[0].iter().map(|holder| holder.to_string()).collect::<Vec<_>>(),
            "excluded": shared(seed)[1].iter().map(|holder| holder.to_string()).collect::<Vec<_>>(),
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

/// What has the form of a wrap and opens for nobody: `@wrap@` in a parcel.
fn wrap_shaped() -> Vec<u8> {
    let header = format!(
        "age-encryption.org/v1\n-> mlkem768x25519 {}\n{}\n--- {}\n",
        "A".repeat(1494),
        "A".repeat(43),
        "A".repeat(43),
    );
    // A nonce, 1024 bytes of content, and their tag.
    [header.as_bytes(), &[0; 16 + 1024 + 16]].concat()
}

/// The wraps of a filing on their way, as they open: taken and refused.
fn parcels() -> Value {
    let (locator, one, two) = ("0a".repeat(32), "01".repeat(16), "02".repeat(16));
    let wrap = |holder: &str| json!({ "holder": holder, "sealed": "@wrap@" });
    let list = |wraps: Value| json!({ "v": 1, "locator": locator, "wraps": wraps });
    let many = |count: u8| -> Value { (1..=count).map(|n| wrap(&format!("{n:02x}").repeat(16))).collect() };
    let alone = list(json!([wrap(&one)]));
    let changed = |name: &str, value: Option<Value>| {
        let mut parcel = alone.clone();
        let names = parcel.as_object_mut().unwrap();
        match value {
            Some(value) => drop(names.insert(name.to_owned(), value)),
            None => drop(names.remove(name)),
        }
        parcel
    };
    let sealed = |sealed: Value| list(json!([{ "holder": one, "sealed": sealed }]));
    let accepted = [
        ("a handler and recovery", list(json!([wrap(&one), wrap("recovery")]))),
        ("recovery alone", list(json!([wrap("recovery")]))),
        ("as many as there can be", list(many(101))),
    ];
    let refused = [
        ("nobody's", list(json!([]))),
        ("a member's twice", list(json!([wrap(&one), wrap(&two), wrap(&one)]))),
        ("recovery's twice", list(json!([wrap("recovery"), wrap(&one), wrap("recovery")]))),
        ("one too many", list(many(102))),
        ("an id in capitals", list(json!([wrap(&"AB".repeat(16))]))),
        ("a word that is no holder", list(json!([wrap("owner")]))),
        ("an empty holder", list(json!([wrap("")]))),
        ("no holder", list(json!([{ "holder": null, "sealed": "@wrap@" }]))),
        ("a wrap without a holder", list(json!([{ "sealed": "@wrap@" }]))),
        ("a holder without a wrap", list(json!([{ "holder": one }]))),
        ("a name too many in a wrap", list(json!([{ "holder": one, "sealed": "@wrap@", "v": 1 }]))),
        ("plaintext for a wrap", sealed(json!(base64(b"{}")))),
        ("an empty wrap", sealed(json!(""))),
        ("a wrap that is no base64", sealed(json!("@wrap@?"))),
        ("a list within", sealed(json!(["@wrap@"]))),
        ("a bare wrap", list(json!(["@wrap@"]))),
        ("no list", list(wrap(&one))),
        ("another version", changed("v", Some(json!(2)))),
        ("no version", changed("v", None)),
        ("no locator", changed("locator", None)),
        ("a locator in capitals", changed("locator", Some(json!("AB".repeat(32))))),
        ("a short locator", changed("locator", Some(json!("ab".repeat(31))))),
        ("a name too many", changed("kind", Some(json!("parcel")))),
        ("no object", json!([locator, [wrap(&one)]])),
    ];
    json!({
        "wrap_base64": base64(&wrap_shaped()),
        "accepted": accepted.map(|(name, content)| json!({ "name": name, "content": content.to_string() })),
        "refused": refused.map(|(why, content)| json!({ "why": why, "content": content.to_string() })),
    })
}

pub(crate) fn make() -> Value {
    json!({
        "cases": cases(), "fingerprints": fingerprints(), "invitations": invitations(), "passphrases": passphrases(),
        "refused_passphrases": ["", "abacus abdomen", "abacus abdomen drop-down felt-tip yo-yo zoom zoningg"],
        "index": index(), "claims": claims(), "parcels": parcels(),
    })
}
