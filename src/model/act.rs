//! What is done to a comment that is there, by its author, by other readers and by moderators.

use super::{Comment, Votes};

/// What somebody does to a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Changes its text to this, as typed.
    Edit(String),
    /// Deletes it, as its author.
    Delete,
    /// Votes on it.
    Vote(Ballot),
    /// Reports it to the moderators.
    Flag {
        /// One word of the backend's, or empty.
        reason: String,
        /// A sentence of the reader's, or empty.
        detail: String,
    },
    /// Decides about it.
    Moderate(Moderation),
}

impl Act {
    /// The word for it, as the page is told.
    #[inline(never)]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Edit(_) => "edit",
            Self::Delete => "delete",
            Self::Vote(_) => "vote",
            Self::Flag { .. } => "flag",
            Self::Moderate(decision) => decision.as_str(),
        }
    }
}

/// What became of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    /// The comment as it is now.
    Comment(Box<Comment>),
    /// Its votes as they are now.
    Votes(Votes),
    /// It is gone.
    Removed,
    /// The backend wants the list asked again.
    Refresh,
    /// The backend took it and says no more.
    Taken,
}

words! {
    /// A vote.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    Ballot:
    /// For it.
    Up = "up",
    /// Against it.
    Down = "down",
    /// Neither any more.
    Clear = "clear",
}

impl Ballot {
    /// The value that stands for it in [`Votes::mine`].
    pub fn value(self) -> i8 {
        match self {
            Self::Up => 1,
            Self::Down => -1,
            Self::Clear => 0,
        }
    }

    /// The vote a value of [`Votes::mine`] stands for.
    pub fn of(value: i8) -> Self {
        match value {
            1.. => Self::Up,
            0 => Self::Clear,
            _ => Self::Down,
        }
    }
}

words! {
    /// What a moderator can decide.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    Moderation:
    /// Everybody may see it.
    Approve = "approve",
    /// It waits for a decision.
    Hold = "hold",
    /// It is spam.
    Spam = "spam",
    /// It is no spam.
    Ham = "ham",
    /// It is refused.
    Reject = "reject",
    /// It goes to the trash.
    Trash = "trash",
    /// It comes back from the trash.
    Restore = "restore",
    /// It is deleted for ever.
    Purge = "purge",
    /// Its text is hidden.
    Hide = "hide",
    /// Its text is shown again.
    Unhide = "unhide",
    /// It stays at the top.
    Pin = "pin",
    /// It does not stay at the top any more.
    Unpin = "unpin",
    /// It is folded.
    Collapse = "collapse",
    /// It is not folded any more.
    Expand = "expand",
    /// Its author may not write any more.
    Block = "block",
    /// Its author may write again.
    Unblock = "unblock",
    /// The thread takes no more comments.
    Close = "close",
    /// The thread takes comments again.
    Open = "open",
}
