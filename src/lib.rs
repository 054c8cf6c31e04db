//! Sigill: an anonymous whistleblowing intake service.
