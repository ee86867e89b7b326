//! Writes HTML for readers: one block a line, indented, with invisible spaces made visible.

use super::dom::{Element, Node};
use std::fmt::Write;

/// Writes an element.
pub fn html(element: &Element) -> String {
    let mut out = String::new();
    write(element, 0, &mut out);
    out
}

fn write(element: &Element, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    if !element.children.iter().any(is_block) {
        writeln!(out, "{indent}{}", inline(element)).unwrap();
        return;
    }
    writeln!(out, "{indent}{}", start(element)).unwrap();
    let mut line = String::new();
    for child in &element.children {
        match child {
            Node::Element(child) if is_block_element(child) => {
                end_line(&mut line, depth + 1, out);
                write(child, depth + 1, out);
            }
            Node::Element(child) => line.push_str(&inline(child)),
            Node::Text(text) => line.push_str(&visible(text)),
        }
    }
    end_line(&mut line, depth + 1, out);
    writeln!(out, "{indent}</{}>", element.tag).unwrap();
}

fn end_line(line: &mut String, depth: usize, out: &mut String) {
    if !line.is_empty() {
        writeln!(out, "{}{line}", "  ".repeat(depth)).unwrap();
        line.clear();
    }
}

fn inline(element: &Element) -> String {
    let mut out = start(element);
    for child in &element.children {
        match child {
            Node::Element(child) => out.push_str(&inline(child)),
            Node::Text(text) => out.push_str(&visible(text)),
        }
    }
    if !matches!(element.tag.as_str(), "br" | "hr" | "img" | "input" | "wbr") {
        write!(out, "</{}>", element.tag).unwrap();
    }
    out
}

fn start(element: &Element) -> String {
    let mut out = format!("<{}", element.tag);
    for (name, value) in &element.attributes {
        match value.as_str() {
            "" if BARE.contains(&name.as_str()) => write!(out, " {name}").unwrap(),
            value => write!(out, " {name}=\"{}\"", visible(&value.replace('"', "&quot;"))).unwrap(),
        }
    }
    out.push('>');
    out
}

fn is_block(node: &Node) -> bool {
    matches!(node, Node::Element(element) if is_block_element(element))
}

fn is_block_element(element: &Element) -> bool {
    BLOCKS.contains(&element.tag.as_str()) || element.children.iter().any(is_block)
}

/// Spaces that look like the plain one, and ends of lines, as references.
fn visible(text: &str) -> String {
    let spaces = [('\u{a0}', "&nbsp;"), ('\u{202f}', "&#8239;"), ('\n', "&#10;"), ('\t', "&#9;")];
    spaces.into_iter().fold(text.to_owned(), |text, (space, reference)| text.replace(space, reference))
}

const BARE: [&str; 5] = ["checked", "data-target", "novalidate", "required", "selected"];

#[rustfmt::skip]
const BLOCKS: [&str; 24] = [
    "article", "blockquote", "button", "div", "form", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "input", "label", "li",
    "ol", "option", "p", "pre", "section", "select", "table", "textarea", "ul",
];
