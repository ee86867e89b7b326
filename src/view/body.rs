//! Safe nodes become virtual nodes, one to one; nothing is ever a string of HTML.

use crate::body::{Element, Node};
use yew::virtual_dom::{VList, VTag, VText};
use yew::{AttrValue, Html};

/// Makes virtual nodes of safe ones.
pub fn html(nodes: &[Node]) -> Html {
    let mut list = VList::new();
    list.add_children(nodes.iter().map(node));
    list.into()
}

fn node(node: &Node) -> Html {
    match node {
        Node::Text(text) => VText::new(text.clone()).into(),
        Node::Element(found) => element(found),
    }
}

fn element(element: &Element) -> Html {
    let mut tag = VTag::new(element.tag.as_str());
    for (name, value) in &element.attributes {
        tag.add_attribute(name.as_str(), AttrValue::from(value.clone()));
    }
    tag.add_children(element.children.iter().map(node));
    tag.into()
}
