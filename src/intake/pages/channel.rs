//! A channel's page: what a reporter wants to know before trusting it.

use askama::Template;
use sigill_sealing::keyring::{Designated, Lines};
use sigill_sealing::role::Role;

use super::prose::{Block, blocks};
use super::{Banner, Frame};
use crate::channels::authorities::AUTHORITIES;
use crate::channels::settings::{OrganisationKind, Settings, Text};
use crate::http::locale::Locale;

/// A channel's page.
#[derive(Clone, Debug, Template)]
#[template(path = "intake/channel.html")]
pub struct ChannelPage {
    /// What all pages share.
    pub frame: Frame,
    /// The channel's id, hexadecimal.
    pub channel: String,
    /// Whether reports are taken at present.
    pub open: bool,
    /// What the channel says.
    pub settings: Settings,
    /// Who is named in the keyring.
    pub recipients: Recipients,
    /// The fingerprint of the owner key, in its five groups, as the server knows it; the script replaces it with what
    /// it computes from the keyring.
    pub fingerprint: String,
    /// The intake's host name: what a network sees.
    pub host: String,
}

/// Whom reports are sealed to, by title, in the keyring's order.
#[derive(Clone, Debug, Default)]
pub struct Recipients {
    /// Who receives reports.
    pub handlers: Vec<Recipient>,
    /// Who receives them only if all handlers are shut out.
    pub deputies: Vec<Recipient>,
    /// Who helps to open contact details.
    pub custodians: Vec<Recipient>,
    /// The title of whoever keeps the recovery key.
    pub recovery: String,
}

/// One line of the keyring.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// The id, hexadecimal.
    pub id: String,
    /// The shown title.
    pub title: String,
}

impl ChannelPage {
    fn blocks<'a>(&self, text: &'a Text) -> Vec<Block<'a>> {
        blocks(text.in_language(self.frame.t.locale()))
    }

    fn report(&self) -> String {
        format!("{}/report", self.frame.home)
    }

    fn follow_up(&self) -> String {
        format!("/{}/follow-up", self.frame.t.locale().tag())
    }

    /// A municipality's channel.
    #[must_use]
    pub fn sample(locale: Locale) -> Self {
        Self {
            frame: Frame::sample(locale, "c/lunda"),
            channel: "4f1c0a7e5b2d4c8f9a3e6d7b8c9fa0b1".to_owned(),
            open: true,
            settings: sample_settings(),
            recipients: Recipients::sample(),
            fingerprint: "2J4TQ-0R40M-30E20-9185G-R38EV".to_owned(),
            host: "rapport.lunda.example".to_owned(),
        }
    }

    /// The channel while it is being tried out.
    #[must_use]
    pub fn sample_trial(locale: Locale) -> Self {
        let mut page = Self::sample(locale);
        page.frame.banners = vec![Banner::Trial];
        page.recipients.deputies.clear();
        page
    }

    /// The channel after its keyring's grace.
    #[must_use]
    pub fn sample_closed(locale: Locale) -> Self {
        let mut page = Self::sample(locale);
        page.frame.banners = vec![Banner::Closed];
        page.open = false;
        page
    }
}

impl Recipients {
    /// Everybody a keyring lists.
    #[must_use]
    pub fn of(lines: &Lines) -> Self {
        Self {
            handlers: titles(&lines.handlers),
            deputies: titles(&lines.deputies),
            custodians: titles(&lines.custodians),
            recovery: lines.recovery.title.as_str().to_owned(),
        }
    }

    /// Two handlers, a deputy and a keeper of the recovery key.
    #[must_use]
    pub fn sample() -> Self {
        let line = |id: &str, title: &str| Recipient { id: id.repeat(16), title: title.to_owned() };
        Self {
            handlers: vec![line("a1", "Chefsjurist"), line("b2", "HR-direktör")],
            deputies: vec![line("c3", "Kommunrevisor")],
            custodians: vec![line("d4", "Dataskyddsombud")],
            recovery: "Kommunfullmäktiges ordförande".to_owned(),
        }
    }
}

/// The settings that samples share.
pub(super) fn sample_settings() -> Settings {
    let name = Text { sv: "Lunda kommun".to_owned(), en: "Lunda Municipality".to_owned() };
    Settings::defaults(OrganisationKind::Municipality, name, true)
}

fn titles<R: Role>(lines: &[Designated<R>]) -> Vec<Recipient> {
    lines
        .iter()
        .map(|line| Recipient { id: line.id.to_string(), title: line.title.as_str().to_owned() })
        .collect()
}
