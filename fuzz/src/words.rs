//! Cuts the input of a target: choices from single bytes, texts, and JSON values made of known words.

use serde_json::{Map, Value};

/// What is left of an input.
pub struct Words<'i> {
    rest: &'i [u8],
}

impl<'i> Words<'i> {
    /// Begins with the whole input.
    pub fn new(input: &'i [u8]) -> Self {
        Self { rest: input }
    }

    /// The next byte; 0 at the end.
    pub fn byte(&mut self) -> u8 {
        let (first, rest) = self.rest.split_first().unwrap_or((&0, &[]));
        self.rest = rest;
        *first
    }

    /// One of several things.
    pub fn of<'t, T>(&mut self, things: &'t [T]) -> &'t T {
        &things[usize::from(self.byte()) % things.len()]
    }

    /// A line of text.
    pub fn line(&mut self) -> String {
        let end = self.rest.iter().position(|byte| *byte == b'\n').unwrap_or(self.rest.len());
        let (line, rest) = self.rest.split_at(end);
        self.rest = rest.get(1..).unwrap_or_default();
        String::from_utf8_lossy(line).into_owned()
    }

    /// All that is left, as text.
    pub fn text(self) -> String {
        String::from_utf8_lossy(self.rest).into_owned()
    }

    /// Whether nothing is left.
    pub fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    /// A JSON value whose members have known names.
    pub fn value(&mut self, names: &[String], depth: usize) -> Value {
        let kind = self.byte();
        let size = usize::from(kind >> 4) % 8;
        match kind % 16 {
            0..=4 if depth > 0 => {
                let mut members = Map::new();
                for _ in 0..=size {
                    if self.is_done() {
                        break;
                    }
                    let name = self.of(names).clone();
                    members.insert(name, self.value(names, depth - 1));
                }
                Value::Object(members)
            }
            5 | 6 if depth > 0 => {
                let mut items = Vec::new();
                for _ in 0..=size {
                    if self.is_done() {
                        break;
                    }
                    items.push(self.value(names, depth - 1));
                }
                Value::Array(items)
            }
            7 | 8 => Value::from(i64::from(self.byte()) - 3),
            9 => Value::from(i64::from(self.byte()) << 33),
            10 => Value::Null,
            11 => Value::Bool(kind & 16 == 0),
            12 => Value::String(self.of(TEXTS).to_string()),
            13 => Value::String(self.line()),
            _ => Value::String(self.byte().to_string()),
        }
    }
}

/// Texts that mean something somewhere.
const TEXTS: &[&str] = &[
    "",
    "1",
    "0",
    "-1",
    "..",
    ".",
    "../../admin",
    "1?x=1",
    "a/b#c",
    "%2e%2e",
    "approved",
    "pending",
    "spam",
    "trash",
    "deleted",
    "comment",
    "pingback",
    "2009-08-17T10:00:00Z",
    "2009-08-17 10:00:00",
    "Mon, 17 Aug 2009 10:00:00 GMT",
    "99999999999999999999",
    "<p>text</p>",
    "**text**",
    "@Ann text",
    "https://a.example/b?c#d",
    "javascript:alert(1)",
    "//a.example",
    "Ann",
    "\u{202e}nnA",
    "\u{200b}",
    "é😀",
    "https://api.example/v1/c?page=2",
    "true",
    "null",
    "9e999",
    "1e3",
    "data:text/html,x",
    "__proto__",
    "constructor",
    "\u{0}",
    "\n",
    "https://api.example",
];
