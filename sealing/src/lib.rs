//! The Sigill protocol in Rust: pure, without input or output.
