//! Files without script: their names, what is in them and what they carry come to rest nowhere, whenever the server is killed.

use std::collections::BTreeSet;
use std::time::Duration;

use sigill_sealing::code::CaseCode;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use super::{Kept, TELLING, canary, let_go, needles, of_code, photograph};
use crate::server_path::browser::{Browser, Form};
use crate::support::database::on_both_databases;

on_both_databases! {
async fn files_without_script_leave_nothing_of_their_names_or_content_even_where_the_server_is_killed(kept: Kept) {
    kept.with_channel().await;
    let home = kept.home();
    let setting = kept.setting();
    let mut child = home.start(&setting).await;
    let mut looked_for = Vec::new();
    let mut secret = |name: &str| {
        let word = canary();
        looked_for.extend(needles(name, word.as_bytes()));
        word
    };
    let telling = TELLING.map(|name| format!("{name}: {}\r\n", secret(name))).concat();
    let (place, inside, called) = (secret("place in a file"), secret("content of a file"), secret("name of a file"));
    let (what, half, half_called) = (secret("report"), secret("half a file"), secret("name of half a file"));
    let kind = secret("type of a file");

    let browser = Browser { intake: child.intake, origin: "http://127.0.0.1:8080".to_owned() };
    let report = "/sv/c/lund/report/server";
    let blank = browser.send("GET", report, &telling, "").await.form("code");
    let content = photograph(&place, &inside, (8 << 20) + 100_000);
    let chosen = [(called.as_str(), kind.as_str(), content.as_slice())];
    let added = browser.submit_with(&blank.clone().with("then", "add"), &chosen).await;
    assert!(added.html.contains(&called), "{}", added.html);
    let filed = browser.submit_with(&added.form("code").with("q-what", &what), &[]).await;
    assert_eq!(filed.status, 200, "{}", filed.html);
    let code = CaseCode::parse(&filed.code()).unwrap();
    // It is downloaded again, and what is opened for that stays nowhere either.
    let opened = browser.submit(&browser.get("/sv/follow-up/server").await.form("code").with("code", &filed.code())).await;
    let file = opened.html.split("name=\"file\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let fields = vec![("code".to_owned(), filed.code()), ("file".to_owned(), file)];
    let download = Form { action: "/sv/follow-up/server/file".to_owned(), fields, takes_files: false };
    assert!(browser.submit(&download).await.body == content);
    let_go().await;
    looked_for.extend(of_code(&code));
    assert_eq!(kept.found(&child, &looked_for), BTreeSet::new(), "{}", home.printed());

    // A second one is under way, more than a piece of it here, when the server is killed.
    let large = photograph(&half, &half, 20 << 20);
    let other = browser.get(report).await.form("code");
    let (head, body) = browser.begun(&other, &[(half_called.as_str(), "image/jpeg", &large)]);
    let mut socket = TcpStream::connect(child.intake).await.unwrap();
    socket.write_all(head.as_bytes()).await.unwrap();
    socket.write_all(&body[..15 << 20]).await.unwrap();
    tokio::time::sleep(Duration::from_secs(1)).await;
    child.kill();
    drop(socket);
    let again = home.start(&setting).await;
    let_go().await;
    assert_eq!(kept.found(&again, &looked_for), BTreeSet::new(), "{}", home.printed());
}
}
