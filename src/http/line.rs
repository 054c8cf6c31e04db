//! The connection that a request came on, as far as it must be cut when nobody reads what is sent on it.

use std::any::Any;
use std::os::fd::{AsFd, OwnedFd};
use std::rc::Rc;
use std::time::Duration;

use actix_web::dev::Extensions;
use actix_web::rt::net::TcpStream;
use rustix::net::{Shutdown, shutdown, sockopt};

/// How long the system keeps a connection whose other end takes nothing of what waits for it, in milliseconds.
const UNREAD: u32 = 30_000;
/// What the system holds of an answer on its way, in bytes (it takes as much again for its own keeping). Unbounded it
/// would be megabytes for each connection, and they count as ours.
const ON_THE_WAY: usize = 128 << 10;

/// The socket of a connection, beside the one that the server itself reads and writes.
#[derive(Clone, Debug)]
pub struct Line(Rc<OwnedFd>);

impl Line {
    /// The socket of this connection. None where the system has no descriptor left.
    fn of(connection: &TcpStream) -> Option<Self> {
        connection.as_fd().try_clone_to_owned().ok().map(|socket| Self(Rc::new(socket)))
    }

    /// Ends the connection at once. What was not read yet is thrown away, by the system too.
    pub fn cut(&self) {
        // Either can only fail where the connection is gone already.
        let _ = sockopt::set_socket_linger(&*self.0, Some(Duration::ZERO));
        let _ = shutdown(&*self.0, Shutdown::Both);
    }
}

/// Bounds a new connection, and keeps its [`Line`] for the requests that come on it.
pub fn bound(connection: &dyn Any, kept: &mut Extensions) {
    let Some(connection) = connection.downcast_ref::<TcpStream>() else { return };
    // A system without these options serves all the same; the answers' own deadline stays.
    let _ = sockopt::set_socket_send_buffer_size(connection, ON_THE_WAY);
    #[cfg(target_os = "linux")]
    let _ = sockopt::set_tcp_user_timeout(connection, UNREAD);
    if let Some(line) = Line::of(connection) {
        kept.insert(line);
    }
}
