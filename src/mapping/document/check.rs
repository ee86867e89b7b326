//! Checks a document against a grammar; every mistake names its place.

use crate::digits::decimal;
use serde_json::{Map, Value};

use super::super::error::{Error, ErrorKind};
use super::super::json;
use super::words;

/// What may stand at a place of the document.
pub enum Shape {
    /// A value that passes a test, and what to call it.
    Is(fn(&Value) -> bool, &'static str),
    /// A text that passes a test, and what to call it.
    Text(fn(&str) -> bool, &'static str),
    /// One of some words.
    Word(&'static str),
    /// An array of such values.
    List(&'static Shape),
    /// An object of such values under names of some sort.
    Map(Names, &'static Shape),
    /// An object of known members; those named first must be there.
    Object(&'static str, &'static [Members]),
    /// An object with exactly one member of the first group, or none and an `else`.
    One(&'static [Members]),
    /// A text, an array, an object, or anything else.
    Switch(&'static [&'static Shape; 4]),
}

/// Names of members, with spaces between, and what stands there.
pub type Members = &'static [(&'static str, &'static Shape)];

/// Which names an object may have.
#[derive(Clone, Copy)]
pub enum Names {
    /// Any.
    Any,
    /// Names of variables.
    Variables,
    /// JSON pointers, at least one.
    Pointers,
    /// Headers that a page may send.
    Headers,
    /// Any, but `$first` stands alone.
    Data,
}

/// Boxed, because every `?` would copy the whole error.
type Checked = Result<(), Box<Error>>;

/// Checks a document.
pub fn check(document: &Value, shape: &'static Shape) -> Checked {
    walk(document, shape, 0)
}

fn walk(value: &Value, shape: &'static Shape, level: usize) -> Checked {
    if level > DEEPEST {
        return wrong(value, "data and expressions nested less deeply");
    }
    let (fits, expected) = match shape {
        Shape::Is(test, expected) => (test(value), *expected),
        Shape::Text(test, expected) => match value {
            Value::String(text) => (test(text), *expected),
            _ => (false, "a text"),
        },
        Shape::Word(known) => match value {
            Value::String(word) if has(known, word) => (true, ""),
            _ => return wrong(value, &["one of ", &listed(known)].concat()),
        },
        Shape::List(shape) => {
            let Value::Array(items) = value else { return wrong(value, "an array") };
            for (index, item) in items.iter().enumerate() {
                inside(&decimal(index as i64), walk(item, shape, level + 1))?;
            }
            return Ok(());
        }
        Shape::Switch([text, array, object, other]) => {
            let shape = match value {
                Value::String(_) => text,
                Value::Array(_) => array,
                Value::Object(_) => object,
                _ => other,
            };
            return walk(value, shape, level);
        }
        Shape::Map(..) | Shape::Object(..) | Shape::One(_) => {
            let Value::Object(members) = value else { return wrong(value, "an object") };
            object(value, members, shape)?;
            for (name, member) in members {
                if let Some(shape) = member_shape(shape, name) {
                    inside(name, walk(member, shape, level + 1))?;
                }
            }
            return Ok(());
        }
    };
    if fits { Ok(()) } else { wrong(value, expected) }
}

/// Checks which members there are.
fn object(value: &Value, members: &Map<String, Value>, shape: &'static Shape) -> Checked {
    let (must, groups) = match shape {
        Shape::Map(kind, _) => return names(value, members, *kind),
        Shape::Object(must, groups) => (*must, *groups),
        Shape::One(groups) => ("", *groups),
        _ => return Ok(()),
    };
    for name in members.keys() {
        if member_shape(shape, name).is_none() {
            let found = ["a member ", &json::encoded(&Value::from(name.as_str()))].concat();
            return mistake(["one of ", &all(groups)].concat(), found);
        }
    }
    for name in must.split(' ') {
        if !name.is_empty() && !members.contains_key(name) {
            return Err(Box::new(Error { kind: ErrorKind::Missing(name), at: String::new() }));
        }
    }
    if let Shape::One([first, ..]) = shape {
        let count = members.keys().filter(|name| find(first, name).is_some()).count();
        if count > 1 || count == 0 && !members.contains_key("else") {
            return wrong(value, &["exactly one of ", &all(&[*first])].concat());
        }
    }
    Ok(())
}

/// Checks the names in an object that has no fixed ones.
fn names(value: &Value, members: &Map<String, Value>, kind: Names) -> Checked {
    let (fits, expected): (fn(&str) -> bool, _) = match kind {
        Names::Any => return Ok(()),
        Names::Variables => (words::is_variable, "names of variables (letters, digits, _ and dots between)"),
        Names::Pointers => (words::is_pointer, "an object of JSON pointers and tests"),
        Names::Data if members.len() < 2 => return Ok(()),
        Names::Data => (|name| name != "$first", "$first and no other member"),
        Names::Headers => (words::is_header, "a header that a page may send"),
    };
    for (name, member) in members {
        match kind {
            _ if fits(name) => {}
            Names::Headers => return inside(name, wrong(member, expected)),
            _ => return wrong(value, expected),
        }
    }
    if matches!(kind, Names::Pointers) && members.is_empty() { wrong(value, expected) } else { Ok(()) }
}

/// What may stand under a name of an object; `None` for an unknown name.
fn member_shape(shape: &'static Shape, name: &str) -> Option<&'static Shape> {
    match shape {
        Shape::Map(_, shape) => Some(shape),
        Shape::Object(_, groups) | Shape::One(groups) => groups.iter().find_map(|group| find(group, name)),
        _ => None,
    }
}

fn find(group: Members, name: &str) -> Option<&'static Shape> {
    group.iter().find(|(names, _)| has(names, name)).map(|(_, shape)| *shape)
}

fn has(words: &str, word: &str) -> bool {
    words.split(' ').any(|known| known == word)
}

/// All names of some groups, as a sentence lists them.
fn all(groups: &[Members]) -> String {
    let mut names = String::new();
    for (more, _) in groups.iter().copied().flatten() {
        if !names.is_empty() {
            names.push_str(", ");
        }
        names.push_str(&listed(more));
    }
    names
}

fn listed(words: &str) -> String {
    words.replace(' ', ", ")
}

/// Makes the error that something else was expected than the value.
fn wrong(value: &Value, expected: &str) -> Checked {
    let found = match value {
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        value => json::encoded(value),
    };
    mistake(expected.to_owned(), found)
}

fn mistake(expected: String, found: String) -> Checked {
    Err(Box::new(Error { kind: ErrorKind::Expected { expected, found }, at: String::new() }))
}

/// Puts a step before the place of a mistake (RFC 6901 §3).
fn inside(name: &str, checked: Checked) -> Checked {
    checked.map_err(|mut error| {
        error.at = ["/", &name.replace('~', "~0").replace('/', "~1"), &error.at].concat();
        error
    })
}

/// Levels of the document below which nothing may nest.
const DEEPEST: usize = 24;
