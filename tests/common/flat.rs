//! A mapping of a flat list, to which a test adds what it tries.

use std::rc::Rc;

use causerie::mapping::{Mapping, Response};
use causerie::model::{Comment, Page};
use serde_json::{Value, json};

use super::{checked, client_of, run, setup};

/// A mapping of a flat list, with more members merged in.
pub fn mapping(more: Value) -> Rc<Mapping> {
    let mut document = json!({
        "mapping": "1", "name": "x", "vars": {"base": {"required": true}},
        "list": {"url": "{+base}/c", "items": "/items"},
        "comment": {"id": "/id", "parent": "/parent", "body": {"html": "/html"}}
    });
    merge(&mut document, more);
    Rc::new(checked(&document.to_string()).unwrap())
}

/// Merges members in, those of objects one by one.
pub fn merge(into: &mut Value, more: Value) {
    match (into, more) {
        (Value::Object(into), Value::Object(more)) => {
            for (name, value) in more {
                merge(into.entry(name).or_insert(Value::Null), value);
            }
        }
        (into, more) => *into = more,
    }
}

/// Where the backend is.
pub const BASE: &[(&str, &str)] = &[("base", "https://api.example/v1/")];

/// Opens a thread and tells its comments as `id<parent`, with what comes next.
pub fn open(more: Value, answers: Vec<Response>) -> String {
    let (client, _) = client_of(mapping(more), setup(BASE), answers);
    match run(client.open(None, None)) {
        Ok(opened) => told(&opened.page),
        Err(problem) => super::problem(&problem),
    }
}

/// Tells the comments of a page as `id<parent`.
pub fn told(page: &Page) -> String {
    let one = |comment: &Comment| match &comment.parent {
        Some(parent) => format!("{}<{parent}", comment.id),
        None => comment.id.to_string(),
    };
    let mut text = page.items.iter().map(one).collect::<Vec<_>>().join(" ");
    for skipped in &page.skipped {
        text.push_str(&format!(" [{skipped}]"));
    }
    text
}
