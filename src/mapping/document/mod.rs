//! The mapping document: checked once against the grammar, then its own syntax tree.

mod check;
mod grammar;
mod words;

use serde_json::Value;

use super::error::{Error, ErrorKind};
use super::{json, template};

/// A backend described by data.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// The name of the mapping.
    pub name: String,
    root: Value,
}

impl Mapping {
    /// Parses a mapping document; the error names the place of the first mistake.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let not_json = |error| Error { kind: ErrorKind::NotJson(error), at: String::new() };
        let root = json::parse(text).map_err(not_json)?;
        check::check(&root, &grammar::MAPPING).map_err(|error| *error)?;
        Ok(Self { name: json::scalar(&root["name"]).unwrap_or_default().to_owned(), root })
    }

    /// A section of the document; null when it is not there.
    pub fn section(&self, name: &str) -> &Value {
        &self.root[name]
    }

    /// The step that regains a session; null when there is none.
    pub fn session(&self) -> &Value {
        &self.root["auth"]["session"]
    }

    /// What the document says of a variable; null when it does not name it.
    pub fn variable(&self, name: &str) -> &Value {
        &self.root["vars"][name]
    }

    /// Whether a variable is a secret.
    pub fn secret(&self, name: &str) -> bool {
        self.variable(name)["secret"] == true
    }

    /// Whether some address begins with a variable.
    pub fn begins_with(&self, name: &str) -> bool {
        begins_with(&self.root, name)
    }
}

fn begins_with(value: &Value, variable: &str) -> bool {
    match value {
        Value::Array(items) => items.iter().any(|item| begins_with(item, variable)),
        Value::Object(members) => members.iter().any(|(name, member)| match member {
            Value::String(text) => {
                matches!(&**name, "url" | "default") && template::root(text) == Some(variable)
            }
            member => begins_with(member, variable),
        }),
        _ => false,
    }
}

/// The methods a request may have.
pub const METHODS: &str = "GET HEAD POST PUT PATCH DELETE";

/// The orders a list may have; oldest first is what a blog's readers expect, then newest first.
pub const SORTS: &str = "oldest newest best active controversial";
