//! A mail server that nobody here wrote: the npm package `smtp-server`, in a process of its own.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use sigill::config::Config;
use sigill::notifications::{Fault, try_out};
use tempfile::TempDir;

use super::*;

const PASSWORD: &str = "kanin med rätt lösenord";

/// The server's folder: its certificate, its key, and what it lets in.
struct Packaged {
    folder: TempDir,
    way: &'static str,
    port: u16,
    running: Option<(Child, BufReader<ChildStdout>)>,
}

impl Packaged {
    fn open(way: &'static str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let rcgen::CertifiedKey { cert, signing_key } =
            rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        let files = [
            ("cert.pem", cert.pem()),
            ("key.pem", signing_key.serialize_pem()),
            ("password", format!("{PASSWORD}\n")),
        ];
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let mut packaged = Self { folder, way, port: 0, running: None };
        packaged.start();
        packaged
    }

    /// Starts it, where it was before if it was anywhere.
    fn start(&mut self) {
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/tests/support/mail_server.mjs");
        let mut child = Command::new("node")
            .arg(program)
            .args([self.way, &self.port.to_string()])
            .arg(self.folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        self.running = Some((child, lines));
        self.port = u16::try_from(self.hear()["port"].as_u64().unwrap()).unwrap();
    }

    fn stop(&mut self) {
        if let Some((mut child, _)) = self.running.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// The next thing that it tells.
    fn hear(&mut self) -> Value {
        let (_, lines) = self.running.as_mut().unwrap();
        let mut line = String::new();
        lines.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }

    fn section(&self, password: &str) -> String {
        let [ca, file] = ["cert.pem", "our-password"].map(|name| self.folder.path().join(name));
        fs::File::create(&file).unwrap().write_all(password.as_bytes()).unwrap();
        format!(
            "[mail]\nhost = \"localhost\"\nport = {}\nfrom = \"sigill@example.se\"\nsecurity = \"{}\"\n\
             username = \"sigill\"\nca_file = \"{}\"\npassword_file = \"{}\"\n",
            self.port,
            self.way,
            ca.display(),
            file.display(),
        )
    }

    fn config(&self, password: &str) -> Config {
        Config::parse(&self.section(password), std::iter::empty()).unwrap()
    }
}

impl Drop for Packaged {
    fn drop(&mut self) {
        self.stop();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_packaged_server_takes_our_mails_over_tls_both_ways() {
    for way in ["starttls", "tls"] {
        let mut server = Packaged::open(way);
        assert_eq!(try_out(&server.config("fel").mail).await, Err(Fault::SignIn), "{way}");
        let config = server.config(PASSWORD);
        assert_eq!(try_out(&config.mail).await, Ok(()), "{way}");
        let installation = Installation::configured(TestDatabase::sqlite(), config);
        let lund = crate::filing::lund(&installation).await;
        let anna = Handler::signed_in(&installation, &lund, &lund.handlers[0]).await;
        assert_eq!(enter(&anna, "anna@example.se", "sv").await.status, 204);
        send_mails(&installation.app).await.unwrap();
        let told = server.hear();
        assert_eq!(
            (&told["from"], &told["to"], &told["user"], &told["secure"]),
            (&json!("sigill@example.se"), &json!(["anna@example.se"]), &json!("sigill"), &json!(true)),
            "{way}"
        );
        let mail = told["mail"].as_str().unwrap().to_owned();
        let taken = Taken {
            from: "sigill@example.se".to_owned(),
            to: "anna@example.se".to_owned(),
            mail,
            signed_in: None,
            over_tls: true,
        };
        let typed = type_code(&anna, &taken.code()).await.expect(200);
        assert_eq!(typed["confirmed"], true, "{way}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_packaged_server_puts_off_or_is_not_there_to_take_comes_later_and_once() {
    let mut server = Packaged::open("starttls");
    let installation = Installation::configured(TestDatabase::sqlite(), server.config(PASSWORD));
    let lund = crate::filing::lund(&installation).await;
    let anna = Handler::signed_in(&installation, &lund, &lund.handlers[0]).await;
    let bo = Handler::signed_in(&installation, &lund, &lund.handlers[1]).await;
    assert_eq!(enter(&anna, "upptagen@example.se", "sv").await.status, 204);
    drop(send_mails(&installation.app).await);
    server.stop();
    assert_eq!(enter(&bo, "bo@example.se", "sv").await.status, 204);
    drop(send_mails(&installation.app).await);
    server.start();
    for _ in 0..6 {
        installation.clock.move_minutes(60);
        send_mails(&installation.app).await.unwrap();
    }
    let mut to = [server.hear(), server.hear()].map(|told| told["to"][0].as_str().unwrap().to_owned());
    to.sort();
    assert_eq!(to, ["bo@example.se", "upptagen@example.se"]);
    assert!(dump(&installation.database)["outbox"].is_empty());
    // Nothing is told after them: it ends, and its last line was read.
    let (mut child, mut lines) = server.running.take().unwrap();
    drop(child.stdin.take());
    child.wait().unwrap();
    let mut rest = String::new();
    lines.read_line(&mut rest).unwrap();
    assert_eq!(rest, "");
}
