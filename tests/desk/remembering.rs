//! What a member's desk keeps at the server for itself alone: index entries, saved views, and an inbox that has not changed.

use sigill_sealing::derive::SelfSeed;
use sigill_sealing::index::Entry;

use super::*;

/// Characters of a view that fills an entry: what is about it takes some as well.
const LONGEST_VIEW: usize = (1 << 20) - 600;

/// What a desk keeps of a case, sealed by the crate.
pub(crate) fn index_entry(view: &str) -> Value {
    let own = SelfSeed::from_bytes([7; 32]);
    let case = CaseId::parse(&Digest::of(b"case").to_string()).unwrap();
    let sealed = Entry { case, counter: 1, view: view.to_owned() }.seal(&own, &mut OsRng).unwrap();
    json!({ "salt": base64(sealed.salt()), "sealed": base64(sealed.ciphertext()) })
}

/// An index entry as the desk sends it, over the one of that salt.
pub(crate) fn replacing(entry: &Value, replaces: Value) -> Value {
    let mut sent = entry.clone();
    sent["replaces"] = replaces;
    sent
}

/// An index entry as the desk lists it.
fn of_case(entry: &Value, case: &str) -> Value {
    let mut listed = entry.clone();
    listed["id"] = case.into();
    listed
}

on_both_databases! {
    async fn an_index_entry_comes_back_as_it_was_written_and_is_its_members_alone(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let (handler, other, deputy) = (opened.handler(0).await, opened.handler(1).await, opened.deputy().await);
        let case = handler.only_case().await;
        let path = format!("/api/cases/{case}/index");
        let mut known = Value::Null;
        for view in ["first", "second"] {
            let entry = index_entry(view);
            let answer = handler.send(Request::new("PUT", &path).json(&replacing(&entry, known))).await;
            known = entry["salt"].clone();
            assert_eq!((answer.status, answer.body.len()), (204, 0));
            assert_eq!(handler.inbox().await[0]["indexed"], true);
            assert_eq!(handler.entries(&[&case]).await, [of_case(&entry, &case)]);
            assert_eq!(handler.get(&format!("/api/cases/{case}")).await.expect(200)["index"], entry);
        }
        assert_eq!(other.inbox().await[0]["indexed"], false);
        assert_eq!(other.entries(&[&case]).await, Vec::<Value>::new());
        // Who may not open the case is answered as of one that is not there, or is no name at all.
        for nobodys in [case.as_str(), "0123456789abcdef0123456789abcdef", "nonsense", ""] {
            assert_eq!(deputy.entries(&[nobodys]).await, Vec::<Value>::new());
        }
        let entry = index_entry("third");
        let stored = opened.dump();
        let sent = replacing(&entry, Value::Null);
        deputy.send(Request::new("PUT", &path).json(&sent)).await.expect_problem(404, "problem-not-found");
        let short = json!({ "salt": base64(&[3; 31]), "sealed": entry["sealed"] });
        for (entry, replaces) in [(&short, &known), (&entry, &base64(&[2; 31]).into()), (&entry, &"salt".into())] {
            let sent = replacing(entry, replaces.clone());
            handler.send(Request::new("PUT", &path).json(&sent)).await.expect_problem(400, "problem-malformed");
        }
        // Nothing is kept that nobody sealed: neither what was padded and forgotten, nor what has no entry's length.
        let forgotten = format!("{:4112}", json!({ "title": WORDS.what }).to_string());
        for plain in [forgotten.as_bytes(), &decoded(&entry["sealed"])[1..], b""] {
            let plain = json!({ "salt": entry["salt"], "sealed": base64(plain) });
            let sent = replacing(&plain, known.clone());
            handler.send(Request::new("PUT", &path).json(&sent)).await.expect_problem(400, "problem-not-sealed");
        }
        assert_eq!(opened.dump(), stored);
    }

    async fn index_entries_are_asked_for_by_their_cases_and_so_many_at_once(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let handler = opened.handler(0).await;
        let case = handler.only_case().await;
        let entry = index_entry("view");
        let path = format!("/api/cases/{case}/index");
        handler.send(Request::new("PUT", &path).json(&replacing(&entry, Value::Null))).await.expect(204);
        // One that is named twice is one, and those that are not there are left out.
        let mut names = vec!["0123456789abcdef0123456789abcdef"; 46];
        names.extend([case.as_str(), case.as_str()]);
        assert_eq!(handler.entries(&names).await, [of_case(&entry, &case)]);
        names.push(&case);
        let too_many = format!("/api/index?cases={}", names.join(","));
        let of_both = format!("/api/index?cases={case}&after={case}");
        for path in [&too_many, &of_both, "/api/index?after=nonsense", "/api/index?before="] {
            handler.get(path).await.expect_problem(400, "problem-malformed");
        }
    }

    async fn all_index_entries_come_in_the_order_of_their_cases_about_a_mebibyte_at_once(database: TestDatabase) {
        let opened = Opened::on(database).await;
        for _ in 0..9 {
            let reporter = Reporter::new(opened.installation.addresses.intake);
            reporter.file(&opened.lund, Holders::default(), &WORDS).await;
        }
        let (handler, deputy) = (opened.handler(0).await, opened.deputy().await);
        let mut expected = Vec::new();
        for case in handler.inbox().await {
            let case = text(&case["id"]);
            let entry = index_entry(&"x".repeat(200_000));
            let path = format!("/api/cases/{case}/index");
            handler.send(Request::new("PUT", &path).json(&replacing(&entry, Value::Null))).await.expect(204);
            expected.push(of_case(&entry, case));
        }
        let (mut found, mut answers) = (Vec::new(), Vec::new());
        loop {
            let last = found.last().map(|entry: &Value| text(&entry["id"]).to_owned());
            let entries = handler.entries_after(last.as_deref()).await;
            if entries.is_empty() {
                break;
            }
            answers.push(entries.len());
            found.extend(entries);
        }
        assert_eq!(found, expected);
        assert_eq!(answers, [4, 4, 2]);
        assert_eq!(deputy.entries_after(None).await, Vec::<Value>::new());
        // An entry that was left behind where its member holds no key any more is nobody's.
        let without_keys = opened.installation.app.db.run_tx("take_keys", |tx| -> Result<(), storage::Error> {
            diesel::delete(wraps::table).execute(tx.connection())?;
            Ok(())
        });
        without_keys.await.unwrap();
        assert_eq!(handler.entries_after(None).await, Vec::<Value>::new());
    }

    async fn an_inbox_that_is_as_it_was_is_not_sent_again(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let (handler, other) = (opened.handler(0).await, opened.handler(1).await);
        let first = handler.get("/api/inbox").await;
        let tag = first.header("etag").unwrap().to_owned();
        let again = |tag: &str| Request::get("/api/inbox").header("If-None-Match", tag);
        let answer = handler.send(again(&tag)).await;
        assert_eq!((answer.status, answer.body.len()), (304, 0));
        assert_eq!(answer.header("etag"), Some(tag.as_str()));
        handler.send(again("\"another\"")).await.expect(200);
        // What changes for one member changes theirs: an index entry says that there is one now.
        let path = format!("/api/cases/{}/index", handler.only_case().await);
        let entry = replacing(&index_entry("view"), Value::Null);
        handler.send(Request::new("PUT", &path).json(&entry)).await.expect(204);
        let answer = handler.send(again(&tag)).await.expect(200);
        assert_eq!(answer["cases"][0]["indexed"], true);
        assert_eq!(other.send(again(&tag)).await.status, 304);
    }

    /// Two tabs of one member: the second has not read what the first wrote, perhaps a draft.
    async fn an_index_entry_is_written_over_by_who_has_read_it_alone(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let (one, other) = (opened.handler(0).await, opened.handler(0).await);
        let path = format!("/api/cases/{}/index", one.only_case().await);
        // The second is as long as an entry gets.
        let [first, second, third] = ["first", "x".repeat(LONGEST_VIEW).as_str(), "third"].map(index_entry);
        let salt = |entry: &Value| entry["salt"].clone();
        let put = |entry: &Value, replaces: Value| Request::new("PUT", &path).json(&replacing(entry, replaces));
        one.send(put(&first, Value::Null)).await.expect(204);
        let stored = opened.dump();
        for known in [Value::Null, base64(&[9; 32]).into()] {
            other.send(put(&second, known)).await.expect_problem(409, "problem-conflict");
        }
        // A retry after a lost answer stands there already.
        one.send(put(&first, Value::Null)).await.expect(204);
        assert_eq!(opened.dump(), stored);
        other.send(put(&second, salt(&first))).await.expect(204);
        let case = one.only_case().await;
        assert_eq!(one.entries(&[&case]).await, [of_case(&second, &case)]);
        one.send(put(&third, salt(&first))).await.expect_problem(409, "problem-conflict");
    }

    async fn saved_views_are_their_members_alone_and_are_written_over_by_who_has_read_them(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let (one, other, colleague) = (opened.handler(0).await, opened.handler(0).await, opened.handler(1).await);
        let [first, second, third] = ["first", "x".repeat(LONGEST_VIEW).as_str(), "third"].map(index_entry);
        let put = |views: &Value, replaces: Value| Request::new("PUT", "/api/views").json(&replacing(views, replaces));
        assert_eq!(one.get("/api/views").await.expect(200), json!({ "views": null }));
        let answer = one.send(put(&first, Value::Null)).await;
        assert_eq!((answer.status, answer.body.len()), (204, 0));
        assert_eq!(other.get("/api/views").await.expect(200), json!({ "views": first }));
        assert_eq!(colleague.get("/api/views").await.expect(200), json!({ "views": null }));
        // Two computers of one member: the second reads what the first saved before it writes. A retry stands there already.
        let stored = opened.dump();
        for known in [Value::Null, base64(&[9; 32]).into()] {
            other.send(put(&second, known)).await.expect_problem(409, "problem-conflict");
        }
        one.send(put(&first, Value::Null)).await.expect(204);
        let plain = json!({ "salt": first["salt"], "sealed": base64(format!("{:4112}", "{}").as_bytes()) });
        one.send(put(&plain, first["salt"].clone())).await.expect_problem(400, "problem-not-sealed");
        one.send(put(&second, "salt".into())).await.expect_problem(400, "problem-malformed");
        assert_eq!(opened.dump(), stored);
        other.send(put(&second, first["salt"].clone())).await.expect(204);
        one.send(put(&third, first["salt"].clone())).await.expect_problem(409, "problem-conflict");
        colleague.send(put(&third, Value::Null)).await.expect(204);
        assert_eq!(one.get("/api/views").await.expect(200), json!({ "views": second }));
    }
}
