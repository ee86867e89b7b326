//! `PATCH` and `DELETE /comments/{id}`, for the moderator.

use axum::extract::State;
use axum::http::header::{ETAG, IF_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::App;
use super::answer::{fresh, matches, tag};
use super::caller::{Id, Moderator};
use super::comments::visible;
use super::json::Document;
use super::query::Query;
use crate::model::Caller;
use crate::model::draft::Body;
use crate::model::problem::{Kind, Problem};

/// Gives a comment a new text; with `If-Match` only if it is still what the caller saw.
pub async fn edit(
    State(app): State<App>,
    _: Moderator,
    Id(id): Id,
    headers: HeaderMap,
    Document(document): Document,
) -> Result<Response, Problem> {
    let body = Body::parse(&document)?;
    let before = app.store.comment(id).await?.ok_or_else(|| Problem::not_found("comment"))?;
    let current = tag(&visible(&app, Caller::Moderator, id).await?.to_string());
    let expected: Vec<&str> =
        headers.get_all(IF_MATCH).iter().filter_map(|value| value.to_str().ok()).collect();
    let is_current = expected.iter().flat_map(|tags| tags.split(',')).any(|tag| matches(tag, &current));
    if headers.contains_key(IF_MATCH) && !is_current {
        return Err(Problem::new(Kind::Changed, "If-Match: the comment changed since it was read"));
    }
    app.store.edit(id, body, before.comment.edited).await?;
    changed(&app, id).await
}

/// Removes a comment; one with replies leaves a tombstone.
pub async fn remove(
    State(app): State<App>,
    _: Moderator,
    Id(id): Id,
    query: Query,
) -> Result<Response, Problem> {
    query.word("purge", &[("true", true), ("false", false)], false)?;
    if app.store.remove(id).await? {
        return changed(&app, id).await;
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The comment after a change, as the moderator sees it.
pub async fn changed(app: &App, id: i64) -> Result<Response, Problem> {
    let body = visible(app, Caller::Moderator, id).await?.to_string();
    Ok(fresh(200, &[(ETAG, tag(&body))], body))
}
