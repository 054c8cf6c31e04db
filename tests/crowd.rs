//! Many bodies at once: what they take together is bounded by what has come of them, and nobody is asked who they are.

use std::time::Duration;

use sigill::config::{Config, Limits, Size};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use crate::support::database::TestDatabase;
use crate::support::http::{Answer, Request};
use crate::support::installation::Installation;
use crate::support::tables::dump;

/// A server that holds 1 MiB of bodies.
fn small() -> Installation {
    let limits = Limits { bodies: Size::mebibytes(1) };
    Installation::configured(TestDatabase::sqlite(), Config { limits, ..Config::default() })
}

/// Begins a filing of so many announced bytes and sends some of them.
async fn begin(server: &Installation, announced: usize, sent: usize) -> TcpStream {
    let mut socket = TcpStream::connect(server.addresses.intake).await.unwrap();
    let head = format!(
        "POST /api/cases HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n\
         Content-Length: {announced}\r\n\r\n"
    );
    socket.write_all(head.as_bytes()).await.unwrap();
    socket.write_all(&vec![b' '; sent]).await.unwrap();
    socket
}

/// Asks until the answer has that status, for a connection's bytes take a moment to come.
async fn until(server: &Installation, request: &Request, status: u16) -> Answer {
    for _ in 0..1000 {
        let answer = request.send(server.addresses.intake).await;
        if answer.status == status {
            return answer;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("never answered {status}");
}

/// A slow body that leaves no room, and how `large` is refused beside it. Where the two came at once it may have been the
/// slow one that was refused; then another begins.
async fn crowded(server: &Installation, large: &Request) -> (TcpStream, Answer) {
    for _ in 0..50 {
        let slow = begin(server, 900_000, 800_000).await;
        tokio::time::sleep(Duration::from_millis(200)).await;
        let answer = large.send(server.addresses.intake).await;
        if answer.status == 503 {
            return (slow, answer);
        }
    }
    panic!("never crowded");
}

#[tokio::test]
async fn what_does_not_fit_beside_the_bodies_under_way_is_refused_plainly_and_fits_later() {
    let server = small();
    let before = dump(&server.database);
    let large = Request::new("POST", "/api/cases").json_bytes(vec![b' '; 400_000]);
    let (slow, busy) = crowded(&server, &large).await;
    busy.expect_problem(503, "problem-busy");
    assert_eq!(busy.header("retry-after"), Some("30"));
    // What fits is taken meanwhile, by the same listener and by the other.
    let little = Request::new("POST", "/api/cases").json_bytes(b"{}".to_vec());
    little.send(server.addresses.intake).await.expect_problem(400, "problem-malformed");
    let desk = Request::new("POST", "/api/session/challenge").json_bytes(vec![b' '; 8000]);
    desk.send(server.addresses.desk).await.expect_problem(400, "problem-malformed");
    // A person without a script is told in words.
    let form = Request::new("POST", "/sv/c/lund/report/server")
        .header("Content-Type", "application/x-www-form-urlencoded");
    let page = form.with_body(&vec![b'a'; 400_000]).send(server.addresses.intake).await;
    assert_eq!((page.status, page.header("retry-after")), (503, Some("30")));
    assert!(String::from_utf8_lossy(&page.body).contains("Servern har för mycket att ta emot just nu"));

    drop(slow);
    until(&server, &large, 400).await.expect_problem(400, "problem-malformed");
    assert_eq!(dump(&server.database), before);
}

#[tokio::test]
async fn who_announces_much_and_sends_nothing_takes_nothing_from_anybody() {
    let server = small();
    let mut announced = Vec::new();
    for _ in 0..8 {
        announced.push(begin(&server, 4 << 20, 0).await);
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    let large = Request::new("POST", "/api/cases").json_bytes(vec![b' '; 400_000]);
    large.send(server.addresses.intake).await.expect_problem(400, "problem-malformed");
}
