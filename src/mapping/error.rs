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

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.at)?;
        f.write_str(if self.at.is_empty() { "expected " } else { ": expected " })?;
        f.write_str(&self.expected)?;
        f.write_str(", found ")?;
        f.write_str(&self.found)
    }
}

impl std::error::Error for Error {}
