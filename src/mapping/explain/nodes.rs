//! The items of an answer, however they are nested, as the mapping walks them.

use serde_json::Value;

use super::super::decode;
use super::super::document::Mapping;
use super::super::expression::{Context, holds};
use super::super::json;

/// One item of the answer.
pub struct Node {
    /// The name or index under which it was found.
    pub key: String,
    /// The whole node, with what surrounds the comment.
    pub whole: Value,
    /// The comment in it.
    pub item: Value,
    /// Why it makes no comment, if it does not.
    pub fault: Option<&'static str>,
    /// Whether the mapping drops it.
    pub is_dropped: bool,
}

/// Collects all items, parents before their children.
pub fn nodes(mapping: &Mapping, context: Context<'_>) -> Vec<Node> {
    let mut found = Vec::new();
    let list = mapping.section("list");
    if let Some(items) = context.find(&list["items"]) {
        collect(mapping, list, context, &items.value, &mut found);
    }
    found
}

fn collect(mapping: &Mapping, list: &Value, context: Context<'_>, nodes: &Value, found: &mut Vec<Node>) {
    json::each(nodes, &mut |key, node| {
        let item = decode::inside(list, node);
        let shape = mapping.section("comment");
        let is_dropped = holds(&shape["drop"], item);
        // The document outlives the answer's items, so each has a context of its own.
        let here: Context<'_> = context;
        let fault = decode::comment(shape, here.at(item, key)).err().filter(|_| !is_dropped);
        found.push(Node { key: key.to_owned(), whole: node.clone(), item: item.clone(), fault, is_dropped });
        if let Some(children) = here.at(node, key).find(&list["children"]) {
            collect(mapping, list, context, &children.value, found);
        }
    });
}

/// What was left out and why, with what those items have instead.
pub fn skipped(nodes: &[Node], said: &[String]) -> Vec<String> {
    let faulty: Vec<_> = nodes.iter().filter(|node| node.fault.is_some()).collect();
    let mut lines: Vec<_> = said
        .iter()
        .enumerate()
        .map(|(at, line)| match faulty.get(at).map(|node| &node.item) {
            Some(Value::Object(members)) => {
                let has: Vec<_> = members.keys().map(String::as_str).collect();
                format!("{line}; it has: {}", has.join(", "))
            }
            Some(other) => format!("{line}; it is {}", json::encoded(other)),
            None => line.clone(),
        })
        .collect();
    let dropped = nodes.iter().filter(|node| node.is_dropped);
    lines.extend(dropped.map(|node| format!("entry {}: `comment.drop` says so", node.key)));
    lines
}
