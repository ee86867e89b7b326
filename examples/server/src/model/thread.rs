//! One page's conversation as clients see it.

use serde_json::{Value, json};

use super::Caller;
use super::draft::LENGTH;

/// A thread; one that was never written to has no number yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Thread {
    /// The number in the database, when it is there.
    pub id: Option<i64>,
    /// The canonical key.
    pub key: String,
    pub url: Option<String>,
    pub title: Option<String>,
    pub state: ThreadState,
}

/// Whether a thread takes comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThreadState {
    Open,
    /// Readable, but takes no more comments.
    Closed,
    /// Neither readable nor writable, except for moderators.
    Hidden,
}

impl ThreadState {
    /// The protocol's words.
    pub const ALL: [(&'static str, Self); 3] =
        [("open", Self::Open), ("closed", Self::Closed), ("hidden", Self::Hidden)];

    /// Reads the protocol's word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == word).map(|(_, state)| *state)
    }

    /// The protocol's word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, state)| *state == self).map_or("hidden", |(word, _)| word)
    }
}

impl Thread {
    /// The representation: names only, for lists over several threads.
    pub fn name(&self) -> Value {
        let mut thread = json!({ "key": self.key, "state": self.state.word() });
        if let Some(url) = &self.url {
            thread["url"] = json!(url);
        }
        if let Some(title) = &self.title {
            thread["title"] = json!(title);
        }
        thread
    }

    /// The whole representation, with what this caller may do and what the form asks for.
    pub fn represent(&self, caller: Caller, anonymous: bool) -> Value {
        let moderator = caller == Caller::Moderator;
        let mut thread = self.name();
        thread["can"] = json!({
            "create": self.state == ThreadState::Open && (anonymous || moderator), "anonymous": anonymous,
            "voteUp": false, "voteDown": false, "flag": false, "live": false,
            "moderate": moderator, "close": moderator,
        });
        thread["form"] = json!({
            "name": "required", "email": "optional", "url": "optional", "format": "markdown",
            "maxLength": LENGTH, "maxDepth": MAX_DEPTH, "editWindow": 0, "challenge": null,
        });
        thread
    }
}

/// How deep replies nest; a comment that answers nobody has depth 0.
pub const MAX_DEPTH: i64 = 8;
