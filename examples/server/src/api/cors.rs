//! Which pages of other origins may read and write, and the headers every answer has.
//!
//! Without a list, any page may read and none may write; listed origins may do both, with credentials.

use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_METHOD, ORIGIN, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::App;

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
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
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
