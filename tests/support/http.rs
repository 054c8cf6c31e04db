//! HTTP as bytes: one request to a connection, so that a story says every header and sees every byte of the answer.

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::Value;
use sigill_sealing::encoding::parse_base64_exact;
use sigill_sealing::request::request_bytes;
use sigill_sealing::role::Signer;
use sigill_sealing::signature::{self, Domain, Signature, SigningKey};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A request on its way.
#[derive(Clone)]
pub(crate) struct Request {
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Request {
    pub(crate) fn new(method: &str, path: &str) -> Self {
        // What a browser says of a request that the page's own script makes.
        Self { method: method.to_owned(), path: path.to_owned(), headers: Vec::new(), body: Vec::new() }
            .header("Sec-Fetch-Site", "same-origin")
    }

    pub(crate) fn get(path: &str) -> Self {
        Self::new("GET", path)
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Says something else under a name that is there already.
    pub(crate) fn replace(mut self, name: &str, value: &str) -> Self {
        let header = self.headers.iter_mut().find(|(found, _)| found == name);
        value.clone_into(&mut header.unwrap_or_else(|| panic!("no {name}")).1);
        self
    }

    pub(crate) fn value(&self, name: &str) -> &str {
        let header = self.headers.iter().find(|(found, _)| found == name);
        &header.unwrap_or_else(|| panic!("no {name}")).1
    }

    /// Method and path.
    pub(crate) fn target(&self) -> (&str, &str) {
        (&self.method, &self.path)
    }

    /// The same, signed over this nonce.
    pub(crate) fn signed<S: Signer>(self, key: &SigningKey<S>, nonce: &str) -> Self
    where
        signature::Request: Domain<S>,
    {
        let raw = parse_base64_exact(nonce).unwrap();
        let bytes = request_bytes(&self.method, &self.path, &self.body, &raw);
        let signature: Signature<signature::Request> = key.sign(&bytes);
        self.header("Sigill-Key", &key.verifying_key().to_string())
            .header("Sigill-Nonce", nonce)
            .header("Sigill-Signature", &signature.to_string())
    }

    pub(crate) fn with_method(mut self, method: &str) -> Self {
        method.clone_into(&mut self.method);
        self
    }

    pub(crate) fn with_path(mut self, path: &str) -> Self {
        path.clone_into(&mut self.path);
        self
    }

    pub(crate) fn with_body(mut self, body: &[u8]) -> Self {
        body.clone_into(&mut self.body);
        self
    }

    pub(crate) fn headers<'a>(self, headers: impl IntoIterator<Item = &'a (String, String)>) -> Self {
        headers.into_iter().fold(self, |request, (name, value)| request.header(name, value))
    }

    pub(crate) fn json(self, body: &Value) -> Self {
        self.json_bytes(body.to_string().into_bytes())
    }

    pub(crate) fn json_bytes(mut self, body: Vec<u8>) -> Self {
        self.body = body;
        self.header("Content-Type", "application/json")
    }

    /// Sends it and reads until the server closes. An error is one of the connection: a server that is not there, or was
    /// killed before it had answered.
    pub(crate) async fn try_send(&self, to: SocketAddr) -> std::io::Result<Answer> {
        let mut socket = TcpStream::connect(to).await?;
        // A server that has refused already reads no further; its answer is there all the same.
        let sent = self.write_to(&mut socket).await;
        self.read_from(&mut socket).await.map_err(|error| sent.err().unwrap_or(error))
    }

    /// Sends all of it but the last byte of its body.
    pub(crate) async fn begin(self, to: SocketAddr) -> Begun {
        let mut socket = TcpStream::connect(to).await.unwrap();
        let (_last, rest) = self.body.split_last().unwrap();
        let head = self.head(to, self.body.len());
        socket.write_all(&[head.as_bytes(), rest].concat()).await.unwrap();
        Begun { request: self, socket }
    }

    /// Sends it over this connection.
    pub(crate) async fn write_to(&self, socket: &mut TcpStream) -> std::io::Result<()> {
        self.write_announcing(socket, self.body.len()).await
    }

    /// The same, of a body that is said to be so long.
    pub(crate) async fn write_announcing(
        &self,
        socket: &mut TcpStream,
        length: usize,
    ) -> std::io::Result<()> {
        socket.write_all(self.head(socket.peer_addr()?, length).as_bytes()).await?;
        socket.write_all(&self.body).await
    }

    fn head(&self, to: SocketAddr, length: usize) -> String {
        let mut head =
            format!("{} {} HTTP/1.1\r\nHost: {to}\r\nConnection: close\r\n", self.method, self.path);
        for (name, value) in &self.headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        head.extend(["Content-Length: ", &length.to_string(), "\r\n\r\n"]);
        head
    }

    /// Sends what is left of its body, and reads the answer.
    async fn finish(&self, mut socket: TcpStream, left: &[u8]) -> std::io::Result<Answer> {
        let sent = socket.write_all(left).await;
        self.read_from(&mut socket).await.map_err(|error| sent.err().unwrap_or(error))
    }

    /// Reads the answer until the server closes.
    pub(crate) async fn read_from(&self, socket: &mut TcpStream) -> std::io::Result<Answer> {
        let mut bytes = Vec::new();
        let waiting = Duration::from_mins(1);
        let read = tokio::time::timeout(waiting, socket.read_to_end(&mut bytes)).await?;
        Answer::parse(&bytes, self.method == "HEAD")
            .ok_or_else(|| read.err().unwrap_or_else(|| std::io::ErrorKind::UnexpectedEof.into()))
    }

    pub(crate) async fn send(&self, to: SocketAddr) -> Answer {
        let answer = self.try_send(to).await;
        answer.unwrap_or_else(|error| panic!("{} {}: {error}", self.method, self.path))
    }
}

/// A request whose last byte is held back.
pub(crate) struct Begun {
    request: Request,
    socket: TcpStream,
}

impl Begun {
    /// Sends the last byte, and reads the answer.
    pub(crate) async fn end(self) -> Answer {
        let last = self.request.body.last().map_or(&[][..], std::slice::from_ref);
        self.request.finish(self.socket, last).await.unwrap()
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// As sent, in their order.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// Reads a whole answer; nothing if it breaks off. One to `HEAD` tells the length of a body that does not come.
    fn parse(bytes: &[u8], is_to_head: bool) -> Option<Self> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&bytes[..end]).ok()?;
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers = lines.map(|line| {
            let (name, value) = line.split_once(": ")?;
            Some((name.to_ascii_lowercase(), value.to_owned()))
        });
        let answer =
            Self { status, headers: headers.collect::<Option<_>>()?, body: bytes[end + 4..].to_vec() };
        let length = answer.header("content-length").map_or(Some(0), |text| text.parse().ok())?;
        // Every body here is of a known length; one that is chunked would be a change to look at.
        (answer.header("transfer-encoding").is_none()
            && answer.body.len() == if is_to_head { 0 } else { length })
        .then_some(answer)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The answer without what is random or a date in every one.
    pub(crate) fn masked(mut self) -> Self {
        self.headers.retain(|(name, _)| !["date", "set-cookie", "sigill-nonce"].contains(&name.as_str()));
        self
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| {
            panic!("{} {:?}: {error}", self.status, String::from_utf8_lossy(&self.body))
        })
    }

    /// The word that says what went wrong.
    pub(crate) fn problem(&self) -> String {
        text(&self.json()["problem"]).to_owned()
    }

    /// Status and body, once the status is what the story expects.
    #[track_caller]
    pub(crate) fn expect(&self, status: u16) -> Value {
        let body = String::from_utf8_lossy(&self.body);
        assert_eq!(self.status, status, "{}", body.trim_end());
        if self.body.is_empty() { Value::Null } else { self.json() }
    }

    /// That it is refused so.
    #[track_caller]
    pub(crate) fn expect_problem(&self, status: u16, problem: &str) {
        let body = String::from_utf8_lossy(&self.body);
        assert_eq!((self.status, self.problem().as_str()), (status, problem), "{}", body.trim_end());
    }
}

/// A JSON value that is text.
pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("not text: {value}"))
}
