//! Which methods an address takes, and what every other request is told, in our own words and of our own length.

use actix_web::http::header::{ALLOW, HeaderValue};
use actix_web::web::{self, PathConfig, QueryConfig, ServiceConfig};
use actix_web::{HttpResponse, Resource, ResponseError as _, Route, guard};

use super::{Failure, Problem};

/// An address that takes the methods that `allow` lists, which the routes put on it must be; every other one is refused
/// and told which.
#[must_use]
pub fn resource(path: &str, allow: &'static str) -> Resource {
    web::resource(path).default_service(web::to(move || async move {
        let mut answer = Failure::new(Problem::WrongMethod).error_response();
        answer.headers_mut().insert(ALLOW, HeaderValue::from_static(allow));
        answer
    }))
}

/// A route for reading: `GET`, and `HEAD`, which is answered with the same headers and no body.
#[must_use]
pub fn reading() -> Route {
    web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}

/// Of a listener: what is in no address, in a query or in a path that cannot be read is answered as everything else that
/// is wrong, and not with the library's own text, which is short on the line and quotes the request.
pub fn refuse_the_rest(routes: &mut ServiceConfig) {
    routes
        .app_data(QueryConfig::default().error_handler(|_, _| Failure::new(Problem::Malformed).into()))
        .app_data(PathConfig::default().error_handler(|_, _| Failure::new(Problem::NotFound).into()))
        .default_service(web::to(|| async { Err::<HttpResponse, _>(Failure::new(Problem::NotFound)) }));
}
