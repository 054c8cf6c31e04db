//! The origin of a listener: scheme, host and port, as a browser writes it.

use std::fmt;

use serde::Deserialize;
use thiserror::Error;
use url::{Host, Url};

/// A web origin (RFC 6454), such as `https://report.example.se`, without a trailing slash.
#[derive(Clone, Eq, PartialEq, Deserialize)]
#[serde(try_from = "String")]
pub struct Origin {
    text: String,
    host: Host<String>,
}

/// Why a text is no origin of ours.
#[derive(Debug, Error, Eq, PartialEq)]
pub enum OriginError {
    /// Not a web address, or one with a path, query, fragment or user.
    #[error("a url is scheme, host and port only: write one such as https://report.example.se")]
    NotAnOrigin,
    /// Plain HTTP to a host that is not this machine and not an onion service.
    #[error("a url that others reach must begin with https:// (http:// is for localhost and .onion)")]
    PlainHttp,
}

impl Origin {
    /// The origin of a listener on this machine.
    #[must_use]
    pub fn loopback(host: &str, port: u16) -> Self {
        let text = format!("http://{host}:{port}");
        let host = Host::parse(host).unwrap_or_else(|_name| Host::Domain(host.to_owned()));
        Self { text, host }
    }

    /// As a browser writes it in the header `Origin`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The host alone.
    #[must_use]
    pub fn host(&self) -> &Host<String> {
        &self.host
    }

    /// Whether the host is an address and not a name.
    #[must_use]
    pub fn host_is_address(&self) -> bool {
        !matches!(self.host, Host::Domain(_))
    }

    /// Whether browsers come by TLS.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.text.starts_with("https://")
    }
}

impl TryFrom<String> for Origin {
    type Error = OriginError;

    fn try_from(text: String) -> Result<Self, OriginError> {
        let url = Url::parse(&text).map_err(|_not_shown| OriginError::NotAnOrigin)?;
        let bare = url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        let host = url.host().map(|host| host.to_owned());
        let Some(host) = host.filter(|_| bare) else {
            return Err(OriginError::NotAnOrigin);
        };
        let near = match &host {
            Host::Domain(name) => {
                name == "localhost" || matches!(name.rsplit_once('.'), Some((_, "localhost" | "onion")))
            }
            Host::Ipv4(address) => address.is_loopback(),
            Host::Ipv6(address) => address.is_loopback(),
        };
        match url.scheme() {
            "https" => {}
            "http" if near => {}
            "http" => return Err(OriginError::PlainHttp),
            _ => return Err(OriginError::NotAnOrigin),
        }
        Ok(Self { text: url.origin().ascii_serialization(), host })
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Origin, OriginError> {
        Origin::try_from(text.to_owned())
    }

    #[test]
    fn a_trailing_slash_and_a_default_port_are_dropped() {
        assert_eq!(read("https://report.example.se:443/").unwrap().as_str(), "https://report.example.se");
    }

    #[test]
    fn a_path_a_query_or_a_user_is_refused() {
        for text in
            ["https://a.se/x", "https://a.se/?q", "https://a.se/#f", "https://u@a.se", "a.se", "ftp://a.se"]
        {
            assert_eq!(read(text), Err(OriginError::NotAnOrigin), "{text}");
        }
    }

    #[test]
    fn plain_http_is_for_this_machine_and_for_onion_services() {
        assert!(read("http://localhost:8081").is_ok());
        assert!(read("http://[::1]:8081").is_ok());
        assert!(read("http://abcdefgh.onion").is_ok());
        assert_eq!(read("http://report.example.se"), Err(OriginError::PlainHttp));
    }
}
