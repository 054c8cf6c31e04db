//! The desk's one page. It is the same for everybody: who is signed in, and in what, its script asks.

use actix_web::http::header::{ACCEPT_LANGUAGE, ContentType};
use actix_web::web::{Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use crate::app::App;
use crate::http::locale::Locale;
use crate::http::methods::{reading, resource};
use crate::http::words::Words;
use crate::http::{Failure, Problem, assets};

/// The page that the script takes over.
#[derive(Template)]
#[template(path = "desk/desk.html")]
pub struct DeskPage {
    /// The words before the script runs.
    pub t: Words,
    /// The intake's address, for links and posters.
    pub intake: String,
    /// Whether everything here is made up: in a build that can make a demonstration.
    pub demo: bool,
}

impl DeskPage {
    /// The page of an installation on its defaults.
    #[must_use]
    pub fn sample(locale: Locale) -> Self {
        Self { t: Words::new(locale), intake: "http://127.0.0.1:8080".to_owned(), demo: true }
    }
}

/// The page, the files it fetches, and the documents in which it shows files.
pub(super) fn configure(routes: &mut ServiceConfig) {
    routes
        .service(resource("/", "GET, HEAD").route(reading().to(get_page)))
        .service(resource("/preview/{file}", "GET, HEAD").route(reading().to(assets::serve_document)))
        .configure(assets::configure);
}

async fn get_page(app: Data<App>, request: HttpRequest) -> Result<HttpResponse, Failure> {
    let accepted = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let page = DeskPage {
        t: Words::new(Locale::negotiate(accepted)),
        intake: app.config.intake.url.as_str().to_owned(),
        demo: cfg!(feature = "demo"),
    };
    let html = page.render().map_err(|cause| Failure::caused(Problem::Unavailable, cause))?;
    Ok(HttpResponse::Ok().insert_header(ContentType::html()).body(html))
}
