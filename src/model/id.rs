//! Names of comments.

use crate::digits::hexadecimal;
use std::fmt;
use std::rc::Rc;

/// Names one comment within its thread.
///
/// Backends use numbers or strings; the text is compared, and the JSON type that came is sent back.
#[derive(Clone, Debug)]
pub struct CommentId {
    text: Rc<str>,
    number: bool,
}

impl CommentId {
    /// Makes an id that came as a JSON string.
    pub fn text(text: impl Into<Rc<str>>) -> Self {
        Self { text: text.into(), number: false }
    }

    /// Makes an id that came as a JSON number; the digits are kept as they were written.
    pub fn number(digits: impl Into<Rc<str>>) -> Self {
        Self { text: digits.into(), number: true }
    }

    /// The id as text, for comparing and for the page.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The id with every character that could trouble an HTML id or an address written as its number.
    pub fn anchor(&self) -> String {
        let mut anchor = String::with_capacity(self.text.len());
        for c in self.text.chars() {
            match c {
                c if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ':') => anchor.push(c),
                c => {
                    anchor.push('_');
                    hexadecimal(c.into(), &mut anchor);
                }
            }
        }
        anchor
    }

    /// Whether the backend wrote this id as a JSON number.
    pub fn is_number(&self) -> bool {
        self.number
    }
}

impl PartialEq for CommentId {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for CommentId {}

impl std::hash::Hash for CommentId {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl PartialOrd for CommentId {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for CommentId {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.text.cmp(&other.text)
    }
}

impl fmt::Display for CommentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
