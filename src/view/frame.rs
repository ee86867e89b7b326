//! The elements that hold entries and other parts, which come, go and move.

use super::element::{Element, Markup, element};

/// An element, without what it holds.
#[derive(PartialEq)]
pub struct Frame {
    tag: &'static str,
    classes: &'static str,
    attributes: Vec<(&'static str, String)>,
}

impl Frame {
    /// Makes an element with its classes.
    pub fn new(tag: &'static str, classes: &'static str) -> Self {
        Self { tag, classes, attributes: Vec::new() }
    }

    /// Adds an attribute.
    pub fn attribute(mut self, name: &'static str, value: String) -> Self {
        self.attributes.push((name, value));
        self
    }

    /// Writes it down.
    pub fn markup(&self) -> Markup {
        let add =
            |element: Element, (name, value): &(&'static str, String)| element.attribute(name, value.clone());
        self.attributes.iter().fold(element(self.tag, self.classes), add).into()
    }
}
