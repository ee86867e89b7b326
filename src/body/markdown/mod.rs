//! A small Markdown for comments: every newline counts, HTML is text; `inline` reads the lines.

mod inline;
mod piece;
mod target;

use super::builder::{Builder, Spaces};
use super::context::Context;
use super::node::{Attribute, Node, Tag};
use crate::cut::{DIGITS, SPACES, before, byte, find, find_char, has, part, pieces, skip, tail};

/// Builds the nodes of a Markdown text.
#[inline(never)]
pub fn built(markdown: &str, context: &Context) -> Vec<Node> {
    let mut blocks = Blocks {
        builder: Builder::new(Spaces::Typed),
        context,
        containers: Vec::new(),
        paragraph: String::new(),
        fence: None,
    };
    for line in pieces(markdown.strip_suffix('\n').unwrap_or(markdown), "\n") {
        blocks.line(line.strip_suffix('\r').unwrap_or(line));
    }
    blocks.close_to(0);
    blocks.builder.finish()
}

struct Blocks<'a> {
    builder: Builder,
    context: &'a Context<'a>,
    containers: Vec<Container>,
    /// The lines of the paragraph so far.
    paragraph: String,
    fence: Option<Fence>,
}

/// A quotation or an item of a list.
struct Container {
    /// `>`, or what the items of the list start with: `-`, `*`, `+`, `.` or `)`.
    marker: u8,
    /// How far the lines of an item are indented.
    indent: usize,
}

struct Fence {
    mark: u8,
    length: usize,
    is_started: bool,
}

impl Blocks<'_> {
    fn line(&mut self, line: &str) {
        let mut at = 0;
        let mut depth = self.continued(line, &mut at);
        if depth == self.containers.len() && self.fence.is_some() {
            return self.fenced(tail(line, at));
        }
        self.end_fence();
        while depth < DEEPEST && self.open(depth, line, &mut at) {
            depth += 1;
        }
        let text = tail(line, at).trim();
        if text.is_empty() || depth < self.containers.len() {
            self.close_to(depth);
        }
        if !text.is_empty() {
            self.leaf(text);
        }
    }

    /// Counts the containers a line goes on with and passes over their marks.
    fn continued(&self, line: &str, at: &mut usize) -> usize {
        for (depth, container) in self.containers.iter().enumerate() {
            let mut text = *at;
            let indent = indented(line, &mut text, usize::MAX);
            if container.marker == b'>' {
                if byte(line, text) != b'>' {
                    return depth;
                }
                *at = text + 1;
                *at += usize::from(byte(line, *at) == b' ');
            } else if indent >= container.indent {
                indented(line, at, container.indent);
            } else if text < line.len() {
                return depth;
            }
        }
        self.containers.len()
    }

    /// Opens the container that starts at a place and passes over its mark.
    fn open(&mut self, depth: usize, line: &str, at: &mut usize) -> bool {
        let mut start = *at;
        let indent = indented(line, &mut start, usize::MAX);
        let text = tail(line, start);
        if is_rule(text) {
            return false;
        }
        if byte(text, 0) == b'>' {
            self.close_to(depth);
            self.builder.block(Some(Tag::Blockquote));
            self.containers.push(Container { marker: b'>', indent: 0 });
            *at = start + 1 + usize::from(byte(text, 1) == b' ');
            return true;
        }
        let digits = skip(text, 0, DIGITS);
        let (marker, width) = (byte(text, digits), digits + 1);
        let fits = has(if digits == 0 { "-*+" } else { ".)" }, marker);
        if digits > 9 || !fits || text.len() > width && !has(" \t", byte(text, width)) {
            return false;
        }
        let number = part(text, 0, digits);
        let goes_on = !self.paragraph.is_empty() && depth == self.containers.len();
        if goes_on && (digits > 0 && number != "1" || text.len() == width) {
            return false;
        }
        let is_sibling = self.containers.get(depth).is_some_and(|item| item.marker == marker);
        self.close_to(depth + usize::from(is_sibling));
        self.containers.truncate(depth);
        if !is_sibling {
            if digits > 0 && number != "1" {
                self.builder.attributes.push((Attribute::Start, number.to_owned()));
            }
            self.builder.block(Some(list(marker)));
        }
        self.builder.block(Some(Tag::Li));
        self.containers.push(Container { marker, indent: indent + width + 1 });
        *at = start + width + 1;
        true
    }

    fn leaf(&mut self, text: &str) {
        if is_rule(text) {
            self.end_paragraph();
            return self.builder.void(Tag::Hr);
        }
        let title = heading(text);
        if !title.is_empty() {
            self.end_paragraph();
            self.builder.heading();
            inline::build(title, self.context, &mut self.builder);
            return self.builder.end_paragraph();
        }
        if self.start_fence(text) {
            return;
        }
        if !self.paragraph.is_empty() {
            self.paragraph.push('\n');
        }
        self.paragraph.push_str(text);
    }

    fn start_fence(&mut self, text: &str) -> bool {
        let length = skip(text, 0, part(text, 0, 1));
        let mark = byte(text, 0);
        if length < 3 || !has("`~", mark) || find(text, length, "`") < text.len() {
            return false;
        }
        self.end_paragraph();
        self.builder.block(Some(Tag::Pre));
        let info = tail(text, length).trim();
        let language = super::html::language(part(info, 0, find_char(info, 0, char::is_whitespace)));
        if let Some(language) = language {
            self.builder.attributes.push((Attribute::Class, language));
        }
        self.builder.format(Tag::Code);
        self.fence = Some(Fence { mark, length, is_started: false });
        true
    }

    fn fenced(&mut self, line: &str) {
        let Some(fence) = &mut self.fence else { return };
        let text = line.trim();
        if text.len() >= fence.length && text.bytes().all(|byte| byte == fence.mark) {
            return self.end_fence();
        }
        if fence.is_started {
            self.builder.verbatim("\n");
        }
        fence.is_started = true;
        self.builder.verbatim(line);
    }

    fn end_fence(&mut self) {
        if self.fence.take().is_some() {
            self.builder.end(Tag::Code);
            self.builder.end_block(Some(Tag::Pre));
        }
    }

    fn end_paragraph(&mut self) {
        if self.paragraph.is_empty() {
            return;
        }
        // The first paragraph of an item stands in the item itself.
        if !self.builder.is_at_item() {
            self.builder.block(Some(Tag::P));
        }
        inline::build(&self.paragraph, self.context, &mut self.builder);
        self.builder.end_paragraph();
        self.paragraph.clear();
    }

    /// Ends everything inside the first containers.
    fn close_to(&mut self, depth: usize) {
        self.end_paragraph();
        while self.containers.len() > depth {
            if let Some(container) = self.containers.pop() {
                self.builder.end_block(Some(list(container.marker)));
            }
        }
    }
}

/// Gives the element of a container.
fn list(marker: u8) -> Tag {
    match marker {
        b'>' => Tag::Blockquote,
        b'.' | b')' => Tag::Ol,
        _ => Tag::Ul,
    }
}

/// Passes over the indentation of a line, at most so many columns, and gives how many there were.
fn indented(line: &str, at: &mut usize, most: usize) -> usize {
    let mut width = 0;
    while width < most && has(" \t", byte(line, *at)) {
        width += if byte(line, *at) == b'\t' { 4 } else { 1 };
        *at += 1;
    }
    width
}

/// Reads three or more `-`, `*` or `_` with nothing but spaces between them.
fn is_rule(text: &str) -> bool {
    let mark = byte(text, 0);
    let mut count = 0;
    for byte in text.bytes() {
        count += usize::from(byte == mark);
        if byte != mark && !has(SPACES, byte) {
            return false;
        }
    }
    count >= 3 && has("-*_", mark)
}

/// Gives the title after one to six `#`.
fn heading(text: &str) -> &str {
    let level = skip(text, 0, "#");
    if !(1..=6).contains(&level) || byte(text, level) != b' ' {
        return "";
    }
    let mut end = text.len();
    while before(text, end) == '#' {
        end -= 1;
    }
    if before(text, end) != ' ' {
        end = text.len();
    }
    part(text, level, end).trim()
}

const DEEPEST: usize = 16;
