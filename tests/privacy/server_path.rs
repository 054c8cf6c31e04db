//! The server path, where words and code do pass through the server's memory, and must not stay there.

use super::{Kept, TELLING, canary, let_go, needles, of_code};
use crate::server_path::browser::{Browser, Form, Page};
use crate::support::database::on_both_databases;
use crate::support::reporter::{Reporter, WORDS};
use serde_json::Value;
use sigill_sealing::code::CaseCode;
use sigill_sealing::holder::Holders;
use std::collections::BTreeSet;

/// Presses a form's button, with what browser and proxies add.
async fn submit(browser: &Browser, telling: &str, form: &Form) -> Page {
    let kind = "Content-Type: application/x-www-form-urlencoded";
    let lines = format!("Origin: {}\r\n{kind}\r\n{telling}", browser.origin);
    browser.send("POST", &form.action, &lines, &form.body()).await
}

on_both_databases! {
async fn a_report_without_script_leaves_nothing_in_files_or_memory_either(kept: Kept) {
    kept.with_channel().await;
    let home = kept.home();
    let child = home.start(&kept.setting()).await;
    let browser = Browser { intake: child.intake, origin: "http://127.0.0.1:8080".to_owned() };

    let mut looked_for = Vec::new();
    let mut secret = |name: &str| {
        let word = canary();
        looked_for.extend(needles(name, word.as_bytes()));
        word
    };
    let telling = TELLING.map(|name| format!("{name}: {}\r\n", secret(name))).concat();
    let (what, whose, reach) = (secret("report"), secret("name"), secret("telephone"));
    let (corrected, reply, not_a_code) =
        (secret("text with a mistake"), secret("message"), secret("no code"));

    let report = "/sv/c/lund/report/server";
    let blank = browser.send("GET", report, &telling, "").await;
    // First without the one answer that is demanded: the page comes back with all that was typed.
    let typed = blank.form("code").with("q-who", &corrected).with("contact-name", &whose);
    let again = submit(&browser, &telling, &typed).await;
    assert!(again.html.contains(&corrected) && again.html.contains(&whose), "{}", again.html);
    let mended =
        again.form("code").with("q-what", &what).with("contact-name", &whose).with("contact-reach", &reach);
    let filed = submit(&browser, &telling, &mended).await;
    assert_eq!(filed.status, 200, "{}", filed.html);
    let code = CaseCode::parse(&filed.code()).unwrap();

    let door = browser.send("GET", "/sv/follow-up/server", &telling, "").await.form("code");
    submit(&browser, &telling, &door.clone().with("code", &not_a_code)).await;
    let opened = submit(&browser, &telling, &door.with("code", &filed.code().to_lowercase())).await;
    assert!(opened.html.contains(&what), "{}", opened.html);
    let sent = submit(&browser, &telling, &opened.form("text").with("text", &reply)).await;
    assert!(sent.html.contains(&reply), "{}", sent.html);
    let_go().await;

    looked_for.extend(of_code(&code));
    assert_eq!(kept.found(&child, &looked_for), BTreeSet::new(), "{}", home.printed());
}
}

/// A line that its sender can cause would tell the moment of a visit.
#[tokio::test]
async fn a_case_that_was_filed_so_that_it_cannot_be_opened_writes_no_line_of_it() {
    let kept = Kept::sqlite();
    let lund = kept.with_channel().await;
    let home = kept.home();
    let child = home.start(&kept.setting()).await;
    let (reporter, other) = (Reporter::new(child.intake), Reporter::new(child.intake));
    let channel = reporter.read_channel(&lund).await;
    let [mut filing, foreign] = [&reporter, &other]
        .map(|each| Reporter::filing(&channel, &each.seal(&channel, Holders::default(), &WORDS)));
    filing["anchor"] = Value::clone(&foreign["anchor"]);
    reporter.post("/api/cases", &filing).await.expect(201);
    let browser = Browser { intake: child.intake, origin: "http://127.0.0.1:8080".to_owned() };
    let door = browser.get("/sv/follow-up/server").await.form("code");
    let opened = browser.submit(&door.with("code", reporter.code.written().expose())).await;
    assert_eq!(opened.status, 503, "{}", opened.html);
    assert!(!home.printed().contains("a request failed"), "{}", home.printed());
}
