//! What goes back: documents that caches can revalidate, other documents, problems.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::model::Caller;
use crate::model::problem::{Kind, Problem};

/// A document that may be kept as long as it is revalidated; 304 when the client has it already.
pub fn document(request: &HeaderMap, caller: Caller, value: &Value) -> Response {
    let body = value.to_string();
    let tag = tag(&body);
    let known = request.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let known = known.flat_map(|tags| tags.split(',')).any(|known| matches(known, &tag));
    let cache = if caller == Caller::Moderator { "private, no-cache" } else { "no-cache" };
    let headers = [(ETAG, tag), (CACHE_CONTROL, cache.to_owned())];
    if known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, [(CONTENT_TYPE, JSON)], body).into_response()
}

/// Whether a tag that a client sent, perhaps weakened on the way, is this one.
pub fn matches(sent: &str, tag: &str) -> bool {
    let sent = sent.trim();
    sent == "*" || sent.strip_prefix("W/").unwrap_or(sent) == tag
}

/// The entity tag of a representation.
pub fn tag(body: &str) -> String {
    format!("\"{}\"", digest(body.as_bytes(), 16))
}

/// The first digits of a digest.
pub fn digest(bytes: &[u8], digits: usize) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>().chars().take(digits).collect()
}

/// A document that is not to be kept.
pub fn fresh(status: u16, headers: &[(HeaderName, String)], body: String) -> Response {
    let mut response = ([(CACHE_CONTROL, "no-store"), (CONTENT_TYPE, JSON)], body).into_response();
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    for (name, value) in headers {
        if let Ok(value) = value.parse() {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = Response::new(Body::from(self.document().to_string()));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, PROBLEM);
        headers.insert(CACHE_CONTROL, NO_STORE);
        if self.kind == Kind::LoginRequired {
            headers.insert(WWW_AUTHENTICATE, BEARER);
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(RETRY_AFTER, seconds.into());
        }
        response
    }
}

const JSON: &str = "application/json";
const PROBLEM: HeaderValue = HeaderValue::from_static("application/problem+json");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
const BEARER: HeaderValue = HeaderValue::from_static("Bearer");
