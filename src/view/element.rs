//! Writes elements down, for `draw.js` to build them (docs/decisions/0014-written-down.md). A function instead of
//! `html!` for each element: the macro writes out every element anew, which weighed three times as much in the
//! compressed module (docs/decisions/0003-elements-by-functions.md).

use crate::cut::replaced;
use crate::locale::Told;
use std::cell::RefCell;

/// Nodes, written down in the order of the page.
///
/// Their shape is what many have in common: `<` begins an element with its constant attributes, `=` names another attribute,
/// `"` stands for a text, `@` for a date, `~` for what a control holds, `#` for other nodes, `>` ends the element. Of each but
/// the first and the last there is a value; of other nodes there are two, their shape and their values. U+0000 ends each of
/// these words and values, in other nodes U+0001; where they occur in a text, U+0002 and a letter stand for them.
#[derive(PartialEq)]
pub struct Markup(Box<Words>);

/// An element being written.
pub struct Element(Box<Words>);

/// What is written so far. Behind a pointer: handing it on from function to function takes no code.
#[derive(Default, PartialEq)]
struct Words {
    shape: String,
    values: String,
    /// Whether the last element has its name and constant attributes only.
    is_beginning: bool,
    has_controls: bool,
}

/// Begins an element with its classes.
pub fn element(tag: &'static str, classes: &'static str) -> Element {
    let mut words = Words::blank();
    words.shape.push('<');
    words.shape.push_str(tag);
    words.is_beginning = true;
    let element = Element(words);
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

/// What an attribute may be set to.
pub trait Value: AsRef<str> {
    /// Whether it is one of a few that the program knows.
    const IS_CONSTANT: bool;
}

impl Value for &'static str {
    const IS_CONSTANT: bool = true;
}

impl Value for String {
    const IS_CONSTANT: bool = false;
}

impl Element {
    /// Adds an attribute.
    pub fn attribute<T: Value>(mut self, name: &'static str, value: T) -> Self {
        self.0.set(name, value.as_ref(), T::IS_CONSTANT);
        self
    }

    /// Adds an attribute if there is a value.
    pub fn optional(self, name: &'static str, value: Option<impl Value>) -> Self {
        match value {
            Some(value) => self.attribute(name, value),
            None => self,
        }
    }

    /// Adds an attribute that needs no value, if it holds.
    pub fn flag(self, name: &'static str, holds: bool) -> Self {
        self.optional(name, holds.then_some(""))
    }

    /// Adds text.
    pub fn text(mut self, words: impl AsRef<str>) -> Self {
        self.0.value(TEXT, words.as_ref());
        self
    }

    /// Tells a date, as [`Told`](crate::locale::Told) writes it down.
    pub fn date(mut self, told: &Told) -> Self {
        self.0.value(DATE, &told.written());
        self
    }

    /// Adds nodes.
    pub fn child(mut self, child: impl Into<Markup>) -> Self {
        self.0.nodes(child.into());
        self
    }

    /// Adds nodes if there are any.
    pub fn maybe(self, child: Option<Markup>) -> Self {
        self.children(child)
    }

    /// Adds nodes one after the other.
    pub fn children(mut self, children: impl IntoIterator<Item = Markup>) -> Self {
        children.into_iter().for_each(|child| self.0.nodes(child));
        self
    }

    /// Adds nodes that look like no others, such as a stranger's: their shape is not remembered.
    pub fn apart(mut self, nodes: Markup) -> Self {
        self.0.begin();
        self.0.shape.push_str(OTHERS);
        self.0.inner(nodes.shape());
        self.0.inner(nodes.values());
        self
    }

    /// Sets what is typed in a control.
    pub fn value(mut self, value: &str) -> Self {
        self.0.has_controls = true;
        self.0.value(HOLDS, value);
        self
    }

    /// Sets whether a box is ticked.
    pub fn checked(self, checked: bool) -> Self {
        self.value(if checked { "1" } else { "" })
    }
}

thread_local! {
    /// What others have copied, to be written in again: else each element would be three pieces of memory that grow.
    #[expect(clippy::vec_box, reason = "the boxes are used again too")]
    static BLANK: RefCell<Vec<Box<Words>>> = const { RefCell::new(Vec::new()) };
}

impl Words {
    #[inline(never)]
    fn blank() -> Box<Self> {
        BLANK.with_borrow_mut(Vec::pop).unwrap_or_default()
    }

    #[inline(never)]
    fn set(&mut self, name: &'static str, value: &str, is_constant: bool) {
        if is_constant && self.is_beginning {
            for part in [SEPARATOR, name, SEPARATOR, value] {
                self.shape.push_str(part);
            }
            return;
        }
        self.begin();
        self.shape.push('=');
        self.shape.push_str(name);
        self.value(END, value);
    }

    #[inline(never)]
    fn nodes(&mut self, Markup(mut nodes): Markup) {
        self.begin();
        self.has_controls |= nodes.has_controls;
        self.shape.push_str(&nodes.shape);
        self.values.push_str(&nodes.values);
        if nodes.shape.capacity().max(nodes.values.capacity()) <= KEPT {
            nodes.shape.clear();
            nodes.values.clear();
            nodes.has_controls = false;
            BLANK.with_borrow_mut(|blank| blank.push(nodes));
        }
    }

    /// Writes a word that ends, and its value.
    #[inline(never)]
    fn value(&mut self, word: &str, value: &str) {
        self.begin();
        self.shape.push_str(word);
        if value.bytes().all(|byte| byte > ESCAPE) {
            self.values.push_str(value);
        } else {
            value.chars().for_each(|letter| self.escape(letter));
        }
        self.values.push_str(END);
    }

    /// Writes words or values of nodes that look like no others.
    #[inline(never)]
    fn inner(&mut self, words: &str) {
        self.values.push_str(&replaced(words, END, INNER_END));
        self.values.push_str(END);
    }

    /// Writes a letter so that it is no sign of ours: U+0000 becomes U+0002 `@`, U+0001 U+0002 `A`.
    #[inline(never)]
    fn escape(&mut self, letter: char) {
        match letter as u32 {
            code @ 0..=0x02 => {
                self.values.push(char::from(ESCAPE));
                self.values.push(char::from(b'@' + code as u8));
            }
            _ => self.values.push(letter),
        }
    }

    /// Ends the beginning of an element.
    fn begin(&mut self) {
        if self.is_beginning {
            self.is_beginning = false;
            self.shape.push_str(END);
        }
    }
}

impl Markup {
    /// Whether controls stand in it: what they hold can change without being written down anew.
    pub fn has_controls(&self) -> bool {
        self.0.has_controls
    }

    /// What many have in common.
    pub fn shape(&self) -> &str {
        &self.0.shape
    }

    /// What this one has for itself.
    pub fn values(&self) -> &str {
        &self.0.values
    }
}

impl From<Element> for Markup {
    fn from(mut element: Element) -> Self {
        element.0.begin();
        element.0.shape.push_str(CLOSE);
        Self(element.0)
    }
}

/// A text.
impl<T: AsRef<str>> From<T> for Markup {
    fn from(text: T) -> Self {
        let mut markup = Self(Words::blank());
        markup.0.value(TEXT, text.as_ref());
        markup
    }
}

/// Nodes beside each other.
impl FromIterator<Markup> for Markup {
    fn from_iter<T: IntoIterator<Item = Markup>>(nodes: T) -> Self {
        let mut all = Self(Words::blank());
        nodes.into_iter().for_each(|node| all.0.nodes(node));
        all
    }
}

/// Ends words and values.
const END: &str = "\0";
/// Ends those of nodes that look like no others.
const INNER_END: &str = "\u{1}";
/// Between names and values of constant attributes.
const SEPARATOR: &str = "\n";
/// Ends an element.
const CLOSE: &str = ">\0";
/// A text.
const TEXT: &str = "\"\0";
/// A date.
const DATE: &str = "@\0";
/// What a control holds.
const HOLDS: &str = "~\0";
/// Nodes that look like no others.
const OTHERS: &str = "#\0";
/// Before a letter that stands for one of these three.
const ESCAPE: u8 = 2;
/// Bytes. What has held longer texts is not written in again.
const KEPT: usize = 4096;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_copied_leaves_nothing_behind() {
        let written = || Markup::from(element("p", "").child(element("b", "").text("Oui")));
        let new = written();
        // Memory that held a control and a text is used again.
        drop(Markup::from(element("p", "").child(element("input", "").value("Non"))));
        let again = written();
        assert_eq!((again.shape(), again.values()), (new.shape(), new.values()));
        assert!(!again.has_controls());
    }
}
