//! Who wrote a comment, and the text.

/// The person or page behind a comment. Everything may be missing: old exports lose most of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Author {
    /// The backend's id or hash of the person.
    pub id: Option<String>,
    /// The name as shown.
    pub name: Option<String>,
    /// Their website; `http` or `https` only.
    pub url: Option<String>,
    /// Their picture; `http` or `https` only.
    pub avatar: Option<String>,
    /// Their e-mail address; only moderators are told.
    pub email: Option<String>,
    /// What they are on this site.
    pub roles: Vec<Role>,
    /// A label of the backend's own, shown beside the name.
    pub badge: Option<String>,
}

words! {
    /// What somebody is on this site.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    Role:
    /// Wrote the post.
    Owner = "owner",
    /// Looks after the thread.
    Moderator = "moderator",
    /// Has an account.
    Member = "member",
    /// Was verified by the site.
    Verified = "verified",
    /// Is a program.
    Bot = "bot",
}

/// The text of a comment, in the best form the backend gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// The text and how it is written.
    pub content: Content,
    /// What the author typed, for editing.
    pub source: Option<String>,
    /// A content warning to show instead until the reader asks.
    pub warning: Option<String>,
}

/// A text and its notation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Content {
    /// Nothing was written, or it is gone.
    #[default]
    Empty,
    /// HTML from somebody we do not trust.
    Html(String),
    /// Markdown as typed.
    Markdown(String),
    /// Plain text as typed.
    Text(String),
}
