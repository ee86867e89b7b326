//! Changes to a comment that exists: the moderator's actions, a new text, removal.

use super::comments::{self, Kept};
use super::{Store, Write};
use crate::model::draft::Body;
use crate::model::problem::{Kind, Problem};
use crate::model::state::{Action, Outcome, State};
use crate::model::time::{self, Millis};

impl Store {
    /// Carries out a moderator's action, when the comment's state allows it.
    pub async fn moderate(&self, id: i64, action: Action, note: Option<String>) -> Result<(), Problem> {
        let mut write = self.write().await?;
        let comment = existing(&mut write, id).await?.comment;
        let Some(outcome) = action.on(comment.state, comment.previous) else {
            let detail = format!("this action is not possible while the comment is {}", comment.state.word());
            return Err(Problem::new(Kind::Conflict, detail));
        };
        match outcome {
            Outcome::Same => {}
            Outcome::To(state) => {
                let before = Some(comment.state).filter(|_| matches!(state, State::Spam | State::Trashed));
                let query = sqlx::query("UPDATE comments SET state = $1, previous = $2 WHERE id = $3");
                let query = query.bind(state.word()).bind(before.map(State::word)).bind(id);
                query.execute(&mut *write).await?;
                recount(&mut write, comment.parent, comment.state, state).await?;
            }
            Outcome::Pinned(pinned) => {
                let query = sqlx::query("UPDATE comments SET pinned = $1 WHERE id = $2");
                query.bind(i64::from(pinned)).bind(id).execute(&mut *write).await?;
            }
        }
        if let Some(note) = note {
            let query = sqlx::query("UPDATE comments SET reason = $1 WHERE id = $2");
            query.bind(note).bind(id).execute(&mut *write).await?;
        }
        Ok(write.commit().await?)
    }

    /// Gives a comment a new text, unless somebody else did since it was read.
    pub async fn edit(&self, id: i64, body: Body, seen: Option<Millis>) -> Result<(), Problem> {
        let mut write = self.write().await?;
        let kept = existing(&mut write, id).await?;
        if kept.comment.state == State::Deleted {
            return Err(Problem::new(Kind::Conflict, "a deleted comment has no text"));
        }
        if kept.comment.edited != seen {
            return Err(Problem::new(Kind::Changed, "the comment changed since it was read"));
        }
        let query = sqlx::query("UPDATE comments SET source = $1, format = $2, edited = $3 WHERE id = $4");
        let query = query.bind(body.source).bind(body.format.word()).bind(time::now()).bind(id);
        query.execute(&mut *write).await?;
        Ok(write.commit().await?)
    }

    /// Removes a comment; one with replies leaves a tombstone without a word of its author. Returns whether
    /// the tombstone is there.
    pub async fn remove(&self, id: i64) -> Result<bool, Problem> {
        let mut write = self.write().await?;
        let comment = existing(&mut write, id).await?.comment;
        recount(&mut write, comment.parent, comment.state, State::Deleted).await?;
        let stays = has_replies(&mut write, id).await?;
        if stays {
            let query = sqlx::query(
                "UPDATE comments SET state = 'deleted', previous = NULL, reason = NULL, pinned = 0, \
                 author_name = NULL, author_url = NULL, author_email = NULL, author_avatar = NULL, \
                 author_roles = '', title = NULL, source = '', via_url = NULL, via_name = NULL WHERE id = $1",
            );
            query.bind(id).execute(&mut *write).await?;
        } else {
            sqlx::query("DELETE FROM comments WHERE id = $1").bind(id).execute(&mut *write).await?;
            sweep(&mut write, comment.parent).await?;
        }
        write.commit().await?;
        Ok(stays)
    }
}

async fn existing(write: &mut Write, id: i64) -> Result<Kept, Problem> {
    comments::find(write, id).await?.ok_or_else(|| Problem::not_found("comment"))
}

/// Keeps the ancestors' counters right when a comment goes from one state to another.
async fn recount(write: &mut Write, parent: Option<i64>, from: State, to: State) -> Result<(), Problem> {
    let public = i64::from(to.is_public()) - i64::from(from.is_public());
    let kept = i64::from(to.is_kept()) - i64::from(from.is_kept());
    comments::count(write, parent, public, kept).await
}

async fn has_replies(write: &mut Write, id: i64) -> Result<bool, Problem> {
    let query = sqlx::query("SELECT id FROM comments WHERE parent = $1 LIMIT 1").bind(id);
    Ok(query.fetch_optional(&mut **write).await?.is_some())
}

/// Removes tombstones that hold nothing together any more.
async fn sweep(write: &mut Write, mut from: Option<i64>) -> Result<(), Problem> {
    while let Some(id) = from {
        let kept = existing(write, id).await?;
        if kept.comment.state != State::Deleted || has_replies(write, id).await? {
            return Ok(());
        }
        sqlx::query("DELETE FROM comments WHERE id = $1").bind(id).execute(&mut **write).await?;
        from = kept.comment.parent;
    }
    Ok(())
}
