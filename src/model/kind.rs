//! What an entry is and where it stands.

words! {
    /// What an entry is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    Kind:
    /// Somebody wrote it here.
    Comment = "comment",
    /// Another blog's notice by XML-RPC.
    Pingback = "pingback",
    /// Another blog's notice by trackback.
    Trackback = "trackback",
    /// A webmention or reply elsewhere.
    Mention = "mention",
    /// A like elsewhere.
    Like = "like",
    /// A repost elsewhere.
    Repost = "repost",
    /// A bookmark elsewhere.
    Bookmark = "bookmark",
    /// An answer to an invitation.
    Rsvp = "rsvp",
    /// An editorial note.
    Note = "note",
}

impl Kind {
    /// Reads the name used in mappings; an unknown kind is a comment.
    pub fn parse(name: &str) -> Self {
        Self::named(name).unwrap_or(Self::Comment)
    }

    /// Whether another page caused this entry, rather than a person typing here.
    pub fn is_ping(self) -> bool {
        !matches!(self, Self::Comment | Self::Note)
    }
}

words! {
    /// Where an entry stands.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    State:
    /// Everybody sees it.
    Approved = "approved",
    /// Waits for a moderator.
    Pending = "pending",
    /// Was taken for spam.
    Spam = "spam",
    /// Was refused by a moderator.
    Rejected = "rejected",
    /// Lies in the trash.
    Trashed = "trashed",
    /// Is hidden by a moderator.
    Hidden = "hidden",
    /// Is gone; its replies remain.
    Deleted = "deleted",
    /// Is on its way to the backend.
    Sending = "sending",
    /// Did not arrive.
    Failed = "failed",
    /// The backend used a word the mapping does not know.
    Unknown = "unknown",
}

impl State {
    /// Reads the name used in mappings.
    pub fn parse(name: &str) -> Self {
        let known = Self::named(name).filter(|state| *state as usize <= Self::Deleted as usize);
        known.unwrap_or(Self::Unknown)
    }
}
