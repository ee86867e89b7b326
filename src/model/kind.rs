//! What an entry is and where it stands.

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Somebody wrote it here.
    Comment,
    /// Another blog's notice by XML-RPC.
    Pingback,
    /// Another blog's notice by trackback.
    Trackback,
    /// A webmention or reply elsewhere.
    Mention,
    /// A like elsewhere.
    Like,
    /// A repost elsewhere.
    Repost,
    /// A bookmark elsewhere.
    Bookmark,
    /// An answer to an invitation.
    Rsvp,
    /// An editorial note.
    Note,
}

impl Kind {
    /// Reads the name used in mappings; an unknown kind is a comment.
    pub fn parse(name: &str) -> Self {
        match name {
            "pingback" => Self::Pingback,
            "trackback" => Self::Trackback,
            "mention" => Self::Mention,
            "like" => Self::Like,
            "repost" => Self::Repost,
            "bookmark" => Self::Bookmark,
            "rsvp" => Self::Rsvp,
            "note" => Self::Note,
            _ => Self::Comment,
        }
    }

    /// The name for `data-kind`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Pingback => "pingback",
            Self::Trackback => "trackback",
            Self::Mention => "mention",
            Self::Like => "like",
            Self::Repost => "repost",
            Self::Bookmark => "bookmark",
            Self::Rsvp => "rsvp",
            Self::Note => "note",
        }
    }

    /// Whether another page caused this entry, rather than a person typing here.
    pub fn is_ping(self) -> bool {
        !matches!(self, Self::Comment | Self::Note)
    }
}

/// Where an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Everybody sees it.
    Approved,
    /// Waits for a moderator.
    Pending,
    /// Was taken for spam.
    Spam,
    /// Was refused by a moderator.
    Rejected,
    /// Lies in the trash.
    Trashed,
    /// Is hidden by a moderator.
    Hidden,
    /// Is gone; its replies remain.
    Deleted,
    /// Is on its way to the backend.
    Sending,
    /// Did not arrive.
    Failed,
    /// The backend used a word the mapping does not know.
    Unknown,
}

impl State {
    /// Reads the name used in mappings.
    pub fn parse(name: &str) -> Self {
        match name {
            "approved" => Self::Approved,
            "pending" => Self::Pending,
            "spam" => Self::Spam,
            "rejected" => Self::Rejected,
            "trashed" => Self::Trashed,
            "hidden" => Self::Hidden,
            "deleted" => Self::Deleted,
            _ => Self::Unknown,
        }
    }

    /// The name for `data-state`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Pending => "pending",
            Self::Spam => "spam",
            Self::Rejected => "rejected",
            Self::Trashed => "trashed",
            Self::Hidden => "hidden",
            Self::Deleted => "deleted",
            Self::Sending => "sending",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }
}
