//! What the program says on standard error: nothing of a sender's doing, however much is asked for.

use std::fs;
use std::time::Duration;

use rustix::process::{Pid, Resource, Rlimit, getrlimit, prlimit};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::support::child::{Child, Home, Setting};
use crate::support::http::Request;

/// Sends bytes that are no request of ours, and waits until the server closes.
async fn send(child: &Child, bytes: &[u8]) {
    let mut socket = TcpStream::connect(child.intake).await.unwrap();
    // A server that has refused already reads no further.
    drop(socket.write_all(bytes).await);
    drop(socket.shutdown().await);
    let mut answer = Vec::new();
    let read = tokio::time::timeout(Duration::from_mins(1), socket.read_to_end(&mut answer)).await;
    assert!(read.is_ok(), "the connection was never closed");
}

/// One line for each would let whoever sends them fill the disk, and would tell at which minute they did.
#[tokio::test]
async fn what_a_sender_gets_wrong_is_no_line_in_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home(folder.path());
    // It is asked to say everything.
    let child = home.start(&Setting::free()).await;
    let before = home.printed();
    assert!(before.contains("Reporters:"), "{before}");
    let large_head = format!("GET / HTTP/1.1\r\nX-Large: {}\r\n\r\n", "a".repeat(300_000));
    for odd in [
        "GET / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
        "GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "POST /api/cases HTTP/1.1\r\nTransfer-Encoding: odd\r\n\r\n",
        "POST /api/cases HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nodd\r\n",
        "POST /api/cases HTTP/1.1\r\nContent-Length: 1000\r\n\r\nbroken off",
        "GET / HTTP/9.9\r\n\r\n",
        "\u{0}\u{1}\r\n\r\n",
        &large_head,
    ] {
        send(&child, odd.as_bytes()).await;
    }
    assert_eq!(home.printed(), before);
}

/// What the operator must know of the libraries' lines, once: the next try comes every half second.
#[tokio::test]
async fn that_no_more_connections_can_be_taken_is_said_once() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home(folder.path());
    let child = home.start(&Setting::free()).await;
    let pid = Pid::from_raw(i32::try_from(child.id()).unwrap());
    let open = fs::read_dir(format!("/proc/{}/fd", child.id())).unwrap().count();
    let few = Some(u64::try_from(open).unwrap() + 4);
    let maximum = getrlimit(Resource::Nofile).maximum;
    let were = prlimit(pid, Resource::Nofile, Rlimit { current: few, maximum }).unwrap();
    let mut held = Vec::new();
    for _ in 0..20 {
        held.push(TcpStream::connect(child.intake).await.unwrap());
    }
    let said = || home.printed().matches("Error accepting connection").count();
    while said() == 0 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert_eq!(said(), 1, "{}", home.printed());
    drop(held);
    prlimit(pid, Resource::Nofile, were).unwrap();
    Request::get("/sv/").send(child.intake).await;
}
