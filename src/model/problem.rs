//! What can go wrong.

use super::FieldName;

/// Why something did not work, in the field's terms (after RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What sort of trouble it is.
    pub kind: ProblemKind,
    /// The HTTP status, 0 when there was no answer.
    pub status: u16,
    /// The backend's own sentence, plain text; shown only for `Invalid`.
    pub detail: Option<String>,
    /// Sentences about single fields, plain text.
    pub fields: Vec<(FieldName, String)>,
    /// Seconds to wait before trying again.
    pub retry_after: Option<u32>,
    /// The origin that was asked, for the message about CORS.
    pub origin: Option<String>,
}

impl Problem {
    /// Makes a problem of which only the sort is known.
    pub fn new(kind: ProblemKind) -> Self {
        Self { kind, status: 0, detail: None, fields: Vec::new(), retry_after: None, origin: None }
    }
}

words! {
    /// The closed list of troubles.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    ProblemKind:
    /// The reader must sign in.
    LoginRequired = "login-required",
    /// The reader's session has ended.
    SessionExpired = "session-expired",
    /// The reader may not.
    Forbidden = "forbidden",
    /// The reader was shut out.
    Blocked = "blocked",
    /// The thread takes no more comments.
    Closed = "closed",
    /// Something in the form is wrong.
    Invalid = "invalid",
    /// The text is too long.
    TooLong = "too-long",
    /// The same text was posted before.
    Duplicate = "duplicate",
    /// It was taken for spam.
    Spam = "spam",
    /// Too many posts in a short time.
    RateLimited = "rate-limited",
    /// A captcha was not solved.
    Challenge = "challenge",
    /// The time for editing is over.
    EditExpired = "edit-expired",
    /// The vote was refused.
    VoteRejected = "vote-rejected",
    /// The thread or comment does not exist.
    NotFound = "not-found",
    /// Somebody else changed it meanwhile.
    Conflict = "conflict",
    /// The backend cannot do that.
    Unsupported = "unsupported",
    /// The backend is in trouble.
    Server = "server",
    /// The answer is not what the mapping describes.
    Malformed = "malformed",
    /// No answer: no network, or the backend refuses this page (CORS).
    Offline = "offline",
    /// No answer in time.
    Timeout = "timeout",
    /// The mapping or the page's attributes are wrong; only the page's author can help.
    Setup = "setup",
    /// The page was left before an answer came.
    Interrupted = "interrupted",
}

impl ProblemKind {
    /// Reads the name used in mappings; those after it are the widget's own and cannot be written there.
    pub fn parse(name: &str) -> Option<Self> {
        Self::named(name).filter(|kind| *kind as usize <= Self::Server as usize)
    }
}
