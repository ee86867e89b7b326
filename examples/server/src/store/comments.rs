//! Comments by themselves: reading one, writing one, and keeping its ancestors' counters right.

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use super::{Store, Write};
use crate::model::comment::{Author, Comment};
use crate::model::draft::{Body, Format};
use crate::model::problem::Problem;
use crate::model::state::State;
use crate::model::thread::{Thread, ThreadState};
use crate::model::time::Millis;

/// Columns of every query that reads comments; `c` is the comment, `t` its thread.
pub(super) const COLUMNS: &str = "c.id, c.thread, c.parent, c.root, c.depth, c.kind, c.state, c.previous, \
    c.reason, c.pinned, c.author_name, c.author_url, c.author_email, c.author_avatar, c.author_roles, c.title, \
    c.lang, c.source, c.format, c.via_url, c.via_name, c.created, c.edited, c.public_replies, \
    t.key AS thread_key, t.url AS thread_url, t.title AS thread_title, t.state AS thread_state";

/// The tables of every query that reads comments.
pub(super) const TABLES: &str = "comments c JOIN threads t ON t.id = c.thread";

/// A comment with what only the database counts.
#[derive(Debug)]
pub struct Kept {
    pub comment: Comment,
    /// Descendants that everybody sees.
    pub public_replies: i64,
}

impl Store {
    /// Reads one comment, whoever may see it.
    pub async fn comment(&self, id: i64) -> Result<Option<Kept>, Problem> {
        let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE c.id = $1");
        let row = sqlx::query(AssertSqlSafe(sql)).bind(id).fetch_optional(&self.pool).await?;
        Ok(row.as_ref().map(Kept::read).transpose()?)
    }
}

/// Reads one comment within a transaction, so that nothing changes between reading and writing.
pub async fn find(write: &mut Write, id: i64) -> Result<Option<Kept>, Problem> {
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE c.id = $1");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(id).fetch_optional(&mut **write).await?;
    Ok(row.as_ref().map(Kept::read).transpose()?)
}

/// Whether a thread has no comments at all.
pub async fn is_empty(write: &mut Write, thread: i64) -> Result<bool, Problem> {
    let query = sqlx::query("SELECT id FROM comments WHERE thread = $1 LIMIT 1").bind(thread);
    Ok(query.fetch_optional(&mut **write).await?.is_none())
}

/// A comment that is about to be kept.
#[derive(Debug)]
pub struct New {
    pub thread: i64,
    pub parent: Option<Place>,
    pub kind: String,
    pub state: State,
    pub author: Author,
    pub title: Option<String>,
    pub lang: Option<String>,
    pub body: Body,
    pub via_url: Option<String>,
    pub via_name: Option<String>,
    pub created: Millis,
    pub edited: Option<Millis>,
    pub pinned: bool,
}

/// Where in the tree a reply hangs.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub id: i64,
    pub root: i64,
    pub depth: i64,
}

/// Keeps a comment and returns its id.
pub async fn insert(write: &mut Write, new: New) -> Result<i64, Problem> {
    let id: i64 = sqlx::query(
        "INSERT INTO comments (thread, parent, root, depth, kind, state, author_name, author_url, author_email, \
         author_avatar, author_roles, title, lang, source, format, via_url, via_name, created, edited, \
         pinned) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) \
         RETURNING id",
    )
    .bind(new.thread)
    .bind(new.parent.map(|parent| parent.id))
    .bind(new.parent.map(|parent| parent.root))
    .bind(new.parent.map_or(0, |parent| parent.depth + 1))
    .bind(new.kind)
    .bind(new.state.word())
    .bind(new.author.name)
    .bind(new.author.url)
    .bind(new.author.email)
    .bind(new.author.avatar)
    .bind(new.author.roles)
    .bind(new.title)
    .bind(new.lang)
    .bind(new.body.source)
    .bind(new.body.format.word())
    .bind(new.via_url)
    .bind(new.via_name)
    .bind(new.created)
    .bind(new.edited)
    .bind(i64::from(new.pinned))
    .fetch_one(&mut **write)
    .await?
    .try_get("id")?;
    let parent = new.parent.map(|parent| parent.id);
    count(write, parent, i64::from(new.state.is_public()), i64::from(new.state.is_kept())).await?;
    Ok(id)
}

/// Adds to the counters of a comment and all its ancestors.
pub async fn count(write: &mut Write, from: Option<i64>, public: i64, kept: i64) -> Result<(), Problem> {
    if public == 0 && kept == 0 {
        return Ok(());
    }
    sqlx::query(
        "WITH RECURSIVE above (id, parent) AS ( \
           SELECT id, parent FROM comments WHERE id = $1 \
           UNION ALL SELECT c.id, c.parent FROM comments c JOIN above ON c.id = above.parent) \
         UPDATE comments SET public_replies = public_replies + $2, kept_replies = kept_replies + $3 \
         WHERE id IN (SELECT id FROM above)",
    )
    .bind(from)
    .bind(public)
    .bind(kept)
    .execute(&mut **write)
    .await?;
    Ok(())
}

impl Kept {
    pub(super) fn read(row: &AnyRow) -> Result<Self, sqlx::Error> {
        let state: String = row.try_get("state")?;
        let previous: Option<String> = row.try_get("previous")?;
        let format: String = row.try_get("format")?;
        let thread_state: String = row.try_get("thread_state")?;
        let comment = Comment {
            id: row.try_get("id")?,
            thread: Thread {
                id: Some(row.try_get("thread")?),
                key: row.try_get("thread_key")?,
                url: row.try_get("thread_url")?,
                title: row.try_get("thread_title")?,
                state: ThreadState::parse(&thread_state).unwrap_or(ThreadState::Hidden),
            },
            parent: row.try_get("parent")?,
            root: row.try_get("root")?,
            depth: row.try_get("depth")?,
            kind: row.try_get("kind")?,
            state: State::parse(&state).unwrap_or(State::Pending),
            previous: previous.as_deref().and_then(State::parse),
            reason: row.try_get("reason")?,
            pinned: row.try_get::<i64, _>("pinned")? != 0,
            author: Author {
                name: row.try_get("author_name")?,
                url: row.try_get("author_url")?,
                email: row.try_get("author_email")?,
                avatar: row.try_get("author_avatar")?,
                roles: row.try_get("author_roles")?,
            },
            title: row.try_get("title")?,
            lang: row.try_get("lang")?,
            body: Body {
                source: row.try_get("source")?,
                format: Format::parse(&format).unwrap_or(Format::Text),
            },
            via_url: row.try_get("via_url")?,
            via_name: row.try_get("via_name")?,
            created: row.try_get("created")?,
            edited: row.try_get("edited")?,
        };
        Ok(Self { comment, public_replies: row.try_get("public_replies")? })
    }
}
