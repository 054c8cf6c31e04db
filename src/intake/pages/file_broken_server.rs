//! A file on the server path that is not what was sent: the answer to the POST that asked for it.

use askama::Template;
use sigill_sealing::secret::Secret;

use super::Frame;
use crate::http::locale::Locale;
use crate::http::words::Phrase;

/// Says that a file is damaged, and leads back to its case.
#[derive(Template)]
#[template(path = "intake/file_broken_server.html")]
pub struct FileBrokenServerPage {
    /// What all pages share.
    pub frame: Frame,
    /// The code, carried on in a hidden field.
    pub code: Secret<String>,
    /// What the file is called.
    pub name: String,
    /// What happened instead, if it is not that the file is damaged.
    pub reason: Option<Phrase>,
}

impl FileBrokenServerPage {
    fn action(&self) -> String {
        format!("/{}/follow-up/server", self.frame.t.locale().tag())
    }

    /// A damaged file.
    #[must_use]
    pub fn sample(locale: Locale) -> Self {
        Self {
            frame: Frame::sample(locale, "follow-up/server"),
            code: Secret::new("000G4-0R40M-30E20-9185G-R38ED".to_owned()),
            name: "fr\u{e5}gor & \"svar\" <utkast>.docx".to_owned(),
            reason: None,
        }
    }
}
