//! By which a form sent twice is known: an HMAC over its fields, under a key that only the code gives. Sealing draws new
//! bytes each time, so the sealed bytes cannot tell; and without the code the digest says nothing of the words.

use hmac::{Hmac, Mac};
use sha2::Sha256;
use sigill_sealing::code::CaseCode;
use sigill_sealing::id::ChannelId;

use super::attached::Mark;
use super::form::Filled;
use crate::cases::{FilingDigest, RetryDigest};

/// The digest of a report's form. What only leads the way does not count: the code, the epoch that the form showed,
/// the consent to leave it to recovery alone.
pub(super) fn of_report<'a>(
    code: &CaseCode,
    channel: ChannelId,
    filled: &Filled,
    files: impl Iterator<Item = Mark<'a>>,
) -> FilingDigest {
    let mut mac = Fed::new(code, "report");
    mac.feed(channel.as_bytes());
    for (question, answer) in &filled.given {
        mac.feed(b"answer");
        mac.feed(question.as_bytes());
        mac.feed(answer.as_bytes());
    }
    for holder in &filled.excluded {
        mac.feed(b"concerns");
        mac.feed(holder.as_bytes());
    }
    for contact in [&filled.contact_name, &filled.contact_reach] {
        mac.feed(b"contact");
        mac.feed(contact.as_bytes());
    }
    mac.feed_files(files);
    FilingDigest::from_bytes(mac.digest())
}

/// The digest of a message's form, which was made for number `n`.
pub(super) fn of_reply<'a>(
    code: &CaseCode,
    n: u64,
    typed: &str,
    files: impl Iterator<Item = Mark<'a>>,
) -> RetryDigest {
    let mut mac = Fed::new(code, "reply");
    mac.feed(&n.to_be_bytes());
    mac.feed(typed.as_bytes());
    mac.feed_files(files);
    RetryDigest::from_bytes(mac.digest())
}

/// The digest of a form by which something is told by an act, which was made for number `n`.
pub(super) fn of_act(code: &CaseCode, n: u64, what: &str, refers: Option<u64>, typed: &str) -> RetryDigest {
    let mut mac = Fed::new(code, "act");
    mac.feed(&n.to_be_bytes());
    mac.feed(what.as_bytes());
    mac.feed(refers.map(u64::to_be_bytes).as_ref().map_or(&[], |n| n.as_slice()));
    mac.feed(typed.as_bytes());
    RetryDigest::from_bytes(mac.digest())
}

/// An HMAC-SHA-256 that takes parts, each with its length before it, so that no two sequences of parts are alike.
struct Fed(Hmac<Sha256>);

impl Fed {
    fn new(code: &CaseCode, form: &str) -> Self {
        let key = code.retry_key();
        // HMAC pads a key of 32 bytes with zeros to its block (RFC 2104), which an array of that size is.
        let mut block = zeroize::Zeroizing::new([0; 64]);
        block.iter_mut().zip(key.expose()).for_each(|(place, byte)| *place = *byte);
        let mut fed = Self(<Hmac<Sha256> as hmac::digest::KeyInit>::new((&*block).into()));
        fed.feed(form.as_bytes());
        fed
    }

    fn feed(&mut self, part: &[u8]) {
        self.0.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        self.0.update(part);
    }

    /// A file that waited by its id, which is of one file for good; one that came with the form by what it is.
    fn feed_files<'a>(&mut self, files: impl Iterator<Item = Mark<'a>>) {
        for file in files {
            match file {
                Mark::Listed(id) => {
                    self.feed(b"file");
                    self.feed(id.as_bytes());
                }
                Mark::Arrived(name, plain) => {
                    self.feed(b"new file");
                    self.feed(name.as_bytes());
                    self.feed(plain.as_bytes());
                }
            }
        }
    }

    fn digest(self) -> [u8; 32] {
        self.0.finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::server_path::fields::Fields;
    use sigill_sealing::digest::Digest;
    use sigill_sealing::id::FileId;
    use std::iter;

    fn code() -> CaseCode {
        CaseCode::from_bytes([7; 15])
    }

    fn digest(body: &str) -> FilingDigest {
        let filled = Filled::from(Fields::parse(body.as_bytes()).unwrap());
        of_report(&code(), ChannelId::from_bytes([1; 16]), &filled, iter::empty())
    }

    #[test]
    fn the_same_form_has_the_same_digest_and_any_other_another() {
        let same = digest("q-what=a&q-who=b&concerns=x&contact-name=c");
        assert_eq!(
            same,
            digest("q-who=b&alone=yes&q-what=a&epoch=3&contact-name=c&concerns=x&contact-reach=")
        );
        for other in [
            "q-what=a&q-who=b&concerns=x",
            "q-what=a&q-who=b&contact-name=c",
            "q-what=a&q-who=b&concerns=x&contact-reach=c",
            "q-what=ab&q-who=&concerns=x&contact-name=c",
            "q-what=a&q-where=b&concerns=x&contact-name=c",
        ] {
            assert_ne!(same, digest(other), "{other}");
        }
        let filled = Filled::from(Fields::parse(b"q-what=a").unwrap());
        let by = |code: &CaseCode, channel| {
            of_report(code, ChannelId::from_bytes([channel; 16]), &filled, iter::empty())
        };
        assert_ne!(by(&code(), 1), by(&code(), 2));
        assert_ne!(by(&code(), 1), by(&CaseCode::from_bytes([8; 15]), 1));
    }

    #[test]
    fn a_message_counts_for_the_number_its_form_was_made_for() {
        let of = |n, typed| of_reply(&code(), n, typed, iter::empty());
        assert_eq!(of(3, "yes"), of(3, "yes"));
        assert_ne!(of(3, "yes"), of(4, "yes"));
        assert_ne!(of(3, "yes"), of(3, "no"));
    }

    #[test]
    fn what_is_told_by_an_act_is_no_message_and_no_other_act() {
        let all = [
            of_reply(&code(), 3, "yes", iter::empty()),
            of_act(&code(), 3, "meeting", None, "yes"),
            of_act(&code(), 3, "withdraw", None, "yes"),
            of_act(&code(), 4, "withdraw", None, "yes"),
            of_act(&code(), 3, "withdraw", None, "no"),
            of_act(&code(), 3, "correct", Some(2), "yes"),
            of_act(&code(), 3, "correct", Some(1), "yes"),
            of_act(&code(), 3, "approve", Some(2), "yes"),
        ];
        assert_eq!(all.first(), Some(&of_reply(&code(), 3, "yes", iter::empty())));
        for (place, digest) in all.iter().enumerate() {
            assert!(!all[place + 1..].contains(digest), "{place}");
        }
    }

    #[test]
    fn a_file_counts_by_its_name_and_content_or_by_its_id() {
        let (one, other) = (Digest::of(b"one"), Digest::of(b"other"));
        let arrived = |name, plain| of_reply(&code(), 3, "yes", iter::once(Mark::Arrived(name, plain)));
        let listed = |id| of_reply(&code(), 3, "yes", iter::once(Mark::Listed(FileId::from_bytes([id; 16]))));
        assert_eq!(arrived("a", one), arrived("a", one));
        assert_eq!(listed(1), listed(1));
        let all = [
            of_reply(&code(), 3, "yes", iter::empty()),
            arrived("a", one),
            arrived("b", one),
            arrived("a", other),
            listed(1),
            listed(2),
        ];
        for (place, digest) in all.iter().enumerate() {
            assert!(!all[place + 1..].contains(digest), "{place}");
        }
    }
}
