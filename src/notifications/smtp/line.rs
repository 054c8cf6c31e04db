//! The line to the mail server: TLS wherever it is asked for, nothing believed that was said before it, and no more heard than
//! a dialogue needs. The library that speaks on it reads a line to its end however long that is, and keeps what came in the
//! open together with the answer that begins TLS.

use std::fmt::Debug;
use std::fs;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::Fault;
use crate::config::{Mail, Security};

/// Most bytes that are heard in one dialogue: a few hundred do, and some servers talk.
const MOST: usize = 64 << 10;
/// What stands for the greeting of a server that has greeted already, before TLS began.
const GREETED: &[u8] = b"220 go on\r\n";

/// Connects to the mail server; what comes next on the line is its greeting.
pub(super) async fn connect(mail: &Mail, us: &str) -> Result<Box<dyn AsyncTokioStream>, Fault> {
    let trusted = match mail.security {
        Security::None => None,
        Security::Tls | Security::StartTls => Some(trust(mail)?),
    };
    let server = (mail.host.as_str(), mail.port.number());
    let stream = TcpStream::connect(server).await.map_err(|_told| Fault::Unreachable)?;
    let Some(trusted) = trusted else { return Ok(Box::new(Bounded::new(stream, b""))) };
    let (stream, greeting): (_, &[u8]) = match mail.security {
        Security::StartTls => (ask_for_tls(stream, us).await?, GREETED),
        Security::Tls | Security::None => (stream, b""),
    };
    let name = ServerName::try_from(mail.host.clone()).map_err(|_told| Fault::Tls)?;
    let secured =
        TlsConnector::from(trusted).connect(name, stream).await.map_err(|told| of_handshake(&told))?;
    Ok(Box::new(Bounded::new(secured, greeting)))
}

/// Whom we take for the mail server: the name in the configuration, vouched for by the system's authorities or our own.
fn trust(mail: &Mail) -> Result<Arc<ClientConfig>, Fault> {
    let mut roots = RootCertStore::empty();
    // What of the system's cannot be read vouches for nobody.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if !mail.ca_file.as_os_str().is_empty() {
        let pem = fs::read(&mail.ca_file).map_err(|_told| Fault::Certificates)?;
        let ours: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
        let ours = ours.map_err(|_told| Fault::Certificates)?;
        if ours.is_empty() {
            return Err(Fault::Certificates);
        }
        for certificate in ours {
            roots.add(certificate).map_err(|_told| Fault::Certificates)?;
        }
    }
    let provider = Arc::new(ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_told| Fault::Tls)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}

/// What rustls does not accept comes as bytes that mean nothing.
fn of_handshake(told: &io::Error) -> Fault {
    if told.kind() == ErrorKind::InvalidData { Fault::Tls } else { Fault::Unreachable }
}

/// Greets in the open, and has TLS begun (RFC 3207). Whatever came with the answer to that was put there by somebody on the way,
/// who would have it taken for words of the server's.
async fn ask_for_tls(stream: TcpStream, us: &str) -> Result<TcpStream, Fault> {
    let mut line = BufReader::new(Bounded::new(stream, b""));
    hear(&mut line).await?.ok(b"220").ok_or(Fault::Unreachable)?;
    say(&mut line, &format!("EHLO {us}\r\n")).await?;
    let offered = hear(&mut line).await?.ok(b"250").ok_or(Fault::Unreachable)?;
    if !offered.iter().any(|word| word.eq_ignore_ascii_case(b"STARTTLS")) {
        return Err(Fault::Tls);
    }
    say(&mut line, "STARTTLS\r\n").await?;
    hear(&mut line).await?.ok(b"220").ok_or(Fault::Tls)?;
    if line.buffer().is_empty() { Ok(line.into_inner().stream) } else { Err(Fault::Tls) }
}

type Open = BufReader<Bounded<TcpStream>>;

async fn say(line: &mut Open, words: &str) -> Result<(), Fault> {
    line.write_all(words.as_bytes()).await.map_err(|_told| Fault::Unreachable)
}

/// An answer: its code, and what each of its lines says.
struct Answer {
    code: Vec<u8>,
    lines: Vec<Vec<u8>>,
}

impl Answer {
    /// Its lines, if it has that code.
    fn ok(self, code: &[u8]) -> Option<Vec<Vec<u8>>> {
        (self.code == code).then_some(self.lines)
    }
}

/// Hears an answer to its end (RFC 5321, 4.2.1).
async fn hear(line: &mut Open) -> Result<Answer, Fault> {
    let mut lines = Vec::new();
    loop {
        let mut heard = Vec::new();
        line.read_until(b'\n', &mut heard).await.map_err(|_told| Fault::Unreachable)?;
        let Some((code, rest)) = heard.split_at_checked(3) else { return Err(Fault::Unreachable) };
        let (is_last, words) = match rest.split_first() {
            Some((b'-', words)) => (false, words),
            Some((b' ', words)) => (true, words),
            Some(_) | None => (true, rest),
        };
        lines.push(words.trim_ascii().to_vec());
        if is_last {
            return Ok(Answer { code: code.to_vec(), lines });
        }
    }
}

/// A line on which so much can be heard and no more.
#[derive(Debug)]
struct Bounded<S> {
    stream: S,
    /// What is heard before anything else.
    ahead: &'static [u8],
    /// How much may be heard yet.
    left: usize,
}

impl<S> Bounded<S> {
    fn new(stream: S, ahead: &'static [u8]) -> Self {
        Self { stream, ahead, left: MOST }
    }
}

impl<S: AsyncRead + AsyncWrite + Send + Sync + Unpin + Debug> AsyncTokioStream for Bounded<S> {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        // Nobody's business here.
        Err(ErrorKind::Unsupported.into())
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Bounded<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        out: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let line = self.get_mut();
        if !line.ahead.is_empty() {
            let (now, later) = line.ahead.split_at(line.ahead.len().min(out.remaining()));
            out.put_slice(now);
            line.ahead = later;
            return Poll::Ready(Ok(()));
        }
        let before = out.filled().len();
        ready!(Pin::new(&mut line.stream).poll_read(context, out))?;
        let heard = out.filled().len().saturating_sub(before);
        match line.left.checked_sub(heard) {
            Some(left) => line.left = left,
            None => return Poll::Ready(Err(ErrorKind::FileTooLarge.into())),
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Bounded<S> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write(context, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}
