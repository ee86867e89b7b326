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

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.at)?;
        match &self.kind {
            ErrorKind::NotJson(why) => {
                f.write_str("expected JSON, found ")?;
                f.write_str(why)
            }
            ErrorKind::Missing(name) => {
                f.write_str(": expected a member ")?;
                f.write_str(name)?;
                f.write_str(", found none")
            }
            ErrorKind::Expected { expected, found } => {
                f.write_str(": expected ")?;
                f.write_str(expected)?;
                f.write_str(", found ")?;
                f.write_str(found)
            }
        }
    }
}

impl std::error::Error for Error {}
