//! A browser without script: it follows links, fills forms in, and sends them as they stand in the page.

use std::net::SocketAddr;
use std::time::Duration;

use scraper::{ElementRef, Html, Selector};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use url::form_urlencoded;

/// What stands between the parts of a form with files.
const BOUNDARY: &str = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

/// A browser at its safest, at one installation's intake.
pub(crate) struct Browser {
    pub(crate) intake: SocketAddr,
    /// What its address bar shows.
    pub(crate) origin: String,
}

/// One answer, and the page in it.
pub(crate) struct Page {
    pub(crate) status: u16,
    head: String,
    pub(crate) html: String,
    /// What came, if it is no page.
    pub(crate) body: Vec<u8>,
}

/// A file as somebody chooses it: what it is called, the type the browser takes it for, and what is in it.
pub(crate) type Chosen<'a> = (&'a str, &'a str, &'a [u8]);

/// A form as it stands in a page, with what is filled in.
#[derive(Clone)]
pub(crate) struct Form {
    pub(crate) action: String,
    pub(crate) fields: Vec<(String, String)>,
    /// Whether files can be chosen in it.
    pub(crate) takes_files: bool,
}

impl Browser {
    pub(crate) async fn get(&self, path: &str) -> Page {
        self.send("GET", path, "", "").await
    }

    /// Presses the form's button.
    pub(crate) async fn submit(&self, form: &Form) -> Page {
        self.post(&form.action, "application/x-www-form-urlencoded", &form.body()).await
    }

    /// Presses the form's button, with files chosen, as browsers encode them.
    pub(crate) async fn submit_with(&self, form: &Form, files: &[Chosen<'_>]) -> Page {
        let body = form.multipart(files);
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let lines = format!("Origin: {}\r\nContent-Type: {kind}\r\n", self.origin);
        self.send_bytes("POST", &form.action, &lines, &body).await
    }

    /// The head and the body of a form with files, to be sent by halves.
    pub(crate) fn begun(&self, form: &Form, files: &[Chosen<'_>]) -> (String, Vec<u8>) {
        let body = form.multipart(files);
        let (path, origin, length) = (&form.action, &self.origin, body.len());
        let kind = format!("Content-Type: multipart/form-data; boundary={BOUNDARY}");
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nOrigin: {origin}\r\n{kind}\r\nContent-Length: {length}\r\n\r\n",
            self.intake
        );
        (head, body)
    }

    pub(crate) async fn post(&self, path: &str, kind: &str, body: &str) -> Page {
        let own = format!("Origin: {}\r\nContent-Type: {kind}\r\n", self.origin);
        self.send("POST", path, &own, body).await
    }

    /// Sends a request with these lines among its headers, and reads until the server hangs up or has said all.
    pub(crate) async fn send(&self, method: &str, path: &str, lines: &str, body: &str) -> Page {
        self.send_bytes(method, path, lines, body.as_bytes()).await
    }

    async fn send_bytes(&self, method: &str, path: &str, lines: &str, body: &[u8]) -> Page {
        let mut socket = TcpStream::connect(self.intake).await.unwrap();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nAccept-Encoding: gzip, deflate, br\r\n{lines}Content-Length: \
             {}\r\n\r\n",
            self.intake,
            body.len()
        );
        socket.write_all(request.as_bytes()).await.unwrap();
        socket.write_all(body).await.unwrap();
        let mut bytes = Vec::new();
        while !is_whole(&bytes) {
            let reading = socket.read_buf(&mut bytes);
            let read = tokio::time::timeout(Duration::from_secs(30), reading).await.unwrap().unwrap();
            assert!(read > 0, "the answer broke off: {}", String::from_utf8_lossy(&bytes));
        }
        let end = end_of_head(&bytes).unwrap();
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let body = bytes.split_off(end + 4);
        let is_pressed = head.to_ascii_lowercase().contains("\r\ncontent-encoding: br");
        let body = if is_pressed { unpressed(&body) } else { body };
        let html = String::from_utf8_lossy(&body).into_owned();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Page { status, head, html, body }
    }
}

fn unpressed(body: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    brotli::BrotliDecompress(&mut &*body, &mut plain).unwrap();
    plain
}

/// Where the head of an answer ends, if it has.
pub(super) fn end_of_head(bytes: &[u8]) -> Option<usize> {
    bytes.windows(4).position(|window| window == b"\r\n\r\n")
}

fn is_whole(bytes: &[u8]) -> bool {
    let Some(end) = end_of_head(bytes) else { return false };
    let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    bytes.len() >= end + 4 + length.map_or(0, |length| length.parse().unwrap())
}

impl Page {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(": ")?;
            found.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    pub(crate) fn tree(&self) -> Html {
        Html::parse_document(&self.html)
    }

    /// The words of every element of that kind.
    pub(crate) fn words(&self, selector: &str) -> Vec<String> {
        let tree = self.tree();
        let selector = Selector::parse(selector).unwrap();
        let found = tree.select(&selector);
        found.map(|element| element.text().collect::<String>().trim().to_owned()).collect()
    }

    /// Whether the page says this, as a person reads it.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.tree().root_element().text().collect::<String>().contains(words)
    }

    /// The case code, as a person copies it from the code page.
    pub(crate) fn code(&self) -> String {
        self.words("main > p.code").concat()
    }

    /// The form that has a field of that name; one of a message before one of an act.
    pub(crate) fn form(&self, field: &str) -> Form {
        let forms = self.forms();
        let has = |form: &Form, field: &str| form.fields.iter().any(|(name, _)| name == field);
        let message = forms.iter().find(|form| has(form, field) && !has(form, "what"));
        let form = message.or_else(|| forms.iter().find(|form| has(form, field)));
        form.cloned().unwrap_or_else(|| panic!("no form with {field} in: {}", self.html))
    }

    /// The forms by which that act is told.
    pub(crate) fn acts(&self, what: &str) -> Vec<Form> {
        let is_it = |(name, value): &(String, String)| name == "what" && value == what;
        self.forms().into_iter().filter(|form| form.fields.iter().any(is_it)).collect()
    }

    fn forms(&self) -> Vec<Form> {
        let tree = self.tree();
        let selector = Selector::parse("form[method=post]").unwrap();
        tree.select(&selector).map(read_form).collect()
    }
}

/// The fields that a browser would send as they are.
fn read_form(form: ElementRef<'_>) -> Form {
    let named = Selector::parse("[name]").unwrap();
    let fields = form.select(&named);
    let sent = fields.filter_map(|field| {
        let name = field.attr("name").unwrap().to_owned();
        if field.value().name() == "button" || field.attr("type") == Some("file") {
            return None;
        }
        let value = match field.value().name() {
            "textarea" => {
                let text = field.text().collect::<String>();
                text.strip_prefix('\n').map_or(text.clone(), str::to_owned).replace('\n', "\r\n")
            }
            "select" => {
                let chosen = Selector::parse("option[selected]").unwrap();
                let chosen = field.select(&chosen).next();
                chosen.and_then(|option| option.attr("value")).unwrap_or_default().to_owned()
            }
            _ => {
                let is_choice = matches!(field.attr("type"), Some("checkbox" | "radio"));
                if is_choice && field.attr("checked").is_none() {
                    return None;
                }
                field.attr("value").unwrap_or_default().to_owned()
            }
        };
        Some((name, value))
    });
    let choice = Selector::parse("input[type=file]").unwrap();
    let takes_files = form.select(&choice).next().is_some();
    Form { action: form.attr("action").unwrap().to_owned(), fields: sent.collect(), takes_files }
}

impl Form {
    /// Types into a field, or chooses an answer.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(found, _)| found != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Ticks one box more.
    pub(crate) fn ticking(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn value(&self, name: &str) -> &str {
        &self.fields.iter().find(|(found, _)| found == name).unwrap().1
    }

    /// The form as `multipart/form-data`: its fields, and its files behind them. Without a file the field for them is empty,
    /// as browsers send it.
    pub(crate) fn multipart(&self, files: &[Chosen<'_>]) -> Vec<u8> {
        let mut body = Vec::new();
        let mut part = |lines: &str, content: &[u8]| {
            body.extend(
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {lines}\r\n\r\n").into_bytes(),
            );
            body.extend_from_slice(content);
            body.extend(b"\r\n");
        };
        let (last, first): (Vec<_>, Vec<_>) = self.fields.iter().partition(|(name, _)| name == "then");
        for (name, value) in first {
            part(&format!("name=\"{name}\""), value.as_bytes());
        }
        let none = [("", "application/octet-stream", [].as_slice())];
        let chosen = if files.is_empty() && self.takes_files { none.as_slice() } else { files };
        for (name, kind, content) in chosen {
            let name = name.replace('"', "%22");
            part(&format!("name=\"files\"; filename=\"{name}\"\r\nContent-Type: {kind}"), content);
        }
        for (name, value) in last {
            part(&format!("name=\"{name}\""), value.as_bytes());
        }
        body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
        body
    }

    pub(crate) fn body(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.fields).finish()
    }
}
