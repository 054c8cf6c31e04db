//! A mail server on loopback, with a certificate of its own, that takes mails or does what mail servers do instead.

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sigill::config::Config;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

const USERNAME: &str = "sigill";
const PASSWORD: &str = "kanin-med-ratt-lösenord";

/// How it is reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Way {
    /// In the open, without signing in.
    Open,
    /// In the open until TLS is begun.
    StartTls,
    /// By TLS.
    Tls,
}

/// What it does with whoever comes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Mood {
    /// Takes every mail.
    Kind,
    /// Breaks off at once.
    Away,
    /// Says nothing, ever.
    Silent,
    /// Offers no TLS.
    Bare,
    /// Lets nobody in.
    Distrustful,
    /// Refuses every recipient with this code.
    Refusing(u16),
    /// Refuses every recipient with these words.
    Saying(&'static str),
    /// Answers the first word with a line that has no end.
    Endless,
    /// Lets somebody on the way put an answer of their own behind the one that begins TLS.
    Overheard,
    /// Keeps the mail and says nothing of it: whoever sent it does not know.
    Speechless,
}

/// A mail as it was taken.
#[derive(Clone, Debug)]
pub(crate) struct Taken {
    pub(crate) from: String,
    pub(crate) to: String,
    /// The bytes.
    pub(crate) mail: String,
    /// By which mechanism its sender signed in, over TLS or not.
    pub(crate) signed_in: Option<&'static str>,
    pub(crate) over_tls: bool,
}

impl Taken {
    /// What stands under a header's name.
    pub(crate) fn header(&self, name: &str) -> &str {
        let head = self.mail.lines().take_while(|line| !line.is_empty());
        let named = head.filter_map(|line| line.split_once(": ")).find(|(found, _)| *found == name);
        named.unwrap_or_else(|| panic!("no {name} in {}", self.mail)).1
    }

    /// Its words.
    pub(crate) fn text(&self) -> String {
        let (_, body) = self.mail.split_once("\r\n\r\n").unwrap();
        String::from_utf8(STANDARD.decode(body.replace("\r\n", "")).unwrap()).unwrap()
    }

    /// The code that it brings.
    pub(crate) fn code(&self) -> String {
        let text = self.text();
        let digits: String = text.lines().next().unwrap().chars().filter(char::is_ascii_digit).collect();
        assert_eq!(digits.len(), 8, "{text}");
        digits
    }
}

struct State {
    way: Way,
    mood: Mood,
    /// Whether it offers LOGIN alone.
    login: bool,
    /// Whether it thinks a mail over, once it has it.
    held: bool,
    taken: Vec<Taken>,
    connections: usize,
    /// How many bytes of an endless line somebody took.
    talked: usize,
    /// How many recipients were named.
    named: usize,
}

/// A running mail server; it ends when dropped.
pub(crate) struct PostOffice {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    folder: TempDir,
    running: JoinHandle<()>,
}

impl PostOffice {
    /// Opens one.
    pub(crate) async fn open(way: Way) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let rcgen::CertifiedKey { cert, signing_key } =
            rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        fs::write(folder.path().join("ca.pem"), cert.pem()).unwrap();
        fs::write(folder.path().join("password"), format!("{PASSWORD}\n")).unwrap();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
        let tls = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)
            .unwrap();
        let tls = TlsAcceptor::from(Arc::new(tls));
        // The name in the certificate may lead to either loopback.
        let listener = TcpListener::bind(("localhost", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let state = State {
            way,
            mood: Mood::Kind,
            login: false,
            held: false,
            taken: Vec::new(),
            connections: 0,
            talked: 0,
            named: 0,
        };
        let state = Arc::new(Mutex::new(state));
        let own = Arc::clone(&state);
        let running = tokio::spawn(async move {
            loop {
                let (socket, _) = listener.accept().await.unwrap();
                own.lock().unwrap().connections += 1;
                let (state, tls) = (Arc::clone(&own), tls.clone());
                // A connection that breaks is its sender's affair.
                drop(tokio::spawn(async move { drop(serve(socket, &state, &tls).await) }));
            }
        });
        Self { address, state, folder, running }
    }

    /// The section `[mail]` that leads here, with the hours 8 and 13.
    pub(crate) fn section(&self) -> String {
        let (way, port) = (self.state.lock().unwrap().way, self.address.port());
        let [ca, password] = ["ca.pem", "password"].map(|name| self.path(name));
        let how = match way {
            Way::Open => "security = \"none\"".to_owned(),
            Way::StartTls | Way::Tls => format!(
                "security = \"{}\"\nusername = \"{USERNAME}\"\nca_file = \"{}\"\npassword_file = \"{}\"",
                if way == Way::Tls { "tls" } else { "starttls" },
                ca.display(),
                password.display(),
            ),
        };
        format!("[mail]\nhost = \"localhost\"\nport = {port}\nfrom = \"sigill@example.se\"\n{how}\n")
    }

    /// A configuration that leads here.
    pub(crate) fn config(&self) -> Config {
        Config::parse(&self.section(), std::iter::empty()).unwrap()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn behave(&self, mood: Mood) {
        self.state.lock().unwrap().mood = mood;
    }

    /// Offers LOGIN alone, as some servers do.
    pub(crate) fn offer_login_alone(&self) {
        self.state.lock().unwrap().login = true;
    }

    /// Takes mails or refuses recipients, and does not say so while it holds.
    pub(crate) fn hold(&self, held: bool) {
        self.state.lock().unwrap().held = held;
    }

    /// How many mails wait to be collected.
    pub(crate) fn taken(&self) -> usize {
        self.state.lock().unwrap().taken.len()
    }

    /// What came since this was asked last.
    pub(crate) fn collect(&self) -> Vec<Taken> {
        std::mem::take(&mut self.state.lock().unwrap().taken)
    }

    /// How many bytes of an endless line somebody took.
    pub(crate) fn talked(&self) -> usize {
        self.state.lock().unwrap().talked
    }

    /// How many recipients were named, taken or not.
    pub(crate) fn named(&self) -> usize {
        self.state.lock().unwrap().named
    }

    /// How often somebody came.
    pub(crate) fn connections(&self) -> usize {
        self.state.lock().unwrap().connections
    }
}

impl Drop for PostOffice {
    fn drop(&mut self) {
        self.running.abort();
    }
}

type Shared = Arc<Mutex<State>>;

async fn serve(socket: TcpStream, state: &Shared, tls: &TlsAcceptor) -> std::io::Result<()> {
    let (way, mood) = {
        let state = state.lock().unwrap();
        (state.way, state.mood)
    };
    if mood == Mood::Silent {
        tokio::time::sleep(Duration::from_hours(1)).await;
    }
    if matches!(mood, Mood::Silent | Mood::Away) {
        return Ok(());
    }
    if way == Way::Tls {
        let stream = tls.accept(socket).await?;
        return Dialogue::new(stream, state, true).greet().await.map(drop);
    }
    let Some(socket) = Dialogue::new(socket, state, false).greet().await? else { return Ok(()) };
    let stream = tls.accept(socket).await?;
    Dialogue::new(stream, state, true).listen().await.map(drop)
}

struct Dialogue<'a, S> {
    line: BufReader<S>,
    state: &'a Shared,
    over_tls: bool,
    signed_in: Option<&'static str>,
}

impl<'a, S: AsyncRead + AsyncWrite + Unpin> Dialogue<'a, S> {
    fn new(stream: S, state: &'a Shared, over_tls: bool) -> Self {
        Self { line: BufReader::new(stream), state, over_tls, signed_in: None }
    }

    async fn say(&mut self, answer: &str) -> std::io::Result<()> {
        self.line.get_mut().write_all(format!("{answer}\r\n").as_bytes()).await?;
        self.line.get_mut().flush().await
    }

    async fn hear(&mut self) -> std::io::Result<String> {
        let mut line = String::new();
        if self.line.read_line(&mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end_matches("\r\n").to_owned())
    }

    async fn greet(mut self) -> std::io::Result<Option<S>> {
        self.say("220 localhost ESMTP").await?;
        self.listen().await
    }

    /// Answers until its partner leaves, or wants TLS.
    async fn listen(mut self) -> std::io::Result<Option<S>> {
        let (mut from, mut to) = (String::new(), String::new());
        loop {
            let heard = self.hear().await?;
            let (way, mood, login) = {
                let state = self.state.lock().unwrap();
                (state.way, state.mood, state.login)
            };
            let word = heard.split(' ').next().unwrap().to_ascii_uppercase();
            match word.as_str() {
                "EHLO" if mood == Mood::Endless => loop {
                    let talk = vec![b'2'; 64 << 10];
                    self.line.get_mut().write_all(&talk).await?;
                    self.state.lock().unwrap().talked += talk.len();
                },
                "EHLO" => {
                    self.say("250-localhost").await?;
                    if way == Way::StartTls && !self.over_tls && mood != Mood::Bare {
                        self.say("250-STARTTLS").await?;
                    }
                    self.say(if login { "250-AUTH LOGIN" } else { "250-AUTH PLAIN LOGIN" }).await?;
                    self.say("250 8BITMIME").await?;
                }
                "STARTTLS" => {
                    let put_in = if mood == Mood::Overheard { "\r\n250 AUTH PLAIN" } else { "" };
                    self.say(&format!("220 go on{put_in}")).await?;
                    return Ok(Some(self.line.into_inner()));
                }
                "AUTH" => self.sign_in(&heard, mood).await?,
                "MAIL" if way != Way::Open && self.signed_in.is_none() => self.say("530 sign in").await?,
                "MAIL" => {
                    from = between(&heard);
                    self.say("250 ok").await?;
                }
                "RCPT" => {
                    to = between(&heard);
                    self.state.lock().unwrap().named += 1;
                    if let Mood::Refusing(code) = mood {
                        self.wait().await;
                        self.say(&format!("{code} <{to}> is nobody here")).await?;
                    } else if let Mood::Saying(words) = mood {
                        self.say(words).await?;
                    } else {
                        self.say("250 ok").await?;
                    }
                }
                "DATA" => {
                    self.say("354 go on").await?;
                    let mail = self.take().await?;
                    let (signed_in, over_tls) = (self.signed_in, self.over_tls);
                    let taken = Taken { from: from.clone(), to: to.clone(), mail, signed_in, over_tls };
                    self.state.lock().unwrap().taken.push(taken);
                    self.wait().await;
                    if self.state.lock().unwrap().mood == Mood::Speechless {
                        return Ok(None);
                    }
                    self.say("250 taken").await?;
                }
                "QUIT" => {
                    self.say("221 bye").await?;
                    return Ok(None);
                }
                _ => self.say("500 what").await?,
            }
        }
    }

    /// Thinks for as long as it is held.
    async fn wait(&self) {
        while self.state.lock().unwrap().held {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// The mail, up to the dot on a line of its own.
    async fn take(&mut self) -> std::io::Result<String> {
        let mut lines = Vec::new();
        loop {
            let line = self.hear().await?;
            if line == "." {
                return Ok(lines.join("\r\n"));
            }
            lines.push(line.strip_prefix('.').map_or(line.clone(), str::to_owned));
        }
    }

    async fn sign_in(&mut self, heard: &str, mood: Mood) -> std::io::Result<()> {
        let decoded = |text: &str| String::from_utf8(STANDARD.decode(text).unwrap()).unwrap();
        let (mechanism, known) = if let Some(told) = heard.strip_prefix("AUTH PLAIN ") {
            ("PLAIN", decoded(told) == format!("\0{USERNAME}\0{PASSWORD}"))
        } else {
            let mut told = Vec::new();
            for question in ["Username:", "Password:"] {
                self.say(&format!("334 {}", STANDARD.encode(question))).await?;
                told.push(decoded(&self.hear().await?));
            }
            ("LOGIN", told == [USERNAME, PASSWORD])
        };
        if known && mood != Mood::Distrustful {
            self.signed_in = Some(mechanism);
            self.say("235 welcome").await
        } else {
            self.say("535 who are you").await
        }
    }
}

fn between(command: &str) -> String {
    let (_, rest) = command.split_once('<').unwrap();
    rest.split_once('>').unwrap().0.to_owned()
}
