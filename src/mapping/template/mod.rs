//! Templates of requests: RFC 6570 for addresses, and the plain form of it for headers and bodies.

mod data;
mod pieces;
mod uri;

pub use data::{fill, is_text, mentions, text};
pub use pieces::{Piece, pieces};
pub use uri::{encode, expand, is_uri, root};

use serde_json::Value;

/// Finds the value of a variable.
pub type Lookup<'l, 'v> = &'l dyn Fn(&str) -> Option<&'v Value>;
