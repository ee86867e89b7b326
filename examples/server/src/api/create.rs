//! `POST /comments`: 201 when the comment is public at once, 202 when it waits for a moderator.

use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::http::header::LOCATION;
use axum::response::Response;
use serde_json::Value;

use super::App;
use super::answer::{digest, fresh};
use super::caller::Address;
use super::json::Document;
use crate::model::Caller;
use crate::model::draft::Draft;
use crate::model::problem::{Kind, Problem};
use crate::store::create::{Policy, Post};
use crate::store::idempotency::Key;

/// Takes a comment; the same `Idempotency-Key` with the same document is the same comment for a day.
pub async fn create(
    State(app): State<App>,
    caller: Caller,
    Address(address): Address,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    Document(document): Document,
) -> Result<Response, Problem> {
    let key = idempotency_key(&headers, caller, &document)?;
    let draft = Draft::parse(&document)?;
    if app.config.login_required && caller == Caller::Reader {
        return Err(Problem::new(Kind::LoginRequired, "only who has signed in may comment here"));
    }
    let policy = Policy { moderation: app.config.moderation, rate_limit: app.config.rate_limit };
    let answer = app.store.post(Post { draft, caller, address, key }, policy).await?;
    let location = format!("{}/{}", uri.path(), answer.comment);
    Ok(fresh(answer.status, &[(LOCATION, location)], answer.body))
}

fn idempotency_key(headers: &HeaderMap, caller: Caller, document: &Value) -> Result<Option<Key>, Problem> {
    let Some(header) = headers.get("idempotency-key") else { return Ok(None) };
    let text = header.to_str().unwrap_or_default();
    let quoted = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    let key = quoted.unwrap_or(text);
    let plain = key.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"');
    if key.is_empty() || key.len() > MAX_KEY || !plain {
        let detail =
            format!("Idempotency-Key: expected 1 to {MAX_KEY} visible ASCII characters, found {text:?}");
        return Err(Problem::new(Kind::Malformed, detail));
    }
    let fingerprint = digest(format!("{caller:?} {document}").as_bytes(), 64);
    Ok(Some(Key { key: key.to_owned(), fingerprint }))
}

const MAX_KEY: usize = 128;
