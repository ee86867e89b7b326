//! The members of an answer that no expression of the mapping reads: what its writer may have missed.

use std::fmt::Write as _;

use serde_json::Value;

use super::super::document::Mapping;
use super::super::expression::Context;
use super::super::json;
use super::super::lint::{Walk, schema};
use super::nodes::Node;
use super::tree::short;

/// Pointers of a mapping, by what they start from.
#[derive(Default)]
struct Read {
    /// From the comment.
    item: Vec<String>,
    /// From the node around it.
    node: Vec<String>,
    /// From the whole answer.
    root: Vec<String>,
    /// From the whole answer; all that is inside is read too.
    tables: Vec<String>,
}

/// A member that nothing reads.
pub struct Missed {
    /// Its pointer, with `*` for each index.
    pub at: String,
    /// Whether the pointer starts from the items of the list.
    pub is_item: bool,
    count: usize,
    example: String,
}

/// Writes what nothing reads, with how often it is there and an example.
pub fn write(missed: &[Missed], out: &mut String) {
    if !missed.is_empty() {
        out.push_str("\nwhat the answer has and nothing reads:\n");
    }
    for Missed { at, is_item, count, example } in missed {
        let from = if *is_item { "item: " } else { "" };
        let _ = writeln!(out, "  {from}{at} ({count}), as {example}");
    }
}

/// Finds what nothing reads.
pub fn missed(mapping: &Mapping, context: Context<'_>, nodes: &[Node]) -> Vec<Missed> {
    let schema = schema();
    let read = pointers(&Walk::over(mapping.root(), &schema));
    let mut missed: Vec<Missed> = Vec::new();
    let mut miss = |at: &str, is_item, value: &Value| {
        let at = general(at);
        match missed.iter_mut().find(|known| known.at == at && known.is_item == is_item) {
            Some(known) => known.count += 1,
            None => missed.push(Missed { at, is_item, count: 1, example: short(&json::encoded(value)) }),
        }
    };
    let item = mapping.section("list")["item"].as_str().unwrap_or_default();
    for node in nodes {
        for (at, value) in leaves(&node.whole) {
            if read.node.iter().any(|read| is_inside(&at, read)) {
                continue;
            }
            let inner = at.strip_prefix(item).filter(|inner| inner.starts_with('/'));
            let is_own = |inner: &str| {
                let own = |table: &&String| json::at(&context.answer.root, table).is_none();
                read.tables.iter().filter(own).any(|table| is_inside(inner, table))
            };
            if !inner.is_some_and(|inner| is_own(inner) || is_read(inner, &read.item, &node.item)) {
                miss(&at, true, &value);
            }
        }
    }
    let lists = list_of(mapping, context);
    for (at, value) in leaves(&context.answer.root) {
        let is_list = lists.as_ref().is_some_and(|list| is_inside(&at, list));
        let is_table = read.tables.iter().any(|table| is_inside(&at, table));
        if !is_list && !is_table && !is_read(&at, &read.root, &context.answer.root) {
            miss(&at, false, &value);
        }
    }
    missed
}

/// The place of the list, where a pointer names it.
fn list_of(mapping: &Mapping, context: Context<'_>) -> Option<String> {
    let expression = &mapping.section("list")["items"];
    let choices = expression.as_array().map_or(std::slice::from_ref(expression), Vec::as_slice);
    let found = choices.iter().find(|choice| context.find(choice).is_some())?;
    Some(found.as_str().or(found["at"].as_str())?.to_owned())
}

fn pointers(walk: &Walk<'_>) -> Read {
    let mut read = Read::default();
    for place in &walk.places {
        let is_comment = place.section() == "comment";
        let inner = walk.parent(place);
        // What a lookup finds is read with the whole table.
        if place.at.split('/').any(|step| step == "then" || step == "by") {
            continue;
        }
        let mut pointers = Vec::new();
        match place.value {
            Value::String(text) if place.is("pointer") => pointers.push(text.clone()),
            Value::String(text) if place.name == "text" && text.starts_with('/') => {
                pointers.push(text.clone())
            }
            Value::Object(tests) if place.is("tests") => pointers.extend(tests.keys().cloned()),
            _ => continue,
        }
        let target = match &*place.at {
            _ if place.name == "in" && inner.is_some_and(|inner| inner.is("steps")) => &mut read.tables,
            at if at.starts_with("/list/children") => &mut read.node,
            "/list/item" => continue,
            _ if is_comment || place.at.contains("/last") => &mut read.item,
            _ if matches!(place.section(), "list" | "capture" | "can" | "error") => &mut read.root,
            _ => continue,
        };
        target.append(&mut pointers);
    }
    read
}

/// Whether a member is read by a pointer to it, or to a list it is in.
fn is_read(at: &str, pointers: &[String], root: &Value) -> bool {
    pointers.iter().any(|pointer| {
        at == pointer
            || is_inside(at, pointer)
                && !pointer.is_empty()
                && json::at(root, pointer).is_some_and(Value::is_array)
    })
}

fn is_inside(at: &str, pointer: &str) -> bool {
    at.strip_prefix(pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The members that hold a text, a number or a flag, with their pointers.
pub fn leaves(value: &Value) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    collect(value, "", &mut found);
    found
}

fn collect(value: &Value, at: &str, found: &mut Vec<(String, Value)>) {
    match value {
        Value::Null => {}
        Value::Array(_) | Value::Object(_) => drop(json::each(value, &mut |name, member| {
            let name = name.replace('~', "~0").replace('/', "~1");
            collect(member, &format!("{at}/{name}"), found);
        })),
        value => found.push((at.to_owned(), value.clone())),
    }
}

/// A pointer with `*` for each index.
fn general(at: &str) -> String {
    let is_index = |step: &str| !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit());
    let steps = at.split('/').map(|step| if is_index(step) { "*" } else { step });
    steps.collect::<Vec<_>>().join("/")
}
