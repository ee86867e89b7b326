//! Safe nodes become elements, one to one; nothing is ever a string of HTML.

use super::super::element::{Element, Markup, element};
use crate::body::Node;

/// Writes safe nodes down.
pub fn markup(nodes: Vec<Node>) -> Markup {
    nodes.into_iter().map(node).collect()
}

fn node(node: Node) -> Markup {
    let found = match node {
        Node::Text(text) => return text.into(),
        Node::Element(found) => found,
    };
    let bare = element(found.tag.as_str(), "");
    let dressed = found
        .attributes
        .into_iter()
        .fold(bare, |made: Element, (name, value)| made.attribute(name.as_str(), value));
    dressed.child(markup(found.children)).into()
}
