//! Every address and the methods it takes, read from the sources: whatever else is asked is told so in one way.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use crate::filing::lund;
use crate::support::database::TestDatabase;
use crate::support::handler::Handler;
use crate::support::http::{Answer, Request};
use crate::support::installation::Installation;

/// An address as its route names it, of the files that serve a listener.
struct Address {
    file: String,
    path: String,
    allow: String,
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// Every `resource("…", "…")` of the sources.
fn addresses() -> Vec<Address> {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for path in files_below(&sources) {
        let text = fs::read_to_string(&path).unwrap();
        let file = path.strip_prefix(&sources).unwrap().to_str().unwrap().to_owned();
        assert!(
            file == "http/methods.rs" || !text.contains("web::resource("),
            "{file}: resource() alone refuses"
        );
        for call in text.split("resource(\"").skip(1) {
            let mut words = call.split('"');
            let (path, allow) = (words.next().unwrap(), words.nth(1).unwrap());
            found.push(Address { file: file.clone(), path: path.to_owned(), allow: allow.to_owned() });
        }
    }
    assert!(found.len() > 30, "the routes were not found");
    found
}

fn listeners(installation: &Installation, file: &str) -> Vec<SocketAddr> {
    let at = installation.addresses;
    match file.split('/').next().unwrap() {
        "intake" => vec![at.intake],
        "http" => vec![at.intake, at.desk],
        "server" => vec![at.operator],
        _ => vec![at.desk],
    }
}

/// As long as every short answer, and in our own words.
fn is_ours(answer: &Answer, problem: &str) {
    answer.expect_problem(answer.status, problem);
    assert_eq!(answer.body.len(), 1024, "{problem}");
}

#[tokio::test]
async fn an_address_refuses_every_method_but_those_it_names() {
    let installation = Installation::on(TestDatabase::sqlite());
    for address in addresses() {
        let path = address.path.replace("{language}", "sv").replace(['{', '}'], "");
        for listener in listeners(&installation, &address.file) {
            for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] {
                let answer = Request::new(method, &path).send(listener).await;
                let takes = address.allow.split(", ").any(|allowed| allowed == method);
                assert_eq!(answer.status != 405, takes, "{method} {path}: {}", answer.status);
                if !takes {
                    assert_eq!(answer.header("allow"), Some(address.allow.as_str()), "{method} {path}");
                }
                if !takes
                    && method != "HEAD"
                    && (path.starts_with("/api/") || listener != installation.addresses.intake)
                {
                    is_ours(&answer, "problem-wrong-method");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_page_asked_for_by_head_is_told_of_and_not_sent() {
    let installation = Installation::on(TestDatabase::sqlite());
    lund(&installation).await;
    let (intake, desk) = (installation.addresses.intake, installation.addresses.desk);
    for (listener, path) in
        [(intake, "/sv/c/lund"), (intake, "/sv/follow-up"), (intake, "/sv/follow-up/server"), (desk, "/")]
    {
        let whole = Request::get(path).send(listener).await;
        let head = Request::new("HEAD", path).send(listener).await;
        assert_eq!((whole.status, head.status, head.body.len()), (200, 200, 0), "{path}");
        assert_eq!(head.header("content-length"), Some(whole.body.len().to_string().as_str()), "{path}");
        assert_eq!(head.header("content-type"), whole.header("content-type"), "{path}");
    }
}

#[tokio::test]
async fn what_cannot_be_read_or_is_nowhere_is_answered_in_our_own_words() {
    let installation = Installation::on(TestDatabase::sqlite());
    let lund = lund(&installation).await;
    let (intake, desk) = (installation.addresses.intake, installation.addresses.desk);
    for path in [
        "/api/channels/lund/keyrings?from=x",
        "/api/channels/lund/keyrings?to=1",
        "/api/case/envelopes?from=-1",
    ] {
        let answer = Request::get(path).send(intake).await;
        assert_eq!(answer.status, 400, "{path}");
        is_ours(&answer, "problem-malformed");
    }
    let handler = Handler::signed_in(&installation, &lund, &lund.handlers[0]).await;
    let case = "/api/cases/0123456789abcdef0123456789abcdef/envelopes";
    for query in ["", "?thread=c&from=x", "?thread=c&more=1"] {
        let answer = handler.get(&format!("{case}{query}")).await;
        assert_eq!(answer.status, 400, "{query}");
        is_ours(&answer, "problem-malformed");
    }
    for (listener, path) in
        [(intake, "/api/nothing"), (desk, "/api/nothing"), (desk, "/nothing"), (intake, "/api/channels/%ff")]
    {
        let answer = Request::get(path).send(listener).await;
        assert_eq!(answer.status, 404, "{path}");
        is_ours(&answer, "problem-not-found");
    }
}
