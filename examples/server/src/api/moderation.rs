//! What waits for a moderator, and what a moderator does about it.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::json;

use super::App;
use super::answer::document;
use super::caller::{Id, Moderator};
use super::change::changed;
use super::json::Document;
use super::query::Query;
use crate::model::Caller;
use crate::model::fields::Fields;
use crate::model::problem::Problem;
use crate::model::state::{Action, State as CommentState};
use crate::store::page::{From, Sort};

/// `POST /comments/{id}/moderation`: carries out an action and answers with the comment.
pub async fn moderate(
    State(app): State<App>,
    _: Moderator,
    Id(id): Id,
    Document(document): Document,
) -> Result<Response, Problem> {
    let mut fields = Fields::of(&document);
    let word = fields.required("/action");
    let action = word.and_then(Action::parse);
    if let (Some(word), None) = (word, action) {
        let known: Vec<&str> = Action::ALL.iter().map(|(word, _)| *word).collect();
        fields.refuse("/action", format!("expected one of {}, found {word:?}", known.join(", ")));
    }
    let note = fields.text("/note").filter(|note| !note.is_empty()).map(without_controls);
    let action = fields.finish(action)?;
    app.store.moderate(id, action, note).await?;
    changed(&app, id).await
}

/// `GET /moderation`: comments of all threads in one state, oldest first.
pub async fn queue(
    State(app): State<App>,
    _: Moderator,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let state = query.word("state", &CommentState::ALL, CommentState::Pending)?;
    let (limit, cursor) = (query.limit()?, query.cursor()?);
    let page = app.store.page(From::Queue(state), Sort::Oldest, cursor, limit, Caller::Moderator).await?;
    let mut items = app.store.with_replies(&page.comments, Caller::Moderator).await?;
    for (item, kept) in items.iter_mut().zip(&page.comments) {
        item["thread"] = kept.comment.thread.name();
    }
    let total = app.store.queued(state).await?;
    let value = json!({ "total": total, "items": items, "next": page.next.map(|next| next.write()) });
    Ok(document(&headers, Caller::Moderator, &value))
}

fn without_controls(note: &str) -> String {
    note.chars().filter(|character| !character.is_control()).take(500).collect()
}
