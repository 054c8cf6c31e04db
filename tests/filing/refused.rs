//! Whatever is not exactly a filing is refused, and nothing of it is stored.

use super::*;
use sigill_sealing::encoding::parse_base64;
use sigill_sealing::entries::{Entries, EntryHolders};
use sigill_sealing::id::MemberId;

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

/// Every place of a filing that holds something sealed, and its bytes.
fn parts(ready: &Ready) -> [(&'static str, Vec<u8>); 5] {
    ["/envelopes/0", "/envelopes/1", "/anchor", "/wraps/0", "/holders"]
        .map(|place| (place, parse_base64(text(ready.body.pointer(place).unwrap())).unwrap()))
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
    for (place, sealed) in &parts(&ready) {
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
    for (place, sealed) in &parts(&ready) {
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
    for (place, sealed) in &parts(&ready) {
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
        ("a wrap for a report", with(&ready.body, "/envelopes/0", at("/wraps/0"))),
        ("an anchor for a contact", with(&ready.body, "/envelopes/1", at("/anchor"))),
        ("a report for an anchor", with(&ready.body, "/anchor", at("/envelopes/0"))),
        ("a report for a wrap", with(&ready.body, "/wraps/0", at("/envelopes/0"))),
    ];
    refuse_all(&ready, spoilt).await;
}

/// The body with other holders, sealed as a browser would seal them, and as many entries.
fn with_holders(ready: &Ready, list: &EntryHolders) -> Value {
    let entries = vec![ready.body["wraps"][0].clone(); list.holders.len()];
    let sealed = list.seal(&ready.channel.recipient).unwrap();
    with(&with(&ready.body, "/wraps", entries.into()), "/holders", base64(sealed.as_bytes()).into())
}

/// What may stand in the list of holders and does not follow the keyring. What is not even a list (nobody, somebody
/// twice, the zeros that stand for recovery) cannot be sealed: the vectors of both languages refuse it.
#[tokio::test]
async fn holders_that_do_not_follow_the_keyring_are_refused() {
    let ready = Ready::to_file(TestDatabase::sqlite()).await;
    let locator = ready.filed.locator();
    let [one, two, deputy] = [&ready.lund.handlers[0], &ready.lund.handlers[1], &ready.lund.deputies[0]]
        .map(|p| Some(p.id.into()));
    let recovery = Some(Holder::Recovery);
    let nobody = |byte| Some(Holder::Member(MemberId::from_bytes([byte; 16])));
    let list = |holders: &[Option<Holder>]| {
        with_holders(&ready, &EntryHolders { locator, holders: holders.to_vec() })
    };
    let spoilt = vec![
        ("somebody unknown", list(&[one, nobody(5), None, recovery])),
        ("a handler and a deputy", list(&[one, None, deputy, recovery])),
        ("one entry less than the keyring has lines", list(&[one, two, recovery])),
        ("one entry more", list(&[one, two, None, None, recovery])),
    ];
    refuse_all(&ready, spoilt).await;
    // The same lists, made right.
    for holders in [[one, None, None, recovery], [None, None, deputy, recovery], [None, None, None, recovery]]
    {
        let reporter = Reporter::new(ready.installation.addresses.intake);
        let locator = reporter.seal(&ready.channel, Holders::default(), &WORDS).locator();
        let body = with_holders(&ready, &EntryHolders { locator, holders: holders.to_vec() });
        reporter.post("/api/cases", &body).await.expect(201);
    }
}

#[tokio::test]
async fn a_list_of_holders_for_other_entries_or_of_another_filing_is_refused() {
    let ready = Ready::to_file(TestDatabase::sqlite()).await;
    let wraps = ready.body["wraps"].as_array().unwrap();
    let other = Reporter::new(ready.installation.addresses.intake);
    let others = Reporter::filing(&ready.channel, &other.seal(&ready.channel, Holders::default(), &WORDS));
    let set = |wraps: Vec<Value>| with(&ready.body, "/wraps", wraps.into());
    let spoilt = vec![
        ("no entry", set(vec![])),
        ("an entry less", set(wraps[1..].to_vec())),
        ("an entry more", set([wraps.as_slice(), &wraps[..1]].concat())),
        ("an entry that says whose it is", with(&ready.body, "/wraps/0", json!({ "holder": "recovery" }))),
        ("holders of another filing", with(&ready.body, "/holders", others["holders"].clone())),
        ("holders in clear", with(&ready.body, "/holders", json!([null]))),
    ];
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
    let entries = Entries::seal(
        &ready.filed,
        ready.channel.keyrings.newest().lines(),
        &Identity::generate(&mut OsRng).recipient(),
        &mut OsRng,
    )
    .unwrap();
    let body = with(&ready.body, "/holders", base64(entries.holders.as_bytes()).into());
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
    for name in ["channel", "keyring", "anchor", "leaf", "wraps", "holders", "envelopes", "files"] {
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
