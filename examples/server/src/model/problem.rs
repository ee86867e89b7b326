//! What goes wrong, as RFC 9457 problems; `api::answer` sends them.

use serde_json::{Value, json};

/// A refusal, with the sentence and the fields a client can show.
#[derive(Debug, PartialEq)]
pub struct Problem {
    /// Which problem.
    pub kind: Kind,
    /// What was expected and what was found.
    pub detail: String,
    /// Fields of the document that was sent, by JSON Pointer (RFC 6901).
    pub fields: Vec<Field>,
    /// Seconds after which trying again makes sense.
    pub retry_after: Option<i64>,
}

/// One field that was refused.
#[derive(Debug, PartialEq)]
pub struct Field {
    /// JSON Pointer into the document that was sent.
    pub pointer: &'static str,
    /// What was expected and what was found.
    pub detail: String,
}

/// The kinds of problems, each with its status and its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Malformed,
    LoginRequired,
    Closed,
    ForeignOrigin,
    NotFound,
    MethodNotAllowed,
    TooSlow,
    Conflict,
    Duplicate,
    Changed,
    TooLarge,
    UnsupportedMediaType,
    Invalid,
    KeyReused,
    RateLimited,
    Internal,
    Unavailable,
}

impl Kind {
    /// The HTTP status, the last segment of the type, and the title.
    fn words(self) -> (u16, &'static str, &'static str) {
        match self {
            Self::Malformed => (400, "malformed", "The request could not be understood"),
            Self::LoginRequired => (401, "login-required", "Signing in is required"),
            Self::Closed => (403, "closed", "Comments are closed"),
            Self::ForeignOrigin => (403, "origin-not-allowed", "Not from this page"),
            Self::NotFound => (404, "not-found", "Not found"),
            Self::MethodNotAllowed => (405, "method-not-allowed", "Method not allowed"),
            Self::TooSlow => (408, "too-slow", "The request took too long"),
            Self::Conflict => (409, "conflict", "Not possible in the present state"),
            Self::Duplicate => (409, "duplicate", "This comment was already sent"),
            Self::Changed => (412, "conflict", "Changed meanwhile"),
            Self::TooLarge => (413, "too-long", "Too long"),
            Self::UnsupportedMediaType => (415, "unsupported-media-type", "Unsupported media type"),
            Self::Invalid => (422, "invalid", "Some fields need attention"),
            Self::KeyReused => (422, "key-reused", "This Idempotency-Key belongs to another request"),
            Self::RateLimited => (429, "rate-limited", "Too many comments in a short time"),
            Self::Internal => (500, "internal", "Something went wrong"),
            Self::Unavailable => (503, "unavailable", "Busy, try again"),
        }
    }
}

impl Problem {
    /// A problem of a kind, with its sentence.
    pub fn new(kind: Kind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into(), fields: Vec::new(), retry_after: None }
    }

    /// The fields of a document that were refused.
    pub fn invalid(fields: Vec<Field>) -> Self {
        let detail = fields.iter().map(|field| format!("{}: {}", field.pointer, field.detail));
        Self { detail: detail.collect::<Vec<_>>().join("; "), fields, ..Self::new(Kind::Invalid, "") }
    }

    /// No such address, or nothing this caller may see there.
    pub fn not_found(what: &str) -> Self {
        Self::new(Kind::NotFound, format!("there is no such {what}"))
    }

    /// Says when trying again makes sense.
    pub fn after(self, seconds: i64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.kind.words().0
    }

    /// The `application/problem+json` document.
    pub fn document(&self) -> Value {
        let (status, word, title) = self.kind.words();
        let mut document = json!({
            "type": format!("{BASE}{word}"), "title": title, "status": status, "detail": self.detail,
        });
        if !self.fields.is_empty() {
            let field = |field: &Field| json!({ "pointer": field.pointer, "detail": field.detail });
            document["errors"] = self.fields.iter().map(field).collect();
        }
        if let Some(seconds) = self.retry_after {
            document["retryAfter"] = json!(seconds);
        }
        document
    }
}

const BASE: &str = "https://causerie.example/problems/";
