//! A mail address, in the one form that every mail server takes.

/// Most bytes of an address (RFC 5321, 4.5.3.1.3, without the brackets).
pub const LONGEST: usize = 254;

/// A mail address such as `anna@example.se`: ASCII, nothing in quotes, no comment, no address of a network. It can stand in a
/// header as it is. Debug says nothing of it.
#[derive(Clone, Eq, PartialEq)]
pub struct MailAddress(String);

impl std::fmt::Debug for MailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MailAddress")
    }
}

impl MailAddress {
    /// Reads it as typed; nothing if it has not the form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (local, domain) = text.split_once('@')?;
        let of_local = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
        let of_domain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let parts = |text: &str, most: usize, allowed: &dyn Fn(u8) -> bool| {
            text.split('.').all(|part| !part.is_empty() && part.len() <= most && part.bytes().all(allowed))
        };
        let fits = local.len() <= 64 && text.len() <= LONGEST;
        let hyphens = domain.split('.').all(|label| !label.starts_with('-') && !label.ends_with('-'));
        let good = fits && hyphens && parts(local, 64, &of_local) && parts(domain, 63, &of_domain);
        good.then(|| Self(text.to_owned()))
    }

    /// The whole.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the at sign, and what stands after it.
    #[must_use]
    pub fn parts(&self) -> (&str, &str) {
        self.0.split_once('@').unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_that_can_stand_in_a_header() {
        for good in ["anna@example.se", "a.b+sigill@mail.example.se", "root@localhost", "o'hara@ex-ample.se"]
        {
            assert_eq!(MailAddress::parse(good).unwrap().as_str(), good);
        }
        let long = format!("{}@example.se", "a".repeat(65));
        let longer = format!("a@{}.se", ["b".repeat(63).as_str(); 4].join("."));
        for bad in [
            "",
            "anna",
            "@example.se",
            "anna@",
            "anna@@example.se",
            "a..b@example.se",
            ".a@example.se",
            "anna@-example.se",
            "anna@example..se",
            "anna@example.se\r\nBcc: b@example.se",
            "anna @example.se",
            "\"anna\"@example.se",
            "anna@[127.0.0.1]",
            "åsa@example.se",
            "anna@exämple.se",
            "<anna@example.se>",
            &long,
            &longer,
        ] {
            assert!(MailAddress::parse(bad).is_none(), "{bad:?}");
        }
        assert_eq!(format!("{:?}", MailAddress::parse("anna@example.se").unwrap()), "MailAddress");
    }
}
