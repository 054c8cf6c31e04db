//! What was typed on the server path, given back where neither its form nor its case can be shown.

use askama::Template;
use sigill_sealing::secret::Secret;

use super::Frame;
use crate::http::locale::Locale;
use crate::http::words::phrase;

/// The words, why they were not taken, and a button that sends them again as they are.
#[derive(Template)]
#[template(path = "intake/unsent_server.html")]
pub struct UnsentServerPage {
    /// What all pages share.
    pub frame: Frame,
    /// What happened and what to do.
    pub reason: String,
    /// The address that the form was sent to.
    pub action: String,
    /// Its fields, carried on.
    pub hidden: Vec<(String, Secret<String>)>,
    /// What was typed in them, to be read and copied.
    pub words: Secret<String>,
    /// Whether files wait that were sent with it.
    pub has_files: bool,
    /// Which files did not arrive with it, and why.
    pub lost: Vec<String>,
    /// A message, to be sent again or changed.
    pub draft: Option<Secret<String>>,
}

impl UnsentServerPage {
    /// A report whose channel could not be read.
    #[must_use]
    pub fn sample(locale: Locale) -> Self {
        let frame = Frame::sample(locale, "");
        let hidden = [("code", "000G4-0R40M-30E20-9185G-R38ED"), ("q-what", "Chefens \"sv\u{e5}ger\" <b>")];
        Self {
            reason: frame.t.say(phrase::PROBLEM_UNKNOWN_DO).into_owned(),
            action: format!("/{}/c/lunda/report/server", locale.tag()),
            hidden: hidden.map(|(name, value)| (name.to_owned(), Secret::new(value.to_owned()))).into(),
            words: Secret::new("Chefens \"sv\u{e5}ger\" <b>".to_owned()),
            has_files: true,
            lost: vec![frame.t.server_files_failed("film.mov")],
            draft: None,
            frame: Frame { languages: Vec::new(), ..frame },
        }
    }

    /// A message whose case could not be opened.
    #[must_use]
    pub fn sample_message(locale: Locale) -> Self {
        let page = Self::sample(locale);
        Self {
            reason: page.frame.t.say(phrase::CODE_UNKNOWN).into_owned(),
            action: format!("/{}/follow-up/server", locale.tag()),
            words: Secret::new(String::new()),
            has_files: false,
            lost: Vec::new(),
            draft: Some(Secret::new("Jag har ett datum till.".to_owned())),
            ..page
        }
    }
}
