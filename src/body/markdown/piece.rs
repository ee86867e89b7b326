//! What the inside of a paragraph is made of, before it is added to the tree.

use super::super::builder::Builder;
use super::super::context::Context;
use super::super::cut::head;
use super::super::node::{Attribute, Tag};
use super::emphasis::Run;
use super::target::Target;
use std::borrow::Cow;

/// A piece of a paragraph.
pub enum Piece<'a> {
    Text(Cow<'a, str>),
    Code(String),
    Link(Vec<(Attribute, String)>),
    LinkEnd,
    Image(Target, String),
    Run(Run<'a>),
}

impl Piece<'_> {
    /// Adds it to a tree.
    pub fn add(self, context: &Context, builder: &mut Builder) {
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
                builder.text(head(run.text, run.left));
                run.starts.iter().rev().for_each(|tag| builder.format(*tag, Vec::new()));
            }
        }
    }

    /// Gives its text, for the alternative text of an image.
    pub fn into_text(self) -> String {
        match self {
            Self::Text(text) => text.into_owned(),
            Self::Code(code) => code,
            Self::Image(_, alt) => alt,
            Self::Run(run) => head(run.text, run.left).to_owned(),
            Self::Link(_) | Self::LinkEnd => String::new(),
        }
    }
}
