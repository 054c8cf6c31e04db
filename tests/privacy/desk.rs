//! What a member keeps at the server for themselves: saved views, templates of their own, index entries with the words that they
//! are searched by, and drafts in them. None of it is told.

use rand::rngs::OsRng;
use serde_json::{Value, json};
use sigill_sealing::case_id::CaseId;
use sigill_sealing::derive::SelfSeed;
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::{base64, parse_base64, parse_base64_exact};
use sigill_sealing::holder::Holders;
use sigill_sealing::index::{Entry, SealedEntry};

use super::Kept;
use super::signed_in::AtWork;
use crate::desk::replacing;
use crate::support::database::on_both_databases;
use crate::support::handler::Handler;
use crate::support::http::{Answer, Request, text};
use crate::support::reporter::{Reporter, WORDS};

/// What a desk keeps, sealed by the crate as the desk seals it, to the member themselves.
fn sealed(member: &Handler<'_>, words: &str) -> Value {
    let entry = Entry { case: case(), counter: 1, view: words.to_owned() };
    let sealed = entry.seal(&SelfSeed::from_bytes(member.person.own), &mut OsRng).unwrap();
    json!({ "salt": base64(sealed.salt()), "sealed": base64(sealed.ciphertext()) })
}

/// What the member reads there again.
fn opened(member: &Handler<'_>, kept: &Value) -> String {
    let salt = parse_base64_exact(text(&kept["salt"])).unwrap();
    let sealed = SealedEntry::from_parts(salt, parse_base64(text(&kept["sealed"])).unwrap()).unwrap();
    Entry::open(&sealed, &SelfSeed::from_bytes(member.person.own), case()).unwrap().view
}

fn case() -> CaseId {
    CaseId::parse(&Digest::of(b"case").to_string()).unwrap()
}

async fn put(member: &Handler<'_>, path: &str, body: &Value) -> Answer {
    member.send(Request::new("PUT", path).json(body)).await
}

on_both_databases! {
async fn saved_views_templates_search_entries_and_drafts_of_all_kinds_leave_nothing_that_tells_their_words(kept: Kept) {
    let lund = kept.with_channel().await;
    let mut desk = AtWork::on(&kept, &lund).await;
    let (name, search, tag) = (desk.secret("name of a view"), desk.secret("search"), desk.secret("tag"));
    let (template, letter) = (desk.secret("name of a template"), desk.secret("text of a template"));
    let plain = desk.secret("plaintext sent by mistake");
    // What a case is found by, and what was begun in it.
    let kinds = ["summary", "words", "tags", "linked", "assigned", "category"];
    let known = kinds.map(|kind| (kind, desk.secret(kind)));
    let kinds = ["reply", "note", "record", "terms of a record", "message of a template"];
    let drafts = kinds.map(|kind| (kind, desk.secret(&format!("draft: {kind}"))));
    Reporter::new(desk.child.intake).file(&lund, Holders::default(), &WORDS).await;
    let index = format!("/api/cases/{}/index", desk.first.only_case().await);

    let views = json!([{ "name": name, "filter": { "search": search, "tag": tag } }]);
    let templates = json!([{ "name": template, "sv": letter, "en": "" }]);
    let words = json!({ "v": 2, "views": views, "templates": templates }).to_string();
    let views = sealed(&desk.first, &words);
    put(&desk.first, "/api/views", &replacing(&views, Value::Null)).await.expect(204);
    let object = |pairs: &[(&str, String)]| Value::Object(pairs.iter().map(|(name, word)| ((*name).to_owned(), json!(word))).collect());
    let view = json!({ "known": object(&known), "drafts": object(&drafts) }).to_string();
    let entry = sealed(&desk.first, &view);
    put(&desk.first, &index, &replacing(&entry, Value::Null)).await.expect(204);
    // And written over, as with every pause of whoever types.
    let later = sealed(&desk.first, &view);
    put(&desk.first, &index, &replacing(&later, entry["salt"].clone())).await.expect(204);
    // They are there, for their member alone.
    assert_eq!(opened(&desk.first, &desk.first.get("/api/views").await.expect(200)["views"]), words);
    let case = desk.first.only_case().await;
    assert_eq!(opened(&desk.first, &desk.first.entries(&[&case]).await[0]), view);
    assert_eq!(desk.second.entries(&[&case]).await, [Value::Null; 0]);

    // And what a broken desk forgot to seal is refused and let go.
    let forgotten = json!({ "salt": views["salt"], "sealed": base64(format!("{plain:4112}").as_bytes()) });
    for path in ["/api/views", index.as_str()] {
        put(&desk.first, path, &replacing(&forgotten, Value::Null)).await.expect_problem(400, "problem-not-sealed");
        put(&desk.first, path, &json!({ "views": plain })).await.expect_problem(400, "problem-malformed");
    }
    desk.assert_untold().await;
}
}
