//! The inside of a Markdown paragraph: emphasis, code, links and images, in one pass.

use super::super::builder::Builder;
use super::super::context::Context;
use super::super::cut::{find, first, has, head, last, part, skip, tail};
use super::super::html::{Place, reference};
use super::super::link::prefix;
use super::super::node::Attribute;
use super::super::url::is_word;
use super::emphasis::Emphasis;
use super::piece::Piece;
use super::target::target;
use std::borrow::Cow;

/// Adds the text of a paragraph to a tree.
pub fn build(text: &str, context: &Context, builder: &mut Builder) {
    let mut inline = Inline {
        text,
        context,
        at: 0,
        plain: 0,
        pieces: Vec::new(),
        emphasis: Emphasis::default(),
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
    emphasis: Emphasis,
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
            b'!' if tail(self.text, self.at).starts_with("![") => self.bracket(2),
            b']' => self.end_bracket(),
            b'<' => self.angle(),
            b'&' => self.entity(),
            b'h' | b'H' | b'w' | b'W' => self.address(),
            _ => self.at += 1,
        }
    }

    /// Turns the text before the current place into a piece.
    fn flush(&mut self) {
        let text = part(self.text, self.plain, self.at);
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
        last(head(self.text, self.at)).unwrap_or(' ')
    }

    fn escape(&mut self) {
        let text = self.text;
        let next = text.as_bytes().get(self.at + 1).copied().unwrap_or(b' ');
        if !next.is_ascii_punctuation() {
            self.at += 1;
            return;
        }
        self.push(2, Piece::Text(Cow::Borrowed(part(text, self.at + 1, self.at + 2))));
    }

    fn code(&mut self) {
        let rest = tail(self.text, self.at);
        let inner = skip(rest, &|char| char == '`');
        let length = rest.len() - inner.len();
        let known = 1u64.checked_shl(length as u32).unwrap_or(0);
        let end = if known == 0 || self.unclosed & known != 0 { None } else { code_end(inner, length) };
        let Some(end) = end else {
            self.unclosed |= known;
            self.at += length;
            return;
        };
        let code = head(inner, end).replace('\n', " ");
        let stripped = code.strip_prefix(' ').and_then(|code| code.strip_suffix(' '));
        let code = stripped.filter(|code| !code.trim().is_empty()).unwrap_or(&code).to_owned();
        self.push(end + 2 * length, Piece::Code(code));
    }

    fn run(&mut self, mark: u8) {
        let rest = tail(self.text, self.at);
        let length = rest.bytes().take_while(|byte| *byte == mark).count();
        if mark == b'~' && length != 2 {
            self.at += length;
            return;
        }
        let around = (self.before(), first(tail(rest, length)).unwrap_or(' '));
        self.flush();
        self.at += length;
        self.plain = self.at;
        self.emphasis.add(head(rest, length), around, &mut self.pieces);
    }

    fn bracket(&mut self, length: usize) {
        let text = self.text;
        self.push(length, Piece::Text(Cow::Borrowed(part(text, self.at, self.at + length))));
        self.brackets.push(Bracket { piece: self.pieces.len() - 1, is_image: length == 2 });
    }

    fn end_bracket(&mut self) {
        let bracket = self.brackets.pop();
        let is_held = self.brackets.len() < self.links;
        self.links = self.links.min(self.brackets.len());
        let bracket = bracket.filter(|bracket| bracket.is_image || !is_held);
        let found = bracket.and_then(|bracket| Some((bracket, target(tail(self.text, self.at + 1))?)));
        let Some((bracket, target)) = found else {
            self.at += 1;
            return;
        };
        self.flush();
        self.at += 1 + target.length;
        self.plain = self.at;
        self.emphasis.forget_after(bracket.piece, &self.pieces);
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
        let inner = tail(text, self.at + 1);
        let end = find(inner, &|char| matches!(char, '<' | '>') || char.is_whitespace());
        let address = head(inner, end);
        let full = if has(address, ':') { address.to_owned() } else { ["mailto:", address].concat() };
        let is_closed = tail(inner, end).starts_with('>') && (has(address, ':') || has(address, '@'));
        let Some(link) = is_closed.then(|| self.context.link(&full)).flatten() else {
            self.at += 1;
            return;
        };
        self.push(end + 2, Piece::Link(link));
        self.pieces.push(Piece::Text(Cow::Borrowed(address)));
        self.pieces.push(Piece::LinkEnd);
    }

    fn entity(&mut self) {
        match reference(tail(self.text, self.at), Place::Attribute) {
            Some((char, length)) => self.push(length, Piece::Text(Cow::Owned(char.to_string()))),
            None => self.at += 1,
        }
    }

    /// Passes over an address, so that what is in it is no markup.
    fn address(&mut self) {
        let rest = tail(self.text, self.at);
        let is_address = !is_word(self.before()) && prefix(rest).is_some();
        let ends = |char: char| char.is_whitespace() || has("[]<>*`\\\"", char);
        self.at += if is_address { find(rest, &ends) } else { 1 };
    }
}

/// Finds the run of exactly so many backticks.
fn code_end(text: &str, length: usize) -> Option<usize> {
    let mut at = 0;
    while at < text.len() {
        at += find(tail(text, at), &|char| char == '`');
        let run = tail(text, at).bytes().take_while(|byte| *byte == b'`').count();
        if run == length {
            return Some(at);
        }
        at += run;
    }
    None
}
