//! What a pingback or a trackback quotes: its text without the marks that say where it was cut.

use super::built;
use super::context::Context;
use super::node::{Node, Tag};
use super::text::visible;
use crate::cut::{find, part, starts, tail};
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
    let text = text.trim();
    let start = mark(text, false);
    let text = tail(text, start).trim();
    let end = mark(text, true);
    let text = part(text, 0, text.len() - end).trim();
    Excerpt { title, text: text.to_owned(), cut_before: start > 0, cut_after: end > 0 }
}

/// Takes off a first `strong` that has its line to itself, or stands right before a mark.
fn take_title(nodes: &mut [Node]) -> Option<String> {
    let is_alone = nodes.len() > 1;
    let Some(Node::Element(first)) = nodes.first_mut() else { return None };
    let Some(Node::Element(strong)) = first.children.first() else { return None };
    let ends = match first.children.get(1) {
        None => is_alone,
        Some(Node::Element(next)) => next.tag == Tag::Br,
        Some(Node::Text(next)) => mark(next.trim_start(), false) > 0,
    };
    if first.tag != Tag::P || strong.tag != Tag::Strong || !ends {
        return None;
    }
    let title = visible(&strong.children);
    first.children.remove(0);
    Some(title)
}

/// Gives the length of the mark a text starts or ends with.
fn mark(text: &str, is_at_end: bool) -> usize {
    let mut at = 0;
    while at < MARKS.len() {
        let end = find(MARKS, at, " ");
        let place = if is_at_end { text.len().saturating_sub(end - at) } else { 0 };
        if starts(text, place, part(MARKS, at, end)) {
            return end - at;
        }
        at = end + 1;
    }
    0
}

/// The marks that blog software has made since 2003; the last two are those encoded twice.
const MARKS: &str = "[…] [...] [&#8230;] [&hellip;]";
