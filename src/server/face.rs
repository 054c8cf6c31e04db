//! The three faces, and what a browser may do on the pages of each.

use crate::http::headers::INTAKE_POLICY;

/// Which face a listener shows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Face {
    /// Reporters': no frame, and a worker on the pages alone whose route says so.
    Intake,
    /// Members': workers, and frames of documents of its own in which files are shown.
    Desk,
    /// The operator's: text only.
    Operator,
}

impl Face {
    /// How many threads answer.
    pub(super) fn workers(self) -> usize {
        match self {
            Self::Intake => 2,
            Self::Desk | Self::Operator => 1,
        }
    }

    /// What its pages may load, run and send.
    pub(super) fn policy(self) -> &'static str {
        match self {
            Self::Intake => INTAKE_POLICY,
            Self::Desk => {
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; \
                 form-action 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'; \
                 require-trusted-types-for 'script'; trusted-types sigill-worker"
            }
            Self::Operator => "default-src 'none'; frame-ancestors 'none'",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_face_lets_inline_script_or_another_site_in() {
        for face in [Face::Intake, Face::Desk, Face::Operator] {
            assert!(face.policy().starts_with("default-src 'none'"));
            assert!(!face.policy().contains("unsafe"));
            assert!(!face.policy().contains("http"));
        }
    }
}
