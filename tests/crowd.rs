//! Many at once: what bodies and answers under way take together is bounded by what is there of them, the oldest gives way,
//! and nobody is asked who they are.

use std::time::Duration;

use sigill::config::{Config, Limits, Size};
use sigill_sealing::holder::Holders;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

use crate::filing::lund;
use crate::support::database::TestDatabase;
use crate::support::http::{Answer, Request};
use crate::support::installation::Installation;
use crate::support::reporter::{Reporter, WORDS};
use crate::support::tables::dump;

/// A server whose intake holds half a mebibyte of bodies and as much of answers.
fn small() -> Installation {
    let limits = Limits { bodies: Size::mebibytes(1) };
    Installation::configured(TestDatabase::sqlite(), Config { limits, ..Config::default() })
}

/// Begins a request of so many announced bytes and sends some of them.
async fn begin(server: &Installation, request: &Request, announced: usize, sent: usize) -> TcpStream {
    let mut socket = TcpStream::connect(server.addresses.intake).await.unwrap();
    let whole = request.clone().with_body(&vec![b' '; sent]);
    whole.write_announcing(&mut socket, announced).await.unwrap();
    socket
}

/// A filing, as a script sends it.
fn filing() -> Request {
    Request::new("POST", "/api/cases").header("Content-Type", "application/json")
}

/// What is answered to a body that is held open, once a larger one has come beside it. A machine that is busy elsewhere may
/// look at it only when its time is over; then another begins.
async fn giving_way(server: &Installation, request: &Request, larger: &Request) -> Answer {
    for _ in 0..50 {
        let mut slow = begin(server, request, 900_000, 300_000).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        larger.send(server.addresses.intake).await.expect_problem(400, "problem-malformed");
        let answer = request.read_from(&mut slow).await.unwrap();
        if answer.status != 408 {
            return answer;
        }
    }
    panic!("never gave way");
}

#[tokio::test]
async fn who_holds_a_body_open_gives_way_to_whoever_comes_and_is_told() {
    let server = small();
    let before = dump(&server.database);
    let large = filing().with_body(&vec![b' '; 400_000]);
    let busy = giving_way(&server, &filing(), &large).await;
    busy.expect_problem(503, "problem-busy");
    assert_eq!(busy.header("retry-after"), Some("30"));
    // A person without a script is told in words.
    let form = Request::new("POST", "/sv/c/lund/report/server")
        .header("Content-Type", "application/x-www-form-urlencoded");
    let page = giving_way(&server, &form, &large).await;
    assert_eq!((page.status, page.header("retry-after")), (503, Some("30")));
    let words = String::from_utf8(page.body).unwrap();
    assert!(words.contains("Servern har för mycket att ta emot just nu"), "{words}");
    // The server has not read their words, but the browser has them.
    assert!(words.contains("Läs in den här sidan igen (F5)"), "{words}");
    assert_eq!(dump(&server.database), before);
}

#[tokio::test]
async fn a_body_larger_than_all_there_is_is_refused_and_takes_nothing_for_good() {
    let server = small();
    filing()
        .with_body(&vec![b' '; 700_000])
        .send(server.addresses.intake)
        .await
        .expect_problem(503, "problem-busy");
    let large = filing().with_body(&vec![b' '; 400_000]);
    large.send(server.addresses.intake).await.expect_problem(400, "problem-malformed");
}

#[tokio::test]
async fn who_announces_much_and_sends_nothing_takes_nothing_from_anybody() {
    let server = small();
    let mut announced = Vec::new();
    for _ in 0..8 {
        announced.push(begin(&server, &filing(), 4 << 20, 0).await);
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    let large = filing().with_body(&vec![b' '; 400_000]);
    large.send(server.addresses.intake).await.expect_problem(400, "problem-malformed");
}

#[tokio::test]
async fn an_answer_that_nobody_reads_is_let_go_of_when_another_needs_the_room() {
    let server = small();
    let lund = lund(&server).await;
    let reporter = Reporter::new(server.addresses.intake);
    reporter.file(&lund, Holders::default(), &WORDS).await;
    let visit = reporter.visit().await;
    // A quarter of a mebibyte, which is half of one in the padded answer: all that there is for answers.
    reporter.reply(&visit, &"\u{1f6a7}".repeat(60_000)).await.expect(201);
    let path = "/api/case/envelopes?from=2";
    let nonce = reporter.nonce().await;
    let request = reporter.sign("GET", path, b"", &nonce);
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let mut unread = socket.connect(server.addresses.intake).await.unwrap();
    request.write_to(&mut unread).await.unwrap();
    // Its first byte has come: it is on its way.
    assert_eq!(unread.read_u8().await.unwrap(), b'H');
    let read = reporter.get(path).await;
    assert_eq!(read.body.len(), 512 << 10);
    read.expect(200);
    let mut rest = Vec::new();
    let ended = unread.read_to_end(&mut rest).await;
    assert!(ended.is_err() && rest.len() < read.body.len(), "{ended:?} after {}", rest.len());
}

#[tokio::test]
async fn a_long_conversation_is_answered_by_pages_of_a_mebibyte() {
    let server = Installation::on(TestDatabase::sqlite());
    let lund = lund(&server).await;
    let reporter = Reporter::new(server.addresses.intake);
    reporter.file(&lund, Holders::default(), &WORDS).await;
    for words in ["Kort.", &"\u{1f6a7}".repeat(100_000), &"\u{1f6a7}".repeat(100_000), "Slut."] {
        let visit = reporter.visit().await;
        reporter.reply(&visit, words).await.expect(201);
    }
    let page = |from: usize| {
        let reporter = &reporter;
        async move {
            let answer = reporter.get(&format!("/api/case/envelopes?from={from}")).await.expect(200);
            (answer["envelopes"].as_array().unwrap().len(), answer["more"].as_bool().unwrap())
        }
    };
    // Report, contact and a short letter take little, each of the long ones a little more than half a mebibyte.
    assert_eq!(page(0).await, (4, true));
    assert_eq!(page(3).await, (1, true));
    assert_eq!(page(4).await, (2, false));
    assert_eq!(page(6).await, (0, false));
    assert_eq!(reporter.comes_back().visit().await.shown().len(), 5);
}

#[tokio::test]
async fn every_face_stops_at_once_and_none_waits_for_another() {
    let mut server = small();
    let mut under_way = begin(&server, &filing().header("Expect", "100-continue"), 1000, 10).await;
    let go_on = b"HTTP/1.1 100 Continue\r\n\r\n";
    let mut said = [0; 25];
    under_way.read_exact(&mut said).await.unwrap();
    assert_eq!(&said, go_on);
    server.begin_to_stop();
    let refused = async {
        for address in [server.addresses.desk, server.addresses.operator] {
            while TcpStream::connect(address).await.is_ok() {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    };
    // Half of the time that the intake gives the request under way.
    tokio::time::timeout(Duration::from_secs(10), refused).await.unwrap();
    under_way.write_all(&[b' '; 990]).await.unwrap();
    filing().read_from(&mut under_way).await.unwrap().expect_problem(400, "problem-malformed");
}
