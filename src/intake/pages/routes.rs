//! The addresses of the reporters' pages.
//!
//! `/` and `/c/{address}` name no language. They answer with the page itself, in the language the browser asks for, and
//! not with a redirect: what stands after `#` in a link from a poster is never sent to us, so we could not carry it on,
//! and a page that is simply served leaves it where it is (PROTOCOL.md section 8).

use std::sync::Arc;

use actix_web::http::header::{ACCEPT_LANGUAGE, CONTENT_SECURITY_POLICY, ContentType, HeaderValue};
use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use sigill_sealing::digest::Digest;
use sigill_sealing::keyring::Status;

use super::channel::ChannelPage;
use super::facts::Facts;
use super::files::FilesPage;
use super::follow_up::FollowUpPage;
use super::pressed::{Key, Which};
use super::problem::{ProblemPage, say};
use super::report::ReportPage;
use super::shelf::Shelf;
use super::start::{ChannelLink, StartPage};
use super::{Banner, Frame};
use crate::app::App;
use crate::channels::settings::Settings;
use crate::channels::{self, Channel, Published};
use crate::clock::DEFAULT_ZONE;
use crate::http::assets::{Asset, named};
use crate::http::headers::INTAKE_WORKER_POLICY;
use crate::http::locale::Locale;
use crate::http::methods::{reading, resource};
use crate::http::words::Words;
use crate::http::{Failure, Problem};

/// The service's own name, where no channel is chosen.
pub(super) const SERVICE: &str = "Sigill";
/// How long `security.txt` says it holds, in days; whoever reads it fetches it anew anyway.
const SECURITY_DAYS: i32 = 180;

/// Every page's address. What was made is taken from and put on that shelf.
pub fn configure(routes: &mut ServiceConfig, shelf: &Shelf) {
    routes
        .app_data(Data::new(shelf.clone()))
        .service(resource("/", "GET, HEAD").route(reading().to(start)))
        .service(resource("/c/{address}", "GET, HEAD").route(reading().to(channel)))
        .service(resource("/.well-known/security.txt", "GET, HEAD").route(reading().to(security)))
        .service(resource("/{language}/", "GET, HEAD").route(reading().to(start_in)))
        .service(resource("/{language}/c/{address}", "GET, HEAD").route(reading().to(channel_in)))
        .service(resource("/{language}/c/{address}/report", "GET, HEAD").route(reading().to(report)))
        .service(resource("/{language}/follow-up", "GET, HEAD").route(reading().to(follow_up)))
        .service(resource("/{language}/file-part", "GET, HEAD").route(reading().to(files)));
}

async fn start(app: Data<App>, shelf: Data<Shelf>, request: HttpRequest) -> Result<HttpResponse, Failure> {
    start_page(&app, &shelf, &request, asked(&request)).await
}

async fn start_in(
    app: Data<App>,
    shelf: Data<Shelf>,
    request: HttpRequest,
    language: Path<String>,
) -> Result<HttpResponse, Failure> {
    start_page(&app, &shelf, &request, named_locale(&language)?).await
}

async fn channel(
    app: Data<App>,
    shelf: Data<Shelf>,
    request: HttpRequest,
    address: Path<String>,
) -> Result<HttpResponse, Failure> {
    channel_page(&app, &shelf, &request, asked(&request), address.into_inner()).await
}

async fn channel_in(
    app: Data<App>,
    shelf: Data<Shelf>,
    request: HttpRequest,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (language, address) = path.into_inner();
    channel_page(&app, &shelf, &request, named_locale(&language)?, address).await
}

async fn report(
    app: Data<App>,
    shelf: Data<Shelf>,
    request: HttpRequest,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (language, address) = path.into_inner();
    let place = Place::find(&app, &shelf, named_locale(&language)?, address).await?;
    let frame = place.frame(&app, "/report", named::INTAKE_REPORT_JS);
    if !place.is_open() {
        return say(&ProblemPage { frame, problem: Problem::Closed, typed: false });
    }
    // Before anyone writes what could not be taken.
    if !app.takes_reports().await? {
        return say(&ProblemPage { frame, problem: Problem::NoSpace, typed: false });
    }
    let host = app.config.intake.url.as_str();
    let host = host.split_once("://").map_or(host, |(_, host)| host).to_owned();
    let Place { channel, facts, .. } = &place;
    let (id, facts) = (channel.id, Arc::clone(facts));
    let pressed = shelf.page(place.key(Which::Report), move || ReportPage {
        frame,
        channel: id.to_string(),
        server_path: facts.server_path(),
        settings: facts.settings.clone(),
        recipients: facts.recipients.clone(),
        host,
    });
    Ok(with_worker(pressed.await?.answer(request.headers())))
}

async fn follow_up(
    app: Data<App>,
    shelf: Data<Shelf>,
    request: HttpRequest,
    language: Path<String>,
) -> Result<HttpResponse, Failure> {
    let locale = named_locale(&language)?;
    let frame = Frame { script: Some(named::INTAKE_FOLLOW_UP_JS), ..plain_frame(&app, locale, "follow-up") };
    let pressed = shelf.page(plain_key(Which::FollowUp, locale), move || FollowUpPage { frame });
    Ok(with_worker(pressed.await?.answer(request.headers())))
}

async fn files(
    app: Data<App>,
    shelf: Data<Shelf>,
    request: HttpRequest,
    language: Path<String>,
) -> Result<HttpResponse, Failure> {
    let locale = named_locale(&language)?;
    let frame = plain_frame(&app, locale, "file-part");
    let pressed = shelf.page(plain_key(Which::Files, locale), move || FilesPage { frame });
    Ok(pressed.await?.answer(request.headers()))
}

/// The page as one that may start the worker that seals files.
fn with_worker(mut answer: HttpResponse) -> HttpResponse {
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(INTAKE_WORKER_POLICY));
    answer
}

/// Where flaws are reported (RFC 9116); absent until the operator has said so.
async fn security(app: Data<App>) -> Result<HttpResponse, Failure> {
    let contact = &app.config.intake.security_contact;
    let expires = app.clock.today(DEFAULT_ZONE).plus(SECURITY_DAYS);
    let (false, Some(expires)) = (contact.is_empty(), expires) else {
        return Err(Failure::new(Problem::NotFound));
    };
    let url = app.config.intake.url.as_str();
    Ok(HttpResponse::Ok().insert_header(ContentType::plaintext()).body(format!(
        "Contact: {contact}\nExpires: {expires}T00:00:00Z\nPreferred-Languages: sv, en\n\
         Canonical: {url}/.well-known/security.txt\n"
    )))
}

async fn start_page(
    app: &App,
    shelf: &Shelf,
    request: &HttpRequest,
    locale: Locale,
) -> Result<HttpResponse, Failure> {
    let published = list_published(app, shelf).await?;
    let digests: Vec<u8> = published.iter().flat_map(|(channel, _)| *channel.keyring.as_bytes()).collect();
    let links = published.into_iter().map(|(channel, facts)| ChannelLink {
        name: facts.settings.organisation.name.in_language(locale).to_owned(),
        path: format!("/{}/c/{}", locale.tag(), channel.address),
    });
    let mut links: Vec<_> = links.collect();
    links.sort_by_cached_key(|link| link.name.to_lowercase());
    let frame = Frame { script: Some(named::INTAKE_CHANNEL_JS), ..plain_frame(app, locale, "") };
    let key = Key { keyring: Digest::of(&digests), ..plain_key(Which::Start, locale) };
    let pressed = shelf.page(key, move || StartPage { frame, channels: links });
    Ok(pressed.await?.answer(request.headers()))
}

async fn channel_page(
    app: &App,
    shelf: &Shelf,
    request: &HttpRequest,
    locale: Locale,
    address: String,
) -> Result<HttpResponse, Failure> {
    let place = Place::find(app, shelf, locale, address).await?;
    let frame = place.frame(app, "", named::INTAKE_CHANNEL_JS);
    let host = app.config.intake.url.host().to_string();
    let (id, facts, open) = (place.channel.id, Arc::clone(&place.facts), place.is_open());
    let pressed = shelf.page(place.key(Which::Channel), move || ChannelPage {
        frame,
        channel: id.to_string(),
        open,
        settings: facts.settings.clone(),
        recipients: facts.recipients.clone(),
        fingerprint: facts.fingerprint.clone(),
        host,
    });
    Ok(pressed.await?.answer(request.headers()))
}

/// A channel as it stands today, in the language it is shown in.
struct Place {
    channel: Channel,
    facts: Arc<Facts>,
    locale: Locale,
    status: Status,
}

impl Place {
    async fn find(app: &App, shelf: &Shelf, asked: Locale, address: String) -> Result<Self, Failure> {
        let channel = channels::find(&app.db, address).await?;
        let channel = channel.ok_or_else(|| Failure::new(Problem::NotFound))?;
        let facts = read_facts(shelf, channel.clone()).await?;
        let status = facts.status(app.clock.as_ref());
        Ok(Self { locale: facts.locale(asked), channel, facts, status })
    }

    /// Whether reports are taken: the keyring is good, or in its grace.
    fn is_open(&self) -> bool {
        matches!(self.status, Status::Valid | Status::Grace)
    }

    fn key(&self, which: Which) -> Key {
        Key {
            which,
            locale: self.locale,
            address: self.channel.address.clone(),
            keyring: self.channel.keyring,
            published: self.channel.published,
            status: Some(self.status),
        }
    }

    fn frame(&self, app: &App, page: &str, script: Asset) -> Frame {
        let frame = channel_frame(app, &self.channel, &self.facts.settings, self.status, self.locale, page);
        Frame { script: Some(script), ..frame }
    }
}

/// The frame of a channel's page, `page` being what follows the channel's own path.
pub(in crate::intake) fn channel_frame(
    app: &App,
    channel: &Channel,
    settings: &Settings,
    status: Status,
    locale: Locale,
    page: &str,
) -> Frame {
    let path = |locale: Locale| format!("/{}/c/{}", locale.tag(), channel.address);
    let trial = (!channel.published).then_some(Banner::Trial);
    let expiry = match status {
        Status::Valid => None,
        Status::Grace => Some(Banner::Expired),
        Status::NotYet | Status::Expired => Some(Banner::Closed),
    };
    Frame {
        t: Words::new(locale),
        name: settings.organisation.name.in_language(locale).to_owned(),
        home: path(locale),
        languages: settings.locales().map(|locale| (locale, format!("{}{page}", path(locale)))).collect(),
        leave_to: app.config.intake.leave_to.clone(),
        banners: demonstration().chain(trial).chain(expiry).collect(),
        script: None,
    }
}

/// Every published channel with what its keyring and settings say. Only what is not known yet is fetched and verified, so
/// that a request's work hardly grows with the number of channels.
pub(in crate::intake) async fn list_published(
    app: &App,
    shelf: &Shelf,
) -> Result<Vec<(Published, Arc<Facts>)>, Failure> {
    let mut listed = Vec::new();
    for channel in channels::list_published(&app.db).await? {
        if let Some(facts) = shelf.known_facts(&channel.address, channel.keyring) {
            listed.push((channel, facts));
        } else if let Some(found) = channels::find(&app.db, channel.address.clone()).await? {
            match read_facts(shelf, found).await {
                Ok(facts) => listed.push((channel, facts)),
                // One channel that is damaged does not take the others' page away; it is said once.
                Err(failure) => failure.log(),
            }
        }
    }
    Ok(listed)
}

async fn read_facts(shelf: &Shelf, channel: Channel) -> Result<Arc<Facts>, Failure> {
    let address = channel.address.clone();
    shelf.facts(&address, channel.keyring, move || Facts::read(&channel)).await
}

/// The frame of a page that belongs to no channel, at `path` below a language.
pub(in crate::intake) fn plain_frame(app: &App, locale: Locale, path: &str) -> Frame {
    Frame {
        t: Words::new(locale),
        name: SERVICE.to_owned(),
        home: format!("/{}/", locale.tag()),
        languages: Locale::ALL.map(|other| (other, format!("/{}/{path}", other.tag()))).to_vec(),
        leave_to: app.config.intake.leave_to.clone(),
        banners: demonstration().collect(),
        script: None,
    }
}

/// What every page bears in a build that can make a demonstration; a release is none.
fn demonstration() -> impl Iterator<Item = Banner> {
    cfg!(feature = "demo").then_some(Banner::Demo).into_iter()
}

fn plain_key(which: Which, locale: Locale) -> Key {
    Key { which, locale, address: String::new(), keyring: Digest::ZERO, published: true, status: None }
}

/// The language the browser asks for.
pub(super) fn asked(request: &HttpRequest) -> Locale {
    Locale::negotiate(request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()))
}

/// The language that the address names.
pub(in crate::intake) fn named_locale(tag: &str) -> Result<Locale, Failure> {
    Locale::from_tag(tag).ok_or_else(|| Failure::new(Problem::NotFound))
}
