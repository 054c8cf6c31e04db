//! An owner: sets a channel up, invites, lets in, and signs epochs.

use rand::rngs::OsRng;
use serde_json::{Value, json};
use sigill::channels::settings::{OrganisationKind, Settings, Text};
use sigill::channels::setup;
use sigill_sealing::code::{ChannelRecoveryCode, InvitationCode};
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::{base64, parse_base64};
use sigill_sealing::id::ChannelId;
use sigill_sealing::invitation::{Join, JoinError, JoinKeys, Role, Tag, tag_welcome, verify_join};
use sigill_sealing::keyring::{Contact, Designated, Keyring, KeyringChain, Lines, Pin, Policy, RecoveryLine};
use sigill_sealing::role;
use sigill_sealing::signature::SigningKey;
use sigill_sealing::text::ShortText;

use super::http::Answer;
use super::installation::Installation;
use super::member::{Member, draw_seed, merged};

pub(crate) struct Owner {
    pub(crate) member: Member,
    pub(crate) channel: ChannelId,
    pub(crate) address: String,
    pub(crate) key: SigningKey<role::Owner>,
    pub(crate) recovery: ChannelRecoveryCode,
    pub(crate) settings: String,
    /// The notes signed and taken, oldest first.
    pub(crate) notes: Vec<String>,
}

impl Owner {
    /// Somebody who has made every key of a new channel and told nobody.
    pub(crate) fn draw(server: &Installation, name: &str, address: &str) -> Self {
        let word = Text { sv: "Lunda kommun".to_owned(), en: "Lunda municipality".to_owned() };
        let settings = Settings::defaults(OrganisationKind::Municipality, word, true).to_bytes().unwrap();
        Self {
            member: Member::draw(server, name),
            channel: ChannelId::generate(&mut OsRng),
            address: address.to_owned(),
            key: SigningKey::from_seed(draw_seed()),
            recovery: ChannelRecoveryCode::generate(&mut OsRng),
            settings: String::from_utf8(settings).unwrap(),
            notes: Vec::new(),
        }
    }

    /// An owner whose channel has its first epoch.
    pub(crate) async fn who_has_set_up(server: &Installation, name: &str, address: &str) -> Self {
        let mut owner = Self::draw(server, name, address);
        owner.set_up(server).await;
        owner
    }

    /// Sets the channel up with what was drawn.
    pub(crate) async fn set_up(&mut self, server: &Installation) {
        let body = self.first_run(server, &setup_secret(server).await);
        self.member.browser.post("/api/setup", body.clone()).await.expect(201);
        self.notes.push(body["keyring"].as_str().unwrap().to_owned());
    }

    /// The lines of the first epoch.
    pub(crate) fn first_lines(&self) -> Lines {
        Lines {
            channel: self.channel,
            owner: self.key.verifying_key(),
            settings: Digest::of(self.settings.as_bytes()),
            policy: Policy { show_own: true, contact: Contact::One, server_path: true },
            handlers: vec![self.member.line("Head of Legal")],
            deputies: Vec::new(),
            custodians: Vec::new(),
            recovery: RecoveryLine {
                title: ShortText::new("Chair of the auditors").unwrap(),
                recipient: self.recovery.recovery().identity().recipient(),
                verify: self.recovery.signing().signing_key().verifying_key(),
            },
        }
    }

    /// What is sent at the first run.
    pub(crate) fn first_run(&self, server: &Installation, secret: &str) -> Value {
        let keyring = Keyring::first(self.first_lines(), server.clock.day()).unwrap();
        let run = json!({
            "secret": secret,
            "channel": { "id": self.channel.to_string(), "address": self.address },
            "keyring": keyring.sign(&self.key).unwrap(),
            "settings": self.settings,
        });
        merged(self.member.enrolment(server), run)
    }

    /// The epochs known, verified.
    pub(crate) fn chain(&self) -> KeyringChain {
        let notes: Vec<&str> = self.notes.iter().map(String::as_str).collect();
        KeyringChain::verify(self.channel, &notes, &Pin::Owner(self.key.verifying_key())).unwrap()
    }

    /// The next epoch with its lines changed, signed.
    pub(crate) fn next_note(&self, server: &Installation, change: impl FnOnce(&mut Lines)) -> String {
        let chain = self.chain();
        let mut lines = chain.newest().lines().clone();
        change(&mut lines);
        lines.handlers.sort_by_key(|line| line.id);
        lines.deputies.sort_by_key(|line| line.id);
        chain.newest().next(lines, server.clock.day()).unwrap().sign(&self.key).unwrap()
    }

    /// Sends an epoch; one that is taken is remembered.
    pub(crate) async fn send(&mut self, note: String, published: bool, welcome: Value) -> Answer {
        let path = format!("/api/channels/{}/keyrings", self.channel);
        let body = json!({ "keyring": note, "settings": null, "published": published, "welcome": welcome });
        let answer = self.member.browser.post(&path, body).await;
        if answer.status == 201 {
            self.notes.push(note);
        }
        answer
    }

    /// Makes an invitation and gives its code away outside of the server.
    pub(crate) async fn invite(&mut self, role: Role, title: &str) -> InvitationCode {
        let code = InvitationCode::generate(&mut OsRng);
        let body = json!({ "access": access(&code), "role": role.word(), "title": title });
        self.member.browser.post(&self.invitations(), body).await.expect(201);
        code
    }

    /// The path of the channel's invitations.
    pub(crate) fn invitations(&self) -> String {
        format!("/api/channels/{}/invitations", self.channel)
    }

    /// The join that the server holds for that code, if it is the invitee's.
    pub(crate) async fn verified_join(
        &mut self,
        code: &InvitationCode,
    ) -> Result<(Join, Vec<u8>), JoinError> {
        let path = self.invitations();
        let listed = self.member.browser.get(&path).await.expect(200);
        let all = listed["invitations"].as_array().unwrap();
        let told = all.iter().find(|told| told["access"] == access(code)).unwrap();
        let part = |name: &str| parse_base64(told["join"][name].as_str().unwrap()).unwrap();
        let (bytes, mac) = (part("bytes"), part("mac"));
        let tag = Tag::parse(&sigill_sealing::encoding::hex(&mac)).unwrap();
        verify_join(code, &bytes, &tag).map(|join| (join, bytes))
    }

    /// Lets in whoever joined with that code: signs the next epoch with their line and welcomes them.
    pub(crate) async fn let_in(
        &mut self,
        server: &Installation,
        code: &InvitationCode,
        title: &str,
        published: bool,
    ) -> Answer {
        let (join, bytes) = self.verified_join(code).await.unwrap();
        let JoinKeys::Handler(recipient) = join.recipient else { panic!("not a handler's keys") };
        let title = ShortText::new(title).unwrap();
        let line = Designated { id: join.member, title, recipient, verify: join.verify };
        let note = self.next_note(server, |lines| match join.role {
            Role::Handler => lines.handlers.push(line),
            Role::Deputy => lines.deputies.push(line),
            Role::Custodian => panic!("nobody was invited as custodian"),
        });
        let tag = tag_welcome(code, self.channel, &self.key.verifying_key(), &bytes).unwrap();
        let welcome = [self.key.verifying_key().as_bytes().as_slice(), tag.as_bytes()].concat();
        let welcome = json!({ "access": access(code), "sealed": base64(&welcome) });
        self.send(note, published, welcome).await
    }

    /// Invites somebody who joins and is let in.
    pub(crate) async fn appoint(
        &mut self,
        server: &Installation,
        role: Role,
        name: &str,
        published: bool,
    ) -> Member {
        let code = self.invite(role, name).await;
        let mut invitee = Member::draw(server, name);
        join_by(&mut invitee, server, self.channel, role, &code).await.expect(201);
        self.let_in(server, &code, name, published).await.expect(201);
        invitee
    }
}

/// Sends `invitee`'s join by the code of an invitation.
pub(crate) async fn join_by(
    invitee: &mut Member,
    server: &Installation,
    channel: ChannelId,
    role: Role,
    code: &InvitationCode,
) -> Answer {
    let join = json!({ "join": invitee.join(channel, role, code) });
    let body = merged(invitee.enrolment(server), join);
    let key = code.access().signing_key();
    invitee.browser.signed(&key, "POST", "/api/invitation", Some(body)).await
}

/// The digest that the server finds an invitation by.
pub(crate) fn access(code: &InvitationCode) -> String {
    Digest::of(code.access().signing_key().verifying_key().as_bytes()).to_string()
}

/// The secret of a new set-up link.
pub(crate) async fn setup_secret(server: &Installation) -> String {
    let app = &server.app;
    let link = setup::make_link(&app.db, &server.clock, &app.config.desk.url, &mut OsRng).await.unwrap();
    link.expose().split_once("#setup=").unwrap().1.to_owned()
}
