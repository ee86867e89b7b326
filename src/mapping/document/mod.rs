//! The mapping document: its own syntax tree, checked against its schema where nobody did so before.

mod format;
mod schema;

use serde_json::Value;

use super::error::Error;
use super::{json, template};

/// A backend described by data.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// The name of the mapping.
    pub name: String,
    root: Value,
}

impl Mapping {
    /// Parses a mapping document. Whether it is one only [`Mapping::check`] says; until then, what is missing
    /// or of the wrong type reads as null.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let root = json(text, "")?;
        Ok(Self { name: json::scalar(&root["name"]).unwrap_or_default().to_owned(), root })
    }

    /// Checks the document against the text of `mapping.schema.json`; the error names the first mistake.
    ///
    /// Presets need no check: the tests have made it.
    #[inline(never)]
    pub fn check(&self, schema: &str) -> Result<(), Error> {
        self.mistakes(schema)?.into_iter().next().map_or(Ok(()), Err)
    }

    /// Finds all mistakes of the document, measured by the text of `mapping.schema.json`.
    pub fn mistakes(&self, schema: &str) -> Result<Vec<Error>, Error> {
        Ok(schema::mistakes(&self.root, &json(schema, "mapping.schema.json")?))
    }

    /// The whole document.
    pub fn root(&self) -> &Value {
        &self.root
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

fn json(text: &str, at: &str) -> Result<Value, Error> {
    json::parse(text).map_err(|found| Error { at: at.to_owned(), expected: "JSON".to_owned(), found })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_and_orders_are_those_of_the_schema() {
        let schema = json(include_str!("../../../www/mapping.schema.json"), "").unwrap();
        let words = |part: &Value| {
            let words: Vec<_> = json::items(&part["enum"]).iter().filter_map(json::scalar).collect();
            words.join(" ")
        };
        assert_eq!(words(&schema["$defs"]["request"]["properties"]["method"]), METHODS);
        assert_eq!(words(&schema["$defs"]["listing"]["properties"]["sorts"]["propertyNames"]), SORTS);
    }
}
