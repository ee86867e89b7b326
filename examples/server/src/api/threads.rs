//! Threads as wholes: their state, and how many comments they have.

use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::App;
use super::answer::{document, fresh};
use super::caller::Moderator;
use super::json::Document;
use super::query::{Query, wrong};
use crate::model::Caller;
use crate::model::fields::Fields;
use crate::model::key::ThreadKey;
use crate::model::problem::Problem;
use crate::model::thread::ThreadState;

/// `PATCH /threads`: opens, closes or hides a thread.
pub async fn change(
    State(app): State<App>,
    _: Moderator,
    query: Query,
    Document(document): Document,
) -> Result<Response, Problem> {
    let key = query.thread()?;
    let mut fields = Fields::of(&document);
    let word = fields.required("/state");
    let state = word.and_then(ThreadState::parse);
    if let (Some(word), None) = (word, state) {
        fields.refuse("/state", format!("expected one of open, closed, hidden, found {word:?}"));
    }
    let thread = app.store.set_thread_state(&key, fields.finish(state)?).await?;
    let value = thread.represent(Caller::Moderator, !app.config.login_required);
    Ok(fresh(200, &[], value.to_string()))
}

/// `GET /counts`: what readers see of up to a hundred threads, under the names they were asked by.
pub async fn counts(State(app): State<App>, query: Query, headers: HeaderMap) -> Result<Response, Problem> {
    let names = query.all("thread");
    if names.is_empty() || names.len() > MAX_THREADS {
        return Err(wrong("thread", &format!("expected 1 to {MAX_THREADS} threads, found {}", names.len())));
    }
    let mut counts = Map::new();
    for name in names {
        let key = ThreadKey::parse(name).map_err(|detail| wrong("thread", &detail))?;
        counts.insert(name.to_owned(), Value::from(app.store.count(&key).await?));
    }
    let mut response = document(&headers, Caller::Reader, &json!({ "counts": counts }));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    Ok(response)
}

const MAX_THREADS: usize = 100;
