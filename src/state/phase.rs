//! What a thread is at, and what is read aloud.

use crate::model::{Act, CommentId, Problem};

/// What the reader is shown in all.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Phase {
    /// The first page is on its way.
    #[default]
    Loading,
    /// Entries, or none, and what may be done.
    Ready,
    /// The thread could not be had.
    Trouble(Problem),
}

/// A list on its way.
#[derive(Clone, Debug, PartialEq)]
pub enum Fetching {
    /// The next page of the thread.
    More,
    /// The replies of one comment.
    Replies(CommentId),
}

/// Something to be read aloud, and how often that was so.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// What.
    pub what: Saying,
    /// Counts up, so that the same words are heard again.
    pub times: u32,
}

/// What can be read aloud.
#[derive(Clone, Debug, PartialEq)]
pub enum Saying {
    /// The reader's comment is published.
    Posted,
    /// The reader's comment waits for a moderator.
    Pending,
    /// The reader's comment did not arrive.
    Failed(Problem),
    /// That many entries more have come.
    More(u64),
    /// Something was done to a comment.
    Done(Act),
    /// Something could not be done to a comment.
    Refused(Problem),
}
