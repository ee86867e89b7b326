//! The protocol's words as types, free of HTTP and SQL; `store` keeps them and `api` speaks them.

pub mod comment;
pub mod cursor;
pub mod draft;
pub mod fields;
pub mod key;
pub mod problem;
pub mod state;
pub mod thread;
pub mod time;
pub mod url;

/// Who asks: decides what is seen and what may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Anyone without a token.
    Reader,
    /// The holder of the moderator token.
    Moderator,
}
