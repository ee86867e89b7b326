//! Builds nodes from open, close and text; whatever the order, the outcome is well formed and bounded.
//!
//! Blocks are a stack. Formats (`b`, `a`, `code`…) are a list that is applied when text arrives, so
//! that wrongly nested ones come out right and blocks never end up inside them.

use super::node::{Attribute, Element, Node, Tag};

/// What white space in a text means.
#[derive(Clone, Copy, PartialEq)]
pub enum Spaces {
    /// Runs are one space, as in HTML.
    Collapse,
    /// A newline is a line break, a blank line a new paragraph.
    Typed,
    /// Everything stays, as in `pre`.
    Keep,
}

/// A tree under construction.
pub struct Builder {
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
    pub fn block(&mut self, tag: Option<Tag>, attributes: Vec<(Attribute, String)>) {
        if self.is_inside(Tag::Pre) {
            return self.separate_lines();
        }
        self.end_paragraph();
        if self.left == 0 {
            return self.append("\n");
        }
        if self.make_place(tag) && self.stack.len() < MOST_BLOCKS {
            self.push(tag, attributes);
        }
    }

    /// Opens a paragraph in bold: the headings of strangers must not enter the page's outline.
    pub fn heading(&mut self, attributes: Vec<(Attribute, String)>) {
        self.block(Some(Tag::P), attributes);
        if self.top() == Some(Tag::P) {
            self.formats.push(Format { tag: Tag::Strong, attributes: Vec::new(), goes_on: false });
        }
    }

    /// Applies a format to the text that follows.
    pub fn format(&mut self, tag: Tag, attributes: Vec<(Attribute, String)>) {
        if tag == Tag::A {
            self.end(Tag::A);
        }
        if self.formats.len() < MOST_FORMATS {
            let goes_on = goes_on(tag);
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
        let is_part = tag.is_some_and(|tag| ROWS.contains(&tag) || tag == Tag::Table);
        for (at, open) in self.stack.iter().enumerate().rev() {
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
    pub fn void(&mut self, tag: Tag, attributes: Vec<(Attribute, String)>) {
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

    /// Adds text, reading its white space as this tree does.
    pub fn text(&mut self, text: &str) {
        let spaces = if self.is_inside(Tag::Pre) { Spaces::Keep } else { self.spaces };
        match spaces {
            // The first newline of a `pre` is not part of it.
            Spaces::Keep if self.siblings().is_empty() => {
                self.verbatim(text.strip_prefix('\n').unwrap_or(text))
            }
            Spaces::Keep => self.verbatim(text),
            Spaces::Collapse => self.collapsed(text),
            Spaces::Typed => self.typed(text),
        }
    }

    /// Adds text exactly as it is.
    pub fn verbatim(&mut self, text: &str) {
        for part in text.split('\r').filter(|part| !part.is_empty()) {
            self.open_inlines();
            self.append(part);
        }
        self.after_space = text.ends_with(' ');
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

    fn collapsed(&mut self, text: &str) {
        let mut out = String::with_capacity(text.len());
        for char in text.chars().filter(|char| *char != '\0') {
            let is_space = super::html::is_space(char);
            if !(is_space && self.after_space) {
                out.push(if is_space { ' ' } else { char });
            }
            self.after_space = is_space;
        }
        if !out.is_empty() {
            self.open_inlines();
            self.append(&out);
        }
    }

    fn typed(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            self.newlines += usize::from(at > 0);
            let line = line.strip_suffix('\r').unwrap_or(line);
            let is_blank = line.bytes().all(|byte| byte == b' ' || byte == b'\t');
            if line.is_empty() || is_blank && (self.newlines > 0 || self.top() != Some(Tag::P)) {
                continue;
            }
            let is_started = self.top().is_some_and(|tag| tag != Tag::Blockquote);
            match self.newlines {
                2.. if self.left > 0 => self.end_paragraph(),
                1.. if is_started => self.void(Tag::Br, Vec::new()),
                _ => {}
            }
            self.newlines = 0;
            self.open_inlines();
            self.append(line);
        }
    }

    /// Inside `pre`, a block can only start a new line.
    fn separate_lines(&mut self) {
        let is_fresh = match self.siblings().last() {
            Some(Node::Text(text)) => text.ends_with('\n'),
            Some(Node::Element(_)) => false,
            None => true,
        };
        if !is_fresh {
            self.append("\n");
        }
    }

    /// Closes or adds blocks until one of this kind may stand here; says no where it never may.
    fn make_place(&mut self, tag: Option<Tag>) -> bool {
        match tag {
            Some(Tag::Li) => return self.close_to(&[Tag::Li], &[Tag::Ul, Tag::Ol]),
            Some(Tag::Dt | Tag::Dd) => return self.close_to(&[Tag::Dt, Tag::Dd], &[Tag::Dl]),
            Some(Tag::Thead | Tag::Tbody | Tag::Caption) => return self.close_to(ROWS, &[Tag::Table]),
            Some(Tag::Tr) => return self.close_to(ROW, &[Tag::Table, Tag::Thead, Tag::Tbody]),
            Some(Tag::Td | Tag::Th) => {
                return self.close_to(CELLS, &[Tag::Tr])
                    || self.make_place(Some(Tag::Tr)) && self.push_bare(Tag::Tr);
            }
            Some(Tag::Figcaption) => return self.top() == Some(Tag::Figure),
            _ => {}
        }
        match self.top() {
            Some(Tag::Ul | Tag::Ol) if is_list(tag) => self.reopen(Tag::Li),
            Some(Tag::Ul | Tag::Ol) => self.push_bare(Tag::Li),
            Some(Tag::Dl) => self.push_bare(Tag::Dd),
            Some(Tag::Table | Tag::Thead | Tag::Tbody) => self.push_bare(Tag::Tr) && self.push_bare(Tag::Td),
            Some(Tag::Tr) => self.push_bare(Tag::Td),
            _ => true,
        }
    }

    /// Closes what stands above the nearest of `parents`, if only `inner` kinds and separations do.
    fn close_to(&mut self, inner: &[Tag], parents: &[Tag]) -> bool {
        for (at, open) in self.stack.iter().enumerate().rev() {
            match open.tag {
                Some(tag) if parents.contains(&tag) => {
                    self.pop_to(at + 1);
                    return true;
                }
                Some(tag) if tag != Tag::P && !inner.contains(&tag) => return false,
                _ => {}
            }
        }
        false
    }

    /// Goes on with the last child if it is of this kind, otherwise opens one.
    fn reopen(&mut self, tag: Tag) -> bool {
        match self.siblings().pop() {
            Some(Node::Element(last)) if last.tag == tag => {
                let Element { attributes, children, .. } = last;
                self.stack.push(Open { tag: Some(tag), attributes, children, formats: usize::MAX });
                return true;
            }
            Some(other) => self.siblings().push(other),
            None => {}
        }
        self.push_bare(tag)
    }

    /// Opens an element nobody wrote; the formats inside are not its own.
    fn push_bare(&mut self, tag: Tag) -> bool {
        if self.left == 0 {
            return false;
        }
        self.push(Some(tag), Vec::new());
        if let Some(open) = self.stack.last_mut() {
            open.formats = usize::MAX;
        }
        true
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
            let cost = attributes.iter().map(|(_, value)| value.len() / 256).sum::<usize>() + 1;
            self.left = self.left.saturating_sub(cost);
            self.stack.push(Open { tag, attributes, children: Vec::new(), formats: 0 });
            self.inlines += 1;
        }
    }

    fn close_inlines(&mut self, keep: usize) {
        while self.inlines > keep {
            self.pop();
        }
    }

    fn push(&mut self, tag: Option<Tag>, attributes: Vec<(Attribute, String)>) {
        self.left = self.left.saturating_sub(usize::from(tag.is_some()));
        self.after_space = true;
        self.stack.push(Open { tag, attributes, children: Vec::new(), formats: self.formats.len() });
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
        let mut at = 0;
        let is_cell = matches!(tag, Some(Tag::Td | Tag::Th | Tag::Caption));
        self.formats.retain(|format| {
            at += 1;
            at <= outer || !is_cell && format.goes_on
        });
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

    /// Says whether text would stand outside every paragraph.
    fn is_bare(&self) -> bool {
        matches!(self.top(), None | Some(Tag::Blockquote))
    }

    fn top(&self) -> Option<Tag> {
        self.stack.get(..self.stack.len() - self.inlines)?.last()?.tag
    }
}

/// Removes the space a block ends with.
fn trim_end(nodes: &mut [Node]) {
    match nodes.last_mut() {
        Some(Node::Text(text)) => text.truncate(text.trim_end_matches(' ').len()),
        Some(Node::Element(element)) if element.tag.is_inline() => trim_end(&mut element.children),
        _ => {}
    }
}

fn is_list(tag: Option<Tag>) -> bool {
    matches!(tag, Some(Tag::Ul | Tag::Ol))
}

/// The formatting elements of HTML §13.2.4.3, which outlive the paragraph they were opened in.
fn goes_on(tag: Tag) -> bool {
    matches!(tag, Tag::A | Tag::B | Tag::Code | Tag::Em | Tag::I | Tag::S | Tag::Small | Tag::Strong | Tag::U)
}

const CELLS: &[Tag] = &[Tag::Td, Tag::Th];
const ROW: &[Tag] = &[Tag::Tr, Tag::Td, Tag::Th, Tag::Caption];
const ROWS: &[Tag] = &[Tag::Thead, Tag::Tbody, Tag::Tr, Tag::Td, Tag::Th, Tag::Caption];
const MOST_BLOCKS: usize = 40;
const MOST_FORMATS: usize = 16;
const MOST_NODES: usize = 10_000;
