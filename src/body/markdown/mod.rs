//! A small Markdown for comments: every newline counts, HTML is text; `inline` reads the lines.

mod inline;
mod target;

use super::builder::{Builder, Spaces};
use super::context::Context;
use super::node::{Attribute, Node, Tag};

/// Builds the nodes of a Markdown text.
pub fn built(markdown: &str, context: &Context) -> Vec<Node> {
    let builder = Builder::new(Spaces::Typed);
    let mut blocks =
        Blocks { builder, context, containers: Vec::new(), paragraph: String::new(), fence: None };
    for line in markdown.lines() {
        blocks.line(line);
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
    marker: char,
    /// How far the lines of an item are indented.
    indent: usize,
}

/// The start of a list item.
struct Marker {
    kind: char,
    number: u32,
    width: usize,
}

struct Fence {
    mark: char,
    length: usize,
    is_started: bool,
}

impl Blocks<'_> {
    fn line(&mut self, line: &str) {
        let (mut depth, mut rest) = self.continued(line);
        if depth == self.containers.len() && self.fence.is_some() {
            return self.fenced(rest);
        }
        self.end_fence();
        while let Some(inner) = self.opened(depth, rest) {
            rest = inner;
            depth += 1;
        }
        let text = rest.trim();
        if text.is_empty() || depth < self.containers.len() {
            self.close_to(depth);
        }
        self.leaf(text);
    }

    /// Counts the containers a line goes on with and gives what follows their marks.
    fn continued<'t>(&self, line: &'t str) -> (usize, &'t str) {
        let mut rest = line;
        for (depth, container) in self.containers.iter().enumerate() {
            let (indent, text) = indentation(rest);
            if container.marker == '>' {
                let Some(inner) = text.strip_prefix('>') else { return (depth, rest) };
                rest = inner.strip_prefix(' ').unwrap_or(inner);
            } else if indent >= container.indent {
                rest = unindented(rest, container.indent);
            } else if !text.is_empty() {
                return (depth, rest);
            }
        }
        (self.containers.len(), rest)
    }

    /// Opens the container a line starts with and gives what follows its mark.
    fn opened<'t>(&mut self, depth: usize, rest: &'t str) -> Option<&'t str> {
        let (indent, text) = indentation(rest);
        if depth >= DEEPEST || is_rule(text) {
            return None;
        }
        if let Some(inner) = text.strip_prefix('>') {
            self.close_to(depth);
            self.builder.block(Some(Tag::Blockquote), Vec::new());
            self.containers.push(Container { marker: '>', indent: 0 });
            return Some(inner.strip_prefix(' ').unwrap_or(inner));
        }
        let marker = marker(text)?;
        let goes_on = !self.paragraph.is_empty() && depth == self.containers.len();
        if goes_on && (marker.number != 1 || text.len() == marker.width) {
            return None;
        }
        let is_sibling = self.containers.get(depth).is_some_and(|item| item.marker == marker.kind);
        self.close_to(if is_sibling { depth + 1 } else { depth });
        self.containers.truncate(depth);
        if !is_sibling {
            self.open_list(&marker);
        }
        self.builder.block(Some(Tag::Li), Vec::new());
        self.containers.push(Container { marker: marker.kind, indent: indent + marker.width + 1 });
        Some(text[marker.width..].strip_prefix([' ', '\t']).unwrap_or(""))
    }

    fn open_list(&mut self, marker: &Marker) {
        if !matches!(marker.kind, '.' | ')') {
            return self.builder.block(Some(Tag::Ul), Vec::new());
        }
        let start = (marker.number != 1).then(|| (Attribute::Start, marker.number.to_string()));
        self.builder.block(Some(Tag::Ol), start.into_iter().collect());
    }

    fn leaf(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if is_rule(text) {
            self.end_paragraph();
            return self.builder.void(Tag::Hr, Vec::new());
        }
        if let Some(title) = heading(text) {
            self.end_paragraph();
            self.builder.heading(Vec::new());
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
        let Some(mark) = text.chars().next().filter(|mark| matches!(mark, '`' | '~')) else { return false };
        let info = text.trim_start_matches(mark);
        let length = text.len() - info.len();
        if length < 3 || info.contains('`') {
            return false;
        }
        self.end_paragraph();
        self.builder.block(Some(Tag::Pre), Vec::new());
        let language = super::html::language(info.split_whitespace().next().unwrap_or(""));
        let class = language.map(|language| (Attribute::Class, language));
        self.builder.format(Tag::Code, class.into_iter().collect());
        self.fence = Some(Fence { mark, length, is_started: false });
        true
    }

    fn fenced(&mut self, line: &str) {
        let Some(fence) = &mut self.fence else { return };
        let text = line.trim();
        if text.len() >= fence.length && text.trim_start_matches(fence.mark).is_empty() {
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
            self.builder.block(Some(Tag::P), Vec::new());
        }
        inline::build(&self.paragraph, self.context, &mut self.builder);
        self.builder.end_paragraph();
        self.paragraph.clear();
    }

    /// Ends everything inside the first containers.
    fn close_to(&mut self, depth: usize) {
        self.end_paragraph();
        for container in self.containers.drain(depth.min(self.containers.len())..).rev() {
            let list = match container.marker {
                '>' => Tag::Blockquote,
                '.' | ')' => Tag::Ol,
                _ => Tag::Ul,
            };
            self.builder.end_block(Some(list));
        }
    }
}

fn indentation(line: &str) -> (usize, &str) {
    let text = line.trim_start_matches([' ', '\t']);
    let width = line[..line.len() - text.len()].chars().map(|char| if char == '\t' { 4 } else { 1 }).sum();
    (width, text)
}

fn unindented(line: &str, indent: usize) -> &str {
    let mut width = 0;
    for (at, char) in line.char_indices() {
        if width >= indent || !matches!(char, ' ' | '\t') {
            return &line[at..];
        }
        width += if char == '\t' { 4 } else { 1 };
    }
    ""
}

fn marker(text: &str) -> Option<Marker> {
    let digits = text.bytes().take(9).take_while(u8::is_ascii_digit).count();
    let kind = text[digits..].chars().next()?;
    let fits = if digits == 0 { matches!(kind, '-' | '*' | '+') } else { matches!(kind, '.' | ')') };
    let width = digits + 1;
    if !fits || !text[width..].chars().next().is_none_or(|char| matches!(char, ' ' | '\t')) {
        return None;
    }
    Some(Marker { kind, number: text[..digits].parse().unwrap_or(1), width })
}

/// Reads three or more `-`, `*` or `_` with nothing but spaces between them.
fn is_rule(text: &str) -> bool {
    let Some(mark) = text.chars().next().filter(|mark| matches!(mark, '-' | '*' | '_')) else { return false };
    text.matches(mark).count() >= 3 && text.chars().all(|char| char == mark || char.is_ascii_whitespace())
}

fn heading(text: &str) -> Option<&str> {
    let title = text.trim_start_matches('#');
    let level = text.len() - title.len();
    let inner = title.trim_end_matches('#');
    let title = if inner.ends_with(' ') { inner } else { title };
    let is_heading = (1..=6).contains(&level) && title.starts_with(' ') && !title.trim().is_empty();
    is_heading.then(|| title.trim())
}

const DEEPEST: usize = 16;
