//! Somebody with a vault, who does with the sealing crate what their browser would.

use rand::RngCore;
use rand::rngs::OsRng;
use serde_json::{Value, json};
use sigill::clock::Clock as _;
use sigill::members::name::SignInName;
use sigill::members::sign_in;
use sigill_sealing::code::{InvitationCode, VaultRecoveryCode};
use sigill_sealing::derive::{SelfSeed, StretchedPassphrase};
use sigill_sealing::encoding::{base64, parse_base64, parse_base64_exact};
use sigill_sealing::gate::Sealed;
use sigill_sealing::id::{ChannelId, MemberId};
use sigill_sealing::identity::Identity;
use sigill_sealing::invitation::{Join, JoinKeys, Role, tag_join};
use sigill_sealing::keyring::Designated;
use sigill_sealing::passphrase::{Cost, Passphrase};
use sigill_sealing::request::{credentials_bytes, sign_in_bytes};
use sigill_sealing::role::{Custodian, Handler, SignIn as SignInKey};
use sigill_sealing::secret::Secret;
use sigill_sealing::signature::{Credentials, SignIn, Signature, SigningKey};
use sigill_sealing::text::ShortText;
use sigill_sealing::vault::{MemberKeys, Unlocking, Vault, Way};
use totp_rs::Builder;

use super::browser::Browser;
use super::http::Answer;
use super::installation::Installation;

/// What a member proves themselves with.
pub(crate) struct Ways {
    pub(crate) passphrase: StretchedPassphrase,
    pub(crate) recovery: VaultRecoveryCode,
}

impl Ways {
    pub(crate) fn draw(member: MemberId) -> Self {
        let passphrase = Passphrase::generate(&mut OsRng);
        Self {
            passphrase: passphrase.stretch(member, Cost::FOR_VECTORS).unwrap(),
            recovery: VaultRecoveryCode::generate(&mut OsRng),
        }
    }

    pub(crate) fn key(&self, way: &str) -> SigningKey<SignInKey> {
        match way {
            "passphrase" => self.passphrase.sign_in().signing_key(),
            "recovery" => self.recovery.sign_in().signing_key(),
            other => panic!("{other} is no way"),
        }
    }

    pub(crate) fn credentials(&self) -> Value {
        let key = |way| self.key(way).verifying_key().to_string();
        json!({ "passphrase": key("passphrase"), "recovery": key("recovery") })
    }

    fn unlock(&self) -> Vec<Unlocking> {
        let unlocking = |way: Way, identity: Identity<_>| Unlocking {
            way,
            name: ShortText::new(way.word()).unwrap(),
            recipient: identity.recipient(),
            id: String::new(),
        };
        vec![
            unlocking(Way::Passphrase, self.passphrase.unlock().identity()),
            unlocking(Way::Recovery, self.recovery.unlock().identity()),
        ]
    }
}

/// A device that shows codes.
pub(crate) struct Device([u8; 20]);

impl Device {
    pub(crate) fn draw() -> Self {
        let mut secret = [0; 20];
        OsRng.fill_bytes(&mut secret);
        Self(secret)
    }

    pub(crate) fn code(&self, server: &Installation) -> String {
        let codes = Builder::new().with_secret(totp_rs::Secret::new_stack(self.0)).build().unwrap();
        codes.generate(u64::try_from(server.clock.second()).unwrap()).to_string()
    }

    pub(crate) fn enrolment(&self, server: &Installation) -> Value {
        json!({ "secret": base64(&self.0), "code": self.code(server) })
    }
}

pub(crate) struct Member {
    pub(crate) id: MemberId,
    pub(crate) name: String,
    pub(crate) ways: Ways,
    pub(crate) device: Device,
    pub(crate) vault: Vault,
    pub(crate) browser: Browser,
}

impl Member {
    /// Somebody who has made their keys and told nobody.
    pub(crate) fn draw(server: &Installation, name: &str) -> Self {
        let id = sign_in::id_of(&server.app.server_key, &SignInName::typed(name));
        let ways = Ways::draw(id);
        let vault = Vault {
            counter: 1,
            member: id,
            newest: MemberKeys {
                identity: Identity::generate(&mut OsRng),
                signing: Secret::new(draw_seed()),
            },
            older: Vec::new(),
            own: SelfSeed::from_bytes(draw_seed()),
            owner: None,
            pins: Vec::new(),
            invitations: Vec::new(),
            unlock: ways.unlock(),
            day: server.clock.day(),
        };
        let mut browser = Browser::at_desk(server);
        browser.unlock(&vault.own);
        Self { id, name: name.to_owned(), ways, device: Device::draw(), vault, browser }
    }

    /// Their line in a keyring.
    pub(crate) fn line(&self, title: &str) -> Designated<Handler> {
        Designated {
            id: self.id,
            title: ShortText::new(title).unwrap(),
            recipient: self.vault.newest.identity.recipient(),
            verify: self.vault.newest.signing_key().verifying_key(),
        }
    }

    /// The line of a joint keeper of contact details, with keys of its own.
    pub(crate) fn custodian(&self, title: &str) -> Designated<Custodian> {
        Designated {
            id: self.id,
            title: ShortText::new(title).unwrap(),
            recipient: Identity::generate(&mut OsRng).recipient(),
            verify: SigningKey::from_seed(draw_seed()).verifying_key(),
        }
    }

    /// What they send to become a member, but for what it is that they join.
    pub(crate) fn enrolment(&self, server: &Installation) -> Value {
        json!({
            "member": self.id.to_string(),
            "name": self.name,
            "credentials": self.ways.credentials(),
            "second_factor": self.device.enrolment(server),
            "access": self.vault.own.desk().signing_key().verifying_key().to_string(),
            "vault": base64(self.vault.seal().unwrap().as_bytes()),
        })
    }

    /// What they send to join a channel by an invitation.
    pub(crate) fn join(&self, channel: ChannelId, role: Role, code: &InvitationCode) -> Value {
        let join = Join {
            channel,
            member: self.id,
            role,
            recipient: JoinKeys::Handler(self.vault.newest.identity.recipient()),
            verify: self.vault.newest.signing_key().verifying_key(),
        }
        .to_json();
        let tag = tag_join(code, join.as_bytes()).unwrap();
        json!({ "bytes": base64(join.as_bytes()), "mac": base64(tag.as_bytes()) })
    }

    /// A challenge for their name.
    pub(crate) async fn challenge(&mut self) -> [u8; 32] {
        let asked =
            self.browser.post("/api/session/challenge", json!({ "name": self.name })).await.expect(200);
        assert_eq!(asked["member"].as_str().unwrap(), self.id.to_string());
        parse_base64_exact(asked["challenge"].as_str().unwrap()).unwrap()
    }

    /// A challenge signed by that way.
    pub(crate) fn sign(&self, way: &str, challenge: &[u8; 32]) -> String {
        let signed = sign_in_bytes(self.browser.origin(), self.id, challenge);
        let signature: Signature<SignIn> = self.ways.key(way).sign(&signed);
        signature.to_string()
    }

    /// Tries to sign in by one way, with that code.
    pub(crate) async fn try_in(&mut self, way: &str, code: &str) -> Answer {
        let challenge = self.challenge().await;
        let body = json!({
            "name": self.name, "challenge": base64(&challenge), "way": way,
            "signature": self.sign(way, &challenge), "recovery_signature": null, "code": code,
        });
        let answer = self.browser.post("/api/session", body).await;
        if answer.status == 200 {
            self.browser.unlock(&self.vault.own);
        }
        answer
    }

    /// Signs in with the code that the device shows next: one is good once.
    pub(crate) async fn sign_in(&mut self, server: &Installation) -> Answer {
        server.clock.move_seconds(30);
        let code = self.device.code(server);
        let answer = self.try_in("passphrase", &code).await;
        answer.expect(200);
        answer
    }

    /// A challenge to change their ways in, in this session.
    pub(crate) async fn change_challenge(&mut self) -> [u8; 32] {
        let asked = self.browser.get("/api/credentials/challenge").await.expect(200);
        parse_base64_exact(asked["challenge"].as_str().unwrap()).unwrap()
    }

    /// The request for a change, proved by an old way in over that challenge.
    pub(crate) fn proved(&self, way: &str, challenge: &[u8; 32], change: &Value) -> Value {
        let change = change.to_string();
        let signed = credentials_bytes(self.browser.origin(), self.id, challenge, change.as_bytes());
        let signature: Signature<Credentials> = self.ways.key(way).sign(&signed);
        let signature = signature.to_string();
        json!({ "challenge": base64(challenge), "way": way, "signature": signature, "change": change })
    }

    /// The request for a change, proved by an old way in.
    pub(crate) async fn prove(&mut self, way: &str, change: &Value) -> Value {
        let challenge = self.change_challenge().await;
        self.proved(way, &challenge, change)
    }

    /// Re-seals the vault to new ways, its counter one up.
    pub(crate) fn reseal(&mut self, ways: Ways) -> String {
        self.vault.unlock = ways.unlock();
        self.vault.counter += 1;
        self.ways = ways;
        base64(self.vault.seal().unwrap().as_bytes())
    }

    /// Opens what the server handed out as the vault; its counter.
    pub(crate) fn open(&self, vault: &Value) -> u64 {
        let bytes = parse_base64(vault["sealed"].as_str().unwrap()).unwrap();
        let sealed = Sealed::through_gate(bytes).unwrap();
        let opened = Vault::open(&sealed, &self.ways.passphrase.unlock().identity(), 0).unwrap();
        assert_eq!(vault["counter"], opened.get().counter);
        opened.get().counter
    }
}

/// Random bytes for a key.
pub(crate) fn draw_seed() -> [u8; 32] {
    let mut seed = [0; 32];
    OsRng.fill_bytes(&mut seed);
    seed
}

/// One JSON object with the names of both.
pub(crate) fn merged(mut one: Value, other: Value) -> Value {
    let Value::Object(other) = other else { panic!("not an object") };
    one.as_object_mut().unwrap().extend(other);
    one
}
