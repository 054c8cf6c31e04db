//! What was acknowledged survives a power cut, and a server that cannot start says what to do.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::time::Duration;

use rand::Rng as _;
use rand::rngs::OsRng;
use serde_json::Value;
use sigill_sealing::holder::Holders;
use tokio::sync::Mutex;

use crate::support::channel::TestChannel;
use crate::support::child::{Home, Setting};
use crate::support::http::Request;
use crate::support::reporter::{ReadChannel, Reporter, WORDS};

/// Times that the power fails.
const ROUNDS: usize = 3;
/// Reporters who file at once.
const CONNECTIONS: usize = 8;

/// A report that was answered, or whose answer was lost.
struct Sent {
    reporter: Reporter,
    body: Value,
    is_acknowledged: bool,
}

/// Files one report after the other until the server is gone.
async fn file_until_the_end(first: &Reporter, channel: &ReadChannel, sent: &Mutex<Vec<Sent>>) {
    loop {
        let reporter = Reporter::new(first.intake);
        let filed = reporter.seal(channel, Holders::default(), &WORDS);
        let body = Reporter::filing(channel, &filed);
        let Ok(nonce) = Request::get("/api/nonce").try_send(first.intake).await else { return };
        let nonce =
            sigill_sealing::encoding::parse_base64_exact(nonce.json()["nonce"].as_str().unwrap()).unwrap();
        let request = reporter.sign("POST", "/api/cases", body.to_string().as_bytes(), &nonce);
        let answer = request.try_send(first.intake).await;
        let is_acknowledged = answer.as_ref().is_ok_and(|answer| answer.status == 201);
        let is_gone = answer.is_err();
        if let Ok(answer) = answer {
            answer.expect(201);
        }
        sent.lock().await.push(Sent { reporter, body, is_acknowledged });
        if is_gone {
            return;
        }
    }
}

#[tokio::test]
async fn every_acknowledged_report_is_there_after_the_power_failed_and_opens() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home(folder.path());
    let lund: TestChannel = home.with_channel().await;
    let sent = Mutex::new(Vec::new());
    for _ in 0..ROUNDS {
        let mut child = home.start(&Setting::free()).await;
        let first = Reporter::new(child.intake);
        let channel = first.read_channel(&lund).await;
        let filing = futures_util::future::join_all(
            (0..CONNECTIONS).map(|_| file_until_the_end(&first, &channel, &sent)),
        );
        let moment = Duration::from_millis(OsRng.gen_range(900..2_000));
        let power_cut = async {
            tokio::time::sleep(moment).await;
            child.kill();
        };
        futures_util::future::join(filing, power_cut).await;
    }
    let child = home.start(&Setting::free()).await;
    let sent = sent.into_inner();
    let acknowledged = sent.iter().filter(|sent| sent.is_acknowledged).count();
    assert!(acknowledged > ROUNDS * CONNECTIONS, "only {acknowledged} of {} were filed", sent.len());
    for sent in &sent {
        let reporter = sent.reporter.on(child.intake);
        if sent.is_acknowledged {
            assert_eq!(reporter.visit().await.shown(), [WORDS.what]);
        } else {
            // A lost answer: either nothing was stored or all of it, and the retry finds out.
            let answer = reporter.post("/api/cases", &sent.body).await;
            assert!([200, 201].contains(&answer.status), "{}", answer.status);
            assert_eq!(reporter.visit().await.shown(), [WORDS.what]);
        }
    }
}

#[tokio::test]
async fn a_second_server_on_one_database_says_to_stop_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home(folder.path());
    home.with_channel().await;
    let _first = home.start(&Setting::free()).await;
    let (status, said) = home.start_in_vain(&Setting::free());
    assert_eq!(status.code(), Some(1), "{said}");
    assert!(said.contains("another Sigill uses this database: stop it first"), "{said}");
}

#[tokio::test]
async fn a_port_in_use_is_named_with_its_setting() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home(folder.path());
    let setting = Setting::free();
    let _taken = TcpListener::bind(setting.intake).unwrap();
    let (status, said) = home.start_in_vain(&setting);
    assert_eq!(status.code(), Some(1), "{said}");
    let expected = format!(
        "{} is in use: stop what listens there, or write another address as intake.listen",
        setting.intake
    );
    assert!(said.contains(&expected), "{said}");
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_told_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home(folder.path());
    let closed = folder.path().join("data");
    fs::create_dir(&closed).unwrap();
    let (status, said) = if rustix::process::geteuid().is_root() {
        // Nothing is closed to root but what the kernel itself makes.
        let mut setting = Setting::free();
        setting
            .environment
            .push(("SIGILL_DATABASE_URL".to_owned(), "sqlite:/sys/sigill/sigill.db".to_owned()));
        home.start_in_vain(&setting)
    } else {
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o500)).unwrap();
        let ended = home.start_in_vain(&Setting::free());
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
        ended
    };
    assert_eq!(status.code(), Some(1), "{said}");
    assert!(said.contains("let the user that runs Sigill write to its folder"), "{said}");
}

#[tokio::test]
async fn a_setting_that_nobody_knows_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut setting = Setting::free();
    setting.environment.push(("SIGILL_INTAKE_LISEN".to_owned(), "127.0.0.1:1".to_owned()));
    let (status, said) = Home(folder.path()).start_in_vain(&setting);
    assert_eq!(status.code(), Some(1), "{said}");
    assert!(said.contains("compare it with sigill.toml"), "{said}");
    assert!(!folder.path().join("data").exists(), "it began before it had understood");
}
