//! Sending what is due: each mail is claimed, handed to the mail server, and forgotten once that has taken it.

use std::sync::Arc;

use rand::Rng as _;
use rand::rngs::OsRng;
use sigill_sealing::id::MemberId;
use sigill_sealing::secret::Secret;
use thiserror::Error;

use super::addresses::{self, DIGITS, GOOD, Place};
use super::message::{Letter, draw_id, id_of};
use super::outbox::{self, CLAIM, Claimed};
use super::smtp::{self, Fault, LONGEST};
use super::{Batch, store};
use crate::clock::{Clock, DEFAULT_ZONE};
use crate::config::{Config, Mail, MailAddress};
use crate::http::locale::Locale;
use crate::server_key::ServerKey;
use crate::storage::{self, Db};

// Whoever sends a mail is done with it before anybody else may take it.
const _: () = assert!(LONGEST.as_secs() < 60 * 15 && CLAIM == 15);

/// Whoever sends the mails, and what it takes.
#[derive(Clone)]
pub struct Post {
    /// What the operator decided.
    pub config: Arc<Config>,
    /// The one source of days and minutes.
    pub clock: Arc<dyn Clock>,
    /// The one source of randomness.
    pub rng: OsRng,
    /// The database.
    pub db: Db,
    /// What addresses are sealed to.
    pub key: Arc<ServerKey>,
}

/// Why mails stay where they are. They are tried again later.
#[derive(Debug, Error)]
pub enum SendError {
    /// The mail server.
    #[error("mails could not be sent, and wait: {0}")]
    Fault(Fault),
    /// The database.
    #[error("mails could not be sent, and wait")]
    Storage(#[from] storage::Error),
}

/// Connects to the mail server, signs in, and leaves again.
pub async fn try_out(mail: &Mail) -> Result<(), Fault> {
    smtp::greet(mail).await
}

/// A code to be sent by whoever claimed it.
struct Confirmation {
    member: MemberId,
    sealed: Vec<u8>,
    language: Locale,
}

impl Post {
    /// Sends all that is due, codes first: somebody waits for those.
    pub async fn send_due(&self) -> Result<(), SendError> {
        if !self.config.mail.is_on() {
            return Ok(());
        }
        self.send_codes().await?;
        self.send_reminders().await
    }

    async fn send_reminders(&self) -> Result<(), SendError> {
        while let Some(claimed) = self.claim().await? {
            let minute = self.clock.minute();
            let told = self.remind(&claimed).await;
            let Claimed { member, batch, sealed, .. } = claimed;
            match told {
                Ok(()) => {
                    let settled = self
                        .db
                        .run_tx("mail_sent", move |tx| outbox::settle_sent(tx, (member, &sealed), batch));
                    settled.await?;
                }
                Err(Fault::NoSuchRecipient(_)) => {
                    let today = self.clock.today(DEFAULT_ZONE);
                    let settled = self.db.run_tx("mail_refused", move |tx| {
                        outbox::settle_refused(tx, (member, &sealed), today)
                    });
                    settled.await?;
                    tracing::warn!(
                        "the mail server refuses an address for good: `sigill doctor` counts them"
                    );
                }
                Err(fault) => {
                    let (now, is_of_all) = (Batch::now(self.clock.as_ref()), !fault.is_of_recipient());
                    let settled = self.db.run_tx("mail_failed", move |tx| {
                        outbox::settle_failed(tx, (member, &sealed), minute)?;
                        match now.filter(|_now| is_of_all) {
                            Some(now) => outbox::settle_all_failed(tx, now, minute),
                            None => Ok(()),
                        }
                    });
                    settled.await?;
                    if is_of_all {
                        return Err(SendError::Fault(fault));
                    }
                }
            }
        }
        Ok(())
    }

    async fn claim(&self) -> Result<Option<Claimed>, storage::Error> {
        let minute = self.clock.minute();
        let Some(now) = Batch::now(self.clock.as_ref()) else { return Ok(None) };
        // Nothing is written where nothing is due.
        if !self.db.read(move |connection| outbox::is_any_due(connection, now, minute)).await? {
            return Ok(None);
        }
        self.db.run_tx("claim_mail", move |tx| outbox::claim(tx, now, minute)).await
    }

    async fn remind(&self, claimed: &Claimed) -> Result<(), Fault> {
        let Claimed { member, batch, sealed, language } = claimed;
        let to = self.open(Place::Confirmed, *member, sealed)?;
        let id = id_of(&self.key, *member, *batch);
        let from = MailAddress::parse(&self.config.mail.from).ok_or(Fault::Refused(0))?;
        let letter = Letter { from: &from, to: &to, date: *batch, id }.remind(*language);
        smtp::deliver(&self.config.mail, &to, &letter).await
    }

    fn open(&self, place: Place, member: MemberId, sealed: &[u8]) -> Result<MailAddress, Fault> {
        addresses::open(&self.key, place, member, sealed).map_err(|error| {
            tracing::error!(%error, "a mail address was sealed to another server key: restore that, or have it entered anew");
            Fault::NotNow(0)
        })
    }

    async fn send_codes(&self) -> Result<(), SendError> {
        let minute = self.clock.minute();
        if !self.db.read(store::has_confirmations).await? {
            return Ok(());
        }
        self.db.run_tx("forget_confirmations", move |tx| store::delete_old_confirmations(tx, minute)).await?;
        while let Some(confirmation) = self.claim_confirmation().await? {
            let (member, sealed) = (confirmation.member, confirmation.sealed.clone());
            match self.send_code(&confirmation).await {
                Ok(code) => {
                    let hash = addresses::hash(&self.key, member, code.expose());
                    let expires = self.clock.minute().saturating_add(GOOD.into());
                    let settled = self.db.run_tx("code_sent", move |tx| {
                        store::update_code(tx, member, &sealed, hash, expires)
                    });
                    settled.await?;
                }
                // Its member sees it at the desk, where they may have mistyped it.
                Err(Fault::NoSuchRecipient(_)) => {
                    let today = self.clock.today(DEFAULT_ZONE);
                    let settled = self.db.run_tx("code_refused", move |tx| {
                        store::update_code_refused(tx, (member, &sealed), today)
                    });
                    settled.await?;
                }
                Err(fault) => {
                    let settled = self.db.run_tx("code_failed", move |tx| {
                        let failures = store::find_code_failures(tx, member)?.saturating_add(1);
                        let not_before = minute.saturating_add(outbox::wait(failures));
                        store::update_code_failures(tx, (member, &sealed), failures, not_before)
                    });
                    settled.await?;
                    if !fault.is_of_recipient() {
                        return Err(SendError::Fault(fault));
                    }
                }
            }
        }
        Ok(())
    }

    async fn claim_confirmation(&self) -> Result<Option<Confirmation>, storage::Error> {
        let minute = self.clock.minute();
        self.db
            .run_tx("claim_code", move |tx| {
                let found = store::find_unsent_confirmation(tx, outbox::until(minute))?;
                let Some((member, sealed, language)) = found else { return Ok(None) };
                store::claim_confirmation(tx, member, minute.saturating_add(CLAIM))?;
                Ok(Some(Confirmation { member, sealed, language }))
            })
            .await
    }

    /// Draws a code and mails it; nobody has it before.
    async fn send_code(&self, confirmation: &Confirmation) -> Result<Secret<String>, Fault> {
        let Confirmation { member, sealed, language } = confirmation;
        let to = self.open(Place::Pending, *member, sealed)?;
        let mut rng = self.rng;
        let code = format!("{:0DIGITS$}", rng.gen_range(0..100_000_000_u32));
        let from = MailAddress::parse(&self.config.mail.from).ok_or(Fault::Refused(0))?;
        let date = Batch::now(self.clock.as_ref()).ok_or(Fault::Broken)?;
        let letter = Letter { from: &from, to: &to, date, id: draw_id(&mut rng) };
        let letter = letter.confirm(*language, &code, GOOD);
        smtp::deliver(&self.config.mail, &to, &letter).await?;
        Ok(Secret::new(code))
    }
}
