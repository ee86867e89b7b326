//! What a reader posts and what became of it.

use super::{Comment, CommentId};

/// What a reader is about to post.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// Names this attempt; the same for every retry (`Idempotency-Key`).
    pub key: String,
    /// The comment it answers.
    pub parent: Option<CommentId>,
    /// The top-level comment of that branch.
    pub root: Option<CommentId>,
    /// The name of the person answered.
    pub reply_to: Option<String>,
    /// The text as typed.
    pub body: String,
    /// The reader's name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their website.
    pub url: String,
}

/// What became of a draft.
#[derive(Clone, Debug, PartialEq)]
pub enum Created {
    /// The backend returned the comment.
    Comment(Box<Comment>),
    /// The backend took it and wants the list asked again.
    Refresh,
    /// The backend took it; it will appear later.
    Wait,
}
