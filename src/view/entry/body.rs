//! Safe nodes become virtual nodes, one to one; nothing is ever a string of HTML.

use super::super::element::{Element, element};
use crate::body::Node;
use yew::Html;
use yew::virtual_dom::VText;

/// Makes virtual nodes of safe ones.
pub fn html(nodes: Vec<Node>) -> Vec<Html> {
    nodes.into_iter().map(node).collect()
}

fn node(node: Node) -> Html {
    let found = match node {
        Node::Text(text) => return VText::new(text).into(),
        Node::Element(found) => found,
    };
    let bare = element(found.tag.as_str(), "");
    let dressed = found
        .attributes
        .into_iter()
        .fold(bare, |made: Element, (name, value)| made.attribute(name.as_str(), value));
    dressed.children(html(found.children)).into()
}
