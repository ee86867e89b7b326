//! Reads the fields of a JSON document and remembers every one that was wrong, so that all are told at once.

use serde_json::Value;

use super::problem::{Field, Problem};

/// A document that is being read.
pub struct Fields<'a> {
    document: &'a Value,
    wrong: Vec<Field>,
}

impl<'a> Fields<'a> {
    /// Begins to read a document, which must be an object.
    pub fn of(document: &'a Value) -> Self {
        let mut fields = Self { document, wrong: Vec::new() };
        if !document.is_object() {
            fields.refuse("", format!("expected an object, found {}", sort_of(document)));
        }
        fields
    }

    /// Checks that what is there is an object.
    pub fn object(&mut self, pointer: &'static str, required: bool) {
        match self.document.pointer(pointer) {
            Some(Value::Object(_)) => {}
            None if !required => {}
            None => self.refuse(pointer, "expected an object, found nothing"),
            Some(other) => self.refuse(pointer, format!("expected an object, found {}", sort_of(other))),
        }
    }

    /// A text, when there is one; `null` is none.
    pub fn text(&mut self, pointer: &'static str) -> Option<&'a str> {
        match self.document.pointer(pointer) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text),
            Some(other) => {
                self.refuse(pointer, format!("expected a text, found {}", sort_of(other)));
                None
            }
        }
    }

    /// A text that must be there.
    pub fn required(&mut self, pointer: &'static str) -> Option<&'a str> {
        if let None | Some(Value::Null) = self.document.pointer(pointer) {
            self.refuse(pointer, "expected a text, found nothing");
        }
        self.text(pointer)
    }

    /// Checks that what is there is true or false; `null` is neither and allowed.
    pub fn truth(&mut self, pointer: &'static str) {
        if let Some(other) =
            self.document.pointer(pointer).filter(|value| !value.is_boolean() && !value.is_null())
        {
            self.refuse(pointer, format!("expected true or false, found {}", sort_of(other)));
        }
    }

    /// A text within a length, not blank, without control characters except those given.
    pub fn filled(&mut self, pointer: &'static str, most: usize, controls: &[char]) -> Option<String> {
        let text = self.required(pointer)?;
        let length = text.chars().count();
        if text.chars().all(is_invisible) {
            self.refuse(pointer, "expected some text, found none");
        } else if length > most {
            self.refuse(pointer, format!("expected at most {most} characters, found {length}"));
        } else if text.contains(|c: char| (c < ' ' || c == '\u{7f}') && !controls.contains(&c)) {
            self.refuse(pointer, "expected text, found a control character");
        } else {
            return Some(text.trim().to_owned());
        }
        None
    }

    /// A text that may be left blank, but otherwise must pass a test.
    pub fn optional(&mut self, pointer: &'static str, most: usize, rule: Rule) -> Option<String> {
        let text = self.text(pointer)?;
        let trimmed = text.trim_matches(' ');
        if trimmed.is_empty() {
            return None;
        }
        if text.chars().count() > most {
            self.refuse(pointer, format!("expected at most {most} characters"));
        } else if !(rule.test)(trimmed) {
            self.refuse(pointer, format!("expected {}, found {trimmed:?}", rule.expected));
        } else {
            return Some(trimmed.to_owned());
        }
        None
    }

    /// Remembers that a field is wrong.
    pub fn refuse(&mut self, pointer: &'static str, detail: impl Into<String>) {
        self.wrong.push(Field { pointer, detail: detail.into() });
    }

    /// What was read, unless something was wrong.
    pub fn finish<T>(self, read: Option<T>) -> Result<T, Problem> {
        match read {
            Some(read) if self.wrong.is_empty() => Ok(read),
            _ => Err(Problem::invalid(self.wrong)),
        }
    }
}

/// A test of a text and the words for what passes it.
pub struct Rule {
    /// "an e-mail address"
    pub expected: &'static str,
    /// Whether the text passes.
    pub test: fn(&str) -> bool,
}

/// White space, and what Unicode calls default ignorable: nothing that anybody sees.
fn is_invisible(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

fn sort_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
