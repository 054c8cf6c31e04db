//! The server path: the reporter without JavaScript, as in Tor Browser at its safest (PROTOCOL.md section 7).
//!
//! Here, and nowhere else, the server sees a code and words in the open, for one request. Every page but the blank form
//! is the answer to a POST and carries the code on in a hidden field. Nothing of it is logged, cached, compressed or
//! written to a file; what was held is wiped when it is dropped, and the connection is closed after the answer.
//!
//! | file | what for |
//! |---|---|
//! | `channel` | the channel, its newest keyring and settings, verified |
//! | `fields` | the fields of a form as they came, and what was typed as it is sealed |
//! | `form` | the report's form: what is wrong with it, or what is to be sealed |
//! | `file_name` | what a file is called |
//! | `receiving` | reading a form as it comes |
//! | `sealing` | sealing a file as it comes |
//! | `attached` | the files of a form |
//! | `retry` | by which a form sent twice is known, though sealing gives other bytes each time |
//! | `report` | filing |
//! | `opening` | opening a case with its code, and verifying all of it |
//! | `turns` | who may work with an opened case just now |
//! | `letters` | what was opened, in words |
//! | `reply` | writing in an opened case |
//! | `acts` | telling something by an act in an opened case |
//! | `download` | opening a file of an opened case as it is read |
//! | `answers` | the pages that answer |
//! | `unsent` | what was typed and not taken, given back |

mod acts;
mod answers;
mod attached;
mod channel;
mod download;
mod downloading;
pub mod fields;
mod file_name;
mod form;
mod letters;
mod opening;
mod receiving;
mod reply;
mod report;
mod retry;
mod routes;
mod sealing;
mod turns;
mod unsent;

pub(super) use routes::configure;
