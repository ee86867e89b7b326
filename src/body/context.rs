//! What a text may refer to: the page it stands on, the people of its thread, the images it may show.

use super::builder::Builder;
use super::link::shorten;
use super::node::{Attribute, Tag, take};
use crate::url::{safe_url, web_prefix};

/// The surroundings of a comment.
pub struct Context<'a> {
    /// The address relative links are resolved against; without it they become their text.
    pub base: Option<&'a str>,
    /// Given the text after an `@`, finds the longest name of the thread it starts with.
    pub mention: &'a dyn Fn(&str) -> Option<Mention>,
    /// Says whether the image of this address may be loaded; otherwise it becomes a link.
    pub images: &'a dyn Fn(&str) -> bool,
}

/// Somebody a comment speaks to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The address of their comment on this page: `#comment-12`.
    pub target: String,
    /// How many bytes of the text were the name.
    pub length: usize,
}

impl Context<'static> {
    /// Knows no page and nobody; good for reading the text, in which an image is its alternative text.
    pub const NONE: Self = Self { base: None, mention: &|_| None, images: &|_| true };
}

impl Context<'_> {
    /// Checks an address and gives the attributes of a link to it, none if it is refused.
    pub(super) fn link(&self, raw: &str) -> Vec<(Attribute, String)> {
        let mut attributes = Vec::new();
        let Some(url) = safe_url(raw, self.base) else { return attributes };
        attributes.push((Attribute::Href, url));
        // A commenter's link to this very site is vouched for no more than any other.
        attributes.push((Attribute::Rel, "ugc nofollow noopener".to_owned()));
        attributes
    }

    /// Adds the image the builder has the attributes of, or a link to it where it may not be loaded.
    pub(super) fn image(&self, builder: &mut Builder) {
        let mut others = std::mem::take(&mut builder.attributes);
        let alt = take(&mut others, Attribute::Alt);
        let url = safe_url(&take(&mut others, Attribute::Src), self.base).unwrap_or_default();
        if web_prefix(&url, 0) == 0 {
            return builder.text(&alt);
        }
        if (self.images)(&url) {
            builder.attributes.push((Attribute::Src, url));
            builder.attributes.push((Attribute::Alt, alt));
            builder.attributes.append(&mut others);
            return builder.void(Tag::Img);
        }
        let shown = if alt.trim().is_empty() { shorten(&url) } else { alt };
        let link = self.link(&url);
        if link.is_empty() || builder.is_inside(Tag::A) {
            return builder.text(&shown);
        }
        builder.attributes = link;
        builder.format(Tag::A);
        builder.text(&shown);
        builder.end(Tag::A);
    }
}
