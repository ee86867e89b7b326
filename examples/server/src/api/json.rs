//! The JSON document of a request, or a clear refusal.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::Method;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use crate::model::problem::{Kind, Problem};

/// The document that was sent.
pub struct Document(pub Value);

impl<S: Sync> FromRequest<S> for Document {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let sort =
            request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let sort = sort.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let patch = request.method() == Method::PATCH;
        if sort != "application/json" && !(patch && sort == "application/merge-patch+json") {
            let expected = if patch { "application/merge-patch+json" } else { "application/json" };
            let detail = format!("expected Content-Type {expected}, found {sort:?}");
            return Err(Problem::new(Kind::UnsupportedMediaType, detail));
        }
        let bytes = to_bytes(request.into_body(), LIMIT).await.map_err(|_| too_large())?;
        let read = serde_json::from_slice(&bytes);
        read.map(Self).map_err(|error| Problem::new(Kind::Malformed, format!("expected JSON: {error}")))
    }
}

/// Receives a request whole before anybody answers it: a connection that is closed on unread bytes takes
/// the refusal with it.
pub async fn receive(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    match to_bytes(body, MOST).await {
        Ok(bytes) if bytes.len() <= LIMIT => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Ok(_) => too_large().into_response(),
        Err(_) if announced(&parts) > MOST => too_large().into_response(),
        Err(_) => Problem::new(Kind::Malformed, "the document ended early or never ended").into_response(),
    }
}

fn announced(parts: &Parts) -> usize {
    let length = parts.headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    length.and_then(|length| length.parse().ok()).unwrap_or(0)
}

fn too_large() -> Problem {
    Problem::new(Kind::TooLarge, format!("expected at most {LIMIT} bytes"))
}

/// Room for the longest comment with every character escaped.
const LIMIT: usize = 128 * 1024;
/// What is received only to be refused.
const MOST: usize = 1024 * 1024;
