//! A comment's untrusted text → safe nodes, which `view` turns into elements one by one.
//!
//! HTML is cut by a linear tokenizer and only what the allow-list knows is built again as nodes. It is
//! never written out and parsed a second time, so nothing can change its meaning on the way, and safety
//! does not depend on reading HTML exactly as a browser does.
//!
//! Spaces that count are kept as typed and the others are removed, so a stylesheet may say
//! `white-space: pre-wrap`.

mod builder;
mod context;
mod excerpt;
mod html;
mod link;
mod markdown;
mod node;
mod text;

#[cfg(test)]
mod tests;

pub use crate::url;
pub use context::{Context, Mention};
pub use excerpt::{Excerpt, excerpt};
pub use link::shorten;
pub use node::{Attribute, Element, Node, Tag};
pub use text::text;

use crate::model::Content;
use builder::{Builder, Spaces};

/// Turns the text of a comment into nodes that are safe to show.
///
/// Every node at the top is a block: a paragraph, a list, a quotation…
pub fn nodes(content: &Content, context: &Context) -> Vec<Node> {
    link::linked(built(content, context), context)
}

/// Does the same without looking for addresses and mentions in the text.
fn built(content: &Content, context: &Context) -> Vec<Node> {
    match content {
        Content::Empty => Vec::new(),
        Content::Html(html) => html::built(html, context),
        Content::Markdown(markdown) => markdown::built(markdown, context),
        Content::Text(text) => {
            let mut builder = Builder::new(Spaces::Typed);
            builder.text(text);
            builder.finish()
        }
    }
}
