//! What a mail holds, to the byte: nothing that differs from one cause to another.

use rand::RngCore;
use rand::rngs::OsRng;
use sigill_sealing::encoding::{base64, hex};
use sigill_sealing::id::MemberId;

use super::Batch;
use crate::config::MailAddress;
use crate::http::locale::Locale;
use crate::http::words::Words;
use crate::server_key::{Purpose, ServerKey};

/// Characters of a line of base64 (RFC 2045, 6.8).
const LINE: usize = 76;

/// Everything of a mail but its recipient's consent.
pub(super) struct Letter<'a> {
    /// Whom it is from.
    pub(super) from: &'a MailAddress,
    /// Whom it is for.
    pub(super) to: &'a MailAddress,
    /// Its `Date`.
    pub(super) date: Batch,
    /// What stands before the at sign of its id.
    pub(super) id: String,
}

/// The id of the mail to `member` of the hour `batch`: another try has the same, so that a mail server or program which has the
/// first can drop the second.
pub(super) fn id_of(key: &ServerKey, member: MemberId, batch: Batch) -> String {
    let named = [member.as_bytes().as_slice(), &batch.day.number().to_be_bytes(), &[batch.hour]].concat();
    let mac = key.mac(Purpose::MailId, &named);
    hex(mac.first_chunk::<16>().unwrap_or(&[0; 16]))
}

/// An id that no other mail has.
pub(super) fn draw_id(rng: &mut OsRng) -> String {
    let mut bytes = [0; 16];
    rng.fill_bytes(&mut bytes);
    hex(&bytes)
}

impl Letter<'_> {
    /// That there is something to do.
    pub(super) fn remind(&self, language: Locale) -> Vec<u8> {
        let words = Words::new(language);
        self.write(&words.mail_subject(), &[&words.mail_waiting(), &words.mail_silent()])
    }

    /// The code that confirms an address; good for so many minutes.
    pub(super) fn confirm(&self, language: Locale, code: &str, minutes: u32) -> Vec<u8> {
        let words = Words::new(language);
        let (told, using) = (words.mail_code(code), words.mail_code_use(minutes.to_string()));
        self.write(&words.mail_code_subject(), &[&told, &using, &words.mail_code_unasked()])
    }

    fn write(&self, subject: &str, paragraphs: &[&str]) -> Vec<u8> {
        let text = paragraphs.join("\r\n\r\n") + "\r\n";
        let (_, domain) = self.from.parts();
        let mut lines = vec![
            format!("Date: {}", self.date.written()),
            format!("From: <{}>", self.from.as_str()),
            format!("To: <{}>", self.to.as_str()),
            format!("Message-ID: <{}@{domain}>", self.id),
            format!("Subject: =?utf-8?B?{}?=", base64(subject.as_bytes())),
            "MIME-Version: 1.0".to_owned(),
            "Content-Type: text/plain; charset=utf-8".to_owned(),
            "Content-Transfer-Encoding: base64".to_owned(),
            // No absence note comes back (RFC 3834).
            "Auto-Submitted: auto-generated".to_owned(),
            String::new(),
        ];
        let body = base64(text.as_bytes());
        lines.extend(body.as_bytes().chunks(LINE).map(|line| String::from_utf8_lossy(line).into_owned()));
        lines.join("\r\n").into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sigill_sealing::day::Day;

    fn address(text: &str) -> MailAddress {
        MailAddress::parse(text).unwrap()
    }

    #[test]
    fn every_line_is_ascii_and_short_enough_for_every_server() {
        let (from, to) = (address("sigill@example.se"), address("anna@example.se"));
        let date = Batch { day: Day::parse("2027-01-20").unwrap(), hour: 8 };
        let letter = Letter { from: &from, to: &to, date, id: "0".repeat(32) };
        for language in Locale::ALL {
            for mail in [letter.remind(language), letter.confirm(language, "1234 5678", 30)] {
                let text = String::from_utf8(mail).unwrap();
                assert!(text.is_ascii() && text.split("\r\n").all(|line| line.len() <= 76), "{text}");
                // An encoded word is of at most 75 characters (RFC 2047).
                let subject = text.lines().find_map(|line| line.strip_prefix("Subject: ")).unwrap();
                assert!(subject.len() <= 75, "{subject}");
            }
        }
    }

    #[test]
    fn another_try_has_the_same_id_and_no_other_mail_has_it() {
        let key = ServerKey::generate(&mut OsRng);
        let (one, two) = (MemberId::from_bytes([1; 16]), MemberId::from_bytes([2; 16]));
        let day = Day::parse("2027-01-20").unwrap();
        let (morning, noon) = (Batch { day, hour: 8 }, Batch { day, hour: 13 });
        let id = id_of(&key, one, morning);
        assert_eq!((id.len(), id_of(&key, one, morning) == id), (32, true));
        for other in [id_of(&key, two, morning), id_of(&key, one, noon), draw_id(&mut OsRng)] {
            assert_ne!(other, id);
        }
    }
}
