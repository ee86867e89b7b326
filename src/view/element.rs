//! Makes elements. A function instead of `html!` for each element: the macro writes out every element anew, which
//! weighed three times as much in the compressed module (docs/decisions/0003-elements-by-functions.md).

use yew::virtual_dom::{VList, VTag, VText};
use yew::{AttrValue, Html};

/// An element being made.
pub struct Element(Box<VTag>);

/// Begins an element with its classes.
pub fn element(tag: &'static str, classes: &'static str) -> Element {
    let element = Element(Box::new(VTag::new(tag)));
    if classes.is_empty() { element } else { element.attribute("class", classes) }
}

/// Begins a button.
pub fn button(classes: &'static str) -> Element {
    element("button", classes).attribute("type", "button")
}

/// Begins a heading of a level from 1 to 6.
pub fn heading(level: u8, classes: &'static str) -> Element {
    const TAGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
    element(TAGS[usize::from(level.clamp(1, 6)) - 1], classes)
}

/// Several nodes without an element around them.
pub fn fragment(children: Vec<Html>) -> Html {
    VList::with_children(children, None).into()
}

impl Element {
    /// Adds an attribute.
    pub fn attribute(self, name: &'static str, value: impl Into<AttrValue>) -> Self {
        self.with(name, value.into())
    }

    /// Adds an attribute if there is a value.
    pub fn optional(self, name: &'static str, value: Option<impl Into<AttrValue>>) -> Self {
        match value {
            Some(value) => self.with(name, value.into()),
            None => self,
        }
    }

    /// Adds an attribute that needs no value, if it holds.
    pub fn flag(self, name: &'static str, holds: bool) -> Self {
        if holds { self.with(name, AttrValue::Static("")) } else { self }
    }

    /// Adds text.
    pub fn text(self, words: impl Into<AttrValue>) -> Self {
        self.child(VText::new(words))
    }

    /// Adds a node.
    pub fn child(mut self, child: impl Into<Html>) -> Self {
        self.push(child.into());
        self
    }

    /// Adds a node if there is one.
    pub fn maybe(mut self, child: Option<Html>) -> Self {
        if let Some(child) = child {
            self.push(child);
        }
        self
    }

    /// Adds a node, or keeps its place: what comes and goes does not move its neighbours, which would be made anew.
    pub fn place(mut self, child: Option<Html>) -> Self {
        self.push(child.unwrap_or_default());
        self
    }

    /// Adds nodes.
    pub fn children(mut self, children: Vec<Html>) -> Self {
        children.into_iter().for_each(|child| self.push(child));
        self
    }

    /// Sets what is typed in a control.
    pub fn value(mut self, value: &str) -> Self {
        self.0.set_value(AttrValue::from(value.to_owned()));
        self
    }

    /// Sets whether a box is ticked.
    pub fn checked(mut self, checked: bool) -> Self {
        self.0.set_checked(checked);
        self
    }

    /// Tells the element from its neighbours.
    pub fn key(mut self, key: &str) -> Self {
        self.0.key = Some(key.into());
        self
    }

    fn with(mut self, name: &'static str, value: AttrValue) -> Self {
        self.0.add_attribute(name, value);
        self
    }

    fn push(&mut self, child: Html) {
        self.0.add_child(child);
    }
}

impl From<Element> for Html {
    fn from(element: Element) -> Self {
        (*element.0).into()
    }
}
