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

/// The order of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sort {
    /// First written first.
    Oldest,
    /// Last written first.
    Newest,
    /// Best voted first.
    Best,
    /// Last answered first.
    Active,
    /// Most disputed first.
    Controversial,
}

impl Sort {
    /// Reads the name used in mappings and in the `order` attribute.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "oldest" => Self::Oldest,
            "newest" => Self::Newest,
            "best" => Self::Best,
            "active" => Self::Active,
            "controversial" => Self::Controversial,
            _ => return None,
        })
    }

    /// The name used in mappings and in the `order` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Oldest => "oldest",
            Self::Newest => "newest",
            Self::Best => "best",
            Self::Active => "active",
            Self::Controversial => "controversial",
        }
    }
}
