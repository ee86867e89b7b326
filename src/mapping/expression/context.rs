//! Where expressions look: the answer, the item, the variables.

use serde_json::Value;

use super::super::client::{Response, Scope};
use super::super::json;

/// A backend's answer, parsed.
pub struct Answer {
    /// The answer as it came.
    pub response: Response,
    /// Its body as JSON; null when it is none.
    pub root: Value,
    /// Why the body is no JSON, unless it is, or is empty.
    pub unreadable: Option<String>,
}

/// Where an expression looks.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The variables.
    pub scope: &'a Scope<'a>,
    /// The whole answer.
    pub answer: &'a Answer,
    /// The item pointers start from; for page-level members the answer's root.
    pub item: &'a Value,
    /// The member name or index under which the item was found.
    pub key: &'a str,
    /// The last top-level item of the page.
    pub last: Option<&'a Value>,
}

impl Answer {
    /// Parses an answer's body.
    pub fn new(response: Response) -> Self {
        let parsed = json::parse(response.body.trim_ascii());
        Self::of(response, parsed)
    }

    /// An answer whose body is parsed.
    pub fn of(response: Response, parsed: Result<Value, String>) -> Self {
        let (root, unreadable) = match parsed {
            Ok(root) => (root, None),
            Err(_) if response.body.trim_ascii().is_empty() => (Value::Null, None),
            Err(error) => (Value::Null, Some(error)),
        };
        Self { response, root, unreadable }
    }

    /// No answer at all.
    pub fn nothing() -> Self {
        Self::new(Response { status: 0, url: String::new(), headers: Vec::new(), body: String::new() })
    }

    /// Looks at the whole answer.
    pub fn context<'a>(&'a self, scope: &'a Scope<'a>) -> Context<'a> {
        Context { scope, answer: self, item: &self.root, key: "", last: None }
    }

    /// The value of a header, whatever the case of its name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let headers = &self.response.headers;
        headers.iter().find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| &**value)
    }
}

impl<'a> Context<'a> {
    /// Looks at one item of the answer.
    pub fn at(&self, item: &'a Value, key: &'a str) -> Self {
        Self { item, key, ..*self }
    }
}
