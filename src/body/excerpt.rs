//! What a pingback or a trackback quotes: its text without the marks that say where it was cut.

use super::built;
use super::context::Context;
use super::node::{Node, Tag};
use super::text::visible;
use crate::model::Content;

/// A passage of somebody else's page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The title of that page, where a trackback put it before the passage.
    pub title: Option<String>,
    /// The passage without its marks.
    pub text: String,
    /// Whether a mark said that something was left out before.
    pub cut_before: bool,
    /// Whether a mark said that something was left out after.
    pub cut_after: bool,
}

/// Reads the passage a pingback or a trackback quotes.
///
/// ```
/// use causerie::body::excerpt;
/// use causerie::model::Content;
/// let excerpt = excerpt(&Content::Html("[&#8230;] so she says [&#8230;]".to_owned()));
/// assert_eq!((excerpt.text.as_str(), excerpt.cut_before, excerpt.cut_after), ("so she says", true, true));
/// ```
pub fn excerpt(content: &Content) -> Excerpt {
    let mut nodes = built(content, &Context::NONE);
    let title = take_title(&mut nodes);
    let text = visible(&nodes);
    let (text, cut_before) = stripped(&text, |text, mark| text.strip_prefix(mark));
    let (text, cut_after) = stripped(text, |text, mark| text.strip_suffix(mark));
    Excerpt { title, text: text.to_owned(), cut_before, cut_after }
}

/// Takes off a first `strong` that has its line to itself, or stands right before a mark.
fn take_title(nodes: &mut [Node]) -> Option<String> {
    let is_alone = nodes.len() > 1;
    let Some(Node::Element(first)) = nodes.first_mut() else { return None };
    let Some(Node::Element(strong)) = first.children.first() else { return None };
    let ends = match first.children.get(1) {
        None => is_alone,
        Some(Node::Element(next)) => next.tag == Tag::Br,
        Some(Node::Text(next)) => MARKS.iter().any(|mark| next.trim_start().starts_with(mark)),
    };
    if first.tag != Tag::P || strong.tag != Tag::Strong || !ends {
        return None;
    }
    let title = visible(&strong.children);
    first.children.remove(0);
    Some(title)
}

fn stripped<'a>(text: &'a str, strip: impl Fn(&'a str, &'static str) -> Option<&'a str>) -> (&'a str, bool) {
    let text = text.trim();
    let rest = MARKS.iter().find_map(|mark| strip(text, mark));
    (rest.unwrap_or(text).trim(), rest.is_some())
}

/// The marks of WordPress since 2003; the last two are those encoded twice.
const MARKS: [&str; 4] = ["[…]", "[...]", "[&#8230;]", "[&hellip;]"];
