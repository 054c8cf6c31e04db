//! Bodies that the vectors hold sealed: an anchor, wraps and a vault as they are signed.

use std::error::Error;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use sigill_sealing::code::{CaseCode, InvitationCode};
use sigill_sealing::day::Day;
use sigill_sealing::derive::SelfSeed;
use sigill_sealing::digest::Digest;
use sigill_sealing::envelope;
use sigill_sealing::gate::Sealed;
use sigill_sealing::id::{ChannelId, MemberId};
use sigill_sealing::identity::Identity;
use sigill_sealing::invitation::Role as InvitedRole;
use sigill_sealing::kind::{Anchor, EnvelopePlace, Vault as VaultPlace, Wrap};
use sigill_sealing::role::{Author, Handler, Role, Unlock};
use sigill_sealing::secret::Secret;
use sigill_sealing::signature::{SigningKey, VerifyingKey};
use sigill_sealing::text::ShortText;
use sigill_sealing::vault::{MemberKeys, OpenInvitation, PinnedChannel, Unlocking, Vault, Way};

type Seeds = Vec<(&'static str, Vec<u8>)>;

/// A target and a body for it, each.
pub(crate) fn bodies(threads: &Value) -> Result<Seeds, Box<dyn Error>> {
    let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or("").to_owned();
    let code = CaseCode::parse(&text(threads, "code"))?;
    let reporter = code.signing().signing_key().verifying_key();
    let anchor = BASE64_STANDARD.decode(text(threads, "anchor_base64"))?;
    let mut seeds = vec![("anchor", body::<Anchor, _>(anchor, &code.reporter().identity(), &reporter)?)];
    for member in threads.get("members").and_then(Value::as_array).into_iter().flatten() {
        let identity = Identity::<Handler>::parse(&text(member, "identity"))?;
        for wrap in member.get("wraps_base64").and_then(Value::as_array).into_iter().flatten() {
            let wrap = BASE64_STANDARD.decode(wrap.as_str().unwrap_or(""))?;
            // Those made at filing; a later one is signed by a member.
            seeds.extend(body::<Wrap, _>(wrap, &identity, &reporter).ok().map(|body| ("wrap", body)));
        }
    }
    seeds.push(("vault", vault()?));
    Ok(seeds)
}

fn body<P: EnvelopePlace, R: Role>(
    sealed: Vec<u8>,
    identity: &Identity<R>,
    signer: &VerifyingKey<Author>,
) -> Result<Vec<u8>, Box<dyn Error>> {
    let opened = envelope::open(&Sealed::<P>::through_gate(sealed)?, identity)?.verify(signer)?;
    Ok(opened.get().bytes().expose().to_vec())
}

/// A vault with something in each of its lists.
fn vault() -> Result<Vec<u8>, Box<dyn Error>> {
    let channel = ChannelId::from_bytes([9; 16]);
    let keys =
        |seed| MemberKeys { identity: Identity::from_seed([seed; 32]), signing: Secret::new([seed; 32]) };
    let unlock = Identity::<Unlock>::from_seed([1; 32]);
    let pin = PinnedChannel {
        channel,
        owner: SigningKey::from_seed([8; 32]).verifying_key(),
        epoch: 2,
        hash: Digest::of(b"note"),
        next: vec![Digest::of(b"next note")],
    };
    let invitation = OpenInvitation {
        channel,
        member: MemberId::from_bytes([4; 16]),
        role: InvitedRole::Deputy,
        code: InvitationCode::from_bytes([5; 15]),
        day: Day::parse("2026-01-05")?,
    };
    let way = Unlocking {
        way: Way::Passkey,
        name: ShortText::new("Telefonen")?,
        recipient: unlock.recipient(),
        id: "a-_9".to_owned(),
    };
    let vault = Vault {
        counter: 5,
        member: MemberId::from_bytes([1; 16]),
        newest: keys(1),
        older: vec![keys(2)],
        own: SelfSeed::from_bytes([3; 32]),
        owner: Some(Secret::new([8; 32])),
        pins: vec![pin],
        invitations: vec![invitation],
        unlock: vec![way],
        day: Day::parse("2026-01-05")?,
    };
    let verify = keys(1).signing_key().verifying_key();
    body::<VaultPlace, _>(vault.seal()?.into_bytes(), &unlock, &verify)
}
