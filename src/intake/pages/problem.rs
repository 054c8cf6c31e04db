//! What a person sees instead of a page when a request failed.

use askama::Template;

use super::Frame;
use crate::http::Problem;
use crate::http::locale::Locale;
use crate::http::words::{Phrase, phrase};

/// A failed request in words: what happened, and what to do.
#[derive(Clone, Debug, Template)]
#[template(path = "intake/problem.html")]
pub struct ProblemPage {
    /// What all pages share.
    pub frame: Frame,
    /// What happened.
    pub problem: Problem,
}

impl ProblemPage {
    fn what(&self) -> Phrase {
        phrases(self.problem).0
    }

    fn advice(&self) -> Phrase {
        phrases(self.problem).1
    }

    /// A page that does not exist.
    #[must_use]
    pub fn sample(locale: Locale) -> Self {
        Self { frame: Frame::sample(locale, "nowhere"), problem: Problem::NotFound }
    }
}

/// What happened, and what to do.
#[must_use]
pub fn phrases(problem: Problem) -> (Phrase, Phrase) {
    match problem {
        Problem::Malformed => (phrase::PROBLEM_MALFORMED, phrase::PROBLEM_MALFORMED_DO),
        Problem::WrongType => (phrase::PROBLEM_WRONG_TYPE, phrase::PROBLEM_WRONG_TYPE_DO),
        Problem::CrossSite => (phrase::PROBLEM_CROSS_SITE, phrase::PROBLEM_CROSS_SITE_DO),
        Problem::NotFound => (phrase::PROBLEM_NOT_FOUND, phrase::PROBLEM_NOT_FOUND_DO),
        Problem::NotAuthenticated => {
            (phrase::PROBLEM_NOT_AUTHENTICATED, phrase::PROBLEM_NOT_AUTHENTICATED_DO)
        }
        Problem::NonceExpired => (phrase::PROBLEM_NONCE_EXPIRED, phrase::PROBLEM_NONCE_EXPIRED_DO),
        Problem::Forbidden => (phrase::PROBLEM_FORBIDDEN, phrase::PROBLEM_FORBIDDEN_DO),
        Problem::SlowDown => (phrase::PROBLEM_SLOW_DOWN, phrase::PROBLEM_SLOW_DOWN_DO),
        Problem::Conflict => (phrase::PROBLEM_CONFLICT, phrase::PROBLEM_CONFLICT_DO),
        Problem::TooLarge => (phrase::PROBLEM_TOO_LARGE, phrase::PROBLEM_TOO_LARGE_DO),
        Problem::TooSlow => (phrase::PROBLEM_TOO_SLOW, phrase::PROBLEM_TOO_SLOW_DO),
        Problem::AddressTooLong => (phrase::PROBLEM_ADDRESS_TOO_LONG, phrase::PROBLEM_ADDRESS_TOO_LONG_DO),
        Problem::NotSealed => (phrase::PROBLEM_NOT_SEALED, phrase::PROBLEM_NOT_SEALED_DO),
        Problem::Expired => (phrase::PROBLEM_EXPIRED, phrase::PROBLEM_EXPIRED_DO),
        Problem::Closed => (phrase::PROBLEM_CLOSED, phrase::PROBLEM_CLOSED_DO),
        Problem::NoSpace => (phrase::PROBLEM_NO_SPACE, phrase::PROBLEM_NO_SPACE_DO),
        Problem::Unavailable => (phrase::PROBLEM_UNAVAILABLE, phrase::PROBLEM_UNAVAILABLE_DO),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_s_id_is_its_message() {
        for problem in [Problem::NotFound, Problem::TooLarge, Problem::NoSpace, Problem::AddressTooLong] {
            assert_eq!(phrases(problem).0.id(), problem.id());
        }
    }
}
