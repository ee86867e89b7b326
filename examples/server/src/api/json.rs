//! The JSON document of a request, or a clear refusal.

use std::future::poll_fn;
use std::pin::Pin;

use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::{FromRequest, Request, State};
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use tokio::time::timeout;

use super::App;
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

/// Receives a request whole before anybody answers it, because a connection that is closed on unread bytes takes the
/// refusal with it; then gives the answer its time.
pub async fn receive(State(app): State<App>, request: Request, next: Next) -> Response {
    let time = app.config.timeout;
    let (parts, body) = request.into_parts();
    let body = match timeout(time, whole(body)).await {
        Ok(Ok(body)) => body,
        Ok(Err(problem)) => return problem.into_response(),
        Err(_) => {
            let detail = format!("expected the whole request within {} seconds", time.as_secs());
            return Problem::new(Kind::TooSlow, detail).into_response();
        }
    };
    match timeout(time, next.run(Request::from_parts(parts, body))).await {
        Ok(response) => response,
        Err(_) => Problem::new(Kind::Unavailable, "this took too long").after(5).into_response(),
    }
}

/// A body as it came, unless there was too much of it; what is too much is not kept.
async fn whole(mut body: Body) -> Result<Body, Problem> {
    let mut kept = Vec::new();
    let mut received = 0;
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let frame = frame.map_err(|_| Problem::new(Kind::Malformed, "the document ended early"))?;
        let Ok(data) = frame.into_data() else { continue };
        received += data.len();
        if received > MOST {
            break;
        }
        if received <= LIMIT {
            kept.extend_from_slice(&data);
        }
    }
    if received > LIMIT { Err(too_large()) } else { Ok(Body::from(kept)) }
}

fn too_large() -> Problem {
    Problem::new(Kind::TooLarge, format!("expected at most {LIMIT} bytes"))
}

/// Room for the longest comment with every character escaped.
const LIMIT: usize = 128 * 1024;
/// What is received only to be refused.
const MOST: usize = 1024 * 1024;
