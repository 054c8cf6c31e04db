//! The ways to a mail server: TLS from the beginning, TLS begun later, and what is wrong with either.

use std::fs;
use std::path::Path;
use std::process::Command;

use sigill::config::Config;
use sigill::notifications::{Fault, try_out};

use super::*;

async fn try_with(section: &str) -> Result<(), Fault> {
    try_out(&Config::parse(section, std::iter::empty()).unwrap().mail).await
}

#[tokio::test]
async fn mails_go_over_tls_by_whoever_signed_in() {
    for (way, login, mechanism) in [
        (Way::StartTls, false, "PLAIN"),
        (Way::StartTls, true, "LOGIN"),
        (Way::Tls, false, "PLAIN"),
        (Way::Tls, true, "LOGIN"),
    ] {
        let office = PostOffice::open(way).await;
        if login {
            office.offer_login_alone();
        }
        let installation = Installation::configured(TestDatabase::sqlite(), office.config());
        let lund = crate::filing::lund(&installation).await;
        let anna = Handler::signed_in(&installation, &lund, &lund.handlers[0]).await;
        assert_eq!(enter(&anna, "anna@example.se", "sv").await.status, 204);
        send_mails(&installation.app).await.unwrap();
        let mails = office.collect();
        assert_eq!(
            (mails.len(), mails[0].over_tls, mails[0].signed_in),
            (1, true, Some(mechanism)),
            "{way:?}"
        );
        assert_eq!(try_with(&office.section()).await, Ok(()));
    }
}

#[tokio::test]
async fn a_server_without_tls_or_with_somebody_elses_certificate_hears_no_password() {
    let office = PostOffice::open(Way::StartTls).await;
    let other = PostOffice::open(Way::Tls).await;
    let section = office.section();
    let own = office.path("ca.pem");
    let strange = section.replace(own.to_str().unwrap(), other.path("ca.pem").to_str().unwrap());
    assert_eq!(try_with(&strange).await, Err(Fault::Tls));
    office.behave(Mood::Bare);
    assert_eq!(try_with(&section).await, Err(Fault::Tls));
    let section = other.section();
    let strange = section.replace(other.path("ca.pem").to_str().unwrap(), own.to_str().unwrap());
    assert_eq!(try_with(&strange).await, Err(Fault::Tls));
    // The certificate is for a name, not for whoever has it.
    let elsewhere = section.replace("host = \"localhost\"", "host = \"127.0.0.1\"");
    assert!(matches!(try_with(&elsewhere).await, Err(Fault::Tls | Fault::Unreachable)));
}

#[tokio::test]
async fn what_is_said_in_the_open_is_no_word_of_the_servers_once_tls_has_begun() {
    let office = PostOffice::open(Way::StartTls).await;
    office.behave(Mood::Overheard);
    assert_eq!(try_with(&office.section()).await, Err(Fault::Tls));
}

#[tokio::test]
async fn a_server_that_talks_without_end_is_not_heard_out() {
    for way in [Way::Open, Way::StartTls, Way::Tls] {
        let office = PostOffice::open(way).await;
        office.behave(Mood::Endless);
        assert_eq!(try_with(&office.section()).await, Err(Fault::Unreachable), "{way:?}");
        // What the system takes for a socket, and no more.
        assert!(office.talked() < 32 << 20, "{way:?}: {}", office.talked());
    }
}

#[tokio::test]
async fn what_is_wrong_is_said() {
    let office = PostOffice::open(Way::StartTls).await;
    let section = office.section();
    office.behave(Mood::Distrustful);
    assert_eq!(try_with(&section).await, Err(Fault::SignIn));
    office.behave(Mood::Away);
    assert_eq!(try_with(&section).await, Err(Fault::Unreachable));
    office.behave(Mood::Kind);
    fs::write(office.path("password"), "wrong").unwrap();
    assert_eq!(try_with(&section).await, Err(Fault::SignIn));
    fs::remove_file(office.path("password")).unwrap();
    assert_eq!(try_with(&section).await, Err(Fault::Password));
    fs::write(office.path("ca.pem"), "no certificate").unwrap();
    assert_eq!(try_with(&section).await, Err(Fault::Certificates));
}

/// The clock of the runtime runs ahead whenever all wait.
#[tokio::test(start_paused = true)]
async fn a_server_that_says_nothing_is_not_waited_for_for_long() {
    let office = PostOffice::open(Way::Open).await;
    office.behave(Mood::Silent);
    assert_eq!(try_with(&office.section()).await, Err(Fault::Unreachable));
}

/// What `sigill doctor` prints in a folder of its own.
fn doctor(folder: &Path, configuration: &str) -> (bool, String) {
    fs::write(folder.join("sigill.toml"), configuration).unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_sigill"))
        .args(["doctor", "--config", "sigill.toml"])
        .current_dir(folder)
        .env_clear()
        .output()
        .unwrap();
    (out.status.success(), String::from_utf8(out.stdout).unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_says_whether_the_mail_server_lets_us_in() {
    let office = PostOffice::open(Way::StartTls).await;
    let folder = tempfile::tempdir().unwrap();
    let (_, told) = doctor(folder.path(), "");
    assert!(told.contains("good  mail server: none"), "{told}");
    let (_, told) = doctor(folder.path(), &office.section());
    assert!(told.contains("good  mail server: answers, and lets us in"), "{told}");
    office.behave(Mood::Distrustful);
    let (well, told) = doctor(folder.path(), &office.section());
    assert!(!well && told.contains("MEND  mail server: the mail server does not let us in"), "{told}");
}
