//! The inside of a Markdown paragraph: emphasis, code, links and images, in one pass.

use super::super::builder::Builder;
use super::super::context::Context;
use super::super::html::{Place, reference};
use super::super::link::{ends, prefix};
use super::super::node::{Attribute, Tag};
use super::piece::{Kind, Piece};
use super::target::target;
use crate::cut::{before, byte, char_at, find, find_char, has, joined, part, skip, tail};
use crate::url::is_word;

/// Adds the text of a paragraph to a tree.
pub fn build(text: &str, context: &Context, builder: &mut Builder) {
    let mut inline = Inline {
        text,
        context,
        at: 0,
        plain: String::new(),
        pieces: Vec::new(),
        attributes: Vec::new(),
        runs: [Vec::new(), Vec::new(), Vec::new()],
        brackets: Vec::new(),
        links: 0,
        unclosed: 0,
    };
    while inline.at < text.len() {
        let length = inline.step();
        inline.plain.push_str(part(text, inline.at, inline.at + length));
        inline.at += length;
    }
    inline.flush();
    for piece in inline.pieces {
        piece.add(context, builder);
    }
}

/// What waits for a counterpart: a run of `*`, `_` or `~`, or a `[` or `![` that may start a link or an image.
struct Opener {
    /// Its first piece; a run has one for each mark.
    piece: usize,
    /// How many of its characters found no counterpart yet.
    left: usize,
}

struct Inline<'a> {
    text: &'a str,
    context: &'a Context<'a>,
    at: usize,
    /// The text that is not yet a piece.
    plain: String,
    pieces: Vec<Piece>,
    /// The attributes of the next piece.
    attributes: Vec<(Attribute, String)>,
    /// The runs that wait, of each kind.
    runs: [Vec<Opener>; 3],
    brackets: Vec<Opener>,
    /// So many brackets hold a link already, and links hold no links.
    links: usize,
    /// The lengths of backtick runs known to have no counterpart.
    unclosed: u32,
}

impl Inline<'_> {
    /// Reads what stands at the current place; gives how many bytes from there are text.
    fn step(&mut self) -> usize {
        let (text, at) = (self.text, self.at);
        let next = byte(text, at + 1);
        match byte(text, at) {
            b'\\' if next.is_ascii_punctuation() => {
                self.at += 1;
                1
            }
            b'`' => self.code(),
            b'*' => self.run(0),
            b'_' => self.run(1),
            b'~' => self.run(2),
            b'[' => self.bracket(1),
            b'!' if next == b'[' => self.bracket(2),
            b']' => self.end_bracket(),
            b'<' => self.angle(),
            b'&' => self.entity(),
            b'h' | b'H' | b'w' | b'W' => self.address(),
            _ => find(text, at + 1, "\\`*_~[!]<&hHwW") - at,
        }
    }

    /// Turns the text so far into a piece.
    fn flush(&mut self) {
        if !self.plain.is_empty() {
            let text = std::mem::take(&mut self.plain);
            self.pieces.push(Piece { kind: Kind::Text, text, attributes: Vec::new() });
        }
    }

    /// Adds a piece of its own.
    fn push(&mut self, kind: Kind, text: &str) {
        self.flush();
        let attributes = std::mem::take(&mut self.attributes);
        self.pieces.push(Piece { kind, text: text.to_owned(), attributes });
    }

    fn code(&mut self) -> usize {
        let (text, at) = (self.text, self.at);
        let start = skip(text, at, "`");
        let length = start - at;
        let known = if length < 32 { 1 << length } else { u32::MAX };
        if self.unclosed & known != 0 {
            return length;
        }
        let (mut end, mut close) = (at, start);
        while close - end != length || end == at {
            end = find(text, close, "`");
            close = skip(text, end, "`");
            if end == close {
                self.unclosed |= known;
                return length;
            }
        }
        let code: String =
            part(text, start, end).chars().map(|char| if char == '\n' { ' ' } else { char }).collect();
        let inner = part(&code, 1, code.len().saturating_sub(1));
        let is_padded =
            byte(&code, 0) == b' ' && before(&code, code.len()) == ' ' && !inner.trim().is_empty();
        let code = if is_padded { inner } else { &code };
        self.push(Kind::Open(Tag::Code), "");
        self.push(Kind::Text, code);
        self.push(Kind::Close(Tag::Code), "");
        self.at = close;
        0
    }

    fn run(&mut self, kind: usize) -> usize {
        let (text, at) = (self.text, self.at);
        let end = skip(text, at, part(text, at, at + 1));
        if kind == 2 && end - at != 2 {
            return end - at;
        }
        // Scripts without spaces between words set emphasis inside them.
        let is_inner = |char: char| is_word(char) && (char < '\u{2e80}' || kind == 1);
        let (before, after) = (before(text, at), char_at(text, end));
        while self.at < end {
            self.push(Kind::Text, part(text, self.at, self.at + 1));
            self.at += 1;
        }
        let (end, mut left) = (self.pieces.len(), end - at);
        if !before.is_whitespace() && !is_inner(after) {
            left = self.close(kind, end, left);
        }
        if left > 0 && !after.is_whitespace() && !is_inner(before) {
            self.runs[kind].push(Opener { piece: end - left, left });
        }
        0
    }

    /// Joins a run that ends before a piece with those that wait; gives how many of its marks are left.
    fn close(&mut self, kind: usize, end: usize, mut left: usize) -> usize {
        while left > 0 {
            let Some(opener) = self.runs[kind].pop() else { break };
            self.forget_after(opener.piece);
            let length = opener.left.min(left).min(2);
            let tag = match (kind, length) {
                (2, _) => Tag::Del,
                (_, 2) => Tag::Strong,
                _ => Tag::Em,
            };
            let rest = opener.left - length;
            for step in 0..length {
                self.replace(opener.piece + rest + step, Kind::Text);
                self.replace(end - left + step, Kind::Text);
            }
            self.replace(opener.piece + rest, Kind::Open(tag));
            self.replace(end - left, Kind::Close(tag));
            left -= length;
            if rest > 0 {
                self.runs[kind].push(Opener { piece: opener.piece, left: rest });
            }
        }
        left
    }

    /// Makes a piece something else than its text.
    fn replace(&mut self, piece: usize, kind: Kind) {
        if let Some(piece) = self.pieces.get_mut(piece) {
            piece.text.clear();
            piece.kind = kind;
        }
    }

    /// Forgets the runs after a piece: what starts in a link ends in it.
    fn forget_after(&mut self, piece: usize) {
        for runs in &mut self.runs {
            while runs.last().is_some_and(|opener| opener.piece > piece) {
                runs.pop();
            }
        }
    }

    fn bracket(&mut self, length: usize) -> usize {
        self.push(Kind::Text, part(self.text, self.at, self.at + length));
        self.brackets.push(Opener { piece: self.pieces.len() - 1, left: length });
        self.at += length;
        0
    }

    fn end_bracket(&mut self) -> usize {
        let Some(Opener { piece, left }) = self.brackets.pop() else { return 1 };
        let is_held = self.brackets.len() < self.links;
        self.links = self.links.min(self.brackets.len());
        if left == 1 && is_held {
            return 1;
        }
        let Some(mut target) = target(self.text, self.at + 1) else { return 1 };
        self.flush();
        self.at = target.end;
        self.forget_after(piece);
        if left == 2 {
            let mut alt = String::new();
            for piece in self.pieces.iter().skip(piece + 1) {
                alt.push_str(&piece.text);
            }
            self.pieces.truncate(piece);
            self.attributes = target.attributes;
            self.attributes.push((Attribute::Src, target.url));
            self.push(Kind::Image, &alt);
            return 0;
        }
        self.links = self.brackets.len();
        self.replace(piece, Kind::Text);
        let mut link = self.context.link(&target.url);
        if !link.is_empty() {
            link.append(&mut target.attributes);
            self.replace(piece, Kind::Open(Tag::A));
            if let Some(piece) = self.pieces.get_mut(piece) {
                piece.attributes = link;
            }
            self.push(Kind::Close(Tag::A), "");
        }
        0
    }

    /// Reads `<https://…>` and `<a@b.example>`; any other `<` is text.
    fn angle(&mut self) -> usize {
        let (text, start) = (self.text, self.at + 1);
        let end = find_char(text, start, |char| matches!(char, '<' | '>') || char.is_whitespace());
        let address = part(text, start, end);
        let scheme = if has(address, b':') { "" } else { "mailto:" };
        if byte(text, end) != b'>' || find(address, 0, ":@") == address.len() {
            return 1;
        }
        let link = self.context.link(&joined(scheme, address, ""));
        if link.is_empty() {
            return 1;
        }
        self.attributes = link;
        self.push(Kind::Open(Tag::A), "");
        self.push(Kind::Text, address);
        self.push(Kind::Close(Tag::A), "");
        self.at = end + 1;
        0
    }

    fn entity(&mut self) -> usize {
        let Some((char, length)) = reference(tail(self.text, self.at), Place::Attribute) else { return 1 };
        self.plain.push(char);
        self.at += length;
        0
    }

    /// Passes over an address, so that what is in it is no markup.
    fn address(&mut self) -> usize {
        let (text, at) = (self.text, self.at);
        if is_word(before(text, at)) || prefix(text, at) == 0 {
            return 1;
        }
        let end = find_char(text, at, ends);
        find(part(text, 0, end), at, "[]*\\") - at
    }
}
