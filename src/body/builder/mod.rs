//! Builds nodes from open, close and text; whatever the order, the outcome is well formed and bounded.
//!
//! Blocks are a stack. Formats (`b`, `a`, `code`…) are a list that is applied when text arrives, so
//! that wrongly nested ones come out right and blocks never end up inside them.

mod place;
mod spaces;

pub use spaces::Spaces;

use super::node::{Attribute, Element, Node, Tag};
use crate::cut;
use place::{ROWS, is_in, is_list};

/// A tree under construction.
pub struct Builder {
    /// The attributes of the element that is opened next.
    pub attributes: Vec<(Attribute, String)>,
    root: Vec<Node>,
    /// Open blocks, then the inline elements that stand for the first formats.
    stack: Vec<Open>,
    inlines: usize,
    formats: Vec<Format>,
    spaces: Spaces,
    /// Newlines met since the last typed text.
    newlines: usize,
    after_space: bool,
    left: usize,
}

struct Open {
    /// A `div` has none: it only separates paragraphs.
    tag: Option<Tag>,
    attributes: Vec<(Attribute, String)>,
    children: Vec<Node>,
    formats: usize,
}

struct Format {
    tag: Tag,
    attributes: Vec<(Attribute, String)>,
    goes_on: bool,
}

impl Builder {
    /// Starts an empty tree.
    pub fn new(spaces: Spaces) -> Self {
        Self {
            attributes: Vec::new(),
            root: Vec::new(),
            stack: Vec::new(),
            inlines: 0,
            formats: Vec::new(),
            spaces,
            newlines: 0,
            after_space: true,
            left: MOST_NODES,
        }
    }

    /// Closes everything and gives the nodes.
    pub fn finish(mut self) -> Vec<Node> {
        while !self.stack.is_empty() {
            self.pop();
        }
        self.root
    }

    /// Opens a block, or a mere separation, closing first what it implies (HTML §13.2.6.4.7).
    pub fn block(&mut self, tag: Option<Tag>) {
        let attributes = std::mem::take(&mut self.attributes);
        if self.is_inside(Tag::Pre) {
            return self.separate_lines();
        }
        self.end_paragraph();
        if self.left == 0 {
            return self.append("\n");
        }
        if self.make_place(tag) && self.stack.len() < MOST_BLOCKS {
            self.after_space = true;
            self.push(tag, attributes, self.formats.len());
        }
    }

    /// Opens a paragraph in bold: the headings of strangers must not enter the page's outline.
    pub fn heading(&mut self) {
        self.block(Some(Tag::P));
        if self.top() == Some(Tag::P) {
            self.add_format(Tag::Strong, false);
        }
    }

    /// Applies a format to the text that follows.
    pub fn format(&mut self, tag: Tag) {
        if tag == Tag::A {
            self.end(Tag::A);
        }
        self.add_format(tag, goes_on(tag));
    }

    fn add_format(&mut self, tag: Tag, goes_on: bool) {
        let attributes = std::mem::take(&mut self.attributes);
        if self.formats.len() < MOST_FORMATS {
            self.formats.push(Format { tag, attributes, goes_on });
        }
    }

    /// Ends the innermost format or block of this kind, if there is one to end from here.
    pub fn end(&mut self, tag: Tag) {
        if tag.is_inline() {
            let Some(at) = self.formats.iter().rposition(|format| format.tag == tag) else { return };
            self.close_inlines(at);
            self.formats.remove(at);
            return;
        }
        self.end_block(Some(tag));
    }

    /// Ends the innermost block or separation of this kind.
    pub fn end_block(&mut self, tag: Option<Tag>) {
        if tag.is_none() && self.is_inside(Tag::Pre) {
            return self.separate_lines();
        }
        let is_part = tag.is_some_and(|tag| is_in(tag, ROWS) || tag == Tag::Table);
        let mut at = self.stack.len();
        while let Some(open) = self.stack.get(at.wrapping_sub(1)) {
            at -= 1;
            if open.tag == tag {
                return self.pop_to(at);
            }
            let is_wall = match open.tag {
                Some(Tag::Table) => true,
                Some(Tag::Td | Tag::Th | Tag::Caption) => !is_part,
                open => is_list(open) && tag == Some(Tag::Li),
            };
            if is_wall {
                return;
            }
        }
    }

    /// Ends the paragraph the text stands in, so that the next text starts another.
    pub fn end_paragraph(&mut self) {
        self.newlines = 0;
        self.close_inlines(0);
        if self.top() == Some(Tag::P) {
            self.pop();
        }
    }

    /// Adds an element that contains nothing.
    pub fn void(&mut self, tag: Tag) {
        let attributes = std::mem::take(&mut self.attributes);
        if tag == Tag::Br && self.inlines == 0 && self.is_bare() {
            return;
        }
        if tag.is_inline() {
            self.open_inlines();
        } else {
            self.end_paragraph();
            self.make_place(Some(tag));
        }
        self.after_space = tag != Tag::Img;
        if self.after_space {
            trim_end(self.siblings());
        }
        if self.left > 0 {
            self.left -= 1;
            self.siblings().push(Node::Element(Element { tag, attributes, children: Vec::new() }));
        } else if tag == Tag::Br {
            self.append("\n");
        }
    }

    /// Says whether text would stand inside an element of this kind.
    pub fn is_inside(&self, tag: Tag) -> bool {
        self.stack.iter().any(|open| open.tag == Some(tag))
            || self.formats.iter().any(|format| format.tag == tag)
    }

    /// Says whether a list item was just opened.
    pub fn is_at_item(&self) -> bool {
        self.stack.last().is_some_and(|open| open.tag == Some(Tag::Li) && open.children.is_empty())
    }

    fn open_inlines(&mut self) {
        if self.inlines == 0 {
            self.make_place(Some(Tag::P));
            if self.is_bare() {
                self.push_bare(Tag::P);
            }
        }
        while let Some(format) = self.formats.get(self.inlines).filter(|_| self.left > 0) {
            let (tag, attributes) = (Some(format.tag), format.attributes.clone());
            // A long address that is repeated in every paragraph costs as many nodes as it is long.
            for (_, value) in &attributes {
                self.left = self.left.saturating_sub(value.len() / 256);
            }
            self.push(tag, attributes, 0);
            self.inlines += 1;
        }
    }

    fn close_inlines(&mut self, keep: usize) {
        while self.inlines > keep {
            self.pop();
        }
    }

    fn push(&mut self, tag: Option<Tag>, attributes: Vec<(Attribute, String)>, formats: usize) {
        self.left = self.left.saturating_sub(usize::from(tag.is_some()));
        self.stack.push(Open { tag, attributes, children: Vec::new(), formats });
    }

    fn pop_to(&mut self, length: usize) {
        while self.stack.len() > length {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(mut open) = self.stack.pop() else { return };
        if self.inlines > 0 {
            self.inlines -= 1;
        } else {
            self.leave(open.tag, open.formats);
            trim_end(&mut open.children);
        }
        let Some(tag) = open.tag else { return self.siblings().append(&mut open.children) };
        let is_idle = open.children.is_empty() && (tag == Tag::P || tag.is_inline());
        if !is_idle {
            let element = Element { tag, attributes: open.attributes, children: open.children };
            self.siblings().push(Node::Element(element));
        }
    }

    /// Forgets the formats that end with a block: all in a cell, elsewhere those browsers do not carry on.
    fn leave(&mut self, tag: Option<Tag>, outer: usize) {
        self.after_space = true;
        let is_cell = matches!(tag, Some(Tag::Td | Tag::Th | Tag::Caption));
        let mut at = outer;
        while let Some(format) = self.formats.get(at) {
            if is_cell || !format.goes_on {
                self.formats.remove(at);
            } else {
                at += 1;
            }
        }
    }

    fn append(&mut self, text: &str) {
        if let Some(Node::Text(last)) = self.siblings().last_mut() {
            return last.push_str(text);
        }
        self.left = self.left.saturating_sub(1);
        self.siblings().push(Node::Text(text.to_owned()));
    }

    fn siblings(&mut self) -> &mut Vec<Node> {
        match self.stack.last_mut() {
            Some(open) => &mut open.children,
            None => &mut self.root,
        }
    }

    fn top(&self) -> Option<Tag> {
        self.stack.get(..self.stack.len() - self.inlines)?.last()?.tag
    }
}

/// Removes the space a block ends with.
fn trim_end(nodes: &mut [Node]) {
    match nodes.last_mut() {
        Some(Node::Text(text)) => text.truncate(cut::trim_end(text, " ").len()),
        Some(Node::Element(element)) if element.tag.is_inline() => trim_end(&mut element.children),
        _ => {}
    }
}

/// The formatting elements of HTML §13.2.4.3, which outlive the paragraph they were opened in.
fn goes_on(tag: Tag) -> bool {
    matches!(tag, Tag::A | Tag::B | Tag::Code | Tag::Em | Tag::I | Tag::S | Tag::Small | Tag::Strong | Tag::U)
}

const MOST_BLOCKS: usize = 40;
const MOST_FORMATS: usize = 16;
const MOST_NODES: usize = 10_000;
