//! The listeners, and every address of each on one screen.

use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use actix_web::middleware::{Next, from_fn};
use actix_web::web::{Data, ServiceConfig};
use actix_web::{HttpServer, dev};
use futures_util::future::join_all;
use thiserror::Error;

use crate::app::App;
use crate::http::cross_site::refuse_cross_site;
use crate::http::headers::set_headers;
use crate::http::limits::bound_requests;
use crate::http::line;
use crate::http::methods::refuse_the_rest;
use crate::http::privacy::{forget_reporter, forget_sender};
use crate::http::sending::{SLICE, bound_answers};
use crate::intake::Shelf;
use crate::{channels, desk, intake, members};

pub mod contract;
mod face;
mod operator;
mod share;

use face::Face;
use share::Share;

/// Time for a request's first line and headers to arrive.
const HEAD: Duration = Duration::from_secs(15);
/// How long an idle connection is kept.
const KEEP_ALIVE: Duration = Duration::from_secs(30);
/// How long requests under way may take to finish after the listener has closed.
const FAREWELL: u64 = 20;

/// Reporters' addresses.
fn intake(routes: &mut ServiceConfig, shelf: &Shelf) {
    intake::configure(routes, shelf);
}

/// Members' addresses.
fn desk(routes: &mut ServiceConfig) {
    members::routes::configure(routes, channels::store::find_address);
    members::mail::routes::configure(routes);
    channels::routes::configure(routes);
    channels::invitations::routes::configure(routes);
    desk::configure(routes);
}

/// The operator's addresses.
fn operator(routes: &mut ServiceConfig) {
    operator::configure(routes);
}

/// Why the server did not start; each says what to do.
#[derive(Debug, Error)]
pub enum StartError {
    /// Another process listens there.
    #[error("{address} is in use: stop what listens there, or write another address as {setting}")]
    InUse {
        /// The address asked for.
        address: SocketAddr,
        /// The setting it came from.
        setting: &'static str,
    },
    /// The system does not let us listen there.
    #[error("{address} cannot be listened on: check {setting}")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// The setting it came from.
        setting: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
}

/// Where each face listens, once it does; with port 0 in the configuration, only this tells.
#[derive(Clone, Copy, Debug)]
pub struct Addresses {
    /// Reporters'.
    pub intake: SocketAddr,
    /// Members'.
    pub desk: SocketAddr,
    /// The operator's.
    pub operator: SocketAddr,
}

/// Every listener, bound and ready to run.
pub struct Server {
    listeners: Vec<dev::Server>,
    addresses: Addresses,
}

impl Server {
    /// Binds every listener. Connections wait in the system's queue until [`Server::run_until`].
    pub fn bind(app: &App) -> Result<Self, StartError> {
        let (intake_socket, intake_address) = listen(app.config.intake.listen, "intake.listen")?;
        let (desk_socket, desk_address) = listen(app.config.desk.listen, "desk.listen")?;
        let (operator_socket, operator_address) = listen(app.config.operator.listen, "operator.listen")?;
        let addresses = Addresses { intake: intake_address, desk: desk_address, operator: operator_address };
        let share = |face| Share::of(face, app.config.limits.bodies);
        let listeners = vec![
            serve(app, Face::Intake, intake_socket, intake_address, &share(Face::Intake))?,
            serve(app, Face::Desk, desk_socket, desk_address, &share(Face::Desk))?,
            serve(app, Face::Operator, operator_socket, operator_address, &share(Face::Operator))?,
        ];
        Ok(Self { listeners, addresses })
    }

    /// Where each face listens.
    #[must_use]
    pub fn addresses(&self) -> Addresses {
        self.addresses
    }

    /// Serves until `stop` is ready, then takes no more connections and lets requests under way finish.
    pub async fn run_until(self, stop: impl Future<Output = ()>) {
        let handles: Vec<_> = self.listeners.iter().map(dev::Server::handle).collect();
        let running = join_all(self.listeners);
        let stopping = async {
            stop.await;
            // All at once: each waits for its own requests, and together they take no longer than one.
            join_all(handles.iter().map(|handle| handle.stop(true))).await;
        };
        let (ended, ()) = futures_util::join!(running, stopping);
        for error in ended.into_iter().filter_map(Result::err) {
            tracing::error!(%error, "a listener failed");
        }
    }
}

fn listen(address: SocketAddr, setting: &'static str) -> Result<(TcpListener, SocketAddr), StartError> {
    let refused = |source: std::io::Error| {
        if source.kind() == std::io::ErrorKind::AddrInUse {
            StartError::InUse { address, setting }
        } else {
            StartError::Listen { address, setting, source }
        }
    };
    let socket = TcpListener::bind(address).map_err(refused)?;
    let bound = socket.local_addr().map_err(refused)?;
    Ok((socket, bound))
}

fn serve(
    app: &App,
    face: Face,
    socket: TcpListener,
    address: SocketAddr,
    share: &Share,
) -> Result<dev::Server, StartError> {
    let (origin, setting) = match face {
        Face::Intake => (app.config.intake.url.clone(), "intake.listen"),
        Face::Desk => (app.config.desk.url.clone(), "desk.listen"),
        Face::Operator => (crate::config::Origin::loopback("localhost", 0), "operator.listen"),
    };
    // One for all threads: a page is made once.
    let shelf = Shelf::default();
    let (app, bodies, answers) = (app.clone(), share.bodies.clone(), share.answers.clone());
    let factory = move || {
        let https = origin.is_https();
        let (own, bodies, answers) = (origin.clone(), bodies.clone(), answers.clone());
        // The last wrapped runs first: what tells of the sender is gone before anything else looks.
        actix_web::App::new()
            .app_data(Data::new(app.clone()))
            .wrap(from_fn(move |request, next| refuse_cross_site(own.clone(), request, next)))
            .wrap(from_fn(move |request, next| bound_requests(bodies.clone(), request, next)))
            .wrap(from_fn(move |request, next: Next<_>| async move {
                match face {
                    Face::Intake => intake::say_problems(request, next).await,
                    Face::Desk => Ok(members::guard::bring_nonce(request, next).await?.map_into_left_body()),
                    Face::Operator => Ok(next.call(request).await?.map_into_left_body()),
                }
            }))
            .wrap(from_fn(move |request, next| set_headers(face.policy(), https, request, next)))
            .wrap(from_fn(move |request, next| bound_answers(answers.clone(), request, next)))
            .wrap(from_fn(move |request, next| async move {
                match face {
                    Face::Intake => forget_reporter(request, next).await,
                    Face::Desk | Face::Operator => forget_sender(request, next).await,
                }
            }))
            .configure(refuse_the_rest)
            .configure(|routes| match face {
                Face::Intake => intake(routes, &shelf),
                Face::Desk => desk(routes),
                Face::Operator => operator(routes),
            })
    };
    let server = HttpServer::new(factory)
        .workers(face.workers())
        .max_connections(share.connections)
        .on_connect(line::bound)
        .h1_write_buffer_size(SLICE)
        .disable_signals()
        .client_request_timeout(HEAD)
        .keep_alive(KEEP_ALIVE)
        .shutdown_timeout(FAREWELL)
        .listen(socket)
        .map_err(|source| StartError::Listen { address, setting, source })?;
    Ok(server.run())
}
