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

/// The closed list of troubles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// The reader must sign in.
    LoginRequired,
    /// The reader's session has ended.
    SessionExpired,
    /// The reader may not.
    Forbidden,
    /// The reader was shut out.
    Blocked,
    /// The thread takes no more comments.
    Closed,
    /// Something in the form is wrong.
    Invalid,
    /// The text is too long.
    TooLong,
    /// The same text was posted before.
    Duplicate,
    /// It was taken for spam.
    Spam,
    /// Too many posts in a short time.
    RateLimited,
    /// A captcha was not solved.
    Challenge,
    /// The time for editing is over.
    EditExpired,
    /// The vote was refused.
    VoteRejected,
    /// The thread or comment does not exist.
    NotFound,
    /// Somebody else changed it meanwhile.
    Conflict,
    /// The backend cannot do that.
    Unsupported,
    /// The backend is in trouble.
    Server,
    /// The answer is not what the mapping describes.
    Malformed,
    /// No answer: no network, or the backend refuses this page (CORS).
    Offline,
    /// No answer in time.
    Timeout,
    /// The mapping or the page's attributes are wrong; only the page's author can help.
    Setup,
}

impl ProblemKind {
    /// The name used in mappings (`error.codes`) and in `causerie-error` events.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LoginRequired => "login-required",
            Self::SessionExpired => "session-expired",
            Self::Forbidden => "forbidden",
            Self::Blocked => "blocked",
            Self::Closed => "closed",
            Self::Invalid => "invalid",
            Self::TooLong => "too-long",
            Self::Duplicate => "duplicate",
            Self::Spam => "spam",
            Self::RateLimited => "rate-limited",
            Self::Challenge => "challenge",
            Self::EditExpired => "edit-expired",
            Self::VoteRejected => "vote-rejected",
            Self::NotFound => "not-found",
            Self::Conflict => "conflict",
            Self::Unsupported => "unsupported",
            Self::Server => "server",
            Self::Malformed => "malformed",
            Self::Offline => "offline",
            Self::Timeout => "timeout",
            Self::Setup => "setup",
        }
    }

    /// Reads the name used in mappings; the last five are the widget's own and cannot be written there.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "login-required" => Self::LoginRequired,
            "session-expired" => Self::SessionExpired,
            "forbidden" => Self::Forbidden,
            "blocked" => Self::Blocked,
            "closed" => Self::Closed,
            "invalid" => Self::Invalid,
            "too-long" => Self::TooLong,
            "duplicate" => Self::Duplicate,
            "spam" => Self::Spam,
            "rate-limited" => Self::RateLimited,
            "challenge" => Self::Challenge,
            "edit-expired" => Self::EditExpired,
            "vote-rejected" => Self::VoteRejected,
            "not-found" => Self::NotFound,
            "conflict" => Self::Conflict,
            "unsupported" => Self::Unsupported,
            "server" => Self::Server,
            _ => return None,
        })
    }
}
