//! HTML from strangers → nodes: known elements are built again, unknown ones are taken off, some are dropped.

mod allow;
mod token;

pub use crate::entity::{Place, decoded, reference};
pub use allow::language;

use super::builder::{Builder, Spaces};
use super::context::Context;
use super::node::{Attribute, Node, Tag, take};
use crate::cut::{find, is, part, position, word};
use token::{Token, Tokens};

/// Builds the nodes of an HTML text.
pub fn built(html: &str, context: &Context) -> Vec<Node> {
    let spaces = if is_laid_out(html) { Spaces::Collapse } else { Spaces::Typed };
    let mut builder = Builder::new(spaces);
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => builder.text(&decoded(text, Place::Text)),
            Token::Close(name) => close(Kind::of(name), &mut builder),
            Token::Open(name, attributes) => match Kind::of(name) {
                Kind::Raw => tokens.skip_raw(name),
                Kind::Dropped => skip(name, attributes, &mut tokens),
                kind => {
                    builder.attributes = allow::attributes(kind.tag(), attributes);
                    open(kind, context, &mut builder);
                    // What was refused leaves none to whatever comes next.
                    builder.attributes.clear();
                }
            },
        }
    }
    builder.finish()
}

/// Says whether line breaks were already made elements; old exports left them as newlines.
fn is_laid_out(html: &str) -> bool {
    Tokens::new(html).any(|token| match token {
        Token::Open(name, _) | Token::Close(name) => match Kind::of(name) {
            Kind::Known(tag) => !tag.is_inline() || tag == Tag::Br,
            Kind::Heading | Kind::Separation => true,
            _ => false,
        },
        Token::Text(_) => false,
    })
}

#[inline(never)]
fn open(kind: Kind, context: &Context, builder: &mut Builder) {
    match kind {
        Kind::Separation => builder.block(None),
        Kind::Heading => builder.heading(),
        Kind::Known(Tag::A) => {
            let raw = take(&mut builder.attributes, Attribute::Href);
            let mut link = context.link(&raw);
            if link.is_empty() {
                return builder.end(Tag::A);
            }
            builder.attributes.append(&mut link);
            builder.format(Tag::A);
        }
        Kind::Known(Tag::Img) => {
            // Blog software draws emoticons as images; the alternative text is what was typed.
            let class = take(&mut builder.attributes, Attribute::Class);
            if position(&class, 0, "smiley").min(position(&class, 0, "emoji")) < class.len() {
                let typed = take(&mut builder.attributes, Attribute::Alt);
                return builder.text(&typed);
            }
            context.image(builder);
        }
        Kind::Known(tag) if tag.is_void() => builder.void(tag),
        Kind::Known(tag) if tag.is_inline() => builder.format(tag),
        Kind::Known(tag) => builder.block(Some(tag)),
        Kind::Raw | Kind::Dropped | Kind::Unknown => {}
    }
}

fn close(kind: Kind, builder: &mut Builder) {
    match kind {
        Kind::Separation => builder.end_block(None),
        Kind::Heading | Kind::Known(Tag::P) => builder.end_paragraph(),
        Kind::Known(Tag::Br) => {
            builder.attributes.clear();
            builder.void(Tag::Br);
        }
        Kind::Known(tag) => builder.end(tag),
        Kind::Raw | Kind::Dropped | Kind::Unknown => {}
    }
}

/// Passes over an element with all it contains.
fn skip(name: &str, attributes: &str, tokens: &mut Tokens) {
    let mut depth = usize::from(!attributes.ends_with('/'));
    while depth > 0 {
        match tokens.next() {
            Some(Token::Open(inner, attributes)) if is(inner, name) => {
                depth += usize::from(!attributes.ends_with('/'));
            }
            Some(Token::Open(inner, _)) if Kind::of(inner) == Kind::Raw => tokens.skip_raw(inner),
            Some(Token::Close(inner)) if is(inner, name) => depth -= 1,
            Some(_) => {}
            None => return,
        }
    }
}

/// What becomes of an element.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Known(Tag),
    /// A paragraph in bold.
    Heading,
    /// A block without a meaning of its own: it separates paragraphs.
    Separation,
    /// Dropped with its content, which is markup.
    Dropped,
    /// Dropped with its content, which is no markup.
    Raw,
    /// Taken off; its content stays.
    Unknown,
}

impl Kind {
    fn of(name: &str) -> Self {
        if let Some(tag) = Tag::parse(name) {
            return Self::Known(tag);
        }
        let (mut at, mut group) = (0, 0);
        while at < OTHERS.len() {
            let end = find(OTHERS, at, "|");
            let list = part(OTHERS, at, end);
            if word(list, name) < word(list, "") {
                break;
            }
            at = end + 1;
            group += 1;
        }
        match group {
            0 => Self::Separation,
            1 => Self::Heading,
            2 => Self::Raw,
            3 => Self::Dropped,
            4 => Self::Known(Tag::S),
            5 => Self::Known(Tag::Code),
            6 => Self::Known(Tag::Abbr),
            _ => Self::Unknown,
        }
    }

    fn tag(self) -> Tag {
        if let Self::Known(tag) = self { tag } else { Tag::P }
    }
}

/// What stands for nothing of its own, for a heading, for raw text, for what is dropped, for `s`, `code` and `abbr`.
const OTHERS: &str = "div section article header footer main aside nav address center form fieldset legend details \
    summary dialog hgroup menu dir search body html|h1 h2 h3 h4 h5 h6|script style iframe noscript noembed \
    noframes xmp textarea title plaintext|object svg math template select applet audio video canvas datalist|\
    strike|tt|acronym";
