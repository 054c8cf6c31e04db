//! The section `[mail]`.

use std::net::IpAddr;
use std::path::PathBuf;

use serde::Deserialize;
use thiserror::Error;

use super::MailAddress;

/// Mails to members, which say that there is something to do and nothing else: by which server, and when.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    /// Name or address of the mail server; empty for no mails.
    pub host: String,
    /// Its port.
    pub port: Port,
    /// How the way there is protected.
    pub security: Security,
    /// What Sigill signs in there by; empty where the server takes mails without.
    pub username: String,
    /// The file that holds the password, alone; read anew for each mail.
    pub password_file: PathBuf,
    /// A file of certificates that are trusted beside the system's, in PEM; empty for none.
    pub ca_file: PathBuf,
    /// Whom mails are from.
    pub from: String,
    /// The hours at which mails go, by Stockholm's clocks.
    pub hours: Hours,
}

/// How the way to the mail server is protected.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// TLS from the first byte on, as on port 465.
    Tls,
    /// TLS before anything else is said, as on port 587. A server that offers none gets no mail.
    StartTls,
    /// None: for a mail server on this very machine.
    None,
}

/// A port, as a number or, from the environment, as text.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(try_from = "Written<u16>")]
pub struct Port(u16);

/// The hours at which mails go: at least one, each of a clock, the earliest first.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(try_from = "Written<Vec<u8>>")]
pub struct Hours(Vec<u8>);

/// A value of the file, or its text from the environment.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written<T> {
    Value(T),
    Text(String),
}

/// Why mails cannot be sent as configured; each says what to write instead.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum MailError {
    /// A name that leads nowhere.
    #[error("mail.host is no host name and no address: write one such as mail.example.se")]
    Host,
    /// Nobody to send as.
    #[error("mail.from is no mail address: write one such as sigill@example.se")]
    From,
    /// Half of what signs in.
    #[error("mail.username and mail.password_file go together: write both, or neither")]
    Password,
    /// Passwords and members' addresses would go over the network in the open.
    #[error("mail.security is \"none\", and mail.host is not this machine: write \"starttls\" or \"tls\"")]
    Open,
}

/// A port that is none.
#[derive(Debug, Error)]
#[error("no port: write a number from 1 to 65535")]
struct NoPort;

/// Hours that are none.
#[derive(Debug, Error)]
#[error("no hours: write hours from 0 to 23, such as [8, 13]")]
struct NoHours;

impl Default for Mail {
    fn default() -> Self {
        Self {
            host: String::new(),
            port: Port(587),
            security: Security::StartTls,
            username: String::new(),
            password_file: PathBuf::new(),
            ca_file: PathBuf::new(),
            from: String::new(),
            hours: Hours(vec![8, 13]),
        }
    }
}

impl Mail {
    /// Whether mails are sent at all.
    #[must_use]
    pub fn is_on(&self) -> bool {
        !self.host.is_empty()
    }

    /// Whether everything in it can be used.
    pub(super) fn check(&self) -> Result<(), MailError> {
        if !self.is_on() {
            return Ok(());
        }
        let of_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '.';
        let address: Option<IpAddr> = self.host.parse().ok();
        if address.is_none() && !self.host.chars().all(of_name) {
            return Err(MailError::Host);
        }
        let is_here = self.host == "localhost" || address.is_some_and(|address| address.is_loopback());
        if self.security == Security::None && !is_here {
            return Err(MailError::Open);
        }
        if MailAddress::parse(&self.from).is_none() {
            return Err(MailError::From);
        }
        if self.username.is_empty() != self.password_file.as_os_str().is_empty() {
            return Err(MailError::Password);
        }
        Ok(())
    }
}

impl Port {
    /// The number.
    #[must_use]
    pub fn number(self) -> u16 {
        self.0
    }
}

impl From<u16> for Port {
    fn from(number: u16) -> Self {
        Self(number)
    }
}

impl TryFrom<Written<u16>> for Port {
    type Error = NoPort;

    fn try_from(written: Written<u16>) -> Result<Self, NoPort> {
        let number = match written {
            Written::Value(number) => number,
            Written::Text(text) => text.trim().parse().map_err(|_not_shown| NoPort)?,
        };
        if number == 0 { Err(NoPort) } else { Ok(Self(number)) }
    }
}

impl Hours {
    /// The earliest.
    #[must_use]
    pub fn first(&self) -> u8 {
        self.0.first().copied().unwrap_or_default()
    }

    /// All of them, the earliest first.
    #[must_use]
    pub fn all(&self) -> &[u8] {
        &self.0
    }

    /// The first one after the hour `hour`.
    #[must_use]
    pub fn after(&self, hour: u8) -> Option<u8> {
        self.0.iter().copied().find(|later| *later > hour)
    }
}

impl TryFrom<Written<Vec<u8>>> for Hours {
    type Error = NoHours;

    fn try_from(written: Written<Vec<u8>>) -> Result<Self, NoHours> {
        let mut hours = match written {
            Written::Value(hours) => hours,
            Written::Text(text) => {
                let hours = text.split(',').map(|hour| hour.trim().parse());
                hours.collect::<Result<_, _>>().map_err(|_not_shown| NoHours)?
            }
        };
        hours.sort_unstable();
        hours.dedup();
        if hours.is_empty() || hours.iter().any(|hour| *hour > 23) { Err(NoHours) } else { Ok(Self(hours)) }
    }
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, ConfigError};

    use super::*;

    fn read(mail: &str, environment: &[(&str, &str)]) -> Result<Mail, ConfigError> {
        let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let environment: Vec<_> = environment.collect();
        Config::parse(&format!("[mail]\n{mail}"), environment.into_iter()).map(|config| config.mail)
    }

    fn refusal(mail: &str) -> MailError {
        match read(mail, &[]) {
            Err(ConfigError::Mail(refused)) => refused,
            other => panic!("{other:?}"),
        }
    }

    const LEAST: &str = "host = \"mail.example.se\"\nfrom = \"sigill@example.se\"\n";

    #[test]
    fn a_host_and_a_sender_are_enough() {
        let mail = read(LEAST, &[]).unwrap();
        assert!(mail.is_on());
        assert_eq!((mail.port.number(), mail.security), (587, Security::StartTls));
        assert!(!Mail::default().is_on());
    }

    #[test]
    fn what_cannot_be_used_is_said() {
        assert_eq!(refusal("host = \"mail.example.se\""), MailError::From);
        assert_eq!(refusal("host = \"http://mail\"\nfrom = \"a@example.se\""), MailError::Host);
        assert_eq!(refusal(&format!("{LEAST}username = \"sigill\"")), MailError::Password);
        assert_eq!(refusal(&format!("{LEAST}password_file = \"mail.key\"")), MailError::Password);
        assert_eq!(refusal(&format!("{LEAST}security = \"none\"")), MailError::Open);
        for here in ["localhost", "127.0.0.1", "::1"] {
            let text = format!("host = \"{here}\"\nfrom = \"a@example.se\"\nsecurity = \"none\"");
            assert!(read(&text, &[]).is_ok(), "{here}");
        }
        for odd in ["hours = []", "hours = [24]", "port = 0", "security = \"ssl\"", "pasword_file = \"x\""] {
            assert!(matches!(read(odd, &[]), Err(ConfigError::Malformed(_))), "{odd}");
        }
    }

    #[test]
    fn hours_stand_in_their_order_and_in_the_environment_with_commas() {
        let mail = read("hours = [15, 7, 15]", &[]).unwrap();
        assert_eq!((mail.hours.first(), mail.hours.after(7), mail.hours.after(15)), (7, Some(15), None));
        let set = [("SIGILL_MAIL_HOURS", "9, 16"), ("SIGILL_MAIL_PORT", "465")];
        let mail = read("", &set).unwrap();
        assert_eq!((mail.hours, mail.port), (Hours(vec![9, 16]), Port(465)));
        assert!(read("", &[("SIGILL_MAIL_HOURS", "nine")]).is_err());
    }
}
