//! Reading: the list of a thread, the replies to a comment, one comment.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Value, json};

use super::App;
use super::answer::document;
use super::caller::Id;
use super::query::Query;
use crate::model::Caller;
use crate::model::problem::Problem;
use crate::model::thread::{Thread, ThreadState};
use crate::store::comments::Kept;
use crate::store::page::{From, Page, Sort, Totals};

/// `GET /comments`: a page of a thread's roots, or of the replies to `parent`.
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let thread = app.store.thread(&query.thread()?).await?;
    let sort = query.word("sort", &Sort::ALL, Sort::Oldest)?;
    let (limit, cursor) = (query.limit()?, query.cursor()?);
    let parent = query.one("parent")?;
    let from = match (thread.id.filter(|_| is_readable(&thread, caller)), parent) {
        (_, Some(id)) => Some(From::Replies(parent_of(&app, &thread, caller, id).await?)),
        (Some(id), None) => Some(From::Roots(id)),
        (None, None) => None,
    };
    // Replies are a conversation: they stay in the order in which they were written.
    let sort = if parent.is_some() { Sort::Oldest } else { sort };
    let page = match from {
        Some(from) => app.store.page(from, sort, cursor, limit, caller).await?,
        None => Page { comments: Vec::new(), next: None },
    };
    let totals = match (from, thread.id) {
        (Some(_), Some(id)) => app.store.totals(id, caller).await?,
        _ => Totals { total: 0, roots: 0 },
    };
    let items = app.store.with_replies(&page.comments, caller).await?;
    let value = json!({
        "thread": thread.represent(caller, !app.config.login_required),
        "total": totals.total, "roots": totals.roots, "items": items, "next": page.next.map(|next| next.write()),
    });
    Ok(document(&headers, caller, &value))
}

/// `GET /comments/{id}`: one comment with its first replies.
pub async fn one(
    State(app): State<App>,
    caller: Caller,
    Id(id): Id,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    Ok(document(&headers, caller, &visible(&app, caller, id).await?))
}

/// The representation of a comment, if this caller may know of it.
pub async fn visible(app: &App, caller: Caller, id: i64) -> Result<Value, Problem> {
    let kept = app.store.comment(id).await?.filter(|kept| is_visible(kept, caller));
    let kept = kept.ok_or_else(|| Problem::not_found("comment"))?;
    let items = app.store.with_replies(&[kept], caller).await?;
    items.into_iter().next().ok_or_else(|| Problem::not_found("comment"))
}

async fn parent_of(app: &App, thread: &Thread, caller: Caller, id: &str) -> Result<i64, Problem> {
    let missing = || Problem::not_found("comment in this thread");
    let kept = app.store.comment(id.parse().map_err(|_| missing())?).await?;
    let kept = kept.filter(|kept| kept.comment.thread.id == thread.id && is_visible(kept, caller));
    kept.map(|kept| kept.comment.id).ok_or_else(missing)
}

fn is_visible(kept: &Kept, caller: Caller) -> bool {
    let comment = &kept.comment;
    caller == Caller::Moderator
        || is_readable(&comment.thread, caller) && (comment.state.is_public() || kept.public_replies > 0)
}

fn is_readable(thread: &Thread, caller: Caller) -> bool {
    caller == Caller::Moderator || thread.state != ThreadState::Hidden
}
