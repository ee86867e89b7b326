//! What is wrong with a mapping document, and where.

use std::fmt;

/// A mistake in a mapping document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Where it is, as a JSON pointer (RFC 6901).
    pub at: String,
    /// What may stand there.
    pub expected: String,
    /// What was found there.
    pub found: String,
}

impl Error {
    /// The mistake in words.
    pub fn message(&self) -> String {
        let before = if self.at.is_empty() { "expected " } else { ": expected " };
        [&self.at, before, &self.expected, ", found ", &self.found].concat()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for Error {}
