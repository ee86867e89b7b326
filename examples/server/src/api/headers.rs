//! Headers that keep an answer from being anything but an answer.

use axum::http::HeaderValue;
use axum::http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::Response;

/// No answer is taken for another type; an answer of the protocol, opened as a page, does nothing and is in no frame.
/// Pages of `--site` have policies of their own.
pub async fn protect(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if !is_file(headers) {
        headers.insert(CONTENT_SECURITY_POLICY, NOTHING);
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    }
    response
}

fn is_file(headers: &HeaderMap) -> bool {
    let sort = headers.get(CONTENT_TYPE).and_then(|sort| sort.to_str().ok()).unwrap_or_default();
    !matches!(sort, "" | "application/json" | "application/problem+json")
}

const NOTHING: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
