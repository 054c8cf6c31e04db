//! The installation's first page: its channels.

use askama::Template;

use super::Frame;
use crate::http::locale::Locale;

/// The installation's first page.
#[derive(Clone, Debug, Template)]
#[template(path = "intake/start.html")]
pub struct StartPage {
    /// What all pages share.
    pub frame: Frame,
    /// The published channels, by name.
    pub channels: Vec<ChannelLink>,
}

/// The way to a channel.
#[derive(Clone, Debug)]
pub struct ChannelLink {
    /// The organisation's name.
    pub name: String,
    /// The path of its page, in the page's language.
    pub path: String,
}

impl StartPage {
    fn follow_up(&self) -> String {
        format!("/{}/follow-up", self.frame.t.locale().tag())
    }

    /// An installation with two channels.
    #[must_use]
    pub fn sample(locale: Locale) -> Self {
        let link = |name: &str, address| ChannelLink {
            name: name.to_owned(),
            path: format!("/{}/c/{address}", locale.tag()),
        };
        let mut frame = Frame::sample(locale, "");
        "Sigill".clone_into(&mut frame.name);
        frame.home = format!("/{}/", locale.tag());
        Self { frame, channels: vec![link("Lunda Energi AB", "energi"), link("Lunda kommun", "lunda")] }
    }

    /// An installation before its first channel.
    #[must_use]
    pub fn sample_empty(locale: Locale) -> Self {
        Self { channels: Vec::new(), ..Self::sample(locale) }
    }
}
