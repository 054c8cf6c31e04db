//! Plumbing of the web that knows no domain: what every listener does to every request and answer.

pub mod assets;
pub mod attachment;
pub mod body;
pub mod budget;
pub mod cross_site;
pub mod failure;
pub mod headers;
pub mod limits;
pub mod line;
pub mod locale;
pub mod methods;
pub mod multipart;
pub mod nonce;
pub mod padded;
pub mod privacy;
pub mod sending;
pub mod signed;
pub mod stack;
pub mod streamed;
pub mod tus;
pub mod words;

pub use failure::{Failure, Problem, ProblemAnswer};
