//! Which pages of other origins may read and write, and the headers every answer has.
//!
//! Without a list, any page may read and none may write; listed origins may do both, with credentials.

use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_METHOD, HOST, ORIGIN, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::App;
use crate::model::problem::{Kind, Problem};

/// Answers preflights itself and adds headers to what the handlers answer.
pub async fn answer(State(app): State<App>, request: Request, next: Next) -> Response {
    let rights = Rights::of(&app.config.origins, request.headers().get(ORIGIN));
    let preflight =
        request.method() == Method::OPTIONS && request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let mut response =
        if preflight { StatusCode::NO_CONTENT.into_response() } else { next.run(request).await };
    let headers = response.headers_mut();
    if preflight {
        rights.announce(headers);
    }
    rights.sign(headers);
    headers.insert(VARY, VARIES);
    response
}

/// Refuses what pages without the right to write send.
pub async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let rights = Rights::of(&app.config.origins, request.headers().get(ORIGIN));
    if matches!(rights, Rights::Read) && writes(request.method()) && is_foreign(request.headers()) {
        let detail = "expected a page of this site or of an origin named with --origin";
        return Problem::new(Kind::ForeignOrigin, detail).into_response();
    }
    next.run(request).await
}

fn writes(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Whether a page of another origin sent this. A browser tells by `Sec-Fetch-Site`, which no page can forge and no proxy
/// rewrites; an older one by an `Origin` that is not where it sent to. What is no browser tells neither.
fn is_foreign(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site != "same-origin" && site != "none";
    }
    let Some(origin) = headers.get(ORIGIN) else { return false };
    let page = origin.to_str().ok().and_then(|origin| origin.split_once("://")).map(|(_, host)| host);
    let here = headers.get(HOST).and_then(|host| host.to_str().ok());
    page.is_none() || page != here
}

/// What a page of some origin may do.
enum Rights {
    Read,
    /// Everything, but without credentials.
    Write,
    /// Everything, with credentials, as this origin.
    Full(HeaderValue),
}

impl Rights {
    fn of(known: &[String], origin: Option<&HeaderValue>) -> Self {
        match origin {
            Some(origin) if known.iter().any(|known| known.as_bytes() == origin.as_bytes()) => {
                Self::Full(origin.clone())
            }
            _ if known.iter().any(|known| known == "*") => Self::Write,
            _ => Self::Read,
        }
    }

    fn announce(&self, headers: &mut HeaderMap) {
        let methods = if matches!(self, Self::Read) { "GET, HEAD" } else { "GET, HEAD, POST, PATCH, DELETE" };
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static(methods));
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED);
        headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("7200"));
    }

    fn sign(self, headers: &mut HeaderMap) {
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        match self {
            Self::Full(origin) => {
                headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
                headers.insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
            }
            Self::Read | Self::Write => {
                headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
            }
        }
    }
}

const VARIES: HeaderValue = HeaderValue::from_static("Cookie, Authorization, Accept-Language, Origin");
const EXPOSED: HeaderValue = HeaderValue::from_static("ETag, Link, Location, Retry-After");
const ALLOWED: HeaderValue =
    HeaderValue::from_static("Authorization, Content-Type, Idempotency-Key, If-Match, Prefer, X-CSRF-Token");
