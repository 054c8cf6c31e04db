//! What the operator decides: one file, then the environment, checked once at start.
//!
//! Every key has a default that serves on loopback, so an empty file is a valid one. A key of the file
//! `[section] key` is overridden by the variable `SIGILL_SECTION_KEY`. Unknown keys are refused in both.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use thiserror::Error;

mod address;
mod files;
mod mail;
mod origin;
mod retention;
mod size;

pub use address::{LONGEST as LONGEST_ADDRESS, MailAddress};
pub use files::Files;
pub use mail::{Hours, Mail, MailError, Port, Security};
pub use origin::{Origin, OriginError};
pub use retention::Retention;
pub use size::{Size, SizeError};

/// A report in JSON may take half of this, and half is the intake's.
const LEAST_BODIES: Size = Size::mebibytes(8);

/// Everything the operator decides.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Where reporters come.
    pub intake: Intake,
    /// Where members come.
    pub desk: Desk,
    /// Health and metrics, for the operator's own machines only.
    pub operator: Operator,
    /// Where everything sealed but files is kept.
    pub database: Database,
    /// Where files are kept, and how much of them is taken.
    pub files: Files,
    /// What the server itself must keep secret, backed up apart from the database.
    pub keys: Keys,
    /// Mails to members.
    pub mail: Mail,
    /// For how long copies outlive what was erased.
    pub retention: Retention,
    /// What all requests together may take. Half is the intake's and half the desk's, so that a flood at one leaves the other.
    pub limits: Limits,
}

/// The reporters' listener.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Intake {
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// What a browser's address bar shows; links, QR codes and origin checks come from it.
    pub url: Origin,
    /// The neutral page that "leave this page quickly" leads to.
    pub leave_to: String,
    /// Where flaws of the service are reported, as `security.txt` says it; empty for no such file.
    pub security_contact: String,
}

/// The members' listener.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Desk {
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// What a browser's address bar shows. A host name, for passkeys refuse an address.
    pub url: Origin,
}

/// The operator's listener.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Operator {
    /// Address and port to listen on; never to be reached from outside.
    pub listen: SocketAddr,
}

/// The database.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Database {
    /// `sqlite:PATH`, or `postgres://…` in a build with that feature.
    pub url: String,
    /// Room on the disk of a SQLite database below which no report is taken.
    pub reserve: Size,
}

/// The server's own secrets.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Keys {
    /// Path of the server key, made at the first start.
    pub server_key_file: PathBuf,
}

/// What all requests together may take. Half is the intake's and half the desk's, so that a flood at one leaves the other.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Memory for the bodies of requests under way, counted as they come; and as much again for answers under way.
    pub bodies: Size,
}

impl Default for Intake {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            url: Origin::loopback("127.0.0.1", 8080),
            leave_to: "https://www.smhi.se/".to_owned(),
            security_contact: String::new(),
        }
    }
}

impl Default for Desk {
    fn default() -> Self {
        Self { listen: SocketAddr::from(([127, 0, 0, 1], 8081)), url: Origin::loopback("localhost", 8081) }
    }
}

impl Default for Operator {
    fn default() -> Self {
        Self { listen: SocketAddr::from(([127, 0, 0, 1], 8082)) }
    }
}

impl Default for Database {
    fn default() -> Self {
        Self { url: "sqlite:data/sigill.db".to_owned(), reserve: Size::mebibytes(64) }
    }
}

impl Default for Keys {
    fn default() -> Self {
        Self { server_key_file: PathBuf::from("keys/server.key") }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { bodies: Size::mebibytes(256) }
    }
}

/// Why a configuration cannot be used; each says what to write instead.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// The file named on the command line cannot be read.
    #[error("the configuration file {} cannot be read", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The text is not TOML, has an unknown key, or a value of the wrong form.
    #[error("the configuration cannot be used: compare it with sigill.toml in the documentation")]
    Malformed(#[source] Box<toml::de::Error>),
    /// An environment variable with our prefix that names no key.
    #[error(
        "the environment variable {0} names no setting: write SIGILL_SECTION_KEY, such as SIGILL_INTAKE_LISTEN"
    )]
    UnknownVariable(String),
    /// Cookies ignore ports, so two faces on one host name would share them.
    #[error(
        "intake.url and desk.url have the same host name: give the desk a name of its own, such as desk.example.se"
    )]
    SameHost,
    /// Passkeys are bound to a name.
    #[error("desk.url has an address for a host: write a name, such as http://localhost:8081")]
    DeskHostIsAddress,
    /// One port for two faces.
    #[error("two listeners have the same address: give intake, desk and operator a port each")]
    SameListener,
    /// Where "leave quickly" leads.
    #[error("intake.leave_to is not a web address: write one such as https://www.smhi.se/")]
    LeaveTo,
    /// No report would fit.
    #[error("limits.bodies is less than one report may take: write at least {LEAST_BODIES}")]
    FewBodies,
    /// One file would not fit into what all files of a case may take.
    #[error(
        "files.per_case is less than one file of files.largest takes once it is sealed: write a ninth more at least"
    )]
    SmallCase,
    /// Files would take the room that reports need.
    #[error("files.reserve is less than database.reserve: write as much at least")]
    SmallReserve,
    /// What `security.txt` would say.
    #[error(
        "intake.security_contact is no address: write one such as mailto:security@example.se, or leave it out"
    )]
    SecurityContact,
    /// The section `[mail]`.
    #[error(transparent)]
    Mail(MailError),
}

impl Config {
    /// Reads `file` if there is one, lays `environment` over it and checks the whole.
    pub fn load(
        file: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let text = match file {
            Some(path) => std::fs::read_to_string(path)
                .map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?,
            None => String::new(),
        };
        Self::parse(&text, environment)
    }

    /// As [`Config::load`], from text.
    pub fn parse(
        text: &str,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let mut table: toml::Table = toml::from_str(text).map_err(malformed)?;
        // Sorted, so that the first complaint is the same every time.
        let variables: BTreeMap<String, String> = environment
            // How much is logged is read before anything else is (main.rs).
            .filter(|(name, _)| name.starts_with("SIGILL_") && name != "SIGILL_LOG")
            .collect();
        for (name, value) in variables {
            let lower = name.to_ascii_lowercase();
            let Some((section, key)) = lower.strip_prefix("sigill_").and_then(|rest| rest.split_once('_'))
            else {
                return Err(ConfigError::UnknownVariable(name));
            };
            let section = table.entry(section).or_insert_with(|| toml::Table::new().into());
            let Some(section) = section.as_table_mut() else {
                return Err(ConfigError::UnknownVariable(name));
            };
            section.insert(key.to_owned(), value.into());
        }
        let config: Self = table.try_into().map_err(malformed)?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), ConfigError> {
        if self.desk.url.host_is_address() {
            return Err(ConfigError::DeskHostIsAddress);
        }
        if self.intake.url.host() == self.desk.url.host() {
            return Err(ConfigError::SameHost);
        }
        let (intake, desk, operator) = (self.intake.listen, self.desk.listen, self.operator.listen);
        let both_fixed = |a: SocketAddr, b: SocketAddr| a == b && a.port() != 0;
        if both_fixed(intake, desk) || both_fixed(desk, operator) || both_fixed(intake, operator) {
            return Err(ConfigError::SameListener);
        }
        if self.limits.bodies < LEAST_BODIES {
            return Err(ConfigError::FewBodies);
        }
        if self.files.largest_sealed() > self.files.per_case.amount() {
            return Err(ConfigError::SmallCase);
        }
        if self.files.reserve < self.database.reserve {
            return Err(ConfigError::SmallReserve);
        }
        let leave_to = url::Url::parse(&self.intake.leave_to).map_err(|_not_shown| ConfigError::LeaveTo)?;
        if !matches!(leave_to.scheme(), "https" | "http") {
            return Err(ConfigError::LeaveTo);
        }
        let contact = &self.intake.security_contact;
        let parsed = url::Url::parse(contact).ok();
        let known = parsed.is_some_and(|url| matches!(url.scheme(), "https" | "mailto" | "tel"));
        if !contact.is_empty() && (!known || contact.chars().any(char::is_control)) {
            return Err(ConfigError::SecurityContact);
        }
        self.mail.check().map_err(ConfigError::Mail)
    }
}

fn malformed(error: toml::de::Error) -> ConfigError {
    ConfigError::Malformed(Box::new(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nothing() -> impl Iterator<Item = (String, String)> {
        std::iter::empty()
    }

    #[test]
    fn an_empty_file_serves_on_loopback() {
        let config = Config::parse("", nothing()).unwrap();
        assert_eq!(config.intake.url.as_str(), "http://127.0.0.1:8080");
        assert_eq!(config.desk.url.as_str(), "http://localhost:8081");
    }

    #[test]
    fn the_annotated_example_is_the_default() {
        let example = include_str!("../docs/sigill.toml");
        let config = Config::parse(example, nothing()).unwrap();
        assert_eq!(format!("{config:?}"), format!("{:?}", Config::default()));
    }

    #[test]
    fn an_unknown_key_is_refused() {
        assert!(matches!(
            Config::parse("[intake]\nlisen = \"x\"", nothing()),
            Err(ConfigError::Malformed(_))
        ));
        assert!(matches!(Config::parse("[inteke]\n", nothing()), Err(ConfigError::Malformed(_))));
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let environment = [("SIGILL_INTAKE_LISTEN".to_owned(), "127.0.0.1:9000".to_owned())];
        let config = Config::parse("[intake]\nlisten = \"127.0.0.1:7000\"", environment.into_iter()).unwrap();
        assert_eq!(config.intake.listen.port(), 9000);
    }

    #[test]
    fn a_variable_that_names_no_setting_is_refused() {
        for name in ["SIGILL_INTAKE", "SIGILL_CONFIG"] {
            let environment = [(name.to_owned(), "x".to_owned())];
            let read = Config::parse("", environment.into_iter());
            assert!(
                matches!(read, Err(ConfigError::UnknownVariable(_) | ConfigError::Malformed(_))),
                "{name}"
            );
        }
    }

    #[test]
    fn equal_host_names_are_refused() {
        let text = "[intake]\nurl = \"http://localhost:8080\"";
        assert!(matches!(Config::parse(text, nothing()), Err(ConfigError::SameHost)));
    }

    #[test]
    fn a_desk_on_a_bare_address_is_refused() {
        let text = "[desk]\nurl = \"http://127.0.0.1:8081\"";
        assert!(matches!(Config::parse(text, nothing()), Err(ConfigError::DeskHostIsAddress)));
    }

    #[test]
    fn equal_listeners_are_refused() {
        let text = "[desk]\nlisten = \"127.0.0.1:8080\"";
        assert!(matches!(Config::parse(text, nothing()), Err(ConfigError::SameListener)));
    }

    #[test]
    fn a_security_contact_is_an_address_on_one_line() {
        for contact in ["security@example.se", "http://example.se/", "mailto:a@example.se\\nExpires: never"] {
            let text = format!("[intake]\nsecurity_contact = \"{contact}\"");
            assert!(
                matches!(Config::parse(&text, nothing()), Err(ConfigError::SecurityContact)),
                "{contact}"
            );
        }
        let text = "[intake]\nsecurity_contact = \"mailto:security@example.se\"";
        assert!(Config::parse(text, nothing()).is_ok());
    }

    #[test]
    fn bodies_get_room_for_one_report_at_least() {
        let with = |amount: &str| {
            Config::parse("", [("SIGILL_LIMITS_BODIES".to_owned(), amount.to_owned())].into_iter())
        };
        assert_eq!(with("8 MiB").unwrap().limits.bodies.bytes(), 8 << 20);
        let refused = with("7 MiB").unwrap_err();
        assert!(refused.to_string().ends_with("at least 8 MiB"));
        assert!(matches!(with("8"), Err(ConfigError::Malformed(_))));
    }

    #[test]
    fn a_case_takes_one_file_at_least_and_files_leave_room_for_reports() {
        let with = |section: &str| Config::parse(section, nothing());
        let small = with("[files]\nlargest = \"4 GiB\"\nper_case = \"4 GiB\"");
        assert!(matches!(small, Err(ConfigError::SmallCase)));
        let least = with("[files]\nlargest = \"4 GiB\"\nper_case = \"4608 MiB\"").unwrap();
        assert!(least.files.largest_sealed() > 4 << 30 && least.files.largest_sealed() < 4608 << 20);
        assert!(with("[files]\nper_case = \"1024 GiB\"").is_ok());
        // Browsers read no longer list than such a case's (web/src/files/listed.ts).
        assert!(matches!(with("[files]\nper_case = \"1025 GiB\""), Err(ConfigError::Malformed(_))));
        let greedy = with("[files]\nreserve = \"63 MiB\"");
        assert!(matches!(greedy, Err(ConfigError::SmallReserve)));
        assert!(with("[files]\nreserve = \"64 MiB\"").is_ok());
    }

    #[test]
    fn leaving_to_something_that_is_no_web_address_is_refused() {
        let text = "[intake]\nleave_to = \"javascript:alert(1)\"";
        assert!(matches!(Config::parse(text, nothing()), Err(ConfigError::LeaveTo)));
    }
}
