//! The visible text of a comment, for excerpts, quotations and labels.

use super::built;
use super::context::Context;
use super::node::{Attribute, Node, Tag};
use crate::cut::trim_end;
use crate::model::Content;

/// Gives the visible text, each block and each line on a line of its own.
pub fn text(content: &Content) -> String {
    visible(&built(content, &Context::NONE))
}

/// Does the same for nodes.
pub(super) fn visible(nodes: &[Node]) -> String {
    let mut out = String::new();
    write(nodes, &mut out);
    out.truncate(out.trim_end().len());
    out
}

fn write(nodes: &[Node], out: &mut String) {
    for node in nodes {
        let element = match node {
            Node::Text(text) => {
                out.push_str(text);
                continue;
            }
            Node::Element(element) => element,
        };
        let separator = match element.tag {
            Tag::Br => '\n',
            Tag::Td | Tag::Th => ' ',
            tag if tag.is_inline() => '\0',
            _ => '\n',
        };
        if separator != '\0' {
            separate(separator, out);
        }
        out.push_str(element.attribute(Attribute::Alt).unwrap_or(""));
        write(&element.children, out);
        if separator != '\0' && element.tag != Tag::Br {
            separate(separator, out);
        }
    }
}

/// Ends a line or a cell, once.
fn separate(separator: char, out: &mut String) {
    if out.is_empty() || out.ends_with('\n') || out.ends_with(separator) {
        return;
    }
    if separator == '\n' {
        out.truncate(trim_end(out, " ").len());
    }
    out.push(separator);
}
