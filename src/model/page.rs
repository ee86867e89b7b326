//! One answer of a list, and orders.

use super::Comment;

/// What one answer of a list brought.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Comments, parents before their replies, in the backend's order.
    pub items: Vec<Comment>,
    /// All entries of the thread, if the backend counts them.
    pub total: Option<u64>,
    /// All top-level entries, if the backend counts them.
    pub roots: Option<u64>,
    /// What to ask for next; `None` when everything is here.
    pub next: Option<Next>,
    /// Entries that could not be read, for the console.
    pub skipped: Vec<String>,
}

/// Where the next page begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// A page number.
    Page(u64),
    /// How many items to leap over.
    Offset(u64),
    /// The backend's own mark.
    Cursor(String),
    /// A whole address of the same origin.
    Link(String),
}

words! {
    /// The order of a thread.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    Sort:
    /// First written first.
    Oldest = "oldest",
    /// Last written first.
    Newest = "newest",
    /// Best voted first.
    Best = "best",
    /// Last answered first.
    Active = "active",
    /// Most disputed first.
    Controversial = "controversial",
}
