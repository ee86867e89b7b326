//! Advice for people who write a mapping: the schema's mistakes, and what the schema cannot see.
//!
//! Only tools call it, so no byte of it is in the module that readers download. [`advice`] hands its findings to
//! `cargo xtask mapping check`.

mod create;
mod expressions;
mod near;
mod paging;
mod requests;
mod uses;
mod variables;
mod walk;
mod words;

use std::fmt;

use serde_json::Value;

use super::document::Mapping;
use super::json;
pub(super) use near::meant;
pub(super) use uses::captured;
pub(super) use walk::Walk;

/// What is wrong, or might be, and what to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether the mapping cannot work like this.
    pub level: Level,
    /// Where it is, as a JSON pointer (RFC 6901).
    pub at: String,
    /// What is wrong and what to change.
    pub words: String,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Something the mapping says cannot work.
    Error,
    /// Something has no effect, or an effect that few want.
    Warning,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = if self.level == Level::Error { "error" } else { "warning" };
        let at = if self.at.is_empty() { "the document" } else { &self.at };
        write!(f, "{level}: {at}: {}", self.words)
    }
}

/// Gathers what is found.
#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn error(&mut self, at: &str, words: impl Into<String>) {
        self.0.push(Finding { level: Level::Error, at: at.to_owned(), words: words.into() });
    }

    fn warning(&mut self, at: &str, words: impl Into<String>) {
        self.0.push(Finding { level: Level::Warning, at: at.to_owned(), words: words.into() });
    }
}

/// Reads a mapping and says all there is to say about it, errors first.
pub fn advice(text: &str) -> Vec<Finding> {
    let mut found = Findings::default();
    let mapping = match Mapping::parse(text) {
        Ok(mapping) => mapping,
        Err(error) => {
            let words = format!("this is no JSON: {}; correct it there", error.found);
            found.error(&error.at, words);
            return found.0;
        }
    };
    for mistake in mapping.mistakes(SCHEMA).unwrap_or_default() {
        let near = near::in_list(&mistake.expected, &mistake.found);
        let words = format!("expected {}, found {}{near}", mistake.expected, short(&mistake.found));
        found.error(&mistake.at, words);
    }
    let schema = schema();
    let walk = Walk::over(mapping.root(), &schema);
    variables::look(&mapping, &walk, &mut found);
    requests::look(&mapping, &walk, &mut found);
    paging::look(&mapping, &walk, &mut found);
    create::look(&mapping, &mut found);
    expressions::look(&mapping, &walk, &mut found);
    words::look(&mapping, &mut found);
    found.0.sort_by_key(|finding| finding.level == Level::Warning);
    found.0.dedup();
    found.0
}

/// The beginning of what was found; a query may be a whole page.
fn short(found: &str) -> String {
    match found.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &found[..end]),
        None => found.to_owned(),
    }
}

/// Characters of what was found that are shown.
const LONGEST: usize = 80;

/// The rules of the language, read.
pub(super) fn schema() -> Value {
    json::parse(SCHEMA).unwrap_or_default()
}

/// The pointer to a member of what another pointer leads to (RFC 6901 §3).
fn under(at: &str, name: &str) -> String {
    format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// The rules of the language.
pub const SCHEMA: &str = include_str!("../../../www/mapping.schema.json");
