//! Whatever is not exactly a filing is refused, and nothing of it is stored.

use super::*;
use sigill_sealing::digest::Digest;
use sigill_sealing::id::MemberId;
use sigill_sealing::parcel::Parcel;

/// Sends every spoilt body; each is refused as malformed or not sealed, and no table changes.
async fn refuse_all(ready: &Ready, spoilt: Vec<(&str, Value)>) {
    let before = ready.dump();
    for (what, body) in spoilt {
        assert_ne!(body, ready.body, "{what}");
        let answer = ready.post(&body).await;
        let problem = answer.problem();
        assert_eq!(answer.status, 400, "{what}: {problem}");
        assert!(["problem-malformed", "problem-not-sealed"].contains(&problem.as_str()), "{what}: {problem}");
        assert_eq!(ready.dump(), before, "{what}");
    }
    // And it was not for something else that they were refused.
    ready.post(&ready.body).await.expect(201);
}

/// The body with one value replaced.
fn with(body: &Value, pointer: &str, value: Value) -> Value {
    let mut body = body.clone();
    *body.pointer_mut(pointer).unwrap() = value;
    body
}

/// The header of an age file up to the line that ends it, and what follows.
fn split_header(sealed: &[u8]) -> (String, &[u8]) {
    let mac = sealed.windows(4).position(|window| window == b"\n---").unwrap() + 1;
    (String::from_utf8(sealed[..mac].to_vec()).unwrap(), &sealed[mac..])
}

fn joined(header: &str, rest: &[u8]) -> Value {
    base64(&[header.as_bytes(), rest].concat()).into()
}

#[tokio::test]
async fn what_is_no_age_file_is_refused_in_every_place() {
    let ready = Ready::to_file(TestDatabase::sqlite()).await;
    let mut spoilt = Vec::new();
    for (place, sealed) in &parts(&ready.body) {
        spoilt.extend([
            ("plaintext", with(&ready.body, place, base64(b"Upphandlingen var avgjord.").into())),
            ("nothing", with(&ready.body, place, "".into())),
            ("no base64", with(&ready.body, place, "?".into())),
            (
                "a byte before it",
                with(&ready.body, place, base64(&[b" ".as_slice(), sealed].concat()).into()),
            ),
        ]);
        let mut padless = base64(sealed);
        if padless.ends_with('=') {
            padless = padless.trim_end_matches('=').to_owned();
            spoilt.push(("base64 without its padding", with(&ready.body, place, padless.into())));
        }
    }
    refuse_all(&ready, spoilt).await;
}

#[tokio::test]
async fn another_number_or_kind_of_stanzas_is_refused_in_every_place() {
    let ready = Ready::to_file(TestDatabase::sqlite()).await;
    let mut spoilt = Vec::new();
    for (place, sealed) in &parts(&ready.body) {
        let (header, rest) = split_header(sealed);
        let stanzas: Vec<String> = header.split("-> ").skip(1).map(|stanza| format!("-> {stanza}")).collect();
        let first = "age-encryption.org/v1\n";
        let all = stanzas.concat();
        assert_eq!(format!("{first}{all}"), header);
        let grease = "-> x-grease qwerty\nAAAA\n";
        let classic = "-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\nEmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n";
        let headers = [
            ("grease before", format!("{first}{grease}{all}")),
            ("grease after", format!("{first}{all}{grease}")),
            ("one stanza more", format!("{first}{all}{}", stanzas[0])),
            ("one stanza less", format!("{first}{}", stanzas[1..].concat())),
            ("a stanza that is not hybrid", format!("{first}{}{classic}", stanzas[1..].concat())),
            (
                "a passphrase",
                format!("{first}{}-> scrypt AAAAAAAAAAAAAAAAAAAAAA 18\n", stanzas[1..].concat()),
            ),
        ];
        spoilt.extend(headers.map(|(what, header)| (what, with(&ready.body, place, joined(&header, rest)))));
    }
    refuse_all(&ready, spoilt).await;
}

#[tokio::test]
async fn a_part_of_a_length_that_padding_cannot_have_is_refused() {
    let ready = Ready::to_file(TestDatabase::sqlite()).await;
    let mut spoilt = Vec::new();
    for (place, sealed) in &parts(&ready.body) {
        let cut = &sealed[..sealed.len() - 1];
        let longer = [sealed.as_slice(), b" "].concat();
        let half = &sealed[..sealed.len() / 2];
        spoilt.extend([
            ("one byte less", with(&ready.body, place, base64(cut).into())),
            ("one byte more", with(&ready.body, place, base64(&longer).into())),
            ("half of it", with(&ready.body, place, base64(half).into())),
        ]);
    }
    refuse_all(&ready, spoilt).await;
}

#[tokio::test]
async fn a_part_in_anothers_place_is_refused_where_its_form_tells() {
    let ready = Ready::to_file(TestDatabase::sqlite()).await;
    let at = |pointer: &str| ready.body.pointer(pointer).unwrap().clone();
    let spoilt = vec![
        ("the wraps for a report", with(&ready.body, "/envelopes/0", at("/wraps"))),
        ("an anchor for a contact", with(&ready.body, "/envelopes/1", at("/anchor"))),
        ("a report for an anchor", with(&ready.body, "/anchor", at("/envelopes/0"))),
        ("a report for the wraps", with(&ready.body, "/wraps", at("/envelopes/0"))),
    ];
    refuse_all(&ready, spoilt).await;
}

/// The body with the wraps of other holders, sealed as a browser would seal them.
fn with_holders(ready: &Ready, locator: Digest, holders: &[Holder]) -> Value {
    let wrap = &ready.filed.wraps[0].sealed;
    let wraps = holders.iter().map(|holder| (*holder, wrap.clone())).collect();
    let sealed = Parcel { locator, wraps }.seal(4, &ready.channel.recipient).unwrap();
    with(&ready.body, "/wraps", base64(sealed.as_bytes()).into())
}

/// Whose wraps may stand in a parcel and do not follow the keyring. What is not even a parcel (nobody's wrap, somebody's
/// twice, what is no wrap) cannot be sealed: the vectors of both languages refuse it.
#[tokio::test]
async fn wraps_that_do_not_follow_the_keyring_are_refused() {
    let ready = Ready::to_file(TestDatabase::sqlite()).await;
    let locator = ready.filed.locator();
    let people = [&ready.lund.handlers[0], &ready.lund.handlers[1], &ready.lund.deputies[0]];
    let [one, two, deputy] = people.map(|person| Holder::Member(person.id));
    let nobody = Holder::Member(MemberId::from_bytes([5; 16]));
    let list = |holders: &[Holder]| with_holders(&ready, locator, holders);
    let spoilt = vec![
        ("somebody unknown", list(&[one, nobody, Holder::Recovery])),
        ("a handler and a deputy", list(&[one, deputy, Holder::Recovery])),
        ("everybody", list(&[one, two, deputy, Holder::Recovery])),
    ];
    refuse_all(&ready, spoilt).await;
    // The same, made right.
    let recovery = Holder::Recovery;
    for holders in [vec![one, recovery], vec![deputy, recovery], vec![recovery], vec![two]] {
        let reporter = Reporter::new(ready.installation.addresses.intake);
        let locator = reporter.seal(&ready.channel, Holders::default(), &WORDS).locator();
        reporter.post("/api/cases", &with_holders(&ready, locator, &holders)).await.expect(201);
    }
}

#[tokio::test]
async fn the_wraps_of_another_filing_are_refused() {
    let ready = Ready::to_file(TestDatabase::sqlite()).await;
    let other = Reporter::new(ready.installation.addresses.intake);
    let others = Reporter::filing(&ready.channel, &other.seal(&ready.channel, Holders::default(), &WORDS));
    let bare = base64(ready.filed.wraps[0].sealed.as_bytes());
    let spoilt = vec![
        ("wraps of another filing", with(&ready.body, "/wraps", others["wraps"].clone())),
        ("bare wraps", with(&ready.body, "/wraps", json!([&bare]))),
        ("wraps in clear", with(&ready.body, "/wraps", json!([{ "holder": "recovery", "sealed": &bare }]))),
    ];
    // What has the shape of a parcel is told from one only by opening it.
    let before = ready.dump();
    let alone = with(&ready.body, "/wraps", bare.into());
    ready.post(&alone).await.expect_problem(412, "problem-key-replaced");
    assert_eq!(ready.dump(), before);
    refuse_all(&ready, spoilt).await;

    // Nor can somebody who saw a request on its way try out under a code of their own who is in it.
    let before = ready.dump();
    let thief = Reporter::new(ready.installation.addresses.intake);
    thief.post("/api/cases", &ready.body).await.expect_problem(400, "problem-malformed");
    assert_eq!(ready.dump(), before);
}

#[tokio::test]
async fn a_filing_sealed_to_another_server_key_is_told_so_and_nothing_of_it_is_stored() {
    let ready = Ready::to_file(TestDatabase::sqlite()).await;
    let before = ready.dump();
    let stranger = Identity::generate(&mut OsRng).recipient();
    let wraps = Parcel::of(&ready.filed).seal(4, &stranger).unwrap();
    let body = with(&ready.body, "/wraps", base64(wraps.as_bytes()).into());
    ready.post(&body).await.expect_problem(412, "problem-key-replaced");
    assert_eq!(ready.dump(), before);
    ready.post(&ready.body).await.expect(201);
}

#[tokio::test]
async fn a_keyring_that_was_never_published_is_refused() {
    let ready = Ready::to_file(TestDatabase::sqlite()).await;
    let spoilt = vec![
        ("no such channel", with(&ready.body, "/channel", "5".repeat(32).into())),
        ("epoch 0", with(&ready.body, "/keyring/epoch", 0.into())),
        ("an epoch to come", with(&ready.body, "/keyring/epoch", 2.into())),
        ("the highest number there is", with(&ready.body, "/keyring/epoch", u64::MAX.into())),
        ("another hash", with(&ready.body, "/keyring/hash", "5".repeat(64).into())),
    ];
    refuse_all(&ready, spoilt).await;
}

#[tokio::test]
async fn a_body_with_a_name_too_many_or_too_few_is_refused() {
    let ready = Ready::to_file(TestDatabase::sqlite()).await;
    let mut spoilt = vec![
        ("files, which are not taken yet", with(&ready.body, "/files", json!(["5"]))),
        ("one envelope", with(&ready.body, "/envelopes", json!([ready.body["envelopes"][0]]))),
        ("three envelopes", with(&ready.body, "/envelopes", json!([1, 2, 3].map(|_| &ready.body["anchor"])))),
        ("no object", json!([])),
    ];
    let mut more = ready.body.clone();
    more["text"] = "plain".into();
    spoilt.push(("a field of its own", more));
    for name in ["channel", "keyring", "anchor", "leaf", "wraps", "envelopes", "files"] {
        let mut less = ready.body.clone();
        less.as_object_mut().unwrap().remove(name);
        spoilt.push((name, less));
    }
    refuse_all(&ready, spoilt).await;
}

#[tokio::test]
async fn a_filing_that_is_too_large_is_refused_before_it_is_understood() {
    let ready = Ready::to_file(TestDatabase::sqlite()).await;
    let before = ready.dump();
    let mut body = ready.body.to_string().into_bytes();
    body.resize((4 << 20) + 1, b' ');
    let answer = ready.reporter.ask("POST", "/api/cases", &body).await;
    answer.expect_problem(413, "problem-too-large");
    assert_eq!(ready.dump(), before);
    // One byte less is a filing.
    body.pop();
    ready.reporter.ask("POST", "/api/cases", &body).await.expect(201);
}

#[tokio::test]
async fn a_sealed_part_above_a_mebibyte_is_refused() {
    let ready = Ready::to_file(TestDatabase::sqlite()).await;
    let to = [(); 2].map(|()| Addressee::from(&Identity::<HandlerRole>::generate(&mut OsRng).recipient()));
    let plain = sigill_sealing::secret::Plaintext::new(vec![b' '; 2 << 20]);
    let sealed = sigill_sealing::seal::seal::<sigill_sealing::kind::Conversation>(&plain, &to);
    assert!(sealed.is_err(), "the gate of the writer lets it through");
    let mut file = sigill_sealing::seal::StreamSealer::start(Vec::new(), &to).unwrap();
    std::io::Write::write_all(&mut file, plain.expose()).unwrap();
    let file = file.finish().unwrap();
    assert!(Sealed::<sigill_sealing::kind::Conversation>::through_gate(file.clone()).is_err());
    refuse_all(&ready, vec![("two mebibytes", with(&ready.body, "/envelopes/0", base64(&file).into()))])
        .await;
}

#[tokio::test]
async fn a_filing_of_another_type_or_site_is_refused() {
    let ready = Ready::to_file(TestDatabase::sqlite()).await;
    let before = ready.dump();
    let body = ready.body.to_string().into_bytes();
    let nonce = ready.reporter.nonce().await;
    let signed = || ready.reporter.sign("POST", "/api/cases", &body, &nonce);
    let intake = ready.installation.addresses.intake;
    let plain = signed().replace("Content-Type", "text/plain").send(intake).await;
    plain.expect_problem(415, "problem-wrong-type");
    let foreign = signed().replace("Sec-Fetch-Site", "cross-site").send(intake).await;
    foreign.expect_problem(403, "problem-cross-site");
    assert_eq!(ready.dump(), before);
    signed().send(intake).await.expect(201);
}

#[tokio::test]
async fn a_day_of_the_reporters_own_does_not_become_the_servers() {
    let ready = Ready::to_file(TestDatabase::sqlite()).await;
    let (installation, lund) = (&ready.installation, &ready.lund);
    installation.clock.move_days(1);
    let filed = ready.post(&ready.body).await.expect(201);
    let today = installation.clock.day();
    assert_eq!(Day::parse(text(&filed["received"])).unwrap(), today);
    assert!(today > ready.channel.today);
    let handler = Handler::signed_in(installation, lund, &lund.handlers[0]).await;
    assert_eq!(handler.inbox().await[0]["received"], today.to_string());
    let holders = handler.get(&format!("/api/cases/{}", handler.only_case().await)).await.expect(200);
    let expected: Vec<String> = lund
        .handlers
        .iter()
        .map(|person| Holder::Member(person.id))
        .chain([Holder::Recovery])
        .map(|holder| holder.to_string())
        .collect();
    let mut found: Vec<String> =
        holders["holders"].as_array().unwrap().iter().map(|holder| text(holder).to_owned()).collect();
    found.sort();
    assert_eq!(found, expected);
}
