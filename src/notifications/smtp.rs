//! The dialogue with the mail server. Every part of it has an end, and nothing of what the server says is kept: its answers
//! repeat addresses.

mod line;

use std::error::Error as _;
use std::fs;
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail as MailCommand, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use thiserror::Error as ThisError;
use tokio::time::timeout;

use crate::config::{Mail, MailAddress};

/// For a connection, TLS and signing in.
const OPENING: Duration = Duration::from_secs(30);
/// For the server to take sender and recipient.
const NAMING: Duration = Duration::from_mins(1);
/// For the mail itself: a server may look through it before it answers (RFC 5321, 4.5.3.2.6).
const TAKING: Duration = Duration::from_mins(5);
/// For a goodbye, which nothing depends on.
const LEAVING: Duration = Duration::from_secs(5);
/// The longest that one mail can take.
pub(super) const LONGEST: Duration = Duration::from_mins(7);

/// Why a mail was not taken; says what to look at, and nothing of whom it was for.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ThisError)]
pub enum Fault {
    /// The password's file.
    #[error("mail.password_file cannot be read: let the user that runs Sigill read it")]
    Password,
    /// The file of certificates.
    #[error("mail.ca_file cannot be read, or holds no certificates in PEM")]
    Certificates,
    /// Nobody answers.
    #[error("the mail server cannot be reached: look at mail.host and mail.port, and at the way there")]
    Unreachable,
    /// No TLS, or a certificate that nobody vouches for.
    #[error(
        "the mail server offers no TLS, or its certificate is not trusted: look at mail.security, mail.host and mail.ca_file"
    )]
    Tls,
    /// Signing in.
    #[error("the mail server does not let us in: look at mail.username and mail.password_file")]
    SignIn,
    /// What we say of ourselves, or the mail itself.
    #[error("the mail server takes no mail from us (it says {0}): look at mail.from, and ask who runs it")]
    Refused(u16),
    /// Not now, or in the middle of it the line went.
    #[error("the mail server broke off, or was silent for too long")]
    Broken,
    /// This recipient, for now.
    #[error("the mail server does not take mails to an address for now (it says {0})")]
    NotNow(u16),
    /// This recipient, for good.
    #[error("the mail server refuses an address for good (it says {0})")]
    NoSuchRecipient(u16),
}

impl Fault {
    /// Whether it concerns this recipient alone: others may be sent to.
    pub(super) fn is_of_recipient(self) -> bool {
        matches!(self, Self::NotNow(_) | Self::NoSuchRecipient(_))
    }
}

/// Connects, signs in, and leaves again.
pub(super) async fn greet(mail: &Mail) -> Result<(), Fault> {
    let connection = within(OPENING, Fault::Unreachable, open(mail)).await?;
    leave(connection).await;
    Ok(())
}

/// Hands one mail over. Once this is `Ok` the server answers for it.
pub(super) async fn deliver(mail: &Mail, to: &MailAddress, letter: &[u8]) -> Result<(), Fault> {
    let from = MailAddress::parse(&mail.from).ok_or(Fault::Refused(0))?;
    let (from, to) = (address(&from)?, address(to)?);
    let mut connection = within(OPENING, Fault::Unreachable, open(mail)).await?;
    let naming = async {
        connection
            .command(MailCommand::new(Some(from), Vec::new()))
            .await
            .map_err(|error| of_mail(&error))?;
        connection.command(Rcpt::new(to, Vec::new())).await.map_err(|error| of_recipient(&error))
    };
    if let Err(fault) = within(NAMING, Fault::Broken, naming).await {
        leave(connection).await;
        return Err(fault);
    }
    let taking = async {
        connection.command(Data).await.map_err(|error| of_mail(&error))?;
        connection.message(letter).await.map_err(|error| of_mail(&error))
    };
    within(TAKING, Fault::Broken, taking).await?;
    leave(connection).await;
    Ok(())
}

async fn open(mail: &Mail) -> Result<AsyncSmtpConnection, Fault> {
    // Not this machine's name, which is nobody's business.
    let us = mail.from.split('@').next_back().unwrap_or_default();
    let line = line::connect(mail, us).await?;
    let name = ClientId::Domain(us.to_owned());
    let opening = AsyncSmtpConnection::connect_with_transport(line, &name);
    let mut connection = opening.await.map_err(|_told| Fault::Unreachable)?;
    if !mail.username.is_empty() {
        let password = fs::read_to_string(&mail.password_file).map_err(|_told| Fault::Password)?;
        let credentials = Credentials::new(mail.username.clone(), password.trim_end().to_owned());
        let ways = [Mechanism::Plain, Mechanism::Login];
        connection.auth(&ways, &credentials).await.map_err(|error| of_signing_in(&error))?;
    }
    Ok(connection)
}

async fn within<T>(
    most: Duration,
    otherwise: Fault,
    part: impl Future<Output = Result<T, Fault>>,
) -> Result<T, Fault> {
    timeout(most, part).await.unwrap_or(Err(otherwise))
}

async fn leave(mut connection: AsyncSmtpConnection) {
    // Whatever it says, all is done.
    drop(timeout(LEAVING, connection.quit()).await);
}

fn address(address: &MailAddress) -> Result<Address, Fault> {
    let (local, domain) = address.parts();
    Address::new(local, domain).map_err(|_malformed| Fault::NoSuchRecipient(0))
}

fn status(error: &Error) -> Option<u16> {
    error.status().map(u16::from)
}

fn of_signing_in(error: &Error) -> Fault {
    if error.is_permanent() || error.is_client() { Fault::SignIn } else { Fault::Broken }
}

fn of_mail(error: &Error) -> Fault {
    match status(error) {
        Some(code) if error.is_permanent() => Fault::Refused(code),
        Some(_) | None => Fault::Broken,
    }
}

fn of_recipient(error: &Error) -> Fault {
    match status(error) {
        Some(code) if error.is_permanent() && is_of_address(code, error) => Fault::NoSuchRecipient(code),
        // The service closes the channel (RFC 5321, 3.8): no word about the recipient.
        Some(421) | None => Fault::Broken,
        Some(code) => Fault::NotNow(code),
    }
}

/// Whether a refusal says that there is no such mailbox. A full one, and a server that takes us for a stranger (RFC 3463, 3.3
/// and 3.8), are mended without another address: were those final, an hour of a wrong setting would end every member's mails.
fn is_of_address(code: u16, error: &Error) -> bool {
    let told = error.source().map(ToString::to_string).unwrap_or_default();
    let mut class = told.split('.').map(|part| part.parse::<u16>().ok());
    match (class.next().flatten(), class.next().flatten()) {
        (Some(5), Some(subject)) => subject == 1,
        _ => matches!(code, 550 | 551 | 553),
    }
}
