//! The inside of a Markdown paragraph: emphasis, code, links and images, in one pass.

use super::super::builder::Builder;
use super::super::context::Context;
use super::super::html::{Place, reference};
use super::super::link::prefix;
use super::super::node::{Attribute, Tag};
use super::super::url::is_word;
use super::target::{Target, target};
use std::borrow::Cow;

/// Adds the text of a paragraph to a tree.
pub fn build(text: &str, context: &Context, builder: &mut Builder) {
    let mut inline = Inline {
        text,
        context,
        at: 0,
        plain: 0,
        pieces: Vec::new(),
        openers: Vec::new(),
        counts: [0; 3],
        brackets: Vec::new(),
        links: 0,
        unclosed: 0,
    };
    while let Some(byte) = text.as_bytes().get(inline.at) {
        inline.step(*byte);
    }
    inline.flush();
    for piece in inline.pieces {
        piece.add(context, builder);
    }
}

enum Piece<'a> {
    Text(Cow<'a, str>),
    Code(String),
    Link(Vec<(Attribute, String)>),
    LinkEnd,
    Image(Target, String),
    Run(Run),
}

/// A run of `*`, `_` or `~`.
struct Run {
    mark: u8,
    /// How many of its characters found no counterpart yet.
    left: usize,
    ends: Vec<Tag>,
    starts: Vec<Tag>,
}

/// A `[` or `![` that may start a link or an image.
struct Bracket {
    piece: usize,
    is_image: bool,
}

struct Inline<'a> {
    text: &'a str,
    context: &'a Context<'a>,
    at: usize,
    /// Where the text that is not yet a piece starts.
    plain: usize,
    pieces: Vec<Piece<'a>>,
    /// Runs that may open, and how many there are of each kind.
    openers: Vec<usize>,
    counts: [usize; 3],
    brackets: Vec<Bracket>,
    /// So many brackets hold a link already, and links hold no links.
    links: usize,
    /// The lengths of backtick runs known to have no counterpart.
    unclosed: u64,
}

impl<'a> Inline<'a> {
    fn step(&mut self, byte: u8) {
        match byte {
            b'\\' => self.escape(),
            b'`' => self.code(),
            b'*' | b'_' | b'~' => self.run(byte),
            b'[' => self.bracket(1),
            b'!' if self.text[self.at..].starts_with("![") => self.bracket(2),
            b']' => self.end_bracket(),
            b'<' => self.angle(),
            b'&' => self.entity(),
            b'h' | b'H' | b'w' | b'W' => self.address(),
            _ => self.at += 1,
        }
    }

    /// Turns the text before the current place into a piece.
    fn flush(&mut self) {
        let text = &self.text[self.plain..self.at];
        if !text.is_empty() {
            self.pieces.push(Piece::Text(Cow::Borrowed(text)));
        }
    }

    /// Adds a piece for the next bytes.
    fn push(&mut self, length: usize, piece: Piece<'a>) {
        self.flush();
        self.at += length;
        self.plain = self.at;
        self.pieces.push(piece);
    }

    fn before(&self) -> char {
        self.text[..self.at].chars().next_back().unwrap_or(' ')
    }

    fn escape(&mut self) {
        let text = self.text;
        let next = text.as_bytes().get(self.at + 1).copied().unwrap_or(b' ');
        if !next.is_ascii_punctuation() {
            self.at += 1;
            return;
        }
        self.push(2, Piece::Text(Cow::Borrowed(&text[self.at + 1..self.at + 2])));
    }

    fn code(&mut self) {
        let rest = &self.text[self.at..];
        let inner = rest.trim_start_matches('`');
        let length = rest.len() - inner.len();
        let known = 1u64.checked_shl(length as u32).unwrap_or(0);
        let end = if known == 0 || self.unclosed & known != 0 { None } else { code_end(inner, length) };
        let Some(end) = end else {
            self.unclosed |= known;
            self.at += length;
            return;
        };
        let code = inner[..end].replace('\n', " ");
        let stripped = code.strip_prefix(' ').and_then(|code| code.strip_suffix(' '));
        let code = stripped.filter(|code| !code.trim().is_empty()).unwrap_or(&code).to_owned();
        self.push(end + 2 * length, Piece::Code(code));
    }

    fn run(&mut self, mark: u8) {
        let rest = &self.text[self.at..];
        let length = rest.bytes().take_while(|byte| *byte == mark).count();
        if mark == b'~' && length != 2 {
            self.at += length;
            return;
        }
        let (before, after) = (self.before(), rest[length..].chars().next().unwrap_or(' '));
        // Scripts without spaces between words set emphasis inside them.
        let is_inner = |char: char| is_word(char) && (char < '\u{2e80}' || mark == b'_');
        let mut run = Run { mark, left: length, ends: Vec::new(), starts: Vec::new() };
        if !before.is_whitespace() && !is_inner(after) {
            self.close(&mut run);
        }
        let opens = run.left > 0 && !after.is_whitespace() && !is_inner(before);
        self.push(length, Piece::Run(run));
        if opens {
            self.openers.push(self.pieces.len() - 1);
            self.counts[kind(mark)] += 1;
        }
    }

    /// Joins a run with those before it.
    fn close(&mut self, run: &mut Run) {
        let least = if run.mark == b'~' { 2 } else { 1 };
        while run.left >= least && self.counts[kind(run.mark)] > 0 {
            let Some(at) = self.openers.last().copied() else { return };
            let Some(Piece::Run(opener)) = self.pieces.get_mut(at) else { return };
            if opener.mark != run.mark {
                self.pop_opener();
                continue;
            }
            let length = opener.left.min(run.left).min(2);
            let tag = match (run.mark, length) {
                (b'~', _) => Tag::Del,
                (_, 2) => Tag::Strong,
                _ => Tag::Em,
            };
            opener.left -= length;
            opener.starts.push(tag);
            run.left -= length;
            run.ends.push(tag);
            if opener.left == 0 {
                self.pop_opener();
            }
        }
    }

    fn pop_opener(&mut self) {
        let Some(at) = self.openers.pop() else { return };
        if let Some(Piece::Run(run)) = self.pieces.get(at) {
            self.counts[kind(run.mark)] -= 1;
        }
    }

    fn bracket(&mut self, length: usize) {
        let text = self.text;
        self.push(length, Piece::Text(Cow::Borrowed(&text[self.at..self.at + length])));
        self.brackets.push(Bracket { piece: self.pieces.len() - 1, is_image: length == 2 });
    }

    fn end_bracket(&mut self) {
        let bracket = self.brackets.pop();
        let is_held = self.brackets.len() < self.links;
        self.links = self.links.min(self.brackets.len());
        let bracket = bracket.filter(|bracket| bracket.is_image || !is_held);
        let found = bracket.and_then(|bracket| Some((bracket, target(&self.text[self.at + 1..])?)));
        let Some((bracket, target)) = found else {
            self.at += 1;
            return;
        };
        self.flush();
        self.at += 1 + target.length;
        self.plain = self.at;
        while self.openers.last().is_some_and(|opener| *opener > bracket.piece) {
            self.pop_opener();
        }
        if bracket.is_image {
            let alt = self.pieces.drain(bracket.piece..).skip(1).map(Piece::into_text).collect();
            return self.pieces.push(Piece::Image(target, alt));
        }
        self.links = self.brackets.len();
        let link = self.context.link(&target.url);
        let Some(start) = self.pieces.get_mut(bracket.piece) else { return };
        *start = Piece::Text(Cow::Borrowed(""));
        if let Some(mut attributes) = link {
            attributes.extend(target.title.map(|title| (Attribute::Title, title)));
            *start = Piece::Link(attributes);
            self.pieces.push(Piece::LinkEnd);
        }
    }

    /// Reads `<https://…>` and `<a@b.example>`; any other `<` is text.
    fn angle(&mut self) {
        let text = self.text;
        let inner = &text[self.at + 1..];
        let end =
            inner.find(|char: char| matches!(char, '<' | '>') || char.is_whitespace()).unwrap_or(inner.len());
        let address = &inner[..end];
        let full = if address.contains(':') { address.to_owned() } else { ["mailto:", address].concat() };
        let is_closed = inner[end..].starts_with('>') && (address.contains(':') || address.contains('@'));
        let Some(link) = is_closed.then(|| self.context.link(&full)).flatten() else {
            self.at += 1;
            return;
        };
        self.push(end + 2, Piece::Link(link));
        self.pieces.push(Piece::Text(Cow::Borrowed(address)));
        self.pieces.push(Piece::LinkEnd);
    }

    fn entity(&mut self) {
        match reference(&self.text[self.at..], Place::Attribute) {
            Some((char, length)) => self.push(length, Piece::Text(Cow::Owned(char.to_string()))),
            None => self.at += 1,
        }
    }

    /// Passes over an address, so that what is in it is no markup.
    fn address(&mut self) {
        let rest = &self.text[self.at..];
        let is_address = !is_word(self.before()) && prefix(rest).is_some();
        let ends = |char: char| char.is_whitespace() || "[]<>*`\\\"".contains(char);
        self.at += if is_address { rest.find(ends).unwrap_or(rest.len()) } else { 1 };
    }
}

impl Piece<'_> {
    fn add(self, context: &Context, builder: &mut Builder) {
        match self {
            Self::Text(text) => builder.text(&text),
            Self::Code(code) => {
                builder.format(Tag::Code, Vec::new());
                builder.text(&code);
                builder.end(Tag::Code);
            }
            Self::Link(attributes) => builder.format(Tag::A, attributes),
            Self::LinkEnd => builder.end(Tag::A),
            Self::Image(target, alt) => {
                let title = target.title.map(|title| (Attribute::Title, title));
                context.image(&target.url, alt, title.into_iter().collect(), builder);
            }
            Self::Run(run) => {
                run.ends.iter().for_each(|tag| builder.end(*tag));
                builder.text(&char::from(run.mark).to_string().repeat(run.left));
                run.starts.iter().rev().for_each(|tag| builder.format(*tag, Vec::new()));
            }
        }
    }

    fn into_text(self) -> String {
        match self {
            Self::Text(text) => text.into_owned(),
            Self::Code(code) => code,
            Self::Image(_, alt) => alt,
            Self::Run(run) => char::from(run.mark).to_string().repeat(run.left),
            Self::Link(_) | Self::LinkEnd => String::new(),
        }
    }
}

/// Finds the run of exactly so many backticks.
fn code_end(text: &str, length: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(next) = text[at..].find('`') {
        at += next;
        let run = text[at..].bytes().take_while(|byte| *byte == b'`').count();
        if run == length {
            return Some(at);
        }
        at += run;
    }
    None
}

fn kind(mark: u8) -> usize {
    match mark {
        b'*' => 0,
        b'_' => 1,
        _ => 2,
    }
}
