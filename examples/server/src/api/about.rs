//! Small answers: a preview, who one is, whether all is well, and the protocol's own description.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Value, json};

use super::App;
use super::answer::{document, fresh};
use super::caller::Moderator;
use super::json::Document;
use crate::model::Caller;
use crate::model::draft::Body;
use crate::model::problem::{Kind, Problem};
use crate::text;

/// `POST /previews`: a text as it would be shown.
pub async fn preview(Document(document): Document) -> Result<Response, Problem> {
    let body = Body::parse_preview(&document)?;
    Ok(fresh(200, &[], json!({ "html": text::html(&body) }).to_string()))
}

/// `GET /me`: the account behind the token.
pub async fn me(_: Moderator) -> Response {
    let account = json!({ "id": "moderator", "name": "Moderator", "roles": ["moderator"] });
    fresh(200, &[], account.to_string())
}

/// `GET /health`: whether the database answers.
pub async fn health(State(app): State<App>) -> Result<Response, Problem> {
    app.store.is_healthy().await?;
    Ok(fresh(200, &[], json!({ "status": "ok" }).to_string()))
}

/// `GET /openapi.json`: the description of everything here.
pub async fn openapi(headers: HeaderMap) -> Result<Response, Problem> {
    let description: Value = serde_json::from_str(OPENAPI)
        .map_err(|error| Problem::new(Kind::Internal, format!("the description is not JSON: {error}")))?;
    Ok(document(&headers, Caller::Reader, &description))
}

const OPENAPI: &str = include_str!("../../openapi.json");
