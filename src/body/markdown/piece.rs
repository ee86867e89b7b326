//! What the inside of a paragraph is made of, before it is added to the tree.

use super::super::builder::Builder;
use super::super::context::Context;
use super::super::node::{Attribute, Tag};

/// A piece of a paragraph.
pub struct Piece {
    pub kind: Kind,
    /// Its text, or the alternative text of an image.
    pub text: String,
    /// The attributes of what it opens, or the address and the title of an image.
    pub attributes: Vec<(Attribute, String)>,
}

/// What a piece is.
pub enum Kind {
    Text,
    Open(Tag),
    Close(Tag),
    Image,
}

impl Piece {
    /// Adds it to a tree.
    pub fn add(self, context: &Context, builder: &mut Builder) {
        match self.kind {
            Kind::Text => builder.text(&self.text),
            Kind::Close(tag) => builder.end(tag),
            Kind::Open(tag) => {
                builder.attributes = self.attributes;
                builder.format(tag);
            }
            Kind::Image => {
                builder.attributes = self.attributes;
                builder.attributes.push((Attribute::Alt, self.text));
                context.image(builder);
            }
        }
    }
}
