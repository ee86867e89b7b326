//! Takes a draft: every check that needs the database, then the comment, in one transaction.

use sqlx::Row;

use super::comments::{self, New, Place};
use super::idempotency::{Answer, Key};
use super::{Store, Write, rate, threads};
use crate::config::Moderation;
use crate::model::Caller;
use crate::model::comment::{Author, Replies, Sight};
use crate::model::draft::Draft;
use crate::model::problem::{Field, Kind, Problem};
use crate::model::state::State;
use crate::model::thread::{MAX_DEPTH, ThreadState};
use crate::model::time::{self, Millis};

/// A draft with its circumstances.
pub struct Post {
    pub draft: Draft,
    pub caller: Caller,
    /// Whom the rate limit counts.
    pub address: String,
    pub key: Option<Key>,
}

/// What the site's owner decided about new comments.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    pub moderation: Moderation,
    /// Comments a minute from one address; 0 is any number.
    pub rate_limit: i64,
}

impl Store {
    /// Keeps a comment and returns the answer; nothing is kept when any check fails.
    pub async fn post(&self, post: Post, policy: Policy) -> Result<Answer, Problem> {
        let now = time::now();
        let mut write = self.write().await?;
        if let Some(key) = &post.key
            && let Some(answer) = key.take(&mut write, now).await?
        {
            return Ok(answer);
        }
        let id = keep(&mut write, &post, policy, now).await?;
        let Some(kept) = comments::find(&mut write, id).await? else {
            return Err(Problem::not_found("comment"));
        };
        let sight = if post.caller == Caller::Moderator { Sight::Moderator } else { Sight::Author };
        let status = if kept.comment.state == State::Approved { 201 } else { 202 };
        let body = kept.comment.represent(sight, Replies::default()).to_string();
        let answer = Answer { status, comment: id, body };
        if let Some(key) = &post.key {
            key.keep(&mut write, &answer).await?;
        }
        write.commit().await?;
        Ok(answer)
    }
}

async fn keep(write: &mut Write, post: &Post, policy: Policy, now: Millis) -> Result<i64, Problem> {
    let draft = &post.draft;
    let url = draft.thread_url.as_deref();
    let thread = threads::open(write, &draft.thread, url, draft.thread_title.as_deref()).await?;
    let number = match (thread.state, thread.id) {
        (ThreadState::Open, Some(id)) => id,
        _ => return Err(Problem::new(Kind::Closed, "this thread takes no more comments")),
    };
    let parent = match &draft.parent {
        Some(id) => Some(place(write, number, id).await?),
        None => None,
    };
    refuse_twin(write, number, parent, draft).await?;
    if post.caller == Caller::Reader {
        rate::count(write, &post.address, policy.rate_limit, now).await?;
    }
    let moderator = post.caller == Caller::Moderator;
    let author = Author {
        name: Some(draft.name.clone()),
        url: draft.url.clone(),
        email: draft.email.clone(),
        avatar: None,
        roles: if moderator { "moderator".to_owned() } else { String::new() },
    };
    let state =
        if moderator { State::Approved } else { first_state(write, draft, policy.moderation).await? };
    let new = New {
        thread: number,
        parent,
        kind: "comment".to_owned(),
        state,
        author,
        title: None,
        lang: draft.lang.clone(),
        body: draft.body.clone(),
        via_url: None,
        via_name: None,
        created: now,
        edited: None,
        pinned: false,
    };
    comments::insert(write, new).await
}

/// Where a reply hangs; the comment it answers must be there for everybody.
async fn place(write: &mut Write, thread: i64, id: &str) -> Result<Place, Problem> {
    let refused = |detail: &str| Problem {
        fields: vec![Field { pointer: "/parent", detail: detail.to_owned() }],
        ..Problem::new(Kind::Conflict, detail)
    };
    let found = match id.parse() {
        Ok(id) => comments::find(write, id).await?,
        Err(_) => None,
    };
    let comment = found.map(|kept| kept.comment);
    let Some(parent) = comment.filter(|c| c.state.is_public() && c.thread.id == Some(thread)) else {
        return Err(refused("expected a comment of this thread, found none with this id"));
    };
    if parent.depth >= MAX_DEPTH {
        return Err(refused("expected a comment that can still be answered, found one nested too deep"));
    }
    Ok(Place { id: parent.id, root: parent.root.unwrap_or(parent.id), depth: parent.depth })
}

/// The same words by the same person at the same place are one comment sent twice.
async fn refuse_twin(
    write: &mut Write,
    thread: i64,
    parent: Option<Place>,
    draft: &Draft,
) -> Result<(), Problem> {
    let query = sqlx::query(
        "SELECT id FROM comments WHERE thread = $1 AND COALESCE(parent, 0) = $2 AND author_name = $3 \
         AND COALESCE(author_email, '') = $4 AND source = $5 AND state NOT IN ('trashed', 'deleted') LIMIT 1",
    );
    let query = query.bind(thread).bind(parent.map_or(0, |parent| parent.id)).bind(&draft.name);
    let query = query.bind(draft.email.as_deref().unwrap_or_default()).bind(&draft.body.source);
    match query.fetch_optional(&mut **write).await? {
        Some(_) => Err(Problem::new(Kind::Duplicate, "this thread has the same comment by the same author")),
        None => Ok(()),
    }
}

async fn first_state(write: &mut Write, draft: &Draft, moderation: Moderation) -> Result<State, Problem> {
    let known = match (moderation, &draft.email) {
        (Moderation::None, _) => true,
        (Moderation::All, _) | (Moderation::First, None) => false,
        (Moderation::First, Some(email)) => {
            let query = sqlx::query(
                "SELECT COUNT(*) AS total FROM comments WHERE author_email = $1 AND state = 'approved'",
            );
            query.bind(email).fetch_one(&mut **write).await?.try_get::<i64, _>("total")? > 0
        }
    };
    Ok(if known { State::Approved } else { State::Pending })
}
