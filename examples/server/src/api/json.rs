//! The JSON document of a request, or a clear refusal.

use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
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
        let bytes = to_bytes(request.into_body(), LIMIT)
            .await
            .map_err(|_| Problem::new(Kind::TooLarge, format!("expected at most {LIMIT} bytes")))?;
        let read = serde_json::from_slice(&bytes);
        read.map(Self).map_err(|error| Problem::new(Kind::Malformed, format!("expected JSON: {error}")))
    }
}

/// Room for the longest comment with every character escaped.
const LIMIT: usize = 128 * 1024;
