//! What a text may refer to: the page it stands on, the people of its thread, the images it may show.

use super::builder::Builder;
use super::link::shorten;
use super::node::{Attribute, Tag};
use super::url::{is_same_site, origin, safe_url};

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
    /// Checks an address and gives the attributes of a link to it.
    pub(super) fn link(&self, raw: &str) -> Option<Vec<(Attribute, String)>> {
        let url = safe_url(raw, self.base)?;
        let foreign = origin(&url).is_some() && !is_same_site(&url, self.base);
        let mut attributes = vec![(Attribute::Href, url)];
        if foreign {
            attributes.push((Attribute::Rel, FOREIGN.to_owned()));
        }
        Some(attributes)
    }

    /// Adds an image, or a link to it where it may not be loaded.
    pub(super) fn image(
        &self,
        raw: &str,
        alt: String,
        others: Vec<(Attribute, String)>,
        builder: &mut Builder,
    ) {
        let url = safe_url(raw, self.base).filter(|url| origin(url).is_some());
        let Some(url) = url else { return builder.text(&alt) };
        if (self.images)(&url) {
            let mut attributes = vec![(Attribute::Src, url), (Attribute::Alt, alt)];
            attributes.extend(others);
            return builder.void(Tag::Img, attributes);
        }
        let shown = if alt.trim().is_empty() { shorten(&url) } else { alt };
        let link = self.link(&url).filter(|_| !builder.is_inside(Tag::A));
        let Some(attributes) = link else { return builder.text(&shown) };
        builder.format(Tag::A, attributes);
        builder.text(&shown);
        builder.end(Tag::A);
    }
}

const FOREIGN: &str = "ugc nofollow noopener";
