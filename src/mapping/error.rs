//! What is wrong with a mapping document, and where.

use std::fmt;

/// A mistake in a mapping document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What is wrong.
    pub kind: ErrorKind,
    /// Where it is wrong, as a JSON pointer (RFC 6901).
    pub at: String,
}

/// The sorts of mistakes in a mapping document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The text is not JSON at all.
    NotJson(String),
    /// A member that must be there is missing.
    Missing(&'static str),
    /// Something else stands there than should.
    Expected {
        /// What may stand there.
        expected: String,
        /// What was found there.
        found: String,
    },
}

impl Error {
    /// The mistake in words.
    pub fn message(&self) -> String {
        match &self.kind {
            ErrorKind::NotJson(why) => [&self.at, "expected JSON, found ", why].concat(),
            ErrorKind::Missing(name) => [&self.at, ": expected a member ", name, ", found none"].concat(),
            ErrorKind::Expected { expected, found } => {
                [&self.at, ": expected ", expected, ", found ", found].concat()
            }
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for Error {}
