//! What the white space in a text becomes: spaces, line breaks, paragraphs.

use super::super::node::{Node, Tag};
use super::Builder;
use crate::cut::{before, byte, find, part, skip, tail};

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

impl Builder {
    /// Adds text, reading its white space as this tree does.
    pub fn text(&mut self, text: &str) {
        let spaces = if self.is_inside(Tag::Pre) { Spaces::Keep } else { self.spaces };
        match spaces {
            // The first newline of a `pre` is not part of it.
            Spaces::Keep if self.siblings().is_empty() => {
                self.verbatim(tail(text, usize::from(byte(text, 0) == b'\n')))
            }
            Spaces::Keep => self.verbatim(text),
            Spaces::Collapse => self.collapsed(text),
            Spaces::Typed => self.typed(text),
        }
    }

    /// Adds text exactly as it is.
    pub fn verbatim(&mut self, text: &str) {
        let mut at = 0;
        while at < text.len() {
            let end = find(text, at, "\r");
            if end > at {
                self.open_inlines();
                self.append(part(text, at, end));
            }
            at = end + 1;
        }
        self.after_space = before(text, text.len()) == ' ' && !text.is_empty();
    }

    fn collapsed(&mut self, text: &str) {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        while at < text.len() {
            let end = find(text, at, " \t\n\r\x0c\0");
            if end > at {
                out.push_str(part(text, at, end));
                self.after_space = false;
            }
            if end < text.len() && byte(text, end) != 0 && !self.after_space {
                out.push(' ');
                self.after_space = true;
            }
            at = end + 1;
        }
        if out.is_empty() {
            return;
        }
        // A paragraph that is opened for this text starts over.
        let after_space = self.after_space;
        self.open_inlines();
        self.append(&out);
        self.after_space = after_space;
    }

    fn typed(&mut self, text: &str) {
        let mut at = 0;
        while at <= text.len() {
            self.newlines += usize::from(at > 0);
            let end = find(text, at, "\n");
            let line = part(text, at, end - usize::from(end > at && byte(text, end - 1) == b'\r'));
            at = end + 1;
            let is_blank = skip(line, 0, " \t") == line.len();
            if line.is_empty() || is_blank && (self.newlines > 0 || self.top() != Some(Tag::P)) {
                continue;
            }
            let is_started = self.top().is_some_and(|tag| tag != Tag::Blockquote);
            match self.newlines {
                2.. if self.left > 0 => self.end_paragraph(),
                1.. if is_started => self.void(Tag::Br),
                _ => {}
            }
            self.newlines = 0;
            self.open_inlines();
            self.append(line);
        }
    }

    /// Inside `pre`, a block can only start a new line.
    pub(super) fn separate_lines(&mut self) {
        let is_fresh = match self.siblings().last() {
            Some(Node::Text(text)) => before(text, text.len()) == '\n',
            Some(Node::Element(_)) => false,
            None => true,
        };
        if !is_fresh {
            self.append("\n");
        }
    }
}
